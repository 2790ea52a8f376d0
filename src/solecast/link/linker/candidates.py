"""The nearest names of a catalog for words that name no shoe of it exactly."""

import math
from collections.abc import Mapping, Sequence

from ..lexicon.tokenizer import key

_MOST_POSTINGS = 400
"""Names that a title is compared with; common words lead to thousands."""
_RAREST = 3
"""Words of a title that are looked up, the rarest of the catalog."""


class Candidates:
    """Posting lists over the words of shoe names; only rare words are looked up."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Index `names`: slug -> display name."""
        self._slugs = list(names)
        self._words = [key(name) for name in names.values()]
        self._postings: dict[str, list[int]] = {}
        for row, words in enumerate(self._words):
            for word in dict.fromkeys(words):
                self._postings.setdefault(word, []).append(row)
        rows = max(len(self._slugs), 1)
        self._weights = {
            word: math.log(1 + rows / len(found)) for word, found in self._postings.items()
        }
        self._totals = [sum([self._weights[word] for word in words]) for words in self._words]

    def nearest(self, words: Sequence[str]) -> tuple[str, float, list[str]] | None:
        """Give slug, share of the name's weight that `words` hold, and the words that differ.

        The words that differ are those of the name that are missing; none when all are there.
        """
        present = {word: self._weights[word] for word in words if word in self._postings}
        best: tuple[float, int] | None = None
        left = _MOST_POSTINGS
        for word in sorted(present, key=lambda word: len(self._postings[word]))[:_RAREST]:
            rows = self._postings[word][:left]
            left -= len(rows)
            for row in rows:
                score = self._score(row, present)
                if best is None or score > best[0]:
                    best = (score, row)
        if best is None:
            return None
        name = self._words[best[1]]
        return self._slugs[best[1]], best[0], [word for word in name if word not in present]

    def _score(self, row: int, present: Mapping[str, float]) -> float:
        held = sum([present[word] for word in self._words[row] if word in present])
        return held / self._totals[row] * (1 - 1 / (1 + held))
