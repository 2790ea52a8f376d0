"""Small charts as elements of a page: they take its colours and its width, and need no script.

Places across are in percent of the width, so that the same element fits page and phone; places
down are pixels. Text keeps its size at any width. What a class looks like stands in `charts.css`
and `home.css`.
"""

from collections.abc import Iterable, Sequence
from html import escape

Point = tuple[float, float]
PHONE = 300.0
"""Narrowest width that labels must fit, in pixels."""
LETTER = 6.7
"""Usual width of a letter of 13 pixels."""


def chart(height: float, words: str, parts: Iterable[str]) -> str:
    """Put a chart of `height` pixels together; `words` is its alt text."""
    return (
        f'<svg class="fluid" width="100%" height="{height:g}" role="img" '
        f'aria-label="{escape(words)}">{"".join(parts)}</svg>'
    )


def curve(points: Sequence[Point | None], height: float, kind: str, floor: float | None) -> str:
    """Draw a line through the points, broken at None; down to `floor` as an area where given."""
    lines, areas = [], []
    for run in _runs(points):
        steps = "L".join(f"{x:.2f} {y:.1f}" for x, y in run)
        lines.append(f"M{steps}")
        if floor is not None:
            areas.append(f"M{run[0][0]:.2f} {floor:g}L{steps}L{run[-1][0]:.2f} {floor:g}Z")
    area = f'<path class="fluid-area" d="{"".join(areas)}"/>' if areas else ""
    return (
        f'<svg viewBox="0 0 100 {height:g}" preserveAspectRatio="none" width="100%" '
        f'height="{height:g}" overflow="visible">{area}'
        f'<path class="fluid-line {kind}" d="{"".join(lines)}"/></svg>'
    )


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def label(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """Write words at a place."""
    return (
        f'<text class="fluid-label {kind}" x="{x:.2f}%" y="{y:.1f}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def dot(x: float, y: float, kind: str, radius: float = 3.5) -> str:
    """Draw a dot."""
    return f'<circle class="{kind}" cx="{x:.2f}%" cy="{y:.1f}" r="{radius:g}"/>'


def rule(y: float, kind: str = "fluid-rule") -> str:
    """Draw a hairline across."""
    return f'<line class="{kind}" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>'


def upright(x: float, top: float, bottom: float, kind: str) -> str:
    """Draw a hairline down."""
    return f'<line class="{kind}" x1="{x:.2f}%" x2="{x:.2f}%" y1="{top:.1f}" y2="{bottom:.1f}"/>'


def rows(places: Sequence[tuple[float, str]]) -> list[int]:
    """Give each label the lowest row on which it meets no other, also on a phone.

    `places`: where each stands across, in percent, and its words, from left to right.
    """
    ends: list[list[tuple[float, float]]] = []
    given = []
    for x, words in places:
        wide = len(words) * LETTER / PHONE * 100 + 6
        left, right = (x - wide, x + 2) if side(x) == "end" else (x - 2, x + wide)
        free = (n for n, row in enumerate(ends) if all(b <= left or a >= right for a, b in row))
        row = next(free, len(ends))
        if row == len(ends):
            ends.append([])
        ends[row].append((left, right))
        given.append(row)
    return given


def side(x: float) -> str:
    """Say to which side of its place a label runs: inwards."""
    return "end" if x > 55 else "start"
