"""The names by which posts mention the shoes of a catalog, compiled once into a trie."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from .. import lexicon
from ..catalog.shoe_names import Shoe
from .post_tokens import kind, parts
from .spellings import CUT, FULL, PART, SHORT, Said, fused, spoken, stems
from .typos import Typos

_HOUSES = {"Jordan": ("Nike",)}
"""Brands whose name also vouches for the models of another."""


class Tier(IntEnum):
    """How much it takes until the words of a name are that name, least first."""

    RARE = 0
    WORD = 1
    FUNCTION = 2
    NUMBER = 3


NAME, OPENS, BRAND, TYPO, NUMBER = 1, 2, 4, 8, 16
"""What a word may be for the reader of a post, as bits: a name, the first of a name's words,
the first of a brand's words, a misspelled word of a name, a number.
"""


class Roles(dict[str, int]):
    """Word -> its bits; remembered, for posts repeat their words. Forgets all when large."""

    def __init__(self, names: "NameTrie") -> None:
        """Judge words by what `names` holds now."""
        super().__init__()
        self._names = names

    def __missing__(self, word: str) -> int:
        if len(self) > 200_000:
            self.clear()
        self[word] = bits = self._judge(word)
        return bits

    def _judge(self, word: str) -> int:
        node = self._names.root.after.get(word)
        bits = BRAND if word in self._names.brands else 0
        if node:
            bits |= NAME if node.names else OPENS
        if word[:1].isdigit():
            bits |= NUMBER
        if bits or not _is_telling(_singular(word)):
            return bits
        return TYPO if self._names.typos.correct(word) else 0


@dataclass(eq=False)
class NamedModel:
    """A model of a brand and the versions of it that the catalog has.

    `siblings`: models that differ from it by their number only, by number. `longest`: words of
    its longest version. `firsts`: first words of versions. `numbered`: a number tells versions
    apart. `stands_bare`: without a version its name is a model, not a line (`Endorphin` of
    Endorphin Trail). `marked`: its versions are written with a `v`. `variants`: words that are
    versions of some model of the brand (`Paris`). `mates`: the telling words of the model.
    """

    brand: str
    model: str
    words: Said
    versions: dict[Said, str] = field(default_factory=dict)
    siblings: dict[str, "NamedModel"] = field(default_factory=dict)
    longest: int = 0
    firsts: set[str] = field(default_factory=set)
    numbered: bool = False
    stands_bare: bool = False
    marked: bool = False
    variants: set[str] = field(default_factory=set)
    mates: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Name the family as `Link.model` does: brand and model."""
        return f"{self.brand} {self.model}".strip()


class Name(NamedTuple):
    """What a spelling says: a family, or one shoe of it; how it is spelled, how telling it is."""

    family: NamedModel
    shoe: str | None
    rank: int
    tier: Tier

    @property
    def is_plain(self) -> bool:
        """Say whether it needs no evidence: a model by a telling name of its own."""
        rare = self.tier is Tier.RARE and self.rank <= CUT
        return rare and self.shoe is None and self.family.stands_bare


@dataclass
class TrieNode:
    """A place in the trie: the words that may follow, and the names that end here."""

    after: dict[str, "TrieNode"] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


_LONGEST = 12
"""Words of the longest part of a name: real ones have up to eight, and the ways to spell a name
multiply with its words."""


class NameTrie:
    """All names of a catalog. `add` every shoe, then `compile`."""

    def __init__(self) -> None:
        """Start empty."""
        self.root = TrieNode()
        self.families: dict[tuple[str, str], NamedModel] = {}
        self.brands: dict[str, list[tuple[Said, frozenset[str]]]] = {}
        self.typos = Typos(())
        self._variants: dict[str, set[str]] = {}
        self._aliases: list[tuple[Said, NamedModel, str]] = []
        self.roles = Roles(self)

    def add(self, slug: str, shoe: Shoe, aliases: Iterable[str] = ()) -> None:
        """Add a shoe to its family, and its aliases, but no name that nobody writes in full."""
        words, version = parts(shoe.model), _version(parts(shoe.version or ""))
        if max(len(words), len(version), len(parts(shoe.brand))) > _LONGEST:
            return
        where = (shoe.brand, fused(words))
        family = self.families.get(where)
        if family is None:
            family = self.families[where] = NamedModel(shoe.brand, shoe.model, words)
            family.mates = frozenset(filter(_is_telling, words))
            family.variants = self._variants.setdefault(shoe.brand, set())
        family.versions.setdefault(version, slug)
        family.longest = max(family.longest, len(version))
        family.firsts.update(version[:1])
        family.numbered |= any(word[:1].isdigit() for word in version)
        family.stands_bare |= not version or version[0][0] in "0123456789+"
        family.marked |= (shoe.version or "")[:1] in {"v", "V"}
        family.variants.update(word for word in version if _is_telling(word))
        said = [parts(alias) for alias in aliases]
        self._aliases += [(words, family, slug) for words in said if len(words) <= _LONGEST]

    def compile(self) -> None:
        """Spell every name in all the ways it is written, and index the words."""
        shared: dict[tuple[str, Said], dict[str, NamedModel]] = {}
        spelled: dict[NamedModel, Mapping[Said, int]] = {}
        for family in self.families.values():
            spelled[family] = spoken(family.brand, family.words)
            for said, rank in spelled[family].items():
                self._put(said, Name(family, None, rank, _tier(said, rank)))
            for stem, number in stems(family.words):
                shared.setdefault((family.brand, stem), {})[number] = family
                family.siblings = shared[family.brand, stem]
        for family in self.families.values():
            # Cloud has a successor in Cloud 5, though that is a model of its own.
            family.numbered |= (family.brand, family.words) in shared
        for said, family, slug in self._aliases:
            if not _says_no_more(said, family, spelled[family]):
                self._put(said, Name(family, slug, FULL, _tier(said, FULL)))
        self._spell_brands()
        self.typos = Typos(self._long_words())

    def _put(self, said: Said, name: Name) -> None:
        if said and len(said) == 1 and said[0].isdigit() and len(said[0]) < 3:
            return
        node = self.root
        for word in said:
            node = node.after.setdefault(word, TrieNode())
        if node is not self.root and name not in node.names:
            node.names.append(name)

    def _spell_brands(self) -> None:
        owned: dict[str, set[str]] = {}
        for brand in dict.fromkeys(family.brand for family in self.families.values()):
            for vouching in (brand, *_HOUSES.get(brand, ())):
                owned.setdefault(vouching, set()).add(brand)
        spelled = {parts(" ".join(words)): brand for words, brand in lexicon.brands().items()}
        spelled |= {parts(brand): brand for brand in owned}
        ordinary = kind("stop") - kind("loose")
        for said, brand in spelled.items():
            # A dirty catalog may take `The` of The North Face for a brand.
            if said and not (len(said) == 1 and said[0] in ordinary):
                entry = (said, frozenset(owned.get(brand, ())))
                self.brands.setdefault(said[0], []).append(entry)
        for entries in self.brands.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))

    def _long_words(self) -> Iterable[str]:
        common = kind("word") | kind("function")
        for family in self.families.values():
            alone = len(family.words) == 1
            yield from (word for word in family.words if not alone or word not in common)


def _says_no_more(said: Said, family: NamedModel, spelled: Mapping[Said, int]) -> bool:
    """Say whether an alias is only the model, or the model and a version, spelled again.

    `Superblast` is no name of the first Superblast where there is a second.
    """
    brand = parts(family.brand)
    said = said[len(brand) :] if said[: len(brand)] == brand else said
    return (
        any(
            spelled.get(said[:at], PART) < PART and _version(said[at:]) in family.versions
            for at in range(1, len(said) + 1)
        )
        or spelled.get(said, PART) < PART
    )


def _is_telling(word: str) -> bool:
    common = (kind(name) for name in ("word", "function", "stop", "cut", "size"))
    return word.isalpha() and len(word) > 2 and not any(word in words for words in common)


def _version(said: Said) -> Said:
    """Give the words of a version: `v 13` as `13`, `2 0` as `2`, `plus` as `+`."""
    words = tuple("+" if word == "plus" else word for word in said if word not in {"v", "vol"})
    if len(words) == 2 and words[0].isdigit() and words[1] == "0":
        return words[:1]
    return words


def _tier(said: Said, rank: int) -> Tier:
    """Say how telling a spelling is."""
    singular = [_singular(word) for word in said]
    common = [word in kind("word") or word in kind("function") for word in singular]
    if said[0].isdigit() and all(word.isdigit() or len(word) < 3 for word in said):
        return Tier.NUMBER
    if said[-1] in kind("thing"):
        return Tier.RARE
    if len(said) == 1:
        if len(said[0].rstrip("s")) < 3 or singular[0] in kind("function"):
            return Tier.FUNCTION
        return Tier.WORD if common[0] else Tier.RARE
    plain = [word.isdigit() or word in kind("stop") for word in singular]
    short = rank == SHORT and all(a or b for a, b in zip(common, plain, strict=True))
    phrase = " ".join(singular) in kind("phrase")
    return Tier.WORD if phrase or short or all(plain) else Tier.RARE


def _singular(word: str) -> str:
    known = kind("word") | kind("function")
    for end, put in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(end) and word.removesuffix(end) + put in known:
            return word.removesuffix(end) + put
    return word
