"""Colour words -> tints. What no known word says stays paper: a colour is never guessed."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from .drawing import Drawing
from .outline import outline


@dataclass(frozen=True)
class Tint:
    """What a phrase says: a plain word an upper only, a nickname all three, "gum" a sole only."""

    upper: str | None
    overlay: str | None
    sole: str | None


@dataclass(frozen=True)
class Palette:
    """The tints of a colorway in the order of its words.

    `places` has one entry per place between slashes or words, None where the word is unknown.
    `nickname` gives all roles at once, `sole` is a tint that only soles have.
    """

    places: tuple[str | None, ...] = ()
    nickname: Tint | None = None
    sole: str | None = None


@lru_cache(4096)
def palette(colour_words: str | None) -> Palette:
    """Read the tints from a colorway's words, such as "Core Black/Cloud White/Gum".

    Slashes, commas and bars part the places; within a place, the longest known phrase wins.
    """
    places: list[str | None] = []
    nickname = sole = None
    # With its hyphen it is the label that made the shoe, not the colour.
    segments = re.split(r"[/,|;]", (colour_words or "").replace("Off-White", "?"))
    for segment in segments:
        found = _phrases(re.findall(r"[^\W_]+", segment.lower()))
        nickname = nickname or next((tint for tint in found if tint.overlay), None)
        sole = sole or next((tint.sole for tint in found if not tint.upper), None)
        plain = [tint.upper for tint in found if tint.upper]
        places += plain or ([None] if not found and len(segments) > 1 else [])
    return Palette(tuple(places), nickname, sole)


def swatch(colour_words: str | None) -> list[str]:
    """Give up to three colours ("#22211f") for a round swatch; none where no word is known."""
    read = palette(colour_words)
    named = read.nickname
    tints = [named.upper, named.overlay, named.sole] if named else [*read.places, read.sole]
    return list(dict.fromkeys(tint for tint in tints if tint))[:3]


def words(name: str, colours: Sequence[str]) -> str:
    """Give what says most about a colorway's colours: its name, or the colours of its catalog.

    A name has them in their places ("White/Team Green-White"), but may be a collaborator's.
    """
    listed = "/".join(colours)
    return listed if len(swatch(listed)) > len(swatch(name)) else name


@lru_cache(512)
def alt(drawing: Drawing) -> str:
    """Say what a drawing shows: "Drawing of a tall sock sneaker, black and white"."""
    shoe = outline(drawing.kind, drawing.segmented)
    tints = {"upper": drawing.upper, "overlay": drawing.overlay, "sole": drawing.sole}
    said = [_plain_words()[tint] for role, tint in tints.items() if tint and shoe.wears(role)]
    colours = " and ".join(", ".join(dict.fromkeys(said)).rsplit(", ", 1))
    return f"Drawing of a {shoe.says}" + (f", {colours}" if colours else "")


def _phrases(words: list[str]) -> list[Tint]:
    """Find the known phrases from left to right, the longest first; skip other words."""
    known, longest = _lexicon()
    found, k = [], 0
    while k < len(words):
        for size in range(min(longest, len(words) - k), 0, -1):
            phrase = " ".join(words[k : k + size])
            if phrase in known:
                found.append(known[phrase])
                break
        else:
            size = 1
        k += size
    return found


@cache
def _lexicon() -> tuple[dict[str, Tint], int]:
    """Give the phrases with their tints, and the number of words of the longest."""
    text = (files(__package__) / "tints.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    known = {
        row["words"]: Tint(row["upper"] or None, row["overlay"] or None, row["sole"] or None)
        for row in csv.DictReader(lines)
    }
    return known, max(len(phrase.split()) for phrase in known)


@cache
def _plain_words() -> dict[str, str]:
    """Give each tint its plainest word: the first of the file."""
    plain: dict[str, str] = {}
    for phrase, tint in _lexicon()[0].items():
        if not tint.overlay:
            plain.setdefault(tint.upper or tint.sole or "", phrase)
    return plain
