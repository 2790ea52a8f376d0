"""Numbers, dates and growth as a reader wants to read them."""

import datetime as dt
import re

from ....guide.answers import Growth, Spec, Trend
from ....guide.words import amounts, ranking_words

MINUS = "\N{MINUS SIGN}"
UNKNOWN = "unknown"
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")

TREND_WORDS = {
    "new": ("New", "✦", "too early for a trend"),
    "sparse": ("Too few weeks", "·", "too few weeks to call"),
    "seasonal": ("Seasonal", "∿", "comes and goes with the season"),
    "rising": ("Rising", "↗", "more wanted than before"),
    "falling": ("Falling", "↘", "less wanted than before"),
    "fading": ("Fading", "⇣", "far below its peak"),
    "stable": ("Steady", "→", "no clear change"),
    "stale": ("Not followed", "·", "no source has counted it for half a year"),
}
"""Trend class -> its name, its mark, and what it means in short."""

RANKING_WORDS = ranking_words.TITLES
"""Ranking -> its title and one sentence about it."""

EMPTY_WORDS = ranking_words.EMPTY
"""Ranking -> what an empty one lacks."""

SORT_WORDS = {
    "relevance": "Best match",
    "heat": "Most wanted first",
    "score": "Best score",
    "released": "Newest first",
    "price": "Lowest price",
    "name": "A to Z",
}

SCALE_WORDS = {True: "comparable between shoes", False: "its own scale: shape only"}


def day(date: dt.date | None) -> str:
    """Write a date as `5 June 2020`."""
    return UNKNOWN if date is None else f"{date.day} {date:%B %Y}"


def month(date: dt.date | None) -> str:
    """Write a date as `June 2020`."""
    return UNKNOWN if date is None else f"{date:%B %Y}"


def money(amount: float | None, currency: str | None) -> str:
    """Write an amount with its currency: `$795`, `€79.50`, `795 CHF`."""
    return UNKNOWN if amount is None else amounts.money(amount, currency)


def number(value: float | None, digits: int = 0) -> str:
    """Write a number with thousands marked: `1,204`."""
    return UNKNOWN if value is None else f"{value:,.{digits}f}".replace("-", MINUS)


def points(value: float | None) -> str:
    """Write heat on its 0-100 scale; small values keep a decimal, or they would all look alike."""
    return UNKNOWN if value is None else f"{value:.{0 if value >= 9.95 else 1}f}"


def percent(ratio: float | None) -> str:
    """Write a growth ratio as `+24%` or `−3%`."""
    return UNKNOWN if ratio is None else f"{ratio:+.0%}".replace("-", MINUS)


def share(ratio: float | None) -> str:
    """Write a share of one as `24%`."""
    return UNKNOWN if ratio is None else f"{ratio * 100:.0f}%"


def ratio(value: float | None) -> str:
    """Write a ratio against a rival as `0.82`."""
    return UNKNOWN if value is None else f"{value:.2f}"


def count(amount: int, one: str, many: str = "") -> str:
    """Write an amount of things: `1 review`, `3 reviews`."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def spec_value(spec: Spec) -> str:
    """Write the value of a spec with its unit, and all values where sources disagree."""
    unit = f" {spec.unit}" if spec.unit else ""
    stated = [spec.value, *(spec.other_values if spec.status == "disputed" else ())]
    if spec.attribute == "release_date":
        stated = [when(value) for value in stated]
    return " or ".join(stated) + unit


def when(stated: str) -> str:
    """Write a stated day or month as a reader says it: `2019-02` as `February 2019`."""
    found = _ISO.fullmatch(stated)
    if not found:
        return stated
    try:
        date = dt.date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return stated
    return day(date) if found[3] else month(date)


def opened(text: str) -> str:
    """Begin a text with a capital: facts are stated in all cases."""
    return text[:1].upper() + text[1:]


def yearly(trend: Trend) -> str:
    """Write what became of the heat within a year, with its 80% interval."""
    told = percent(trend.yoy)
    if trend.yoy_lo is None or trend.yoy_hi is None:
        return told
    sure = "" if trend.yoy_lo > 0 or trend.yoy_hi < 0 else ": may be no change at all"
    return f"{told} ({percent(trend.yoy_lo)} to {percent(trend.yoy_hi)}{sure})"


def outlook(growth: Growth, weeks: int) -> str:
    """Say what is expected in 26 or 52 weeks, with the 80% interval."""
    near = weeks == 26
    value = growth.in26 if near else growth.in52
    low, high = (growth.in26_lo, growth.in26_hi) if near else (growth.in52_lo, growth.in52_hi)
    if value is None:
        return UNKNOWN
    if low is None or high is None:
        return points(value)
    return f"{points(value)} ({points(low)} to {points(high)})"
