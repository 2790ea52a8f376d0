"""Numbers, dates and growth as a reader wants to read them."""

import datetime as dt

from ...guide.answers import Growth, Spec, Trend

MINUS = "\N{MINUS SIGN}"
UNKNOWN = "unknown"

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}

TREND_WORDS = {
    "new": ("New", "✦", "too young for a year-on-year comparison"),
    "sparse": ("Sparse", "·", "too few weeks to call"),
    "seasonal": ("Seasonal", "∿", "moves with the season, not beyond it"),
    "rising": ("Rising", "↗", "growing beyond its season"),
    "falling": ("Falling", "↘", "shrinking beyond its season"),
    "fading": ("Fading", "⇣", "far below its peak and not coming back"),
    "stable": ("Stable", "→", "no change that its interval can tell from none"),
}
"""Trend class -> its name, its mark, and what it means in short."""

RANKING_WORDS = {
    "hottest": ("Hottest", "Most wanted now, of the shoes that one source counts together."),
    "rising": ("Rising", "Gaining now, and likelier than most to go on."),
    "odds": ("Best odds", "The likeliest to be wanted half as much again in a year."),
    "underrated": ("Underrated", "Rated above most, noticed by few."),
    "new": ("New", "Just out, too early for a trend."),
}
"""Ranking -> its title and one sentence about it."""

EMPTY_WORDS = {
    "hottest": "Nobody counted several shoes together in the last half year, so none is hottest.",
    "rising": "No shoe rises clearly at the moment.",
    "odds": "No shoe has a forecast at the moment.",
    "underrated": "No well-rated shoe is clearly overlooked at the moment.",
    "new": "No shoe came out in the last twelve months.",
}
"""Ranking -> what is said of an empty one."""

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
    """Write a date as `5 Jun 2020`."""
    return UNKNOWN if date is None else f"{date.day} {date:%b %Y}"


def full_day(date: dt.date | None) -> str:
    """Write a date as `5 June 2020`."""
    return UNKNOWN if date is None else f"{date.day} {date:%B %Y}"


def month(date: dt.date | None) -> str:
    """Write a date as `June 2020`."""
    return UNKNOWN if date is None else f"{date:%B %Y}"


def money(amount: float | None, currency: str | None) -> str:
    """Write an amount with its currency: `$795`, `€79.50`, `795 CHF`."""
    if amount is None:
        return UNKNOWN
    figure = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"
    symbol = _SYMBOLS.get(currency or "")
    return f"{symbol}{figure}" if symbol else f"{figure} {currency or ''}".rstrip()


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
    if spec.status == "disputed":
        return " or ".join([spec.value, *spec.other_values]) + unit
    return spec.value + unit


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
