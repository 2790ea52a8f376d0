"""What a shoe costs new: the retail price of its newest adult colorway, and the range of all.

Every price here is one that a colorway has; where no colorway has one, that of a catalog's row
about the whole shoe. Kids' sizes cost less and are left out. Nothing is averaged.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import ibis

from ...engine import Engine
from ...model import Row, Tables

KIDS = ("kids", "preschool", "toddler", "infant")
"""Genders of kids' sizes (GS, PS, TD, youth), as the lexicon names them."""


@dataclass(frozen=True)
class Retail:
    """A shoe's retail price in one currency, the lowest and the highest of its colorways.

    `others` are the other prices that colorways have in that currency, the most usual first;
    `sources` counts who gives the price.
    """

    currency: str
    price: float
    lo: float
    hi: float
    others: tuple[float, ...] = ()
    sources: int = 1


@dataclass(frozen=True)
class _Priced:
    """One colorway, or row of a catalog, with its price."""

    amount: float
    currency: str
    released: dt.date | None
    listings: int
    sources: frozenset[str]


def retail_prices(linked: Tables, engine: Engine, currency: str) -> dict[str, Retail]:
    """Give the retail price of each shoe that a catalog prices, by slug.

    In `currency`, the guide's, where any colorway is priced in it, else in the one most used.
    """
    found = _of_colorways(linked, currency)
    rows = {
        shoe: own for shoe, own in _of_rows(linked, engine, currency).items() if shoe not in found
    }
    return {shoe: _retail(priced, currency) for shoe, priced in sorted((found | rows).items())}


def _of_colorways(linked: Tables, currency: str) -> dict[str, list[_Priced]]:
    found: dict[str, list[_Priced]] = defaultdict(list)
    for row in linked["colorways"].to_pylist():
        if row["retail_price"] and row["retail_price"] > 0 and row["gender"] not in KIDS:
            found[row["shoe"]].append(_priced(row, currency))
    return found


def _of_rows(linked: Tables, engine: Engine, currency: str) -> dict[str, list[_Priced]]:
    """Give the prices of rows that name no colorway."""
    rows = engine.parquet(linked["listings"])
    rows = rows.filter(
        rows.colorway.isnull()
        & (rows.retail_price > 0)
        & (rows.gender.isnull() | rows.gender.notin(KIDS))
    )
    once = rows.group_by(["shoe", "retail_price", "currency"]).agg(
        release_date=rows.release_date.max(),
        listings=rows.count(),
        sources=rows.source.collect(distinct=True),
    )
    order = [ibis.asc("shoe"), ibis.asc("retail_price"), ibis.asc("currency")]
    found: dict[str, list[_Priced]] = defaultdict(list)
    for row in engine.arrow(once.order_by(order)).to_pylist():
        found[row["shoe"]].append(_priced(row, currency))
    return found


def _priced(row: Row, currency: str) -> _Priced:
    sources = frozenset(source for source in row["sources"] or () if source)
    return _Priced(
        row["retail_price"],
        row["currency"] or currency,
        row["release_date"],
        row["listings"] or 1,
        sources,
    )


def _retail(priced: Iterable[_Priced], currency: str) -> Retail:
    several = list(priced)
    usual: dict[str, int] = defaultdict(int)
    for one in several:
        usual[one.currency] += one.listings
    coin = currency if currency in usual else min(usual, key=lambda c: (-usual[c], c))
    several = [one for one in several if one.currency == coin]
    counts: dict[float, int] = defaultdict(int)
    for one in several:
        counts[one.amount] += one.listings
    order = sorted(counts, key=lambda amount: (-counts[amount], amount))
    last = max((one.released for one in several if one.released), default=None)
    # Of colorways that came out on one day, or of undated ones, the most usual price counts.
    newest = [one.amount for one in several if one.released == last]
    price = min(newest, key=order.index)
    voices = frozenset[str]().union(*(one.sources for one in several if one.amount == price))
    return Retail(
        coin,
        price,
        min(counts),
        max(counts),
        tuple(amount for amount in order if amount != price),
        len(voices) or 1,
    )
