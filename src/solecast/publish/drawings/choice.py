"""Chooses the drawing of a shoe: its kind from name, facts and category, its tints from words."""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from unicodedata import normalize

from .drawing import Drawing, Kind
from .outline import outline
from .tints import palette

BY_CATEGORY = {
    "running": Kind.ROAD,
    "trail": Kind.TRAIL,
    "hiking": Kind.TRAIL,
    "basketball": Kind.BASKETBALL,
    "skate": Kind.SKATE,
    "slides": Kind.SLIDE,
    "boots": Kind.BOOT,
}
# What a stated cut makes of a kind; a kind that is not named has one cut only.
TALLER = {Kind.COURT: Kind.HIGH_TOP, Kind.CANVAS_LOW: Kind.CANVAS_HIGH}
LOWER = {tall: low for low, tall in TALLER.items()}
BY_FACT = (
    ("closure", "slip", Kind.LOAFER),
    ("sole_feature", "lug", Kind.TRAIL),
    ("sole_feature", "chunky", Kind.CHUNKY),
    ("outsole", "lug", Kind.TRAIL),
    ("outsole", "vulcan", Kind.SKATE),
    ("upper_material", "canvas", Kind.CANVAS_LOW),
    ("upper_material", "knit", Kind.KNIT),
)
SEGMENTED = re.compile(r"segment|split|pod|divided", re.IGNORECASE)

Facts = Mapping[str, Sequence[str]]


def choose(
    name: str, category: str | None, facts: Facts, colour_words: str | None = None
) -> Drawing:
    """Choose how to draw a shoe.

    `name` is its brand, model and version; `facts` has the values of each attribute, of which
    cut, closure, sole_feature, outsole and upper_material count; `colour_words` are a
    colorway's. What is unknown is drawn as a low court shoe on paper.
    """
    known = _by_name(name)
    kind = _kind(known.kind if known else None, category, facts)
    segmented = bool(known and known.split) or any(
        SEGMENTED.search(value) for value in facts.get("sole_feature", ())
    )
    upper, overlay, sole = _roles(kind, colour_words)
    return Drawing(kind, upper, overlay, sole, segmented)


def _kind(known: Kind | None, category: str | None, facts: Facts) -> Kind:
    kind = known or _by_fact(facts) or BY_CATEGORY.get((category or "").lower())
    return _cut(kind or Kind.COURT, " ".join(facts.get("cut", ())).lower())


def _by_fact(facts: Facts) -> Kind | None:
    for attribute, word, kind in BY_FACT:
        if any(word in value.lower() for value in facts.get(attribute, ())):
            return kind
    return None


def _cut(kind: Kind, cut: str) -> Kind:
    if "high" in cut or "mid" in cut:
        return TALLER.get(kind, kind)
    return LOWER.get(kind, kind) if "low" in cut else kind


def _roles(kind: Kind, colour_words: str | None) -> tuple[str | None, str | None, str | None]:
    """Give each role its tint: the first colour is the upper's, one alone is the whole shoe's.

    A second one goes where this kind wears it, on the overlays or on the sole.
    """
    read = palette(colour_words)
    if read.nickname:
        return read.nickname.upper, read.nickname.overlay, read.nickname.sole
    places = [*read.places, None, None, None]
    upper, second, third = places[:3]
    if len(read.places) > 2:
        return upper, second, read.sole or third
    if len(read.places) < 2:
        return upper, None, read.sole or upper
    if outline(kind).second == "sole" and not read.sole:
        return upper, None, second
    return upper, second, read.sole


@dataclass(frozen=True)
class DrawnAs:
    """A line of the lexicon: shoes with this brand and these words in their name are a kind."""

    brand: str
    words: str
    kind: Kind
    split: bool  # the sole is in pieces
    place: int  # in the file: of two that say as much, the first counts

    def within(self, name: str) -> bool:
        """Tell whether a name has brand and words, all of them plain words between blanks."""
        return self.brand in name and self.words in name

    def weight(self) -> int:
        """Give how much this line says: each word of the model counts twice a brand."""
        return 2 * len(self.words.split()) + bool(self.brand.strip())


def _by_name(name: str) -> DrawnAs | None:
    plain = _plain(name)
    lexicon = _lexicon()
    known = {line for word in plain.split() for line in lexicon.get(word, ()) if line.within(plain)}
    return max(known, key=lambda line: (line.weight(), -line.place), default=None)


def _plain(name: str) -> str:
    """Give the words of a name between blanks; letters and figures are words apart: 990 v 6."""
    ascii_only = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(f" {word}" for word in re.findall("[a-z]+|[0-9]+", ascii_only)) + " "


@cache
def _lexicon() -> Mapping[str, Sequence[DrawnAs]]:
    """Give the lines by the first word that a name must have."""
    text = (files(__package__) / "kinds.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    lines = defaultdict(list)
    for place, row in enumerate(rows):
        brand, words = _plain(row["brand"]), _plain(row["words"])
        known = DrawnAs(brand, words, Kind(row["kind"]), row["sole"] == "split", place)
        lines[(words.split() or brand.split())[0]].append(known)
    return lines
