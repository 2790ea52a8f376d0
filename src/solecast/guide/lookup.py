"""Names as people type them -> shoes of a guide; and words -> shoes, best first.

`Names` resolves one name to one shoe and says no when it cannot be sure: version numbers must
agree, several candidates are listed, nothing is guessed across a tie. `Index` ranks shoes by
words that occur in their names, colorways, specs and reviews.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

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
    folded = unicodedata.normalize("NFKD", text[:_MAX_TEXT]).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return _WORD.findall(plain.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))


def _key(text: str) -> str:
    return " ".join(words(text))


def nearest(name: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """Give the names that are most like an unknown one, the nearest first."""
    keys = {known: _key(known) for known in names}
    near = process.extract(_key(name), keys, scorer=fuzz.WRatio, limit=limit, score_cutoff=55)
    return [str(known) for _, _, known in near]


def _numbers(text: str) -> set[str]:
    return {word for word in words(text) if any(c.isdigit() for c in word)}


class Names:
    """Finds the one shoe that a name means."""

    def __init__(self, names: Mapping[str, str], others: Mapping[str, Iterable[str]]) -> None:
        """Take slug -> display name and slug -> other names (aliases, the name without brand)."""
        self._names = dict(names)
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._weak: dict[str, set[str]] = defaultdict(set)
        for slug, name in self._names.items():
            self._exact[_key(name)].add(slug)
            self._exact[_key(slug.replace("-", " "))].add(slug)
            for other in others.get(slug, ()):
                self._weak[_key(other)].add(slug)
        self._tokens = {slug: set(words(name)) for slug, name in self._names.items()}
        self._keys = {slug: _key(name) for slug, name in self._names.items()}

    def resolve(self, name: str) -> str:
        """Find the slug of the shoe that `name` means.

        Raises `AmbiguousShoe` with the candidates, or `UnknownShoe` with the nearest names.
        """
        if name in self._names:
            return name
        key = _key(name)
        for table in (self._exact, self._weak):
            if key and key in table:
                return self._one(name, table[key])
        within = self._containing(set(words(name)))
        if within:
            return self._one(name, within)
        return self._nearest(name, key)

    def _one(self, name: str, slugs: set[str]) -> str:
        if len(slugs) == 1:
            return next(iter(slugs))
        raise AmbiguousShoe(name[:200], [self._names[slug] for slug in sorted(slugs)][:12])

    def _containing(self, asked: set[str]) -> set[str]:
        """Shoes whose name has all words; of several, the one with no other number than asked."""
        if not asked:
            return set()
        found = {slug for slug, tokens in self._tokens.items() if asked <= tokens}
        digits = {word for word in asked if any(c.isdigit() for c in word)}
        exact = {slug for slug in found if _numbers(self._names[slug]) == digits}
        return exact if digits and len(exact) == 1 else found

    def _nearest(self, name: str, key: str) -> str:
        near = process.extract(key, self._keys, scorer=fuzz.WRatio, limit=6, score_cutoff=55)
        if near:
            _, best, slug = near[0]
            clear = best >= _CLEAR and (len(near) == 1 or best - near[1][1] >= _MARGIN)
            if clear and _numbers(name) == _numbers(self._names[slug]):
                return str(slug)
        raise UnknownShoe(name[:200], [self._names[slug] for _, _, slug in near[:5]])


class Index:
    """Ranks shoes by words: rarer words count more, names more than reviews."""

    def __init__(self) -> None:
        self._weights: dict[str, Counter[str]] = defaultdict(Counter)
        self._shoes: set[str] = set()

    def add(self, shoe: str, text: str | None, weight: float) -> None:
        """Let `text` speak for `shoe` with `weight` for each of its words."""
        self._shoes.add(shoe)
        for word in set(words(text or "")):
            self._weights[word][shoe] = max(self._weights[word][shoe], weight)  # type: ignore[assignment]

    def search(self, text: str) -> list[str]:
        """Slugs of the shoes that have all words of `text` or, failing that, most; best first.

        The last word may be unfinished, and a misspelt word counts as its nearest neighbour.
        """
        asked = words(text)[:12]
        if not asked:
            return []
        scores: dict[str, float] = defaultdict(float)
        hits: Counter[str] = Counter()
        for place, word in enumerate(asked):
            for shoe, weight in self._matches(word, place == len(asked) - 1).items():
                scores[shoe] += weight
                hits[shoe] += 1
        most = max(hits.values(), default=0)
        best = [shoe for shoe, count in hits.items() if count == most]
        return sorted(best, key=lambda shoe: (-scores[shoe], shoe))

    def _matches(self, word: str, unfinished: bool) -> dict[str, float]:
        found: dict[str, float] = {}
        for spelled in self._spellings(word, unfinished):
            shoes = self._weights[spelled]
            rarity = math.log(1 + len(self._shoes) / len(shoes))
            for shoe, weight in shoes.items():
                found[shoe] = max(found.get(shoe, 0.0), weight * rarity)
        return found

    def _spellings(self, word: str, unfinished: bool) -> list[str]:
        if unfinished:
            longer = [known for known in self._weights if known.startswith(word)]
            if longer:
                return longer
        if word in self._weights:
            return [word]
        if any(c.isdigit() for c in word) or len(word) < 4:
            return []
        near = process.extractOne(word, self._weights.keys(), scorer=fuzz.ratio, score_cutoff=80)
        return [near[0]] if near else []
