"""The colours a drawing is made of: pen, paper, and a tint for every role."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .drawing import Drawing

PEN, PAPER, LINING = "#1c1b19", "#fbfaf7", "#dedbd4"
LIGHT_SEAM = "#c9c5bc"
HALO = "#efede8"
GROUND, GROUND_ON_DARK = "#b9b4aa", "#55585c"
DARK = 0.16  # relative luminance (WCAG 2) below which a seam lightens
BLACK = 0.05  # relative luminance below which a deeper shade is a lighter one
_TINTS = 1024  # more than the tints of the lexicon and their shades
DEEPER = 0.13  # share of pen (on dark tints: of paper) in a deeper shade


@dataclass(frozen=True)
class Inks:
    """The fill of each role, deeper shades (`sole-`) included."""

    fills: Mapping[str, str]

    def seam(self, *roles: str) -> str:
        """Give the colour of a thin line between or on these roles."""
        return LIGHT_SEAM if all(is_dark(self.fills[role]) for role in roles) else PEN


def inks(drawing: Drawing) -> Inks:
    """Mix the inks of a drawing: what has no tint is paper.

    Overlays without a tint of their own are a shade of the upper. A shoe of one colour has it in
    laces and lining, too.
    """
    upper, sole = drawing.upper or PAPER, drawing.sole or PAPER
    overlay = drawing.overlay or (shade(upper) if drawing.upper else PAPER)
    plain = {"upper": upper, "overlay": overlay, "sole": sole, "lining": LINING, "lace": PAPER}
    if drawing.upper and {drawing.upper, drawing.sole, drawing.overlay or drawing.upper} == {upper}:
        plain |= {"lining": shade(shade(overlay)), "lace": overlay}
    return Inks(plain | {f"{role}-": shade(tint) for role, tint in plain.items()})


@lru_cache(_TINTS)
def shade(tint: str) -> str:
    """Give the deeper shade of a tint; of a dark one, a lighter."""
    return _mix(tint, PAPER if _luminance(tint) < BLACK else PEN, DEEPER)


@lru_cache(_TINTS)
def is_dark(tint: str) -> bool:
    """Tell whether a dark line would drown in this tint."""
    return _luminance(tint) < DARK


def _luminance(tint: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(tint)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mix(tint: str, other: str, share: float) -> str:
    pairs = zip(_rgb(tint), _rgb(other), strict=True)
    return "#" + "".join(f"{round((a + (b - a) * share) * 255):02x}" for a, b in pairs)


def _rgb(tint: str) -> list[float]:
    return [int(tint[k : k + 2], 16) / 255 for k in (1, 3, 5)]
