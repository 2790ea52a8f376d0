"""One forecast for all ages: lives of launches for the young, the mature method for the old.

The weight of lives falls from 1 at half a year to 0 at two years; between, logs of the two are
averaged. A series without a birth, or older than two years, is forecast as if no life was known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from statistics import NormalDist

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from ..intervals import Z80
from ..launches.births import Births, read_births
from ..launches.course import Integers, week_of_life
from ..launches.inspection import too_short
from ..launches.young import MATURE, LearntLives, Outset, learn_lives, weight
from ..series.panel import MINIMUM_WEEKS, Panel, read_panel
from .growth import WINDOWS
from .models import AHEAD
from .series_state import Floats

_KNOWN = 26
"""Weeks of history from which on only age decides."""
_CUSHION = 0.01
"""Added before logs, as a share of a series' mean forecast."""
_HALF_MORE = 1.5
_UNITLESS = ("p_half_more", "rank_score")
_NORMAL = NormalDist()
_ONE_THREAD = partial(threadpool_limits, 1, "blas")
"""Products of small matrices are many times slower when BLAS splits each between threads."""


@dataclass(frozen=True)
class Split:
    """N series and M shoes to come. share: (N + M,) weight of lives; young: positions with some,
    which lives forecast; old: positions of series that the mature method forecasts, too; ages:
    weeks of life of the young at the end of the panel; lives: None where nobody is young.
    """

    share: Floats
    young: Integers
    old: Integers
    ages: Floats
    lives: LearntLives | None

    def outset(self, horizon: int) -> Outset | None:
        """Forecasts of the young."""
        if self.lives is None:
            return None
        if horizon <= AHEAD and self._year:
            return self._year.until(horizon)
        with _ONE_THREAD():
            return self.lives.outset(self.young, self.ages, horizon)

    @cached_property
    def _year(self) -> Outset | None:
        """What is asked several times: the coming year of the young."""
        if self.lives is None:
            return None
        with _ONE_THREAD():
            return self.lives.outset(self.young, self.ages, AHEAD)

    def join(self, young: Floats, mature: Floats) -> Floats:
        """(..., N + M) averages in logs of (..., young) and (..., old) rows >= 0."""
        shape = np.broadcast_shapes(young.shape[:-1], mature.shape[:-1])
        result = np.zeros((*shape, len(self.share)))
        result[..., self.young] = young
        mixed, own = self.share[self.old], result[..., self.old]
        axes = tuple(range(result.ndim - 1))
        pad = _CUSHION * (own.mean(axes) + mature.mean(axes)) + 1e-12
        logs = mixed * np.log(own + pad) + (1 - mixed) * np.log(mature + pad)
        both = np.maximum(np.exp(logs) - pad, 0)
        result[..., self.old] = np.where(mixed > 0, both, mature)
        return result

    def join_growth(self, young: dict[str, Floats], mature: dict[str, Floats]) -> dict[str, Floats]:
        """(N + M,) columns of `growth`: values averaged in logs, chances and scores as they are."""
        found = {}
        for name, values in young.items():
            old = mature[name] if mature else np.zeros(0)
            if name in _UNITLESS:
                plain = np.zeros(len(self.share))
                plain[self.young] = values
                mixed = self.share[self.old]
                plain[self.old] = mixed * plain[self.old] + (1 - mixed) * old
                found[name] = plain
            else:
                found[name] = self.join(values[None, None], old[None, None])[0, 0]
        return found


def read_with_births(series: object, born: object) -> tuple[Panel, Births]:
    """The checked panel and its births; a series with a birth may be as short as it is."""
    panel = read_panel(series, 1)
    births = read_births(born, panel)
    for problem in too_short(panel, births, born):
        raise problem.error()
    return panel, births


def split(panel: Panel, births: Births) -> Split:
    """Who is forecast by what, and what the lives of launches are."""
    count = len(panel.ids)
    age = week_of_life(panel, births.start[:count])
    weeks = np.where(panel.seen.sum(0) < MINIMUM_WEEKS // 2, 0, panel.weeks)
    short = np.clip((_KNOWN - weeks) / (_KNOWN - MINIMUM_WEEKS), 0, 1)
    short = np.where((weeks < MINIMUM_WEEKS) | (age < MATURE), short, 0)
    own = np.where(np.isnan(age), 0, np.maximum(weight(age), short))
    share = np.concatenate([own, np.ones(len(births.coming))])
    young, old = np.flatnonzero(share > 0), np.flatnonzero(own < 1)
    last = np.append(panel.last, np.full(len(births.coming), panel.last.max()))
    ages = np.floor((last + 6 - births.start) / 7)[young]
    if not len(young):
        return Split(share, young, old, ages, None)
    with _ONE_THREAD():
        return Split(share, young, old, ages, learn_lives(panel, births))


def bands(outset: Outset, levels: Sequence[float]) -> Floats:
    """(1 + 2 levels, H, n): middle, then lo and hi of each level."""
    rows = [outset.middle()]
    for level in levels:
        z = _NORMAL.inv_cdf(0.5 + level / 200)
        rows += [outset.quantile(-z), outset.quantile(z)]
    return np.stack(rows)


def young_growth(outset: Outset, panel: Panel, at: Integers) -> dict[str, Floats]:
    """The columns of `growth` for launches, in the values' own unit.

    now: the mean of the last 13 weeks, of fewer where fewer are known; of a shoe to come, 0.
    """
    middle, found = outset.middle(), {"now": _now(panel, at)}
    for name, (start, stop) in zip(("in26", "in52"), WINDOWS, strict=True):
        centre, sd = middle[start:stop].mean(0), outset.rate[start:stop].mean(0)
        found |= {
            name: centre,
            f"{name}_lo": centre * np.exp(-Z80 * sd),
            f"{name}_hi": centre * np.exp(Z80 * sd),
        }
    sd = outset.rate[slice(*WINDOWS[1])].mean(0)
    tiny = 1e-12
    above = np.log((found["in52"] + tiny) / (_HALF_MORE * found["now"] + tiny)) / sd
    chance = np.array([_NORMAL.cdf(float(z)) for z in above])
    found["p_half_more"] = np.where(found["now"] > 0, chance, 0)
    score = np.log((middle.mean(0) + tiny) / (found["now"] + tiny))
    found["rank_score"] = np.where(found["now"] > 0, score, 0)
    return found


def _now(panel: Panel, at: Integers) -> Floats:
    recent = slice(-AHEAD // 4, None)
    count = panel.seen[recent].sum(0)
    mean = panel.values[recent].sum(0) / np.maximum(count, 1) * panel.unit
    return np.pad(mean, (0, max(int(at.max()) + 1 - len(mean), 0)))[at]
