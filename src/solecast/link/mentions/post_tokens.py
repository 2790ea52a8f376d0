"""The words of a post with their places, and what stands between them and on them."""

from functools import lru_cache
from itertools import accumulate

from .. import lexicon
from ..lexicon.tokenizer import post_pieces, post_word

PARTING = frozenset(".!?,;:()[]|\n\r")
"""Signs between two words that end a name."""

_DECORATION = str.maketrans("", "", '*_"“”`~\u200b')


class _Normal(dict[str, str]):
    """Raw token -> its one spelling; forgets all when it has grown large."""

    def __missing__(self, raw: str) -> str:
        if len(self) > 200_000:
            self.clear()
        self[raw] = said = post_word(raw)
        return said


_KNOWN = _Normal()


class PostWords:
    """The words of a text, each with its place `[start, end)` and the gap before it."""

    __slots__ = ("_gaps", "ends", "said", "starts", "text")

    def __init__(self, text: str) -> None:
        """Cut `text`; letters and digits part (`1080v13` is `1080`, `13`)."""
        self.text = text
        # Gap, word, gap, word, ..., gap: lengths add up to places without a second search.
        pieces = post_pieces(text)
        places = list(accumulate(map(len, pieces)))
        self.said = list(map(_KNOWN.__getitem__, pieces[1::2]))
        self._gaps = pieces[::2]
        self.starts = places[::2]
        self.ends = places[1::2]

    def __len__(self) -> int:
        return len(self.said)

    def word(self, at: int) -> str:
        """Give a word, or nothing beyond the ends."""
        return self.said[at] if 0 <= at < len(self.said) else ""

    def gap(self, at: int) -> str:
        """Give what stands between a word and the one before it, without markup."""
        if not 0 <= at < len(self.said):
            return ""
        gap = self._gaps[at]
        return gap if gap in {" ", ""} else gap.translate(_DECORATION)

    def spelled(self, at: int) -> str:
        """Give a word as the text spells it."""
        return self.text[self.starts[at] : self.ends[at]]

    def plural(self, at: int) -> bool:
        """Say whether a word ends in `s`: `25's`, `Cliftons`."""
        return self.text[self.ends[at] - 1] in "sS"

    def marked(self, at: int) -> bool:
        """Say whether a number has its `v`: `v13`."""
        return self.text[self.starts[at]] in "vV" and self.said[at][:1].isdigit()

    def proper(self, at: int) -> bool:
        """Say whether a capital in running text marks a word as a name."""
        if not self.text[self.starts[at]].isupper() or at == 0:
            return False
        gap = self.gap(at)
        before = self.text[self.starts[at - 1]]
        return not set(gap).intersection(".!?\n:") and (before.islower() or before.isdigit())


@lru_cache(maxsize=50_000)
def parts(name: str) -> tuple[str, ...]:
    """Give the words of a catalog's name as `PostWords` spells them."""
    return tuple(_KNOWN[raw] for raw in post_pieces(name)[1::2])


@lru_cache(maxsize=1)
def kinds() -> dict[str, frozenset[str]]:
    """Give the words of each kind of `mention_words.csv`.

    `word` and `function`: English words that are models too, the latter so frequent that a
    version does not yet make them a name; `phrase`: such runs of words. `measure`, `unit`,
    `count`, `size`: what makes a number a measure, before or after it. `silent`, `inside`:
    words that speech leaves out, at the front or anywhere; `edition`, `cut`: at the end.
    `part`, `whole`: ends and beginnings at which compounds are written apart. `connector`:
    joins versions; `filler`: may stand before one; `variant`: makes another shoe.
    `determiner`: makes a plural a thing; `thing`: plurals that are shoes in any case. `plain`:
    two letters that are words, never initials; `tailless`, `stop`: words of names that never
    stand for the whole; `verb`: no plurals after a brand (`Hoka runs`); `loose`: brands that
    are English words; `decade`, `interval`: what tells `in my 40s` and `30s on` from shoes;
    `goes_on`: what follows `the 9` where that is one.
    """
    found: dict[str, set[str]] = {}
    for word, kind in lexicon.rows("mention_words.csv"):
        found.setdefault(kind, set()).add(word)
    return {kind: frozenset(words) for kind, words in found.items()}


def kind(name: str) -> frozenset[str]:
    """Give the words of one kind."""
    return kinds()[name]
