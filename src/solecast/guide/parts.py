"""The parts of pages as a snapshot keeps them: rows that were laid together when it was built.

A part is a JSON list of rows, each a list of values; the names of the columns are stored once.
`publish.page_parts` writes them, `read` gives them back as dictionaries with dates in place.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..model import Row

Query = Callable[..., list[Row]]
Page = dict[str, list[Row]]
"""Rows by part."""

DAY, DAYS = "|day", "|days"
"""Marks of columns that hold dates, and lists of dates, as days since 1970."""

PARTS = {
    "shoes": "shoe",
    "facts": "attribute, source, line, value",
    "heat": "week",
    "trends": "shoe",
    "growth": "shoe",
    "changes": "place",
    "corrections": "attribute",
    "colorways": "release_date DESC NULLS LAST, name, colorway",
    "prices": "shoe",
    "before": "shoe",
    "scores": "kind, source",
    "specs": 'attribute, value, unit, status, in_favour, against, confidence, "other_values"',
    "heat_sources": "contribution DESC NULLS LAST, source, metric, scale_group",
    "series": "source, metric, scale_group",
    "forecasts": "method",
    "events": "date, kind, label",
    "places": "rank, ranking",
    "alternatives": "similarity DESC, other",
    "reviews": "date DESC NULLS LAST, file, line",
    "review_texts": "date DESC NULLS LAST, file, line",
    "story": "date, precision, kind, names, place",
    "borrowed": "shoe",
    "line_parts": "week",
    "later": "coalesce(first_release, earliest_colorway), later",
}
"""Part of a shoe's page -> the order of its rows.

`before` holds the prices of the version before, `later` the shoes that follow, `review_texts` the
Markdown of reviews as HTML. `changes` and `story` keep the order of their tables where nothing
else tells rows apart.
"""

GROUP_PARTS = {
    "group_heat": ("group_heat", "week"),
    "group_series": ("group_series", "part NULLS FIRST, source, metric, scale_group, week"),
}
"""Part of the page of a brand or model -> its table and the order of its rows."""

_FIRST = dt.date(1970, 1, 1).toordinal()


class PageParts:
    """Reads parts of pages, by the columns that the snapshot says they have."""

    def __init__(self, query: Query, columns: Mapping[str, Sequence[str]]) -> None:
        self._query = query
        self._columns = {part: [_column(name) for name in names] for part, names in columns.items()}

    def of(self, table: str, keys: Sequence[str], parts: Sequence[str]) -> dict[str, Page]:
        """Give parts of the pages of `keys` by one lookup; what the snapshot lacks is left out."""
        chosen = ", ".join(f'"{part}"' for part in parts)
        marks = ", ".join("?" * len(keys))
        found = self._query(f'SELECT key, {chosen} FROM "{table}" WHERE key IN ({marks})', *keys)
        return {row["key"]: {part: self.rows(part, row[part]) for part in parts} for row in found}

    def rows(self, part: str, text: str | None) -> list[Row]:
        """Turn a part as it is stored into rows."""
        if text is None:
            return []
        columns = self._columns[part]
        names = [name for name, _ in columns]
        rows = [dict(zip(names, values, strict=True)) for values in json.loads(text)]
        for name, make in columns:
            if make is not None:
                for row in rows:
                    row[name] = make(row[name])
        return rows


def day(days: int) -> dt.date:
    """Give the day that a point of a line is of."""
    return dt.date.fromordinal(_FIRST + days)


def _column(name: str) -> tuple[str, Callable[[Any], Any] | None]:
    if name.endswith(DAY):
        return name.removesuffix(DAY), _day
    return (name.removesuffix(DAYS), _days) if name.endswith(DAYS) else (name, None)


def _day(days: int | None) -> dt.date | None:
    return None if days is None else day(days)


def _days(many: Sequence[int] | None) -> list[dt.date] | None:
    return None if many is None else [day(days) for days in many]
