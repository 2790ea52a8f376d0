"""A drawing as text for the terminal: dots of Braille, the forecast dotted inside its band."""

import datetime as dt

from rich.text import Text

from ...guide.answers import Comparison, ShoePage
from .drawn_lines import Drawing, DrawnLine, comparison_drawing, shoe_drawing

_STYLES = ("blue", "dark_orange", "green", "magenta", "yellow")
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_MARGIN = 6
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

    def __init__(self, drawing: Drawing, columns: int, rows: int) -> None:
        self.drawing = drawing
        self.dots = _Dots(columns, rows)
        self.first, self.last = drawing.weeks

    def at(self, week: dt.date, value: float) -> tuple[int, int]:
        x = round(self.across(week) * (self.dots.columns * 2 - 1))
        y = round((1 - self.drawing.share(value)) * (self.dots.rows * 4 - 1))
        return x, y

    def across(self, week: dt.date) -> float:
        return (week - self.first).days / max((self.last - self.first).days, 1)


def terminal(answer: ShoePage | Comparison, width: int = 80, height: int = 12) -> Text:
    """Draw the trend of a shoe or of a comparison as text, `width` columns wide.

    History is a line, the forecast is dotted, the ends of its 80% interval are fine dots, and a
    week that is not over is a ring. The same numbers as in every other chart.
    """
    drawing = shoe_drawing(answer) if isinstance(answer, ShoePage) else comparison_drawing(answer)
    if drawing.empty:
        return Text("No weekly signal to draw.")
    page = _Page(drawing, max(width - _MARGIN, 20), max(height, 4))
    rings = [
        (*page.at(point.week, point.heat), _STYLES[line.colour])
        for line in drawing.lines
        for point in line.partial
        if point.heat is not None
    ]
    for line in drawing.lines:
        _draw(page, line, _STYLES[line.colour], bands=len(drawing.lines) == 1)
    return _text(page, rings)


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
            page.dots.set(*page.at(ahead.week, ahead.lo80), style)
            page.dots.set(*page.at(ahead.week, ahead.hi80), style)


def _text(page: _Page, rings: list[tuple[int, int, str]]) -> Text:
    dots, drawing = page.dots, page.drawing
    circles = {(x // 2, y // 4): style for x, y, style in rings}
    text = Text(no_wrap=True)
    for row in range(dots.rows):
        text.append(_scale(drawing, row, dots.rows), style="dim")
        for column in range(dots.columns):
            bits, style = dots.bits[row][column], dots.styles[row][column]
            if (column, row) in circles:
                text.append("○", style=circles[column, row])
            else:
                text.append(chr(0x2800 + bits) if bits else " ", style=style)
        text.append("\n")
    text.append(_weeks(page) + "\n", style="dim")
    if len(drawing.lines) > 1:
        for line in drawing.lines:
            end = f" {line.end[1]:.0f}" if line.end else " no weekly signal"
            text.append(f"{'':{_MARGIN}}━ {line.name}{end}\n", style=_STYLES[line.colour])
    text.append(f"{'':{_MARGIN}}{drawing.title}; dotted: forecast with its 80% interval", "dim")
    return text


def _scale(drawing: Drawing, row: int, rows: int) -> str:
    if row not in {0, rows // 2, rows - 1}:
        return f"{'│':>{_MARGIN}}"
    value = drawing.top * (1 - row / (rows - 1))
    return f"{value:{_MARGIN - 2}.0f} ┤"


def _weeks(page: _Page) -> str:
    columns = page.dots.columns
    line = [" "] * (columns + _MARGIN)
    end = -1
    months = (page.last - page.first).days / 30.4
    step = next(s for s in _STEPS if months / s <= max(columns // 12, 1) or s == _STEPS[-1])
    for year in range(page.first.year, page.last.year + 1):
        for month in range(1, 13, min(step, 12)):
            day = dt.date(year, month, 1)
            label = f"{year}" if step >= 12 else f"{day:%b %Y}"
            at = _MARGIN + round(page.across(day) * (columns - 1))
            fits = end < at and at + len(label) <= len(line) and page.first <= day <= page.last
            if fits and (step <= 12 or year % (step // 12) == 0):
                line[at : at + len(label)] = label
                end = at + len(label) + 1
    return "".join(line).rstrip()
