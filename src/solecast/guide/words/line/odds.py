"""A chance as odds that people can picture: things to count, not percentages."""

from dataclasses import dataclass

_MOST = 10
_EASY = (3, 4, 5, 10)
"""Wholes of which people can picture more than one part."""
_SURE = 0.95
"""The most that is ever claimed, and one minus the least."""


@dataclass(frozen=True)
class Odds:
    """`part` of `whole`, such as 1 in 4: the nearest that up to ten things can show."""

    part: int
    whole: int
    edge: str = ""
    """`under` or `over` where the chance lies beyond what is ever claimed."""

    def __str__(self) -> str:
        """Write the odds: `1 in 4`, `under 1 in 20`."""
        return f"{self.edge} {self.part} in {self.whole}".strip()


def odds(chance: float) -> Odds:
    """Give the odds of a chance (0-1); of fractions as near as another, the simplest wins.

    >>> str(odds(0.27)), str(odds(0.5)), str(odds(0.01))
    ('1 in 4', '1 in 2', 'under 1 in 20')
    """
    if chance < 1 - _SURE:
        return Odds(1, 20, "under")
    if chance > _SURE:
        return Odds(19, 20, "over")
    every = [(1, whole) for whole in range(2, _MOST + 1)]
    every += [(part, whole) for whole in _EASY for part in range(2, whole)]
    part, whole = min(every, key=lambda f: (abs(f[0] / f[1] - chance) + 0.004 * f[1], f[1]))
    return Odds(part, whole)


def half_more(chance: float) -> str:
    """Say the chance that a shoe grows by half: `1 in 4 chance to grow by half within a year.`"""
    said = f"{odds(chance)} chance to grow by half within a year."
    return f"{said[0].upper()}{said[1:]}"
