"""The rows of LINKED `links`: what each distinct name was taken for, and why."""

from collections.abc import Sequence
from typing import Any

from ..model import Row
from .catalog.distinct_names import Distinct
from .catalog.record_names import Named
from .catalog.rollup import RolledUp
from .linker.editor_rulings import Ruling
from .linker.linker import Link
from .linker.named_groups import NamedGroup
from .linker.subjects import status
from .probability import EVEN, LISTED_UNKNOWN, LinkEvidence, estimated
from .reason_words import words
from .reasons import SETTLED, Reason, why

SUBJECT = ("title", "brand", "style_code")
"""Columns by which a record names its shoe."""

_DECIDED = ("shoe", "colorway", "model", "probability", "reason", "runner_up")
_STATED = ("retail_price", "price", "currency", "release_date")


def listing_links(
    listings: Distinct,
    decided: Sequence[tuple[Named, Ruling | None]],
    placed: Sequence[tuple[str | None, str | None]],
    roll: RolledUp,
    threshold: float,
) -> list[Row]:
    """Give the rows of listings, and those of colorways that contradict each other."""
    rows: dict[tuple[Any, ...], Row] = {}
    for row, (one, said), (shoe, colorway) in zip(listings.rows, decided, placed, strict=True):
        link = Link(shoe, colorway, *said) if said else _own_link(one, shoe, colorway)
        place = (*(row[c] for c in SUBJECT), shoe, colorway)
        if place in rows:
            rows[place]["records"] += row["rows"]
        else:
            rows[place] = link_row("listing", row, row["rows"], link, status(link, threshold))
    for conflict in roll.conflicts:
        row, said = listings.rows[conflict.row], decided[conflict.row][1]
        if said and said.why.reason in SETTLED:
            continue  # An editor saw both sides of it and decided.
        shoe, colorway = placed[conflict.row]
        link = Link(shoe, colorway, EVEN, conflict.why)
        place = (*(row[c] for c in SUBJECT), conflict.why)
        rows.setdefault(place, link_row("listing", row, row["rows"], link, "conflict"))
    return list(rows.values())


def mark_posts(links: list[Row], mentioning: int, posts: int) -> None:
    """Say of the records that name no shoe how many posts among them mention one."""
    if posts:
        told = {"reason": words(why(Reason.POSTS, mentioning, posts)), "status": "linked"}
        for row in links:
            if row["kind"] == "review" and not any(row[column] for column in SUBJECT):
                row.update(told)


def _own_link(named: Named, shoe: str | None, colorway: str | None) -> Link:
    if shoe is None:
        return Link(None, None, 0.0, why(Reason.NO_MODEL))
    if named.certain:
        return Link(shoe, colorway, estimated(LinkEvidence(Reason.IN_LEXICON)), why(Reason.LISTED))
    return Link(shoe, colorway, LISTED_UNKNOWN, why(Reason.LISTED_UNKNOWN))


def subject_links(
    kind: str,
    distinct: Distinct,
    links: Sequence[Link],
    wholes: Sequence[NamedGroup | None],
    threshold: float,
) -> list[Row]:
    """Give the rows of a kind's names; `wholes` are the models or brands that some stand for."""
    found = []
    for row, link, group in zip(distinct.rows, links, wholes, strict=True):
        if group is None:
            found.append(link_row(kind, row, row["rows"], link, status(link, threshold)))
            continue
        one = link_row(kind, row, row["rows"], link, group.kind)
        found.append(one | {"group_kind": group.kind, "group": group.slug})
    return found


def link_row(kind: str, row: Row, records: int, link: Link, state: str) -> Row:
    """Give one row of `links`: what a name was taken for, and why."""
    return {
        "kind": kind,
        **{column: row[column] for column in SUBJECT},
        "records": records,
        "file": row["file"],
        "line": row["line"],
        **(dict.fromkeys(_STATED) if kind != "listing" else {c: row[c] for c in _STATED}),
        **{column: getattr(link, column) for column in _DECIDED},
        "why": link.why.reason.value,
        "status": state,
    }
