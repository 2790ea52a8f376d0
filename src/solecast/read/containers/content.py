"""A file's bytes -> decompressed bytes -> UTF-8 text, within bounds and with notes.

Nothing here holds a file in memory: what must be decompressed or decoded anew is written to a
scratch folder, and everything else is read where it lies.
"""

import codecs
import itertools
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TextIO

from .. import limits

Say = Callable[[str], None]

_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_BOMS = (
    (_MARK, "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PROBE = 4096
_CHUNK = 1 << 20
_HEAD_CHARS = 64 * 1024
_BLANKS = b"\x00 \t\r\n\xef\xbb\xbf"
_SUFFIX = re.compile(
    r"\.(?:gz|csv|tsv|txt|json|jsonl|ndjson|xml|html?|xlsx|xlsm|parquet|md|markdown)$", re.I
)


class Unreadable(Exception):
    """The bytes cannot be read; the message is the sentence for the import report."""


@dataclass(frozen=True)
class Content:
    """One opened file: its `name` in the guide, and the `path` of its decompressed bytes.

    `scratch` is a folder for what is made of them on the way; it goes when the file is read.
    """

    name: str
    path: Path
    scratch: Path

    @cached_property
    def head(self) -> bytes:
        """The first bytes, by which formats are told."""
        with self.path.open("rb") as stream:
            return stream.read(_PROBE)

    @property
    def is_zip(self) -> bool:
        """Whether the bytes are a zip archive, as workbooks are."""
        return self.head.startswith(b"PK\x03\x04")

    @property
    def is_blank(self) -> bool:
        """Whether no byte says anything."""
        return not any(chunk.strip(_BLANKS) for chunk in _chunks(self.path))

    def whole(self) -> bytes:
        """Give all bytes of a format that must be in memory; raises `Unreadable` over the bound."""
        check_whole(self.path)
        return self.path.read_bytes()


@dataclass(frozen=True)
class Text:
    """The text of a file: UTF-8 in `path`, after `skip` bytes of a mark."""

    path: Path
    skip: int = 0

    @cached_property
    def head(self) -> str:
        """The first characters, by which formats are told."""
        with self.lines() as stream:
            return stream.read(_HEAD_CHARS)

    def bytes(self) -> BinaryIO:
        """Open the text as UTF-8 bytes."""
        stream = self.path.open("rb")
        stream.seek(self.skip)
        return stream

    def lines(self) -> TextIO:
        """Open the text; lines end as they do in the file."""
        stream = self.path.open(encoding="utf-8", newline="")
        stream.seek(self.skip)
        return stream

    def whole(self) -> str:
        """Give the text of a format that must be in memory; raises `Unreadable` over the bound."""
        check_whole(self.path)
        with self.lines() as stream:
            return stream.read()


def check_whole(path: Path) -> None:
    """Raise `Unreadable` for a file too large for a format that must be in memory."""
    if path.stat().st_size > limits.FILE_BYTES:
        raise Unreadable(
            f"The file is larger than {limits.FILE_BYTES:,} bytes; split it, or save it as CSV "
            "or Parquet, which have no limit."
        )


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def stem(name: str) -> str:
    """Return a path's last part without the endings that this room knows."""
    last = name.rsplit("/", 1)[-1]
    while (shorter := _SUFFIX.sub("", last)) not in (last, ""):
        last = shorter
    return last


def open_content(name: str, path: Path, scratch: Path, say: Say) -> Content:
    """Open a file; decompress it into `scratch` when it is gzip.

    Raises `Unreadable` for a file over the bounds.
    """
    found = Content(name, path, scratch)
    if not found.head.startswith(_GZIP):
        return found
    plain = scratch / "decompressed"
    if not _gunzip(path, plain, say):
        _cut_to_lines(plain)
    return Content(name, plain, scratch)


def _gunzip(path: Path, plain: Path, say: Say) -> bool:
    """Decompress member after member, at most to the bounds; tell whether the file is whole."""
    size, compressed = 0, path.stat().st_size
    member = zlib.decompressobj(wbits=31)
    with plain.open("wb") as out:
        for chunk in _chunks(path):
            rest = chunk
            while rest:
                if member.eof:
                    if not _GZIP.startswith(rest[:2]):
                        return True  # What follows the last member is no part of the file.
                    member = zlib.decompressobj(wbits=31)
                try:
                    part = member.decompress(rest, _CHUNK)
                except zlib.error:
                    say("The compressed data is damaged; whole lines before the damage were read.")
                    return False
                size += out.write(part)
                _check_size(size, compressed)
                rest = member.unconsumed_tail or member.unused_data
    if not member.eof:
        say("The compressed file ends early; the whole lines that are there were read.")
    return member.eof


def _cut_to_lines(path: Path) -> None:
    """Leave out the last line of a cut file, unless it is the only one."""
    with path.open("r+b") as stream:
        end = stream.seek(0, 2)
        start = max(0, end - limits.CELL_CHARS)
        stream.seek(start)
        last = stream.read().rfind(b"\n")
        if last >= 0:
            stream.truncate(start + last + 1)


def _check_size(size: int, compressed: int) -> None:
    if size > limits.RATIO_FROM and size > compressed * limits.RATIO:
        raise Unreadable(
            f"It decompresses to more than {limits.RATIO} times its size, as a zip bomb does."
        )


def decode(content: Content, say: Say) -> Text:
    """Give a file's text: UTF-8 and UTF-16 by mark or shape, else Windows-1252.

    UTF-8 is read where it lies, other text is written to `scratch` as UTF-8. Raises `Unreadable`
    when the bytes are not text.
    """
    head = content.head
    encoding = next((name for mark, name in _BOMS if head.startswith(mark)), None) or _wide(head)
    skip = 0
    while head.startswith(_MARK, skip):
        skip += len(_MARK)
    if encoding and not (skip and _is_utf8(content.path)):
        return _recoded(content, encoding, say)
    if not encoding and b"\x00" in head:
        raise Unreadable("The file is binary, not text, and no workbook.")
    if encoding or _is_utf8(content.path):
        return Text(content.path, skip)
    return _legacy(content, say)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _wide(probe: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every other byte of Latin text is zero."""
    half = len(probe) // 2
    if half < 4:
        return None
    if probe[1::2].count(0) > 0.7 * half and probe[::2].count(0) == 0:
        return "utf-16-le"
    if probe[::2].count(0) > 0.7 * half and probe[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _recoded(content: Content, encoding: str, say: Say) -> Text:
    found = content.scratch / "text"
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    damaged, first = False, True
    with found.open("wb") as out:
        for chunk in itertools.chain(_chunks(content.path), [b""]):
            text = decoder.decode(chunk, final=not chunk)
            text = text.removeprefix("\ufeff") if first else text
            first = first and not text
            damaged = damaged or "\ufffd" in text
            out.write(text.encode("utf-8", "replace"))
    if damaged:
        say(f"Some bytes are not valid {encoding.upper()}; they were replaced.")
    return Text(found)


def _legacy(content: Content, say: Say) -> Text:
    """Decode line by line: a file put together from several may mix UTF-8 and Windows-1252."""
    found = content.scratch / "text"
    wide = legacy = 0
    with content.path.open("rb") as lines, found.open("wb") as out:
        while line := lines.readline(limits.LINE_BYTES):
            try:
                line.decode("utf-8")
                wide += not line.isascii()
                out.write(line)
            except UnicodeDecodeError:
                out.write(_line(line).encode("utf-8"))
                legacy += 1
    if wide:
        say(f"{legacy} lines are not UTF-8, as the others are; they were read as Windows-1252.")
    else:
        say("The text is not UTF-8; it was read as Windows-1252.")
    return Text(found)


def _line(line: bytes) -> str:
    """Decode a line that is not UTF-8: damaged where most of it is, else Windows-1252."""
    replaced = line.decode("utf-8", "replace")
    bad = replaced.count("\ufffd")
    good = sum(1 for char in replaced if char > "\x7f") - bad
    return replaced if good > bad else line.decode("cp1252", "replace")
