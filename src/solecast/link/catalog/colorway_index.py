"""The colorways of one shoe: by their key, and the nearest to a key that none has."""

from .colorway_keys import ColorwayKey

_MOST_POSTINGS = 12
"""Keys that a word leads to; a hue alone leads to hundreds."""
_RAREST = 2
"""Words of a wanted key that are looked up, the rarest of the shoe."""


class Colorways:
    """Colorways by key, with posting lists over their words."""

    def __init__(self) -> None:
        """Start without colorways."""
        self._by_key: dict[ColorwayKey, dict[str, None]] = {}
        self._postings: dict[str, list[ColorwayKey]] = {}
        self._count = 0

    def __len__(self) -> int:
        """Count the colorways."""
        return self._count

    def add(self, key: ColorwayKey, colorway: str) -> None:
        """Add a colorway; several may have one key."""
        if key not in self._by_key:
            self._by_key[key] = {}
            for word in dict.fromkeys((key[0], *key[1])):
                if word:
                    self._postings.setdefault(word, []).append(key)
        same = self._by_key[key]
        if colorway not in same:
            same[colorway] = None
            self._count += 1

    def named(self, key: ColorwayKey) -> list[str]:
        """Give the colorways that have exactly this key."""
        return list(self._by_key.get(key, ()))

    def nearest(self, wanted: ColorwayKey) -> str | None:
        """Give the colorway that shares most with the wanted key: words, partner, year, gender."""
        known = [word for word in dict.fromkeys((wanted[0], *wanted[1])) if word in self._postings]
        known.sort(key=lambda word: len(self._postings[word]))
        words = frozenset(wanted[1])
        best: tuple[int, str] | None = None
        for word in known[:_RAREST]:
            for key in self._postings[word][:_MOST_POSTINGS]:
                shared = _shared(key, wanted, words)
                if best is None or shared >= best[0]:
                    best = max(best or (-99, ""), (shared, next(iter(self._by_key[key]))))
        return best[1] if best else None


def _shared(key: ColorwayKey, wanted: ColorwayKey, words: frozenset[str]) -> int:
    same = 2 * len(words.intersection(key[1])) - abs(len(key[1]) - len(wanted[1]))
    return same + (key[0] == wanted[0]) + (key[2] == wanted[2]) + (key[3] == wanted[3])
