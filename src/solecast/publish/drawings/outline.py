"""Reads an outline: the strokes of one kind of shoe, in the order in which they are laid down.

An outline is a text file in `outlines/`. Its canvas is 400 by 232, toe left, ground at y = 222.
Each line is `[split:|whole:] VERB ROLE WORDS`; what the words of a path mean, `curve.py` says.

    says    low terrace sneaker                 what the alt text calls the kind
    second  overlay                             the role that a second colour takes
    part    upper    PATH     a piece: filled, and drawn round with the heavy line
    patch   overlay  PATH     laid on the last part and cut to it, edged by a seam
    seam    upper    PATH     a thin line on the last part; the role is what it lies on
    fine    sole     PATH     the same; leaves on a small drawing
    stitch  upper    PATH     the same, dashed; leaves, too
    fill-dots upper  PATH     a texture (dots, mesh, rib, hatch) on the last part; leaves, too
    rows-9  upper    PATH / PATH    nine dashed rows between two strokes; leaves, too
    laces-5 lace     PATH / PATH    five laces, each from the first path to the second

A role is upper, overlay, sole, lining or lace; `sole-` is the same in a deeper shade. Lines
that begin with `split:` belong to a drawing in segments only, those with `whole:` to any other.
"""

import cmath
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from . import curve
from .drawing import Kind

SPLIT, WHOLE = "split:", "whole:"
LACE = 6.4  # units of the canvas


@dataclass(frozen=True)
class Stroke:
    """One line of an outline: `d` is its SVG path; `texture` is that of a fill."""

    verb: str
    role: str
    d: str
    texture: str = ""


@dataclass(frozen=True)
class Outline:
    """The strokes of a kind; `says` is its name in a sentence, `second` a second colour's role."""

    says: str
    second: str
    strokes: tuple[Stroke, ...]

    def wears(self, role: str) -> bool:
        """Tell whether a tint of this role can be seen on the kind."""
        filled = (stroke for stroke in self.strokes if stroke.verb in {"part", "patch"})
        return any(stroke.role.removesuffix("-") == role for stroke in filled)


@cache
def outline(kind: Kind, segmented: bool = False) -> Outline:
    """Read the outline of a kind."""
    text = (files(__package__) / "outlines" / f"{kind}.txt").read_text(encoding="utf-8")
    said = {"says": "", "second": "sole"}
    strokes = []
    for line in text.splitlines():
        if line.startswith("#") or not line.strip() or _hidden(line, segmented):
            continue
        verb, words = line.removeprefix(SPLIT).removeprefix(WHOLE).split(maxsplit=1)
        if verb in said:
            said[verb] = words
        else:
            strokes.append(_stroke(verb, *words.split(maxsplit=1)))
    return Outline(said["says"], said["second"], tuple(strokes))


def _hidden(line: str, segmented: bool) -> bool:
    return line.startswith(WHOLE if segmented else SPLIT)


def _stroke(verb: str, role: str, words: str) -> Stroke:
    verb, _, more = verb.partition("-")
    if verb in MANY:
        first, last = words.split(" / ")
        return Stroke(verb, role, "".join(MANY[verb](first, last, int(more))))
    return Stroke(verb, role, curve.path(words), more)


def _between(first: str, last: str, count: int) -> list[str]:
    """Give `count` strokes that turn the first path into the last, both left out."""
    a, b = curve.points(first), curve.points(last)
    shares = [(k + 1) / (count + 1) for k in range(count)]
    return [_through([p + (q - p) * share for p, q in zip(a, b, strict=True)]) for share in shares]


def _laces(upper: str, lower: str, count: int) -> list[str]:
    """Give `count` laces, each a round-ended band from one row of eyelets to the other."""
    a, b = curve.points(upper), curve.points(lower)
    shares = [k / max(count - 1, 1) for k in range(count)]
    return [_band(_along(a, share), _along(b, share)) for share in shares]


def _band(start: complex, end: complex) -> str:
    """Give a band LACE wide that bends a little towards the toe's side of its way."""
    across = (end - start) / abs(end - start) * 1j * LACE / 2
    leave, arrive = (
        math.degrees(-cmath.phase((end - start) * cmath.rect(1, bend))) for bend in (-0.4, 0.4)
    )
    corners = [(start + across, leave), (end + across, arrive)]
    corners += [(end - across, arrive + 180), (start - across, leave + 180)]
    return curve.path(" ".join(f"{c.real:.2f},{c.imag:.2f}@{way:.0f}" for c, way in corners) + " z")


def _along(spots: list[complex], share: float) -> complex:
    """Give the point at a share of the way, steps between points counted alike."""
    step = min(int(share * (len(spots) - 1)), len(spots) - 2)
    within = share * (len(spots) - 1) - step
    return spots[step] + (spots[step + 1] - spots[step]) * within


def _through(spots: list[complex]) -> str:
    return curve.path(" ".join(f"{spot.real:.2f},{spot.imag:.2f}" for spot in spots))


MANY = {"rows": _between, "laces": _laces}
