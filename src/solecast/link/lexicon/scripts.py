"""Names in Japanese, Korean and Chinese script: cut into words, spelled in Latin letters.

Shops there write names without spaces (`ナイキエアマックス90`). A run of such letters is cut into
words that the lexicon knows; one that is not known as a whole stays as it is written.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ...writing.unspaced import LETTERS, cut_known, is_unspaced, is_wholly_unspaced
from .lexicon_rows import rows

_PARTS = re.compile(f"(?P<unspaced>[{LETTERS}]+)|[^{LETTERS}]+")
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


def parts(text: str) -> list[tuple[int, int, bool]]:
    """Give the parts `[start, end)` of a text, and whether each is in such a script."""
    if not is_unspaced(text):
        return [(0, len(text), False)]
    return [(*part.span(), part["unspaced"] is not None) for part in _PARTS.finditer(text)]


def cut(text: str, start: int, end: int) -> Iterator[ScriptWord]:
    """Cut a part in a script without spaces into words, known ones spelled in Latin letters.

    A run of letters that is not known as a whole is one word, as it is written.
    """
    for run in _RUN.finditer(text, start, end):
        yield from _known_words(run[0], run.start()) or [ScriptWord(run[0], *run.span())]


def _known_words(run: str, start: int) -> list[ScriptWord]:
    """Give the words of a run; none where a part of it is not known."""
    known, longest = _known()
    return [
        ScriptWord(word, start + first, start + last)
        for first, last in cut_known(run, known, longest)
        for word in known[run[first:last]].split()
    ]


@cache
def _known() -> tuple[Mapping[str, str], int]:
    """Give each known word with what it spells, and the length of the longest."""
    known = {
        row[0]: row[0] for name in _KNOWN_WHOLE for row in rows(name) if is_wholly_unspaced(row[0])
    }
    known |= {word: spells for word, spells, _ in rows("scripts.csv")}
    return known, max(map(len, known))
