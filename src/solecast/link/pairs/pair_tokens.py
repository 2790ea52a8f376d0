"""Titles for comparison: a shop title or a catalog name, sorted into classed tokens."""

import re
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import chain, islice, pairwise
from typing import NamedTuple
from zlib import crc32

from ..lexicon.tokenizer import plain, shop_words
from .pair_words import (
    FAMILIES,
    GENDERS,
    Token,
    WordKind,
    colour_tokens,
    joint,
    mask,
    phrases,
    token,
    tokens_of,
)

LONGEST = 2_000
MOST_TOKENS = 96


# Plain integers: the loop over tokens is the hot one.
_CORE = frozenset({int(WordKind.MODEL), int(WordKind.NUMBER), int(WordKind.MATERIAL)})
_NUMBER, _HUE, _SHADE, _GENDER, _SURFACE, _NOISE = (
    int(kind)
    for kind in (
        WordKind.NUMBER,
        WordKind.HUE,
        WordKind.SHADE,
        WordKind.GENDER,
        WordKind.SURFACE,
        WordKind.NOISE,
    )
)
_COLOURS = frozenset({_HUE, _SHADE})
_ADULTS = mask(["men", "women"], GENDERS)


class PairTitle(NamedTuple):
    """A title, ready to be compared.

    `bits`: its tokens, sorted, unique, the lowest bit set where the token stands in the title's
    first quoted part. `facts`: bit masks and keys by the names of `FACTS`. `model`, `head` and
    `text` are canonical spellings of the model words, of the first part and of everything.
    `colours` spells the colour families in order, one letter each, of the first part that has any.
    A title is `bare` where it is nothing but a name, as catalogs have it.
    `digest` is a 64-bit hash of the words as written, whatever their case, accents and dashes.
    """

    bits: tuple[int, ...]
    facts: tuple[int, ...]
    model: str
    head: str
    text: str
    colours: str
    digest: int


FACTS = (
    "families", "genders", "surfaces", "first_hue", "first_family", "code_family", "language",
    "bare", "hues", "year", "numbers",
)  # fmt: skip
# Words of a name in a catalog, at most.
LONGEST_NAME = 20

_DIGITS = re.compile(r"\d{3}|vn-?0")
_PART = re.compile(r'"\s{0,3}@([a-z]{2})(?:-[a-z]{2,4})?|"\s{1,3}"')
_DOMAIN = re.compile(r"\b[a-z0-9-]{2,40}\.(?:com|co|net|eu|pl|de|fr|it|es|nl|uk)\b")
# Sizes, prices and per cents: numbers that are no version.
_SIZES = (
    "size", "sz", "taille", "groesse", "grosse", "taglia", "talla", "rozmiar", "maat", "tamanho",
    "eu", "eur", "us", "uk",
)  # fmt: skip
_CURRENCIES = ("eur", "pln", "usd", "zl", "gbp")
_UNITS = frozenset([*_SIZES, *_CURRENCIES])
_SIGN = re.compile("[$€£%]")
_MEASURE = re.compile(
    rf"(?<!\w)(?:{'|'.join(_SIZES)})[ .:]{{0,2}}\d{{1,2}}(?:[.,]5| [123]/[23])?(?!\w)"
    r"|[$€£] {0,1}\d{1,6}(?:[.,]\d{1,3}){0,2}"
    rf"|(?<!\w)\d{{1,6}}(?:[ .,]\d{{2}})? {{0,1}}(?:[€£%]|(?:{'|'.join(_CURRENCIES)})(?!\w))"
)
_VERSION = re.compile(r" v (?=\d{1,2}(?!\d))")
_DASH = re.compile(r" -|- ")
_SPLIT = re.compile("[ .-]")
_CODE = re.compile(
    r"\b(?=[a-z]{0,2}-?\d)"
    r"(?:vn-?(0[a-z0-9]{5,7})|(\d{6})[ -]{0,3}(\d{2,3})"
    r"|([a-z][a-z0-9]{4})[ .-]{0,3}(\d{4})"
    r"|([a-z]{2}\d{4})[ -]{1,3}(\d{3})"
    r"|([a-z]{1,2}\d{5,6}))\b"
)
_COLOUR_CODE = re.compile(r"\b(?:ss|aw|fw|sp|su|fa|ho|wi)\d{2} {1,2}(\d{3,4})\b")
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


def _codes(text: str) -> tuple[list[Token], str, int]:
    """Style codes in `text`: their tokens, the text without them, and the main colour's mask."""
    if not _DIGITS.search(text):
        return [], text, 0
    found: list[Token] = []
    families = 0
    for match in _CODE.finditer(text):
        parts = [part for part in match.groups() if part]
        found.append(token(WordKind.CODE, "".join(parts)))
        if len(parts) > 1:
            found.append(token(WordKind.BASE, parts[0]))
            found.append(token(WordKind.ENDING, parts[1]))
            families |= _coded_families(parts[1])
    plain = _CODE.sub(" ", text) if found else text
    for match in _COLOUR_CODE.finditer(text):
        found.append(token(WordKind.ENDING, match[1]))
        families |= _coded_families(match[1])
        # Shops repeat it; it is no version.
        plain = re.sub(rf"\b{match[1]}\b", " ", plain)
    return found, plain, families


@cache
def _coded_families(digits: str) -> int:
    """Mask of the colour families that a colour code of 3 (Nike) or 4 digits (Asics) means."""
    if len(digits) == 3:
        return mask(_NIKE[int(digits[0])].split(), FAMILIES)
    if len(digits) == 4:
        names = [name for first, name in _ASICS if first <= int(digits[:2])][-1]
        return mask(names.split(), FAMILIES)
    return 0


def _plainly(text: str, written: list[str]) -> str:
    """The text without sizes and prices, its phrases in one word; `written` are its words."""
    if not _UNITS.isdisjoint(written) or _SIGN.search(text):
        text = _MEASURE.sub(" ", text)
    known = phrases()
    if not (known.starts.isdisjoint(pairwise(written)) and known.single.isdisjoint(written)):
        text = known.pattern.sub(lambda found: known.plain[_SPLIT.sub(" ", found[0])], text)
    if "(w)" in text:
        text = text.replace("(w)", "women")
    if " v " in text:
        text = _VERSION.sub(" v", text)
    if " x " in text:
        text = joint().sub(r"\1 ", text)
    return text


def _sorted_part(text: str) -> list[Token]:
    if "." in text:
        text = _DOMAIN.sub(" ", text)
    return list(islice(chain.from_iterable(map(tokens_of, shop_words(text))), MOST_TOKENS))


def _named(found: list[Token]) -> list[Token]:
    """What looks like a shade but stands alone is a name: `Brooks Ghost`, not `ghost green`."""
    kinds = [each.kind for each in found]
    if _SHADE not in kinds:
        return found
    beside = zip([_NOISE, *kinds], [*kinds[1:], _NOISE], strict=False)
    return [
        token(WordKind.MODEL, each.name)
        if each.kind == _SHADE and not _COLOURS.intersection(sides)
        else each
        for each, sides in zip(found, beside, strict=False)
    ]


def _sorted_head(text: str) -> list[Token]:
    """The tokens of a first part: what follows its last dash are colours if one of it is."""
    dash = _DASH.search(text)
    if not dash:
        return _named(_sorted_part(text))
    name, words = _sorted_part(text[: dash.start()]), shop_words(text[dash.end() :])
    name = _named(name)
    listed = list(chain.from_iterable(map(colour_tokens, words)))
    if not any(found.kind == _HUE for found in listed):
        listed = list(chain.from_iterable(map(tokens_of, words)))
    return [*name, *listed][:MOST_TOKENS]


@lru_cache(maxsize=1 << 16)
def parse_pair_title(title: str) -> PairTitle:
    """Sort the words of one title; the result is remembered for the last 65,536 titles."""
    text = plain(title, LONGEST)
    written = shop_words(text)
    digest = int.from_bytes(blake2b(" ".join(written).encode(), digest_size=8).digest(), "big")
    language = 0
    if '"' in text:
        mark = _PART.search(text)
        language = crc32(mark[1].encode()) if mark and mark[1] else 0
        parts = [part for part in _PART.sub("\n", text).split("\n") if len(part.strip(' "')) > 1]
        text = "\n".join(parts)
    text = _plainly(text, written)
    codes, text, code_family = _codes(text)
    head, _, tail = text.lstrip().partition("\n")
    if head.endswith(" w"):
        head += "omen"
    first, rest = _sorted_head(head), _sorted_part(tail)
    one, two = _tally(first), _tally(rest)
    only_name = not (language or tail or "|" in head) and one.text.count(" ") < LONGEST_NAME
    facts = (*_facts(one, two), code_family, language, only_name, one.hues, one.year, one.numbers)
    bits = _bits(first, [*rest, *codes])
    texts = (one.model, one.text, f"{one.text} {two.text}", one.colours or two.colours)
    return PairTitle(bits, facts, *texts, digest)


def _bits(first: list[Token], others: list[Token]) -> tuple[int, ...]:
    bits = {found.bits | 1 for found in first}
    bits.update([found.bits for found in others if found.bits | 1 not in bits])
    return tuple(sorted(bits))


def _facts(one: "_Tally", two: "_Tally") -> tuple[int, ...]:
    return (
        one.families | two.families,
        _gender(one.genders, _single(two.genders)),
        one.surfaces or two.surfaces,
        one.hue or two.hue,
        one.family or two.family,
    )


def _gender(first: int, rest: int) -> int:
    """Who wears it: the first part says so, unless the rest says men of women or women of men."""
    return 0 if first | rest == _ADULTS else first or rest


def _single(genders: int) -> int:
    """A shop's words for everybody (`women, men, kids`) say nothing of this shoe."""
    return genders if genders.bit_count() == 1 else 0


class _Tally(NamedTuple):
    """Facts of one part of a title: masks, the first hue (bits, family), canonical spellings.

    `hues` is a hash of the hues in order, `year` the first year, `numbers` a hash of all numbers;
    0 where there is none.
    """

    families: int
    genders: int
    surfaces: int
    hue: int
    family: int
    model: str
    text: str
    colours: str
    hues: int
    year: int
    numbers: int


def _tally(tokens: list[Token]) -> _Tally:
    families = genders = surfaces = hue = family = year = 0
    model: list[str] = []
    text: list[str] = []
    numbers: list[str] = []
    hues: dict[str, None] = {}
    listed: dict[str, None] = {}
    for name, kind, bits, group, exact in tokens:
        if kind == _NOISE:
            year = year or (int(name) if name.isdecimal() else 0)
            continue
        text.append(name)
        if kind in _CORE:
            model.append(name)
            if kind == _NUMBER:
                numbers.append(name)
        elif kind == _HUE:
            families |= group
            hues[exact] = None
            listed[chr(64 + group.bit_length())] = None
            hue = hue or bits
            family = family or group
        elif kind == _GENDER:
            genders |= group
        elif kind == _SURFACE:
            surfaces |= group
    hashes = [crc32("/".join(names).encode()) for names in (hues, sorted(numbers))]
    spelled = ("".join(model), " ".join(text), "".join(listed))
    return _Tally(families, genders, surfaces, hue, family, *spelled, hashes[0], year, hashes[1])
