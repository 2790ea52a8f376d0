"""Words of shops in titles, that name nothing: `running shoes`, `on sale`, a shop's own numbers."""

from collections.abc import Sequence

from .. import lexicon
from . import brand_model

_SHOP_DIGITS = 5
"""A number with so many digits is a shop's own: models count to four, but for those listed."""


def is_number(digits: str) -> bool:
    """Say whether a number is a shop's own, by its length."""
    return len(digits) >= _SHOP_DIGITS and digits not in brand_model.long_numbers()


def divisions(texts: Sequence[str]) -> set[int]:
    """Give the places of divisions before a noun: `running shoes`, not `white leather`."""
    kinds = lexicon.noise_kinds()
    found: set[int] = set()
    noun = False
    for i in range(len(texts) - 1, -1, -1):
        kind = kinds.get(texts[i])
        if kind == "division" and noun:
            found.add(i)
        elif kind != "division":
            noun = kind == "noun"
    return found


def tail(texts: Sequence[str], free: Sequence[int], divisions: set[int]) -> int:
    """Give the place from which all `free` words are a shop's; articles alone are none."""
    kinds = lexicon.noise_kinds()
    begin = len(texts)
    for i in reversed(free):
        kind = kinds.get(texts[i])
        if kind is None or (kind == "division" and i not in divisions):
            break
        if kind != "function":
            begin = i
    return begin
