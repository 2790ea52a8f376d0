"""The life that launches share, and what each launch adds of its own.

The log value of a launch is the sum of a level of its own, the life that all launches share, the
lives of its brand and of its model (each shrunk towards the wider one), what its successor takes
once it is out, a season of the calendar, and a deviation of its own: a slope and a walk, both in
log age, because a young shoe changes in a week as much as an old one in a season. This is a
Gaussian process with a parametric mean (Rasmussen & Williams 2006, chapter 2.7), so one small
solve a launch gives forecast and spread. Steps that few launches take (a restock, a second drop)
count little in what is shared: errors of one week given those before weigh as under a t
distribution.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ..threads import in_threads
from .course import Courses, Floats

KNOTS = np.array([0.5, 1.5, 2.5, 4, 6, 9, 13, 18, 26, 39, 52, 78, 104, 156, 260], np.float64)
"""Ages, in weeks, between which a life is straight in log age."""
_YEAR, _HARMONICS = 365.25, 2
_SINCE = np.array([0.0, 4, 13, 26, 52])
"""Weeks since a successor's release between which what it takes is straight."""
_HEIR = slice(len(KNOTS), len(KNOTS) + len(_SINCE) - 1)
_WIDTH = _HEIR.stop + 2 * _HARMONICS
_OVERDUE = 13.0
"""Weeks within which a successor comes that is later than any was."""
_FREEDOM = 2.0
"""Degrees of freedom of the t distribution: low, so that the many outvote the few."""
_STEPS = 8
_DOUBTED = 2.0
"""Standard errors by which its neighbours must contradict a bin before it counts less."""
UNSEEN = 1e6
"""Variance of a bin of which nothing was seen."""


@dataclass(frozen=True)
class Spread:
    """How far lives differ, as sds of logs. slope, walk: a launch's own, per unit of log age;
    drift: per root of a year; noise: of a week; shared: of a life around the prior life, and kin:
    of a brand's or model's around the wider one, both per unit of log age; steeper: of its slope,
    for kin differ more in how fast they fade than in single weeks; season: of a harmonic.
    """

    slope: float = 0.1
    walk: float = 0.2
    drift: float = 0.3
    noise: float = 0.2
    shared: float = 0.5
    kin: float = 0.1
    steeper: float = 0.3
    season: float = 0.04


def log_age(age: Floats) -> Floats:
    """The clock of a life, 0 at release."""
    return np.asarray(np.log1p(np.maximum(age, 0) / 3))


def prior_life(age: Floats) -> Floats:
    """What is assumed of a life before any was seen: a third of the first month at half a year."""
    return -0.45 * log_age(age)


def mean_design(courses: Courses, ages: Floats, gaps: Floats | None = None) -> Floats:
    """(N, H, P) weights of the coefficients of a life, at `ages` (N, H).

    gaps: (Q,) weeks after which successors came: who has none yet is expected to be followed after
    one of those that are longer than its age.
    """
    day = courses.start[:, None] + 7 * ages
    turn = 2 * np.pi * day[..., None] / _YEAR * np.arange(1, _HARMONICS + 1)
    taken = _between(ages - courses.heir[:, None], _SINCE)[..., 1:]
    if gaps is not None and len(gaps):
        open_ended = np.isinf(courses.heir) & (courses.kin[-1] >= 0)
        taken[open_ended] = _expected(ages[open_ended], gaps)
    parts = [life_course(ages), taken, np.sin(turn), np.cos(turn)]
    return np.asarray(np.concatenate(parts, -1))


def life_course(ages: Floats) -> Floats:
    """(..., knots) weights of a life's values at its knots."""
    return _between(log_age(ages), log_age(KNOTS))


def _between(at: Floats, knots: Floats) -> Floats:
    """(..., knots) weights that interpolate between knots, flat beyond them."""
    at = np.clip(at, knots[0], knots[-1])
    right = np.clip(np.searchsorted(knots, at), 1, len(knots) - 1)
    share = (at - knots[right - 1]) / (knots[right] - knots[right - 1])
    found = np.zeros((*at.shape, len(knots)))
    np.put_along_axis(found, right[..., None] - 1, (1 - share)[..., None], -1)
    np.put_along_axis(found, right[..., None], share[..., None], -1)
    return found


def _expected(ages: Floats, gaps: Floats) -> Floats:
    """(n, H, 4) mean of what a successor takes over the gaps after which it may still come."""
    now = ages[:, :1] - 1
    left = gaps > now
    gap = np.where(left.any(1, keepdims=True), gaps, now + _OVERDUE)
    weight = np.where(left.any(1, keepdims=True), left, 1.0)
    taken = _between(ages[..., None] - gap[:, None, :], _SINCE)[..., 1:]
    mean = (taken * weight[:, None, :, None]).sum(2) / weight.sum(1)[:, None, None]
    return np.asarray(mean)


def own_covariance(left: Floats, right: Floats, level: Floats, spread: Spread) -> Floats:
    """(N, n, m) covariance of launches' own parts between ages (N, n) and (N, m).

    level: (N,) variance of their levels.
    """
    u, v = log_age(left)[..., :, None], log_age(right)[..., None, :]
    earlier = np.minimum(left[..., :, None], right[..., None, :]) / 52
    moved = spread.slope**2 * u * v + spread.walk**2 * np.minimum(u, v)
    return np.asarray(moved + spread.drift**2 * earlier + level[:, None, None])


def bin_noise(courses: Courses, spread: Spread) -> Floats:
    """(N, B) variance of z: weeks err alike in part, and counts spread as Poisson counts do."""
    noise = spread.noise**2 / np.maximum(courses.weeks, 1) ** 0.7
    noise = noise + 1 / np.maximum(courses.counts, 0.5)
    return np.where(courses.weeks > 0, noise, UNSEEN)


@dataclass(frozen=True)
class SharedLife:
    """What launches share. mean: (P,) coefficients; covariance: (P, P) how unsure they are; kin:
    for brand and for model, code -> (P,) what it adds; gaps: weeks after which successors came.
    """

    mean: Floats
    covariance: Floats
    kin: tuple[dict[int, Floats], ...]
    spread: Spread
    gaps: Floats

    def coefficients(self, courses: Courses) -> Floats:
        """(N, P) coefficients for each launch, its kin's counted in."""
        found = np.tile(self.mean, (len(courses.z), 1))
        for added, codes in zip(self.kin, courses.kin, strict=True):
            if added:
                # One look-up for all: a pass over the launches for each model grows as a square.
                known, more = np.array(list(added)), np.array(list(added.values()))
                order = np.argsort(known)
                place = order[
                    np.minimum(np.searchsorted(known, codes, sorter=order), len(order) - 1)
                ]
                found += np.where((known[place] == codes)[:, None], more[place], 0)
        return found

    def rest(self, courses: Courses) -> Floats:
        """(N, B) z less the life."""
        return by_blocks(self._rest, courses)[0]

    def _rest(self, courses: Courses) -> tuple[Floats]:
        design = mean_design(courses, bin_middles(courses))
        return (np.asarray(courses.z - (design @ self.coefficients(courses)[..., None])[..., 0]),)


_BLOCK = 256
"""Launches that are computed at once: what is known of each at each age stays in the cache."""


def by_blocks(
    compute: Callable[..., tuple[Floats, ...]], courses: Courses, *rows: Floats
) -> tuple[Floats, ...]:
    """Compute arrays of N rows some launches at a time, on all cores; `rows` are cut alike."""
    count = len(courses.z)

    def part(start: int) -> tuple[Floats, ...]:
        here = np.arange(start, min(start + _BLOCK, count))
        return compute(courses.select(here), *(row[here] for row in rows))

    parts = in_threads(part, range(0, max(count, 1), _BLOCK))
    return tuple(np.concatenate(columns) for columns in zip(*parts, strict=True))


def bin_middles(courses: Courses) -> Floats:
    """(N, B) middles of the bins, in weeks."""
    first, last = courses.edges
    return np.tile((first + last) / 2, (len(courses.z), 1))


_TINY = 1e-3
_FLAT = 16.0
"""Variance of a level of which nothing is known."""


def observed_covariance(courses: Courses, noise: Floats, level: Floats, spread: Spread) -> Floats:
    """(N, B, B) covariance of z."""
    bins = bin_middles(courses)
    covariance = own_covariance(bins, bins, level, spread)
    diagonal = range(bins.shape[1])
    covariance[:, diagonal, diagonal] += noise
    return covariance


def _prior_precision(width: float, season: float, steeper: float = 0.0) -> Floats:
    """(P, P) inverse covariance of a life around a wider one: a walk in log age from release, and
    a slope.
    """
    knots = log_age(KNOTS)
    covariance = np.zeros((_WIDTH, _WIDTH))
    covariance[: len(knots), : len(knots)] = width**2 * np.minimum(knots[:, None], knots)
    covariance[: len(knots), : len(knots)] += steeper**2 * np.outer(knots, knots)
    rest = np.arange(len(knots), _WIDTH)
    covariance[rest, rest] = season**2
    covariance[rest[: len(_SINCE) - 1], rest[: len(_SINCE) - 1]] = width**2 * (season > _TINY)
    return np.linalg.inv(covariance + 1e-9 * np.eye(_WIDTH))


def fit_life(courses: Courses, spread: Spread, rounds: int = 1) -> tuple[SharedLife, Floats]:
    """Learn the shared life; also gives the (N, B) noise, larger where bins are doubted.

    rounds: how often it is learnt anew with the doubts of the round before.
    """
    noise = bin_noise(courses, spread)
    flat = np.full(len(courses.z), _FLAT)
    for _ in range(rounds):
        root = np.linalg.cholesky(observed_covariance(courses, noise, flat, spread))
        life = _robust_life(courses, root, spread)
        noise = bin_noise(courses, spread) * _doubt(courses, root, life)
    return life, noise


def _robust_life(courses: Courses, root: Floats, spread: Spread) -> SharedLife:
    """Weighted least squares on whitened errors, repeated as their weights settle."""
    prior = np.zeros(_WIDTH)
    prior[: len(KNOTS)] = prior_life(KNOTS)
    design = mean_design(courses, bin_middles(courses))
    design[courses.weeks == 0] = 0
    z = np.where(
        courses.weeks > 0, courses.z - mean_design(courses, bin_middles(courses)) @ prior, 0
    )
    white = np.linalg.solve(root, np.concatenate([design, z[..., None]], -1))
    x, y = white[..., :-1], white[..., -1]
    weight = np.ones(y.shape)
    for _ in range(_STEPS):
        weighted = np.swapaxes(x * weight[..., None], 1, 2)
        gram, pull = weighted @ x, (weighted @ y[..., None])[..., 0]
        life = _pooled(courses, gram, pull, spread)
        error = y - (x @ life.coefficients(courses)[..., None])[..., 0]
        weight = (_FREEDOM + 1) / (_FREEDOM + error**2)
    return replace(life, mean=life.mean + prior)


def _pooled(courses: Courses, gram: Floats, pull: Floats, spread: Spread) -> SharedLife:
    """Solve for all launches, then for each brand, then for each model, what the wider left."""
    covariance = np.linalg.inv(_prior_precision(spread.shared, spread.season) + gram.sum(0))
    mean = covariance @ pull.sum(0)
    left, narrow = pull - gram @ mean, _prior_precision(spread.kin, _TINY, spread.steeper)
    kin: list[dict[int, Floats]] = []
    for codes in courses.kin:
        if (codes < 0).all():
            kin.append({})
            continue
        order = np.argsort(codes, kind="stable")
        known, first = np.unique(codes[order], return_index=True)
        grams, pulls = (np.add.reduceat(part[order], first) for part in (gram, left))
        added = np.linalg.solve(narrow + grams, pulls[..., None])[..., 0]
        added[known < 0] = 0
        left = left - (gram @ added[np.searchsorted(known, codes)][..., None])[..., 0]
        kin.append(dict(zip(known.tolist(), added, strict=True)))
    return SharedLife(mean, covariance, tuple(kin), spread, _gaps(courses))


def _gaps(courses: Courses) -> Floats:
    """(Q,) weeks from a version to the next, at nine shares of those known; none where few are."""
    known = courses.heir[np.isfinite(courses.heir) & (courses.heir > 0)]
    return np.quantile(known, np.linspace(0.1, 0.9, 9)) if len(known) >= _PAIRS else known[:0]


_PAIRS = 5


def _doubt(courses: Courses, root: Floats, life: SharedLife) -> Floats:
    """(N, B) factor on the noise of bins that their neighbours contradict: the square of the
    leave-one-out error, in units of `_DOUBTED` sds, where above 1.
    """
    inverse = np.linalg.inv(root)
    inverse = np.swapaxes(inverse, 1, 2) @ inverse
    alone = (inverse @ life.rest(courses)[..., None])[..., 0]
    alone = alone / np.sqrt(np.diagonal(inverse, axis1=1, axis2=2))
    return np.where(courses.weeks > 0, np.maximum(np.abs(alone) / _DOUBTED, 1) ** 2, 1)


def ahead(
    courses: Courses, life: SharedLife, noise: Floats, ages: Floats, level: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """(N, H) mean and variance of the log weekly value at `ages` (N, H).

    level: (N,) mean and variance of each launch's level before its own weeks are looked at.
    """
    mean, variance = by_blocks(partial(_ahead, life), courses, noise, ages, *level)
    return mean, variance


def _ahead(
    life: SharedLife,
    courses: Courses,
    noise: Floats,
    ages: Floats,
    expected: Floats,
    unsure: Floats,
) -> tuple[Floats, Floats]:
    spread, bins = life.spread, bin_middles(courses)
    inverse = np.linalg.inv(observed_covariance(courses, noise, unsure, spread))
    cross = own_covariance(ages, bins, unsure, spread)
    gain = cross @ inverse
    later, design = mean_design(courses, ages, life.gaps), mean_design(courses, bins)
    rest = np.where(courses.weeks > 0, life.rest(courses) - expected[:, None], 0)
    mean = (later @ life.coefficients(courses)[..., None] + gain @ rest[..., None])[..., 0]
    u = log_age(ages)
    variance = unsure[:, None] + spread.slope**2 * u**2 + spread.walk**2 * u
    variance = variance + spread.drift**2 * ages / 52 - (gain * cross).sum(-1)
    unknown = later - gain @ design
    variance = variance + ((unknown @ life.covariance) * unknown).sum(-1)
    return mean + expected[:, None], np.maximum(variance, 1e-6)


def flat_level(courses: Courses) -> tuple[Floats, Floats]:
    """Levels of which nothing is known but what the launches' own weeks say."""
    return np.zeros(len(courses.z)), np.full(len(courses.z), _FLAT)


def evidence(courses: Courses, life: SharedLife, spread: Spread) -> float:
    """Log likelihood of the launches under a spread, errors t-distributed."""
    noise = bin_noise(courses, spread)
    flat = np.full(len(courses.z), _FLAT)
    root = np.linalg.cholesky(observed_covariance(courses, noise, flat, spread))
    error = np.linalg.solve(root, life.rest(courses)[..., None])[..., 0]
    seen = courses.weeks > 0
    size = np.log(np.diagonal(root, axis1=1, axis2=2))
    heavy = (_TAIL + 1) / 2 * np.log1p(error**2 / (_TAIL - 2))
    return -float(((size + heavy) * seen).sum())


_TAIL = 5.0


def tuned(courses: Courses, life: SharedLife, spread: Spread) -> Spread:
    """The spread under which the launches are most likely, near the one that was assumed."""
    best, value = spread, evidence(courses, life, spread)
    for name in ("noise", "walk", "slope"):
        start = best
        for factor in (0.5, 0.7, 1.4, 2.0):
            tried = replace(start, **{name: getattr(start, name) * factor})
            cost = _STUBBORN * np.log(getattr(tried, name) / getattr(Spread(), name)) ** 2
            cost -= _STUBBORN * np.log(getattr(start, name) / getattr(Spread(), name)) ** 2
            found = evidence(courses, life, tried) - cost
            if found > value:
                best, value = tried, found
    return best


_STUBBORN = 4.0
"""Log likelihood that a factor of e away from the assumed spread must gain."""
