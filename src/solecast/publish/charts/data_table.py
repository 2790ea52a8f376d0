"""A drawing as a table: months of a weekly line, quarters of a list, what is expected."""

from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from .drawn_lines import DrawnChart, DrawnLine, even_odds, ordinal


@dataclass(frozen=True)
class DataTable:
    """The figures behind a chart: a head and rows of as many texts."""

    head: list[str]
    rows: list[list[str]]


def data_table(drawing: DrawnChart) -> DataTable:
    """Give the table behind a chart, the newest first; every week of it is in the CSV file."""
    if drawing.ends:
        rows = [[f"Q{(w.month + 2) // 3} {w.year}", ordinal(-v)] for w, v in drawing.lines[0].known]
        away = [[f"Q{(w.month + 2) // 3} {w.year}", "not listed"] for w in drawing.lines[0].absent]
        return DataTable(["Quarter", "Place"], (rows + away)[::-1])
    columns = [_monthly(drawing, line) for line in drawing.lines]
    months = sorted({month for column in columns for month in column}, reverse=True)
    names = [line.name for line in drawing.lines] if len(columns) > 1 else [_unit(drawing)]
    rows = [[_name(month), *[column.get(month, "") for column in columns]] for month in months]
    return DataTable(["Month", *names], rows)


def _unit(drawing: DrawnChart) -> str:
    if not drawing.ticks:
        return "Height, 0–100"
    return f"Share of {drawing.ticks[0].words}"


_Month = tuple[int, int]


def _name(month: _Month) -> str:
    return f"{month_name[month[1]]} {month[0]}"


def _monthly(drawing: DrawnChart, line: DrawnLine) -> dict[_Month, str]:
    """Write the mean of each month's weeks: counted, or expected within even odds."""
    counted: dict[_Month, list[float]] = {}
    for week, value in line.known:
        counted.setdefault((week.year, week.month), []).append(value)
    said = {month: _figure(drawing, values) for month, values in counted.items()}
    ahead: dict[_Month, list[tuple[float, float, float]]] = {}
    for point in line.forecast:
        odds, week = even_odds(point), point.week
        ahead.setdefault((week.year, week.month), []).append((point.mean, odds.lo, odds.hi))
    for month, points in ahead.items():
        mean, lo, hi = (_figure(drawing, values) for values in zip(*points, strict=True))
        said.setdefault(month, f"expected {mean}, even odds {lo} to {hi}")
    return said


def _figure(drawing: DrawnChart, values: Sequence[float]) -> str:
    mean = fmean(values)
    if drawing.ticks:
        return f"{mean / (drawing.ticks[0].value or 1):.0%}"
    return f"{mean:.0f}" if mean >= 9.95 else f"{mean:.1f}"
