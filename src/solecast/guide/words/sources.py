"""What each source says of a shoe's popularity, and where a fact stands, in words.

A `row` is one of the table `heat_sources`, with `share`, what the source counts of the shoe over
what it counts of the first of its scale in the same week, where that is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .amounts import fraction

if TYPE_CHECKING:
    from ...report.build_report import Difference
    from ...vocabulary import Row
    from ..answers import StatedFact

RECORDS = {
    "linked": "About one of our shoes",
    "model": "About a model, whichever version",
    "brand": "About a brand as a whole",
    "review": "Perhaps about one of our shoes",
    "conflict": "At odds with their own style code",
    "unlinked": "About no shoe of ours",
    "rejected": "Set aside by the editors",
    "quarantined": "Left out, with the reason below",
}
"""What a record turned out to be, by the status of its link."""

_VERBS = {
    "sales": "Sells",
    "searches": "Searched",
    "views": "Looked at",
    "mentions": "Talked about",
    "rank": "Wanted",
}


def note(row: Row) -> str:
    """Say what a source counts: `Sells about half as much as the leader (StockX, July 2026).`"""
    if row["counts"] == "ended":
        return f"It ended in {row['last_week']:%B %Y}, before a long gap."
    if row["counts"] == "hardly":
        return "Too old or too noisy to say much of this week."
    if row["shows"] == "untied":
        return "Can't be compared with our other sources."
    if row["shows"] == "shape" or row["share"] is None or row["metric"] not in _VERBS:
        return "Follows this shoe alone: read its ups and downs, not its height."
    return f"{_beside(row)} ({row['source']}, {row['last_week']:%B %Y})."


def _beside(row: Row) -> str:
    verb, part = _VERBS[row["metric"]], fraction(row["share"])
    if row["share"] >= 1:
        return {"sales": "Outsells all others"}.get(row["metric"], f"{verb} more than all others")
    return f"{verb} {part} the leader"


def how(row: Row) -> str:
    """Say what the source alone would give, and how its exports were joined."""
    alone = f"On its own it would put this week at {row['alone']:.0f}."
    said = [alone] if row["counts"] == "now" else []
    return " ".join([*said, row["joined"] or ""]).strip()


_MOST_ORIGINS = 2
_LONGEST_QUOTE = 80


def origin(fact: StatedFact) -> str:
    """Say where one fact stands: `RunRepeat lab, column drop` or `“a 3D knit upper”, Vogue`."""
    if fact.evidence and len(fact.evidence) <= _LONGEST_QUOTE:
        return f"“{fact.evidence}”, {fact.source}"
    return f"{fact.source}, column {fact.column}" if fact.column else fact.source


def origins(facts: Iterable[StatedFact]) -> str:
    """Say where the facts behind one value stand; of many the first two, and how many more."""
    told = list(dict.fromkeys(origin(fact) for fact in facts))
    more = f" and {len(told) - _MOST_ORIGINS} more" if len(told) > _MOST_ORIGINS else ""
    return "; ".join(told[:_MOST_ORIGINS]) + more


def vanished(found: Iterable[Difference], most: int = 5) -> list[str]:
    """Say what vanished, each kind in one sentence with its first names."""
    said: list[str] = []
    lost = [one for one in found if one.lost]
    for what, one_word, many in _KINDS:
        names = [_missing(one) for one in lost if one.what == what]
        if names:
            more = f" and {len(names) - most} more" if len(names) > most else ""
            count = f"{len(names)} {one_word if len(names) == 1 else many}"
            said.append(f"{count} than in the last build: {'; '.join(names[:most])}{more}.")
    return said


_KINDS = (
    ("file", "file less", "files less"),
    ("rows", "file gives fewer records", "files give fewer records"),
    ("column", "column less is understood", "columns less are understood"),
    ("shoe", "shoe less", "shoes less"),
)


def _missing(one: Difference) -> str:
    if one.what == "rows":
        return f"{one.name} ({one.after:,} of {one.before:,})"
    return f"{one.name} of {one.file}" if one.file else one.name
