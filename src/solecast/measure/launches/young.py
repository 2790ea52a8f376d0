"""Forecasts of launches: from the life that launches share, and from what each has shown."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ..intervals import Z80
from ..series.panel import Panel
from .births import Births
from .course import Courses, Floats, Integers, bin_of, lay_out
from .life import SharedLife, Spread, ahead, bin_middles, bin_noise, fit_life, flat_level, tuned

YOUNG, MATURE = 78.0, 104.0
"""Weeks of age up to which lives alone count, for until then a series does not know its own season;
and from which on they count nothing."""

_TAUGHT = 1000
"""Launches of a large panel that are learnt from, drawn at random."""
_TUNED = 150
"""Launches that the spread is tuned on."""
_AGES = (4.0, 8.0, 13.0, 26.0)
_BUCKETS = (0, 4, 13, 26, 52)
_ENOUGH = 40.0
"""Launches from which on the errors of a panel's own past forecasts count half."""
_LEVEL, _FEW, _PARENT = 1.0, 2.0, 2.0
"""Sd of log levels where the panel cannot tell; launches that weigh as much as the wider kin; a
parent's weight beside all others."""
_ANY = 2.0
"""Sd of a log level where no launch was seen."""
_EARLY = 13.0
"""Weeks in which a level is measured."""
_PRIOR = 1
"""Launches that the assumed life counts as."""
_STUDENT_AT = (0, 1 / 20, 1 / 10, 1 / 7, 1 / 5, 1 / 4, 1 / 3, 1 / 2, 1)
_STUDENT = (Z80, 1.325, 1.372, 1.415, 1.476, 1.533, 1.638, 1.886, 3.078)
"""Ends of the middle 80% of Student's t, by one over the degrees of freedom."""


@dataclass(frozen=True)
class Outset:
    """Forecasts of N launches. centre: (H, N) log weekly value; rate: (H, N) sd of what is expected
    around it; noise: sd of a week around that, counts' own left out; unit: (N,) see `Courses`.
    """

    centre: Floats
    rate: Floats
    noise: float
    unit: Floats

    def quantile(self, z: float) -> Floats:
        """(H, N) the value that stays below as the standard normal stays below `z`.

        A lognormal rate with Poisson counts around it, on the scale of log(count + 1).
        """
        rate = np.exp(np.minimum(self.centre, 60)) / self.unit
        shift = rate / (rate + 1)
        sd = np.sqrt((self.rate**2 + self.noise**2) * shift**2 + rate / (rate + 1) ** 2)
        return np.asarray(np.maximum((rate + 1) * np.exp(z * sd) - 1, 0) * self.unit)

    def middle(self) -> Floats:
        """(H, N) the central forecast."""
        return np.asarray(np.exp(np.minimum(self.centre, 60)))

    def until(self, horizon: int) -> "Outset":
        """The first `horizon` weeks of it."""
        return replace(self, centre=self.centre[:horizon], rate=self.rate[:horizon])


def weight(age: Floats) -> Floats:
    """How far lives count at an age in weeks: 1 for the young, falling to 0 for the mature."""
    share = (np.log(np.maximum(age, 1)) - np.log(YOUNG)) / (np.log(MATURE) - np.log(YOUNG))
    share = np.clip(np.nan_to_num(share, nan=1.0), 0, 1)
    return np.asarray(1 - share**2 * (3 - 2 * share))


@dataclass(frozen=True)
class LearntLives:
    """What was learnt from the launches of a panel: see `learn_lives`.

    before: (N,) log of what is expected of a week before release; wider: factors on bands.
    """

    life: SharedLife
    courses: Courses
    noise: Floats
    level: tuple[Floats, Floats]
    before: Floats
    wider: Floats

    def outset(self, at: Integers, age: Floats, horizon: int) -> Outset:
        """Forecasts for the launches at these positions, whose last week has this `age` (n,)."""
        chosen = self.courses.select(at)
        ages = age[:, None] + 1.5 + np.arange(horizon)
        level = (self.level[0][at], self.level[1][at])
        centre, variance = ahead(chosen, self.life, self.noise[at], np.maximum(ages, 0.5), level)
        steps = np.interp(np.arange(horizon), _BUCKETS[:-1], self.wider)
        unsure = np.sqrt(variance) * steps * self._few(ages)
        centre = np.where(ages > 0, centre, self.before[at][:, None])
        return Outset(centre.T, unsure.T, self.life.spread.noise, chosen.unit)

    def _few(self, ages: Floats) -> Floats:
        """(n, H) factor on the sd at these ages, by how few launches were seen there.

        Few do not show how far launches differ, so an 80% band is Student's, not a normal one, and
        their mean is itself unsure: the interval for one more drawing (Hahn & Meeker 1991, 4.7).
        """
        seen = np.append((self.courses.weeks > 0).sum(0), 0)
        freedom = seen[np.minimum(bin_of(np.maximum(ages, 0)), len(seen) - 1)] + _PRIOR
        student = np.interp(1 / freedom, _STUDENT_AT, _STUDENT)
        return np.asarray(student / Z80 * np.sqrt(1 + 1 / freedom))


def learn_lives(panel: Panel, births: Births) -> LearntLives:
    """Learn the lives of the launches of a panel (all with a birth), and of its shoes to come."""
    courses = _courses(panel, births)
    taught = np.flatnonzero((courses.weeks > 0).sum(1) >= 2)
    if len(taught) > _TAUGHT:
        taught = np.sort(np.random.default_rng(0).choice(taught, _TAUGHT, replace=False))
    spread = Spread()
    life, noise = fit_life(courses.select(taught), spread)
    noise = _noise(courses, spread, taught, noise)
    fitted, _ = ahead(courses, life, noise, bin_middles(courses), flat_level(courses))
    courses = courses.around(fitted)
    some = taught[:: max(len(taught) // _TUNED, 1)]
    spread = tuned(courses.select(some), life, spread)
    life, noise = fit_life(courses.select(taught), spread, rounds=2)
    noise = _noise(courses, spread, taught, noise)
    before = np.pad(_recent(panel), (0, len(births.coming)), constant_values=-np.inf)
    level = _levels(courses, life, births, before)
    wider = _calibrated(courses.select(taught), spread)
    return LearntLives(life, courses, noise, level, before, wider)


def _courses(panel: Panel, births: Births) -> Courses:
    """Courses of the panel's series, then of its shoes to come, of which nothing was seen."""
    count = len(panel.ids)
    start = np.nan_to_num(births.start, nan=-1e6)
    own = lay_out(panel, np.where(start[:count] < -9e5, np.inf, start[:count]), births.kin)
    more = ((0, len(births.coming)), (0, 0))
    z, counts, weeks = (np.pad(part, more) for part in (own.z, own.counts, own.weeks))
    unit = np.pad(own.unit, more[0], constant_values=1.0)
    return Courses(z, counts, weeks, unit, start, _heirs(births), births.kin)


def _heirs(births: Births) -> Floats:
    """(N,) weeks from each release to that of the next version, infinite where none is known."""
    heir = np.full(len(births.start), np.inf)
    child = np.flatnonzero((births.parent >= 0) & ~np.isnan(births.start))
    gap = (births.start[child] - births.start[births.parent[child]]) / 7
    np.minimum.at(heir, births.parent[child], np.where(gap > 0, gap, np.inf))
    return heir


def _recent(panel: Panel) -> Floats:
    """(N,) log mean of the last 4 weeks, -inf where that is 0."""
    mean = panel.values[-4:].sum(0) / np.maximum(panel.seen[-4:].sum(0), 1) * panel.unit
    return np.asarray(np.log(mean, out=np.full(len(mean), -np.inf), where=mean > 0))


def _noise(courses: Courses, spread: Spread, taught: Integers, doubted: Floats) -> Floats:
    """(N, B) noise of all launches; of those that taught, with their bins doubted."""
    noise = bin_noise(courses, spread)
    noise[taught] = doubted
    return noise


def _levels(
    courses: Courses, life: SharedLife, births: Births, recent: Floats
) -> tuple[Floats, Floats]:
    """(N,) where each launch's level is expected by those of the other launches, and its variance.

    A model's launches count beside its brand's, and those beside all; a parent counts as two.
    Where there is no launch at all, levels of other series (`recent`) have to do.
    """
    early = (courses.weeks > 0) & (courses.edges[1] <= _EARLY)
    share = np.where(early.any(1, keepdims=True), early, courses.weeks > 0)
    share = share / bin_noise(courses, life.spread)
    seen = share.sum(1) > 0
    if not seen.any():
        usual = np.median(recent[np.isfinite(recent)]) if np.isfinite(recent).any() else 0.0
        return np.full(len(share), usual), np.full(len(share), _ANY**2)
    own = (life.rest(courses) * share).sum(1) / np.maximum(share.sum(1), 1e-9)
    expected = np.full(len(own), np.median(own[seen]))
    for codes in (np.zeros(len(own), np.int64), *courses.kin):
        known, place = codes >= 0, np.maximum(codes, 0)
        member = known & seen
        count = np.bincount(place, member)[place] - member
        total = np.bincount(place, member * own)[place] - member * own
        closer = (total + _FEW * expected) / (count + _FEW)
        expected = np.where(known, closer, expected)
    told = (births.parent >= 0) & seen[births.parent]
    mixed = (expected + _PARENT * own[births.parent]) / (1 + _PARENT)
    expected = np.where(told, mixed, expected)
    error = (own - expected)[seen]
    variance = (float(error @ error) + _FEW * _LEVEL**2) / (len(error) + _FEW)
    return expected, np.full(len(own), max(variance, 0.1))


def _calibrated(courses: Courses, spread: Spread) -> Floats:
    """(buckets,) by how much forecasts at past ages erred more than was said, shrunk.

    Every second launch is forecast by the life of the others.
    """
    errors: list[list[Floats]] = [[] for _ in _BUCKETS[1:]]
    order = np.arange(len(courses.z))
    life, _ = fit_life(courses.select(order[::2]), spread)
    others = courses.select(order[1::2])
    for age in _AGES:
        usable = (others.until(age).weeks > 0).sum(1) >= 2
        later, known = others.select(usable), others.until(age).select(usable)
        if not usable.any():
            continue
        mean, variance = ahead(
            known, life, bin_noise(known, spread), bin_middles(known), flat_level(known)
        )
        scaled = np.abs(later.z - mean) / np.sqrt(variance + bin_noise(later, spread))
        for found, (near, far) in zip(errors, pairwise(_BUCKETS), strict=True):
            first, last = later.edges
            inside = (first >= age + near) & (last <= age + far) & (later.weeks > 0)
            found.append(scaled[inside])
    return np.array([_wider(np.concatenate(found or [np.zeros(0)])) for found in errors])


def _wider(scaled: Floats) -> float:
    """By how much bands must grow for four fifths of these errors to lie inside, shrunk."""
    if not len(scaled):
        return 1.0
    trust = len(scaled) / (len(scaled) + _ENOUGH)
    own = float(np.quantile(scaled, 0.8)) / Z80
    return float(np.clip(trust * own + 1 - trust, 0.9, 2))
