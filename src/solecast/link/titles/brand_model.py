"""Brand, model and version within the words of a title.

The longest model pattern of a permitted brand wins; what follows it and reads like a version
(`V2`, `2.0`, `41`, `'07`, `OG`, `GTX`, `Low`) belongs to the version.
"""

import re
from collections.abc import Sequence
from functools import cache

from ...writing.unspaced import is_unspaced
from .. import lexicon
from ..lexicon import Model
from ..lexicon.phrases import FoundPhrase, Phrases
from ..lexicon.tokenizer import Word, key
from . import makers
from .makers import brands as brands_of
from .makers import collaborators, is_brand, permitted_brands, same_house
from .name_parts import CUTS, JOINS, VERSION, Naming, glued, parted, spaced, variants
from .unlisted_names import unlisted

_MARKED = re.compile(r"v\d{1,2}(?:\.\d)?|\d\.\d")
_STYLED = re.compile(r"\d[a-z]{2,4}\d")
"""A version spelled for its looks: `3Zer0`."""
_GLUED = re.compile(r"([^\W\d_]{4,})(\d{1,4})")
_SPORT_YEAR = re.compile(r"20[0-4]\d")
_WIDTH_LETTER = re.compile(r"[muw](\d{3,4})")
RETRO_YEARS = frozenset({"06", "07", "85", "87"})
_ALSO_RETRO = frozenset({"premium", "golf"})
_LONGEST_PREFIX = 3
_TECHNOLOGY = {
    "Nike": frozenset({"air", "zoom", "zoomx", "react", "flyknit", "reactx", "next"}),
    "Jordan": frozenset({"nike", "air", "jordan"}),
    "New Balance": frozenset({"fresh", "foam", "x", "fuelcell", "fuel", "cell"}),
    "ASICS": frozenset({"gel", "tiger", "onitsuka"}),
    "adidas": frozenset({"primeknit", "boost"}),
    "Saucony": frozenset({"iso", "powergrid", "everun"}),
    "Under Armour": frozenset({"ua", "hovr", "charged"}),
}


@cache
def _models() -> Phrases[tuple[Model, ...]]:
    return Phrases(lexicon.models().items())


@cache
def _name_words() -> frozenset[str]:
    return frozenset(word for spelled in lexicon.models() for word in spelled)


def with_numbers_apart(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Part a model's word from the number that is written to it: `Pegasus41`, `Rincon2`."""
    if not any(word.text[-1].isdigit() and word.text[0].isalpha() for word in words):
        return words  # most titles: a look at the ends is quicker than patterns
    found: list[Word] = []
    for word in words:
        glued = _GLUED.fullmatch(word.text)
        known = glued and word.text not in _name_words() and _models().begins(glued[1])
        if glued and known and len(word.text) == word.end - word.start:
            place = word.end - len(glued[2])
            found += [Word(glued[1], word.start, place), Word(glued[2], place, word.end)]
        else:
            found.append(word)
    return tuple(found)


@cache
def long_numbers() -> frozenset[str]:
    """Give the numbers of models that are longer than others' (`ZX 10000`)."""
    return frozenset(word for word in _name_words() if word.isdigit() and len(word) > 4)


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
        return unlisted(words, title, brand, brands, taken)
    first, last, model = _prefixed(texts, *best, taken)
    house = [b for b in brands if b.value == model.brand or same_house(b.value, model.brand)]
    mine = [b for b in house if b.first < last or b.value == house[0].value]
    others = tuple(b for b in brands if b not in house and not (first <= b.first < last))
    start = _version_start(words, title, last)
    version = _version(words, title, start, model, taken)
    after = [min(b.last, first) for b in mine if b.first < first]
    begin = max(after, default=0 if brand else first)
    begin = _name_begin(words, title, begin, first, taken, model) if begin < first else first
    if begin < first:
        said = spaced(title[words[begin].start : words[first].start], title).strip()
        model = model._replace(name=f"{said} {model.name}")
    return Naming(
        model.brand,
        model,
        tuple((b.first, b.last) for b in mine),
        (begin, last),
        (start, version) if version > start else None,
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
    if JOINS.intersection(between) or collaborators().find(between) or variants().find(between):
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
    numbered = VERSION.fullmatch(text) is not None or sum(c.isdigit() for c in text) > 3
    return plain and not numbered and (gap == "/" or not parted(gap, 0, len(gap)))


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
    built = variants().at(phrase, 0)
    if built and built.last == width:  # `slip on` is how a shoe is built, not who made it
        return None
    marked = len(phrase[-1]) > 2 and bool(after) and _MARKED.fullmatch(after[0]) is not None
    telling = [
        w
        for w in phrase
        if not w.isdigit() and len(w) > 2 and w not in lexicon.common() and makers.may_begin(w)
    ]
    plain = bool(telling) and (len(phrase) > 1 or len(telling[0]) > 3)
    return models[0] if plain or marked else None


def _version_start(words: Sequence[Word], title: str, place: int) -> int:
    """Give the place where a version may start.

    A noun may part it from the model (`Mars Yard Shoe 2.0`), or the model's name in another
    script (`Guide 向导 14`).
    """
    if place + 1 >= len(words) or parted(title, words[place - 1].end, words[place + 1].start):
        return place
    between, after = words[place].text, words[place + 1].text
    noun = lexicon.noise_kinds().get(between) == "noun" and _MARKED.fullmatch(after)
    said_again = is_unspaced(between) and VERSION.fullmatch(after)
    return place + 1 if noun or said_again else place


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
    if model.kind == "sport":
        return _edition_end(words, title, place, taken, bare=place == start)
    return place


def _shop_form(texts: Sequence[str]) -> bool:
    """Say whether a title is one of a brand's shop, that names no colorway: `Men's ... Shoes`."""
    nouns = lexicon.noise_kinds()
    return texts[0] in lexicon.genders() and nouns.get(texts[-1]) == "noun"


def _edition_end(
    words: Sequence[Word], title: str, place: int, taken: set[int], *, bare: bool
) -> int:
    """Give the place after the words of a running shoe that name its version (`Sky Paris`).

    They do when they are one or two plain words after a model without a number, or a number, or
    plain words that end in a cut or a line (`Hike Mid GTX`), and nothing but shop words and a
    bracket follows. `place` itself is given where they do not.
    """
    if place and place < len(words) and parted(title, words[place - 1].end, words[place].start):
        return place
    stop = place
    while stop < len(words) and not _ends_name(words, title, place, stop):
        stop += 1
    rest = words[place:stop]
    while rest and rest[-1].text in lexicon.noise():
        rest = rest[:-1]
    if not rest or len(rest) > 3 or taken.intersection(range(place, place + len(rest))):
        return place
    end = place + len(rest)
    if all(word.text.isdigit() and len(word.text) < 4 for word in rest):
        return end
    cut = rest[-1].text in CUTS or variants().at([word.text for word in rest], len(rest) - 1)
    plain = all(makers.may_name(w.text) and w.text not in lexicon.genders() for w in rest)
    named = bool(collaborators().find([w.text for w in rest]))
    short = len(rest) < 3 and bare
    return end if (short or bool(cut)) and plain and not named else place


def _ends_name(words: Sequence[Word], title: str, start: int, place: int) -> bool:
    """Say whether a bracket that tells who wears the shoe ends its name before a word."""
    if place == start or words[place].text not in lexicon.genders():
        return False
    return title[words[place].start - 1] in "(["


def _version_width(
    words: Sequence[Word], texts: Sequence[str], title: str, place: int, start: int, model: Model
) -> int:
    text = texts[place]
    if place and parted(title, words[place - 1].end, words[place].start):
        return 0
    if _numbered(words, title, place, model, first=place == start):
        return 1
    found = variants().at(texts, place)
    if text in CUTS and (found is None or found.last - place < 2):
        return 0 if glued(words, title, place) else 1
    if found is None or texts[place : place + 2] == ["trail", "running"]:
        return 0
    width = found.last - place
    if found.value in {"edition", "protro", "build"}:
        return width
    if found.value == "mark":
        return width if title[words[place].start : words[place].end].isupper() else 0
    follows = texts[found.last] if found.last < len(texts) else ""
    shade = follows in lexicon.colours() and (text in lexicon.shades() or found.value == "line")
    if found.value == "line":
        return 0 if shade and model.kind == "retro" and width == 1 else width
    return 0 if shade or (model.kind == "retro" and text not in _ALSO_RETRO) else width


def _numbered(words: Sequence[Word], title: str, place: int, model: Model, *, first: bool) -> bool:
    text = words[place].text
    if model.kind == "retro" and text in RETRO_YEARS:
        return True
    if model.kind == "sport" and first and (_SPORT_YEAR.fullmatch(text) or _STYLED.fullmatch(text)):
        return True
    if not VERSION.fullmatch(text) or (not first and not _MARKED.fullmatch(text)):
        return False
    if _MARKED.fullmatch(text) or text == "+" or model.kind == "sport":
        return True
    plain = not any(c.isdigit() for c in model.name) and not CUTS.intersection(key(model.name))
    # `Kyrie Low 5 Iron Grey` has a version, `Dunk Low 5 Star` a nickname.
    after = [word.text for word in words[place + 1 : place + 3]]
    ends = not after or any(word in lexicon.colours() for word in after)
    ends = ends and len(text) == 1 and not model.name[-1].isdigit()
    return (plain or ends) and not glued(words, title, place)
