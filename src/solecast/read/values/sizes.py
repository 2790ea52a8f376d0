"""Sizes as files state them: one size with its system and who wears it, and lists of sizes.

A size is kept as stated; which foot it fits is guidance only (ISO/TS 19407).
"""

import re
from functools import lru_cache

_NUMBER = r"\d{1,2}(?:[.,]\d{1,2})?(?:\s?(?:½|1/2|1/3|2/3|⅓|⅔))?"
_SYSTEM = r"(?:us|uk|eu|eur|fr|it|jp|cm|br|cn|mx|kr|chn|jpn)"
_WEARER = r"(?:m|w|y|c|k|gs|ps|td|men'?s?|women'?s?|kids?|youth|d|2e|4e|b|t)"
_SIZE = re.compile(
    rf"(?:size\s?|sz\s?)?(?:{_WEARER}\s?)?(?:{_SYSTEM}[\s:.-]{{0,2}})?(?:{_WEARER}\s?)?"
    rf"{_NUMBER}\s?(?:{_WEARER}|{_SYSTEM})?(?:\s?\(?(?:{_SYSTEM}|{_WEARER})\)?)?",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"(?:{_SYSTEM}\s?)?(?:[mw]\s?)?{_NUMBER}\s?[mwy]?\s?/\s?(?:{_SYSTEM}\s?)?(?:[mw]\s?)?{_NUMBER}"
    rf"\s?[mwy]?",
    re.IGNORECASE,
)
_GARMENT = re.compile(
    r"(?:x{0,3}s|m|x{0,4}l|[2-5]xl|small|medium|large|x-?large|xx-?large|x-?small|one size|os|osfa"
    r"|einheitsgr(?:ö|o)(?:ß|ss)e|taille unique|talla (?:ú|u)nica|taglia unica)"
    r"(?:\s?/\s?(?:x{0,3}[sml]))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;|\n]\s*")
_SMALLEST, _LARGEST = 0.0, 60.0
_NUMBERS = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?")
_STATED_SYSTEM = re.compile(rf"(?<![a-z])({_SYSTEM})(?![a-z])", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def is_size(stated: str) -> bool:
    """Tell whether a cell is one shoe size: `10.5`, `US 9`, `42 2/3`, `4Y`, `M 10 / W 11.5`."""
    value = stated.strip()
    if not value or len(value) > 30:
        return False
    if not (_SIZE.fullmatch(value) or _BOTH.fullmatch(value)):
        return False
    number = _NUMBERS.search(value)
    return number is not None and _SMALLEST < float(number[0].replace(",", ".")) <= _LARGEST


@lru_cache(maxsize=10_000)
def is_garment_size(stated: str) -> bool:
    """Tell whether a size is one of clothes or bags: `M`, `XL`, `One Size`."""
    return _GARMENT.fullmatch(stated.strip()) is not None


@lru_cache(maxsize=20_000)
def size_list(stated: str) -> tuple[str, ...] | None:
    """Read a cell that lists sizes: `36, 37, 40.5`, `["8", "8.5"]`; None for one size or text."""
    inner = stated.strip().strip("[](){}")
    parts = [part.strip(" '\"") for part in _BETWEEN.split(inner)]
    if len(parts) < 2 and " " in inner:
        spaced = inner.split()
        parts = spaced if len(spaced) > 2 else parts
    kept = tuple(part for part in parts if part)
    if len(kept) < 2 or sum(map(is_size, kept)) < 0.8 * len(kept):
        return None
    return kept


def size_system(stated: str) -> str | None:
    """Give the system that a size states (`US`, `EU`, `UK`, `CM`); None where it states none."""
    found = _STATED_SYSTEM.search(stated)
    return {"EUR": "EU"}.get(found[1].upper(), found[1].upper()) if found else None
