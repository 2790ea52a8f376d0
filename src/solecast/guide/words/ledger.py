"""How earlier calls did, in words: those made before the fact, and apart from them the tests."""

from collections.abc import Sequence

from ..answers import Grade, track_record
from .amounts import count


def record(grades: Sequence[Grade]) -> str:
    """Say how the live calls of a rise did: the track record."""
    made, kept = track_record(grades)
    if not made:
        return "No earlier call of a rise is due yet."
    return f"Of {count(made, 'earlier call')} of a rise, {kept} came true."


def tested(grades: Sequence[Grade]) -> str:
    """Say how the calls did that were made again as of past dates; empty where there are none."""
    made, kept = track_record(grades, "backtest")
    if not made:
        return ""
    return f"Tested on the past: of {count(made, 'call')} made as of past dates, {kept} came true."


KINDS = {
    "live": "made before the fact",
    "before release": "made before its release",
    "backtest": "tested on the past",
}
"""Kind of a call -> what it is called."""
