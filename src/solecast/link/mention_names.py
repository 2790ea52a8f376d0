"""The names by which posts mention the shoes of a catalog, compiled once into a trie."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import NamedTuple

from .shoes import Shoe

_TOKEN = re.compile(r"https?://\S+|\d+(?:\.\d+)?|[^\W\d_]+|[+&]")


class Token(NamedTuple):
    """One word, number or sign of a text, in small letters, with its character offsets."""

    text: str
    start: int
    end: int


@dataclass(eq=False)
class Family:
    """A model of a brand and the versions of it that the catalog has."""

    brand: str
    model: str
    versions: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name the family as `Link.model` does: brand and model."""
        return f"{self.brand} {self.model}".strip()


class Name(NamedTuple):
    """What a name says: a family, one shoe of it where it is an alias, and with the brand."""

    family: Family
    shoe: str | None
    branded: bool


@dataclass
class Node:
    """A place in the trie: the tokens that may follow, and the names that end here."""

    after: dict[str, "Node"] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


@cache
def kind(name: str) -> frozenset[str]:
    """Give the words of one kind: `common`, `measure`, `unit`, `silent`, `part`, `connector`."""
    path = resources.files(__package__) / "lexicon" / "mention_words.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return frozenset(row["word"] for row in rows if row["kind"] == name)


def tokens(text: str) -> list[Token]:
    """Part a text where letters and digits meet; `v` before a number joins it, links go."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, start = match.group().lower(), match.start()
        if word.startswith(("http://", "https://")):
            word = ""
        joined = bool(found) and found[-1].text == "v" and found[-1].end == start
        if joined and word[:1].isdigit():
            start = found.pop().start
        found.append(Token(word, start, match.end()))
    return found


def parts(text: str) -> tuple[str, ...]:
    """Give the token texts of a name."""
    return tuple(token.text for token in tokens(text))


class Names:
    """All names of a catalog: heads of families, aliases of shoes, initials."""

    def __init__(self) -> None:
        """Start empty; `add` fills, `shorten` then adds what is left out in speech."""
        self.root = Node()
        self.brands: dict[str, set[str]] = {}
        self.initials: dict[str, list[Family]] = {}
        self.families: dict[tuple[str, ...], Family] = {}

    def add(self, slug: str, shoe: Shoe, aliases: Iterable[str] = ()) -> None:
        """Add a shoe under its family, and its aliases."""
        family_key = (*parts(shoe.brand), "", *parts(shoe.model))
        if family_key not in self.families:
            self._open(family_key, Family(shoe.brand, shoe.model))
        family = self.families[family_key]
        family.versions.setdefault(parts(shoe.version or ""), slug)
        for alias in aliases:
            self._put(parts(alias), Name(family, slug, False))

    def _open(self, family_key: tuple[str, ...], family: Family) -> None:
        self.families[family_key] = family
        brand, model = parts(family.brand), parts(family.model)
        self._put(model, Name(family, None, False))
        if brand:
            self._put((*brand, *model), Name(family, None, True))
            self.brands.setdefault(brand[0], set()).add(family.brand)
        for letters in dict.fromkeys((_initials(model), _initials(_short(model)))):
            if len(letters) > 1:
                self.initials.setdefault(letters, []).append(family)

    def _put(self, words: tuple[str, ...], name: Name) -> None:
        if not words:
            return
        node = self.root
        for word in words:
            node = node.after.setdefault(word, Node())
        if name not in node.names:
            node.names.append(name)

    def shorten(self) -> None:
        """Add models without their line (`Gel`, `Fresh Foam X`), and fused or parted words."""
        for family in self.families.values():
            model, brand = parts(family.model), parts(family.brand)
            short = _short(model)
            for said in dict.fromkeys((short, *_respelled(short), *_respelled(model))):
                if said and said != model:
                    self._put(said, Name(family, None, False))
                    self._put((*brand, *said), Name(family, None, True))


def _short(model: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the words of a line from the front."""
    first = next((i for i, word in enumerate(model) if word not in kind("silent")), len(model))
    return model[first:]


def _respelled(model: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give `zoomfly` for Zoom Fly and `super blast` for Superblast."""
    spelled: list[tuple[str, ...]] = []
    if len(model) == 2 and model[1] in kind("part"):
        spelled.append(("".join(model),))
    for at, word in enumerate(model):
        tail = _tail(word)
        if tail:
            spelled.append((*model[:at], word.removesuffix(tail), tail, *model[at + 1 :]))
    return spelled


def _tail(word: str) -> str:
    return next((p for p in kind("part") if word.endswith(p) and word != p), "")


def _initials(model: tuple[str, ...]) -> str:
    """Give `ap` for Adios Pro; a word such as Superblast has two parts, thus `sb`."""
    letters = ""
    for word in model:
        if not word.isalpha():
            return ""
        letters += word[0] + _tail(word)[:1]
    return letters
