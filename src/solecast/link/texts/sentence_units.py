"""A sentence as units: names, quantities, phrases of the lexicon, unknown words and signs."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ..lexicon.phrases import Phrases
from ..lexicon.tokenizer import Word, words
from .grammar import terms
from .grammar.layout import Sentence
from .grammar.quantities import WrittenQuantity, quantities
from .named_shoes import NamedShoe, NameFinder

_NOTHING: dict[str, str] = {}
_NUMBER = frozenset({"number"})
_WORD = frozenset({"word"})
_NAMED = {name: frozenset({name}) for name in (*terms.QUANTITIES, *terms.NAMES)}
_SIGNS = {sign: frozenset({name}) for sign, name in terms.NAMED.items()}


class Unit(NamedTuple):
    """A stretch `[start, end)` of a sentence: its classes, its values, a quantity's unit."""

    start: int
    end: int
    classes: frozenset[str]
    values: Mapping[str, str]
    character: str
    measure: str | None = None


class Units:
    """The units of a sentence; `line` has a character for each."""

    def __init__(self, sentence: Sentence, found: Sequence[Unit], masks: Mapping[str, int]) -> None:
        """Keep units of a sentence, in order."""
        self.sentence = sentence
        self.units = found
        self.line = "".join([unit.character for unit in found])
        self.classes = frozenset().union(*[unit.classes for unit in found])
        self.mask = 0
        for character in set(self.line):
            self.mask |= masks[character]

    def said(self, first: int, last: int) -> str:
        """Give the text of the units `[first, last)`."""
        return self.sentence.text[self.units[first].start : self.units[last - 1].end]


_Piece = tuple[int, int, frozenset[str], Mapping[str, str], str | None, int]
"""Start, end, classes, values, unit of measure, and the word after it."""


def units(sentence: Sentence, names: NameFinder, known: terms.Lexicon, seen: set[str]) -> Units:
    """Cut a sentence into units: its names and quantities, else its longest phrases.

    `seen` has what the text has named before, as `Names.find` tells.
    """
    text = sentence.text
    said = words(text)
    texts = [word.text for word in said]
    named = names.find(said, texts, text, seen)
    named = [name for name in named if not _is_term(name, texts, known.phrases)]
    masks = _masks(said, named, quantities(text))
    characters = known.characters
    found: list[Unit] = []
    at, end = 0, 0
    while at < len(said):
        piece = masks.get(at) or _phrase(text, said, texts, at, known, masks)
        start, stop, classes, values, measure, last = piece
        if start > end:
            _signs(text, end, start, found, characters)
        if text[start].isupper() and (_goes_on(found) or _marked(text[start:stop])):
            classes = _capital(classes)
        found.append(Unit(start, stop, classes, values, characters[classes], measure))
        at, end = last, stop
    _signs(text, end, len(text), found, characters)
    return Units(sentence, found, known.masks)


def _phrase(
    text: str,
    said: Sequence[Word],
    texts: Sequence[str],
    at: int,
    known: terms.Lexicon,
    masks: Mapping[int, _Piece],
) -> _Piece:
    """Give the longest phrase of the lexicon at a word, or the word alone."""
    word = texts[at]
    if word in known.starts:
        hit = known.phrases.at(texts, at)
        if hit and hit.last - at > 1 and _unbroken(text, said, at, hit.last, masks):
            term = hit.value
            return said[at].start, said[hit.last - 1].end, term.classes, term.values, None, hit.last
    single = known.singles.get(word)
    if single is not None:
        return said[at].start, said[at].end, single.classes, single.values, None, at + 1
    classes = _NUMBER if word[0].isdigit() else _WORD
    return said[at].start, said[at].end, classes, _NOTHING, None, at + 1


_BEGINS = frozenset({"colon", "quote", "bar", "dash"})
_TECHNOLOGY = frozenset({"sure", "grip", "construction"})


def _goes_on(found: Sequence[Unit]) -> bool:
    """Say whether a word follows another: the first of a phrase has its capital anyway."""
    return bool(found) and not found[-1].classes & _BEGINS


def _is_term(name: NamedShoe, texts: Sequence[str], phrases: Phrases[terms.Term]) -> bool:
    """Say whether what looks like a name is a technology: `Cloudfoam`, `Nitro Elite foam`."""
    hit = phrases.at(texts, name.first)
    if hit is None:
        return False
    if name.kind == "brand":
        return "lining" in hit.value.classes  # Li-Ning writes itself apart.
    if not hit.value.classes & _TECHNOLOGY:
        return False
    return hit.last > name.last or (name.kind == "another" and hit.last == name.last)


def _marked(said: str) -> bool:
    """Say whether capitals mark a name even at a sentence's beginning: `PWRRUN`, `FuelCell`."""
    return any(c.isupper() for c in said[1:]) and len(said) > 2


@cache
def _capital(classes: frozenset[str]) -> frozenset[str]:
    return classes | {"cap"}


def _masks(
    said: Sequence[Word], mentions: Sequence[NamedShoe], stated: Sequence[WrittenQuantity]
) -> dict[int, _Piece]:
    """Give what stands at a word instead of the lexicon's phrase, by its first word."""
    found: dict[int, _Piece] = {}
    taken: list[tuple[int, int]] = []
    at = 0
    for one in stated:
        while at < len(said) and said[at].start < one.start:
            at += 1
        last = at
        while last < len(said) and said[last].end <= one.end:
            last += 1
        if last > at:
            values = {one.kind: one.value}
            found[at] = (one.start, one.end, _NAMED[one.kind], values, one.unit, last)
            taken.append((at, last))
            at = last
    for name in mentions:
        if not any(first < name.last and name.first < last for first, last in taken):
            start, end = said[name.first].start, said[name.last - 1].end
            values = {name.kind: name.name}
            found[name.first] = (start, end, _NAMED[name.kind], values, None, name.last)
    return found


_GAPS = frozenset({" ", "-", "", "–", "\n", "  "})


def _unbroken(
    text: str, said: Sequence[Word], first: int, last: int, masks: Mapping[int, _Piece]
) -> bool:
    """Say whether nothing but a space or a hyphen parts the words of a phrase."""
    return all(
        text[said[i - 1].end : said[i].start] in _GAPS and i not in masks
        for i in range(first + 1, last)
    )


def _signs(
    text: str, start: int, end: int, found: list[Unit], characters: Mapping[frozenset[str], str]
) -> None:
    if end - start == 1 and text[start] in " -":
        return
    for at in range(start, end):
        classes = _SIGNS.get(text[at])
        if classes is not None:
            found.append(Unit(at, at + 1, classes, _NOTHING, characters[classes]))
