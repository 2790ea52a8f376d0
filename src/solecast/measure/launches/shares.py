"""`solecast.shares`: which part of its line each version will have, and versions to come."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...errors import SeriesError
from ..series.panel import as_table, check_weeks, read_days
from .succession import YEAR, Floats, Succession, VersionCounts, foresee, learned

NEW = "new"
"""What stands for all versions of a line that are not in the counts yet."""

_COLUMNS = ("line", "version", "date", "n")
_MOST = 120
"""Dates of a line from which on they are gathered by months: more would only take time."""
_SCHEMA = pa.schema(
    [("line", pa.string()), ("version", pa.string()), ("date", pa.date32())]
    + [(name, pa.float64()) for name in ("share", "lo80", "hi80")]
)


def shares(counts: Any, horizon: int = 52) -> pa.Table:
    """Forecast each version's share of its line for the `horizon` weeks after the last date.

    counts: Arrow table `line` and `version` (text), `date` (any spacing), `n` (how many, >= 0).
    Rows of one line, version and date are added up; rows without a version are left out, and so
    are lines without a count. Versions are ordered by the number in their name, or by date.

    Returns `line`, `version`, `date` (weekly, from a week after the last date of the table),
    `share`, and `lo80`, `hi80`: where the share in a count as large as the line's usual one will
    lie, four times in five. The shares of a line add up to one; its version "new" stands for
    those to come. Raises SeriesError for columns that are missing or cannot be read.
    """
    horizon = check_weeks(horizon, 520)
    table, last = read_counts(counts)
    days = last + 7 * np.arange(1, horizon + 1)
    parts = [_ahead(name, line, days, learned()) for name, line in lines(table)]
    return pa.concat_tables(parts) if parts else _SCHEMA.empty_table()


def read_counts(counts: Any) -> tuple[pa.Table, int]:
    """Rows that name a version, with days since 1970; the last day of the whole table."""
    table = as_table(counts, _COLUMNS, "counts")
    if not table.num_rows:
        raise SeriesError("counts has no rows; give at least one count of a version.")
    if table["date"].null_count:
        raise SeriesError(
            f"{table['date'].null_count} rows have no date; give the date of each count."
        )
    days = read_days(table["date"], "date")
    columns = {"line": _text(table, "line"), "version": _text(table, "version"), "date": days}
    table = pa.table(columns | {"n": _numbers(table["n"])})
    table = table.filter(pc.not_equal(table["version"], ""))
    if pc.any(pc.equal(table["version"], NEW)).as_py():
        raise SeriesError(
            f"A version is called {NEW!r}, which stands for versions to come; rename it."
        )
    if table["line"].null_count:
        raise SeriesError(
            f"{table['line'].null_count} rows with a version have no line; name the line of each."
        )
    return table, int(days.max())


def _text(table: pa.Table, name: str) -> pa.ChunkedArray:
    try:
        return pc.utf8_trim_whitespace(table[name].cast(pa.string()))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise SeriesError(
            f"{name} is of the type {table[name].type}, which cannot be read as text; give names."
        ) from None


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        numbers = pc.fill_null(column.cast(pa.float64()), 0.0)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise SeriesError(f"n cannot be read as numbers ({problem}); give counts >= 0.") from None
    fine = pc.and_(pc.is_finite(numbers), pc.greater_equal(numbers, 0))
    wrong = pc.filter(numbers, pc.invert(fine))
    if len(wrong):
        raise SeriesError(
            f"n has {len(wrong)} values that are no counts, first {wrong[0].as_py():g}; "
            "counts are finite and >= 0, and null where nothing was counted."
        )
    return numbers


def lines(table: pa.Table) -> Iterator[tuple[str, VersionCounts]]:
    """The lines of counts (`line`, `version`, `date` in days, `n`), in order of their names."""
    added = table.filter(pc.greater(table["n"], 0))
    added = added.group_by(["line", "version", "date"]).aggregate([("n", "sum")])
    added = added.sort_by([("line", "ascending"), ("version", "ascending"), ("date", "ascending")])
    names, starts = np.unique(added["line"].to_pylist(), return_index=True)
    stops = np.append(starts[1:], added.num_rows)
    for name, start, stop in zip(names, starts, stops, strict=False):
        part = added.slice(start, stop - start)
        versions, row = np.unique(part["version"].to_pylist(), return_inverse=True)
        days, column = np.unique(_gathered(part["date"].to_numpy()), return_inverse=True)
        counts = np.zeros((len(versions), len(days)))
        np.add.at(counts, (row, column), part["n_sum"].to_numpy())
        yield str(name), VersionCounts.ordered(versions.tolist(), counts, days / YEAR)


def _gathered(days: Any) -> Any:
    """The days themselves; where there are many, the last day of each four weeks."""
    if len(np.unique(days)) <= _MOST:
        return days
    last = days.max()
    return last - (last - days) // 28 * 28


def _ahead(name: str, line: VersionCounts, days: Any, model: Succession) -> pa.Table:
    """The rows of one line."""
    drawn = foresee(line, model, days / YEAR)
    share = drawn.mean(0)
    low, high = _bounds(drawn, line, model)
    versions = [*line.versions, NEW]
    columns = {
        "line": pa.array([name] * share.size, pa.string()),
        "version": pa.array(np.repeat(versions, len(days)).tolist(), pa.string()),
        "date": pa.array(np.tile(days, len(versions)).astype(np.int32)).cast(pa.date32()),
        "share": share.ravel(),
        "lo80": np.minimum(low, share).ravel(),
        "hi80": np.maximum(high, share).ravel(),
    }
    return pa.table(columns, _SCHEMA)


def _bounds(drawn: Floats, line: VersionCounts, model: Succession) -> tuple[Floats, Floats]:
    """(V + 1, H) ends of the middle 80% of shares in counts of the line's usual size.

    Counts of one date err alike: they spread as a beta-binomial distribution does.
    """
    total = line.counts.sum(0)
    usual = max(round(float(total[line.dates > line.dates[-1] - 1].mean())), 1)
    alike = (1 - model.crowd) / model.crowd
    seen = (1 - model.slip) * drawn + model.slip / drawn.shape[1]
    random = np.random.default_rng(1)
    around = random.beta(seen * alike, (1 - seen) * alike)
    low, high = np.quantile(random.binomial(usual, around) / usual, (0.1, 0.9), axis=0)
    return low, high
