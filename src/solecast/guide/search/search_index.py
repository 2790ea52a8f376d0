"""Words and misspelt names -> shoes, best first, from arrays that were made with the snapshot.

Two inverted lists, each as three arrays: word -> shoes with a weight, and letter triple of a name
-> shoes. Words rank shoes as long as they are known; a text with an unknown word is also compared
as a whole with the names that share most triples with it, since a slip of the finger may split,
join or garble any of its words.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from ..lookup import key, words

MOST_WORDS = 12
_LIKE_WORD = 80.0
"""Similarity (0-100) from which a known word is taken for a misspelt one."""
_LIKE_NAME = 72.0
"""Similarity from which a name is taken for a misspelt one: three slips in a short name."""
_COMPARED = 60
"""Names that share most triples, which are then compared letter by letter."""


@dataclass(frozen=True)
class Postings:
    """Keys in order, and the numbers of the shoes that each has: `shoes[starts[k]:starts[k+1]]`."""

    keys: list[str]
    starts: Any
    shoes: Any
    weights: Any
    """How much each counts, 1-255."""

    def at(self, number: int) -> slice:
        """Give where the shoes of a key stand."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def find(self, asked: str) -> int | None:
        """Give the number of a key; None where it is not known."""
        number = bisect_left(self.keys, asked)
        return number if number < len(self.keys) and self.keys[number] == asked else None

    def beginning(self, asked: str) -> range:
        """Give the numbers of the keys that begin with a text."""
        first = bisect_left(self.keys, asked)
        return range(first, bisect_left(self.keys, asked + "\U0010ffff", first))


def triples(name: str) -> set[str]:
    """Split a name into overlapping triples of letters, whatever spaces and marks it has."""
    text = f" {''.join(words(name))} "
    return {text[at : at + 3] for at in range(len(text) - 2)}


class SearchIndex:
    """Ranks shoes by words: rarer words count more, names more than reviews."""

    def __init__(
        self,
        slugs: Sequence[str],
        names: Sequence[str],
        lengths: Any,
        lists: Mapping[str, Postings],
    ) -> None:
        """Take the shoes in order of their slugs, their names folded and how many triples each has.

        `lists` holds `words` and `triples`.
        """
        self.slugs, self.names, self._lengths = slugs, names, lengths
        self.words, self._triples = lists["words"], lists["triples"]

    def search(self, text: str) -> list[str]:
        """Slugs of the shoes that have all words of `text` or, failing that, most; best first.

        The last word may be unfinished, and words may be misspelt.
        """
        asked = words(text)[:MOST_WORDS]
        if not asked:
            return []
        scores = np.zeros(len(self.slugs))
        hits = np.zeros(len(self.slugs), np.int16)
        unknown = False
        for place, word in enumerate(asked):
            spelled, known = self._spellings(word, place == len(asked) - 1)
            unknown |= not known
            found = self._matches(spelled)
            scores += found
            hits += found > 0
        most = int(hits.max(initial=0))
        # Numbers are in the order of slugs, which a stable sort keeps among equals.
        best = np.flatnonzero(hits == most) if most else np.zeros(0, np.int64)
        best = best[np.argsort(-scores[best], kind="stable")]
        if unknown or most < len(asked):
            return [self.slugs[n] for n in self._by_name(asked, best, most == len(asked))]
        return [self.slugs[int(n)] for n in best]

    def having(self, asked: Iterable[str]) -> list[int]:
        """Give the numbers of the shoes that have all of some words."""
        found: Any = None
        for word in asked:
            number = self.words.find(word)
            if number is None:
                return []
            shoes = self.words.shoes[self.words.at(number)]
            found = shoes if found is None else np.intersect1d(found, shoes)
        return [] if found is None else [int(number) for number in found]

    def like(self, text: str, most: int = _COMPARED) -> list[int]:
        """Give the numbers of the shoes whose names share most triples with a text."""
        shared = np.zeros(len(self.slugs), np.float32)
        for triple in triples(text):
            number = self._triples.find(triple)
            if number is not None:
                at = self._triples.at(number)
                shared[self._triples.shoes[at]] += 1
        # Of names that share as much, the one with fewer triples of its own is nearer.
        shared -= self._lengths / 1_000
        if not len(shared):
            return []
        near = np.argpartition(-shared, min(most, len(shared) - 1))[:most]
        return [int(number) for number in near if shared[number] > 0]

    def _spellings(self, word: str, unfinished: bool) -> tuple[Sequence[int], bool]:
        """Give the known words that a word may be, and whether it is known itself."""
        if unfinished:
            longer = self.words.beginning(word)
            if longer:
                return longer, True
        number = self.words.find(word)
        if number is not None:
            return [number], True
        if any(c.isdigit() for c in word) or len(word) < 4:
            return [], False
        near = process.extract(
            word, self.words.keys, scorer=fuzz.ratio, score_cutoff=_LIKE_WORD, limit=3
        )
        return [number for _, score, number in near if score >= near[0][1] - 4], False

    def _matches(self, spelled: Sequence[int]) -> Any:
        found = np.zeros(len(self.slugs))
        for number in spelled:
            at = self.words.at(number)
            rarity = math.log(1 + len(self.slugs) / (at.stop - at.start))
            shoes = self.words.shoes[at]
            found[shoes] = np.maximum(found[shoes], self.words.weights[at] * rarity)
        return found

    def _by_name(self, asked: Sequence[str], best: Any, whole: bool) -> list[int]:
        """Order by the likeness of whole names: those alike first, then what the words found."""
        text = " ".join(asked)
        near = self.like(text)
        compared = list(dict.fromkeys([*near, *(int(n) for n in best[:_COMPARED])]))
        squeezed = text.replace(" ", "")
        likeness = {
            number: max(
                fuzz.ratio(text, self.names[number]),
                fuzz.ratio(squeezed, self.names[number].replace(" ", "")),
            )
            for number in compared
        }
        top = max(likeness.values(), default=0.0)
        least = max(_LIKE_NAME, top - 18.0)
        alike = [number for number in compared if likeness[number] >= least]
        alike.sort(key=lambda number: (-likeness[number], number))
        rest = [int(number) for number in best] if whole or not alike else []
        return list(dict.fromkeys([*alike, *rest]))


def build(
    names: Mapping[str, str], texts: Iterable[tuple[str, str | None, int]]
) -> dict[str, bytes]:
    """Make the index of shoes: `names` by slug, and texts that speak for a slug with a weight.

    Returns the arrays as bytes, which `load` reads.
    """
    slugs = sorted(names)
    numbers = {slug: number for number, slug in enumerate(slugs)}
    weights: dict[str, dict[int, int]] = defaultdict(dict)
    for slug, text, weight in texts:
        number = numbers[slug]
        for word in set(words(text or "")):
            of = weights[word]
            of[number] = max(of.get(number, 0), weight)
    parts: dict[str, dict[int, int]] = defaultdict(dict)
    lengths = np.zeros(len(slugs), np.uint8)
    for number, slug in enumerate(slugs):
        split = triples(names[slug])
        lengths[number] = min(len(split), 255)
        for triple in split:
            parts[triple][number] = 1
    packed = {
        "slugs": "\n".join(slugs).encode(),
        "names": "\n".join(key(names[slug]) for slug in slugs).encode(),
        "lengths": lengths.tobytes(),
    }
    return packed | _pack("words", weights) | _pack("triples", parts)


def _pack(name: str, lists: Mapping[str, Mapping[int, int]]) -> dict[str, bytes]:
    keys = sorted(lists)
    starts = np.cumsum([0, *(len(lists[key]) for key in keys)]).astype(np.uint32)
    pairs = [pair for key in keys for pair in sorted(lists[key].items())]
    shoes = np.fromiter((shoe for shoe, _ in pairs), np.uint32, len(pairs))
    weights = np.fromiter((weight for _, weight in pairs), np.uint8, len(pairs))
    return {
        f"{name} keys": "\n".join(keys).encode(),
        f"{name} starts": starts.tobytes(),
        f"{name} shoes": shoes.tobytes(),
        f"{name} weights": weights.tobytes(),
    }


def load(packed: Mapping[str, bytes]) -> SearchIndex:
    """Open an index from its bytes: arrays are used where they lie."""
    lists = {
        name: Postings(
            _lines(packed[f"{name} keys"]),
            np.frombuffer(packed[f"{name} starts"], np.uint32),
            np.frombuffer(packed[f"{name} shoes"], np.uint32),
            np.frombuffer(packed[f"{name} weights"], np.uint8),
        )
        for name in ("words", "triples")
    }
    lengths = np.frombuffer(packed["lengths"], np.uint8)
    return SearchIndex(_lines(packed["slugs"]), _lines(packed["names"]), lengths, lists)


def _lines(text: bytes) -> list[str]:
    return text.decode().split("\n") if text else []
