"""What an early-adopter series says about the series that it may lead.

The gap between the two lines is what a leading signal foretells: the series has yet to follow. A
gap counts as far as gaps of the same series came true before, so that a signal which is noise, a
copy or constant fades out by itself.
"""

import numpy as np

from .series_state import Floats, SeriesState, lag_means, liveliness

_AHEAD = (13, 26)
"""Weeks after which a lead is looked for; the clearer one counts."""
_WEEKS = 4
"""Weeks whose mean is compared: single weeks are noise."""
_HALF_TRUSTED = 52
"""Weeks of history at which a correlation counts half."""
_SEEN = 26
"""Weeks of the last 104 in which a signal must have been seen."""
_SIZE = 2.0
"""Factor on the gap; of three that were tried (decision 0010)."""


def foretold(state: SeriesState, signal: SeriesState) -> Floats:
    """(bins, N): signal less series in each lag bin, in units of the series' liveliness, times how
    far the signal led it before; 0 where the signal was seen in less than 26 of the last 104 weeks.
    """
    gap = lag_means(signal) + signal.level - lag_means(state) - state.level
    trust = np.maximum(*(_led(state, signal, ahead) for ahead in _AHEAD))
    trust = np.where(signal.seen[-104:].sum(0) >= _SEEN, trust, 0)
    return np.asarray(_SIZE * gap * trust / liveliness(state), np.float32)


def _led(state: SeriesState, signal: SeriesState, ahead: int) -> Floats:
    """(N,) partial correlation of the signal with how the series moved in the `ahead` weeks after,
    given the level of the series; 0 where negative, and shrunk where few weeks tell.
    """
    if len(state.adjusted) < ahead + _WEEKS:
        return np.zeros(len(state.level), np.float32)
    (own, seen), (other, heard) = _means(state), _means(signal)
    known = seen[:-ahead] & seen[ahead:] & heard[:-ahead]
    weeks = known.sum(0)

    def centred(line: Floats) -> Floats:
        return np.asarray((line - (line * known).sum(0) / np.maximum(weeks, 1)) * known)

    level, lead, move = map(centred, (own[:-ahead], other[:-ahead], own[ahead:] - own[:-ahead]))
    spread = (level**2).sum(0) + 1e-3
    lead = lead - level * ((lead * level).sum(0) / spread)
    move = move - level * ((move * level).sum(0) / spread)
    together = (lead * move).sum(0) / np.sqrt((lead**2).sum(0) * (move**2).sum(0) + 1e-3)
    return np.asarray(np.maximum(together, 0) * weeks / (weeks + _HALF_TRUSTED))


def _means(state: SeriesState) -> tuple[Floats, Floats]:
    """(T - 3, N) means of four weeks, and where at least two of the four were seen."""
    padded = np.pad(np.stack([state.adjusted * state.seen, state.seen]), ((0, 0), (1, 0), (0, 0)))
    total = np.cumsum(padded, axis=1, dtype=np.float64)
    sums, count = total[:, _WEEKS:] - total[:, :-_WEEKS]
    return sums / np.maximum(count, 1), count >= _WEEKS / 2
