"""Shapes in, sizes out: which stretches of which shoes can be compared, and how they compare.

Two shoes compare where one source counts both on one scale, or through scales that are tied. What
lies on another scale is drawn at the typical size, and never ranked against the rest.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ..series.chain import OVERLAP
from ..smoother import Floats
from .additive_model import HeatFit, Index
from .signal_arrays import Bools, Ints, Signals

LONGEST_GAP = 13
"""Weeks without an observation that a line bridges: quarterly ranks are no further apart."""
_CURRENT = 26
"""Weeks before the guide's last in which a shoe counts for the choice of the main scale."""


@dataclass(frozen=True)
class Levels:
    """Sizes of each week of each shoe (cells,).

    `shift` turns shapes into logs of heat up to one constant; `open` marks the weeks of gaps too
    long to bridge; `scale` is the place in `names` of the joint scale that a week is on, -1 for
    none; `main` is the place of the scale that the guide ranks by, -1 where nothing compares.
    `sized` says which lines of the panel give a size on the scale `main`, `now` which speak of a
    shoe's last weeks: the others end before a gap that nothing bridges.
    """

    shift: Floats
    open: Bools
    scale: Ints
    names: list[str]
    main: int
    sized: Bools
    now: Bools


@dataclass(frozen=True)
class _Epochs:
    """Stretches of a shoe that one of its lines runs through; only within one are offsets known.

    `grid` (cells,) and `of_line` hold the number of an epoch, -1 in a gap; `shoe` and `last`
    give the shoe and the last week of each.
    """

    grid: Ints
    of_line: Ints
    shoe: Ints
    last: Ints


def levels(panel: Signals, at: Index, state: HeatFit) -> Levels:
    """Find joint scales and put the shapes on them.

    A gap of more than `LONGEST_GAP` weeks without an observation parts a shoe's line, unless one
    of its series goes on behind it: nothing tells what the size before means for that after.
    Scales are tied by shoes that both count at the same time, for at least `OVERLAP` weeks in
    sum (one shoe for eight weeks, eight shoes for one). The main scale is the one that compares
    most shoes seen in the last half year. On any other the median shoe gets the size of the
    main scale's, and its peak at most theirs.
    """
    gaps, epochs = _epochs(panel, at)
    scale = _shared_scales(panel)
    joint, names, weeks = _joint(panel, epochs, scale)
    epoch_scale, main = _assigned(panel, epochs, weeks)
    used = (joint >= 0) & (joint == epoch_scale[epochs.of_line])
    number = np.bincount(panel.line, minlength=len(panel.lines)).astype(np.float64)
    trust = np.where(used, number / (number + 8), 0.0)
    level = _solved(state.offset, trust, epochs.of_line, np.maximum(scale, 0), len(epochs.shoe))
    level += _placed(state.heat.mean, epochs.grid, level, epoch_scale, main)
    here = epochs.grid >= 0
    shift = np.where(here, level[epochs.grid], np.nan)
    return Levels(
        shift=_bridged(shift, at),
        open=gaps,
        scale=np.where(here, epoch_scale[epochs.grid], -1),
        names=names,
        main=main,
        sized=used & (joint == main),
        now=epochs.last[epochs.of_line] == _last_weeks(panel)[panel.shoe_of],
    )


def _epochs(panel: Signals, at: Index) -> tuple[Bools, _Epochs]:
    cells = np.arange(len(at.cells))
    seen = np.zeros(len(cells), dtype=bool)
    seen[at.cell] = True
    # The first and the last week of a shoe are seen, so none looks into another shoe's.
    before = np.maximum.accumulate(np.where(seen, cells, -1))
    after = np.minimum.accumulate(np.where(seen, cells, len(cells))[::-1])[::-1]
    gaps = after - before - 1 > LONGEST_GAP
    earlier = np.concatenate([[-1], before[:-1]])
    starts = seen & ((at.cells.place == 0) | (cells - earlier - 1 > LONGEST_GAP))
    # Stretches are numbered through all shoes; the lines of a shoe tie them to epochs.
    stretch = np.cumsum(starts) - 1
    number, lines = int(starts.sum()), len(panel.lines)
    ends = (stretch[at.cell], number + panel.line)
    ties = coo_array((np.ones(len(ends[0])), ends), shape=(number + lines, number + lines))
    count, label = connected_components(ties, directed=False)
    grid = np.where(gaps, -1, label[stretch])
    shoe, last = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    shoe[label[number:]] = panel.shoe_of
    np.maximum.at(last, label[number:][panel.line], panel.week)
    return gaps, _Epochs(grid, label[number:].astype(np.int64), shoe, last)


def _last_weeks(panel: Signals) -> Ints:
    weeks = np.zeros(len(panel.shoes), dtype=np.int64)
    np.maximum.at(weeks, panel.shoe_of[panel.line], panel.week)
    return weeks


def _shared_scales(panel: Signals) -> Ints:
    """Number the scales on which several shoes compare; give that of each line, -1 for none."""
    comparable = np.array([line.comparable for line in panel.lines], dtype=bool)
    members = np.bincount(panel.scale_of[comparable], minlength=int(panel.scale_of.max()) + 1)
    use = comparable & (members[panel.scale_of] > 1)
    number: Ints = np.full(len(panel.lines), -1)
    number[use] = np.unique(panel.scale_of[use], return_inverse=True)[1]
    return number


def _joint(panel: Signals, epochs: _Epochs, scale: Ints) -> tuple[Ints, list[str], Floats]:
    """Tie scales to joint ones: that of each line, -1 for none, their names, and the weeks
    (epochs, joint scales) that they hold.
    """
    use = scale >= 0
    number = np.bincount(panel.line, minlength=len(panel.lines)).astype(np.float64)
    held = np.zeros((len(epochs.shoe), int(scale.max()) + 1))
    np.add.at(held, (epochs.of_line[use], scale[use]), number[use])
    tied = np.zeros((held.shape[1], held.shape[1]))
    for weeks in held[(held > 0).sum(axis=1) > 1]:
        here = np.flatnonzero(weeks)
        tied[np.ix_(here, here)] += np.minimum(weeks[here, None], weeks[None, here])
    count, label = connected_components(coo_array(tied >= OVERLAP), directed=False)
    weeks = np.zeros((len(held), count))
    np.add.at(weeks.T, label, held.T)
    joint = np.where(use, label[scale], -1) if count else scale
    return joint, _names(panel, scale, label, held.sum(axis=0)), weeks


def _names(panel: Signals, scale: Ints, label: Ints, size: Floats) -> list[str]:
    """Name each joint scale by the scale that holds most of it; no two names are the same."""
    lines = {int(k): line for k, line in zip(scale, panel.lines, strict=True) if k >= 0}
    order = sorted(lines, key=lambda k: (-size[k], k))
    chosen = {int(label[k]): lines[k] for k in reversed(order)}
    names = [f"{chosen[k].source} ({chosen[k].metric})" for k in range(len(chosen))]
    return [
        name if names.count(name) == 1 else f"{chosen[k].scale_group} ({chosen[k].metric})"
        for k, name in enumerate(names)
    ]


def _assigned(panel: Signals, epochs: _Epochs, weeks: Floats) -> tuple[Ints, int]:
    """Give each epoch its joint scale, -1 for none, the main one first; and which is the main."""
    assigned: Ints = np.full(len(epochs.shoe), -1)
    on, now = weeks > 0, epochs.last >= len(panel.weeks) - 1 - _CURRENT

    def rank(k: int) -> tuple[int, int, float, int]:
        return -int(on[now, k].sum()), -int(on[:, k].sum()), -float(weeks[:, k].sum()), k

    order = sorted(range(weeks.shape[1]), key=rank)
    for k in reversed(order):
        assigned[on[:, k]] = k
    return assigned, order[0] if order else -1


def _solved(offset: Floats, trust: Floats, epoch: Ints, scale: Ints, epochs: int) -> Floats:
    """Split the offsets of lines into scale plus epoch; give the levels of epochs.

    Least squares of offset = level of the scale + level of the epoch, weighted by `trust`; 0 for
    an epoch without a trusted line.
    """
    size = np.bincount(epoch, trust, epochs) + 1e-3
    held = np.zeros((epochs, int(scale.max()) + 1))
    np.add.at(held, (epoch, scale), trust)
    said = np.bincount(epoch, trust * offset, epochs)
    asked = np.bincount(scale, trust * offset, held.shape[1])
    left = np.diag(held.sum(axis=0) + 1e-9) - held.T @ (held / size[:, None])
    solved = np.linalg.solve(left, asked - held.T @ (said / size))
    level: Floats = (said - held @ solved) / size
    return level


def _placed(line: Floats, grid: Ints, level: Floats, scale: Ints, main: int) -> Floats:
    """Give what puts each epoch that is not on the main scale at the typical size there."""
    epochs = len(level)
    here = grid >= 0
    number = grid[here]
    mean = level + np.bincount(number, line[here], epochs) / np.bincount(number, minlength=epochs)
    peak = np.full(epochs, -np.inf)
    np.maximum.at(peak, number, line[here])
    peak += level
    typical, highest = 0.0, np.inf
    if main >= 0:
        ranked = scale == main
        typical, highest = float(np.median(mean[ranked])), float(peak[ranked].max())
    # An epoch on no joint scale is a scale of its own.
    moved = np.where(scale < 0, np.minimum(typical - mean, highest - peak), 0.0)
    for k in set(scale.tolist()) - {-1, main}:
        mine = scale == k
        moved[mine] = min(typical - np.median(mean[mine]), highest - peak[mine].max())
    return moved


def _bridged(shift: Floats, at: Index) -> Floats:
    """Draw a straight line through the open weeks, which no page shows."""
    start = at.cells.start
    for shoe in np.unique(at.cells.line[np.isnan(shift)]):
        mine = shift[start[shoe] : start[shoe + 1]]
        weeks, known = np.arange(len(mine)), np.isfinite(mine)
        mine[:] = np.interp(weeks, weeks[known], mine[known])
    return shift
