"""Longest phrase first: find runs of words that a lexicon knows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class FoundPhrase(NamedTuple, Generic[T]):
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
        self._pairs = {words[:2] for words in self._values if len(words) > 1}

    def begins(self, word: str) -> bool:
        """Say whether any phrase begins with this word."""
        return word in self._lengths

    def at(self, words: Sequence[str], place: int) -> FoundPhrase[T] | None:
        """Give the longest phrase that starts at `place`."""
        return next(self.all_at(words, place), None)

    def all_at(self, words: Sequence[str], place: int) -> Iterator[FoundPhrase[T]]:
        """Give every phrase that starts at `place`, longest first."""
        lengths = self._lengths.get(words[place], ())
        if lengths and lengths[0] > 1 and tuple(words[place : place + 2]) not in self._pairs:
            lengths = [1] if lengths[-1] == 1 else []
        for length in lengths:
            phrase = tuple(words[place : place + length])
            if len(phrase) == length and phrase in self._values:
                yield FoundPhrase(place, place + length, self._values[phrase])

    def find(self, words: Sequence[str]) -> list[FoundPhrase[T]]:
        """Give the phrases of a list of words from left to right, none overlapping."""
        found: list[FoundPhrase[T]] = []
        firsts = self._lengths
        end = 0
        for place, word in enumerate(words):
            if word in firsts and place >= end:
                hit = self.at(words, place)
                if hit:
                    found.append(hit)
                    end = hit.last
        return found
