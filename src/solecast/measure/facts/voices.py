"""What sources state of a shoe, one by one: whose word it is, and who only repeats another."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from ...vocabulary import ADVERTISED
from .units import Key, PlainText

_LONG_EVIDENCE = 40
"""Characters of a wording that two people do not hit upon alike."""
_ODD = re.compile(r"\d\.\d{2,}")
"""A number with two decimals or more: two laboratories hardly measure the same."""


@dataclass(frozen=True)
class StatedValue:
    """One source's value of one attribute of one shoe."""

    value: str
    unit: str | None
    source: str
    confidence: float
    date: dt.date | None
    key: Key
    evidence: str = ""

    @property
    def advertised(self) -> bool:
        """Whether it is the maker's figure: another kind than what somebody measured."""
        return self.source.endswith(ADVERTISED)


def without_copies(statements: list[StatedValue]) -> list[StatedValue]:
    """Let sources that copy each other count once: same wording, or the same odd number."""
    first: dict[tuple[Key, str], str] = {}
    voices = []
    for one in statements:
        wording = " ".join(one.evidence.lower().split())
        odd = _ODD.search(one.value)
        sign = wording if len(wording) >= _LONG_EVIDENCE else odd[0] if odd else ""
        source = first.setdefault((one.key, sign), one.source) if sign else one.source
        voices.append(replace(one, source=source))
    return voices


def without_echoes(
    stated: dict[tuple[str, str], list[StatedValue]],
) -> dict[tuple[str, str], list[StatedValue]]:
    """Leave out of an upper's construction what is told as its material.

    A `3D knit` is one thing, whether an article calls it so or only `knit`.
    """
    for shoe, name in [place for place in stated if place[1] == "upper_construction"]:
        material = [_words(s.key) for s in stated.get((shoe, "upper_material"), ())]
        kept = [s for s in stated[shoe, name] if not any(_words(s.key) <= m for m in material)]
        if kept:
            stated[shoe, name] = kept
        else:
            del stated[shoe, name]
    return stated


def _words(key: Key) -> set[str]:
    return set(key.key.split()) if isinstance(key, PlainText) else {repr(key)}
