"""The smoother under heat: many random walks at once, seen through noise of known precision."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_DIFFUSE = 1e4


Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """The weeks of N lines, one line after the other, each from its first week to its last.

    A grid of all weeks and all lines would be nearly empty: most lines have few weeks.
    first: (N,) the first week of each; start: (N + 1,) the cell of that week, and the end.
    """

    first: Ints
    start: Ints

    @classmethod
    def between(cls, first: Ints, last: Ints) -> "Cells":
        """Give the cells of lines that have all the weeks from `first` to `last`."""
        return cls(first, np.concatenate([[0], np.cumsum(last - first + 1)]))

    def __len__(self) -> int:
        return int(self.start[-1])

    @property
    def weeks(self) -> Ints:
        """(N,) weeks of each line."""
        return np.diff(self.start)

    @property
    def ends(self) -> Ints:
        """(N,) the last cell of each line."""
        return self.start[1:] - 1

    @cached_property
    def line(self) -> Ints:
        """(cells,) the line of each cell."""
        return np.repeat(np.arange(len(self.first)), self.weeks)

    @cached_property
    def place(self) -> Ints:
        """(cells,) how many weeks of the line come before each cell."""
        return np.arange(len(self)) - self.start[self.line]

    @property
    def week(self) -> Ints:
        """(cells,) the week of each cell."""
        return self.first[self.line] + self.place

    def at(self, line: Ints, week: Ints) -> Ints:
        """Give the cells of weeks of lines."""
        return self.start[line] + week - self.first[line]

    @cached_property
    def by_length(self) -> Ints:
        """(N,) lines from the longest to the shortest."""
        return np.argsort(-self.weeks, kind="stable")

    @cached_property
    def counts(self) -> Ints:
        """How many lines have a first week, a second, and so on."""
        shorter = np.cumsum(np.bincount(self.weeks))
        return np.asarray(len(self.first) - shorter[:-1])

    @cached_property
    def in_step(self) -> Ints:
        """(cells,) where a cell stands when all first weeks come first, then all second ones ...

        Within a week lines are `by_length`, so that those which go on are the first of them.
        """
        rank = np.empty(len(self.first), np.int64)
        rank[self.by_length] = np.arange(len(self.first))
        begin = np.cumsum(self.counts) - self.counts
        return np.asarray(begin[self.place] + rank[self.line])


@dataclass(frozen=True)
class Smoothed:
    """Of each cell: mean, variance, and the expected squared step from the week before."""

    mean: Floats
    variance: Floats
    step2: Floats
    gain: Floats
    """How far the filter moved towards that week's data, 0-1; its product is a source's say."""


def smooth(cells: Cells, value: Floats, precision: Floats, q: Floats) -> Smoothed:
    """Smooth random walks with step variance `q` (N,) seen as `value` with `precision` (cells,).

    Precision 0 means not seen. Kalman filter and Rauch-Tung-Striebel smoother (Rauch, Tung and
    Striebel 1965), diffuse start in week 0.
    """
    order, counts = cells.in_step, cells.counts.tolist()
    mean, known = np.empty_like(value), np.empty_like(value)
    mean[order], known[order] = value, precision
    variance, gain = np.empty_like(mean), np.empty_like(mean)
    q = q[cells.by_length]
    m, p = np.zeros_like(q), _DIFFUSE + q * cells.first[cells.by_length]
    begin = 0
    for count in counts:
        here = slice(begin, begin + count)
        m, p = m[:count], p[:count]
        seen = p * known[here]
        k = seen / (1 + seen)
        m = m + k * (mean[here] - m)
        p = (1 - k) * p
        mean[here], variance[here], gain[here] = m, p, k
        p = p + q[:count]
        begin += count
    step2 = _backwards(mean, variance, q, counts)
    return Smoothed(
        mean[order],
        np.maximum(variance, 1e-9)[order],
        np.maximum(step2, 0.0)[order],
        gain[order],
    )


def _backwards(mean: Floats, variance: Floats, q: Floats, counts: list[int]) -> Floats:
    """Let each week know of those after it, in place; give the squared steps."""
    step2 = np.zeros_like(mean)
    begin = len(mean) - (counts[-1] if counts else 0)
    for before, count in zip(counts[-2::-1], counts[:0:-1], strict=True):
        after, here = slice(begin, begin + count), slice(begin - before, begin - before + count)
        back = variance[here] / (variance[here] + q[:count])
        later = variance[after]
        mean[here] += back * (mean[after] - mean[here])
        variance[here] += back * back * (later - variance[here] - q[:count])
        step2[after] = (mean[after] - mean[here]) ** 2 + later + variance[here] - 2 * back * later
        begin -= before
    return step2
