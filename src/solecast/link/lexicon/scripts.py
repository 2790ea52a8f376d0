"""Names in Japanese, Korean and Chinese script: cut into words, spelled in Latin letters.

Shops there write names without spaces (`ナイキエアマックス90`). A run of such letters is cut into
words that the lexicon knows; one that is not known as a whole stays as it is written.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from .lexicon_rows import rows

_FIRST = "\u3040"
"""The first letter of the scripts that are written without spaces: kana, then Han and hangul."""
_PIECE = re.compile(r"[\u0000-\u303f]+|[\u3040-\U0010ffff]+")
_KNOWN_WHOLE = (
    "brands.csv",
    "collaborators.csv",
    "colours.csv",
    "genders.csv",
    "materials.csv",
    "noise.csv",
)


class ScriptWord(NamedTuple):
    """A word within a run of letters: what it says and its place `[start, end)` there."""

    text: str
    start: int
    end: int


def is_unspaced(run: str) -> bool:
    """Say whether a run of letters holds some of a script that is written without spaces."""
    return max(run) >= _FIRST


def pieces(run: str) -> list[ScriptWord]:
    """Cut a run into its words, those of `scripts.csv` spelled in Latin letters.

    What stands between them in Latin letters or digits is a word of its own. The whole run is
    given as one word where a part of it is not known.
    """
    found: list[ScriptWord] = []
    for part in _PIECE.finditer(run):
        if not is_unspaced(part[0]):
            found.append(ScriptWord(part[0], part.start(), part.end()))
            continue
        words = list(_cut(part[0], part.start()))
        if not words:
            return [ScriptWord(run, 0, len(run))]
        found += words
    return found


def _cut(run: str, start: int) -> Iterator[ScriptWord]:
    """Cut a run so that the longest known word comes first; give nothing where that fails."""
    known, longest = _known()
    cuts: list[tuple[int, int]] = []
    place = 0
    while place < len(run):
        ends = range(min(len(run), place + longest), place, -1)
        end = next((end for end in ends if run[place:end] in known), None)
        if end is None:
            return
        cuts.append((place, end))
        place = end
    for first, last in cuts:
        for word in known[run[first:last]].split():
            yield ScriptWord(word, start + first, start + last)


@cache
def _known() -> tuple[Mapping[str, str], int]:
    """Give each known word with what it spells, and the length of the longest."""
    known = {
        row[0]: row[0]
        for name in _KNOWN_WHOLE
        for row in rows(name)
        if row[0] and min(row[0]) >= _FIRST
    }
    known |= {word: spells for word, spells, _ in rows("scripts.csv")}
    return known, max(map(len, known))
