"""`solecast.colorway_shares`: which part of its shoe's sales each colorway will have."""

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..errors import SeriesError
from .forecast.forecaster import forecast
from .intervals import Z80
from .launches.course import EDGES, Floats
from .launches.shares import read_counts
from .series.panel import as_table, check_weeks

_COLUMNS = ("line", "version", "date", "n")
_BORN = ("line", "version", "born")
_LEAST = 1e-6
"""Share of the shoe that takes part in logs for a colorway of which nothing is expected."""
_SCHEMA = pa.schema(
    [("line", pa.string()), ("version", pa.string()), ("week", pa.date32())]
    + [(name, pa.float64()) for name in ("mean", "share", "lo80", "hi80")]
)


def colorway_shares(counts: Any, born: Any = None, horizon: int = 13) -> pa.Table:
    """Forecast each colorway's sales and its share of its shoe's, week by week.

    Versions follow each other within years (`shares`); colorways are dropped beside each other and
    fade within weeks, so each follows the lives of the launches in these counts, and their
    shares are what these add up to.

    counts: Arrow table as for `shares`: `line` (the shoe), `version` (the colorway), `date`, `n`.
    Dates are gathered by Monday weeks; a colorway that a week does not name, after its first
    count and before the table's last, sold nothing in it. born: `line`, `version`, `born` (date):
    days of release; what is missing or does not fit is read as `forecast` does.

    Returns `line`, `version`, `week` (from the week after the table's last), `mean` (what it is
    expected to count), `share` of the colorways that the counts name, and `lo80`, `hi80` of that
    share. Colorways to come have no part in it. Raises SeriesError as `shares` and `forecast` do.
    """
    horizon = check_weeks(horizon, int(EDGES[-1]))
    table, last = read_counts(as_table(counts, _COLUMNS, "counts"))
    table = table.filter(pc.greater(table["n"], 0))
    if not table.num_rows:
        return _SCHEMA.empty_table()
    series, pairs = _weekly(table, int(_monday(np.array(last))))
    found = forecast(series, horizon, born=_born(born))
    found = found.filter(pc.is_in(found["id"], pa.array(list(pairs))))
    ids = pc.unique(found["id"]).to_pylist()
    return _shared(found, [pairs[name] for name in ids], horizon)


def _id(line: str | None, version: str | None) -> str:
    """What a colorway's series is called; errors name it so."""
    return f"{version!r} of {line!r}"


def _monday(days: Any) -> Any:
    """Days since 1970-01-01, a Thursday, to the Monday of their week."""
    return (days + 3) // 7 * 7 - 3


def _weekly(table: pa.Table, last: int) -> tuple[pa.Table, dict[str, tuple[str, str]]]:
    """Each colorway's weekly counts from its first to the last week of all, zeros filled in; and
    the shoe and colorway that each id stands for.
    """
    named = list(zip(table["line"].to_pylist(), table["version"].to_pylist(), strict=True))
    pairs = {_id(*pair): pair for pair in named}
    ids, code = np.unique([_id(*pair) for pair in named], return_inverse=True)
    weeks = _monday(table["date"].to_numpy())
    first = int(weeks.min())
    grid = np.zeros((len(ids), (last - first) // 7 + 1))
    np.add.at(grid, (code, (weeks - first) // 7), table["n"].to_numpy())
    colorway, at = np.nonzero(np.cumsum(grid, axis=1) > 0)
    series = {
        "id": ids[colorway].tolist(),
        "week": pa.array((first + 7 * at).astype(np.int32)).cast(pa.date32()),
        "value": grid[colorway, at],
    }
    return pa.table(series), pairs


def _born(born: Any) -> pa.Table | None:
    """Releases by the id of the series."""
    if born is None:
        return None
    table = as_table(born, _BORN, "born")
    try:
        lines, versions = (
            pc.utf8_trim_whitespace(table[name].cast(pa.string())).to_pylist() for name in _BORN[:2]
        )
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise SeriesError(f"born cannot be read as text ({problem}); give names.") from None
    named = [_id(*pair) for pair in zip(lines, versions, strict=True)]
    return pa.table({"id": named, "born": table["born"]})


def _shared(found: pa.Table, pairs: list[tuple[str, str]], horizon: int) -> pa.Table:
    """Shares of the forecasts of each shoe's colorways, and their bands."""
    mean, low, high = (
        found[name].to_numpy().reshape(len(pairs), horizon) for name in ("mean", "lo80", "hi80")
    )
    lines = np.array([line for line, _ in pairs])
    bands = np.zeros((3, len(pairs), horizon))
    for line in np.unique(lines):
        own = np.flatnonzero(lines == line)
        bands[:, own] = _parts(mean[own], low[own], high[own])
    weeks: list[dt.date] = found["week"].to_pylist()
    columns = {
        "line": np.repeat(lines, horizon).tolist(),
        "version": np.repeat([version for _, version in pairs], horizon).tolist(),
        "week": weeks,
        "mean": mean.ravel(),
        "share": bands[0].ravel(),
        "lo80": bands[1].ravel(),
        "hi80": bands[2].ravel(),
    }
    return pa.table(columns, _SCHEMA)


def _parts(mean: Floats, low: Floats, high: Floats) -> Floats:
    """(3, N, H) shares and the ends of their middle 80%.

    The log of a colorway's own counts over those of all others is taken as normal. Its spread is
    the colorway's and that of the others' sum, as if they erred apart from each other.
    """
    least = _LEAST * np.maximum(mean.sum(0), _LEAST)
    mean = np.maximum(mean, least)
    up, down = np.log(np.maximum(high, mean) / mean), np.log(mean / np.clip(low, least, mean))
    sd = np.where(low > 0, (up + down) / 2, up) / Z80
    others = mean.sum(0) - mean
    variance = (mean * sd) ** 2
    around = np.sqrt(np.maximum(variance.sum(0) - variance, 0)) / np.maximum(others, least)
    odds, spread = np.log(mean / np.maximum(others, least**2)), Z80 * np.hypot(sd, around)
    if len(mean) == 1:
        return np.ones((3, *mean.shape))
    return np.asarray(1 / (1 + np.exp(-np.stack([odds, odds - spread, odds + spread]))))
