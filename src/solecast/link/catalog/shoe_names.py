"""Which shoe a name is: one identity, one display name and one slug for all its spellings."""

import re
from functools import lru_cache
from typing import NamedTuple

from .. import lexicon
from ..lexicon.phrases import Phrases
from ..lexicon.tokenizer import key, slug
from ..titles.makers import brand_name
from ..titles.title import Title, parse_title

Identity = tuple[str, tuple[str, ...]]
"""Brand and the folded words of model and version: equal for two spellings of one shoe."""

_VERSION_MARK = re.compile(r"v(\d+(?:\.\d+)?)")
_MARKED_GAP = re.compile(r"^[vV]?\s*")
_COUNTED = re.compile(r"[vV]\s*\d|\d{1,2}(?!\S)")
_POINT_NOUGHT = re.compile(r"([2-9]|[1-9]\d)\.0")


class Shoe(NamedTuple):
    """Brand, model and version of a shoe."""

    brand: str
    model: str
    version: str | None

    @property
    def name(self) -> str:
        """The name that people use, without a brand that the model already says."""
        return _name(self.brand, self.model, self.version)

    @property
    def slug(self) -> str:
        """The name in addresses."""
        return slug(self.name)

    @property
    def identity(self) -> Identity:
        """What is equal for two spellings of this shoe."""
        return identity(self.brand, f"{self.model} {self.version or ''}")


@lru_cache(maxsize=200_000)
def _name(brand: str, model: str, version: str | None) -> str:
    # New Balance counts its numbered models so: 860v12, however a catalog writes it.
    marked = brand == "New Balance" and model[-1:].isdigit() and _COUNTED.match(version or "")
    joint = "" if version == "+" or marked else " "
    if marked and version:
        version = _MARKED_GAP.sub("v", version, count=1)
    said = model + (joint + version if version else "")
    words, own = key(model), key(brand)
    glued = len(brand) > 3 and model.casefold().startswith(brand.casefold())
    if glued or words[: len(own)] == own or (brand == "Jordan" and "jordan" in words[:2]):
        return said
    return f"{brand} {said}".strip()


@lru_cache(maxsize=200_000)
def identity(brand: str, name: str) -> Identity:
    """Give the identity of a name without its brand."""
    return brand, tuple(_plain(word) for word in key(name) if word != "air")


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    word = _VERSION_MARK.sub(r"\1", word) if _VERSION_MARK.fullmatch(word) else word
    return _POINT_NOUGHT.sub(r"\1", word) if _POINT_NOUGHT.fullmatch(word) else word


def shoe_of(title: Title) -> Shoe | None:
    """Give the shoe that a parsed title names: editions rolled up, renamed models joined."""
    if not title.brand or not title.model:
        return None
    version = title.version
    if title.kind == "retro" and version:
        version = _without_editions(version)
    version = _cut_once(title.model, version) if version else version
    renames = lexicon.renames()
    model = renames.get((title.brand, title.model), title.model) if not version else title.model
    return Shoe(title.brand, model, version or None)


def _cut_once(model: str, version: str) -> str:
    """Say a cut once and in full: `Retro High HI` is `Retro High`, `Lo` is `Low`."""
    model_words = key(model)
    kept = []
    for word in version.split(" "):
        cut = _CUTS.get(word.lower())
        if cut is None or cut.lower() not in model_words:
            kept.append(cut or word)
    return " ".join(kept)


_CUTS = {"hi": "High", "lo": "Low"}


@lru_cache(maxsize=20_000)
def _without_editions(version: str) -> str:
    """Drop the words of an edition (`OG`, `SE`, `'07`, `Retro`): they do not make a shoe."""
    spelled = version.split(" ")
    texts = [" ".join(key(word)) for word in spelled]
    kept: list[str] = []
    place = 0
    while place < len(spelled):
        found = _editions().at(texts, place)
        if found is None:
            kept.append(spelled[place])
        place = found.last if found else place + 1
    return " ".join(kept)


@lru_cache(maxsize=1)
def _editions() -> Phrases[str]:
    words = [(w, k) for w, k in lexicon.variants().items() if k in {"edition", "mark"}]
    return Phrases([*words, (("premium",), "edition"), (("85",), "edition")])


_TELLING_EDITIONS = {
    "next nature": "Next Nature", "nn": "Next Nature", "vintage": "Vintage", "recraft": "Recraft",
    "reimagined": "Reimagined", "decon": "Decon", "remastered": "Remastered",
    "essential": "Essential", "breathe": "Breathe", "primeblue": "Primeblue",
}  # fmt: skip
"""Editions in which one and the same colours are another product."""


def colorway_label(title: Title) -> str | None:
    """Name the colorway of a parsed title, with the edition where that tells products apart."""
    if not title.colorway or title.kind != "retro" or not title.version:
        return title.colorway
    return " ".join([*_telling_editions(title.version), title.colorway])


@lru_cache(maxsize=20_000)
def _telling_editions(version: str) -> tuple[str, ...]:
    said = f" {' '.join(key(version))} "
    editions = [name for words, name in _TELLING_EDITIONS.items() if f" {words} " in said]
    return tuple(dict.fromkeys(editions))


_QUOTED = re.compile(r"\s*[\"“”„][^\"“”„]*[\"“”„]\s*")


_JOIN = re.compile(r"\s[x×]\s*$", re.IGNORECASE)


def _bare_model(brand: str, model: str) -> str:
    """Drop what is no model from a column of models.

    That is who wears it, its size, a nickname in quotes, and who it was made with: `Old Skool x
    Krink` is an Old Skool.
    """
    cut = _QUOTED.sub(" ", model).strip()
    parsed = parse_title(f"{brand} {cut}", brand)
    begin = len(brand) + 1
    spans = (parsed.spans.get(part) for part in ("gender", "size", "collaborator"))
    places = [
        (a - begin, b - begin)
        for a, b in (span for span in spans if isinstance(span, tuple))
        if a >= begin
    ]
    partner = parsed.spans.get("collaborator")
    for start, end in sorted(places, reverse=True):
        joined = _JOIN.search(cut[:start])
        if joined or (start + begin, end + begin) != partner:
            cut = f"{cut[: joined.start() if joined else start]} {cut[end:]}"
    cut = re.sub(r"[(\[]\s*[)\]]", " ", cut)
    return " ".join(cut.split()).strip(" -") or model


def stated_shoe(brand: str, model: str, version: str | None) -> Shoe:
    """Give the shoe of a catalog row that states brand, model and version in columns.

    The lexicon's spelling is used where it knows all the words, the stated one otherwise.
    """
    brand = brand_name(brand)
    bare = _bare_model(brand, model)
    parsed = parse_title(" ".join(filter(None, (brand, bare, version))), brand)
    shoe = shoe_of(parsed)
    if shoe and parsed.certain and not parsed.colorway and not parsed.collaborator:
        return shoe
    model = bare
    own = key(brand)
    if key(model)[: len(own)] == own and len(key(model)) > len(own):
        model = " ".join(model.split()[len(brand.split()) :]) or model
    return Shoe(brand, model.strip(), version.strip() if version and version.strip() else None)
