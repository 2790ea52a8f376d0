"""Longest phrase first: find runs of words that a lexicon knows."""

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A phrase at the places `[first, last)` of a list of words."""

    first: int
    last: int
    value: T


class Phrases(Generic[T]):
    """Phrases by their first word, longest first."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        """Index `entries`: folded words of a phrase and what they stand for."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, value in entries:
            if words:
                self._by_first.setdefault(words[0], []).append((words, value))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def at(self, words: Sequence[str], place: int) -> Found[T] | None:
        """Give the longest phrase that starts at `place`."""
        for phrase, value in self._by_first.get(words[place], ()):
            last = place + len(phrase)
            if tuple(words[place:last]) == phrase:
                return Found(place, last, value)
        return None

    def all_at(self, words: Sequence[str], place: int) -> list[Found[T]]:
        """Give every phrase that starts at `place`, longest first."""
        return [
            Found(place, place + len(phrase), value)
            for phrase, value in self._by_first.get(words[place], ())
            if tuple(words[place : place + len(phrase)]) == phrase
        ]

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
