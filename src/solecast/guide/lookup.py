"""Names as people type them -> shoes of a guide.

A name is resolved to one shoe, or not where that is not sure: version numbers must agree, several
candidates are listed, nothing is guessed across a tie. `HeldNames` knows all its names itself;
`known_names` asks a snapshot by the same rules.
"""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from ..errors import AmbiguousShoe, UnknownShoe

_WORD = re.compile(r"\d+(?:\.\d+)+|\w+")
_MAX_TEXT = 2_000
_CLEAR, _MARGIN = 86.0, 4.0
"""A misspelt name is taken for a shoe from this similarity, this far ahead of the next (0-100)."""


def words(text: str) -> list[str]:
    """Split a text into folded words: no case, no accents, `2.0` kept whole.

    Only the first 2,000 characters count.
    """
    plain = text[:_MAX_TEXT].casefold()
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", text[:_MAX_TEXT]).casefold()
        plain = "".join(c for c in folded if not unicodedata.combining(c))
    return _WORD.findall(plain.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))


def key(text: str) -> str:
    """Fold a name so that all its spellings are one text."""
    return " ".join(words(text))


def nearest(name: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """Give the names that are most like an unknown one, the nearest first."""
    keys = {known: key(known) for known in names}
    near = process.extract(key(name), keys, scorer=fuzz.WRatio, limit=limit, score_cutoff=55)
    return [str(known) for _, _, known in near]


def _numbers(text: str) -> set[str]:
    return {word for word in words(text) if any(c.isdigit() for c in word)}


class Resolver(ABC):
    """Finds the one shoe that a name means, among names that are asked for and not all held."""

    @abstractmethod
    def knows(self, slug: str) -> bool:
        """Tell whether a text is the slug of a shoe."""

    @abstractmethod
    def called(self, folded: str, *, weak: bool) -> set[str]:
        """Give the shoes of that name or, with `weak`, of that alias or name without brand."""

    @abstractmethod
    def having(self, asked: set[str]) -> Mapping[str, str]:
        """Give the shoes whose names have all words: slug -> folded name."""

    @abstractmethod
    def like(self, folded: str) -> Mapping[str, str]:
        """Give the shoes whose names may be like a misspelt one: slug -> folded name."""

    @abstractmethod
    def shown(self, slugs: Sequence[str]) -> list[str]:
        """Give the names of shoes as they are written."""

    def resolve(self, name: str) -> str:
        """Find the slug of the shoe that `name` means.

        Raises `AmbiguousShoe` with the candidates, or `UnknownShoe` with the nearest names.
        """
        if self.knows(name):
            return name
        folded = key(name)
        for weak in (False, True):
            if folded and (slugs := self.called(folded, weak=weak)):
                return self._one(name, slugs)
        within = self._containing(set(words(name)))
        if within:
            return self._one(name, within)
        return self._nearest(name, folded)

    def _one(self, name: str, slugs: set[str]) -> str:
        if len(slugs) == 1:
            return next(iter(slugs))
        raise AmbiguousShoe(name[:200], self.shown(sorted(slugs)[:12]))

    def _containing(self, asked: set[str]) -> set[str]:
        """Shoes whose name has all words; of several, the one with no other number than asked."""
        if not asked:
            return set()
        found = self.having(asked)
        digits = {word for word in asked if any(c.isdigit() for c in word)}
        exact = {slug for slug, folded in found.items() if _numbers(folded) == digits}
        return exact if digits and len(exact) == 1 else set(found)

    def _nearest(self, name: str, folded: str) -> str:
        known = self.like(folded)
        near = process.extract(folded, known, scorer=fuzz.WRatio, limit=6, score_cutoff=55)
        if near:
            _, best, slug = near[0]
            clear = best >= _CLEAR and (len(near) == 1 or best - near[1][1] >= _MARGIN)
            if clear and _numbers(name) == _numbers(known[slug]):
                return str(slug)
        raise UnknownShoe(name[:200], self.shown([slug for _, _, slug in near[:5]]))


class HeldNames(Resolver):
    """Finds the one of a few names that are all held: those of brands, or of models."""

    def __init__(self, names: Mapping[str, str], others: Mapping[str, Iterable[str]]) -> None:
        """Take slug -> display name and slug -> other names (aliases, the name without brand)."""
        self._names = dict(names)
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._weak: dict[str, set[str]] = defaultdict(set)
        for slug, name in self._names.items():
            self._exact[key(name)].add(slug)
            self._exact[key(slug.replace("-", " "))].add(slug)
            for other in others.get(slug, ()):
                self._weak[key(other)].add(slug)
        self._keys = {slug: key(name) for slug, name in self._names.items()}

    def knows(self, slug: str) -> bool:
        """Tell whether a text is the slug of one of them."""
        return slug in self._names

    def called(self, folded: str, *, weak: bool) -> set[str]:
        """Give those of that name or, with `weak`, of that alias."""
        return (self._weak if weak else self._exact).get(folded, set())

    def having(self, asked: set[str]) -> Mapping[str, str]:
        """Give those whose names have all words."""
        return {slug: known for slug, known in self._keys.items() if asked <= set(known.split())}

    def like(self, folded: str) -> Mapping[str, str]:
        """Give all: so few are compared at once."""
        return self._keys

    def shown(self, slugs: Sequence[str]) -> list[str]:
        """Give names as they are written."""
        return [self._names[slug] for slug in slugs]
