"""Titles for comparison: a shop title or a catalog name, sorted into classed tokens."""

import csv
import html
import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from itertools import chain, islice
from typing import NamedTuple
from zlib import crc32

LONGEST = 2_000
MOST_TOKENS = 96


class Kind(IntEnum):
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


KINDS = len(Kind)
FAMILIES = (
    "black", "white", "grey", "red", "orange", "yellow",
    "green", "teal", "blue", "purple", "pink", "brown", "multi",
)  # fmt: skip
GENDERS = ("men", "women", "kids", "unisex")
# Plain integers: the loop over tokens is the hot one.
_CORE = frozenset({int(Kind.MODEL), int(Kind.NUMBER), int(Kind.MATERIAL)})
_HUE, _GENDER, _SURFACE, _NOISE = (
    int(kind) for kind in (Kind.HUE, Kind.GENDER, Kind.SURFACE, Kind.NOISE)
)
SURFACES = ("fg", "sg", "ag", "ic", "tf")


class Token(NamedTuple):
    """One canonical token.

    `bits` packs its identity (CRC-32 of kind and name), its kind and a free lowest bit; `family`
    is a colour's mask, or a gender's, or a surface's.
    """

    name: str
    kind: int
    bits: int
    family: int


class PairTitle(NamedTuple):
    """A title, ready to be compared.

    `bits`: its tokens, sorted, unique, the lowest bit set where the token stands in the title's
    first quoted part. `facts`: bit masks and keys by the names of `FACTS`. `model`, `head` and
    `text` are canonical spellings of the model words, of the first part and of everything.
    `digest` is a 64-bit hash of the words in order, noise included.
    """

    bits: tuple[int, ...]
    facts: tuple[int, ...]
    model: str
    head: str
    text: str
    digest: int


FACTS = ("families", "genders", "surfaces", "first_hue", "first_family", "code_family", "language")

_FOLD = str.maketrans(
    {
        "ł": "l", "Ł": "l", "ß": "ss", "ø": "o", "Ø": "o", "đ": "d", "æ": "ae", "œ": "oe",
        "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "″": '"', "–": "-", "—": "-",
    }
)  # fmt: skip
_DIGITS = re.compile(r"\d{3}")
_ACCENT = re.compile("[\u0300-\u036f]+")
_TAG = re.compile(r"<[^<>]{0,200}>")
_PART = re.compile(r'"\s{0,3}@([a-z]{2})(?:-[a-z]{2,4})?|"\s{1,3}"')
_DOMAIN = re.compile(r"\b[a-z0-9-]{2,40}\.(?:com|co|net|eu|pl|de|fr|it|es|nl|uk)\b")
_WORD = re.compile(r"[^\W_]+(?:\.\d{1,2}\b)?(?:\+(?!\w))?")
_CODE = re.compile(
    r"\b(?=[a-z]{0,2}\d)"
    r"(?:(\d{6})[ -]{0,3}(\d{2,3})"
    r"|([a-z][a-z0-9]{4})[ .-]{0,3}(\d{4})"
    r"|([a-z]{2}\d{4})[ -]{1,3}(\d{3})"
    r"|([a-z]{1,2}\d{5,6}))\b"
)
_ROMAN = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10", "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
}  # fmt: skip
_SEASON = re.compile(r"(?:ss|aw|fw|sp|su|fa|ho|wi)\d{2}")
_COLOUR_CODE = re.compile(r"\b(?:ss|aw|fw|sp|su|fa|ho|wi)\d{2} {1,2}(\d{3,4})\b")
_MIXED = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+|\+")
# The first digit of a Nike colour code names the main colour: the brand's own numbering.
_NIKE = ("black grey", "white grey", "brown", "green teal", "blue teal", "purple blue",
         "red pink", "yellow", "orange", "multi")  # fmt: skip


# The first two digits of an Asics colour code, in ranges: first of range, colour families.
_ASICS = (
    (0, "white"), (3, "yellow"), (6, "orange yellow"), (10, "grey"), (16, "pink red"),
    (21, "red"), (26, "brown red"), (30, "orange"), (32, "purple"), (38, "teal blue"),
    (41, "blue"), (60, "brown"), (66, "green brown"), (70, "green"), (90, "black"),
    (91, "grey"), (94, "yellow brown"), (95, "black grey"),
)  # fmt: skip


@cache
def words() -> dict[str, tuple[str, str, str]]:
    """Word -> (kind, canonical name, colour family), from lexicon/pair_words.csv."""
    path = files("solecast.link") / "lexicon" / "pair_words.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["word"]: (row["kind"], row["name"], row["family"]) for row in rows}


def _token(kind: Kind, name: str, family: str = "") -> Token:
    key = crc32(f"{kind.value}:{name}".encode())
    orders = {Kind.HUE: FAMILIES, Kind.GENDER: GENDERS, Kind.SURFACE: SURFACES}
    mask = _mask([family or name], orders[kind]) if kind in orders else 0
    return Token(name, int(kind), key << 8 | kind << 1, mask)


@lru_cache(maxsize=1 << 16)
def _tokens(word: str) -> tuple[Token, ...]:
    """The canonical tokens of one lower-case word without accents."""
    known = words().get(word)
    if known:
        kind, name, family = known
        if kind == "split":
            return tuple(token for part in name.split() for token in _tokens(part))
        if kind == "alias":
            return _tokens(name) if name.isdigit() else (_token(Kind.MODEL, name),)
        return (_token(Kind[kind.upper()], name or word, family),)
    if word in _ROMAN:
        return (_token(Kind.NUMBER, _ROMAN[word]),)
    if _SEASON.fullmatch(word):
        return (_token(Kind.NOISE, word),)
    if word.isalpha():
        return (_token(Kind.MODEL, word),)
    if word.isdecimal():
        return (_number(word),)
    parts = _MIXED.findall(word)
    if len(parts) > 1 and parts[0] == "v":
        parts = parts[1:]
    return tuple(t for part in parts for t in (_plain(part)))


def _plain(part: str) -> tuple[Token, ...]:
    if part[0].isdecimal():
        return (_number(part),)
    known = words().get(part)
    return _tokens(part) if known else (_token(Kind.MODEL, part),)


def _number(digits: str) -> Token:
    if len(digits) == 4 and "1985" <= digits <= "2030" and digits != "2000":
        return _token(Kind.NOISE, digits)
    if len(digits) >= 8:
        return _token(Kind.CODE, digits)
    name = digits.removesuffix(".0") if len(digits) > 2 else digits.lstrip("0") or "0"
    return _token(Kind.NUMBER, name)


def clean(title: str) -> str:
    """Lower case, no accents, no markup, straight quotes; at most `LONGEST` characters."""
    text = title[:LONGEST]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = unicodedata.normalize("NFKD", text.translate(_FOLD).lower())
    return folded if folded.isascii() else _ACCENT.sub("", folded)


def _codes(text: str) -> tuple[list[Token], str, int]:
    """Style codes in `text`: their tokens, the text without them, and the main colour's mask."""
    if not _DIGITS.search(text):
        return [], text, 0
    found: list[Token] = []
    families = 0
    for match in _CODE.finditer(text):
        parts = [part for part in match.groups() if part]
        found.append(_token(Kind.CODE, "".join(parts)))
        if len(parts) > 1:
            found.append(_token(Kind.BASE, parts[0]))
            families |= _coded_families(parts[1])
    for match in _COLOUR_CODE.finditer(text):
        families |= _coded_families(match[1])
    return found, _CODE.sub(" ", text) if found else text, families


@cache
def _coded_families(digits: str) -> int:
    """Mask of the colour families that a colour code of 3 (Nike) or 4 digits (Asics) means."""
    if len(digits) == 3:
        return _mask(_NIKE[int(digits[0])].split(), FAMILIES)
    if len(digits) == 4:
        names = [name for first, name in _ASICS if first <= int(digits[:2])][-1]
        return _mask(names.split(), FAMILIES)
    return 0


def _mask(names: list[str], order: tuple[str, ...]) -> int:
    return sum(1 << order.index(name) for name in dict.fromkeys(names))


def _sorted_part(text: str) -> list[Token]:
    if "." in text:
        text = _DOMAIN.sub(" ", text)
    return list(islice(chain.from_iterable(map(_tokens, _WORD.findall(text))), MOST_TOKENS))


@lru_cache(maxsize=1 << 16)
def parse_pair_title(title: str) -> PairTitle:
    """Sort the words of one title; the result is remembered for the last 65,536 titles."""
    text = clean(title)
    language = 0
    if '"' in text:
        mark = _PART.search(text)
        language = crc32(mark[1].encode()) if mark and mark[1] else 0
        parts = [part for part in _PART.sub("\n", text).split("\n") if len(part.strip(' "')) > 1]
        text = "\n".join(parts)
    codes, text, code_family = _codes(text)
    head, _, tail = text.lstrip().partition("\n")
    return _assemble(_sorted_part(head), _sorted_part(tail), codes, code_family, language)


def _assemble(
    first: list[Token], rest: list[Token], codes: list[Token], code_family: int, language: int
) -> PairTitle:
    bits = {token.bits | 1 for token in first}
    bits.update([token.bits for token in (*rest, *codes) if token.bits | 1 not in bits])
    one, two = _tally(first), _tally(rest)
    words = "\n".join([token.name for token in (*first, *rest, *codes)]).encode()
    facts = (
        one.families | two.families,
        one.genders or two.genders,
        one.surfaces or two.surfaces,
        one.hue or two.hue,
        one.family or two.family,
        code_family,
        language,
    )
    return PairTitle(
        tuple(sorted(bits)),
        facts,
        one.model,
        one.text,
        f"{one.text} {two.text}",
        int.from_bytes(blake2b(words, digest_size=8).digest(), "big"),
    )


class _Tally(NamedTuple):
    """Facts of one part of a title: masks, the first hue (bits, family), canonical spellings."""

    families: int
    genders: int
    surfaces: int
    hue: int
    family: int
    model: str
    text: str


def _tally(tokens: list[Token]) -> _Tally:
    families = genders = surfaces = hue = family = 0
    model: list[str] = []
    text: list[str] = []
    for name, kind, bits, mask in tokens:
        if kind == _NOISE:
            continue
        text.append(name)
        if kind in _CORE:
            model.append(name)
        elif kind == _HUE:
            families |= mask
            hue = hue or bits
            family = family or mask
        elif kind == _GENDER:
            genders |= mask
        elif kind == _SURFACE:
            surfaces |= mask
    return _Tally(families, genders, surfaces, hue, family, "".join(model), " ".join(text))
