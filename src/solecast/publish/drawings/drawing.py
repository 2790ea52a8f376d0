"""What a drawing is: a kind of shoe and the tints of its three roles."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of shoe that have an outline: each has a file of its name in `outlines/`."""

    COURT = "court"
    TERRACE = "terrace"
    SUEDE = "suede"
    RACING = "racing"
    SKATE = "skate"
    CANVAS_LOW = "canvas-low"
    CANVAS_HIGH = "canvas-high"
    HIGH_TOP = "high-top"
    BASKETBALL = "basketball"
    RUNNER = "runner"
    ROAD = "road"
    RACE = "race"
    AIR = "air"
    KNIT = "knit"
    CHUNKY = "chunky"
    TRAIL = "trail"
    SOCK = "sock"
    SLIDE = "slide"
    CLOG = "clog"
    BOOT = "boot"
    LOAFER = "loafer"


@dataclass(frozen=True)
class Drawing:
    """One shoe as it is drawn.

    `upper`, `overlay` and `sole` are tints ("#22211f"), or None where no colour is known: paper.
    `segmented`: the sole is split into pieces, where the kind can show that.
    """

    kind: Kind
    upper: str | None = None
    overlay: str | None = None
    sole: str | None = None
    segmented: bool = False
