"""The tokenizer: the one module of this room that cuts a text into words, folds and counts them.

Two spellings of one name (`Gel-Lyte III`, `GEL LYTE 3`; `2pt0`, `2.0`; `990v5`, `990 V5`) become
equal here. Three kinds of text are cut, each by a pattern of its own, for signs mean different
things in them:

    words(title)          names, titles -> folded words with their places; `v` stays at its number
    shop_words(text)      shop titles to compare -> plain words; a `+` ends a word (`270+`)
    post_pieces(post)     running text -> gap, word, gap ...: letters and digits part, plurals of
                          numbers (`the 25s`), links and `&` are words; `post_word` folds one

Letters, markup, entities and roman numerals are read by one rule for all three.
"""

import html
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from . import scripts

LONGEST = 600
"""Characters of a title that are read; what is cut is never a name."""

_TITLE_WORD = re.compile(
    r"[^\W\d_]{2,}(?:['’`´]s\b)?(?:['’][^\W\d_]+)?(?![^\W_])|"  # plain words first: most are
    r"[MWUmwu]?\d+(?=[vV] ?\d)|"  # 990v5, M990 V5
    r"\d+(?:[.,]\d{1,2})(?![.,\w])|\d+pt\d+|\+(?!\w)|[^\W_]+(?:['’`´]s\b)?(?:['’][^\W\d_]+)?"
)
# The word of a shop title, with its decimals and its plus: `23.1`, `270+`.
_SHOP_WORD = re.compile(r"[^\W_]+(?:\.\d{1,2}\b)?(?:\+(?!\w))?")
# Spelled out, letters are found faster than as what is neither a sign nor a digit.
_LETTER = (
    "[a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2fff\u3040-\ud7ff"
    "\uf900-\ufdff\ufe70-\uffef]"
)
_POST_WORD = re.compile(
    r"((?:https?://|www\.)\S+"
    rf"|{_LETTER}++(?!(?<=v)\d)(?:['’]s(?!{_LETTER}))?"
    r"|v?\d+(?:\.\d+)?(?:['’]?s(?![^\W_]))?"
    rf"|{_LETTER}{{2,}}?(?=v\d)|{_LETTER}+"
    r"|[+&])"
)
_POST_NUMBER = re.compile(r"v?(\d+(?:\.\d+)?)(?:['’]?s)?")
_TAG = re.compile(r"<[^<>]{0,400}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,12});")
_STRAIGHT = str.maketrans("’‘`´“”″–—", "''''\"\"\"--")
_SPECIAL = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "™": ""})
_NOT_IN_SLUG = re.compile(r"[^0-9a-z]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_DROPPED = re.compile(r"['’`´]")

_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = {
    "x" * tens + ones: str(10 * tens + units)
    for tens in range(4)
    for units, ones in enumerate(_ONES)
    if tens + units
}
"""Roman numerals up to 39 -> arabic: no shoe counts further (`Air Jordan XXXIX`)."""
LETTERS = frozenset({"i", "v", "x"})
"""Numerals that are letters, too: they count only where something else says so."""
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
    word = _DROPPED.sub("", unaccented(word.casefold()))
    if "pt" in word:
        whole, _, part = word.partition("pt")
        if whole.isdigit() and part.isdigit():
            return f"{whole}.{part}"
    if "," in word:
        word = word.replace(",", ".")
    return numeral(word)


def numeral(word: str) -> str:
    """Give a roman numeral as arabic (`iii`: `3`); other words, and single letters, as they are."""
    return word if word in LETTERS else ROMAN.get(word, word)


def unaccented(text: str) -> str:
    """Give a text in small letters without accents: `ł` as `l`, `é` as `e`, `ß` as `ss`."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    if parts.isascii():
        return parts
    return unicodedata.normalize("NFC", _ACCENTS.sub("", parts))


def lowered(text: str) -> str:
    """Give a text in small letters with every character in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def unmarked(text: str) -> str:
    """Give a text without tags, its entities read; places are not kept."""
    if "&" in text:
        text = html.unescape(text)
    return _TAG.sub(" ", text) if "<" in text else text


def clean(title: str) -> str:
    """Blank out tags and read entities, keeping every character in its place."""
    title = title[:LONGEST]
    if "<" in title:
        title = _TAG.sub(lambda found: " " * len(found[0]), title)
    if "&" in title:
        title = _ENTITY.sub(_unescaped, title)
    return title


def plain(title: str, longest: int) -> str:
    """Give a title in small letters without accents and markup; quotes and dashes are straight.

    At most `longest` characters are read; places are not kept.
    """
    text = unmarked(title[:longest])
    return unaccented(text.translate(_STRAIGHT).lower())


def _unescaped(found: re.Match[str]) -> str:
    return html.unescape(found[0])[:1].ljust(len(found[0]))


@lru_cache(maxsize=1_000)
def words(title: str) -> tuple[Word, ...]:
    """Split a title into folded words with their places.

    The last titles are kept, for a title is looked up as a whole before it is taken apart.
    """
    found: list[Word] = []
    text = clean(title)
    for start, end, unspaced in scripts.parts(text):
        if unspaced:
            cut = scripts.cut(text, start, end)
            found += [_new_word(Word, (fold(one.text), one.start, one.end)) for one in cut]
        else:
            _add_words(found, text, start, end)
    return tuple(found)


def _add_words(found: list[Word], title: str, first: int, last: int) -> None:
    """Add the words of a part of a title that is written with spaces."""
    previous = found[-1].text if found else ""
    for match in _TITLE_WORD.finditer(title, first, last):
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
        elif text in LETTERS and previous in _BEFORE_SHORT_ROMAN and raw.isupper():
            text = text if _joins_names(title, match.end(), raw) else ROMAN[text]
        found.append(_new_word(Word, (text, start, end)))
        previous = text


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


def shop_words(text: str) -> list[str]:
    """Cut a text that is `plain` into the words of shop titles."""
    return _SHOP_WORD.findall(text)


def post_pieces(post: str) -> list[str]:
    """Cut a post into gap, word, gap, word, ..., gap, in small letters: none is lost."""
    return _POST_WORD.split(lowered(post))


def post_word(raw: str) -> str:
    """Fold a word of a post: a number without `v`, plural and `.0`, a word without `'s`.

    A link says nothing and becomes empty.
    """
    number = _POST_NUMBER.fullmatch(raw)
    if number:
        return number[1].removesuffix(".0")
    if raw.startswith(("http://", "https://", "www.")):
        return ""
    if raw[-1] == "s" and raw[-2:-1] in {"'", "’"}:
        raw = raw[:-2]
    return numeral(unaccented(raw))
