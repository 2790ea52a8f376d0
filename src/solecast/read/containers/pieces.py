"""A text in pieces of whole lines, so that a file's size costs no memory."""

import codecs
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from .. import limits

_FIRST, _LARGEST = 64 * 1024, 4 * 1024 * 1024
"""Pieces grow from the first to the largest: a look at a table's head reads little."""


@dataclass(frozen=True)
class Piece:
    """Whole lines of a text, as UTF-8; `is_least` where it is not to be cut any further."""

    data: bytes
    is_least: bool = False

    @cached_property
    def count(self) -> int:
        """How many lines there are, when all end in the usual way."""
        return self.data.count(b"\n") + (not self.data.endswith(b"\n"))

    @cached_property
    def has_quotes(self) -> bool:
        """Whether any cell may be quoted."""
        return b'"' in self.data

    @property
    def is_plain(self) -> bool:
        """Whether lines end in the usual way, none is too long, and no byte of them is odd."""
        returns = self.data.count(b"\r")
        odd = b"\x00" in self.data or self.data.startswith(codecs.BOM_UTF8)
        if odd or (returns and returns != self.data.count(b"\r\n")):
            return False
        place = 0
        while len(self.data) - place > limits.CELL_CHARS:
            end = self.data.rfind(b"\n", place, place + limits.CELL_CHARS)
            if end < 0:
                return False
            place = end + 1
        return True

    def lines(self) -> list[str]:
        """Give the lines, with their ends."""
        return list(io.StringIO(self.data.decode("utf-8", "replace"), newline=""))

    def parted(self, size: int) -> "list[Piece]":
        """Give the same lines in smaller pieces."""
        return [Piece(one.data, True) for one in _cut(io.BytesIO(self.data), size, size)]


class Pieces:
    """Pieces one after the other; some can be put back."""

    def __init__(self, found: Iterator[Piece]) -> None:
        self._found = found
        self._back: list[Piece] = []

    def __iter__(self) -> Iterator[Piece]:
        return self

    def __next__(self) -> Piece:
        return self._back.pop() if self._back else next(self._found)

    def back(self, some: Iterable[Piece]) -> None:
        """Put pieces back, to be given before the others."""
        self._back += reversed(list(some))


def pieces(stream: BinaryIO) -> Pieces:
    """Cut a stream of UTF-8 text at the ends of lines."""
    return Pieces(_cut(stream, _FIRST, _LARGEST))


def _cut(stream: BinaryIO, first: int, largest: int) -> Iterator[Piece]:
    size, rest = first, b""
    while chunk := stream.read(size):
        whole = rest + chunk
        end = max(whole.rfind(b"\n"), whole.rfind(b"\r", 0, -1) if b"\n" not in whole else -1)
        if end < 0 and len(whole) < limits.LINE_BYTES:
            rest = whole
            continue
        cut = end + 1 if end >= 0 else len(whole)
        yield Piece(whole[:cut])
        rest = whole[cut:]
        size = min(2 * size, largest)
    if rest:
        yield Piece(rest)
