"""Weekly series in long form in, one checked matrix out.

A `Panel` holds every series right-aligned: its last row is the last week of each id, whatever
that week is. `read_panel` refuses what cannot be mended without guessing (a `SeriesError` that
names the id), and mends the rest; `inspect_series` lists both without refusing anything.

Repairs, all of them: rows are sorted by week; a row repeated with the same value is dropped; the
clock time and time zone of a timestamp are dropped and its own calendar date kept; weeks of one
id that start on different weekdays are all moved to the Monday of their week; a week without a
row, a null or a NaN is a missing week.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import index
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ...errors import SeriesError

MINIMUM_WEEKS = 8
MAXIMUM_WEEKS = 1040
_UNITS = (100.0, 1000.0)

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.floating]


@dataclass(frozen=True)
class Panel:
    """N series on T rows. values: (T, N) float32 in units of `unit` (N,), the largest value of each
    series; seen: (T, N) float32, 1 where a week has a value (values are 0 elsewhere); last: (N,)
    days since 1970-01-01 of each last week; weeks: (N,) weeks from its first row to its last.
    """

    ids: tuple[str, ...]
    values: NDArray[np.float32]
    seen: NDArray[np.float32]
    unit: NDArray[np.float64]
    last: Ints
    weeks: Ints

    def before(self, day: int) -> tuple["Panel", Ints]:
        """The panel as it was known before `day`, and the positions of the series it keeps:
        those with enough weeks by then.
        """
        cut = np.maximum(-(-(self.last - day + 1) // 7), 0)
        rows = np.arange(len(self.values))[:, None] - cut[None, :]
        take = (np.maximum(rows, 0), np.arange(len(self.ids))[None, :])
        seen = np.where(rows >= 0, self.seen[take], 0)
        weeks = self.weeks - cut
        kept = np.flatnonzero((weeks >= MINIMUM_WEEKS) & (seen.sum(0) >= MINIMUM_WEEKS // 2))
        top = len(self.values) - int(weeks[kept].max()) if len(kept) else 0
        values = np.where(rows >= 0, self.values[take], 0)
        ids = tuple(self.ids[i] for i in kept)
        last = (self.last - 7 * cut)[kept]
        part = (slice(top, None), kept)
        return Panel(ids, values[part], seen[part], self.unit[kept], last, weeks[kept]), kept

    def after(self, past: "Panel", kept: Ints, horizon: int) -> tuple[Floats, Floats]:
        """(horizon, n) what came after `past`, a `before` of this panel, and where it is known."""
        start = len(self.values) - (self.last[kept] - past.last) // 7
        rows = start[None, :] + np.arange(horizon)[:, None]
        take = (np.minimum(rows, len(self.values) - 1), kept[None, :])
        inside = rows < len(self.values)
        return np.where(inside, self.values[take], 0), np.where(inside, self.seen[take], 0)

    def launched(self) -> "Panel":
        """The panel without the weeks of zeros before the first value of each series."""
        started = np.maximum.accumulate(self.values > 0, axis=0)
        started |= ~started[-1]
        weeks = np.minimum(self.weeks, started.sum(0))
        return replace(self, seen=self.seen * started, weeks=weeks)

    def select(self, kept: NDArray[Any] | slice) -> "Panel":
        """The series at these positions."""
        return Panel(
            tuple(self.ids[i] for i in np.arange(len(self.ids))[kept]),
            self.values[:, kept],
            self.seen[:, kept],
            self.unit[kept],
            self.last[kept],
            self.weeks[kept],
        )


@dataclass(frozen=True)
class _Rows:
    """Checked rows sorted by id and week; `code` indexes `ids`, `day` is days since 1970."""

    ids: tuple[str, ...]
    code: Ints
    day: Ints
    value: NDArray[np.float64]


@dataclass(frozen=True)
class SeriesProblem:
    """One thing found in a series; `repair` is empty where it is refused."""

    id: str
    problem: str
    repair: str = ""

    def error(self) -> SeriesError:
        """The refusal as an error."""
        return SeriesError(f"Series {self.id!r}: {self.problem}.")


def read_panel(series: Any, minimum: int = MINIMUM_WEEKS) -> Panel:
    """Check and mend long-form `series` (id, week, value) and lay it out as a matrix.

    Raises SeriesError at the first problem that has no documented repair.
    """
    rows, problems = _read(series)
    for problem in problems:
        if not problem.repair:
            raise problem.error()
    return _matrix(rows, minimum)


def examine(series: Any) -> tuple[Panel | None, list[SeriesProblem]]:
    """The panel of the series that are not refused, however short, and all that was found.

    None where every series is refused. Raises SeriesError where `series` is not a table with the
    columns id, week and value.
    """
    rows, problems = _read(series)
    refused = {problem.id for problem in problems if not problem.repair}
    kept = np.array([name not in refused for name in rows.ids])
    if not kept.any():
        return None, problems
    at, place = kept[rows.code], np.cumsum(kept) - 1
    names = tuple(name for name in rows.ids if name not in refused)
    return _matrix(_Rows(names, place[rows.code[at]], rows.day[at], rows.value[at]), 1), problems


def as_table(
    given: Any, columns: tuple[str, ...] = ("id", "week", "value"), name: str = "series"
) -> pa.Table:
    """`given` as a pyarrow Table that has these columns, or a SeriesError that says what it is."""
    if not isinstance(given, pa.Table):
        if not hasattr(given, "__arrow_c_stream__"):
            raise SeriesError(
                f"{name} is a {type(given).__name__}; it must be a pyarrow Table or another Arrow "
                "table (an object with __arrow_c_stream__, such as a polars or DuckDB result)."
            )
        given = pa.table(given)
    missing = [column for column in columns if column not in given.column_names]
    if missing:
        raise SeriesError(
            f"{name} has the columns {given.column_names}; it needs {list(columns)}: "
            f"rename or add {missing}."
        )
    return given


def check_weeks(horizon: Any, most: int) -> int:
    """`horizon` as a whole number of weeks from 1 to `most`, or a SeriesError."""
    try:
        weeks = index(horizon)
    except TypeError:
        weeks = 0
    if not 1 <= weeks <= most:
        raise SeriesError(f"horizon is {horizon}; it must be a number of weeks from 1 to {most}.")
    return weeks


def _read(series: Any) -> tuple[_Rows, list[SeriesProblem]]:
    table = as_table(series)
    if not table.num_rows:
        raise SeriesError("series has no rows; give at least one series of 8 weeks or more.")
    problems: list[SeriesProblem] = []
    ids, code = _codes(table["id"])
    day = _days(table["week"], ids, code, problems)
    value = _values(table["value"], ids, code, problems)
    order = _order(code, day, ids, problems)
    rows = _Rows(ids, code[order], day[order], value[order])
    rows = _one_anchor(rows, problems)
    rows = _unique(rows, problems)
    _two_units(rows, problems)
    return rows, problems


def _codes(column: pa.ChunkedArray) -> tuple[tuple[str, ...], Ints]:
    if column.null_count:
        raise SeriesError(
            f"{column.null_count} rows have no id; give every row the id of its series."
        )
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    encoded = pc.dictionary_encode(column.combine_chunks())
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().combine_chunks()
    ids = tuple(str(name) for name in encoded.dictionary.to_pylist())
    return ids, encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _days(
    column: pa.ChunkedArray, ids: tuple[str, ...], code: Ints, problems: list[SeriesProblem]
) -> Ints:
    if column.null_count:
        row = pc.index(pc.is_null(column), True).as_py()
        raise SeriesError(f"Series {ids[code[row]]!r}: a row has no week; give its date.")
    kind = column.type
    if pa.types.is_timestamp(kind) and kind.tz:
        problems += [
            SeriesProblem(
                name, f"its weeks carry the time zone {kind.tz}", "kept the date in that zone"
            )
            for name in ids
        ]
        column = pc.local_timestamp(column)
    return read_days(column, "week")


def read_days(column: pa.ChunkedArray, name: str) -> Ints:
    """Days since 1970-01-01 of dates, timestamps or ISO text; a SeriesError names the column."""
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        column = pc.utf8_slice_codeunits(column, 0, 10)
    try:
        dates = column.cast(pa.timestamp("s"), safe=False).cast(pa.date32(), safe=False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise SeriesError(
            f"{name} cannot be read as dates ({problem}); "
            "give dates, timestamps or text like 2024-12-30."
        ) from None
    return np.asarray(dates.cast(pa.int32()).to_numpy(), np.int64)


def _values(
    column: pa.ChunkedArray, ids: tuple[str, ...], code: Ints, problems: list[SeriesProblem]
) -> NDArray[np.float64]:
    try:
        value = np.array(column.cast(pa.float64()).to_numpy(), np.float64)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise SeriesError(
            f"value cannot be read as numbers ({problem}); give floats >= 0."
        ) from None
    for name, wrong in (("infinite", np.isinf(value)), ("negative", value < 0)):
        for i in np.unique(code[wrong]):
            at = np.flatnonzero(wrong & (code == i))
            text = f"{len(at)} {name} value(s), first {value[at[0]]:g}; values are finite and >= 0"
            problems.append(SeriesProblem(ids[i], text + ", and null where missing"))
    return value


def _order(code: Ints, day: Ints, ids: tuple[str, ...], problems: list[SeriesProblem]) -> Ints:
    """Row positions by id and week; says which ids were out of order."""
    back = np.flatnonzero((np.diff(code) == 0) & (np.diff(day) < 0))
    problems += [
        SeriesProblem(ids[i], "its weeks are not in ascending order", "sorted by week")
        for i in np.unique(code[back])
    ]
    if not len(back) and (np.diff(code) >= 0).all():
        return np.arange(len(code))
    return np.lexsort((day, code))


def _one_anchor(rows: _Rows, problems: list[SeriesProblem]) -> _Rows:
    weekday = (rows.day + 3) % 7
    same = np.r_[False, np.diff(rows.code) == 0] & np.r_[False, np.diff(weekday) != 0]
    mixed = np.unique(rows.code[same])
    if not len(mixed):
        return rows
    problems += [
        SeriesProblem(
            rows.ids[i], "its weeks start on different weekdays", "moved each to its Monday"
        )
        for i in mixed
    ]
    moved = np.isin(rows.code, mixed)
    return _Rows(rows.ids, rows.code, np.where(moved, rows.day - weekday, rows.day), rows.value)


def _unique(rows: _Rows, problems: list[SeriesProblem]) -> _Rows:
    repeat = np.r_[False, (np.diff(rows.code) == 0) & (np.diff(rows.day) == 0)]
    if not repeat.any():
        return rows
    at = np.flatnonzero(repeat)
    before, after = rows.value[at - 1], rows.value[at]
    differs = (before != after) & ~(np.isnan(before) & np.isnan(after))
    clashing = np.unique(rows.code[at[differs]])
    for i in clashing:
        k = at[differs & (rows.code[at] == i)][0]
        week = np.datetime64(int(rows.day[k]), "D")
        problems.append(
            SeriesProblem(
                rows.ids[i],
                f"the week {week} is given twice, as {rows.value[k - 1]:g} and {rows.value[k]:g}; "
                "a series has one value a week in one unit, so drop or add up the rows",
            )
        )
    problems += [
        SeriesProblem(rows.ids[i], "rows are repeated with the same value", "kept one of them")
        for i in np.setdiff1d(rows.code[at], clashing)
    ]
    kept = ~repeat
    return _Rows(rows.ids, rows.code[kept], rows.day[kept], rows.value[kept])


def _two_units(rows: _Rows, problems: list[SeriesProblem]) -> None:
    """Refuse a series whose values fall into two clusters a factor 100 or 1000 apart."""
    positive = (rows.value > 0) & np.isfinite(rows.value)
    code, logs = rows.code[positive], np.log(rows.value[positive])
    if not len(code):
        return
    low, high = np.full(len(rows.ids), np.inf), np.full(len(rows.ids), -np.inf)
    np.minimum.at(low, code, logs)
    np.maximum.at(high, code, logs)
    for i in np.flatnonzero(high - low > np.log(30)):
        values = np.sort(logs[code == i])
        gap = int(np.argmax(np.diff(values))) + 1
        below, above = values[:gap], values[gap:]
        ratio = np.exp(np.median(above) - np.median(below))
        apart = values[gap] - values[gap - 1] > np.log(10)
        tight = max(below.std(), above.std()) < 0.7
        unit = next((u for u in _UNITS if abs(ratio / u - 1) < 0.15), None)
        if unit and apart and tight and min(len(below), len(above)) >= MINIMUM_WEEKS:
            text = (
                f"{len(above)} of its values are about {unit:g} times the other {len(below)}, "
                "as if it mixed two units; convert them to one unit"
            )
            problems.append(SeriesProblem(rows.ids[i], text))


def _spans(rows: _Rows) -> tuple[Ints, Ints]:
    """First row of each id, and its length in weeks from its first to its last row."""
    count = len(rows.ids)
    first = np.searchsorted(rows.code, np.arange(count))
    last = np.searchsorted(rows.code, np.arange(count), side="right") - 1
    return first, (rows.day[last] - rows.day[first]) // 7 + 1


def _short(rows: _Rows, first: Ints, weeks: Ints, minimum: int) -> Iterator[tuple[int, int]]:
    seen = np.bincount(rows.code[~np.isnan(rows.value)], minlength=len(rows.ids))
    for i in np.flatnonzero((weeks < minimum) | (seen < minimum // 2)):
        yield int(i), int(min(weeks[i], seen[i]))


def _matrix(rows: _Rows, minimum: int) -> Panel:
    first, weeks = _spans(rows)
    for i, length in _short(rows, first, weeks, minimum):
        text = f"it has {length} weeks with a value; a forecast needs at least {minimum}"
        raise SeriesProblem(rows.ids[i], text).error()
    last = rows.day[np.r_[first[1:], len(rows.day)] - 1]
    weeks = np.minimum(weeks, MAXIMUM_WEEKS)
    return _lay_out(rows, rows.code, rows.ids, last, weeks)


def _lay_out(rows: _Rows, column: Ints, ids: tuple[str, ...], last: Ints, weeks: Ints) -> Panel:
    """Write each row into `column` (-1: nowhere), counting back from the `last` week of the id."""
    height = int(weeks.max())
    row = height - 1 - (last[column] - rows.day) // 7
    there = ~np.isnan(rows.value) & (row >= 0) & (row < height) & (column >= 0)
    row, column, value = row[there], column[there], rows.value[there]
    unit = np.zeros(len(ids))
    np.maximum.at(unit, column, value)
    unit[unit == 0] = 1
    values = np.zeros((height, len(ids)), np.float32)
    seen = np.zeros_like(values)
    values[row, column] = value / unit[column]
    seen[row, column] = 1
    return Panel(ids, values, seen, unit, last, weeks)


def read_signal(signal: Any, panel: Panel) -> Panel | None:
    """A second series for ids of `panel`, on the rows of `panel`; nothing after each last week.

    Ids that `panel` does not have are left out; ids without a signal have no week seen. None
    where `signal` is None or says nothing of any id. Raises SeriesError as `read_panel` does,
    except for length.
    """
    if signal is None:
        return None
    rows, problems = _read(signal)
    for problem in problems:
        if not problem.repair:
            raise problem.error()
    place = {name: i for i, name in enumerate(panel.ids)}
    column = np.array([place.get(name, -1) for name in rows.ids], np.int64)[rows.code]
    weeks = np.full(len(panel.ids), len(panel.values))
    found = _lay_out(rows, column, panel.ids, panel.last, weeks)
    return found if found.seen.any() else None
