"""Dates as files state them -> `datetime.date`."""

import datetime as dt
import itertools
import re
import statistics
from collections.abc import Iterable, Mapping, Set
from functools import cache, lru_cache

from .wording import fold

_MONTH_NAMES = """
    january february march april may june july august september october november december
"""
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()}
_MONTHS["sept"] = 9
_FILLERS_NAMES = """
    mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday
    saturday sunday st nd rd th of
"""
_FILLERS = frozenset(_FILLERS_NAMES.split())
_YEARS = range(1850, 2101)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{2,6}Z?)?$")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?!\d)")
_SHORT_WORDED = re.compile(
    r"(?:([A-Za-z]{3})[-\s](\d{1,2})|(\d{1,2})[-\s]([A-Za-z]{3}))[-\s](\d{2})$"
)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_CLOCK = re.compile(r"[\sT]\d{1,2}:\d{2}")
_DASH = re.compile(r"\s*[–—]\s*|\s+(?:-|to)\s+")
_QUARTER = re.compile(r"(?:(\d{4})[\s-]?Q([1-4])|Q([1-4])[\s-]?(\d{4}))$", re.IGNORECASE)
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_SEASON = re.compile(rf"({'|'.join(_SEASONS)})(?:/\w{{1,10}})?,? (\d{{4}})$", re.IGNORECASE)
_LONGEST = 60
_MOST_WORDS = 5
"""Words of a date with its weekday: `sábado, 21 de enero del 2025`."""
_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl", "ru")


@lru_cache(maxsize=200_000)
def parse_date(value: str, day_first: bool = False) -> dt.date | None:
    """Read one date; a month without a day is its first day; None when it is not a date.

    `2020-09-26 23:59:59`, `20200926`, `9/26/2020`, `26.9.2020`, `Jun 2024`, `2024-06`,
    `Tuesday, October 17, 2017`. With slashes the month comes first unless `day_first`, or
    unless only the other order is a date; with dots the day comes first.
    """
    stated = value.strip()
    if not 6 <= len(stated) <= _LONGEST:
        return None
    if match := _ISO.match(stated):
        return _date(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.match(stated) or _MONTH.match(stated):
        return _date(*(int(part) for part in match.groups()))
    if match := _NUMERIC.match(stated):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if day_first or match[2] == ".":
            first, second = second, first
        return _date(year, first, second) or _date(year, second, first)
    if match := _SHORT.match(stated):
        first, second, year = int(match[1]), int(match[3]), _century(match[4])
        if day_first or match[2] == ".":
            first, second = second, first
        return _date(year, first, second) or _date(year, second, first)
    if match := _SHORT_WORDED.match(stated):
        month = _MONTHS.get((match[1] or match[4]).lower())
        return _date(_century(match[5]), month, int(match[2] or match[3])) if month else None
    return _worded(_CLOCK.split(stated)[0])


def _century(year: str) -> int:
    """Read a year of two digits: 70-99 were in the last century."""
    return int(year) + (1900 if int(year) >= 70 else 2000)


def _date(year: int, month: int, day: int = 1) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _worded(value: str) -> dt.date | None:
    month, numbers = _parts(value)
    if month is None or not numbers or len(numbers) > 2:
        return None
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    if len(years) != 1:
        return None
    return _date(years[0], month, days[0] if days else 1)


def _parts(value: str) -> tuple[int | None, list[int]]:
    """Return the month and the numbers of a worded date; no month where a word is foreign."""
    tokens = _TOKEN.findall(value.lower())
    numbers = [int(token) if len(token) <= 4 else 0 for token in tokens if token.isdecimal()]
    said = [token for token in tokens if not token.isdecimal()]
    found = _month(said, _MONTHS, _FILLERS)
    if found is None and 0 < len(numbers) <= 2 and len(said) <= _MOST_WORDS:
        names, fillers = _other_languages()
        found = _month([fold(token) for token in said], names, fillers)
    return (found, numbers) if found or not said else (None, [])


def _month(said: list[str], names: Mapping[str, int], fillers: Set[str]) -> int | None:
    """Give the month of the words of a date: one names it, the others say nothing of it.

    `mar` is March, but Tuesday beside another month (`mar. 21 janv.`).
    """
    months = [word for word in said if word in names]
    sure = [word for word in months if word not in fillers] or months
    rest = [word for word in said if word not in sure and word not in fillers]
    return names[sure[0]] if len(sure) == 1 and not rest else None


@cache
def _other_languages() -> tuple[dict[str, int], frozenset[str]]:
    """Give the months, and what else stands in dates, of the languages that headers are read in.

    The names are those of the Unicode CLDR; Babel is loaded where a date needs it only.
    """
    from babel import Locale

    months, fillers = dict(_MONTHS), set(_FILLERS) | {"de", "del", "do", "den", "le", "г", "uhr"}
    for language in _LANGUAGES:
        locale = Locale(language)
        for context, width in itertools.product(("format", "stand-alone"), ("wide", "abbreviated")):
            named = locale.months[context][width].items()
            months |= {fold(name.lower()).strip("."): at for at, name in named}
            days = locale.days[context][width].values()
            fillers |= {fold(name.lower()).strip(".") for name in days}
    return months, frozenset(fillers)


@lru_cache(maxsize=50_000)
def parse_range(value: str) -> tuple[dt.date, dt.date] | None:
    """Read a stretch of days: `Apr 10 – 16, 2022`, `Dec 28, 2025 – Jan 3, 2026`."""
    if len(value) > _LONGEST:
        return None
    sides = _DASH.split(value.strip())
    if len(sides) != 2:
        return None
    left, right = (parse_date(side) for side in sides)
    if left and right:
        return (left, right) if left <= right else None
    return _worded_range(*sides)


def _worded_range(left: str, right: str) -> tuple[dt.date, dt.date] | None:
    month, days = _parts(left)
    last_month, rest = _parts(right)
    if month is None or len(rest) != 2 or len(days) not in (1, 2):
        return None
    end = _date(rest[1], last_month or month, rest[0])
    year = days[1] if len(days) == 2 else rest[1] - (month > (last_month or month))
    start = _date(year, month, days[0])
    return (start, end) if start and end and start <= end else None


def parse_quarter(value: str) -> dt.date | None:
    """Read a quarter (`2017Q3`, `Q3 2017`) as its first day."""
    match = _QUARTER.match(value.strip())
    if not match:
        return None
    year, quarter = int(match[1] or match[4]), int(match[2] or match[3])
    return _date(year, 3 * quarter - 2)


def parse_stretch(value: str) -> tuple[dt.date, str] | None:
    """Read when something was, as exactly as it is stated: its first day, and how exact that is.

    `2017-11-01` is a day, `2017-11` and `Nov 2017` a month, `2017Q3` a quarter, `Summer 2020` a
    season, `2016` a year (`model.DATE_PRECISIONS`). A season begins in March, June, September or
    December. None where no year is stated.
    """
    stated = value.strip()
    if quarter := parse_quarter(stated):
        return quarter, "quarter"
    if season := _SEASON.match(stated):
        return dt.date(int(season[2]), _SEASONS[season[1].lower()], 1), "season"
    if year := parse_year(stated):
        return dt.date(year, 1, 1), "year"
    day = parse_date(stated)
    if day is None:
        return None
    return day, "month" if _MONTH.match(stated) or _is_month(stated) else "day"


def _is_month(stated: str) -> bool:
    month, numbers = _parts(stated)
    return month is not None and len(numbers) == 1


def parse_start(value: str, day_first: bool = False) -> dt.date | None:
    """Read a date, or the first day of a stretch of days."""
    found = parse_date(value, day_first)
    if found is None:
        stretch = parse_range(value)
        found = stretch[0] if stretch else None
    return found


def parse_epoch(value: float) -> dt.date | None:
    """Read seconds or milliseconds since 1970 as a UTC date."""
    seconds = value / 1000 if value > 1e11 else value
    if not 0 < seconds < 4.1e9:
        return None
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date()


def parse_year(value: str) -> int | None:
    """Read a bare year: `2016`, `2016.0`; None when it is something else."""
    stated = value.strip().removesuffix(".0")
    if len(stated) == 4 and stated.isdecimal() and int(stated) in _YEARS:
        return int(stated)
    return None


def period(days: Iterable[dt.date]) -> str:
    """Tell from the spacing of dates what stretch of time a value stands for."""
    ordered = sorted(days)
    gaps = [(after - before).days for before, after in itertools.pairwise(ordered)]
    gap = statistics.median(gaps) if gaps else 7
    if gap < 1:
        return "instant"
    bounds = (("day", 2), ("week", 15), ("month", 45))
    return next((name for name, bound in bounds if gap < bound), "quarter")
