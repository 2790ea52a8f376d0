"""Words of a title: cleaned, folded to one spelling, each with its place in the title.

Every other module of the room sees titles through `words`, so that two spellings of one
name (`Gel-Lyte III`, `GEL LYTE 3`; `2pt0`, `2.0`; `990v5`, `990 V5`) become equal here.
"""

import html
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST = 600
"""Characters of a title that are read; what is cut is never a name."""

_TOKEN = re.compile(
    r"[^\W\d_]{2,}(?:['’`´]s\b)?(?:['’][^\W\d_]+)?(?![^\W_])|"  # plain words first: most are
    r"[MWUmwu]?\d+(?=[vV] ?\d)|"  # 990v5, M990 V5
    r"\d+(?:[.,]\d{1,2})(?![.,\w])|\d+pt\d+|\+(?!\w)|[^\W_]+(?:['’`´]s\b)?(?:['’][^\W\d_]+)?"
)
_TAG = re.compile(r"<[^<>]{0,400}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,12});")
_SPECIAL = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "™": ""})
_NOT_IN_SLUG = re.compile(r"[^0-9a-z]+")
_DROPPED = re.compile(r"['’`´]")

_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17",
    "xviii": "18", "xix": "19", "xx": "20", "xxi": "21", "xxii": "22", "xxiii": "23",
    "xxviii": "28", "xxix": "29", "xxx": "30", "xxxi": "31", "xxxii": "32", "xxxiii": "33",
    "xxxiv": "34", "xxxv": "35", "xxxvi": "36", "xxxvii": "37", "xxxviii": "38", "xxxix": "39",
}  # fmt: skip
_SHORT_ROMAN = {"i": "1", "v": "5", "x": "10"}
_BEFORE_SHORT_ROMAN = {
    "jordan", "lyte", "force", "legend", "vapor", "vortex", "victory", "genio", "tailwind",
    "flytrap", "kd", "lebron", "kobe",
}  # fmt: skip


_AFTER_TEN = {"retro", "og", "low", "mid", "high", "10", "(gs)", "(ps)", "(td)", "-", "–", "|"}
_SPLITS = {" ", "-", "_"}


class Word(NamedTuple):
    """A folded word and its place `[start, end)` in the title."""

    text: str
    start: int
    end: int


_new_word = tuple.__new__
"""Makes a `Word` without the call of its constructor: titles are made of millions of them."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Give a word in lower case without accents and apostrophes; roman numerals as arabic."""
    word = word.casefold().translate(_SPECIAL)
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word)
        word = unicodedata.normalize(
            "NFC", "".join(c for c in parts if not "\u0300" <= c <= "\u036f")
        )
    word = _DROPPED.sub("", word)
    if "pt" in word:
        whole, _, part = word.partition("pt")
        if whole.isdigit() and part.isdigit():
            return f"{whole}.{part}"
    if "," in word:
        word = word.replace(",", ".")
    return _ROMAN.get(word, word)


def clean(title: str) -> str:
    """Blank out tags and read entities, keeping every character in its place."""
    title = title[:LONGEST]
    if "<" in title:
        title = _TAG.sub(lambda found: " " * len(found[0]), title)
    if "&" in title:
        title = _ENTITY.sub(_unescaped, title)
    return title


def _unescaped(found: re.Match[str]) -> str:
    return html.unescape(found[0])[:1].ljust(len(found[0]))


@lru_cache(maxsize=1_000)
def words(title: str) -> tuple[Word, ...]:
    """Split a title into folded words with their places.

    The last titles are kept, for a title is looked up as a whole before it is taken apart.
    """
    found: list[Word] = []
    previous = ""
    for match in _TOKEN.finditer(clean(title)):
        raw = match[0]
        text = fold(raw)
        if not text:
            continue
        start, end = match.span()
        if previous == "v" and text.isdigit():
            start, text = found.pop().start, "v" + text
        elif text == "0" and len(previous) == 1 and previous.isdigit() and found:
            if title[found[-1].end : match.start()] in _SPLITS:  # `2-0` of an address is 2.0
                start, text = found[-1].start, f"{found.pop().text}.0"
        elif text in _SHORT_ROMAN and previous in _BEFORE_SHORT_ROMAN and raw.isupper():
            text = text if _joins_names(title, match.end(), raw) else _SHORT_ROMAN[text]
        found.append(_new_word(Word, (text, start, end)))
        previous = text
    return tuple(found)


def _joins_names(title: str, end: int, raw: str) -> bool:
    """Say whether an X joins two names: in a title all in capitals it is ten only at a name's end.

    `JORDAN X UNION` is a collaboration, `AIR JORDAN X RETRO` and `Air Jordan X NYC` the tenth.
    """
    rest = title[end:].split()
    return raw == "X" and bool(rest) and title.isupper() and rest[0].lower() not in _AFTER_TEN


@lru_cache(maxsize=200_000)
def key(text: str) -> tuple[str, ...]:
    """Give the folded words of a text, without places: equal for equal names."""
    return tuple([word.text for word in words(text)])


@lru_cache(maxsize=50_000)
def slug(text: str) -> str:
    """Give a stable name for addresses: folded words joined by `-`, at most 120 characters."""
    parts = [_NOT_IN_SLUG.sub("-", ascii_(word.text)) for word in words(text)]
    joined = "-".join(part.strip("-") for part in parts if part.strip("-"))
    return joined[:120].strip("-") or "unnamed"


def ascii_(word: str) -> str:
    """Spell a folded word in ASCII; other scripts as their code points, `+` as `plus`."""
    if word == "+":
        return "plus"
    if word.isascii():
        return word
    return "".join(c if c.isascii() else f"{ord(c):x}" for c in word)
