"""Keys of colorways: equal when two names say the same colorway of one shoe."""

from functools import lru_cache

from .. import lexicon
from ..lexicon.tokenizer import key

ColorwayKey = tuple[str, tuple[str, ...], int | None, str]
"""Collaborator, words in order, year, and who wears it (`` for adults without a tag)."""

_BASIC = frozenset({"black", "white"})
_SILENT = frozenset({"and", "x", "the", "colorway"})


def colorway_key(
    collaborator: str | None, name: str | None, year: int | None, gender: str | None
) -> ColorwayKey:
    """Give the key of a colorway; colour words of other languages count as English hues."""
    worn = gender if gender not in {None, "men", "unisex"} else ""
    return collaborator or "", _words(name or ""), year, worn or ""


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    foreign = lexicon.foreign_colours()
    noise = lexicon.noise()
    texts = [foreign.get(word, word) for word in key(name)]
    kept = tuple(word for word in texts if word not in noise and word not in _SILENT)
    if len(set(kept)) == len(kept):
        return kept
    for repeats in (2, 3, 4):
        part = kept[: len(kept) // repeats]
        if part and part * repeats == kept and not _BASIC.issuperset(part):
            return part
    return kept


def single(label: str) -> str:
    """Say `Sesame/Sesame/Sesame` once; `White/White` stays, for it is not `White`."""
    parts = [part.strip() for part in label.split("/")]
    once = len(parts) > 1 and len({part.casefold() for part in parts}) == 1
    return parts[0] if once and not _BASIC.issuperset(key(parts[0])) else label
