"""Turns a few points into a smooth SVG path.

The curve through the points is that of J. D. Hobby, "Smooth, easy to compute interpolating
splines" (1986): it bends as evenly as a hand that knows where it is going. A path is words:

    20,190        a point that the curve runs through smoothly
    20,190!       a corner: the curve ends here, another begins; two in a row are a straight line
    20,190@90     a point passed in this direction, in degrees (0 right, 90 up)
    &             the pen is lifted: another stroke begins
    z             back to the first point; smooth there only if that has a direction
"""

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Knot:
    """A point of a path: `at` is x + iy, y downwards; `way` is its direction in radians."""

    at: complex
    corner: bool = False
    way: float | None = None


def path(words: str) -> str:
    """Give the `d` of the SVG path that these words describe, in relative coordinates."""
    return "".join(_stroke(stroke.split()) for stroke in words.split("&"))


def points(words: str) -> list[complex]:
    """Give the points of a path, as x + iy, without the curve between them."""
    return [knot.at for knot in _knots(words.split())]


def _stroke(words: list[str]) -> str:
    closed = words[-1] == "z"
    knots = _knots(words[:-1] if closed else words)
    if closed:
        knots.append(knots[0])
    pen = _Pen()
    pen.move(knots[0].at)
    for run in _runs(knots):
        if len(run) == 2 and run[0].way is None and run[1].way is None:
            pen.line(run[1].at)
        else:
            for piece in _spline(run):
                pen.curve(*piece)
    return pen.text + ("z" if closed else "")


def _knots(words: Sequence[str]) -> list[Knot]:
    knots = []
    for word in words:
        place, _, degrees = word.rstrip("!").partition("@")
        x, y = place.split(",")
        way = -math.radians(float(degrees)) if degrees else None
        knots.append(Knot(complex(float(x), float(y)), word.endswith("!"), way))
    return knots


def _runs(knots: list[Knot]) -> list[list[Knot]]:
    """Cut the path wherever the curve is not free: at corners and at given directions."""
    last = len(knots) - 1
    cuts = [k for k in range(1, last) if knots[k].corner or knots[k].way is not None]
    return [knots[a : b + 1] for a, b in pairwise([0, *cuts, last])]


def _spline(run: list[Knot]) -> list[tuple[complex, complex, complex]]:
    """Give the cubic pieces through a run: two control points and an end each."""
    at = [knot.at for knot in run]
    chords = [b - a for a, b in pairwise(at)]
    turns = [cmath.phase(b / a) for a, b in pairwise(chords)] + [0.0]
    thetas = _angles(run, chords, turns)
    pieces = []
    for k, chord in enumerate(chords):
        theta, phi = thetas[k], -turns[k] - thetas[k + 1]
        leave = at[k] + cmath.rect(1, theta) * chord * _reach(theta, phi)
        enter = at[k + 1] - cmath.rect(1, -phi) * chord * _reach(phi, theta)
        pieces.append((leave, enter, at[k + 1]))
    return pieces


def _angles(run: list[Knot], chords: list[complex], turns: list[float]) -> list[float]:
    """Solve for the angle between the curve and the chord at each point of a run."""
    n = len(chords)
    matrix, right = np.zeros((n + 1, n + 1)), np.zeros(n + 1)
    for k in range(1, n):
        before, after = 1 / abs(chords[k - 1]), 1 / abs(chords[k])
        matrix[k, k - 1 : k + 2] = before, 2 * before + 2 * after, after
        right[k] = -2 * before * turns[k - 1] - after * turns[k]
    for end, chord, other in ((0, chords[0], 1), (n, chords[-1], n - 1)):
        way, matrix[end, end] = run[end].way, 1
        if way is None:
            matrix[end, other] = 1
            right[end] = -turns[0] if end == 0 else 0
        else:
            right[end] = cmath.phase(cmath.rect(1, way) / chord)
    return [float(angle) for angle in np.linalg.solve(matrix, right)]


def _reach(theta: float, phi: float) -> float:
    """Give how far a control point lies along the chord (Hobby's formula, tension 1)."""
    sine, other, cosine = math.sin(theta), math.sin(phi), math.cos(theta)
    swing = (sine - other / 16) * (other - sine / 16) * (cosine - math.cos(phi))
    weight = 1 + (math.sqrt(5) - 1) / 2 * cosine + (3 - math.sqrt(5)) / 2 * math.cos(phi)
    return (2 + math.sqrt(2) * swing) / (3 * weight)


class _Pen:
    """Writes relative commands in tenths, so that rounding never adds up."""

    def __init__(self) -> None:
        self.text = ""
        self._x = self._y = 0

    def move(self, to: complex) -> None:
        self._x, self._y = _tenths(to)
        self.text += f"M{self._x / 10:g} {self._y / 10:g}"

    def line(self, to: complex) -> None:
        self.text += "l" + self._step([to])

    def curve(self, leave: complex, enter: complex, to: complex) -> None:
        self.text += "c" + self._step([leave, enter, to])

    def _step(self, spots: list[complex]) -> str:
        steps = [_tenths(spot) for spot in spots]
        shown = [_short(v) for x, y in steps for v in (x - self._x, y - self._y)]
        self._x, self._y = steps[-1]
        return "".join(shown).removeprefix(" ")


def _short(tenths: int) -> str:
    """Write tenths with the blank that parts them from the number before, if one is needed."""
    number = f"{abs(tenths) / 10:g}"
    number = number.removeprefix("0") if number.startswith("0.") else number
    return f"-{number}" if tenths < 0 else f" {number}"


def _tenths(spot: complex) -> tuple[int, int]:
    return round(spot.real * 10), round(spot.imag * 10)
