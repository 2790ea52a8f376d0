"""Launches that are made up, so that the truth is known: lives, seasons, restocks, successions.

A model's versions follow each other about yearly; each is launched, peaks in its first weeks and
fades as its model's do, faster once its successor is out. Counts are Poisson around rates that
wander; one launch in four is restocked, one in eight sells out for weeks.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

START = np.datetime64("2019-01-07")
WEEKS = 260


@dataclass(frozen=True)
class World:
    """Counts and true rates (WEEKS, N); course: the rates without what nobody can foresee; births
    (N,) as rows, models and parents.
    """

    counts: np.ndarray
    rate: np.ndarray
    course: np.ndarray
    born: np.ndarray
    model: np.ndarray
    parent: np.ndarray

    def truth(self, row: int, horizon: int) -> np.ndarray:
        """(horizon, N) what who knows all courses and the rates of now would forecast."""
        now = np.maximum(row - 1, self.born)
        at = (now, np.arange(len(now)))
        lasting = self.rate[at] / np.maximum(self.course[at], 1e-12)
        return np.asarray(self.course[row : row + horizon] * lasting)

    def series(self, row: int, kept: np.ndarray) -> pa.Table:
        """What was known before a week, as `solecast.forecast` takes it."""
        parts = [(k, self.born[k], row) for k in kept]
        ids = np.concatenate([np.repeat(f"v{k:04}", end - first) for k, first, end in parts])
        weeks = np.concatenate([START + 7 * np.arange(first, end) for _, first, end in parts])
        values = np.concatenate([self.counts[first:end, k] for k, first, end in parts])
        return pa.table({"id": ids, "week": weeks, "value": values.astype(float)})

    def births(self, kept: np.ndarray) -> pa.Table:
        """Releases, models and parents, as `solecast.forecast` takes them."""
        names = [f"v{k:04}" for k in kept]
        parents = [f"v{k:04}" if k >= 0 else None for k in self.parent[kept]]
        return pa.table(
            {
                "id": names,
                "born": START + 7 * self.born[kept] + 2,
                "group": [f"m{k}" for k in self.model[kept]],
                "parent": pa.array(parents, pa.string()),
            }
        )


def world(seed: int, models: int = 40) -> World:
    """A market of about four versions a model."""
    random = np.random.default_rng(seed)
    born, model, parent = [], [], []
    for number in range(models):
        at, before = int(random.integers(-80, 70)), -1
        while at < WEEKS - 4:
            if at >= 0:
                born.append(at)
                model.append(number)
                parent.append(before)
                before = len(born) - 1
            at += int(random.normal(56, 8))
    births, of = np.array(born), np.array(model)
    count = len(births)
    age = np.arange(WEEKS)[:, None] - births
    power = np.clip(random.normal(0.5, 0.35, models), -0.3, 1.3)[of] + random.normal(0, 0.1, count)
    size = np.exp(random.normal(5, 1, models))[of] * np.exp(random.normal(0, 0.4, count))
    logs = np.log(size) - power * np.log1p(np.maximum(age, 0) / 3)
    successor = np.full(count, WEEKS * 2)
    for k, before in enumerate(parent):
        if before >= 0:
            successor[before] = births[k]
    since = np.arange(WEEKS)[:, None] - successor
    logs -= np.where(since > 0, 1.2 * (1 - np.exp(-np.maximum(since, 0) / 15)), 0)
    phase, height = random.uniform(0, 52), 0.25
    logs += height * np.sin(2 * np.pi * (np.arange(WEEKS)[:, None] - phase) / 52)
    foreseen = np.exp(logs) * (age >= 0)
    walk = np.cumsum(random.normal(0, 0.04, (WEEKS, count)), axis=0)
    walk -= np.take_along_axis(walk, np.maximum(births, 0)[None, :], axis=0)
    lasting = foreseen * np.exp(walk)
    noise = np.exp(random.normal(0, 0.15, lasting.shape))
    counts = random.poisson(lasting * _events(random, age) * noise)
    return World(counts, lasting, foreseen, births, of, np.array(parent))


def _events(random: np.random.Generator, age: np.ndarray) -> np.ndarray:
    """Factors: restocks that fade in weeks, and weeks sold out."""
    factor = np.ones(age.shape)
    for k in range(age.shape[1]):
        if random.random() < 0.25:
            since = age[:, k] - random.integers(5, 60)
            factor[:, k] *= 1 + 3 * np.exp(-np.maximum(since, 0) / 2) * (since >= 0)
        if random.random() < 0.125:
            since = age[:, k] - random.integers(3, 40)
            factor[(since >= 0) & (since < 4), k] *= 0.2
    return factor
