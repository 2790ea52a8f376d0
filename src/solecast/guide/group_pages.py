"""Brands and models as answers: their shoes, their lines, their stories, and who borrows them."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from ..errors import AmbiguousShoe, UnknownPage, UnknownShoe
from . import answers as a
from .card_list import by_heat
from .lookup import Names
from .words import story as words

Row = dict[str, Any]


class Guide(Protocol):
    """What these answers need of a guide: its cards, and queries."""

    cards: dict[str, a.Card]

    def rows(self, query: str, *values: Any) -> list[Row]:
        """Run a read-only query with `?` for values; one dictionary a row."""


def names(guide: Guide, kind: str) -> Names:
    """Index the names of all brands or of all models."""
    rows = guide.rows('FROM "groups" WHERE kind = ?', kind)
    others = {row["group"]: row["aliases"] or [] for row in rows}
    return Names({row["group"]: row["name"] for row in rows}, others)


def find(known: Names, kind: str, name: str) -> str:
    """Find the slug of a brand or model by a forgiving name.

    Raises `UnknownPage` with the nearest names, or with those that the name fits.
    """
    try:
        return known.resolve(name)
    except UnknownShoe as error:
        raise UnknownPage(kind, name, error.nearest) from None
    except AmbiguousShoe as error:
        raise UnknownPage(kind, name, error.candidates) from None


def group(guide: Guide, kind: str, slug: str) -> a.Group:
    """Tell all about one brand or model."""
    row = guide.rows('FROM "groups" WHERE kind = ? AND "group" = ?', kind, slug)[0]
    members = guide.rows(
        'SELECT shoe FROM members WHERE kind = ? AND "group" = ? ORDER BY place, shoe', kind, slug
    )
    shoes = [guide.cards[member["shoe"]] for member in members]
    return a.Group(
        kind=kind,
        slug=slug,
        name=row["name"],
        brand=row["brand"],
        shoes=shoes if kind == "model" else by_heat(shoes),
        heat=_heat(guide, kind, slug),
        series=_series(guide, kind, slug),
        story=_group_story(guide, kind, slug),
        models=_models(guide, slug) if kind == "brand" else [],
    )


def groups(guide: Guide, kind: str) -> list[a.Group]:
    """List all brands or all models that have shoes, by name, without lines and stories."""
    rows = guide.rows(
        'SELECT g."group", g.name, g.brand, list(m.shoe ORDER BY m.place, m.shoe) AS shoes '
        'FROM "groups" g JOIN members m USING (kind, "group") WHERE kind = ? '
        'GROUP BY g."group", g.name, g.brand ORDER BY lower(g.name), g."group"',
        kind,
    )
    found = []
    for row in rows:
        cards = [guide.cards[shoe] for shoe in row["shoes"]]
        shown = cards if kind == "model" else by_heat(cards)
        found.append(a.Group(kind, row["group"], row["name"], row["brand"], shown))
    return found


_NEWEST = """
SELECT arg_max(m.shoe, m.place) AS shoe FROM members m JOIN "groups" g USING (kind, "group")
JOIN "groups" b ON b.kind = 'brand' AND b.brand = g.brand
WHERE m.kind = 'model' AND b."group" = ? GROUP BY m."group"
"""


def _models(guide: Guide, brand: str) -> list[a.Card]:
    """Give the newest shoe of each model of a brand, by heat."""
    return by_heat([guide.cards[row["shoe"]] for row in guide.rows(_NEWEST, brand)])


def _heat(guide: Guide, kind: str, slug: str) -> list[a.HeatPoint]:
    rows = guide.rows('FROM group_heat WHERE kind = ? AND "group" = ? ORDER BY week', kind, slug)
    none = dict.fromkeys(("heat", "lo", "hi", "adjusted"))
    return [_pick(a.HeatPoint)({**row, **none} if row["open"] else row) for row in rows]


def _series(guide: Guide, kind: str, slug: str, whole: bool = False) -> list[a.Series]:
    """Give the counts of a group; with `whole`, without those of its parts."""
    lines: dict[tuple[str, str, str, bool], list[a.SeriesPoint]] = defaultdict(list)
    for row in guide.rows(
        'FROM group_series WHERE kind = ? AND "group" = ? '
        "ORDER BY part NULLS FIRST, source, metric, scale_group, week",
        kind,
        slug,
    ):
        if row["part"] and whole:
            continue
        source = f"{row['source']}: {row['part']}" if row["part"] else row["source"]
        key = (source, row["metric"], row["scale_group"], row["comparable"])
        lines[key].append(_pick(a.SeriesPoint)(row))
    return [a.Series(*key, points) for key, points in lines.items()]


def borrowed(guide: Guide, shoe: str) -> a.Borrowed | None:
    """Give the line that a shoe without its own shows, or None."""
    found = guide.rows(
        'SELECT kind, "group", name FROM borrowed JOIN "groups" USING (kind, "group") '
        "WHERE shoe = ?",
        shoe,
    )
    if not found:
        return None
    kind, slug = found[0]["kind"], found[0]["group"]
    heat, series = _heat(guide, kind, slug), _series(guide, kind, slug, whole=True)
    return a.Borrowed(kind, slug, found[0]["name"], heat, series)


_STORY = """
SELECT s.*, coalesce(h.name, g.name) AS name FROM story s
LEFT JOIN shoes h ON s.about = 'shoe' AND s.slug = h.shoe
LEFT JOIN "groups" g ON s.about = g.kind AND s.slug = g."group"
WHERE {which} ORDER BY s.date, s.precision, s.kind, s.names
"""
_OF_GROUP = """
(s.about = ? AND s.slug = ?)
OR (s.about = 'shoe' AND s.kind NOT IN ('peak', 'first_release') AND s.slug IN
    (SELECT shoe FROM members WHERE kind = ? AND "group" = ?))
OR (s.about = 'shoe' AND s.kind = 'first_release' AND s.slug IN
    (SELECT shoe FROM members WHERE kind = 'model' AND kind = ? AND "group" = ?))
OR (s.about = 'model' AND s.kind <> 'peak' AND s.slug IN
    (SELECT m."group" FROM members m JOIN members b USING (shoe)
     WHERE m.kind = 'model' AND b.kind = ? AND b."group" = ?))
"""
_OF_SHOE = """
(s.about = 'shoe' AND s.slug = ?)
OR (s.about = 'shoe' AND s.kind <> 'peak' AND list_contains(?, s.slug))
OR (s.about = 'model' AND s.kind <> 'peak' AND s.slug IN
    (SELECT "group" FROM members WHERE kind = 'model' AND shoe = ?))
OR (s.kind IN ('peak', 'place') AND (s.about, s.slug) IN
    (SELECT (kind, "group") FROM borrowed WHERE shoe = ?))
"""

_OF_SAME_MODEL = """
SELECT s.shoe, s.previous FROM shoes s JOIN members m USING (shoe) WHERE m.kind = 'model'
AND m."group" IN (SELECT "group" FROM members WHERE kind = 'model' AND shoe = ?)
"""


def _group_story(guide: Guide, kind: str, slug: str) -> list[a.StoryItem]:
    """Tell of a group, its models and its shoes; of peaks, only those of its own line."""
    return _told(guide.rows(_STORY.format(which=_OF_GROUP), *[kind, slug] * 4))


def shoe_story(guide: Guide, shoe: str) -> list[a.StoryItem]:
    """Tell of a shoe, of those before it, of its model, and of the line that it borrows."""
    rows = guide.rows(_STORY.format(which=_OF_SHOE), shoe, _before(guide, shoe), shoe, shoe)
    return _told(rows)


def _before(guide: Guide, shoe: str) -> list[str]:
    """Name the predecessors of a shoe within its model, the nearest first.

    The Air Jordan 3 comes before the 4, yet its story is another shoe's.
    """
    previous: Mapping[str, str | None] = {
        row["shoe"]: row["previous"] for row in guide.rows(_OF_SAME_MODEL, shoe)
    }
    found: list[str] = []
    at = previous.get(shoe)
    while at and at in previous and at not in found and at != shoe:
        found.append(at)
        at = previous[at]
    return found


def _told(rows: Iterable[Row]) -> list[a.StoryItem]:
    return [
        a.StoryItem(
            date=row["date"],
            when=words.when(row["date"], row["precision"]),
            kind="rank" if row["kind"] == "place" else row["kind"],
            label=words.told(row["kind"], row["names"] or [], row["source"]),
            about=row["name"],
            source=row["source"],
            url=row["url"],
            confidence=row["confidence"],
        )
        for row in rows
    ]


def _pick(kind: Any) -> Callable[[Row], Any]:
    fields = [field.name for field in dataclasses.fields(kind)]
    return lambda row: kind(**{name: row[name] for name in fields})
