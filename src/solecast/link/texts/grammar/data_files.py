"""The files of this folder that an editor may extend: their rows."""

from collections.abc import Iterator

from ... import lexicon


def rows(name: str) -> Iterator[list[str]]:
    """Give the rows of a file of this folder, without its remarks (`#`) and header."""
    return lexicon.rows(name, __package__)
