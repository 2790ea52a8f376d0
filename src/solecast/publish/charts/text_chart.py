"""A drawing as text: Braille dots, the forecast dotted within its even-odds band."""

import datetime as dt
from dataclasses import dataclass

from rich.text import Text

from ...guide.answers import Comparison, Group, ShoePage
from .drawn_lines import DrawnChart, DrawnLine, even_odds
from .line_drawings import comparison_drawing, group_drawing, shoe_drawing

_STYLES = ("blue", "dark_orange", "green", "magenta", "yellow")
_BORROWED = "bright_black"
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_LEAST_MARGIN = 6
_STEPS = (1, 3, 6, 12, 24, 60, 240)


class _Dots:
    """A grid of Braille cells, two dots wide and four high; the last drawn colour wins."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.bits = [[0] * columns for _ in range(rows)]
        self.styles: list[list[str]] = [[""] * columns for _ in range(rows)]

    def set(self, x: int, y: int, style: str) -> None:
        column, row = x // 2, y // 4
        if 0 <= column < self.columns and 0 <= row < self.rows:
            self.bits[row][column] |= _DOTS[x % 2][y % 4]
            self.styles[row][column] = style

    def stroke(self, start: tuple[int, int], end: tuple[int, int], style: str) -> None:
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for step in range(steps + 1):
            x = start[0] + round((end[0] - start[0]) * step / steps)
            y = start[1] + round((end[1] - start[1]) * step / steps)
            self.set(x, y, style)


class _Page:
    """Places of weeks and values in the grid."""

    def __init__(self, drawing: DrawnChart, columns: int, rows: int) -> None:
        self.drawing = drawing
        words = [len(tick.words) for tick in drawing.ticks]
        self.margin = max(_LEAST_MARGIN, max(words, default=0) + 2)
        self.dots = _Dots(max(columns - self.margin, 20), rows)
        self.first, self.last = drawing.weeks

    def at(self, week: dt.date, value: float) -> tuple[int, int]:
        x = round(self.across(week) * (self.dots.columns * 2 - 1))
        y = round((1 - self.drawing.share(value)) * (self.dots.rows * 4 - 1))
        return x, y

    def across(self, week: dt.date) -> float:
        return (week - self.first).days / max((self.last - self.first).days, 1)


def terminal(answer: ShoePage | Comparison | Group, width: int = 80, height: int = 12) -> Text:
    """Draw the trend of a shoe, a model, a brand or a comparison as text, `width` columns wide.

    History is a line, the forecast is dotted, the ends of its even-odds band are fine dots, and a
    week that is not over is a ring. The same numbers as in every other chart.
    """
    drawing = _drawing(answer)
    if drawing.empty:
        return Text("No weekly signal to draw.")
    page = _Page(drawing, width, max(height, 4))
    for line in drawing.lines:
        _draw(page, line, _style(line), bands=len(drawing.lines) == 1)
    return _text(page, [mark for line in drawing.lines for mark in _marks(page, line)])


@dataclass(frozen=True)
class _Mark:
    """A sign in a cell of the grid: a week that is not over, a place that the press tells."""

    column: int
    row: int
    sign: str
    style: str


def _marks(page: _Page, line: DrawnLine) -> list[_Mark]:
    rings = [(p.week, p.heat, "○") for p in line.heat if p.partial or p.week in line.told]
    away = [(week, page.drawing.bottom, "▽") for week in line.absent]
    places = [(*page.at(week, v), sign) for week, v, sign in rings + away if v is not None]
    return [_Mark(x // 2, y // 4, sign, _style(line)) for x, y, sign in places]


def _drawing(answer: ShoePage | Comparison | Group) -> DrawnChart:
    if isinstance(answer, ShoePage):
        return shoe_drawing(answer)
    if isinstance(answer, Group):
        return group_drawing(answer, answer.story)
    return comparison_drawing(answer)


def _style(line: DrawnLine) -> str:
    return _BORROWED if line.colour is None else _STYLES[line.colour]


def _draw(page: _Page, line: DrawnLine, style: str, bands: bool) -> None:
    before: tuple[int, int] | None = None
    for point in line.full:
        here = None if point.heat is None else page.at(point.week, point.heat)
        if here is not None:
            page.dots.stroke(before or here, here, style)
        before = here
    for number, ahead in enumerate(line.forecast):
        if number % 2 == 0:
            page.dots.set(*page.at(ahead.week, ahead.mean), style)
        if bands and number % 3 == 0:
            odds = even_odds(ahead)
            page.dots.set(*page.at(ahead.week, odds.lo), style)
            page.dots.set(*page.at(ahead.week, odds.hi), style)


def _text(page: _Page, marks: list[_Mark]) -> Text:
    dots, drawing = page.dots, page.drawing
    signs = {(mark.column, mark.row): mark for mark in marks}
    named = _named_rows(drawing, dots.rows)
    text = Text(no_wrap=True)
    text.append(f"{drawing.title}\n", style="bold")
    text.append(f"{drawing.subtitle}\n", style="dim")
    for row in range(dots.rows):
        text.append(_scale(named.get(row, ""), page.margin), style="dim")
        for column in range(dots.columns):
            bits, style = dots.bits[row][column], dots.styles[row][column]
            if (column, row) in signs:
                text.append(signs[column, row].sign, style=signs[column, row].style)
            else:
                text.append(chr(0x2800 + bits) if bits else " ", style=style)
        text.append("\n")
    text.append(_weeks(page), style="dim")
    if len(drawing.lines) > 1:
        for line in drawing.lines:
            end = "" if line.end else ", no weekly signal"
            text.append(f"\n{'':{page.margin}}━ {line.name}{end}", style=_style(line))
    if any(line.forecast for line in drawing.lines):
        text.append(f"\n{'':{page.margin}}Dotted: what we expect, within even odds.", "dim")
    return text


def _named_rows(drawing: DrawnChart, rows: int) -> dict[int, str]:
    """Give the words of the value axis by the row where they stand; the first of a row stays."""
    if not drawing.ticks:
        return {
            row: f"{drawing.top * (1 - row / (rows - 1)):.0f}" for row in (0, rows // 2, rows - 1)
        }
    named: dict[int, str] = {}
    for tick in drawing.ticks:
        named.setdefault(round((1 - drawing.share(tick.value)) * (rows - 1)), tick.words)
    return named


def _scale(words: str, margin: int) -> str:
    return f"{words:>{margin - 2}} ┤" if words else f"{'│':>{margin}}"


def _weeks(page: _Page) -> str:
    columns = page.dots.columns
    line = [" "] * (columns + page.margin)
    end = -1
    months = (page.last - page.first).days / 30.4
    step = next(s for s in _STEPS if months / s <= max(columns // 12, 1) or s == _STEPS[-1])
    for year in range(page.first.year, page.last.year + 1):
        for month in range(1, 13, min(step, 12)):
            day = dt.date(year, month, 1)
            label = f"{year}" if step >= 12 else f"{day:%b %Y}"
            at = page.margin + round(page.across(day) * (columns - 1))
            fits = end < at and at + len(label) <= len(line) and page.first <= day <= page.last
            if fits and (step <= 12 or year % (step // 12) == 0):
                line[at : at + len(label)] = label
                end = at + len(label) + 1
    return "".join(line).rstrip()
