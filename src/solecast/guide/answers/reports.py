"""What a guide says of itself: contents, imports, links in doubt, graded forecasts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ColumnReport:
    """A column of a file, the field or attribute that it holds, and what tells so.

    `by` is `header`, `cells` or `guide` (its `[columns]`).
    """

    column: str
    field: str
    by: str


@dataclass(frozen=True)
class FileReport:
    """The import report of one file.

    `why` says by what its format was known; `unused` columns are nothing for a page, `unknown`
    ones were not understood and are not published.
    """

    file: str
    format: str
    why: str | None
    read: int
    used: int
    linked: int | None
    quarantined: int
    understood: list[ColumnReport] | None
    unused: list[str] | None
    unknown: list[str] | None
    note: str | None
    reasons: list[str]


@dataclass(frozen=True)
class LinkReport:
    """One subject that was not linked with certainty: what it said and why."""

    kind: str
    title: str | None
    records: int
    status: str
    shoe: str | None
    probability: float | None
    reason: str
    runner_up: str | None
    file: str
    line: int


@dataclass(frozen=True)
class Sources:
    """The sources page: files, links in doubt, and counts.

    `vanished` says what the last build had and this one has not; `seconds` is the time of each
    step. Both are empty where the snapshot came without its report.
    """

    files: list[FileReport]
    doubtful: list[LinkReport]
    counts: dict[str, int]
    vanished: list[str]
    seconds: dict[str, float]


@dataclass(frozen=True)
class Grade:
    """The grade of the forecasts made on one date; ratios below 1 beat the rival."""

    made: dt.date
    kind: str
    method: str
    shoes: int
    weeks_due: int
    mae_vs_naive: float | None
    mae_vs_momentum: float | None
    coverage80: float | None
    coverage95: float | None
    rising_calls: int
    rising_hits: int


def track_record(grades: Sequence[Grade], kind: str = "live") -> tuple[int, int]:
    """Count the calls of a rise whose weeks have come: how many were made, how many came true.

    Only `live` calls, frozen before the fact, are a track record; those of kind `backtest` are
    told apart, as tested on the past.
    """
    due = [grade for grade in grades if grade.weeks_due and grade.kind == kind]
    return sum(grade.rising_calls for grade in due), sum(grade.rising_hits for grade in due)


@dataclass(frozen=True)
class About:
    """The guide itself."""

    title: str
    description: str
    editors: list[str]
    currency: str
    as_of: dt.date
    version: str
    shoes: int
    colorways: int
    reviews: int
    observations: int
    brands: int
    snapshot: str
