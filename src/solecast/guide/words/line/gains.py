"""What one shoe has over another, in words: `34 g lighter`, and a comparison in one sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ....attributes import attribute
from ...answers import CompareRow

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?: ([A-Z]{3}))?")


@dataclass(frozen=True)
class Gain:
    """Which end of an attribute is the better one, and what it is called of a whole shoe."""

    larger: bool
    said: str


GAINS = {
    "weight": Gain(False, "lighter"),
    "retail_price": Gain(False, "cheaper"),
    "heel_stack": Gain(True, "higher under the heel"),
    "forefoot_stack": Gain(True, "higher under the toes"),
}
"""Attributes of which a reader wants more or less; of all others neither end is better."""


def gains(row: CompareRow) -> list[str]:
    """Say under each value what it gains on the next best; empty where it gains nothing.

    Numbers of different currencies are not set against each other.
    """
    none = [""] * len(row.values)
    known = [_number(value) for value in row.values]
    numbers = sorted({pair[0] for pair in known if pair})
    if row.attribute not in GAINS or len({pair[1] for pair in known if pair}) != 1:
        return none
    if len(numbers) < 2:
        return none
    larger = GAINS[row.attribute].larger
    best, next_best = (numbers[-1], numbers[-2]) if larger else (numbers[0], numbers[1])
    unit = next(pair[1] for pair in known if pair) or row.unit or ""
    more, less = attribute(row.attribute).words
    said = f"{_figure(abs(best - next_best))} {unit} {more if larger else less}"
    return [said if pair and pair[0] == best else "" for pair in known]


def _number(value: str | None) -> tuple[float, str] | None:
    found = _NUMBER.fullmatch(value or "")
    return (float(found[1]), found[2] or "") if found else None


def _figure(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def in_short(names: Sequence[str], rows: Sequence[CompareRow]) -> str:
    """Say in a sentence what each shoe has over the others; empty where nothing is known."""
    said: list[list[str]] = [[] for _ in names]
    for row in rows:
        for place, words in enumerate(gains(row)):
            if words and sum(bool(word) for word in gains(row)) == 1:
                said[place].append(GAINS[row.attribute].said)
    parts = [
        f"{name} is {_and(words[:2])}" for name, words in zip(names, said, strict=True) if words
    ]
    if not parts:
        return ""
    first, *others = parts
    return "; ".join([f"The {first}", *[f"the {other}" for other in others]]) + "."


def _and(words: Sequence[str]) -> str:
    return " and ".join(words)
