"""What the editors corrected of a shoe, with the facts of sources that it overruled."""

from collections.abc import Sequence

from ..attributes import canonical
from ..vocabulary import Row
from . import answers as a
from .words.correction_words import overruling


def corrections(rows: Sequence[Row], facts: Sequence[a.StatedFact]) -> list[a.Correction]:
    """Make the corrections of a shoe from rows; what agrees with an editor is not overruled."""
    found = []
    for row in rows:
        said = [fact for fact in facts if canonical(fact.attribute)[0] == row["attribute"]]
        against = [fact for fact in said if fact.value != row["value"]]
        found.append(
            a.Correction(
                attribute=row["attribute"],
                label=a.label(row["attribute"]),
                value=row["value"],
                note=row["note"] or None,
                date=row["date"],
                by=row["by"] or None,
                overruled=against,
                words=overruling(against),
            )
        )
    return found
