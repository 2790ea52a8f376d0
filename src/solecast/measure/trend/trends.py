"""Weekly series or heat in, trends out: class, momentum, yearly change, peak, season, breaks.

The classes are defined in `trend_classes`; the choices behind them are in
docs/decisions/0012-trend-classes.md.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from ...engine import Engine
from ...model import MEASURED, Row, table
from ..intervals import Z80
from ..series.gaps import since_gap
from ..series.panel import Panel, read_panel
from ..series.season import YEAR, Season, local_line, season
from ..smoother import Floats
from .classes import STALE, ClassEvidence, classify
from .line_change import QUARTER, LineChange, breaks, change, quarter_error

_FLOOR = 0.02
"""What is added before the log, as a share of the line's mean: zeros stay finite."""
_CURRENT = 26
_NOW, _NEAR = 4, 0.1
"""Weeks that count as now, and how near a low the week is from which a rise is told."""

TREND = pa.schema(
    [
        ("id", pa.string()),
        ("class", pa.string()),
        ("level", pa.float64()),
        ("momentum13", pa.float64()),
        ("yoy", pa.float64()),
        ("yoy_lo", pa.float64()),
        ("yoy_hi", pa.float64()),
        ("peak_week", pa.date32()),
        ("season_peak", pa.int64()),
        ("change_weeks", pa.list_(pa.date32())),
    ]
)
"""The columns of `trend`."""


def trend(series: Any) -> pa.Table:
    """Say what each series is doing now.

    `series` is an Arrow table (or has `__arrow_c_stream__`) in long form: `id`, `week` (date),
    `value` (>= 0, null = missing). Gives the table `TREND`, one row for each id, in order:
    `level`, the mean of the last four weeks in the unit of the values; `momentum13`, the last 13
    weeks over the same 13 a year before, minus 1 (null under 65 weeks); `yoy` with its 80%
    interval, the same change taken on logs, where a single week weighs less; `peak_week` of the
    smoothed line; `season_peak`, the ISO week (1-52) of the season's top or null without a
    significant season; `change_weeks`, where the level changed for good.

    Repairs and refusals are those of `solecast.measure.series.panel`. Raises `SeriesError`.
    """
    panel = read_panel(series, minimum=1)
    order = sorted(range(len(panel.ids)), key=panel.ids.__getitem__)
    rows = []
    for i in order:
        values, weeks = _line(panel, i)
        rows.append({"id": panel.ids[i], **_public(_measure(values, weeks, None))})
    return table(TREND, rows)


def trends(heat: pa.Table, engine: Engine, as_of: dt.date) -> pa.Table:
    """Give `MEASURED["trends"]` of `MEASURED["heat"]`.

    The error of heat is taken from its interval. Only what follows a shoe's last open week is
    looked at. `level` is the heat of the last complete week, which is what "now" means
    everywhere. A trend is `current` when its last week is within 26 weeks of
    `as_of`; any other is `stale`.
    """
    found = engine.map_batches(partial(_trends, as_of), heat, ("shoe",), MEASURED["trends"])
    return found.sort_by("shoe")


def _trends(as_of: dt.date, heat: pa.Table) -> pa.Table:
    """The kernel: trends of some shoes."""
    rows = []
    resumed = set(heat.filter(heat["open"])["shoe"].to_pylist())
    for line in _lines(since_gap(heat)):
        last = line.weeks[-1].item()
        current = (as_of - last).days <= 7 * _CURRENT
        whole = line.heat[~line.partial]
        measured = _measure(line.heat, line.weeks, line.sd, line.shoe in resumed)
        rows.append(
            {"shoe": line.shoe}
            | _public(measured)
            | {
                "class": measured.kind if current else STALE,
                "level": float(whole[-1]) if len(whole) else None,
            }
            | {"first_week": line.weeks[0].item(), "last_week": last, "weeks": len(line.weeks)}
            | {"current": current}
            | _reasons(measured)
        )
    return table(MEASURED["trends"], rows)


@dataclass(frozen=True)
class _Line:
    """The heat of a shoe by week, and its standard deviation on the log scale."""

    shoe: str
    weeks: np.ndarray
    heat: Floats
    sd: Floats
    partial: np.ndarray


def _lines(heat: pa.Table) -> Iterator[_Line]:
    heat = heat.sort_by([("shoe", "ascending"), ("week", "ascending")])
    names = heat["shoe"].to_numpy()
    starts = np.flatnonzero(np.append(True, names[1:] != names[:-1])[: len(names)])
    weeks = heat["week"].to_numpy().astype("datetime64[D]")
    values = heat["heat"].to_numpy().astype(np.float64)
    hi, lo = (np.maximum(heat[name].to_numpy(), 1e-12) for name in ("hi", "lo"))
    sd, partial = np.log(hi / lo) / (2 * Z80), heat["partial"].to_numpy()
    for start, end in pairwise([*starts.tolist(), len(names)]):
        here = slice(start, end)
        yield _Line(names[start], weeks[here], values[here], sd[here], partial[here])


@dataclass(frozen=True)
class _Turn:
    """The week from which a line moved to where it is, and now over that week."""

    week: dt.date
    ratio: float


@dataclass(frozen=True)
class _Measured:
    kind: str
    evidence: ClassEvidence
    level: float
    momentum: float | None
    yearly: LineChange | None
    peak: dt.date | None
    season_peak: int | None
    changes: list[dt.date]
    turn: _Turn | None = None


def _reasons(m: _Measured) -> Row:
    """Give what the class rests on, for words to be made of."""
    e = m.evidence
    return {
        "change": e.change,
        "change_lo": e.change_lo,
        "change_hi": e.change_hi,
        "yearly": e.yearly,
        "past": e.past,
        "turn_week": m.turn.week if m.turn else None,
        "turn_ratio": m.turn.ratio if m.turn else None,
        "positive": e.positive,
        "silent": e.silent,
        "resumed": e.resumed,
    }


def _public(m: _Measured) -> Row:
    return {
        "class": m.kind,
        "level": m.level,
        "momentum13": m.momentum,
        "yoy": m.yearly.point if m.yearly else None,
        "yoy_lo": m.yearly.lo if m.yearly else None,
        "yoy_hi": m.yearly.hi if m.yearly else None,
        "peak_week": m.peak,
        "season_peak": m.season_peak,
        "change_weeks": m.changes,
    }


def _line(panel: Panel, i: int) -> tuple[Floats, np.ndarray]:
    """Give one series of a panel, gaps as NaN, and its weeks."""
    n = int(panel.weeks[i])
    values = np.where(panel.seen[-n:, i] > 0, panel.values[-n:, i].astype(np.float64), np.nan)
    last = np.datetime64(int(panel.last[i]), "D")
    return values * panel.unit[i], last - 7 * np.arange(n - 1, -1, -1)


def _measure(
    values: Floats, weeks: np.ndarray, sd: Floats | None, resumed: bool = False
) -> _Measured:
    level = _mean(values[-4:])
    positive = np.flatnonzero(np.nan_to_num(values) > 0)
    if not len(positive):
        nothing = ClassEvidence(0, len(values), len(values), resumed=resumed)
        return _Measured("sparse", nothing, level, None, None, None, None, [])
    values, weeks = values[positive[0] :], weeks[positive[0] :]
    sd = None if sd is None else sd[positive[0] :]
    floor = _FLOOR * _mean(values)
    x = np.log(_filled(values) + floor)
    parts = season(x)
    error = quarter_error(parts.rest)
    sd = np.full(len(x), error) if sd is None else np.hypot(sd, 1e-6)
    yearly = change(x, floor, YEAR, sd)
    recent = yearly or change(x, floor, QUARTER, sd)
    calm = x - parts.along(len(x))
    quarter = change(calm, floor, QUARTER, sd)
    smooth = local_line(calm, 3.0)
    evidence = ClassEvidence(
        positive=len(positive),
        weeks=len(values),
        silent=len(values) - 1 - int(positive[-1] - positive[0]),
        change=recent.point if recent else None,
        change_lo=recent.lo if recent else None,
        change_hi=recent.hi if recent else None,
        yearly=yearly is not None,
        against_peak_hi=_against_peak(smooth, sd, floor),
        season_lo=_season_low(parts, error),
        turned=float(np.expm1(calm[-4:].mean() - calm[-QUARTER:].mean())),
        quarter_lo=quarter.lo if quarter else 0.0,
        quarter_hi=quarter.hi if quarter else 0.0,
        resumed=resumed,
    )
    return _Measured(
        kind=classify(evidence),
        evidence=evidence,
        level=level,
        momentum=_momentum(values),
        yearly=yearly,
        peak=weeks[int(np.argmax(local_line(x, 1.0)))].item(),
        season_peak=_season_peak(parts, weeks),
        changes=[weeks[k].item() for k in breaks(calm, error)],
        turn=_turn(smooth, floor, weeks, YEAR if yearly else 2 * QUARTER, recent),
    )


def _mean(values: Floats) -> float:
    """Give the mean of what is known, 0 where nothing is."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else 0.0


def _filled(values: Floats) -> Floats:
    """Fill missing weeks on a straight line between their neighbours."""
    known = np.flatnonzero(np.isfinite(values))
    return np.interp(np.arange(len(values)), known, values[known])


def _momentum(values: Floats) -> float | None:
    if len(values) < YEAR + QUARTER:
        return None
    now, then = values[-QUARTER:], values[-QUARTER - YEAR : -YEAR]
    both = np.isfinite(now) & np.isfinite(then)
    if not both.any() or then[both].sum() <= 0:
        return None
    return float(now[both].sum() / then[both].sum() - 1)


def _against_peak(smooth: Floats, sd: Floats, floor: float) -> float:
    now = np.exp(smooth[-QUARTER:].mean() + Z80 * np.sqrt(2) * sd[-1]) - floor
    peak = np.exp(smooth.max()) - floor
    return float(max(now, 0.0) / max(peak, 1e-300))


def _turn(
    smooth: Floats, floor: float, weeks: np.ndarray, back: int, change: LineChange | None
) -> _Turn | None:
    """Find the last of the weeks that a change looks at in which a line was near its low or high.

    Its low where it is up, its high where it is down.
    """
    looked = smooth[-back:-_NOW]
    if change is None or not len(looked):
        return None
    looked = looked if change.point > 0 else -looked
    near = np.flatnonzero(looked <= looked.min() + np.log1p(_NEAR))[-1]
    place = len(smooth) - min(len(smooth), back) + int(near)
    then, now = (max(float(np.exp(smooth[k])) - floor, 0.0) for k in (place, -1))
    return _Turn(weeks[place].item(), now / then) if then > 0 else None


def _season_low(parts: Season, error: float) -> float:
    """Give the low end of the season's range, best weeks over worst, as a factor."""
    if not parts.significant:
        return 1.0
    years = len(parts.rest) / YEAR
    spread = float(np.ptp(parts.profile))
    return float(np.exp(spread - Z80 * error * np.sqrt(2 * QUARTER / 4 / years)))


def _season_peak(parts: Season, weeks: np.ndarray) -> int | None:
    if not parts.significant:
        return None
    day: dt.date = weeks[len(weeks) - YEAR + int(np.argmax(parts.profile))].item()
    return min(day.isocalendar().week, YEAR)
