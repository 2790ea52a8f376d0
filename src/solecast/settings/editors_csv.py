"""CSV files that editors keep beside `guide.toml`: read with their lines, replaced in one step."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..errors import InputError
from ..replacing import replace_text

_FORMULA = ("=", "+", "-", "@")


def read_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a file, each with the line that it ends on.

    Raises `csv.Error` and `UnicodeDecodeError` for what is no CSV in UTF-8, `OSError` for what
    cannot be opened.
    """
    rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    for row in rows:
        yield rows.line_num, row


def as_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a header and rows as CSV, a line each."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def replace_rows(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]], undone: str
) -> None:
    """Replace a file, so that whoever reads sees the old rows or the new.

    Raises `InputError` where the folder cannot be written to; it ends with `undone`: what did not
    happen, and what to do.
    """
    try:
        replace_text(path, as_text(columns, rows))
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}. {undone}") from error


def marked(text: str) -> str:
    """Put a mark before a text that a spreadsheet would run as a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def without_mark(cell: str) -> str:
    """Take that mark off."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
