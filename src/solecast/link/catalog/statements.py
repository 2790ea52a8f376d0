"""What listings say beside their names, and when that forbids to join two of them.

A catalog lists a product once. Two of its listings are one colorway only if all their words
agree, or date and price do; between catalogs an edition (`SE`, `PRM`) may be left unsaid only
where the release date or a collaborator vouches for it.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..lexicon.tokenizer import key
from .record_names import Named

_SAME_NAME_DAYS = 400
"""Days between release dates that catalogs give one product: regions, restocks, corrections."""
_OTHER_NAME_DAYS = 45
"""The same where the words differ: so far apart, shops have two products."""
_EDITIONS = frozenset(
    {"se", "prm", "premium", "emb", "lx", "lv8", "og", "pe", "sample", "gt", "craft", "crafted",
     "decon", "recraft", "reimagined", "remastered", "vintage", "essential", "ess", "nn",
     "exclusive"}
)  # fmt: skip
"""Words of editions that are products of their own beside the plain one."""


class ListingStatement(NamedTuple):
    """One listing: who says it, the words that tell products apart, colours, day and price."""

    source: str
    words: tuple[str, ...]
    editions: frozenset[str]
    colours: frozenset[str]
    released: dt.date | None
    price: float | None
    partner: str | None


def statement(row: Mapping[str, Any], named: Named) -> ListingStatement:
    """Read a distinct listing."""
    return ListingStatement(
        source=row["source"] or row["file"] or "",
        words=named.words,
        editions=_editions(named),
        colours=frozenset(key(row["colorway"] or "")),
        released=row["release_date"],
        price=row["retail_price"],
        partner=named.collaborator,
    )


def _editions(named: Named) -> frozenset[str]:
    """Give the editions that tell products apart; every early Air Jordan 1 High says `OG`."""
    found = _EDITIONS.intersection(named.words)
    first = named.shoe is not None and named.shoe.model.startswith("Air Jordan 1 ")
    return found - {"og"} if first else found


def agree(one: ListingStatement, other: ListingStatement) -> bool:
    """Say whether two listings with one colorway key can be one colorway."""
    if not _near(one, other):
        return False
    same_day = one.released is not None and one.released == other.released
    if one.source == other.source:
        return one.words == other.words or (same_day and one.price == other.price)
    if one.colours and other.colours and not one.colours & other.colours:
        return False
    return one.editions == other.editions or same_day or one.partner is not None


def _near(one: ListingStatement, other: ListingStatement) -> bool:
    if one.released is None or other.released is None or one.released == other.released:
        return True
    years = abs(one.released.year - other.released.year)
    whole = _YEAR_ONLY in {one.released.timetuple()[1:3], other.released.timetuple()[1:3]}
    if one.source == other.source:  # reflective laces come out a day before the plain ones
        return whole and years == 0 and one.price == other.price
    days = abs((one.released - other.released).days)
    most = _SAME_NAME_DAYS if one.words == other.words else _OTHER_NAME_DAYS
    return years <= 1 if whole else days <= most


_YEAR_ONLY = (1, 1)
"""Month and day of a date of which a catalog knows the year alone."""
