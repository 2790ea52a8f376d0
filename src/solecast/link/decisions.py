"""Decisions of editors: links accepted or rejected, kept in the guide's `decisions.csv`."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..errors import InputError
from .words import key

FILE_NAME = "decisions.csv"
_COLUMNS = ("title", "brand", "shoe", "verdict")
_VERDICTS = ("accept", "reject")


@dataclass(frozen=True)
class Decision:
    """One verdict: records of this title and brand are (`accept`) or are not this shoe.

    `shoe` is a slug. An empty `brand` fits records of any brand.
    """

    title: str
    brand: str
    shoe: str
    verdict: Literal["accept", "reject"]


def load_decisions(path: Path) -> list[Decision]:
    """Read a decisions file; a missing file holds none.

    Raises `InputError` that names the line when a line is not `title,brand,shoe,verdict`.
    """
    if not path.is_file():
        return []
    rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    return [_decision(path, n, row) for n, row in enumerate(rows, 1) if row and n > 1]


def _decision(path: Path, line: int, row: Sequence[str]) -> Decision:
    if len(row) != len(_COLUMNS) or row[3] not in _VERDICTS:
        raise InputError(
            f"{path}, line {line} is {','.join(row)!r}; it must be title,brand,shoe,verdict with "
            "verdict accept or reject. Correct or delete the line."
        )
    verdict: Literal["accept", "reject"] = "accept" if row[3] == "accept" else "reject"
    return Decision(row[0], row[1], row[2], verdict)


def save_decision(path: Path, decision: Decision) -> None:
    """Add a decision to the file; it replaces an earlier one on the same title, brand and shoe.

    An accepted shoe replaces the shoe that was accepted before for this title and brand.
    """
    kept = [old for old in load_decisions(path) if not _replaced(old, decision)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in (*kept, decision):
        writer.writerow((row.title, row.brand, row.shoe, row.verdict))
    path.write_text(text.getvalue(), encoding="utf-8")


def _replaced(old: Decision, new: Decision) -> bool:
    if (old.title, old.brand) != (new.title, new.brand):
        return False
    return old.shoe == new.shoe or old.verdict == new.verdict == "accept"


class Verdicts:
    """Decisions by title and brand, the latest first in force."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        """Index `decisions`."""
        self._accepted: dict[tuple[tuple[str, ...], str], str] = {}
        self._rejected: dict[tuple[tuple[str, ...], str], set[str]] = {}
        for one in decisions:
            place = key(one.title), one.brand.casefold()
            if one.verdict == "accept":
                self._accepted[place] = one.shoe
            else:
                self._rejected.setdefault(place, set()).add(one.shoe)

    def accepted(self, title: str | None, brand: str | None) -> str | None:
        """Give the shoe that an editor accepted for a title."""
        if not self._accepted:
            return None
        words = key(title or "")
        exact = self._accepted.get((words, (brand or "").casefold()))
        return exact or self._accepted.get((words, ""))

    def rejected(self, title: str | None, brand: str | None, shoe: str) -> bool:
        """Say whether an editor rejected a shoe for a title."""
        words = key(title or "")
        places = ((words, (brand or "").casefold()), (words, ""))
        return any(shoe in self._rejected.get(place, ()) for place in places)
