"""A row that lists a shoe and rates it: the rating is of that very shoe, whatever else fits."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
from ibis.expr.types import Table as Expression

from .catalog.distinct_names import ROW
from .linker.linker import Link
from .probability import OWN_ROW
from .reasons import SETTLED, Reason, why

OWN = ("own_shoe", "own_colorway")
"""Columns that `own_shoes` adds: where the listing of a review's own row went."""

_PLACE = ("file", "line", "title")


def own_shoes(reviews: Expression, listings: Expression) -> Expression:
    """Add to each review the shoe and colorway of the listing that its own row gave, if any.

    `listings` are those with a shoe; of several in one row the first counts.
    """
    went = ibis.struct({"own_shoe": listings.shoe, "own_colorway": listings.colorway})
    own = listings.group_by(_PLACE).agg(own=went.argmin(listings[ROW]))
    own = own.select(
        **{f"own_{name}": own[name] for name in _PLACE}, **{n: own.own[n] for n in OWN}
    )
    same = [reviews[name].identical_to(own[f"own_{name}"]) for name in _PLACE]
    return reviews.left_join(own, same).drop(*(f"own_{name}" for name in _PLACE))


def of_own_rows(rows: Sequence[Mapping[str, Any]], links: Sequence[Link]) -> list[Link]:
    """Link the reviews that have a shoe of their own row to it, unless an editor decided."""
    return [
        link
        if row["own_shoe"] is None or link.why.reason in SETTLED
        else Link(row["own_shoe"], row["own_colorway"], OWN_ROW, why(Reason.OWN_ROW))
        for row, link in zip(rows, links, strict=True)
    ]
