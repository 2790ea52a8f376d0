"""The lexicon: what is known of brands, models, colours and the words around them.

The files lie beside this module in `lexicon/`, each with its provenance in the first line.
All spellings are folded by `words.key`, so that callers compare folded words only.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from .lexicon_rows import rows as rows
from .tokenizer import key


class Model(NamedTuple):
    """A model of the lexicon; `kind` is `retro` (words after it are a colorway) or `sport`."""

    brand: str
    name: str
    kind: str


def _joined(text: str) -> str:
    return " ".join(key(text))


@cache
def colours() -> Mapping[str, str]:
    """Folded colour word -> one of about 30 hues (English), over twelve languages."""
    found: dict[str, str] = {}
    for word, hue, _ in rows("colours.csv"):
        found.setdefault(_joined(word), hue)
    return found


@cache
def foreign_colours() -> Mapping[str, str]:
    """Folded colour word that is not English -> the English name of its hue."""
    english = {_joined(word) for word, _, language in rows("colours.csv") if language == "en"}
    return {word: hue for word, hue in colours().items() if word not in english}


@cache
def shades() -> frozenset[str]:
    """Folded words that tell a shade where a colour follows: `fire` in `Fire Red`."""
    return frozenset(_joined(word) for (word,) in rows("shades.csv"))


@cache
def genders() -> Mapping[str, str]:
    """Folded words -> women, men, unisex, kids, preschool, toddler or infant."""
    return {_joined(word): gender for word, gender, _ in rows("genders.csv")}


@cache
def noise() -> frozenset[str]:
    """Folded words of shops and listings that name nothing."""
    return frozenset(word for word, kind in noise_kinds().items() if kind != "division")


@cache
def noise_kinds() -> Mapping[str, str]:
    """Folded noise word -> noun (names footwear), shop, function (articles) or division.

    A division of a brand (`running`, `originals`) names nothing before a model, and may after.
    """
    return {_joined(word): kind for word, _, kind in rows("noise.csv")}


@cache
def materials() -> Mapping[str, str]:
    """Folded word -> material."""
    return {_joined(word): material for word, material in rows("materials.csv")}


@cache
def brands() -> Mapping[tuple[str, ...], str]:
    """Folded words of a spelling -> brand."""
    return {key(spelling): brand for spelling, brand in rows("brands.csv")}


@cache
def labels() -> frozenset[tuple[str, ...]]:
    """Folded words of labels that belong to a brand and are a part of it: `yeezy`."""
    return frozenset(key(label) for label, _ in rows("labels.csv"))


@cache
def collaborators() -> Mapping[tuple[str, ...], str]:
    """Folded words of a spelling -> collaborator."""
    return {key(spelling): name for spelling, name in rows("collaborators.csv")}


@cache
def variants() -> Mapping[tuple[str, ...], str]:
    """Folded words that may follow a model -> edition, line, build, protro, modifier or mark.

    A `build` is a line that no colour makes part of a colorway (`FlyEase`); a `mark` is an
    edition only in capital letters (`LE`).
    """
    return {key(words): kind for words, kind in rows("variants.csv")}


@cache
def prefixes() -> Mapping[tuple[str, ...], Mapping[str, str]]:
    """Folded words that may stand before a model -> brand -> their spelling."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for brand, prefix in rows("prefixes.csv"):
        found.setdefault(key(prefix), {})[brand] = prefix
    return found


def written_spellings() -> Iterator[tuple[Model, str]]:
    """Give every model with each of its spellings as it is written, its name first."""
    for brand, name, kind, aliases in rows("models.csv"):
        for spelling in (name, *filter(None, aliases.split("|"))):
            yield Model(brand, name, kind), spelling


def model_spellings() -> Iterator[tuple[Model, tuple[str, ...]]]:
    """Give every model with the folded words of each of its spellings, its name first."""
    for model, spelling in written_spellings():
        yield model, key(spelling)


@cache
def models() -> Mapping[tuple[str, ...], tuple[Model, ...]]:
    """Folded words of a model, without `air` -> the models of that name, one a brand."""
    found: dict[tuple[str, ...], dict[str, Model]] = {}
    for model, spelled in model_spellings():
        words = tuple(word for word in spelled if word != "air")
        found.setdefault(words, {}).setdefault(model.brand, model)
    return {words: tuple(by_brand.values()) for words, by_brand in found.items()}


@cache
def renames() -> Mapping[tuple[str, str], str]:
    """(brand, model) -> the name of the model that it is the same shoe as."""
    return {(brand, model): canonical for brand, model, canonical in rows("renames.csv")}


@cache
def nicknames() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """Folded words of a nickname -> (brand, name without the brand)."""
    return {key(nickname): (brand, name) for nickname, brand, name in rows("nicknames.csv")}


@cache
def common() -> frozenset[str]:
    """Folded English words that are also models: without a brand they name no shoe."""
    return frozenset(_joined(word) for word, _ in rows("common.csv"))
