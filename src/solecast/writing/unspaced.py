"""Scripts that are written without spaces (kana, Han, hangul), and how their runs are cut."""

import re
from collections.abc import Container

LETTERS = (
    "\u1100-\u11ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
)
"""The letters of these scripts, for a class of a pattern; hangul in syllables and taken apart."""
_LETTER = re.compile(f"[{LETTERS}]")
_WHOLE = re.compile(f"[{LETTERS}]+")


def is_unspaced(text: str) -> bool:
    """Say whether a text holds a letter of such a script."""
    return not text.isascii() and _LETTER.search(text) is not None


def is_wholly_unspaced(text: str) -> bool:
    """Say whether a text is letters of such scripts and nothing else."""
    return _WHOLE.fullmatch(text) is not None


def cut_known(run: str, known: Container[str], longest: int) -> list[tuple[int, int]]:
    """Cut a run into known words, the longest first; give the places `[start, end)` of each.

    `longest` is the length of the longest known word. Nothing is given where a part is not known.
    """
    cuts: list[tuple[int, int]] = []
    place = 0
    while place < len(run):
        ends = range(min(len(run), place + longest), place, -1)
        end = next((end for end in ends if run[place:end] in known), None)
        if end is None:
            return []
        cuts.append((place, end))
        place = end
    return cuts
