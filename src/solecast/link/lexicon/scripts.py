"""Names in Japanese, Korean and Chinese script: cut into words, spelled in Latin letters.

Shops there write names without spaces (`ナイキエアマックス90`). A run of such letters is cut into
words that the lexicon knows; one that is not known as a whole stays as it is written.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from .lexicon_rows import rows

_LETTERS = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
"""Kana, Han, hangul and narrow kana: the scripts that are written without spaces."""
_UNSPACED = re.compile(f"[{_LETTERS}]")
_PARTS = re.compile(f"[{_LETTERS}]+|[^{_LETTERS}]+")
_RUN = re.compile(r"[^\W_]+")
_KNOWN_WHOLE = (
    "brands.csv",
    "collaborators.csv",
    "colours.csv",
    "genders.csv",
    "materials.csv",
    "noise.csv",
)


class ScriptWord(NamedTuple):
    """A word of such a script: what it says and its place `[start, end)` in the text."""

    text: str
    start: int
    end: int


def is_unspaced(text: str) -> bool:
    """Say whether a text holds a letter of a script that is written without spaces."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def parts(text: str) -> list[tuple[int, int]]:
    """Give the places where a text changes between scripts with and without spaces."""
    if not is_unspaced(text):
        return [(0, len(text))]
    return [part.span() for part in _PARTS.finditer(text)]


def cut(text: str, start: int, end: int) -> Iterator[ScriptWord]:
    """Cut a part in a script without spaces into words, known ones spelled in Latin letters.

    A run of letters that is not known as a whole is one word, as it is written.
    """
    for run in _RUN.finditer(text, start, end):
        yield from _known_words(run[0], run.start()) or [ScriptWord(run[0], *run.span())]


def _known_words(run: str, start: int) -> list[ScriptWord]:
    """Give the words of a run, the longest known one first; none where a part is not known."""
    known, longest = _known()
    found: list[ScriptWord] = []
    place = 0
    while place < len(run):
        ends = range(min(len(run), place + longest), place, -1)
        end = next((end for end in ends if run[place:end] in known), None)
        if end is None:
            return []
        said = known[run[place:end]].split()
        found += [ScriptWord(word, start + place, start + end) for word in said]
        place = end
    return found


@cache
def _known() -> tuple[Mapping[str, str], int]:
    """Give each known word with what it spells, and the length of the longest."""
    known = {
        row[0]: row[0]
        for name in _KNOWN_WHOLE
        for row in rows(name)
        if row[0] and all(map(_UNSPACED.match, row[0]))
    }
    known |= {word: spells for word, spells, _ in rows("scripts.csv")}
    return known, max(map(len, known))
