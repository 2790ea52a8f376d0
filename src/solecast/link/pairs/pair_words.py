"""Words of titles as classed tokens: what a word is, and its one canonical name.

The room's lexicon says what colours, genders, materials, brands and noise are; `pair_words.csv`
adds what only pairs need: finer hues, shades, soles, spellings of model words, phrases.
"""

import re
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

from rapidfuzz.distance import JaroWinkler

from .. import lexicon
from ..lexicon.tokenizer import ROMAN


class WordKind(IntEnum):
    """What a token of a title tells."""

    MODEL = 0
    NUMBER = 1
    HUE = 2
    SHADE = 3
    GENDER = 4
    SURFACE = 5
    MATERIAL = 6
    BRAND = 7
    CODE = 8
    BASE = 9
    NOISE = 10
    ENDING = 11


KINDS = len(WordKind)
FAMILIES = (
    "black", "white", "grey", "red", "orange", "yellow",
    "green", "teal", "blue", "purple", "pink", "brown", "multi",
)  # fmt: skip
GENDERS = ("men", "women", "kids", "unisex")
SURFACES = ("fg", "sg", "ag", "ic", "tf")
# Families of those hues of the room's lexicon that are no family themselves.
_FAMILY_OF = {
    "anthracite": "black", "burgundy": "red", "navy": "blue", "olive": "green", "mint": "green",
    "volt": "yellow", "gold": "yellow", "coral": "orange", "peach": "orange", "tan": "brown",
    "beige": "brown", "bronze": "brown", "cream": "white", "silver": "grey", "platinum": "grey",
    "clear": "white", "animal": "multi",
}  # fmt: skip


class Token(NamedTuple):
    """One canonical token.

    `bits` packs its identity (CRC-32 of kind and name), its kind and a free lowest bit; `family`
    is a colour's mask, or a gender's, or a surface's. `exact` is the name, but the word itself
    for an English hue that has a wider name: clay and linen are beige and are not each other.
    """

    name: str
    kind: int
    bits: int
    family: int
    exact: str


# English catalogs say them, and so do the shops of other countries.
_BORROWED = frozenset(
    ["bordeaux", "citron", "nero", "noir", "petrol", "rose", "turquoise", "violet"]
)
_SEASON = re.compile(r"(?:ss|aw|fw|sp|su|fa|ho|wi)\d{2}")
# New Balance: who it is for, the number of the model, the colour (`MRL247RB`, `W990GL5`).
_LETTERED = re.compile(r"[mwuk][a-z]{0,2}(\d{3,4})[a-z]{2,3}\d?")
_MIXED = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+|\+")

Entry = tuple[str, str, str]
"""Kind, canonical name, family."""


@cache
def shared_words() -> dict[str, Entry]:
    """Word -> what the room's lexicon says it is. A roman numeral is a number, whatever else."""
    found = dict.fromkeys(lexicon.noise(), ("noise", "", ""))
    found |= {word: ("material", name, "") for word, name in lexicon.materials().items()}
    for word, hue in lexicon.colours().items():
        found[word] = ("hue", hue, _FAMILY_OF.get(hue, hue))
    for word, gender in lexicon.genders().items():
        found[word] = ("gender", gender, "" if gender in GENDERS else "kids")
    for spelling, brand in lexicon.brands().items():
        if len(spelling) == 1:
            found[spelling[0]] = ("brand", brand.lower(), "")
    return {word: entry for word, entry in found.items() if word not in ROMAN}


@cache
def words() -> dict[str, Entry]:
    """Word -> what it is; what `pair_words.csv` says goes before the room's lexicon."""
    return shared_words() | {word: (kind, name, family) for word, kind, name, family in _own()}


@cache
def _own() -> list[list[str]]:
    return [row for row in lexicon.rows("pair_words.csv") if row[1] != "phrase"]


class Replacements(NamedTuple):
    """Phrases, and what each is replaced by before a title falls into words.

    `starts` are the first two words of the longer ones, `single` those of one word: a title that
    has none of them need not be searched.
    """

    pattern: re.Pattern[str]
    plain: dict[str, str]
    starts: frozenset[tuple[str, str]]
    single: frozenset[str]


@cache
def phrases() -> Replacements:
    """The phrases of `pair_words.csv`."""
    plain = {row[0]: row[2] for row in lexicon.rows("pair_words.csv") if row[1] == "phrase"}
    split = [phrase.split() for phrase in plain]
    longest_first = sorted(plain, key=len, reverse=True)
    pattern = "|".join(re.escape(text).replace(r"\ ", "[ .-]") for text in longest_first)
    return Replacements(
        re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"),
        plain,
        frozenset((parts[0], parts[1]) for parts in split if len(parts) > 1),
        frozenset(parts[0] for parts in split if len(parts) == 1),
    )


@cache
def joint() -> re.Pattern[str]:
    """The `x` of a joint work, which is no ten: after a number or a maker's name, or before one.

    The maker's name before it is group 1. `Air Jordan X` is the tenth.
    """
    names = [word for word, entry in words().items() if entry[0] == "brand" and word != "jordan"]
    makers = "|".join(map(re.escape, names))
    return re.compile(
        rf"(?<!\w)({makers}) x |(?<=\d) x (?=[^\W\d])|(?<!\w)x (?=(?:{makers}|air jordan)(?!\w))"
    )


def token(kind: WordKind, name: str, family: str = "") -> Token:
    """The token of one kind and name."""
    key = crc32(f"{kind.value}:{name}".encode())
    orders = {WordKind.HUE: FAMILIES, WordKind.GENDER: GENDERS, WordKind.SURFACE: SURFACES}
    bits = mask([family or name], orders[kind]) if kind in orders else 0
    return Token(name, int(kind), key << 8 | kind << 1, bits, name)


def mask(names: list[str], order: tuple[str, ...]) -> int:
    """Bit mask of `names` within `order`."""
    return sum(1 << order.index(name) for name in dict.fromkeys(names))


@lru_cache(maxsize=1 << 16)
def tokens_of(word: str) -> tuple[Token, ...]:
    """The canonical tokens of one lower-case word without accents."""
    known = words().get(word)
    if known:
        kind, name, family = known
        if kind == "split":
            return tuple(found for part in name.split() for found in tokens_of(part))
        if kind == "alias":
            return tokens_of(name) if name.isdigit() else (token(WordKind.MODEL, name),)
        found = token(WordKind[kind.upper()], name or word, family)
        return (found._replace(exact=word) if _is_finer(word, found) else found,)
    if word in ROMAN:
        return (token(WordKind.NUMBER, ROMAN[word]),)
    if _SEASON.fullmatch(word):
        return (token(WordKind.NOISE, word),)
    if word.isalpha():
        return (token(WordKind.MODEL, word),)
    if word.isdecimal():
        return (_number(word),)
    lettered = _LETTERED.fullmatch(word)
    if lettered:
        return (_number(lettered[1]), token(WordKind.CODE, word))
    parts = _MIXED.findall(word)
    numbered = [part[0].isdecimal() for part in [*parts[1:], "-"]]
    # The v of a version: `v2`, `990v5`.
    kept = [part for part, next_ in zip(parts, numbered, strict=True) if part != "v" or not next_]
    return tuple(found for part in kept for found in _plain(part))


def _is_finer(word: str, found: Token) -> bool:
    """Is `word` an English hue of its own, not one more spelling (`gray`, `blk`) of its name?"""
    if found.kind != WordKind.HUE or word in lexicon.foreign_colours() or word in _BORROWED:
        return False
    return word in lexicon.colours() and JaroWinkler.similarity(word, found.name) < 0.75


@lru_cache(maxsize=1 << 16)
def colour_tokens(word: str) -> tuple[Token, ...]:
    """The tokens of a word that stands among colours: what else would be a model is a shade."""
    return tuple(
        token(WordKind.SHADE, found.name) if found.kind == WordKind.MODEL else found
        for found in tokens_of(word)
    )


def _plain(part: str) -> tuple[Token, ...]:
    if part[0].isdecimal():
        return (_number(part),)
    known = words().get(part)
    return tokens_of(part) if known else (token(WordKind.MODEL, part),)


def _number(digits: str) -> Token:
    if len(digits) == 4 and "1985" <= digits <= "2030" and digits != "2000":
        return token(WordKind.NOISE, digits)
    if len(digits) >= 8:
        return token(WordKind.CODE, digits)
    name = digits.removesuffix(".0") if len(digits) > 2 else digits.lstrip("0") or "0"
    return token(WordKind.NUMBER, name)
