"""`solecast.forecast`: where every series of a panel goes next, with honest bands.

Each series is split into level, season and noise (`forecast_state`). Two forecasters say how the
level will move: a damped trend of the series itself, and a few small nets that are trained on the
spot on the panel's own past (`forecast_pool`, `forecast_models`); their mean is the forecast. The
bands come from the errors at past origins (`forecast_intervals`). Method and search:
docs/decisions/0010-forecast-method.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from ...errors import SeriesError
from ..launches.births import Births
from ..series.panel import Panel, check_weeks, read_signal
from ..threads import in_threads
from .conformal import Bands
from .growth import fit_outlook, growth_of
from .joined import Split, bands, read_with_births, split, young_growth
from .learning import Forecaster, learn, states
from .models import AHEAD
from .series_state import Floats, Integers, SeriesState
from .training_pool import PastOrigin

METHOD = "solecast-3"
"""Version of the method, frozen with every forecast of the ledger."""

_CHUNK = 1000


def forecast(
    series: Any,
    horizon: int = 52,
    levels: Sequence[float] = (80, 95),
    season: int = 52,
    signal: Any = None,
    seed: int = 0,
    born: Any = None,
) -> pa.Table:
    """Forecast each series for the `horizon` weeks after its own last week.

    series: Arrow table `id` (string), `week` (date; any weekday, weekly), `value` (>= 0; null =
    missing), at least 8 weeks an id. levels: coverage of the bands in percent. season: weeks of a
    season. signal: the same form, an early-adopter series for each id (influencers, press). born:
    Arrow table `id`, `born` (date of release) and optionally `group` (model), `brand` (or
    collaborator) and `parent` (id of the version before): a series with a birth may be shorter,
    and is forecast from the lives of other launches until it is two years old. An id without a
    series that is born after the last week is forecast from its release on, for the weeks after
    the last of all. How births are read, and found where none is given: `read_births`.

    Returns `id`, `week` (date32, the weekday of the input), `mean`, and `lo{L}`, `hi{L}` for each
    level; never negative, never NaN, bands nested and `mean` inside. The same input and seed give
    the same table. Raises SeriesError, naming the id, for what `inspect_series` cannot repair.
    """
    horizon, levels = check_weeks(horizon, 520), _check(levels, season)
    return learn_panel(series, levels, season, signal, seed, born).forecast(horizon)


def growth(
    series: Any, season: int = 52, signal: Any = None, seed: int = 0, born: Any = None
) -> pa.Table:
    """How far each series will have grown in 26 and in 52 weeks (arguments as for `forecast`).

    Returns one row an id: `now` (mean of the last 13 weeks), `in26` and `in52` (expected mean of
    the 13 weeks up to then) with their 80% intervals `in26_lo`, `in26_hi`, `in52_lo`, `in52_hi`,
    `p_half_more` (chance that `in52` is more than half above `now`) and `rank_score` (order by
    it, highest first, to find the next breakout). Raises SeriesError as `forecast` does.
    """
    _check((80,), season)
    return learn_panel(series, (80,), season, signal, seed, born).growth()


@dataclass(frozen=True)
class LearntPanel:
    """A panel that was learnt from once, whatever is then asked of it.

    signal: that of the old series of `parts`; mature: what was learnt from these, and their past.
    """

    panel: Panel
    births: Births
    levels: Sequence[float]
    season: int
    signal: Panel | None
    parts: Split
    mature: tuple[Forecaster, list[PastOrigin]] | None

    @property
    def ids(self) -> list[str]:
        """All series, then the shoes to come."""
        return [*self.panel.ids, *self.births.coming]

    def forecast(self, horizon: int) -> pa.Table:
        """Give the table of `forecast`."""
        coming = np.full(len(self.births.coming), self.panel.last.max())
        last = np.append(self.panel.last, coming)
        return to_table(self.ids, last, self.bands(horizon), self.levels)

    def bands(self, horizon: int) -> Floats:
        """(1 + 2 levels, horizon, N + M): mean, then lo and hi of each level, for all ages (see
        `joined`), in the values' own unit.
        """
        mature: Floats = np.zeros((1 + 2 * len(self.levels), horizon, 0))
        if self.mature:
            forecaster = replace(self.mature[0], horizon=horizon)
            rows = _forecast(self._ends, forecaster, self.levels)
            mature = rows.astype(np.float64) * self.panel.unit[self.parts.old]
        outset = self.parts.outset(horizon)
        return mature if outset is None else self.parts.join(bands(outset, self.levels), mature)

    @cached_property
    def _ends(self) -> list["_End"]:
        """Where the old series stand: forecasts and growth ask both for it."""
        old = self.panel.select(self.parts.old).launched()
        return _ends(old, self.signal, self.season)

    def growth(self) -> pa.Table:
        """Give the table of `growth`."""
        columns: dict[str, Floats] = {}
        if self.mature:
            columns = _growth(self._ends, *self.mature)
        if (outset := self.parts.outset(AHEAD)) is not None:
            young = young_growth(outset, self.panel, self.parts.young)
            columns = self.parts.join_growth(young, columns)
        return pa.table({"id": pa.array(self.ids, pa.string())} | columns)


def learn_panel(
    series: Any,
    levels: Sequence[float] = (80, 95),
    season: int = 52,
    signal: Any = None,
    seed: int = 0,
    born: Any = None,
) -> LearntPanel:
    """Read a panel and learn from it; arguments and errors as of `forecast`."""
    panel, births = read_with_births(series, born)
    return _learn_all(panel, births, levels, season, read_signal(signal, panel), seed)


def _learn_all(
    panel: Panel,
    births: Births,
    levels: Sequence[float],
    season: int,
    signal: Panel | None = None,
    seed: int = 0,
) -> LearntPanel:
    parts, mature = split(panel, births), None
    other = signal.select(parts.old) if signal is not None else None
    if len(parts.old):
        old = panel.select(parts.old).launched()
        # Products of small matrices are many times slower when BLAS splits each between threads.
        with threadpool_limits(1, "blas"):
            mature = learn(old, AHEAD, levels, season, other, seed)
    return LearntPanel(panel, births, levels, season, other, parts, mature)


def forecast_all(
    panel: Panel, births: Births, horizon: int, levels: Sequence[float], season: int = 52
) -> Floats:
    """(1 + 2 levels, horizon, N + M): see `LearntPanel.bands`."""
    return _learn_all(panel, births, levels, season).bands(horizon)


def forecast_panel(
    panel: Panel, horizon: int, levels: Sequence[float], season: int = 52, seed: int = 0
) -> Floats:
    """(1 + 2 levels, horizon, N): mean, then lo and hi of each level, by the mature method, in
    units of the panel.
    """
    panel = panel.launched()
    with threadpool_limits(1, "blas"):
        forecaster, _ = learn(panel, horizon, levels, season, None, seed)
    return _forecast(_ends(panel, None, season), forecaster, levels)


@dataclass(frozen=True)
class _End:
    """Some series of a panel that is launched, and where they and their signal stand."""

    panel: Panel
    state: SeriesState
    signal: SeriesState | None


def _ends(panel: Panel, signal: Panel | None, season: int) -> list[_End]:
    def end(chunk: slice) -> _End:
        return _End(panel.select(chunk), *states(panel, signal, season, chunk))

    # Products of small matrices are many times slower when BLAS splits each between threads.
    with threadpool_limits(1, "blas"):
        return in_threads(end, _chunks(panel))


def _forecast(ends: Sequence[_End], forecaster: Forecaster, levels: Sequence[float]) -> Floats:
    """As `forecast_panel`, by what was learnt from the panel."""

    def part(end: _End) -> Floats:
        centre = forecaster.predict(end.state, end.signal, end.panel.weeks)
        return _nest(centre, forecaster.bands, end.state, levels).astype(np.float32)

    with threadpool_limits(1, "blas"):
        return np.concatenate(in_threads(part, ends), axis=2)


def _growth(
    ends: Sequence[_End], forecaster: Forecaster, pasts: list[PastOrigin]
) -> dict[str, Floats]:
    """The number columns of `growth`, in the values' own unit."""
    outlook = fit_outlook(pasts, forecaster.age)

    def part(end: _End) -> dict[str, Floats]:
        ahead = forecaster.predict(end.state, end.signal, end.panel.weeks)
        return growth_of(end.panel, ahead, end.state, outlook)

    with threadpool_limits(1, "blas"):
        parts = in_threads(part, ends)
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    unit = np.concatenate([end.panel.unit for end in ends])
    unitless = ("p_half_more", "rank_score")
    return {
        name: column.astype(np.float64) * (1 if name in unitless else unit)
        for name, column in columns.items()
    }


def _chunks(panel: Panel) -> list[slice]:
    return [slice(start, start + _CHUNK) for start in range(0, len(panel.ids), _CHUNK)]


def _nest(centre: Floats, bands: Bands, state: SeriesState, levels: Sequence[float]) -> Floats:
    """Mean and bands with every lo <= mean <= hi, and wider levels outside narrower ones."""
    rows = [centre] + [centre] * (2 * len(levels))
    low = high = centre
    for k in np.argsort(levels, kind="stable"):
        low = np.minimum(low, bands.edges(centre, state, 0.5 - levels[k] / 200))
        high = np.maximum(high, bands.edges(centre, state, 0.5 + levels[k] / 200))
        rows[1 + 2 * k], rows[2 + 2 * k] = low, high
    return np.stack(rows)


def to_table(
    ids: Sequence[str], last: Integers, result: Floats, levels: Sequence[float]
) -> pa.Table:
    """The long form of `forecast_all`'s result."""
    horizon, count = result.shape[1:]
    names = pa.array(ids, pa.string()).take(pa.array(np.repeat(np.arange(count), horizon)))
    days = last[:, None] + 7 * np.arange(1, horizon + 1)
    columns = {"id": names, "week": pa.array(days.ravel().astype(np.int32)).cast(pa.date32())}
    labels = ["mean"] + [f"{side}{level:g}" for level in levels for side in ("lo", "hi")]
    for label, row in zip(labels, result, strict=True):
        columns[label] = pa.array(row.T.ravel())
    return pa.table(columns)


def _check(levels: Sequence[float], season: int) -> list[float]:
    if not 4 <= season <= 104:
        raise SeriesError(f"season is {season}; it must be a number of weeks from 4 to 104.")
    wrong = [level for level in levels if not 0 < level < 100]
    if wrong or not len(levels):
        raise SeriesError(
            f"levels is {list(levels)}; give percentages between 0 and 100, such as 80."
        )
    return [float(level) for level in dict.fromkeys(levels)]
