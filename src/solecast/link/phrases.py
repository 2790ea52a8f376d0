"""Longest phrase first: find runs of words that a lexicon knows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A phrase at the places `[first, last)` of a list of words."""

    first: int
    last: int
    value: T


class Phrases(Generic[T]):
    """Phrases by their words; for each first word the lengths that occur, longest first."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        """Index `entries`: folded words of a phrase and what they stand for."""
        self._values = {words: value for words, value in entries if words}
        lengths: dict[str, set[int]] = {}
        for words in self._values:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def at(self, words: Sequence[str], place: int) -> Found[T] | None:
        """Give the longest phrase that starts at `place`."""
        return next(self.all_at(words, place), None)

    def all_at(self, words: Sequence[str], place: int) -> Iterator[Found[T]]:
        """Give every phrase that starts at `place`, longest first."""
        for length in self._lengths.get(words[place], ()):
            phrase = tuple(words[place : place + length])
            if len(phrase) == length and phrase in self._values:
                yield Found(place, place + length, self._values[phrase])

    def find(self, words: Sequence[str]) -> list[Found[T]]:
        """Give the phrases of a list of words from left to right, none overlapping."""
        found: list[Found[T]] = []
        place = 0
        while place < len(words):
            hit = self.at(words, place)
            if hit:
                found.append(hit)
            place = hit.last if hit else place + 1
        return found
