"""A title taken apart: brand, model, version, collaborator, colorway, gender and the rest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...writing.unspaced import is_unspaced
from .. import lexicon
from ..lexicon.phrases import FoundPhrase
from ..lexicon.tokenizer import LONGEST, Word, clean, key, words
from . import brand_model, codes, makers, shop_words
from .name_parts import Naming, balanced

Span = tuple[int, int]

_YEAR_FROM, _YEAR_TO = 1970, 2049
_CONNECTORS = frozenset({"x", "by", "with", "feat", "featuring", "vs"})
_PERSONS = frozenset(
    {"girl", "boy", "man", "woman", "lady", "baby", "child", "kid", "youth", "male", "female"}
)
_COLOUR_WORDS = frozenset({"color", "colour"})
_CROWDS = frozenset({"girls", "boys", "jr"})
_LETTERS = frozenset({"m", "w"})
_CLOSER = {"unisex": 0, "men": 0, "women": 0, "kids": 1}
"""How closely a word tells who wears a shoe: a child over an adult, its age (2) over a child."""
_EITHER = frozenset({"/", "&", "+"})
"""Signs between two wearers of one shoe: `Toddler/Little Kid`."""
_UNEVEN = re.compile(r"[.,]|pt|''|\s\s|[^\w'’`´]{4}")
"""What words cannot be quoted with as they stand: numbers to spell, wide gaps."""
_QUOTES = frozenset('"“”„')


@dataclass(frozen=True)
class Title:
    """What a title says. A part that it does not name is None or an empty tuple.

    `spans` gives, for each part that was found, its places `[start, end)` in the title as it
    was given: one pair for `brand`, `model`, `version`, `gender`, `size`, `year`, `colorway`
    and `collaborator`, a list of pairs for `colours`, `style_codes` and `noise`. `colours` are
    hues in English. `certain` tells that the lexicon knows the model.
    """

    brand: str | None = None
    model: str | None = None
    version: str | None = None
    collaborator: str | None = None
    colorway: str | None = None
    colours: tuple[str, ...] = ()
    gender: str | None = None
    size: str | None = None
    style_codes: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    spans: Mapping[str, Span | list[Span]] = field(default_factory=dict)
    year: int | None = None
    kind: str | None = None
    certain: bool = False


def parse_title(title: str, brand: str | None = None) -> Title:
    """Take a title apart. `brand`, where known, decides between models of one name.

    Any text is fine: what names nothing gives a `Title` without parts. Only the first 600
    characters are read.
    """
    return _Parse(str(title)[:LONGEST], brand).title()


class _Parse:
    """One title on its way: every word gets at most one role."""

    def __init__(self, raw: str, brand: str | None) -> None:
        self.text = clean(raw)
        self.words = words(raw)
        self.words = makers.with_joins(brand_model.with_numbers_apart(self.words), self.text)
        self.texts = [word.text for word in self.words]
        self.roles: list[str] = [""] * len(self.words)
        self.free = list(range(len(self.words)))
        self.spans: dict[str, Span | list[Span]] = {}
        self.stated = makers.brand_name(brand) if brand and brand.strip() else None

    def title(self) -> Title:
        style_codes = self._patterns("style_codes", codes.style_codes(self.text))
        sizes = self._patterns("size", codes.sizes(self.text))
        numbers = self._shop_numbers()
        taken = {i for i, role in enumerate(self.roles) if role}
        taken |= makers.nicknamed(self.words, self.text)
        found = brand_model.name(self.words, self.texts, self.text, self.stated, taken)
        self._name(found)
        version = self._version(found)
        collaborator = self._collaborators(found)
        gender = self._gender(found)
        year = self._year()
        sizes = sizes or self._late_size(found)
        noise = self._noise(found, numbers)
        colorway, colours = self._colorway(found)
        if sizes:
            self.spans["size"] = self.spans["size"][0]  # type: ignore[assignment]
        return Title(
            brand=found.brand,
            model=found.model.name if found.model else None,
            version=version,
            collaborator=collaborator,
            colorway=colorway,
            colours=colours,
            gender=gender,
            size=codes.one_size(self.text[slice(*sizes[0])]) if sizes else None,
            style_codes=tuple(codes.normal(self.text[a:b]) for a, b in style_codes),
            noise=noise,
            spans=self.spans,
            year=year,
            kind=found.model.kind if found.model else None,
            certain=found.certain,
        )

    def _patterns(self, part: str, places: list[Span]) -> list[Span]:
        for start, end in places:
            for i, word in enumerate(self.words):
                if start <= word.start < end:
                    self._mark(i, i + 1, part)
        if places:
            self.spans[part] = list(places)
        return places

    def _shop_numbers(self) -> list[Span]:
        """Mark a shop's own numbers, with what a dash ties to them: `Beetle-36678-01`."""
        places: list[Span] = []
        for i, text in enumerate(self.texts):
            if not text.isdigit() or self.roles[i]:
                continue
            start = self.words[i].start
            tied = bool(places) and places[-1][1] == start - 1 and self.text[start - 1] == "-"
            if tied or shop_words.is_number(text):
                places.append(self._mark(i, i + 1, "noise"))
        return places

    def _mark(self, first: int, last: int, role: str) -> Span:
        for i in range(first, last):
            if not self.roles[i]:
                self.roles[i] = role
                self.free.remove(i)
        return self.words[first].start, self.words[last - 1].end

    def _name(self, found: Naming) -> None:
        if found.model_place:
            self.spans["model"] = self._mark(*found.model_place, "model")
        if found.version_place:
            self.spans["version"] = self._mark(*found.version_place, "version")
        for place in found.brand_places:
            span = self._mark(*place, "brand")
            self.spans.setdefault("brand", span)

        after = max(
            (place[1] for place in (found.model_place, found.version_place) if place), default=0
        )
        while found.model and found.version_place and self._is_said_again(after, found.model.name):
            self._mark(after, after + 1, "model")
            after += 1

        if found.model_place:
            self._mark_repeats(*found.model_place)

    def _mark_repeats(self, first: int, last: int) -> None:
        """Mark a model that a title says twice: `キャンパス 00s / Campus 00s`."""
        said = self.texts[first:last]
        for place in range(last, len(self.texts) - len(said) + 1):
            again = range(place, place + len(said))
            if self.texts[place] != said[0]:
                continue
            slashed = "/" in self.text[self.words[place - 1].end : self.words[place].start]
            same = self.texts[place : again.stop] == said and (len(said) > 1 or slashed)
            if same and set(again) <= set(self.free):
                self._mark(again.start, again.stop, "model")

    def _is_said_again(self, place: int, name: str) -> bool:
        """Say whether a word behind the version is one of the model's: `Yeezy 350 V2 Boost`."""
        if place not in self.free or self.texts[place] not in key(name):
            return False
        return not self.texts[place].isdigit() and self.texts[place] != "air"

    def _version(self, found: Naming) -> str | None:
        places = list(range(*found.version_place)) if found.version_place else []
        if found.model and found.model.kind == "retro":
            places += self._late_years()
        said = " ".join(self._spelled(self.words[i]) for i in places)
        return self._hyphened(said, places) or None

    def _hyphened(self, said: str, places: Sequence[int]) -> str:
        """Tie words as the title does: `Gore-Tex`; in an address every gap is a hyphen."""
        if "-" not in self.text or " " not in self.text.strip():
            return said
        for before, i in pairwise(places):
            if self.text[self.words[before].end : self.words[i].start] == "-":
                pair = self._raw(self.words[before]), self._raw(self.words[i])
                said = said.replace(" ".join(pair), "-".join(pair))
        return said

    def _late_years(self) -> list[int]:
        """Find a retro year behind the colorway: `White '07` is the `'07` in white."""
        last = self.free[-1] if self.free else 0
        if not self.free or self.texts[last] not in brand_model.RETRO_YEARS:
            return []
        start = self.words[last].start
        if self.text[start - 1 : start] not in {"'", "’"}:
            return []
        self._mark(last, last + 1, "version")
        return [last]

    def _spelled(self, word: Word) -> str:
        """Spell a word as the title does, with its apostrophe; `2pt0` is `2.0`, `ハイ` `High`."""
        before = self.text[word.start - 1 : word.start]
        mark = "'" if before in {"'", "’", "‘"} and word.text.isdigit() else ""
        shown = self.text[word.start : word.end]
        if word.text.isascii() and is_unspaced(shown):
            return word.text.capitalize()
        return mark + (word.text if "." in word.text or shown.startswith("v ") else shown)

    def _collaborators(self, found: Naming) -> str | None:
        free = self.free[:]
        texts = [self.texts[i] for i in free]
        names: list[str] = []
        spans: list[Span] = []
        for hit in makers.collaborators().find(texts):
            first, last = free[hit.first], free[hit.last - 1] + 1
            whole = last - first == hit.last - hit.first
            if whole and hit.value != found.brand and not self._quoted(first, last):
                self._collaborator(FoundPhrase(first, last, hit.value), names, spans)
        for other in found.other_brands:
            if not any(self.roles[other.first : other.last]):
                self._collaborator(other, names, spans)
        for place in self._partners(found, bool(spans)):
            self._collaborator(FoundPhrase(*place, self._joined(range(*place))), names, spans)
        if spans:
            self.spans["collaborator"] = min(spans)
        return " x ".join(dict.fromkeys(names)) or None

    def _partners(self, found: Naming, known: bool) -> Iterator[Span]:
        """Give the places of partners that no lexicon lists: `Kith x Nonnative`.

        Beside a known one, a partner is tied to it; else it stands behind the shoe's name.
        """
        if found.model_place is None:
            return
        for first, last in makers.partners(self.words, self.text):
            behind = first > found.model_place[1]
            tied = self.roles[first - 2] == "collaborator" if known else behind
            if tied and set(range(first, last)) <= set(self.free):
                yield first, last

    def _quoted(self, first: int, last: int) -> bool:
        """Say whether words stand alone in quotes: a nickname of the colorway, nobody's name."""
        start, end = self.words[first].start, self.words[last - 1].end
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        return before in _QUOTES and after in _QUOTES

    def _collaborator(self, hit: FoundPhrase[str], names: list[str], spans: list[Span]) -> None:
        spans.append(self._mark(hit.first, hit.last, "collaborator"))
        names.append(hit.value)

    def _gender(self, found: Naming) -> str | None:
        free = self.free[:]
        best: str | None = None
        before: Span | None = None
        for hit in makers.wearers().find([self.texts[i] for i in free]):
            first, last = free[hit.first], free[hit.last - 1] + 1
            if last - first != hit.last - hit.first:
                continue
            if last - first == 1 and not self._tells_gender(first, found):
                continue
            span = self._mark(first, last, "gender")
            both = before is not None and self.text[before[1] : span[0]].strip() in _EITHER
            before = (before[0], span[1]) if before and both else span
            better = best is None or _CLOSER.get(best, 2) < _CLOSER.get(hit.value, 2)
            best = hit.value if better else best
            if better or both:
                self.spans["gender"] = before
        return best

    def _tells_gender(self, i: int, found: Naming) -> bool:
        """Say whether a word is a tag of gender, not part of a colorway's nickname."""
        word = self.words[i]
        bracketed = self.text[word.start - 1 : word.start] in {"(", "["}
        if bracketed:
            return True
        last = i == len(self.words) - 1
        if word.text in _CROWDS and i and not self.roles[i - 1]:
            said = self.texts[i - 1]
            return said in lexicon.colours() or said in lexicon.noise()
        if word.text in _LETTERS:
            after = range(i + 1, len(self.words))
            ends = all(self.roles[j] or self.texts[j] in lexicon.genders() for j in after)
            return ends and self.text[word.start : word.end].isupper()
        if word.text in _PERSONS:
            before = found.model_place is not None and i < found.model_place[0]
            return before or (not last and self.texts[i + 1] in lexicon.noise())
        return True

    def _year(self) -> int | None:
        years = [i for i in self.free if len(self.texts[i]) == 4 and self._is_year(i)]
        if not years:
            return None
        pair = len(years) > 1 and years[-2] == years[-1] - 1
        first = years[-2] if pair else years[-1]
        self.spans["year"] = self._mark(first, years[-1] + 1, "year")
        return int(self.texts[first])

    def _is_year(self, i: int) -> bool:
        """Say whether a word is a year of release; a class of 2002 is none."""
        text = self.texts[i]
        known = text.isdigit() and _YEAR_FROM <= int(text) <= _YEAR_TO
        return known and not (i and self.texts[i - 1] == "of")

    def _late_size(self, found: Naming) -> list[Span]:
        """Find a size that ends a title behind its colorway: `Panda 9.5`, `White - 42`."""
        if not found.certain or found.model_place is None or len(self.free) < 2:
            return []
        place = codes.late_size(self.text)
        if place is None:
            return []
        inside = [i for i in self.free if place[0] <= self.words[i].start < place[1]]
        last = found.version_place[1] if found.version_place else found.model_place[1]
        before = [i for i in self.free if i >= last and self.words[i].start < place[0]]
        gender = self.spans.get("gender")
        if not inside or not (before or gender) or not self._may_be_size(inside[0], place):
            return []
        return self._patterns("size", [place])

    def _may_be_size(self, i: int, place: Span) -> bool:
        """Say whether a bare number is a size: `Lot 50` is a name, `White 42` a size."""
        said = self.text[slice(*place)].strip()
        marked = not said.isdigit() or self.text[: place[0]].rstrip()[-1:] in "-–|,"
        before = self.texts[i - 1] if i else ""
        return marked or before in lexicon.colours() or before in lexicon.genders()

    def _noise(self, found: Naming, numbers: Sequence[Span]) -> tuple[str, ...]:
        """Mark shop words: all before the name, of those after it nouns and the tail."""
        kinds = lexicon.noise_kinds()
        free = self.free[:]
        after = found.model_place[1] if found.model_place else len(self.words)
        divisions = shop_words.divisions(self.texts)
        tail = shop_words.tail(self.texts, free, divisions)
        noise = list(numbers)
        for n, i in enumerate(free):
            text = self.texts[i]
            kind = kinds.get(text)
            known = kind is not None and (i < after or i >= tail or kind == "noun")
            known = known or i in divisions
            known = known and not (text in _COLOUR_WORDS and self.texts[i - 1] == "multi")
            if known or (text in _CONNECTORS and self._joins(i, n in {0, len(free) - 1})):
                noise.append(self._mark(i, i + 1, "noise"))
        if noise:
            self.spans["noise"] = noise
        return tuple(self.text[a:b] for a, b in noise)

    def _joins(self, i: int, edge: bool) -> bool:
        """Say whether `x` or `by` only joins a collaborator to the shoe."""
        sides = self.roles[i - 1 : i] + self.roles[i + 1 : i + 2]
        beside = "collaborator" in (sides if self.texts[i] == "x" else sides[1:])
        return beside or (edge and self.texts[i] == "x")

    def _colorway(self, found: Naming) -> tuple[str | None, tuple[str, ...]]:
        free = self.free
        if not free:
            return None, ()
        colours = lexicon.colours()
        texts = self.texts
        hits = [i for i in free if texts[i] in colours and (texts[i] != "or" or self._is_gold(i))]
        if hits:
            self.spans["colours"] = [(self.words[i].start, self.words[i].end) for i in hits]
        hues = tuple(dict.fromkeys([colours[texts[i]] for i in hits]))
        named = [i for i in free if found.model_place is None or i >= found.model_place[0]] or hits
        if not named:
            return None, hues
        self.spans["colorway"] = self.words[named[0]].start, self.words[named[-1]].end
        return self._joined(named), hues

    def _is_gold(self, i: int) -> bool:
        """Say whether `or` is a colour here: French gold is an English word too."""
        gap = self.text[self.words[i - 1].end : self.words[i].start] if i else ""
        return "/" in gap or "-" in gap

    def _joined(self, places: Sequence[int]) -> str:
        """Spell words as the title does, with what parts them where they are neighbours."""
        whole = self.text[self.words[places[0]].start : self.words[places[-1]].end]
        slug = " " not in self.text.strip()
        if places[-1] - places[0] == len(places) - 1 and not slug and not _UNEVEN.search(whole):
            return balanced(whole)
        shown = ""
        for before, i in zip([None, *places], places, strict=False):
            word = self.words[i]
            if before is not None:
                gap = self.text[self.words[before].end : word.start]
                tight = before == i - 1 and not slug and len(gap) <= 3
                shown += gap if tight else " (" if gap.endswith("(") else " "
            shown += word.text if "." in word.text else self._raw(word)
        return balanced(" ".join(shown.split()))

    def _raw(self, word: Word) -> str:
        return self.text[word.start : word.end]
