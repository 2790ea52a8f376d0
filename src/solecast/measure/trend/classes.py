"""What a trend is called: seven classes, each decided on an interval, never on a point alone.

    sparse    fewer than 8 weeks above zero, or fewer than a quarter of the weeks since the first;
              or counted again, after a long gap, for less than 26 weeks
    new       above zero for the first time less than 26 weeks before the last week
    fading    falling, and now surely under a third of its peak; or zero for its last 26 weeks
    rising    surely up, and not past its peak
    falling   surely down, and not past its low
    seasonal  a significant season in which the best weeks are surely half as high again as
              the worst; neither rising nor falling
    stable    none of these

The change is that of the last 13 weeks against the same 13 weeks a year before, so a seasonal
peak is not a rise; with less than 65 weeks, against the 13 weeks before. "Surely up" means that
the whole 80% interval lies above zero, and that the change is worth a word: 10%, or 25% on a
quarter, which a season can move. "Past its peak" is a line that, without its season, has gone
down again: its last 4 weeks lie 5% or more below its quarter, or its quarter surely below the one
before. Peak and now are without season. The first class in this order that fits is given.

A guide calls a line `stale` that ends more than 26 weeks before its day: it says nothing of now.
"""

from dataclasses import dataclass

SPARSE_WEEKS = 8
SPARSE_SHARE = 0.25
NEW_WEEKS = 26
MOVE, SHORT_MOVE = 0.10, 0.25
"""The least change that is called one: on a year, and on a quarter."""
TURNED = 0.05
FADED = 1 / 3
SEASON = 1.5
STALE = "stale"


@dataclass(frozen=True)
class ClassEvidence:
    """What a class is decided on. Changes are ratios minus 1, with the ends of their 80%
    intervals; `against_peak_hi` and `season_lo` are the ends of intervals that decide.
    """

    positive: int
    weeks: int
    silent: int
    change: float | None = None
    change_lo: float | None = None
    change_hi: float | None = None
    yearly: bool = False
    against_peak_hi: float = 1.0
    season_lo: float = 1.0
    turned: float = 0.0
    """The last 4 weeks against the last 13, without season."""
    quarter_lo: float = 0.0
    quarter_hi: float = 0.0
    """The last 13 weeks against the 13 before, without season."""
    resumed: bool = False
    """Whether a gap too long to bridge lies before these weeks."""

    @property
    def way(self) -> int:
        """1 where the line is surely up, -1 where surely down, 0 where neither is sure."""
        if self.change is None or self.change_lo is None or self.change_hi is None:
            return 0
        least = MOVE if self.yearly else SHORT_MOVE
        if self.change_lo > 0 and self.change >= least:
            return 1
        return -1 if self.change_hi < 0 and self.change <= 1 / (1 + least) - 1 else 0

    @property
    def past(self) -> bool:
        """Whether the line has turned: it is up, but past its peak, or down, but past its low."""
        if self.way > 0:
            return self.turned <= -TURNED or self.quarter_hi < 0
        return self.way < 0 and (self.turned >= TURNED or self.quarter_lo > 0)


def classify(e: ClassEvidence) -> str:
    """Give the class of `model.TREND_CLASSES` that the evidence supports."""
    if e.positive < SPARSE_WEEKS or e.positive < SPARSE_SHARE * e.weeks:
        return "fading" if fell_silent(e) else "sparse"
    if e.weeks < NEW_WEEKS:
        return "sparse" if e.resumed else "new"
    moved = 0 if e.past else e.way
    if fell_silent(e) or (e.way < 0 and e.against_peak_hi < FADED):
        return "fading"
    if moved:
        return "rising" if moved > 0 else "falling"
    return "seasonal" if e.season_lo >= SEASON else "stable"


def fell_silent(e: ClassEvidence) -> bool:
    """Tell whether a line that once was dense has stopped, which one never counted has not."""
    active = e.weeks - e.silent
    return (
        e.silent >= NEW_WEEKS and e.positive >= SPARSE_WEEKS and e.positive >= SPARSE_SHARE * active
    )
