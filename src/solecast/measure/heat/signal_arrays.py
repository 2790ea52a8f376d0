"""Weekly series in, arrays out: the signals of heat, each on a log scale, ready to be fitted."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..smoother import Floats

SIGNALS = ("mentions", "rank", "sales", "searches", "views")
"""Metrics that carry popularity. Price and rating do not: a dear shoe is not a hot one."""

COUNTED = ("mentions", "sales", "views")

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class SignalLine:
    """One series: a shoe as one source counts it on one scale."""

    shoe: int
    source: str
    scale_group: str
    metric: str
    comparable: bool


@dataclass(frozen=True)
class Signals:
    """All data of a panel, one array element for each shoe, source and week that was seen.

    `lines` belong to a shoe, to a platform (source and metric: shares its growth and season) and
    to a scale (values on it may be compared; a line on its own scale is alone on it).
    """

    shoes: list[str]
    weeks: NDArray[np.datetime64]
    lines: list[SignalLine]
    shoe_of: Ints
    platform_of: Ints
    scale_of: Ints
    line: Ints
    week: Ints
    y: Floats
    censored: Bools
    partial: Bools
    step: Floats
    """The smallest step of each line's scale; 0 for ranks, which have none."""


def signals(series: pa.Table) -> Signals:
    """Turn `MEASURED["series"]` into `Signals`.

    Values become log(value + e), e half of the smallest step of their scale; ranks become
    -log(rank), popularity falling about as 1 / rank (Zipf). A shoe that a nearly complete rank
    list leaves out is censored beyond the length of that list.
    """
    kept = series.filter(
        pc.and_(pc.is_in(series["metric"], pa.array(SIGNALS)), pc.is_valid(series["value"]))
    )
    shoes, shoe = _codes(kept["shoe"])
    sources, source = _codes(kept["source"])
    groups, group = _codes(kept["scale_group"])
    metrics, metric = _codes(kept["metric"])
    comparable = kept["comparable"].to_numpy(zero_copy_only=False).astype(bool)
    key = ((shoe * len(sources) + source) * len(groups) + group) * len(metrics) + metric
    _, first, line = np.unique(key, return_index=True, return_inverse=True)
    lines = [
        SignalLine(
            int(shoe[k]), sources[source[k]], groups[group[k]], metrics[metric[k]],
            bool(comparable[k]),
        )
        for k in first
    ]  # fmt: skip
    platform_of = _dense(source[first] * len(metrics) + metric[first])
    joint = key[first] - shoe[first] * (len(sources) * len(groups) * len(metrics))
    scale_of = _dense(np.where(comparable[first], joint, -1 - np.arange(len(first))))
    days = kept["week"].to_numpy().astype("datetime64[D]")
    start = days.min() if len(days) else np.datetime64("1970-01-05")
    week = (days - start).astype(np.int64) // 7
    weeks = start + 7 * np.arange(week.max() + 1 if len(week) else 0)
    censored = kept["censored"].to_numpy(zero_copy_only=False).astype(bool)
    ranked = np.array([ln.metric == "rank" for ln in lines], dtype=bool)
    rank = ranked[line]
    value = kept["value"].to_numpy().astype(np.float64)
    # Readers give half of the bound for "<1", and the length of a list for what stands below it;
    # the fit needs the bound itself.
    value = np.where(censored, np.where(rank, value + 1.0, 2.0 * value), value)
    step = np.where(ranked, 0.0, _steps(value, scale_of[line])[scale_of])
    searched = np.array([ln.metric == "searches" for ln in lines], dtype=bool)[line]
    value, few = _too_few(value, scale_of[line], line, week, searched)
    censored |= few
    y = np.where(
        rank, -np.log(np.maximum(value, 1.0)), np.log(np.maximum(value + step[line] / 2, 1e-300))
    )
    panel = Signals(
        shoes=shoes,
        weeks=weeks,
        lines=lines,
        shoe_of=shoe[first],
        platform_of=platform_of,
        scale_of=scale_of,
        line=line,
        week=week,
        y=y,
        censored=censored,
        partial=kept["partial"].to_numpy(zero_copy_only=False).astype(bool),
        step=step,
    )
    return _with_left_out(panel, rank)


def _codes(column: pa.ChunkedArray) -> tuple[list[str], Ints]:
    """Give the sorted distinct texts of a column and each row's place among them."""
    encoded = column.combine_chunks().dictionary_encode()
    texts = [str(text) for text in encoded.dictionary.to_pylist()]
    order = sorted(range(len(texts)), key=texts.__getitem__)
    place = np.empty(len(texts), dtype=np.int64)
    place[order] = np.arange(len(texts))
    indices = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return [texts[k] for k in order], place[indices]


def _dense(keys: Ints) -> Ints:
    return np.unique(keys, return_inverse=True)[1].astype(np.int64)


_LAUNCHED, _STAYS = 4, 0.75
"""Weeks above zero, and their share since the first, from which a searched term was launched."""


def _steps(value: Floats, scale: Ints) -> Floats:
    """Give the smallest step of each scale: 1, or its smallest positive value where less."""
    steps = np.ones(scale.max() + 1 if len(scale) else 0)
    positive = value > 0
    np.minimum.at(steps, scale[positive], value[positive])
    return steps


def _too_few(
    value: Floats, scale: Ints, line: Ints, week: Ints, searched: Bools
) -> tuple[Floats, Bools]:
    """Put zeros of terms seldom searched at the least that their scale shows, and tell which.

    An index of searches says 0 where they were too few to be counted, not where there were none:
    a term that shows 100 in one week and 0 before and after was never seen below 100. A term that
    stays counted once it is seen was launched, and its zeros are believed.
    """
    shown, lines = searched & (value > 0), int(line.max()) + 1 if len(line) else 0
    least = np.full(len(value), np.inf)
    np.minimum.at(least, scale[shown], value[shown])
    first = np.full(lines, np.iinfo(np.int64).max)
    np.minimum.at(first, line[shown], week[shown])
    since = week >= first[line]
    weeks, counted = (np.bincount(line[rows], minlength=lines) for rows in (since, since & shown))
    seldom = (counted < _LAUNCHED) | (counted < _STAYS * weeks)
    few = searched & (value == 0) & seldom[line] & np.isfinite(least[scale])
    return np.where(few, least[scale], value), few


def _with_left_out(panel: Signals, rank: Bools) -> Signals:
    """Add shoes that a nearly complete rank list left out, censored at its length."""
    added: list[tuple[Ints, Ints, Floats]] = []
    for scale in np.unique(panel.scale_of[panel.line[rank]]):
        rows = np.flatnonzero(rank & (panel.scale_of[panel.line] == scale))
        added += _left_out(panel, rows)
    if not added:
        return panel
    line, week, y = (np.concatenate(parts) for parts in zip(*added, strict=True))
    extra = np.ones(len(line), dtype=bool)
    return Signals(
        **{
            **panel.__dict__,
            "line": np.concatenate([panel.line, line]),
            "week": np.concatenate([panel.week, week]),
            "y": np.concatenate([panel.y, y]),
            "censored": np.concatenate([panel.censored, extra]),
            "partial": np.concatenate([panel.partial, ~extra]),
        }
    )


_COMPLETE = 0.8
"""Share of the ranks of a list that must be known before absence from it says something."""


def _left_out(panel: Signals, rows: Ints) -> list[tuple[Ints, Ints, Floats]]:
    """Find the lines of one rank scale that complete lists of a week do not name."""
    members = np.unique(panel.line[rows])
    began = {int(j): int(panel.week[rows][panel.line[rows] == j].min()) for j in members}
    found: list[tuple[Ints, Ints, Floats]] = []
    for week in np.unique(panel.week[rows]):
        stated = rows[panel.week[rows] == week]
        here = stated[~panel.censored[stated]]
        length = float(np.exp(-panel.y[here].min())) if len(here) else 0.0
        if len(here) < max(3.0, _COMPLETE * length):
            continue
        absent = [j for j in np.setdiff1d(members, panel.line[stated]) if began[int(j)] < week]
        found.append(
            (
                np.array(absent, dtype=np.int64),
                np.full(len(absent), week, dtype=np.int64),
                np.full(len(absent), -np.log(length + 1)),
            )
        )
    return found
