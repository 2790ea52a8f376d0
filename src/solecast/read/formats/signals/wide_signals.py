"""Wide signals: a date column, then one column of numbers for each shoe.

Google Trends exports in any language, with or without preamble, and plain panels.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ...columns.date_order import day_first
from ...columns.understanding import understand
from ...containers.sheet import Sheet, cell
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_start, period
from ...values.metrics import metric, metric_of
from ...values.money import parse_number
from .long_signals import flag

_TERM = re.compile(r"([^:：]{1,200})[:：] {0,3}[(（]([^()（）]{1,100})[)）]$")
_PLACES = frozenset(
    {"country", "geo", "region", "place", "location", "state", "market", "area", "land", "pais",
     "pays", "paese", "страна", "país", "code"}
)  # fmt: skip
_INDEX = frozenset({"", "index", "unnamed_0", "id"})
_MOST_LABELS = 0.5
_PARTIAL = frozenset({"is_partial", "partial"})
_EXPORTS = ("capture", "captured", "export", "exported")
"""Headers of a column that says from which export a row is: values compare within that one."""
_DATED = 0.8
_EXTRACTED = " extracted value"
_TRENDS_MAX = 100
_TRENDS = "google_trends"


@dataclass(frozen=True)
class _Series:
    """One column: the shoe's title, the place, and the metric that the header names."""

    column: int
    title: str
    place: str | None
    metric: str | None


class _Labels(NamedTuple):
    """Columns of words beside the numbers: the one that names a place, and the others."""

    place: int | None
    others: tuple[int, ...]


def recognises_trends(sheet: Sheet) -> bool:
    """Tell whether a wide table is a Google Trends export: by headers, or by its scale."""
    date = _date_column(sheet)
    if date is None:
        return False
    if any(_TERM.match(name) for name in sheet.header):
        return True
    if _PARTIAL & set(sheet.keys):
        return True
    return _is_scaled(sheet, date)


def recognises_panel(sheet: Sheet) -> bool:
    """Tell whether a table is a date column and columns of numbers."""
    return _date_column(sheet) is not None


def _date_column(sheet: Sheet) -> int | None:
    """Return the column of dates when all others hold numbers, flags or labels of stacked parts."""
    rows = sheet.sample
    if not rows:
        return None
    numbers = 0
    date: int | None = None
    labels = set(_labels(sheet).others) | {_labels(sheet).place}
    for at, key in enumerate(sheet.keys):
        values = sheet.values(at)
        if at in labels or key in (*_PARTIAL, *_EXPORTS) or not values or _is_index(key, values):
            continue
        if _share_of(values, lambda value: parse_start(value) is not None) >= _DATED:
            if date is not None:
                return None
            date = at
        elif _share_of(values, lambda value: _value(value) is not None) >= _DATED:
            numbers += bool(key)
        else:
            return None
    return date if numbers else None


def _is_index(key: str, values: list[str]) -> bool:
    """Tell whether a column numbers the rows, as a saved data frame does."""
    return key in _INDEX and values[:2] in (["0", "1"], ["1", "2"])


def _labels(sheet: Sheet) -> _Labels:
    """Find the columns that say to which part of a stacked table a row belongs.

    Exports of several countries or categories below each other repeat a few words; a table
    that names shoes or sales in a column is no stack.
    """
    found = understand(sheet)
    if found.has("title", "model", "brand", "style_code", "price", "retail_price"):
        return _Labels(None, ())
    place: int | None = None
    others: list[int] = []
    for at, key in enumerate(sheet.keys):
        values = sheet.values(at)
        numbers = _share_of(values, lambda value: _value(value) is not None)
        dates = _share_of(values, lambda value: parse_start(value) is not None)
        if not values or key in _PARTIAL or numbers >= 0.5 or dates >= 0.5:
            continue
        if _PLACES & set(key.split("_")):
            place = at
        elif len(set(values)) <= max(1, _MOST_LABELS * len(values)):
            others.append(at)
    return _Labels(place, tuple(others))


def _share_of(values: list[str], fits: Callable[[str], bool]) -> float:
    return sum(1 for value in values if fits(value)) / len(values) if values else 0.0


def _is_scaled(sheet: Sheet, date: int) -> bool:
    """Tell whether all values are whole, 0-100 with a maximum of 100, as Trends scales them."""
    highest = 0.0
    labels = _labels(sheet)
    aside = {date, labels.place, *labels.others, sheet.column(*_EXPORTS)}
    aside |= {at for at, key in enumerate(sheet.keys) if _is_index(key, sheet.values(at))}
    for _, cells in sheet.rows():
        for at, raw in enumerate(cells):
            if at in aside or not raw.strip() or not sheet.keys[at]:
                continue
            found = _value(raw)
            if found is None or (found[0] % 1 and not found[1]):
                return False
            highest = max(highest, found[0])
    return highest == _TRENDS_MAX


def _value(raw: str) -> tuple[float, bool] | None:
    """Read a number; `<1` is half of its bound, and censored."""
    stated = raw.strip()
    bounded = stated.startswith("<")
    value = parse_number(stated[1:] if bounded else stated)
    if value is None or value < 0:
        return None
    return (value / 2, True) if bounded else (value, False)


def read_trends(sheet: Sheet, out: Findings) -> None:
    """Read a Google Trends export: searches, 0-100 within this file only.

    All exports have one source, so that those that share a term can be joined where they overlap.
    """
    series = _series(sheet, out)
    _read(sheet, out, series, "searches", comparable=len(series) > 1, source="Google Trends")


def read_panel(sheet: Sheet, out: Findings) -> None:
    """Read a plain panel: the metric that a header names, else mentions, on one scale.

    A file whose path says Google Trends was made from its exports: its values are searches.
    """
    series = _series(sheet, out)
    if _TRENDS in wording.snake(out.file):
        _read(sheet, out, series, "searches", comparable=len(series) > 1, source="Google Trends")
        return
    told = metric_of(out.stem)
    if told is None and all(one.metric is None for one in series):
        out.say("No metric is named; the panel was read as mentions on one scale.")
    _read(sheet, out, series, told or "mentions", comparable=True, source=out.stem)


def _series(sheet: Sheet, out: Findings) -> list[_Series]:
    date = _date_column(sheet)
    labels = _labels(sheet)
    aside = {date, labels.place, *labels.others, sheet.column(*_EXPORTS)}
    if labels.others:
        named = ", ".join(sheet.header[at][:30] for at in labels.others)
        out.say(f"Words beside the numbers are no terms and were left out: {named}.")
    lowered = [name.lower() for name in sheet.header]
    found: list[_Series] = []
    for at, name in enumerate(sheet.header):
        if at in aside or not name or sheet.keys[at] in _PARTIAL:
            continue
        if _is_index(sheet.keys[at], sheet.values(at)):
            continue
        if f"{lowered[at].removesuffix(_EXTRACTED)} value" in lowered and _is_copy(lowered[at]):
            continue
        found.append(_one_series(at, name, sheet.keys[at], out))
    return found


def _is_copy(header: str) -> bool:
    return header.endswith(_EXTRACTED)


def _one_series(at: int, name: str, key: str, out: Findings) -> _Series:
    match = _TERM.match(name)
    if match:
        return _Series(at, match[1].strip(), match[2].strip(), None)
    named = metric(key)
    if named:
        out.say("No column names a shoe; the file's name is taken as the shoe.")
        return _Series(at, wording.words(out.stem), None, named)
    term = re.sub(r" Value$", "", name)
    term = term.replace("_", " ") if " " not in term.strip() else term
    return _Series(at, wording.line(term) or name, None, None)


def _read(
    sheet: Sheet, out: Findings, series: list[_Series], name: str, comparable: bool, source: str
) -> None:
    date = _date_column(sheet) or 0
    order = day_first(sheet, date, out)
    days = (parse_start(value, order) for value in sheet.values(date))
    hourly = any(":" in value for value in sheet.values(date)[1:])
    length = "instant" if hourly else period({day for day in days if day})
    sheet.take(date, "date")
    for one in series:
        sheet.take(one.column, one.metric or name)
    partial = sheet.column(*_PARTIAL)
    place, seen = _labels(sheet).place, set[tuple[object, ...]]()
    export = sheet.column(*_EXPORTS)
    if place is not None:
        sheet.take(place, "country")
    for cells in out.records(sheet):
        stated = cell(cells, date)
        day = parse_start(stated, order)
        if day is None:
            out.refuse(f"{stated[:40]!r} is not a date")
            continue
        is_partial = flag(cell(cells, partial)) or False
        where = wording.line(cell(cells, place))
        known = (day, stated, where, *cells)
        if known in seen:
            out.refuse("the row repeats an earlier one")
            continue
        seen.add(known)
        for one in series:
            _observe(
                out,
                one,
                cell(cells, one.column),
                day,
                place=one.place or where,
                scale_group=" ".join(filter(None, (out.file, cell(cells, export), where))),
                metric=one.metric or name,
                source=source,
                period=length,
                comparable=comparable,
                partial=is_partial,
            )


def _observe(out: Findings, one: _Series, raw: str, day: dt.date, **values: object) -> None:
    if not wording.text(raw):
        return
    found = _value(raw)
    if found is None:
        out.refuse(f"{one.title[:60]}: {raw[:40]!r} is not a number of zero or more")
        return
    out.observation(
        title=one.title,
        date=day,
        value=found[0],
        censored=found[1],
        **values,
    )
