"""Measured rows -> answers with their reasons: trends, odds, places, alternatives, sources.

What `measure` knows leaves it as values; here they meet the words that every face shares.
"""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from . import answers as a
from .words import alternatives as alternative_words
from .words import odds, outlook
from .words import rankings as ranking_words
from .words import sources as source_words
from .words import trend as trend_words

Row = dict[str, Any]
Rows = Callable[..., list[Row]]
Cards = Mapping[str, a.Card]


def _made(kind: Any, row: Row, **more: Any) -> Any:
    names = {field.name for field in dataclasses.fields(kind)} - more.keys()
    return kind(**{name: row[name] for name in names}, **more)


def trend(rows: Rows, slug: str) -> a.Trend | None:
    """Give a shoe's trend, with why it is called what it is."""
    found = rows("FROM trends WHERE shoe = ?", slug)
    return _trend(found[0]) if found else None


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


def growth(rows: Rows, slug: str) -> a.Growth | None:
    """Give what is expected of a shoe within a year, with its odds in words."""
    found = rows("FROM growth WHERE shoe = ?", slug)
    if not found:
        return None
    row = found[0]
    made: a.Growth = _made(
        a.Growth,
        row,
        why=outlook.why(row),
        odds=odds.half_more(row["p_half_more"]),
        how=outlook.how(row),
    )
    return made


_BESIDE = """
SELECT source, metric, scale_group, week, max(value) AS most FROM series
WHERE comparable AND (source, metric, scale_group) IN (
    SELECT (source, metric, scale_group) FROM heat_sources WHERE shoe = ?)
GROUP BY ALL
"""

_SOURCES = f"""
SELECT h.*, s.value / nullif(b.most, 0) AS share FROM heat_sources h
LEFT JOIN series s ON s.shoe = h.shoe AND s.source = h.source AND s.metric = h.metric
    AND s.scale_group = h.scale_group AND s.week = h.last_week AND h.comparable
    AND h.metric != 'rank'
LEFT JOIN ({_BESIDE}) b ON b.source = h.source AND b.metric = h.metric
    AND b.scale_group = h.scale_group AND b.week = h.last_week
WHERE h.shoe = ? ORDER BY h.contribution DESC NULLS LAST, h.source, h.metric, h.scale_group
"""


def heat_sources(rows: Rows, slug: str) -> list[a.HeatSource]:
    """Give what each source says of a shoe, beside what it counts of the others."""
    return [
        _made(a.HeatSource, row, note=source_words.note(row), how=source_words.how(row))
        for row in rows(_SOURCES, slug, slug)
    ]


_PLACES = """
SELECT * FROM (
    SELECT *, max(value) OVER (PARTITION BY ranking) AS best,
           count(*) OVER (PARTITION BY ranking) AS "of" FROM rankings
) WHERE {where} ORDER BY {order}
"""


def places(rows: Rows, slug: str) -> list[a.Place]:
    """Give a shoe's places in the rankings, the best first."""
    found = rows(_PLACES.format(where="shoe = ?", order="rank, ranking"), slug)
    why = _reasons(rows)
    return [_made(a.Place, row, why=why(row)) for row in found]


def ranking(rows: Rows, cards: Cards, name: str, limit: int) -> list[a.Ranked]:
    """Give the first places of a ranking."""
    found = rows(_PLACES.format(where="ranking = ?", order="rank, shoe LIMIT ?"), name, limit)
    why = _reasons(rows)
    return [
        _made(a.Ranked, row, card=cards[row["shoe"]], why=why(row), moved=_moved(row))
        for row in found
    ]


def _moved(row: Row) -> int | None:
    return None if row["was"] is None else row["was"] - row["rank"]


def _reasons(rows: Rows) -> Callable[[Row], str]:
    def why(row: Row) -> str:
        by_trend = row["reason"] == "trend"
        found = rows("FROM trends WHERE shoe = ?", row["shoe"]) if by_trend else []
        return ranking_words.why(row, found[0] if found else None)

    return why


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


def alternatives(rows: Rows, cards: Cards, slug: str) -> list[a.Alternative]:
    """Give the shoes like this one, and what makes each worth a look."""
    found = rows("FROM alternatives WHERE shoe = ? ORDER BY similarity DESC, other", slug)
    return [
        a.Alternative(
            cards[row["other"]],
            row["kind"],
            row["similarity"],
            alternative_words.why(row, cards[row["other"]].currency),
        )
        for row in found
    ]
