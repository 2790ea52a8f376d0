"""Brand, model and version within the words of a title.

The longest model pattern of a permitted brand wins; what follows it and reads like a version
(`V2`, `2.0`, `41`, `'07`, `OG`, `GTX`, `Low`) belongs to the version.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .. import lexicon
from ..lexicon import Model
from ..lexicon.phrases import FoundPhrase, Phrases
from ..lexicon.tokenizer import Word, key
from . import makers
from .makers import brands as brands_of
from .makers import collaborators, is_brand, permitted_brands, same_house

_VERSION = re.compile(r"v\d{1,2}(?:\.\d)?|\d{1,2}(?:\.\d)?x?|\+")
_MARKED = re.compile(r"v\d{1,2}(?:\.\d)?|\d\.\d")
_SPORT_YEAR = re.compile(r"20[0-4]\d")
_WIDTH_LETTER = re.compile(r"[muw](\d{3,4})")
CUTS = frozenset({"low", "mid", "high", "hi", "lo"})
RETRO_YEARS = frozenset({"06", "07", "85", "87"})
_ALSO_RETRO = frozenset({"premium", "golf"})
_SHADES = frozenset({"hyper", "light", "winter", "void", "next"})
_LONGEST_PREFIX = 3
_JOINS = frozenset({"x", "by", "with"})
_TECHNOLOGY = {
    "Nike": frozenset({"air", "zoom", "zoomx", "react", "flyknit", "reactx", "next"}),
    "Jordan": frozenset({"nike", "air", "jordan"}),
    "New Balance": frozenset({"fresh", "foam", "x", "fuelcell", "fuel", "cell"}),
    "ASICS": frozenset({"gel", "tiger", "onitsuka"}),
    "adidas": frozenset({"primeknit", "boost"}),
    "Saucony": frozenset({"iso", "powergrid", "everun"}),
    "Under Armour": frozenset({"ua", "hovr", "charged"}),
}


class Naming(NamedTuple):
    """Where brand, model and version stand: places in a list of words, `last` excluded."""

    brand: str | None
    model: Model | None
    brand_places: tuple[tuple[int, int], ...]
    model_place: tuple[int, int] | None
    version_place: tuple[int, int] | None
    certain: bool
    other_brands: tuple[FoundPhrase[str], ...]


@cache
def _models() -> Phrases[tuple[Model, ...]]:
    return Phrases(lexicon.models().items())


@cache
def _variants() -> Phrases[str]:
    return Phrases(lexicon.variants().items())


def name(
    words: Sequence[Word], texts: Sequence[str], title: str, brand: str | None, taken: set[int]
) -> Naming:
    """Find brand, model and version; `taken` holds places that are codes or sizes.

    `texts` are the texts of `words`.
    """
    brands = [found for found in brands_of().find(texts) if is_brand(found, texts)]
    permitted = permitted_brands(brand, brands)
    best = _best_model(texts, permitted, brand, taken, {found.last for found in brands})
    if best is None and brands and brand is None:
        best = _before(_best_model(texts, set(), None, taken, set()), brands)
    if best is None:
        return _unlisted(words, title, brand, brands, taken)
    first, last, model = _prefixed(texts, *best, taken)
    house = [b for b in brands if b.value == model.brand or same_house(b.value, model.brand)]
    mine = [b for b in house if b.first < last or b.value == house[0].value]
    others = tuple(b for b in brands if b not in house and not (first <= b.first < last))
    version = _version(words, title, last, model, taken)
    after = [min(b.last, first) for b in mine if b.first < first]
    begin = max(after, default=0 if brand else first)
    begin = _name_begin(words, title, begin, first, taken, model) if begin < first else first
    if begin < first:
        said = _spaced(title[words[begin].start : words[first].start], title).strip()
        model = model._replace(name=f"{said} {model.name}")
    return Naming(
        model.brand,
        model,
        tuple((b.first, b.last) for b in mine),
        (begin, last),
        (last, version) if version > last else None,
        begin == first,
        others,
    )


def _before(
    best: tuple[int, int, Model] | None, brands: Sequence[FoundPhrase[str]]
) -> tuple[int, int, Model] | None:
    """Keep a model that stands before every brand of a title: those are its collaborators."""
    return best if best and all(found.first >= best[1] for found in brands) else None


def _name_begin(
    words: Sequence[Word], title: str, after: int, first: int, taken: set[int], model: Model
) -> int:
    """Give the place where a name begins: up to three plain words before a model belong to it.

    `Nike Alpha Huarache` is no Air Huarache. Words of a technology name nothing.
    """
    between = [word.text for word in words[after:first]]
    if _JOINS.intersection(between) or collaborators().find(between) or _variants().find(between):
        return first
    begin = first
    while begin > after and begin - 1 not in taken and _is_name(words, title, begin - 1):
        begin -= 1
    telling = set(between[begin - after :]) - technology(model.brand) - set(key(model.name))
    return begin if telling and first - begin <= _LONGEST_PREFIX else first


def _is_name(words: Sequence[Word], title: str, place: int) -> bool:
    text = words[place].text
    gap = title[words[place].end : words[place + 1].start]
    plain = makers.may_begin(text) and text not in lexicon.genders() and text not in CUTS
    numbered = _VERSION.fullmatch(text) is not None or sum(c.isdigit() for c in text) > 3
    return plain and not numbered and (gap == "/" or not _parted(gap, 0, len(gap)))


def technology(brand: str) -> frozenset[str]:
    """Give the folded words of a brand's names that are its technology and tell no shoe."""
    return _TECHNOLOGY.get(brand, frozenset()) | {"air"}


def _best_model(
    texts: Sequence[str],
    permitted: set[str],
    brand: str | None,
    taken: set[int],
    after_brand: set[int],
) -> tuple[int, int, Model] | None:
    """Find a model pattern: right after the brand, else the longest, the earliest."""
    places = [i for i, text in enumerate(texts) if text != "air" and i not in taken]
    compact = [texts[i] for i in places]
    if "New Balance" in permitted:
        compact = [_without_letter(text) for text in compact]
    models = _models()
    best: tuple[tuple[bool, int, bool, int], tuple[int, int, Model]] | None = None
    for at, begin in enumerate(compact):
        if not models.begins(begin):
            continue
        for found in models.all_at(compact, at):
            model = _owner(
                found.value, permitted, brand, compact[at : found.last + 1], found.last - at
            )
            if model is None:
                continue
            first, last = places[at], places[found.last - 1] + 1
            if first and texts[first - 1] == "air":
                first -= 1
            follows = first in after_brand or (first == 0 and "jordan" in model.name.lower())
            rank = (follows, found.last - found.first, model.brand == brand, -first)
            if best is None or rank > best[0]:
                best = (rank, (first, last, model))
            break
    return best[1] if best else None


def _prefixed(
    texts: Sequence[str], first: int, last: int, model: Model, taken: set[int]
) -> tuple[int, int, Model]:
    """Add the words before a model that make it another (`ComfyCush Slip-On`)."""
    for start in range(max(0, first - _LONGEST_PREFIX), first):
        words = tuple(texts[start:first])
        prefix = lexicon.prefixes().get(words, {}).get(model.brand)
        if prefix and not taken.intersection(range(start, first)):
            return start, last, model._replace(name=f"{prefix} {model.name}")
    return first, last, model


def _without_letter(text: str) -> str:
    match = _WIDTH_LETTER.fullmatch(text)
    return match[1] if match else text


def _owner(
    models: Sequence[Model],
    permitted: set[str],
    brand: str | None,
    said: Sequence[str],
    width: int,
) -> Model | None:
    """Choose the model whose brand is permitted; without any brand, an unmistakable one.

    `said` are the `width` words of the model and the one after it: a number of three digits
    before a mark (`990 v6`) is unmistakable, too.
    """
    if permitted:
        mine: Model | None = None
        for model in models:
            if model.brand == brand:
                return model
            mine = model if mine is None and model.brand in permitted else mine
        return mine
    if len(models) > 1:
        return None
    phrase, after = said[:width], said[width:]
    marked = len(phrase[-1]) > 2 and bool(after) and _MARKED.fullmatch(after[0]) is not None
    telling = [
        w
        for w in phrase
        if not w.isdigit() and len(w) > 2 and w not in lexicon.common() and makers.may_begin(w)
    ]
    plain = bool(telling) and (len(phrase) > 1 or len(telling[0]) > 3)
    return models[0] if plain or marked else None


def _version(words: Sequence[Word], title: str, start: int, model: Model, taken: set[int]) -> int:
    """Give the place after the version that starts at `start`."""
    texts = [word.text for word in words]
    place = start
    while place < len(texts) and place not in taken:
        width = _version_width(words, texts, title, place, start, model)
        if not width:
            break
        place += width
    if _shop_form(texts):
        while place < len(texts) and place not in taken and makers.may_name(texts[place]):
            place += 1
    if model.kind == "sport" and _names_edition(words, title, place, taken, bare=place == start):
        return max(i for i, text in enumerate(texts, 1) if text not in lexicon.noise())
    return place


def _shop_form(texts: Sequence[str]) -> bool:
    """Say whether a title is one of a brand's shop, that names no colorway: `Men's ... Shoes`."""
    nouns = lexicon.noise_kinds()
    return texts[0] in lexicon.genders() and nouns.get(texts[-1]) == "noun"


def _names_edition(
    words: Sequence[Word], title: str, place: int, taken: set[int], *, bare: bool
) -> bool:
    """Say whether the rest of a running shoe's title names its version (`Sky Paris`).

    It does when it is one or two plain words after a model without a number, or a number, or
    plain words that end in a cut or a line (`Hike Mid GTX`).
    """
    rest = words[place:]
    while rest and rest[-1].text in lexicon.noise():
        rest = rest[:-1]
    if not rest or len(rest) > 3 or taken.intersection(range(place, place + len(rest))):
        return False
    if _parted(title, words[place - 1].end, rest[0].start):
        return False
    if all(word.text.isdigit() and len(word.text) < 4 for word in rest):
        return True
    cut = rest[-1].text in CUTS or _variants().at([word.text for word in rest], len(rest) - 1)
    plain = all(makers.may_name(w.text) and w.text not in lexicon.genders() for w in rest)
    named = bool(collaborators().find([w.text for w in rest]))
    short = len(rest) < 3 and bare
    return (short or bool(cut)) and plain and not named


def _version_width(
    words: Sequence[Word], texts: Sequence[str], title: str, place: int, start: int, model: Model
) -> int:
    text = texts[place]
    if place and _parted(title, words[place - 1].end, words[place].start):
        return 0
    if _numbered(words, title, place, model, first=place == start):
        return 1
    found = _variants().at(texts, place)
    if text in CUTS and (found is None or found.last - place < 2):
        return 0 if _glued(words, title, place) else 1
    if found is None or texts[place : place + 2] == ["trail", "running"]:
        return 0
    width = found.last - place
    if found.value in {"edition", "protro", "build"}:
        return width
    if found.value == "mark":
        return width if title[words[place].start : words[place].end].isupper() else 0
    follows = texts[found.last] if found.last < len(texts) else ""
    shade = follows in lexicon.colours() and (text in _SHADES or found.value == "line")
    if found.value == "line":
        return 0 if shade and model.kind == "retro" and width == 1 else width
    return 0 if shade or (model.kind == "retro" and text not in _ALSO_RETRO) else width


def _parted(title: str, left: int, right: int) -> bool:
    """Say whether a dash between spaces, a bar, a comma or a bracket parts two words."""
    gap = title[left:right]
    return any(mark in gap for mark in "|([,;:") or " - " in gap or "/" in gap or " – " in gap


def _glued(words: Sequence[Word], title: str, place: int) -> bool:
    """Say whether a dash without spaces ties a word to the next, as `Hi` in `Hi-Res`."""
    end = words[place].end
    return title[end : end + 1] == "-" and " " in title and place + 1 < len(words)


def _numbered(words: Sequence[Word], title: str, place: int, model: Model, *, first: bool) -> bool:
    text = words[place].text
    if model.kind == "retro" and text in RETRO_YEARS:
        return True
    if model.kind == "sport" and first and _SPORT_YEAR.fullmatch(text):
        return True
    if not _VERSION.fullmatch(text) or (not first and not _MARKED.fullmatch(text)):
        return False
    if _MARKED.fullmatch(text) or text == "+" or model.kind == "sport":
        return True
    plain = not any(c.isdigit() for c in model.name) and not CUTS.intersection(key(model.name))
    # `Kyrie Low 5 Iron Grey` has a version, `Dunk Low 5 Star` a nickname.
    after = [word.text for word in words[place + 1 : place + 3]]
    ends = not after or any(word in lexicon.colours() for word in after)
    ends = ends and len(text) == 1 and not model.name[-1].isdigit()
    return (plain or ends) and not _glued(words, title, place)


def _unlisted(
    words: Sequence[Word],
    title: str,
    brand: str | None,
    brands: Sequence[FoundPhrase[str]],
    taken: set[int],
) -> Naming:
    """Name a shoe whose model no lexicon lists: the words after the brand, up to a colour."""
    own = brand or (brands[0].value if brands else None)
    mine = [found for found in brands if found.value == own]
    others = tuple(found for found in brands if found not in mine)
    texts = [word.text for word in words]
    start = mine[0].last if mine else 0
    if own and not mine:
        stated = key(own)
        mine_here = tuple(texts[: len(stated)]) == stated
        mine = [FoundPhrase(0, len(stated), own)] if mine_here else []
        start = len(stated) if mine_here else 0
    while start < len(texts) and (
        start in taken or texts[start] in _JOINS or not makers.may_begin(texts[start])
    ):
        start += 1
    partner = collaborators().at(texts, start) if start < len(texts) else None
    start = partner.last if partner and partner.value != own else start
    stop = _name_end(words, title, start, taken)
    while stop > start and texts[stop - 1] in _JOINS:
        stop -= 1
    places = tuple((found.first, found.last) for found in mine)
    if own is None or stop == start:
        return Naming(own, None, places, None, None, False, others)
    cut = next((i for i in range(start + 1, stop) if _starts_version(texts, i)), stop)
    name = title[words[start].start : words[cut - 1].end]
    model = Model(own, _spaced(name, title), "sport")
    version = (cut, stop) if cut < stop else None
    return Naming(own, model, places, (start, cut), version, False, others)


def _spaced(name: str, title: str) -> str:
    said = name if " " in title else name.replace("-", " ").replace("_", " ")
    return " ".join(map(_lowered, said.split(" "))) if _is_shouted(title) else said


def _is_shouted(title: str) -> bool:
    """Say whether a title is written in capitals, but perhaps for an `x` that joins names."""
    letters = [char for char in title if char.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def _lowered(word: str) -> str:
    """Write a word of a title all in capitals as a name; short ones may be initials."""
    return word.capitalize() if len(word) > 3 and word.isalpha() else word


def _name_end(words: Sequence[Word], title: str, start: int, taken: set[int]) -> int:
    stop = start
    while stop < len(words) and stop not in taken and makers.may_name(words[stop].text):
        if stop > start and (
            _parted(title, words[stop - 1].end, words[stop].start)
            or collaborators().at([word.text for word in words], stop)
            or makers.joins_partner(words, title, stop)
        ):
            break
        stop += 1
    return stop


def _starts_version(texts: Sequence[str], place: int) -> bool:
    if _VERSION.fullmatch(texts[place]):
        return True
    found = _variants().at(texts, place)
    return found is not None and found.value in {"line", "protro", "build"}
