"""Shoes that a sentence names: the subject, its other versions, other shoes; and brands.

A run of words of the subject's own name is the subject. Another number or cut after it makes
another version of it (`kinname`), any other model of the lexicon, or a brand with a name
and a number behind it, another shoe.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from .. import lexicon
from ..lexicon.phrases import Phrases
from ..lexicon.tokenizer import Word, key
from ..titles import makers
from ..titles.brand_model import technology
from ..titles.name_parts import CUTS
from .fact import TextSubject

_NUMBER = re.compile(r"v?\d{1,4}(?:\.\d{1,2})?\+?")
_FOLLOWS_BARE_NUMBER = frozenset(
    {"is", "was", "has", "had", "and", "but", "to", "in", "with", "version", "edition", "model",
     "replaced", "replaces", "feels", "felt", "from", "on", "also", "for", "or"}
)  # fmt: skip
_FIRSTS = frozenset({"1", "1.0", "v1"})
"""Numbers of a first version, which a name may leave out."""
_NEAR = 3
"""Words that may stand between a brand and the model that it makes sure."""


class NamedShoe(NamedTuple):
    """A name at the words `[first, last)`: `me`, `kinname`, `another`, `brand` or `partner`."""

    first: int
    last: int
    kind: str
    name: str


@cache
def _models() -> Phrases[str]:
    """Give the models of the lexicon as phrases, with brand and name as one text."""
    found: dict[tuple[str, ...], str] = {}
    for model, spelled in lexicon.model_spellings():
        found.setdefault(spelled, f"{model.brand} {model.name}")
    return Phrases(found.items())


class NameFinder:
    """What names a text's subject, and what names other shoes."""

    def __init__(self, subject: TextSubject) -> None:
        """Know the words of the subject's name."""
        self.brand = makers.brand_name(subject.brand) if subject.brand else None
        self.subject = subject
        brand = set(key(self.brand or "")) | set(key(subject.brand or ""))
        self.model = [w for w in key(subject.model or "") if w not in brand or w == "jordan"]
        self.version = list(key(subject.version or ""))
        own = {*self.model, *self.version}
        for word in self.model:
            own.update(_parted(word))
        own.update(_initials([*self.model, *self.version]))
        self.own = own
        plain = own - technology(self.brand or "") - CUTS
        self.telling = {w for w in plain if (w,) not in lexicon.variants()} or plain or own
        self.numbers = {w.removeprefix("v") for w in own if _NUMBER.fullmatch(w)}
        self.brand_words = brand
        same = _models().at(self.model, 0) if self.model else None
        self.listed = same.value if same and same.last == len(self.model) else None
        """The subject's model as the lexicon spells it."""

    def find(
        self, words: Sequence[Word], texts: Sequence[str], text: str, seen: set[str]
    ) -> list[NamedShoe]:
        """Give the names of a sentence in order, none overlapping.

        `seen` has the first words of other shoes that the text has named with their brand, and
        is added to: later `the Ghost` is enough.
        """
        found: list[NamedShoe] = []
        at = 0
        while at < len(words):
            hit = self._at(words, texts, text, at)
            if hit is not None and hit.kind == "another":
                seen.update(_names_alone(texts[hit.first : hit.last]) - self.own)
            elif hit is None and texts[at] in seen and text[words[at].start].isupper():
                hit = NamedShoe(at, _with_version(words, texts, text, at + 1), "another", "")
            if hit is None:
                at += 1
                continue
            found.append(hit)
            at = hit.last
        return found

    def _at(
        self, words: Sequence[Word], texts: Sequence[str], text: str, at: int
    ) -> NamedShoe | None:
        word = texts[at]
        if word in self.own and (hit := self._mine(words, texts, text, at)):
            return hit
        if _makers_begin(word) and (hit := self._maker(words, texts, text, at)):
            return hit
        if (word,) in lexicon.variants() and (hit := self._variant(words, texts, text, at)):
            return hit
        if _models().begins(word) and text[words[at].start].isupper():
            return self._model(words, texts, text, at)
        return self._bare_number(words, texts, text, at) if word[:1].isdigit() else None

    def _mine(
        self, words: Sequence[Word], texts: Sequence[str], text: str, at: int
    ) -> NamedShoe | None:
        """Find a run of the subject's own words, and what follows it."""
        last = at
        while last < len(words) and self._goes_on(words, texts, text, last, at):
            last += 1
        run = texts[at:last]
        first = text[words[at].start]
        if not self.telling.intersection(run) or not (first.isupper() or first.isdigit()):
            return None
        if first.isdigit() and len(run) == 1 and not self._named_number(words, texts, text, at):
            return None
        longer = _models().at(texts, at) or _models().at(_singular(texts, at, last + 1), at)
        if longer and longer.last > last and text[words[last].start].isupper():
            rest = set(_singular(texts, last, longer.last)[last : longer.last])
            if longer.value == self.listed:
                return NamedShoe(at, longer.last, "me", self.subject.name)
            if rest - self.own:
                return NamedShoe(
                    at, longer.last, "kinname", self._called(words, text, at, longer.last)
                )
        end = self._other_version(words, texts, text, last, run)
        if end > last:
            return NamedShoe(at, end, "kinname", self._called(words, text, at, end))
        return NamedShoe(at, last, "me", self.subject.name)

    def _goes_on(
        self, words: Sequence[Word], texts: Sequence[str], text: str, i: int, at: int
    ) -> bool:
        said = texts[i]
        known = said in self.own or (i > at and _without_s(said) in self.own)
        known = known or (i > at and said in self.brand_words)
        return known and (i == at or _joined(words, text, i))

    def _named_number(
        self, words: Sequence[Word], texts: Sequence[str], text: str, at: int
    ) -> bool:
        before = texts[at - 1] if at else ""
        return len(texts[at]) > 2 or before in {"the", "this", "these", "of"} | self.brand_words

    def _other_version(
        self, words: Sequence[Word], texts: Sequence[str], text: str, last: int, run: Sequence[str]
    ) -> int:
        """Give where the number or cut of another version ends, behind a run of own words."""
        if last >= len(words) or not _joined(words, text, last) or texts[last] in self.own:
            return last
        said = texts[last]
        numbered = bool(_NUMBER.fullmatch(said)) and said.removeprefix("v") not in self.numbers
        numbered = numbered and not _measure(words, text, last)
        numbered = numbered and (bool(self.numbers) or said not in _FIRSTS)
        if numbered and (len(said) <= 4 and not said.startswith(("19", "20"))):
            mine = any(w in self.telling and not w[0].isdigit() for w in run) or len(run) > 1
            return last + 1 if mine or said.startswith("v") else last
        cut = said in CUTS and text[words[last].start].isupper()
        return last + 1 if cut and CUTS.intersection(self.own) else last

    def _maker(
        self, words: Sequence[Word], texts: Sequence[str], text: str, at: int
    ) -> NamedShoe | None:
        """Find a brand, and the name behind it."""
        hit = makers.brands().at(texts, at)
        if hit is None:
            partner = makers.collaborators().at(texts, at)
            named = partner and text[words[at].start].isupper()
            named = named and not _begins_plainly(words, text, at)
            return (
                NamedShoe(at, partner.last, "partner", partner.value) if partner and named else None
            )
        if not (text[words[at].start].isupper() or hit.value == "adidas") or not makers.is_brand(
            hit, texts
        ):
            return None
        own = hit.value == self.brand or set(texts[at : hit.last]) <= self.brand_words
        nxt = hit.last
        if nxt < len(words) and _joined(words, text, nxt):
            if own and texts[nxt] in self.own and (mine := self._mine(words, texts, text, nxt)):
                name = self._called(words, text, at, mine.last) if mine.kind != "me" else mine.name
                return mine._replace(first=at, name=name)
            if _models().begins(texts[nxt]) and (
                other := self._model(words, texts, text, nxt, True)
            ):
                return other._replace(first=at, name=_said(words, text, at, other.last))
            end = _unlisted(words, texts, text, nxt)
            if end:
                return NamedShoe(at, end, "another", _said(words, text, at, end))
        return NamedShoe(at, hit.last, "brand", hit.value)

    def _model(
        self, words: Sequence[Word], texts: Sequence[str], text: str, at: int, branded: bool = False
    ) -> NamedShoe | None:
        """Find another model of the lexicon; a plain English word needs its brand before it."""
        hit = _models().at(texts, at) or _models().at(_singular(texts, at, at + 4), at)
        if hit is None or not _all_named(words, text, at, hit.last):
            return None
        last = _with_version(words, texts, text, hit.last)
        alone = hit.last - at == 1
        if not branded and alone and (texts[at] in lexicon.common() or last == hit.last):
            plain = texts[at] in lexicon.common() or len(texts[at]) < 5 or texts[at].isdigit()
            called = last > hit.last and at and texts[at - 1] == "the"  # `the Mach 6`
            if (plain and not called) or at == 0:
                return None
        if self._is_mine(texts[at:last]):
            return NamedShoe(at, last, "me", self.subject.name)
        kin = self.telling.intersection(texts[at : hit.last]) - self.numbers
        return NamedShoe(at, last, "kinname" if kin else "another", _said(words, text, at, last))

    def _is_mine(self, run: Sequence[str]) -> bool:
        """Say whether a longer name is the subject's: its own words and its maker's technology."""
        said = {_without_s(word) if word not in self.own else word for word in run}
        own = self.own | technology(self.brand or "") | self.brand_words
        return self.telling <= said <= own

    def _variant(
        self, words: Sequence[Word], texts: Sequence[str], text: str, at: int
    ) -> NamedShoe | None:
        """Find `the GTX version` in a text on the plain shoe."""
        after = texts[at + 1] if at + 1 < len(texts) else ""
        marked = text[words[at].start : words[at].end].isupper() and len(texts[at]) > 1
        if not marked or texts[at] in self.own or after not in {"version", "model", "edition"}:
            return None
        return NamedShoe(at, at + 1, "kinname", f"{self.subject.name} {texts[at].upper()}")

    def _bare_number(
        self, words: Sequence[Word], texts: Sequence[str], text: str, at: int
    ) -> NamedShoe | None:
        """Find `the 36` in a text on the 37."""
        said = texts[at]
        follows = texts[at + 1] if at + 1 < len(texts) else "is"
        close = at + 1 < len(texts) and not _joined(words, text, at + 1)
        after = close or follows in _FOLLOWS_BARE_NUMBER
        mine = {n for n in self.numbers if n in {w.removeprefix("v") for w in self.version}}
        if not (at and texts[at - 1] == "the" and after and mine and said.isdigit()):
            return None
        if (
            len(said) > 2
            or said in self.numbers
            or not any(abs(int(said) - float(n)) <= 6 for n in mine if n.isdigit())
        ):
            return None
        return NamedShoe(
            at, at + 1, "kinname", f"{self.subject.brand or ''} {self.subject.model} {said}".strip()
        )

    def _called(self, words: Sequence[Word], text: str, first: int, last: int) -> str:
        said = _said(words, text, first, last)
        branded = not self.brand or said.lower().startswith(self.brand.lower())
        return said if branded else f"{self.brand} {said}"


@lru_cache(maxsize=1000)
def names_of(subject: TextSubject) -> NameFinder:
    """Give what names a subject."""
    return NameFinder(subject)


@lru_cache(maxsize=20_000)
def _makers_begin(word: str) -> bool:
    return makers.brands().begins(word) or makers.collaborators().begins(word)


def _begins_plainly(words: Sequence[Word], text: str, at: int) -> bool:
    """Say whether a sentence begins with a word like any other: `Supreme comfort`."""
    follows = text[words[at + 1].start] if at + 1 < len(words) else ""
    return at == 0 and follows.islower() and text[words[1].start : words[1].end] != "x"


def _names_alone(texts: Sequence[str]) -> set[str]:
    """Give the word that is enough for a shoe once its brand was told: `Ghost`."""
    brand = makers.brands().at(texts, 0)
    rest = texts[brand.last :] if brand else ()
    return {rest[0]} if rest and rest[0].isalpha() and len(rest[0]) > 3 else set()


def _parted(word: str) -> list[str]:
    """Part `990v6` as the text may."""
    found = re.fullmatch(r"([a-z]*\d+)(v\d+)", word)
    return [found[1], found[2]] if found else []


def _initials(words: Sequence[str]) -> list[str]:
    """Give runs of single letters as one word: `G.T.` is `GT`."""
    runs = "".join(word if len(word) == 1 and word.isalpha() else " " for word in words).split()
    return [run for run in runs if len(run) > 1]


def _without_s(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _singular(texts: Sequence[str], first: int, last: int) -> list[str]:
    """Give the words with plurals of `[first, last)` made singular."""
    return [*texts[:first], *map(_without_s, texts[first:last]), *texts[last:]]


def _joined(words: Sequence[Word], text: str, i: int) -> bool:
    """Say whether a word follows the one before it without a sign that ends a name."""
    return text[words[i - 1].end : words[i].start].strip(" '’‘-.") == ""


def _measure(words: Sequence[Word], text: str, i: int) -> bool:
    return text[words[i].end : words[i].end + 1] in {"%", "°"}


def _all_named(words: Sequence[Word], text: str, first: int, last: int) -> bool:
    """Say whether every word of a name begins with a capital or a digit, without a gap."""
    return all(not text[words[i].start].islower() for i in range(first, last)) and all(
        _joined(words, text, i) for i in range(first + 1, last)
    )


def _with_version(words: Sequence[Word], texts: Sequence[str], text: str, last: int) -> int:
    variants = lexicon.variants()
    while last < len(words) and _joined(words, text, last):
        said = texts[last]
        version = _NUMBER.fullmatch(said) and not _measure(words, text, last)
        named = not text[words[last].start].islower() and ((said,) in variants or said in CUTS)
        if not (version or named or said == "+"):
            break
        last += 1
    return last


def _unlisted(words: Sequence[Word], texts: Sequence[str], text: str, at: int) -> int:
    """Give where an unknown model behind a brand ends: capitals and a number; 0 for none."""
    last = at
    while last < min(len(words), at + _NEAR) and _joined(words, text, last):
        if not text[words[last].start].isupper() or texts[last].isdigit():
            break
        last += 1
    end = _with_version(words, texts, text, last)
    return end if last > at and end > last else 0


def _said(words: Sequence[Word], text: str, first: int, last: int) -> str:
    end = words[last - 1].end + (text[words[last - 1].end : words[last - 1].end + 1] == "+")
    return re.sub(r"\s+", " ", text[words[first].start : end]).removesuffix("'s").removesuffix("’s")
