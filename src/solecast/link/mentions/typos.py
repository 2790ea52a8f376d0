"""Words written with one letter wrong, missing, doubled or swapped."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST, LONGEST = 6, 24
"""Letters of the shortest and the longest word whose misspellings are taken for it."""


class Typos:
    """The long words of a catalog, found again from one edit away."""

    def __init__(self, words: Iterable[str]) -> None:
        """Index every word with each of its letters left out once (symmetric deletion)."""
        self._words = {w for w in words if SHORTEST <= len(w) <= LONGEST and w.isalpha()}
        self._without: dict[str, set[str]] = {}
        for word in self._words:
            for shorter in (word, *_without_one(word)):
                self._without.setdefault(shorter, set()).add(word)

    def correct(self, word: str) -> str:
        """Give the one word that is one edit away from `word` or its singular, or nothing."""
        return self._near(word) or (self._near(word[:-1]) if word[-1:] == "s" else "")

    def _near(self, word: str) -> str:
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha() or word in self._words:
            return ""
        near = {
            known
            for shorter in (word, *_without_one(word))
            for known in self._without.get(shorter, ())
            if known[0] == word[0] and OSA.distance(known, word) == 1
        }
        return near.pop() if len(near) == 1 else ""


def _without_one(word: str) -> Iterable[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
