"""A shoe's life beside those of its predecessors, by weeks since release."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class LifePoint:
    """One week of a life; the week of release is week 0. `value` is None where none is known."""

    week: int
    value: float | None


@dataclass(frozen=True)
class Life:
    """One shoe's line by weeks since its release."""

    shoe: str
    name: str
    born: dt.date
    points: list[LifePoint]


@dataclass(frozen=True)
class Lives:
    """The shoe's own life first, then those of its predecessors, the latest first."""

    lives: list[Life]
    joint: bool
    """Whether values are on the guide's one scale; else each is a share of its own first month."""
    words: str
    """How it does beside the version before, in one sentence; empty where no week compares."""
    note: str
    """What the height of the lines says."""
