"""The course of each launch, by bins of age that widen: what came, and how sure that is."""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..series.panel import Panel

Floats: TypeAlias = NDArray[Any]
Integers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

EDGES = np.array(
    [*range(9), *range(10, 26, 2), *range(26, 105, 4), 117, 130, 156, 182, 208], np.float64
)
"""Edges of the bins, in weeks since release; none is so wide that the last weeks are lost in it."""

_COARSE = 50
"""Values that are not whole are taken for counts of which a week has so many."""


@dataclass(frozen=True)
class Courses:
    """N launches, the first B bins of age. z: (N, B) log mean value of the weeks seen; counts: (N,
    B) how many units came; weeks: (N, B) how many weeks were seen; unit: (N,) size of one unit of
    counting; start: (N,) day of release since 1970-01-01; heir: (N,) weeks from then to the release
    of the next version, infinite where none is known; kin: codes (N,) of brand and model, -1
    where not known.
    """

    z: Floats
    counts: Floats
    weeks: Floats
    unit: Floats
    start: Floats
    heir: Floats
    kin: tuple[Integers, ...]

    @property
    def edges(self) -> tuple[Floats, Floats]:
        """(B,) first and last age of each bin, in weeks."""
        count = self.z.shape[1]
        return EDGES[:count], EDGES[1 : count + 1]

    def select(self, kept: Flags | Integers) -> "Courses":
        """The launches at these positions."""
        rows = (self.z[kept], self.counts[kept], self.weeks[kept], self.unit[kept])
        days = (self.start[kept], self.heir[kept])
        return Courses(*rows, *days, tuple(codes[kept] for codes in self.kin))

    def until(self, age: float) -> "Courses":
        """What was known at this age, in weeks."""
        return replace(self, weeks=np.where(self.edges[1] <= age, self.weeks, 0))

    def around(self, fitted: Floats) -> "Courses":
        """The same with z of few counts replaced by Poisson working responses around the fitted
        log mean: the log of a count of 0, 1 or 2 says more than the count does.
        """
        expected = np.exp(np.minimum(fitted, 50)) * self.weeks / self.unit[:, None]
        few = (expected < _FEW) & (self.weeks > 0)
        step = np.clip((self.counts - expected) / np.maximum(expected, 0.3), -2, 3)
        return replace(self, z=np.where(few, fitted + step, self.z))


_FEW = 8.0


def bin_of(ages: Floats) -> Integers:
    """The bin of each age in weeks."""
    return np.asarray(np.searchsorted(EDGES, ages, side="right") - 1)


def week_of_life(panel: Panel, start: Floats) -> Floats:
    """(N,) age in whole weeks of each series' last week; the week of release is week 0."""
    return np.floor((panel.last + 6 - start) / 7)


def lay_out(panel: Panel, start: Floats, kin: tuple[Integers, ...]) -> Courses:
    """The courses of a panel's series with their days of release; earlier weeks are left out."""
    rows, count = panel.values.shape
    age = week_of_life(panel, start) - np.arange(rows)[::-1, None]
    inside = (age >= 0) & (age < EDGES[-1]) & (panel.seen > 0)
    row, column = np.nonzero(inside)
    place = (column, bin_of(age[row, column]))
    total, weeks = np.zeros((2, count, len(EDGES) - 1))
    np.add.at(total, place, panel.values[row, column] * panel.unit[column])
    np.add.at(weeks, place, 1)
    unit = _unit(panel)
    counts = total / unit[:, None]
    z = np.log((counts + 0.5) / np.maximum(weeks, 1)) + np.log(unit)[:, None]
    used = int(np.flatnonzero(weeks.sum(0)).max(initial=0)) + 1
    z, counts, weeks = (part[:, :used] for part in (np.where(weeks > 0, z, 0), counts, weeks))
    return Courses(z, counts, weeks, unit, start, np.full(count, np.inf), kin)


def _unit(panel: Panel) -> Floats:
    """(N,) 1 for whole numbers, else a share of the mean."""
    values = panel.values * panel.unit
    whole = (np.abs(values - np.round(values)) < 1e-3).all(0) & (panel.unit >= 1)
    mean = panel.values.sum(0) / np.maximum(panel.seen.sum(0), 1) * panel.unit
    return np.where(whole | (mean <= 0), 1.0, mean / _COARSE)
