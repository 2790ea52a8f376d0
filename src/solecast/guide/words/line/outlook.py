"""What may become of a shoe's popularity within a year, in words.

A `row` is one of the snapshot's table `growth`.
"""

from ....vocabulary import Row

_FADE, _HOLD = 0.5, 0.8
_DOUBLE, _GROW = 1.8, 1.35
_SOME = 0.01
_YEAR = 52
_MIDDLES = (
    (1.8, "about twice as high as now"),
    (1.25, "well above where it is now"),
    (1.08, "a little above where it is now"),
    (0.92, "about where it is now"),
    (0.75, "a little below where it is now"),
    (0.0, "well below where it is now"),
)


def why(row: Row) -> str:
    """Say what may come: `Could fade or could double; most likely about where it is now.`"""
    if not row["now"]:
        return "Nothing is counted now, so nothing can be said of a year from now."
    # Growth is told against the season, so neither end may promise more against a week in a dip.
    ends = sorted((row["now"], row["quarter"]))
    low, high, middle = row["in52_lo"] / ends[0], row["in52_hi"] / ends[1], row["in52"] / row["now"]
    could = " or ".join(f"could {end}" for end in (_down(low), _up(high)) if end)
    likely = f"most likely {next(words for least, words in _MIDDLES if middle >= least)}"
    said = f"{could}; {likely}" if could else likely
    return f"{said[0].upper()}{said[1:]}."


def _down(ratio: float) -> str:
    if ratio < _FADE:
        return "fade"
    return "ease" if ratio < _HOLD else ""


def _up(ratio: float) -> str:
    if ratio >= _DOUBLE:
        return "double"
    return "grow by half" if ratio >= _GROW else ""


def how(row: Row) -> str:
    """Say what was expected, and how the chance was found, for "How we know"."""
    now, middle, low, high = (_heat(row[name]) for name in ("now", "in52", "in52_lo", "in52_hi"))
    half, half_low, half_high = (_heat(row[name]) for name in ("in26", "in26_lo", "in26_hi"))
    return (
        f"Heat is {now} now, {_heat(row['quarter'])} in the mean of the last 13 weeks. "
        f"In half a year {half} is expected, with an 80% interval from {half_low} to {half_high}. "
        f"In a year it is {middle}, from {low} to {high}. "
        "The chance compares that with the last 13 weeks, the same season, and is read from the "
        "same interval."
    )


def _heat(value: float) -> str:
    return f"{value:.1f}" if value < 9.95 else f"{value:.0f}"


def part(name: str, recent: list[float], rows: list[Row]) -> str:
    """Say where a model's line goes, and what part of it one version is likely to be.

    `recent`: the line's last weeks; `rows`: those of the snapshot's table `line_parts`, one a
    week; a year of them at the most is looked at.
    """
    rows = rows[:_YEAR]
    ahead = "a year" if len(rows) == _YEAR else f"{len(rows)} weeks"
    last = rows[-len(recent) :]
    change = sum(row["whole"] for row in last) / len(last) / max(sum(recent) / len(recent), 1e-9)
    middle = next(words for least, words in _MIDDLES if change >= least)
    now, then = rows[0]["share"], rows[-1]["share"]
    said = f"about {now:.0%}" if now >= _SOME else "hardly any"
    return (
        f"In {ahead} the {name} as a whole is expected {middle}. Judged by the ages of its "
        f"versions alone, this one is {said} of it now and {_later(now, then)} then."
    )


def _later(now: float, then: float) -> str:
    """Compare two shares of a line: `less`."""
    if then < _SOME:
        return "hardly any"
    more, less = 1 / _HOLD, _HOLD
    return "more" if then > more * now else "less" if then < less * now else "about as much"
