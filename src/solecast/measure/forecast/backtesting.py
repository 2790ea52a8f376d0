"""`solecast.backtest`: what the forecasts would have been worth at past dates.

At each origin every model sees only the weeks that begin before that date; the week of the origin
is the first week that is forecast.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from ...errors import SeriesError
from ..launches.births import read_births
from ..series.panel import MINIMUM_WEEKS, Panel, read_panel
from .forecaster import forecast_all
from .series_state import Floats, denominator

MODELS = ("solecast", "seasonal_naive", "momentum")
_LEVELS = (80.0, 95.0)


def backtest(
    series: Any,
    origins: Iterable[Any],
    horizon: int = 52,
    models: Sequence[str] = MODELS,
    season: int = 52,
) -> pa.Table:
    """Score forecasts of `series` (as for `forecast`) made at past `origins` (dates).

    Returns one row per id, origin and model: `id`, `origin` (date32), `model`, `mase`,
    `coverage80`, `coverage95`. `mase`: mean absolute error over the weeks that came, divided by the
    mean absolute change to the same week a season ago over the weeks before the origin but the
    last (Hyndman & Koehler 2006); null for a series that never changed. Coverage: share of the
    weeks inside the band; null for models without bands. An id is left out at an origin before
    which it has fewer than 8 weeks or after which it has none.
    """
    unknown = [name for name in models if name not in MODELS]
    if unknown:
        raise SeriesError(f"models has {unknown}; it must be drawn from {list(MODELS)}.")
    panel = read_panel(series)
    days = [_day(origin) for origin in origins]
    parts = [part for day in days for part in _at(panel, day, horizon, models, season)]
    if not parts:
        raise SeriesError(
            f"No series has {MINIMUM_WEEKS} weeks before and a week after any of the origins "
            f"{[str(np.datetime64(day, 'D')) for day in days]}; choose origins inside the series."
        )
    return pa.concat_tables(parts)


def _day(origin: Any) -> int:
    try:
        return int(np.datetime64(str(origin)[:10], "D").astype(np.int64))
    except ValueError:
        raise SeriesError(
            f"origin {origin!r} is not a date; give dates such as {date(2022, 1, 3)}."
        ) from None


def _at(panel: Panel, day: int, horizon: int, models: Sequence[str], season: int) -> list[pa.Table]:
    past, kept = panel.before(day)
    if not len(kept):
        return []
    actual, known = panel.after(past, kept, horizon)
    scored = known.sum(0) > 0
    if not scored.any():
        return []
    parts = []
    for model in models:
        if model == "solecast":
            births = read_births(None, past)
            bands = forecast_all(past, births, horizon, _LEVELS, season) / past.unit
        else:
            bands = _rival(model, past, horizon, season)[None]
        parts.append(_scores(past, bands, actual, known, scored, season, model, day))
    return parts


def _scores(
    past: Panel,
    bands: Floats,
    actual: Floats,
    known: Floats,
    scored: Floats,
    season: int,
    model: str,
    day: int,
) -> pa.Table:
    weeks = np.maximum(known.sum(0), 1)
    error = (np.abs(actual - bands[0]) * known).sum(0) / weeks
    scale, changed = denominator(past.values, past.seen, season)
    columns = {
        "id": pa.array(np.array(past.ids)[scored].tolist(), pa.string()),
        "origin": pa.array(np.full(scored.sum(), day, np.int32)).cast(pa.date32()),
        "model": pa.array([model] * int(scored.sum()), pa.string()),
        "mase": pa.array((error / scale)[scored].astype(float), mask=~changed[scored]),
    }
    for k, level in enumerate(_LEVELS):
        if len(bands) > 1:
            inside = (bands[1 + 2 * k] <= actual) & (actual <= bands[2 + 2 * k])
            share = ((inside * known).sum(0) / weeks)[scored].astype(float)
            columns[f"coverage{level:g}"] = pa.array(share)
        else:
            columns[f"coverage{level:g}"] = pa.nulls(int(scored.sum()), pa.float64())
    return pa.table(columns)


def _rival(model: str, past: Panel, horizon: int, season: int) -> Floats:
    """(horizon, N): last season again; `momentum` scales it by the last 13 weeks over the same
    13 a season ago (between a quarter and four). A week without a season ago repeats the mean of
    the last 13.
    """
    recent, ago = _recent_mean(past, 0), _recent_mean(past, season)
    back = len(past.values) - season + np.arange(horizon) % season
    rows = np.maximum(back, 0)
    there = (past.seen[rows] > 0) & (back >= 0)[:, None]
    ratio = np.ones(len(past.ids))
    if model == "momentum":
        ratio = np.where(ago > 0, np.clip(recent / np.where(ago > 0, ago, 1), 0.25, 4), 1)
    return np.where(there, past.values[rows] * ratio, recent)


def _recent_mean(past: Panel, lag: int) -> Floats:
    stop = len(past.values) - lag
    if stop < 1:
        return np.zeros(len(past.ids))
    rows = slice(max(stop - 13, 0), stop)
    total: Floats = past.values[rows].sum(0) / np.maximum(past.seen[rows].sum(0), 1)
    return total
