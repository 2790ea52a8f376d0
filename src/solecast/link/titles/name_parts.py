"""What a name in a title is made of: its places, the marks of a version, what parts two words."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .. import lexicon
from ..lexicon import Model
from ..lexicon.phrases import FoundPhrase, Phrases
from ..lexicon.tokenizer import Word

VERSION = re.compile(r"v\d{1,2}(?:\.\d)?|\d{1,2}(?:\.\d)?x?|\+")
"""A word that can be a version: `v2`, `2.0`, `41`, `+`."""
CUTS = frozenset({"low", "mid", "high", "hi", "lo"})
JOINS = frozenset({"x", "by", "with"})
"""Words that join a partner to a shoe."""


class Naming(NamedTuple):
    """Where brand, model and version stand: places in a list of words, `last` excluded."""

    brand: str | None
    model: Model | None
    brand_places: tuple[tuple[int, int], ...]
    model_place: tuple[int, int] | None
    version_place: tuple[int, int] | None
    certain: bool
    other_brands: tuple[FoundPhrase[str], ...]


@cache
def variants() -> Phrases[str]:
    """Give the words that may follow a model as phrases."""
    return Phrases(lexicon.variants().items())


def parted(title: str, left: int, right: int) -> bool:
    """Say whether a dash between spaces, a bar, a comma or a bracket parts two words."""
    gap = title[left:right]
    return any(mark in gap for mark in "|([,;:") or " - " in gap or "/" in gap or " – " in gap


def glued(words: Sequence[Word], title: str, place: int) -> bool:
    """Say whether a dash without spaces ties a word to the next, as `Hi` in `Hi-Res`."""
    end = words[place].end
    return title[end : end + 1] == "-" and " " in title and place + 1 < len(words)


def spaced(name: str, title: str) -> str:
    """Spell a name out of a title: an address with spaces, one of a single case with capitals."""
    said = name if " " in title else name.replace("-", " ").replace("_", " ")
    if title.islower():
        return " ".join(word.capitalize() if word.isalpha() else word for word in said.split(" "))
    return " ".join(map(_lowered, said.split(" "))) if _is_shouted(title) else said


def _is_shouted(title: str) -> bool:
    """Say whether a title is written in capitals, but perhaps for an `x` that joins names."""
    letters = [char for char in title if char.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def _lowered(word: str) -> str:
    """Write a word of a title all in capitals as a name; short ones may be initials."""
    return word.capitalize() if len(word) > 3 and word.isalpha() else word


def balanced(text: str) -> str:
    """Drop quotes; close or drop a bracket that stands alone."""
    text = text.replace('"', "").replace("“", "").replace("”", "").strip(" -–/|,")
    if "(" not in text and ")" not in text:
        return text
    if text.count("(") > text.count(")"):
        return text + ")"
    return text if text.count("(") == text.count(")") else text.replace(")", "")
