"""Measured rows -> answers with their reasons: trends, odds, places, alternatives, sources.

What `measure` knows leaves it as values; here they meet the words that every face shares.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..vocabulary import Row
from . import answers as a
from .card_list import Cards
from .words import alternative_words, ranking_words
from .words import sources as source_words
from .words.line import odds, outlook
from .words.line import trend as trend_words

Rows = Callable[..., list[Row]]


def _made(kind: Any, row: Row, **more: Any) -> Any:
    names = {field.name for field in dataclasses.fields(kind)} - more.keys()
    return kind(**{name: row[name] for name in names}, **more)


def trend(rows: Sequence[Row]) -> a.Trend | None:
    """Give a shoe's trend, with why it is called what it is."""
    return _trend(rows[0]) if rows else None


def _trend(row: Row) -> a.Trend:
    made: a.Trend = _made(
        a.Trend,
        row,
        trend=row["class"],
        change_weeks=row["change_weeks"] or [],
        why=trend_words.why(row),
        how=trend_words.how(row),
    )
    return made


def growth(rows: Sequence[Row]) -> a.Growth | None:
    """Give what is expected of a shoe within a year, with its odds in words."""
    if not rows:
        return None
    row = rows[0]
    made: a.Growth = _made(
        a.Growth,
        row,
        why=outlook.why(row),
        odds=odds.half_more(row["p_half_more"]),
        how=outlook.how(row),
    )
    return made


def heat_sources(rows: Sequence[Row]) -> list[a.HeatSource]:
    """Give what each source says of a shoe, beside what it counts of the others."""
    return [
        _made(a.HeatSource, row, note=source_words.note(row), how=source_words.how(row))
        for row in rows
    ]


def places(rows: Sequence[Row], trends: Sequence[Row]) -> list[a.Place]:
    """Give a shoe's places in the rankings, the best first."""
    now = trends[0] if trends else None
    return [_made(a.Place, row, why=_why(row, now)) for row in rows]


_RANKED = """
SELECT p.*, t AS trend FROM (
    SELECT * FROM places WHERE ranking = ? ORDER BY rank, shoe LIMIT ?
) p LEFT JOIN trends t ON t.shoe = p.shoe AND p.reason = 'trend' ORDER BY p.rank, p.shoe
"""


def ranking(rows: Rows, cards: Cards, name: str, limit: int) -> list[a.Ranked]:
    """Give the first places of a ranking."""
    found = rows(_RANKED, name, limit)
    shown = cards.many(row["shoe"] for row in found)
    return [
        _made(a.Ranked, row, card=card, why=_why(row, row["trend"]), moved=_moved(row))
        for row, card in zip(found, shown, strict=True)
    ]


def _moved(row: Row) -> int | None:
    return None if row["was"] is None else row["was"] - row["rank"]


def _why(row: Row, trend: Row | None) -> str:
    return ranking_words.why(row, trend if row["reason"] == "trend" else None)


_BEHIND = """
SELECT DISTINCT h.source, h.metric, h.weeks FROM heat_sources h
JOIN rankings r ON r.shoe = h.shoe AND r.ranking = 'hottest'
WHERE h.comparable AND h.weight > 0.01
"""

_COMPARED = """
SELECT count(*) AS n FROM estimates e JOIN rankings r ON r.shoe = e.shoe AND r.ranking = 'hottest'
"""


def heading(rows: Rows, name: str) -> a.Heading:
    """Give the title of a ranking, what it holds, why it may be empty, and how it is made."""
    return ranking_words.heading(name, rows(_BEHIND), rows(_COMPARED)[0]["n"])


def alternatives(
    rows: Sequence[Row], cards: Mapping[str, a.Card], currency: str
) -> list[a.Alternative]:
    """Give the shoes like this one, and what makes each worth a look; `currency`: the guide's."""
    return [
        a.Alternative(
            cards[row["other"]],
            row["kind"],
            row["similarity"],
            alternative_words.why(row, currency),
        )
        for row in rows
    ]
