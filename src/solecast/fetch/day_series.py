"""Values of days that grow: which are missing, which are zero, and a file for each year.

A service leaves out days without any view or news. Such a day is a zero once it is settled: a later
day was answered, or it is older than services take to count. Before the first day that was counted
nothing is known (an article may not have existed), so nothing is filled in.
"""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .errand import Errand, Question
from .web import WebAnswer

Row = dict[str, Any]
Days = Mapping[dt.date, Row]

_SETTLED = 3
"""Days after which a day that is left out had none: Wikimedia and GDELT take up to two to count."""

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class DaySeries:
    """How one subject is kept: its folder, and how its rows are read and written."""

    subject: str
    folder: str
    read: Callable[[Any], Days]
    write: Callable[[Sequence[Row]], bytes]
    zero: Callable[[dt.date], Row]


def missing(errand: Errand, subject: str, oldest: dt.date) -> tuple[dt.date, dt.date] | None:
    """Give the first and the last day to ask for; None where all days are there."""
    start, end = max(errand.settings.since or oldest, oldest), errand.today - _DAY
    state = errand.shelf.state(subject)
    if state and state["since"] <= start.isoformat():
        start = max(start, dt.date.fromisoformat(state["through"]) + _DAY)
    return (start, end) if start <= end else None


def plan(
    errand: Errand,
    subject: str,
    oldest: dt.date,
    address: Callable[[tuple[dt.date, dt.date]], str],
) -> Question:
    """Say which days would be asked for, at the `address` of a first and a last day."""
    asked = missing(errand, subject, oldest)
    if asked is None:
        return Question("", "all days are there")
    return Question(address(asked), f"{asked[0]} to {asked[1]}")


def keep(
    errand: Errand, series: DaySeries, asked: tuple[dt.date, dt.date], rows: Days, answer: WebAnswer
) -> int:
    """Add the days of an answer to those there, fill in zeros, and note how far they reach.

    Gives the number of days that were not there before.
    """
    before = _kept(errand, series)
    known = {**before, **{day: row for day, row in rows.items() if day <= asked[1]}}
    settled = min(asked[1], errand.today - _SETTLED * _DAY)
    through = max([*known, settled])
    for day in _days(min(known), through):
        known.setdefault(day, series.zero(day))
    years: dict[int, list[Row]] = defaultdict(list)
    for day in sorted(known):
        years[day.year].append(known[day])
    files = {f"{series.folder}/{year}.json": series.write(own) for year, own in years.items()}
    for file, data in files.items():
        if errand.shelf.read(file) != data:
            errand.shelf.keep(file, data, answer)
    since = min(asked[0].isoformat(), errand.shelf.state(series.subject).get("since", "9"))
    told = {"since": since, "through": through.isoformat(), "files": sorted(files)}
    errand.shelf.note(series.subject, **told)
    return len(known) - len(before)


def _kept(errand: Errand, series: DaySeries) -> dict[dt.date, Row]:
    """Give the days that are there, whatever the manifest knows of them."""
    files = errand.shelf.files(series.folder)
    found = (series.read(errand.shelf.json(file)) for file in files)
    return dict(itertools.chain.from_iterable(days.items() for days in found))


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + number * _DAY for number in range((last - first).days + 1)]
