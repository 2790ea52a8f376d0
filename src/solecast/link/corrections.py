"""What editors correct: `corrections.csv` in the guide's folder, obeyed by every build.

A line is one fact of a shoe as an editor knows it: a price, a year, a category, a material. An
empty value removes what sources say. The latest line on a shoe and attribute is in force. A line
that cannot be obeyed is kept with its problem and told as a row of the quarantine.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..attributes import ATTRIBUTES, STORY, attribute, canonical
from ..errors import InputError
from ..settings.editors_csv import marked, read_rows, replace_rows, without_mark
from ..spans import span
from .lexicon.tokenizer import LONGEST

FILE_NAME = "corrections.csv"
COLUMNS = ("shoe", "attribute", "value", "note", "date", "by")
_HOLDS = f"It must be CSV in UTF-8 with the columns {','.join(COLUMNS)}."
_STATED_ELSEWHERE = {
    "predecessor": "guide.toml, under [previous]",
    "successor": "guide.toml, under [previous] of the later shoe",
    "score": "a file of reviews",
    "price": "a file of listings",
}
"""What is no fact of a shoe but made from others, and where an editor states it."""


@dataclass(frozen=True)
class EditorsValue:
    """An editor's value of an attribute of a shoe; an empty value removes what sources say.

    `shoe` is a slug or a name, `date` the day of the correction and `by` who made it. `line` is
    that of the file; `problem` says why it is not obeyed.
    """

    shoe: str
    attribute: str
    value: str
    note: str = ""
    date: dt.date | None = None
    by: str = ""
    line: int = 0
    problem: str = ""


def load_corrections(path: Path) -> list[EditorsValue]:
    """Read a file of corrections; a missing file holds none.

    A line that cannot be obeyed is given with its `problem`. Raises `InputError` for a file that
    is no CSV in UTF-8.
    """
    if not path.is_file():
        return []
    try:
        return [
            _read(row, line)
            for line, row in read_rows(path)
            if any(cell.strip() for cell in row) and not _header(row)
        ]
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise InputError(f"{path} cannot be read: {error}. {_HOLDS} Save it so.") from error


def _header(row: list[str]) -> bool:
    return [cell.strip().casefold() for cell in row[:3]] == list(COLUMNS[:3])


def _read(row: list[str], line: int) -> EditorsValue:
    cells = [cell.strip()[:LONGEST] for cell in row] + [""] * (len(COLUMNS) - len(row))
    shoe, name, value, note, date, by = (without_mark(cell) for cell in cells[: len(COLUMNS)])
    try:
        day = dt.date.fromisoformat(date) if date else None
        problem = ""
    except ValueError:
        day, problem = None, f"date is {date!r}; it must be YYYY-MM-DD, or empty."
    if len(row) > len(COLUMNS) and any(row[len(COLUMNS) :]):
        problem = f"{len(row)} cells; there must be {len(COLUMNS)}. Put quotes around commas."
    known = canonical(name)[0]
    problem = problem or problem_of(shoe, name, value)
    return EditorsValue(shoe, known, value, note, day, by, line, problem)


def problem_of(shoe: str, name: str, value: str) -> str:
    """Say why a correction cannot be obeyed; empty where it can."""
    known = canonical(name)[0]
    kind = attribute(known)
    if not shoe:
        return "shoe is empty; give the name of a shoe, or the last part of its address."
    if known in _STATED_ELSEWHERE:
        return f"attribute is {name!r}, which is stated in {_STATED_ELSEWHERE[known]}."
    if not known or not (kind.spec or (known in STORY and not value)):
        some = ", ".join(sorted(each for each, one in ATTRIBUTES.items() if one.spec)[:60])
        return f"attribute is {name!r}; it must be a property of a shoe, as: {some}."
    if value and kind.kind == "number" and not re.search(r"\d", value):
        return f"value is {value!r}; {known} is a number, with its unit where it has one."
    if value and kind.kind == "date" and span(value) is None:
        return f"value is {value!r}; {known} is a date: 2020-06-15, June 2020, Summer 2020 or 2020."
    return ""


def save_correction(path: Path, one: EditorsValue) -> None:
    """Add a correction to the file; it replaces an earlier one of this shoe and attribute.

    Raises `InputError` for one that cannot be obeyed, and where the folder cannot be written to.
    """
    if problem := problem_of(one.shoe, one.attribute, one.value):
        raise InputError(f"Nothing was corrected: {problem}")
    one = replace(one, attribute=canonical(one.attribute)[0])
    place = (one.shoe, one.attribute)
    kept = [old for old in load_corrections(path) if (old.shoe, old.attribute) != place]
    undone = "Nothing was corrected; allow writing into the guide's folder and correct again."
    replace_rows(path, COLUMNS, map(_cells, [*kept, one]), undone)


def _cells(one: EditorsValue) -> list[str]:
    day = one.date.isoformat() if one.date else ""
    cells = (one.shoe, one.attribute, one.value, one.note, day, one.by)
    return [_harmless(cell) for cell in cells]


def _harmless(text: str) -> str:
    """Keep a text in its line, and spreadsheets from running it as a formula."""
    return marked(" ".join(text.replace("\x00", "").split())[:LONGEST])


def led(corrections: Iterable[EditorsValue], leads: Mapping[str, str]) -> list[EditorsValue]:
    """Give corrections of renamed shoes their new slugs."""
    return [replace(one, shoe=leads.get(one.shoe, one.shoe)) for one in corrections]
