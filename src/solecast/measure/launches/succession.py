"""How the versions of a line take over from each other.

The share of a version is its appeal among the appeals of all versions of its line. The log of an
appeal is a strength of the version's own plus the course that all versions share: it rises within
weeks of the launch, stays for about a year and falls from then on. Counts say when each version
was launched and how strong it is, around what is usual: versions follow each other at a pace of
their line. Versions to come follow at that pace, as strong as versions are. So shares always add
up to one, and a successor takes from all others as much as its own appeal weighs.

The course and the spreads in `data/succession.json` were learned from other lines
(`bench/train_lives.py`; decision 0024).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]

YEAR = 365.25
"""Days of a year; times are in years here."""

_SAMPLES = 200
_FIRST_HALF = 0.2
"""Years from launch to the first count of a version, until the counts say better."""
_SEEN = 2
"""Logs at one date from which on a version is there, not a slip of the pen."""
_UNCOUNTED = 1.0
"""Sd of the strengths of versions of which nothing was counted: so wide that bands hold on lines
held out of learning, where .4 held half of them."""
_AT_LEAST = 0.3
"""Years between two launches, at the least."""


@dataclass(frozen=True)
class Succession:
    """The course of an appeal and how lines differ; times in years.

    rise: time of the first steep rise; fall: loss of log appeal per year once it falls; prime: age
    at which it starts to fall; bend: how gently it does. strength: sd of versions' strengths;
    cadence, cadence_sd: time between launches and its sd over lines; gap_sd: the same within a
    line. slip: share of counts that any version gets by mistake; crowd: how alike the counts of
    one date err (overdispersion); memory: half-life of what old counts say; kept: share of a
    strength that lasts a year; walk: sd of what a year adds to it.
    """

    rise: float
    fall: float
    prime: float
    bend: float
    strength: float = 0.4
    cadence: float = 1.1
    cadence_sd: float = 0.12
    gap_sd: float = 0.4
    slip: float = 0.02
    crowd: float = 0.03
    memory: float = 0.8
    kept: float = 0.8
    walk: float = 0.5

    def appeal(self, age: Floats) -> Floats:
        """Log appeal at an age in years, strongly negative before launch."""
        late = np.logaddexp(0, (age - self.prime) / self.bend)
        return -np.logaddexp(0, 2 - age / self.rise) - self.fall * self.bend * late

    def slopes(self, age: Floats) -> tuple[Floats, Floats]:
        """Derivatives of `appeal` by age, and (4, ...) by (log rise, log fall, prime, log bend)."""
        first, late = _logistic(2 - age / self.rise), (age - self.prime) / self.bend
        steep = _logistic(late)
        lost = self.fall * self.bend * np.logaddexp(0, late)
        by_shape = [
            -first * age / self.rise,
            -lost,
            self.fall * steep,
            self.fall * (age - self.prime) * steep - lost,
        ]
        return first / self.rise - self.fall * steep, np.stack(by_shape)

    def reshaped(self, shape: Floats) -> "Succession":
        """The same with another course: (log rise, log fall, prime, log bend)."""
        rise, fall, bend = (float(np.exp(shape[k])) for k in (0, 1, 3))
        return replace(self, rise=rise, fall=fall, prime=float(shape[2]), bend=bend)

    def shape(self) -> Floats:
        """The course as `reshaped` takes it."""
        return np.array([np.log(self.rise), np.log(self.fall), self.prime, np.log(self.bend)])


def _logistic(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -50, 50))))


@cache
def learned() -> Succession:
    """What ships: learned from the development lines of marathon logs."""
    text = files("solecast.measure").joinpath("data/succession.json").read_text("utf-8")
    return Succession(**json.loads(text)["succession"])


@dataclass(frozen=True)
class VersionCounts:
    """Counts of one line: (V, T) by version and date, versions in order of release; dates in
    years.
    """

    versions: tuple[str, ...]
    counts: Floats
    dates: Floats

    @classmethod
    def ordered(cls, versions: Sequence[str], counts: Floats, dates: Floats) -> "VersionCounts":
        """Put versions in order of release: by their number where all have one, else by the mean
        date of their counts.
        """
        middle = (counts * dates).sum(1) / np.maximum(counts.sum(1), 1e-9)
        numbers = [re.search(r"\d+(?:\.\d+)?", name) for name in versions]
        first = [float(n.group()) for n in numbers if n] if all(numbers) else list(middle)
        order = sorted(range(len(versions)), key=lambda v: (first[v], middle[v], versions[v]))
        return cls(tuple(versions[v] for v in order), counts[order], dates)


def unpack(found: Floats) -> tuple[Floats, Floats, float]:
    """Launches (V,) and strengths (V,) of the versions, and the cadence."""
    count = (len(found) - 1) // 2
    return found[:count], found[count:-1], float(found[-1])


def misfit(found: Floats, line: VersionCounts, model: Succession) -> tuple[float, Floats, Floats]:
    """Negative log posterior of launches, strengths and cadence; gradient; (4,) that by shape."""
    launches, strengths, cadence = unpack(found)
    age = line.dates - launches[:, None]
    by_age, by_shape = model.slopes(age)
    log_appeal = strengths[:, None] + model.appeal(age)
    appeal = np.exp(log_appeal - log_appeal.max(0))
    share = appeal / appeal.sum(0)
    seen = (1 - model.slip) * share + model.slip / len(launches)
    total = line.counts.sum(0)
    weight = 0.5 ** ((line.dates[-1] - line.dates) / model.memory)
    weight = weight / (1 + np.maximum(total - 1, 0) * model.crowd)
    loss = -float((weight * line.counts * np.log(seen)).sum())
    pull = -weight * line.counts / seen * (1 - model.slip)
    pull = share * (pull - (pull * share).sum(0))
    late, off = (np.diff(launches) - cadence) / model.gap_sd, cadence - model.cadence
    loss += 0.5 * float((strengths**2).sum() / model.strength**2 + (late**2).sum())
    loss += 0.5 * (off / model.cadence_sd) ** 2
    by_launch = -(pull * by_age).sum(1)
    by_launch[1:] += late / model.gap_sd
    by_launch[:-1] -= late / model.gap_sd
    by_strength = pull.sum(1) + strengths / model.strength**2
    by_cadence = -late.sum() / model.gap_sd + off / model.cadence_sd**2
    gradient = np.concatenate([by_launch, by_strength, [by_cadence]])
    return loss, gradient, (pull * by_shape).sum((1, 2))


def _start(line: VersionCounts, model: Succession) -> Floats:
    """Launches as first seen; those of versions there from the first date on, or hardly ever,
    follow from their neighbours' at the usual pace.
    """
    there = line.counts >= _SEEN
    first = np.where(there.any(1), line.dates[there.argmax(1)], line.dates[0])
    known = np.flatnonzero(first > line.dates[0])
    launches = first - _FIRST_HALF
    if not len(known):
        known = np.array([int(line.counts[:, -1].argmax())])
        launches[known] = line.dates[0] - model.cadence / 2
    order = np.arange(len(launches))
    nearest = known[np.abs(known - order[:, None]).argmin(1)]
    filled = launches[nearest] + model.cadence * (order - nearest)
    filled = np.maximum.accumulate(filled)
    return np.concatenate([filled, np.zeros(len(filled)), [model.cadence]])


def settle(line: VersionCounts, model: Succession) -> Floats:
    """The most likely launches, strengths and cadence of a line (see `unpack`)."""
    found = minimize(
        lambda x: misfit(x, line, model)[:2],
        _start(line, model),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 100},
    )
    return np.asarray(found.x)


def foresee(
    line: VersionCounts, model: Succession, dates: Floats, samples: int = _SAMPLES
) -> Floats:
    """(samples, V + 1, H) shares of a line's versions at later `dates`; the last: versions to come.

    Strengths drift back towards what is usual, and wander; the next launch is not before the last
    date, for it would have been seen.
    """
    launches, strengths, cadence = unpack(settle(line, model))
    random, now = np.random.default_rng(0), line.dates[-1]
    waited = np.maximum(dates - now, 0)
    still = strengths[:, None] * model.kept**waited
    path = random.standard_normal((samples, len(launches), 1)) * np.sqrt(waited)
    own = still + model.walk * path + model.appeal(dates - launches[:, None])
    news: list[Floats] = []
    latest = np.full(samples, launches.max())
    while not news or latest.min() < dates[-1]:
        gap = np.maximum(cadence + model.gap_sd * random.standard_normal(samples), _AT_LEAST)
        latest = latest + gap
        if not news:
            overdue = now - 0.1 + random.exponential(0.25, samples)
            latest = np.where(latest < now - 0.1, overdue, latest)
        strength = model.strength * random.standard_normal((samples, 1))
        news.append(strength + model.appeal(dates - latest[:, None]))
    everything = np.concatenate([own, np.stack(news, 1)], 1)
    appeal = np.exp(everything - everything.max(1, keepdims=True))
    share = appeal / appeal.sum(1, keepdims=True)
    count = len(launches)
    return np.concatenate([share[:, :count], share[:, count:].sum(1, keepdims=True)], 1)


def by_age(
    launches: Floats, now: float, dates: Floats, model: Succession, samples: int = _SAMPLES
) -> Floats:
    """(samples, V + 1, H) shares of a line's versions at `dates`, from their releases (V,) alone.

    Without counts each version is as strong as versions are, give or take; before its release it
    has no share. The last row: versions to come, none of which is out at `now`. Bench and coverage:
    decision 0036.
    """
    random = np.random.default_rng(0)
    weight, cadence = 1 / model.cadence_sd**2, model.cadence
    gaps = np.diff(np.sort(launches))
    each = 1 / model.gap_sd**2
    cadence = (weight * cadence + each * float(gaps.sum())) / (weight + each * len(gaps))
    strength = _UNCOUNTED * random.standard_normal((samples, len(launches) + 1, 1))
    gap = cadence + model.gap_sd * random.standard_normal(samples)
    latest = np.maximum(launches.max() + gap, now)
    own = np.broadcast_to(dates - launches[:, None], (samples, len(launches), len(dates)))
    ages = np.concatenate([own, (dates - latest[:, None])[:, None]], 1)
    appeal = np.where(ages >= 0, np.exp(strength + model.appeal(np.maximum(ages, 0))), 0)
    total = appeal.sum(1, keepdims=True)
    share: Floats = np.divide(appeal, total, out=np.zeros_like(appeal), where=total > 0)
    return share


def middle(drawn: Floats) -> Floats:
    """(V + 1, H) the middle of shares drawn by `by_age`, each date adding up to one.

    On lines held out it errs less than the mean, which widely drawn strengths pull to equal parts.
    """
    found = np.median(drawn, axis=0)
    share: Floats = found / np.maximum(found.sum(0), np.finfo(float).tiny)
    return share
