"""What a text says of versions: which came before and after, which stand beside it, what to try."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .named_shoes import NameFinder
from .ownership import NOBODY, OTHER, Whose
from .sentence_units import Units

if TYPE_CHECKING:
    from .sayings import Saying

_NUMBER = re.compile(r"v?(\d{1,4}(?:\.\d)?)$")
_NEXT = 1.0


def candidates(found: Units, told: Whose, names: NameFinder) -> "Iterator[Saying]":
    """Give predecessor, successor and sibling by their names, and shoes that are suggested."""
    from .sayings import Saying

    suggests = "suggest" in found.classes or found.sentence.section == "notbuy"
    for i, unit in enumerate(found.units):
        attribute = rule = ""
        if "kinname" in unit.classes:
            attribute, rule = _place(unit.values["kinname"], names), "version-name"
        named = unit.classes & {"another", "kinname"} and told.owners[i] in {OTHER, NOBODY}
        if suggests and named and not _measured_by(found, i):
            attribute, rule = "alternative", "suggested"
        if attribute:
            name = unit.values.get("kinname") or unit.values["another"]
            start, end = found.sentence.start + unit.start, found.sentence.start + unit.end
            yield Saying(attribute, name, None, start, end, name, rule)


def _measured_by(found: Units, i: int) -> bool:
    """Say whether the subject is only compared with a shoe: `softer than the Ghost`."""
    return any("versus" in unit.classes for unit in found.units[max(0, i - 2) : i])


def _place(name: str, names: NameFinder) -> str:
    """Say how another version stands to the subject: by one number, or by its cut."""
    theirs, mine = _version(name.lower().split()), _version(sorted(names.version))
    if theirs is None or mine is None:
        same_cut = theirs is None and mine is None
        return "sibling" if same_cut and {"low", "mid", "high"} & set(name.lower().split()) else ""
    if mine - theirs == _NEXT:
        return "predecessor"
    return "successor" if theirs - mine == _NEXT else ""


def _version(words: list[str]) -> float | None:
    found = _NUMBER.match(words[-1]) if words else None
    return float(found[1]) if found else None
