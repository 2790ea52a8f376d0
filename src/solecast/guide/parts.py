"""The parts of pages as a snapshot keeps them: rows that were laid together when it was built.

A part is a JSON list of rows, each a list of values; the names of the columns are stored once.
The parts of a page are one JSON list, deflated: a lookup takes as long as it has columns to read.
`publish.page_parts` writes them, `PageParts` gives them back as dictionaries with dates in place.
"""

import datetime as dt
import functools
import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..vocabulary import Row

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


PACKED = {
    "pages": [part for part in PARTS if part != "colorways"],
    "group_lines": list(GROUP_PARTS),
}
"""Table -> the parts that are packed into one value of it, in this order.

The colorways of a shoe stand apart: the pages of brands and models ask for those of many shoes.
"""

_AT_HAND = 16
"""Pages whose parts stay unpacked: a page asks for parts of itself and of those before it twice."""

_FEW = 1_000
"""Pages that stay in memory as they are stored, some five kilobytes each: up to so many are read
in the time of ten lookups. Of a guide with more each is looked up.
"""

_Unpacked = dict[str, list[list[Any]]]


def pack(parts: Iterable[str | None]) -> bytes:
    """Pack the parts of a page, each a JSON list of rows or None, into one value."""
    # The first level halves a page already; higher ones take twice the time for a tenth.
    return zlib.compress(f"[{','.join(rows or '[]' for rows in parts)}]".encode(), 1)


class PageParts:
    """Reads parts of pages, by the columns that the snapshot says they have."""

    def __init__(self, query: Query, columns: Mapping[str, Sequence[str]], pages: int) -> None:
        """Read by `query` from a snapshot with so many `pages`."""
        self._query = query
        self._whole: dict[str, dict[str, Row]] | None = {} if pages <= _FEW else None
        self._columns = {part: _Columns(names) for part, names in columns.items()}
        self._page = functools.lru_cache(_AT_HAND)(self._unpacked)

    def of(self, table: str, key: str, parts: Sequence[str]) -> Page:
        """Give parts of the page of `key`; they are empty where the snapshot has no such page."""
        page = self._page(table, key)
        return {part: self._columns[part].rows(page.get(part, [])) for part in parts}

    def _unpacked(self, table: str, key: str) -> _Unpacked:
        row = self._stored(table, key)
        if row is None:
            return {}
        page = dict(zip(PACKED[table], json.loads(zlib.decompress(row["packed"])), strict=True))
        apart = row.keys() - {"key", "packed"}
        return page | {part: json.loads(row[part] or "[]") for part in apart}

    def _stored(self, table: str, key: str) -> Row | None:
        """Give a page as it is stored."""
        if self._whole is None:
            return next(iter(self._query(f'SELECT * FROM "{table}" WHERE key = ?', key)), None)
        if table not in self._whole:
            self._whole[table] = {row["key"]: row for row in self._query(f'FROM "{table}"')}
        return self._whole[table].get(key)

    def apart(self, keys: Sequence[str], part: str) -> dict[str, list[Row]]:
        """Give the part that stands apart of the pages of `keys`, by one lookup."""
        marks = ", ".join("?" * len(keys))
        query = f'SELECT key, "{part}" AS rows FROM pages WHERE key IN ({marks})'
        rows = self._columns[part].rows
        return {
            row["key"]: rows(json.loads(row["rows"] or "[]")) for row in self._query(query, *keys)
        }


class _Columns:
    """The columns of a part: their names, and what makes dates of those that hold days."""

    def __init__(self, stored: Sequence[str]) -> None:
        columns = [_column(name) for name in stored]
        self._names = [name for name, _ in columns]
        self._dated = [(name, make) for name, make in columns if make is not None]

    def rows(self, part: list[list[Any]]) -> list[Row]:
        """Turn the rows of a part, as they are stored, into dictionaries."""
        rows = [dict(zip(self._names, values, strict=True)) for values in part]
        for name, make in self._dated:
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
