"""Shapes in, sizes out: which stretches of which shoes can be compared, and how they compare.

Two shoes compare where one source counts both on one scale, or through scales that are tied. What
lies on another scale is drawn at the typical size, and never ranked against the rest.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .chain import OVERLAP
from .heat_model import Fit, Index
from .heat_signals import Bools, Ints, Signals
from .heat_smooth import Floats

LONGEST_GAP = 13
"""Weeks without an observation that a line bridges: quarterly ranks are no further apart."""
_CURRENT = 26


@dataclass(frozen=True)
class Levels:
    """Sizes on a grid (weeks, shoes).

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

    `grid` (weeks, shoes) and `of_line` hold the number of an epoch, -1 outside; `shoe` and
    `last` give the shoe and the last week of each.
    """

    grid: Ints
    of_line: Ints
    shoe: Ints
    last: Ints


def levels(panel: Signals, at: Index, state: Fit) -> Levels:
    """Find joint scales and put the shapes on them.

    A gap of more than `LONGEST_GAP` weeks without an observation parts a shoe's line, unless one
    of its series goes on behind it: nothing tells what the size before means for that after.
    Scales are tied by shoes that both count at the same time, for at least `OVERLAP` weeks in
    sum (one shoe for eight weeks, eight shoes for one). The main scale is the one that compares
    most shoes seen in the last half year. On any other the median shoe gets the size of the
    main scale's, and its peak at most theirs.
    """
    gaps, epochs = _epochs(panel, at)
    held = _held(panel, epochs)
    component, names = _joint(panel, held)
    epoch_scale, main = _assigned(panel, epochs, held, component, len(names))
    used = (component >= 0) & (component == epoch_scale[epochs.of_line])
    level = _solved(panel, state.offset, epochs.of_line, used, len(epochs.shoe))
    level += _placed(state.heat.mean, epochs.grid, level, epoch_scale, main)
    here = epochs.grid >= 0
    shift = np.where(here, level[epochs.grid], np.nan)
    return Levels(
        shift=_bridged(shift, at.inside),
        open=gaps,
        scale=np.where(here, epoch_scale[epochs.grid], -1),
        names=names,
        main=main,
        sized=used & (component == main),
        now=epochs.last[epochs.of_line] == _last_weeks(panel)[panel.shoe_of],
    )


def _epochs(panel: Signals, at: Index) -> tuple[Bools, _Epochs]:
    weeks, shoes = at.inside.shape
    seen = np.bincount(at.cell, minlength=at.inside.size).reshape(at.inside.shape) > 0
    row = np.arange(weeks)[:, None]
    before = np.maximum.accumulate(np.where(seen, row, -1), axis=0)
    after = np.minimum.accumulate(np.where(seen, row, weeks)[::-1], axis=0)[::-1]
    gaps = at.inside & (after - before - 1 > LONGEST_GAP)
    earlier = np.vstack([np.full((1, shoes), -1), before[:-1]])
    starts = seen & ((earlier < 0) | (row - earlier - 1 > LONGEST_GAP))
    # Stretches are numbered through all shoes; the lines of a shoe tie them to epochs.
    stretch = np.cumsum(starts.T.ravel()).reshape(shoes, weeks).T - 1
    number, lines = int(starts.sum()), len(panel.lines)
    ends = (stretch.ravel()[at.cell], number + panel.line)
    ties = coo_array((np.ones(len(ends[0])), ends), shape=(number + lines, number + lines))
    count, label = connected_components(ties, directed=False)
    grid = np.where(at.inside & ~gaps, label[stretch], -1)
    shoe, last = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    shoe[label[number:]] = panel.shoe_of
    np.maximum.at(last, label[number:][panel.line], panel.week)
    return gaps, _Epochs(grid, label[number:].astype(np.int64), shoe, last)


def _last_weeks(panel: Signals) -> Ints:
    weeks = np.zeros(len(panel.shoes), dtype=np.int64)
    np.maximum.at(weeks, panel.shoe_of[panel.line], panel.week)
    return weeks


def _held(panel: Signals, epochs: _Epochs) -> Floats:
    """Give the weeks (epochs, scales) that comparable scales of several shoes hold."""
    comparable = np.array([line.comparable for line in panel.lines], dtype=bool)
    shape = (len(epochs.shoe), int(panel.scale_of.max()) + 1)
    members = np.bincount(panel.scale_of[comparable], minlength=shape[1])
    number = np.bincount(panel.line, minlength=len(panel.lines)).astype(np.float64)
    held = np.zeros(shape)
    use = comparable & (members[panel.scale_of] > 1)
    np.add.at(held, (epochs.of_line[use], panel.scale_of[use]), number[use])
    return held


def _joint(panel: Signals, held: Floats) -> tuple[Ints, list[str]]:
    """Give the joint scale of each line, -1 for none, and the names of the joint scales."""
    scales = np.flatnonzero(held.sum(axis=0) > 0)
    tied = np.zeros((len(scales), len(scales)))
    for weeks in held[:, scales]:
        here = np.flatnonzero(weeks)
        tied[np.ix_(here, here)] += np.minimum(weeks[here, None], weeks[None, here])
    _, label = connected_components(coo_array(tied >= OVERLAP), directed=False)
    component = np.full(held.shape[1], -1)
    component[scales] = label
    return component[panel.scale_of], _names(panel, held, component)


def _names(panel: Signals, held: Floats, component: Ints) -> list[str]:
    """Name each joint scale by the scale that holds most of it; no two names are the same."""
    lines = dict(zip(panel.scale_of.tolist(), panel.lines, strict=True))
    size = held.sum(axis=0)
    chosen = [
        lines[max(np.flatnonzero(component == k).tolist(), key=lambda s: (size[s], -s))]
        for k in range(int(component.max()) + 1)
    ]
    names = [f"{line.source} ({line.metric})" for line in chosen]
    return [
        name if names.count(name) == 1 else f"{line.scale_group} ({line.metric})"
        for name, line in zip(names, chosen, strict=True)
    ]


def _assigned(
    panel: Signals, epochs: _Epochs, held: Floats, component: Ints, number: int
) -> tuple[Ints, int]:
    """Give each epoch its joint scale, -1 for none, the main one first; and which is the main."""
    assigned = np.full(len(epochs.shoe), -1)
    if not number:
        return assigned, -1
    of_scale = np.full(held.shape[1], -1)
    of_scale[panel.scale_of] = component
    weeks = np.stack([held[:, of_scale == k].sum(axis=1) for k in range(number)], axis=1)
    on, now = weeks > 0, epochs.last >= len(panel.weeks) - 1 - _CURRENT

    def rank(k: int) -> tuple[int, int, float, int]:
        return -int(on[now, k].sum()), -int(on[:, k].sum()), -float(weeks[:, k].sum()), k

    order = sorted(range(number), key=rank)
    for k in reversed(order):
        assigned[on[:, k]] = k
    return assigned, order[0]


def _solved(panel: Signals, offset: Floats, epoch: Ints, use: Bools, epochs: int) -> Floats:
    """Split the offsets of the lines `use` into scale plus epoch; give the levels of epochs.

    Least squares of offset = level of the scale + level of the epoch, lines of few weeks counting
    less; 0 for an epoch without such a line.
    """
    number = np.bincount(panel.line, minlength=len(panel.lines)).astype(np.float64)
    trust = np.where(use, number / (number + 8), 0.0)
    size = np.bincount(epoch, trust, epochs) + 1e-3
    used = np.unique(panel.scale_of[use])
    place = np.zeros(int(panel.scale_of.max()) + 1, dtype=np.int64)
    place[used] = np.arange(len(used))
    held = np.zeros((epochs, len(used)))
    np.add.at(held, (epoch[use], place[panel.scale_of[use]]), trust[use])
    said = np.bincount(epoch, trust * np.where(use, offset, 0.0), epochs)
    asked = np.bincount(place[panel.scale_of[use]], (trust * offset)[use], len(used))
    left = np.diag(held.sum(axis=0)) - held.T @ (held / size[:, None])
    scale = np.linalg.solve(left, asked - held.T @ (said / size)) if len(used) else np.zeros(0)
    level: Floats = (said - held @ scale) / size
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
    # An epoch on no joint scale is a scale of its own.
    group = np.where(scale >= 0, scale, scale.max() + 1 + np.arange(epochs))
    moved = np.zeros(epochs)
    ranked = scale == main
    typical, highest = 0.0, np.inf
    if main >= 0:
        typical, highest = float(np.median(mean[ranked])), float(peak[ranked].max())
    for k in np.unique(group[~ranked] if main >= 0 else group):
        mine = group == k
        moved[mine] = min(typical - np.median(mean[mine]), highest - peak[mine].max())
    return moved


def _bridged(shift: Floats, inside: Bools) -> Floats:
    """Draw a straight line through the open weeks, which no page shows."""
    weeks = np.arange(len(shift))
    for shoe in np.flatnonzero((inside & np.isnan(shift)).any(axis=0)):
        known = np.isfinite(shift[:, shoe])
        shift[:, shoe] = np.interp(weeks, weeks[known], shift[known, shoe])
    return np.nan_to_num(shift)
