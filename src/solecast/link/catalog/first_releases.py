"""When shoes first came out: what somebody states of the shoe itself, never of a colorway.

Colorways are re-issued for decades, so the oldest one of a catalog says nothing of the shoe.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ...attributes import canonical
from ...spans import Span, Told, likeliest, span

ATTRIBUTE = "release_date"
_UNSTATED_CONFIDENCE = 0.7


def first_releases(facts: Iterable[Mapping[str, Any]]) -> dict[str, Span]:
    """Give the stretch of days in which shoes first came out, by slug.

    `facts` are rows of LINKED facts that are about a shoe and not about a colorway. Of several
    the better source wins, of equals the earlier.
    """
    stated: dict[str, list[Told]] = defaultdict(list)
    for row in facts:
        if canonical(row["attribute"])[0] == ATTRIBUTE and (said := span(row["value"])):
            trust = row["confidence"]
            known = _UNSTATED_CONFIDENCE if trust is None else trust
            stated[row["shoe"]].append((said, known, row["source"] or row["file"] or ""))
    found = {shoe: likeliest(several) for shoe, several in stated.items()}
    return {shoe: one for shoe, one in found.items() if one}
