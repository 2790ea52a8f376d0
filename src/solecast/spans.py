"""Stretches of days as people state them: a year, a quarter, a season, a month, a day.

Rooms share this: `link` orders shoes by their first release, `measure` compares dates.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass

_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "fall": (9, 11),
    "autumn": (9, 11),
    "winter": (12, 14),
    "holiday": (11, 12),
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The first letters of the months; more may follow."""
_MONTH_WORD = re.compile(r"\b(" + "|".join(MONTHS) + r")[a-z]{0,6}\b")
_SEASON_WORD = re.compile(r"\b(" + "|".join(_SEASONS) + r")\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})(?:-(\d{1,2}))?\b")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
_QUARTER = re.compile(r"\bq([1-4])\b")
_GLUED_QUARTER = re.compile(r"(\d{4})(q[1-4])")
_LONGEST = 300


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends in it: a day, a month, a season or a year."""

    first: dt.date
    last: dt.date

    def holds(self, other: "Span") -> bool:
        """Say whether another stretch lies within this one."""
        return self.first <= other.first and other.last <= self.last


def span(value: str) -> Span | None:
    """Read a day, month, quarter, season or year; None where no year is stated.

    Seasons are those of the northern hemisphere by whole months: summer is June to August.
    """
    text = _GLUED_QUARTER.sub(r"\1 \2", value[:_LONGEST].lower())
    iso = _ISO.search(text)
    if iso and 1 <= int(iso[2]) <= 12:
        return _days(int(iso[1]), int(iso[2]), int(iso[2]), int(iso[3]) if iso[3] else None)
    year = _YEAR.search(text)
    if not year:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    return _part_of_year(int(year[1]), rest)


def _part_of_year(year: int, rest: str) -> Span | None:
    month, season, quarter = _MONTH_WORD.search(rest), _SEASON_WORD.search(rest), None
    if month:
        number = MONTHS.index(month[1]) + 1
        day = _DAY.search(rest)
        return _days(year, number, number, int(day[1]) if day else None)
    if season:
        return _days(year, *_SEASONS[season[1]], None)
    quarter = _QUARTER.search(rest)
    if quarter:
        return _days(year, 3 * int(quarter[1]) - 2, 3 * int(quarter[1]), None)
    return _days(year, 1, 12, None)


def _days(year: int, first: int, last: int, day: int | None) -> Span | None:
    if not (1 <= first <= 14 and year >= 1800):
        return None
    y1, m1 = year + (first - 1) // 12, (first - 1) % 12 + 1
    y2, m2 = year + (last - 1) // 12, (last - 1) % 12 + 1
    if day is not None:
        return None if not 1 <= day <= monthrange(y1, m1)[1] else _one_day(y1, m1, day)
    return Span(dt.date(y1, m1, 1), dt.date(y2, m2, monthrange(y2, m2)[1]))


def _one_day(year: int, month: int, day: int) -> Span:
    date = dt.date(year, month, day)
    return Span(date, date)


Told = tuple[Span, float, str]
"""A stretch of days with its confidence (0-1) and who states it."""


def likeliest(stated: Iterable[Told]) -> Span | None:
    """Give the stretch that counts of several, as for a release.

    The better source wins; of equals what more of them say, then the earlier. What fits it may
    say it more exactly.
    """
    known = list(stated)
    if not known:
        return None

    def voices(said: Span) -> int:
        return len({source for span, _, source in known if span.holds(said) or said.holds(span)})

    best = min(known, key=lambda one: (-one[1], -voices(one[0]), one[0].first, _length(one[0])))[0]
    within = [one for one in known if best.holds(one[0])]
    return min(within, key=lambda one: (_length(one[0]), -one[1], one[0].first))[0]


def _length(span: Span) -> int:
    return (span.last - span.first).days
