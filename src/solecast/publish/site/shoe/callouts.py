"""Numbers on a drawing: where each kind of fact is found on a shoe."""

from dataclasses import dataclass

from ...drawings import Drawing, Kind

TALL = {Kind.SOCK, Kind.HIGH_TOP, Kind.CANVAS_HIGH, Kind.BASKETBALL, Kind.BOOT}
OPEN = {Kind.SLIDE, Kind.CLOG}


@dataclass(frozen=True)
class Pin:
    """The place on a drawing (in its units, 400 x 232) that a number points at from its own."""

    x: float
    y: float
    at_x: float
    at_y: float


_SOLE = Pin(196, 212, 196, 246)
_HEEL = Pin(320, 186, 392, 160)
_LOW = {
    "sole": _SOLE,
    "insole": _HEEL,
    "upper": Pin(112, 160, 60, 108),
    "lining": Pin(300, 112, 352, 62),
    "closure": Pin(166, 110, 116, 62),
}
_TALL = {
    "sole": _SOLE,
    "insole": _HEEL,
    "upper": Pin(168, 112, 104, 74),
    "lining": Pin(316, 26, 386, 58),
    "closure": Pin(212, 66, 150, 30),
}
_PARTS = {
    "sole_feature": "sole",
    "outsole": "sole",
    "midsole": "sole",
    "insole": "insole",
    "lining": "lining",
    "upper_material": "upper",
    "upper_construction": "upper",
    "closure": "closure",
}
"""Attribute -> the part of a shoe that it is found at."""


def pin(attribute: str, drawing: Drawing) -> Pin | None:
    """Give the pin of an attribute; None where a drawing shows no such part."""
    part = _PARTS.get(attribute)
    if part is None or (drawing.kind in OPEN and part != "sole"):
        return None
    return (_TALL if drawing.kind in TALL else _LOW)[part]
