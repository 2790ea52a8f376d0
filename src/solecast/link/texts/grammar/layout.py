"""A text laid out: title, prose, items and cells, cut into sentences that keep their places.

Every character keeps its place, so that what is found can be quoted. Markup and characters
that nobody sees become spaces.
"""

import html
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ...lexicon.tokenizer import LONGEST as _WORDS_READ
from ...lexicon.tokenizer import key
from .data_files import rows

LONGEST = 200_000
"""Characters of a text that are read: a long article has 30,000."""

_UNSEEN = str.maketrans(
    dict.fromkeys("\xa0\u202f\u2007\u2009\u200a\u200b\u200c\u200d\ufeff\xad\t\x0b\x0c", " ")
)
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})\b[^<>]{0,2000}>|<!--")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,12});")
_INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "u", "mark", "small", "sup", "sub"})
_HIDDEN = {"script": "</script", "style": "</style", "noscript": "</noscript"}
_BULLET = re.compile(r"\s{0,20}(?:[-*•·–+✓✔✗✘]|\d{1,2}[.)])\s{1,8}")
_SHORTENED = "".join(
    rf"(?<!\b{word}\.)"
    for word in (
        *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
        *("No", "no", "vs", "approx", "Mr", "Dr", "St", "Jr", "ca", "incl"),
    )
)
"""Shortened words whose full stop ends no sentence."""
_SENTENCE_END = re.compile(
    rf"[.!?…](?<=[^\sA-Z].){_SHORTENED}"
    r"[.!?…]{0,4}[\"'”’)]{0,2}(?:\s+(?![a-z])|(?=[A-Z][a-z]))|[.!?]{1,5}$"
)
_INNER_END = re.compile(r"[a-z0-9)][.!?]{1,5}(?:\s|[A-Z][a-z])")
_LEGAL_SENTENCE = _WORDS_READ - 100
_TITLE_LENGTH = 140
_HEADING_LENGTH = 60
_MARKS = "#*_:|> \t\r-"


class Sentence(NamedTuple):
    """A sentence, an item or a row: its words with blanks for markup, and where it starts.

    `kind` is `title`, `prose`, `item` or `row`; `section` is that of `sections.csv`, or "".
    `paragraph` numbers lines.
    """

    text: str
    start: int
    kind: str
    section: str
    paragraph: int


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences, each with its place, what kind of line it is in, and where."""
    found: list[Sentence] = []
    section = ""
    plain = visible(text[:LONGEST])
    named = not plain.strip().count("\n")  # A lone line is no headline.
    for number, (start, line) in enumerate(_lines(plain)):
        stripped = line.strip(_MARKS)
        if not stripped:
            continue
        known = sections().get(key(stripped)) if len(stripped) <= _HEADING_LENGTH else None
        if known is None and line.lstrip().startswith("#"):
            known = ""
        if known is not None:
            section = known
            continue
        label = _label(line)
        begin, inside = label or (0, section)
        kind = "item" if label or section in _LISTED else _kind(line, named or bool(section))
        named = True
        if kind == "title":
            found.append(Sentence(line, start, kind, "", number))
        elif inside in _LISTED and kind == "item":
            found += _items(line, begin, start, inside, number, split=bool(label))
        else:
            found += _prose(line, begin, start, kind, inside, number)
    return found


_LISTED = ("pros", "cons")


@cache
def sections() -> dict[tuple[str, ...], str]:
    """Folded words of a heading -> its section."""
    return {key(words): section for words, section in rows("sections.csv")}


@cache
def _labels() -> re.Pattern[str]:
    listed = [words for words, section in rows("sections.csv") if section in _LISTED]
    return re.compile(rf"\W{{0,6}}({'|'.join(map(re.escape, listed))})\s?:", re.IGNORECASE)


def _label(line: str) -> tuple[int, str] | None:
    """Find a list's label at the beginning of its line: where the list begins, its section."""
    found = _labels().match(line)
    return (found.end(), sections()[key(found[1])]) if found else None


def _lines(plain: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in plain.split("\n"):
        yield start, line
        start += len(line) + 1


def _kind(line: str, named: bool) -> str:
    if line.lstrip().startswith("|") or line.count("|") > 1:
        return "row"
    if _BULLET.match(line):
        return "item"
    said = line.strip()
    short = len(said) <= _TITLE_LENGTH and not said.endswith((".", "!", ":", ","))
    short = short and not _INNER_END.search(said)
    return "title" if short and not named else "prose"


def _items(
    line: str, begin: int, start: int, section: str, number: int, split: bool
) -> Iterator[Sentence]:
    """Cut a list on one line at commas before capitals; a line of a list is one item."""
    bullet = _BULLET.match(line, begin)
    begin = bullet.end() if bullet else begin
    cuts = [m.end() for m in _COMMA.finditer(line, begin)] if split else []
    for first, last in zip([begin, *cuts], [*cuts, len(line)], strict=True):
        item = line[first:last].rstrip(" ,;|\r")
        blank = len(item) - len(item.lstrip())
        if item.strip():
            place = start + first + blank
            yield Sentence(item[blank:], place, "item", section, number)


_COMMA = re.compile(r"[,;|]\s+(?=[A-Z0-9\"'“‘])")


@cache
def _glue() -> re.Pattern[str]:
    """Find where a shop's page lost a space: before and after its own labels."""
    names = "|".join(words for words, section in rows("sections.csv") if section == "label")
    return re.compile(
        rf"(?<=[a-z0-9.)’'])(?=(?:{names})(?::|[A-Z]))|(?<=-\d\d\d)(?=[A-Z][a-z])"
        rf"|(?:(?<=^)|(?<=[a-z0-9.)’']))(?:{names})(?=[A-Z][a-z])"
    )


def _prose(
    line: str, begin: int, start: int, kind: str, section: str, number: int
) -> Iterator[Sentence]:
    bullet = _BULLET.match(line, begin) if kind == "item" else None
    begin = bullet.end() if bullet else begin
    cuts = {begin, len(line)}
    cuts.update(m.end() for m in _SENTENCE_END.finditer(line, begin))
    cuts.update(m.end() for m in _glue().finditer(line, begin))
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        for at, piece in _short(line[first:last]):
            if piece.strip():
                yield Sentence(piece, start + first + at, kind, section, number)


def _short(piece: str) -> Iterator[tuple[int, str]]:
    """Cut what is longer than any sentence at a space."""
    at = 0
    while len(piece) - at > _LEGAL_SENTENCE:
        cut = piece.rfind(" ", at, at + _LEGAL_SENTENCE)
        cut = cut if cut > at else at + _LEGAL_SENTENCE
        yield at, piece[at:cut]
        at = cut
    yield at, piece[at:]


def visible(text: str) -> str:
    """Blank out what no reader sees, keeping every character in its place."""
    text = text.translate(_UNSEEN).replace("\r", " ")
    if "<" in text:
        text = _without_tags(text)
    if "&" in text:
        text = _ENTITY.sub(_unescaped, text)
    return text


def _unescaped(found: re.Match[str]) -> str:
    said = html.unescape(found[0])
    shown = " " if said.isspace() else said
    return shown.ljust(len(found[0])) if len(shown) <= len(found[0]) else found[0]


def _without_tags(text: str) -> str:
    pieces: list[str] = []
    at = 0
    lower = text.translate(_SMALL)
    while found := _TAG.search(text, at):
        name = (found[2] or "").lower()
        end = found.end()
        if not found[2]:
            end = _after(lower, "-->", end)
        elif name in _HIDDEN and not found[1]:
            end = _after(lower, _HIDDEN[name], end)
        blank = " " * (end - found.start())
        pieces += [text[at : found.start()], blank if name in _INLINE else "\n" + blank[1:]]
        at = end
    return "".join([*pieces, text[at:]])


def _after(lower: str, mark: str, start: int) -> int:
    found = lower.find(mark, start)
    return len(lower) if found < 0 else found + len(mark)
