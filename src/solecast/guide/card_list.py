"""Snapshot rows -> cards; cards -> rankings and filtered lists."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import InputError
from . import answers as a

Row = dict[str, Any]
Rows = Callable[..., list[Row]]

_SPARK_WEEKS = 52

_CARDS = """
SELECT s.shoe, s.name, s.brand, s.first_released, s.earliest_colorway,
       p.retail AS price, p.currency,
       coalesce(c.colorways, 0) AS colorways, sc.score, t.class AS trend,
       coalesce(t.current, false) AS current, h.heat, h.spark,
       coalesce(h.anchored, false) AS anchored, s.category, n.name AS colours
FROM shoes s
LEFT JOIN prices p USING (shoe)
LEFT JOIN (SELECT shoe, count(*) AS colorways FROM colorways GROUP BY shoe) c USING (shoe)
LEFT JOIN estimates sc USING (shoe)
LEFT JOIN trends t USING (shoe)
LEFT JOIN (
    SELECT shoe, arg_max(heat, week) FILTER (NOT partial) AS heat,
           list(CASE WHEN open THEN NULL ELSE round(heat, 2) END ORDER BY week) AS spark,
           arg_max(anchored, week) AS anchored
    FROM (SELECT *, row_number() OVER (PARTITION BY shoe ORDER BY week DESC) AS age FROM heat)
    WHERE age <= {weeks} GROUP BY shoe
) h USING (shoe)
LEFT JOIN (
    SELECT shoe, name FROM colorways QUALIFY row_number() OVER (
        PARTITION BY shoe ORDER BY len(colours) > 0 DESC NULLS LAST,
        release_date DESC NULLS LAST, colorway
    ) = 1
) n USING (shoe)
ORDER BY s.shoe
"""

_SHAPES = """
SELECT shoe, attribute, list_prepend(value, coalesce(other_values, [])) AS stated FROM specs
WHERE attribute IN ('cut', 'closure', 'sole_feature', 'outsole', 'upper_material')
ORDER BY shoe, attribute
"""


def cards(rows: Rows) -> dict[str, a.Card]:
    """Make the card of every shoe, by slug."""
    shapes: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for row in rows(_SHAPES):
        shapes[row["shoe"]][row["attribute"]] = row["stated"]
    made = {}
    for row in rows(_CARDS.format(weeks=_SPARK_WEEKS)):
        row["spark"] = row["spark"] or []
        made[row["shoe"]] = a.Card(**row, shape=shapes[row["shoe"]])
    return made


def _came_out(card: a.Card) -> tuple[int, int]:
    """Order by the year in which shoes came out, the newest first; else by what is listed."""
    day = card.earliest_colorway or dt.date.min
    return -(card.first_released or day.year), -day.toordinal()


_SORTS: dict[str, Callable[[a.Card], Any]] = {
    # Sizes on other scales say nothing beside those on the main one.
    "heat": lambda c: (not c.current, not c.anchored, -(c.heat or -1.0), c.name),
    "score": lambda card: (-(card.score or -1.0), card.name),
    "name": lambda card: card.name.casefold(),
    "released": lambda card: (*_came_out(card), card.name),
    "price": lambda card: (card.price is None, card.price or 0.0, card.name),
}


def by_heat(shown: list[a.Card]) -> list[a.Card]:
    """Order cards by popularity: those that compare first."""
    return sorted(shown, key=_SORTS["heat"])


def browse(
    categories: Mapping[str, str | None],
    words: str,
    shown: list[a.Card],
    wanted: Mapping[str, str | None],
    sort: str,
    page: int,
    per_page: int,
) -> a.Browse:
    """Filter, sort and cut a list; facets count what the other facets leave."""
    if sort not in _SORTS and sort != "relevance":
        raise InputError(f"sort is {sort!r}; it must be one of: {', '.join(_SORTS)}.")

    def value(card: a.Card, facet: str) -> str | None:
        return {"brand": card.brand, "category": categories.get(card.shoe), "trend": card.trend}[
            facet
        ]

    def fits(card: a.Card, but: str | None = None) -> bool:
        return all(w is None or f == but or value(card, f) == w for f, w in wanted.items())

    facets = {}
    for facet in wanted:
        counted = Counter(value(card, facet) for card in shown if fits(card, facet))
        ordered = sorted((-n, name) for name, n in counted.items() if name)
        facets[facet] = [a.Facet(name, -n) for n, name in ordered]
    found = [card for card in shown if fits(card)]
    if sort != "relevance":
        found.sort(key=_SORTS[sort])
    count = max(1, -(-len(found) // per_page))
    page = min(max(page, 1), count)
    cut = found[(page - 1) * per_page : page * per_page]
    return a.Browse(words, cut, len(found), page, count, facets)
