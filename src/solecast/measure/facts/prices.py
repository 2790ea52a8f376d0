"""What a shoe costs: the usual retail price and the usual market price, in one currency."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression

from ... import model
from ...engine import Engine
from ...model import Tables
from .specs import Specs
from .units import Quantity

_RECENT = dt.timedelta(weeks=26)


@dataclass(frozen=True)
class Price:
    """Median prices of a shoe; None where nothing states one."""

    currency: str
    retail: float | None
    market: float | None

    @property
    def amount(self) -> float:
        """What one pays: the market price where it is known, else the retail price."""
        return self.market or self.retail or 0.0

    @property
    def premium(self) -> float | None:
        """Market over retail price: 1.2 is 20% above retail."""
        return self.market / self.retail if self.market and self.retail else None


def prices(
    linked: Tables, agreed: Specs, engine: Engine, currency: str, as_of: dt.date
) -> dict[str, Price]:
    """Give each shoe's prices in the guide's currency, or else in the one most stated.

    Market prices are asking prices of listings and sale prices of the last 26 weeks.
    """
    listings, seen = engine.table(linked["listings"]), engine.table(linked["observations"])
    recent = (seen.metric == "price") & (seen.date > ibis.literal(as_of - _RECENT))
    rows = [
        *_medians(engine, listings.mutate(amount=listings.retail_price), "retail"),
        *_medians(engine, listings.mutate(amount=listings.price), "market"),
        *_medians(engine, seen.filter(recent).mutate(amount=lambda t: t.value), "market"),
    ]
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        coin = row["currency"] or currency
        found[row["shoe"]][coin][row["kind"]] = row["median"]
        counts[row["shoe"], coin] += row["count"]
    _add_stated(found, agreed, currency)
    chosen = {
        shoe: min((coin != currency, -counts[shoe, coin], coin) for coin in by_coin)[-1]
        for shoe, by_coin in sorted(found.items())
    }
    return {
        shoe: Price(coin, found[shoe][coin].get("retail"), found[shoe][coin].get("market"))
        for shoe, coin in chosen.items()
    }


def price_table(found: dict[str, Price]) -> pa.Table:
    """Turn prices into the table `prices`."""
    rows = [
        {"shoe": shoe, "currency": price.currency, "retail": price.retail, "market": price.market}
        for shoe, price in sorted(found.items())
    ]
    return model.table(model.MEASURED["prices"], rows)


def _medians(engine: Engine, rows: Expression, kind: str) -> list[dict[str, Any]]:
    rows = rows.filter(rows.shoe.notnull() & (rows.amount > 0))
    found = rows.group_by(["shoe", "currency"]).agg(median=rows.amount.median(), count=rows.count())
    ordered: pa.Table = engine.arrow(found.order_by(["shoe", "currency"]))
    return [row | {"kind": kind} for row in ordered.to_pylist()]


def _add_stated(
    found: dict[str, dict[str, dict[str, float]]], agreed: Specs, currency: str
) -> None:
    """Use the retail price that facts agree on where no listing has one."""
    for shoe, by_name in agreed.items():
        spec = by_name.get("retail_price")
        price = spec.keys[0] if spec else None
        if isinstance(price, Quantity) and price.number > 0:
            found[shoe][price.unit or currency].setdefault("retail", price.number)
