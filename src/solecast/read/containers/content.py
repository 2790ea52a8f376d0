"""A file's bytes -> decompressed bytes -> text, within bounds and with notes."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from .. import limits

Say = Callable[[str], None]

_GZIP = b"\x1f\x8b"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PROBE = 4096
_SUFFIX = re.compile(
    r"\.(?:gz|csv|tsv|txt|json|jsonl|ndjson|xml|html?|xlsx|xlsm|md|markdown)$", re.I
)


class Unreadable(Exception):
    """The bytes cannot be read; the message is the sentence for the import report."""


@dataclass(frozen=True)
class Content:
    """One opened file: `data` decompressed; `name` its path; `stem` its name in words."""

    name: str
    data: bytes

    @property
    def stem(self) -> str:
        """The file's name without its endings: `stockx-2021.csv.gz` -> `stockx-2021`."""
        return stem(self.name)

    @property
    def is_zip(self) -> bool:
        """Whether the bytes are a zip archive, as workbooks are."""
        return self.data.startswith(b"PK\x03\x04")


def stem(name: str) -> str:
    """Return a path's last part without the endings that this room knows."""
    last = name.rsplit("/", 1)[-1]
    while (shorter := _SUFFIX.sub("", last)) not in (last, ""):
        last = shorter
    return last


def open_content(name: str, raw: bytes, say: Say) -> Content:
    """Decompress `raw` when it is gzip.

    Raises `Unreadable` for a file over the bounds or without a usable byte.
    """
    if len(raw) > limits.FILE_BYTES:
        raise Unreadable(f"The file is larger than {limits.FILE_BYTES:,} bytes; split it.")
    return Content(name, _gunzip(raw, say) if raw.startswith(_GZIP) else raw)


def _gunzip(raw: bytes, say: Say) -> bytes:
    """Decompress member after member, at most to the bounds; keep what a cut file still has."""
    parts: list[bytes] = []
    size, rest, whole = 0, raw, True
    while rest.startswith(_GZIP):
        member = zlib.decompressobj(wbits=31)
        try:
            while rest and not member.eof:
                part = member.decompress(rest, 1 << 20)
                size += len(part)
                parts.append(part)
                rest = member.unconsumed_tail
                _check_size(size, len(raw))
        except zlib.error:
            say("The compressed data is damaged; whole lines before the damage were read.")
            whole = False
            break
        if not member.eof:
            say("The compressed file ends early; the whole lines that are there were read.")
            whole = False
            break
        rest = member.unused_data
    found = b"".join(parts)
    return found if whole else found[: found.rfind(b"\n") + 1] or found


def _check_size(size: int, compressed: int) -> None:
    if size > limits.FILE_BYTES:
        raise Unreadable(f"It decompresses to more than {limits.FILE_BYTES:,} bytes; split it.")
    if size > limits.RATIO_FROM and size > compressed * limits.RATIO:
        raise Unreadable(
            f"It decompresses to more than {limits.RATIO} times its size, as a zip bomb does."
        )


def decode(data: bytes, say: Say) -> str:
    """Decode text: UTF-8 and UTF-16 by mark or shape, else Windows-1252.

    Raises `Unreadable` when the bytes are not text.
    """
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    encoding = encoding or _wide(data[:_PROBE])
    if encoding:
        found = data.decode(encoding, "replace")
        if "\ufffd" in found:
            say(f"Some bytes are not valid {encoding.upper()}; they were replaced.")
        return found.removeprefix("\ufeff")
    if b"\x00" in data[:_PROBE]:
        raise Unreadable("The file is binary, not text, and no workbook.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, say)


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


def _legacy(data: bytes, say: Say) -> str:
    """Decode line by line: a file put together from several may mix UTF-8 and Windows-1252."""
    found: list[str] = []
    wide = legacy = 0
    for line in data.split(b"\n"):
        try:
            found.append(line.decode("utf-8"))
            wide += not line.isascii()
        except UnicodeDecodeError:
            found.append(_line(line))
            legacy += 1
    if wide:
        say(f"{legacy} lines are not UTF-8, as the others are; they were read as Windows-1252.")
    else:
        say("The text is not UTF-8; it was read as Windows-1252.")
    return "\n".join(found)


def _line(line: bytes) -> str:
    """Decode a line that is not UTF-8: damaged where most of it is, else Windows-1252."""
    replaced = line.decode("utf-8", "replace")
    bad = replaced.count("\ufffd")
    good = sum(1 for char in replaced if char > "\x7f") - bad
    return replaced if good > bad else line.decode("cp1252", "replace")
