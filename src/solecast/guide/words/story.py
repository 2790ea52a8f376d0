"""The words of a story: when something was, and what happened, in a few words."""

import datetime as dt
import re
from collections.abc import Sequence

_SEASONS = {3: "Spring", 6: "Summer", 9: "Fall", 12: "Winter"}
_MOST_NAMES = 6
_WORDED = re.compile(r"[^\W\d_]")
"""A letter: a value without any is a date, which is told beside it already."""
_ORDINALS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


def when(date: dt.date, precision: str) -> str:
    """Say when, as exactly as it is stated, and no finer than the month: `Q3 2017`."""
    match precision:
        case "year":
            return f"{date.year}"
        case "season":
            return f"{_SEASONS[date.month]} {date.year}"
        case "quarter":
            return f"Q{(date.month + 2) // 3} {date.year}"
    return f"{date:%B} {date.year}"


def told(kind: str, names: Sequence[str], source: str | None) -> str:
    """Say what happened: `Seen on Kylie Jenner, Hailey Baldwin and Future`."""
    if kind == "peak":
        return "Interest peaks"
    if kind == "first_release":
        return "First released"
    said = listed(names)
    match kind:
        case "worn_by":
            return f"Seen on {said}"
        case "song":
            artist, dash, title = said.partition(" - ")
            return f"Named in {title} by {artist}" if dash else f"Named in {said}"
        case "collaboration":
            return f"Collaboration: {said}"
        case "release":
            return f"Release: {said}" if _WORDED.search(said) else "Release"
        case "rank" if said[:1].isdigit():
            return f"No. {said}"
        case "place":
            return _place(names, source)
    return said[:1].upper() + said[1:]


def _place(names: Sequence[str], source: str | None) -> str:
    """Tell the best place on a published list, and for how many quarters in a row."""
    place, quarters = int(names[0]), int(names[1])
    running = f", {_ORDINALS.get(quarters, quarters)} quarters running" if quarters > 1 else ""
    return f"No. {place} of {source or 'the list'}{running}"


def listed(names: Sequence[str]) -> str:
    """Join names as people do; of many, the first."""
    shown = list(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        shown.append(f"{len(names) - _MOST_NAMES} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
