"""Decisions of editors: links accepted or rejected, kept in the guide's `decisions.csv`.

A decision holds for every record of one name and brand, whatever its kind, in all later builds.
The latest on a name, brand and shoe is in force.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...errors import InputError
from ...settings.editors_csv import marked, read_rows, replace_rows
from ..lexicon.tokenizer import LONGEST, key

FILE_NAME = "decisions.csv"

_COLUMNS = ("title", "brand", "shoe", "verdict")
_VERDICTS = ("accept", "reject")

Place = tuple[tuple[str, ...], str]
"""What a decision holds for: the folded words of a name, and the brand; equal for equal records."""


@dataclass(frozen=True)
class Decision:
    """One verdict: records of this title and brand are (`accept`) or are not this shoe.

    `title` is the style code for records that have no title. `shoe` is a slug; with `reject`,
    an empty one means that the records are no shoe at all. An empty `brand` fits any brand.
    """

    title: str
    brand: str
    shoe: str
    verdict: Literal["accept", "reject"]

    @property
    def place(self) -> Place:
        """What this decision holds for."""
        return place_of(self.title, self.brand)


def place_of(name: str | None, brand: str | None) -> Place:
    """Give what a decision on records of this name and brand holds for."""
    return key(name or ""), (brand or "").strip().casefold()


def name_of(title: str | None, style_code: str | None) -> str:
    """Give the name by which decisions know a record: its title or, without one, its code."""
    return (title or "").strip() or (style_code or "").strip()


def load_decisions(path: Path) -> list[Decision]:
    """Read a decisions file; a missing file holds none.

    Raises `InputError` that names the line when a line is not `title,brand,shoe,verdict`.
    """
    if not path.is_file():
        return []
    try:
        rows = read_rows(path)
        return [_decision(path, line, row) for line, row in rows if row and not _header(row)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"{path} cannot be read: {error}. It must be CSV in UTF-8 with the columns "
            "title,brand,shoe,verdict. Save it so, or delete it to decide anew."
        ) from error


def _header(row: Sequence[str]) -> bool:
    return tuple(cell.strip().casefold() for cell in row) == _COLUMNS


def _decision(path: Path, line: int, row: Sequence[str]) -> Decision:
    if len(row) != len(_COLUMNS) or row[3] not in _VERDICTS or row[2:] == ["", "accept"]:
        raise InputError(
            f"{path}, line {line} is {','.join(row)[:200]!r}; it must be title,brand,shoe,verdict "
            "with verdict accept or reject. Correct or delete the line."
        )
    verdict: Literal["accept", "reject"] = "accept" if row[3] == "accept" else "reject"
    return Decision(row[0], row[1], row[2], verdict)


def save_decision(path: Path, decision: Decision) -> None:
    """Add a decision to the file; it replaces an earlier one on the same title, brand and shoe.

    An accepted shoe replaces the shoe that was accepted before for this title and brand.
    """
    kept = [old for old in load_decisions(path) if not _replaced(old, decision)]
    write_decisions(path, [*kept, decision])


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Replace the file in one step, so that whoever reads sees the old decisions or the new.

    Raises `InputError` when the folder cannot be written to.
    """
    rows = (
        (_harmless(one.title), _harmless(one.brand), one.shoe, one.verdict) for one in decisions
    )
    undone = "Nothing was decided; allow writing into the guide's folder and decide again."
    replace_rows(path, _COLUMNS, rows, undone)


def _harmless(text: str) -> str:
    """Cut a text to what counts, and keep spreadsheets from running it as a formula."""
    return marked(text[:LONGEST].replace("\x00", ""))


def _replaced(old: Decision, new: Decision) -> bool:
    if old.place != new.place:
        return False
    if old.shoe == new.shoe or (old.verdict == new.verdict == "accept"):
        return True
    return "" in {old.shoe, new.shoe} and "accept" in {old.verdict, new.verdict}


class Verdicts:
    """Decisions by name and brand, the latest in force."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        """Index `decisions`, the oldest first."""
        self.decisions = tuple(decisions)
        self._accepted: dict[Place, str] = {}
        self._rejected: dict[Place, dict[str, None]] = {}
        for one in decisions:
            self._add(one)

    def _add(self, one: Decision) -> None:
        rejected = self._rejected.setdefault(one.place, {})
        if one.verdict == "accept":
            self._accepted[one.place] = one.shoe
            rejected.pop(one.shoe, None)
            rejected.pop("", None)
            return
        rejected[one.shoe] = None
        if self._accepted.get(one.place) == one.shoe or not one.shoe:
            self._accepted.pop(one.place, None)

    def accepted(self, name: str | None, brand: str | None) -> str | None:
        """Give the shoe that an editor accepted for a name."""
        if not self._accepted:
            return None
        found = (self._accepted.get(place) for place in _places(name, brand))
        return next((shoe for shoe in found if shoe), None)

    def rejections(self, name: str | None, brand: str | None) -> tuple[str, ...]:
        """Give the shoes that an editor rejected for a name; an empty one stands for all."""
        if not self._rejected:
            return ()
        return tuple(
            shoe for place in _places(name, brand) for shoe in self._rejected.get(place, ())
        )

    def rejected(self, name: str | None, brand: str | None, shoe: str) -> bool:
        """Say whether an editor rejected a shoe for a name."""
        rejections = self.rejections(name, brand)
        return shoe in rejections or "" in rejections


def _places(name: str | None, brand: str | None) -> list[Place]:
    """Give the places that may hold decisions on a record: of its brand, then of any brand."""
    words, stated = place_of(name, brand)
    return [(words, stated), (words, "")] if words else []
