"""A row that lists a shoe and rates it: the rating is of that very shoe, whatever else fits."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from .catalog.distinct import Distinct
from .linker.linker import Link
from .reasons import SETTLED, Reason, why

OWN = ("own_shoe", "own_colorway")
"""Columns that `own_shoes` adds: where the listing of a review's own row went."""

Placed = tuple[str | None, str | None]


def own_shoes(
    reviews: pa.Table, listings: pa.Table, distinct: Distinct, placed: Sequence[Placed]
) -> pa.Table:
    """Add to each review the shoe and colorway of the listing that its own row gave, if any.

    `distinct` are the distinct rows of `listings`, `placed` the shoe and colorway of each.
    """
    shoes = distinct.spread([shoe for shoe, _ in placed]).to_pylist()
    colorways = distinct.spread([colorway for _, colorway in placed]).to_pylist()
    files, lines = listings["file"].to_pylist(), listings["line"].to_pylist()
    titles = listings["title"].to_pylist()
    found: dict[tuple[Any, ...], Placed] = {}
    for *place, shoe, colorway in zip(files, lines, titles, shoes, colorways, strict=True):
        if shoe:
            found.setdefault(tuple(place), (shoe, colorway))
    rows = zip(*(reviews[name].to_pylist() for name in ("file", "line", "title")), strict=True)
    own = [found.get(place, (None, None)) for place in rows]
    for name, values in zip(OWN, zip(*own, strict=True) if own else ((), ()), strict=True):
        reviews = reviews.append_column(name, pa.array(values, pa.string()))
    return reviews


def of_own_rows(rows: Sequence[Mapping[str, Any]], links: Sequence[Link]) -> list[Link]:
    """Link the reviews that have a shoe of their own row to it, unless an editor decided."""
    return [
        link
        if row["own_shoe"] is None or link.why.reason in SETTLED
        else Link(row["own_shoe"], row["own_colorway"], 0.98, why(Reason.OWN_ROW))
        for row, link in zip(rows, links, strict=True)
    ]
