"""What a shoe costs, in one currency: at retail, asked by shops now, and paid in sales."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression

from ... import model
from ...engine import Engine
from ...model import Tables
from .retail import Retail
from .specs import Specs
from .units import Quantity

_RECENT = dt.timedelta(weeks=26)


@dataclass(frozen=True)
class Price:
    """Prices of a shoe; None where nothing states one.

    `retail` is that of the newest adult colorway, `lo` and `hi` the range of all of them;
    `asking` is the median of what shops ask, `sold` of what was paid in the last 26 weeks.
    """

    currency: str
    retail: float | None
    lo: float | None = None
    hi: float | None = None
    asking: float | None = None
    sold: float | None = None

    @property
    def amount(self) -> float:
        """What one pays: in sales where it is known, else in shops, else at retail."""
        return self.sold or self.asking or self.retail or 0.0

    @property
    def premium(self) -> float | None:
        """What one pays over the retail price: 1.2 is 20% above retail."""
        paid = self.sold or self.asking
        return paid / self.retail if paid and self.retail else None


def prices(
    linked: Tables,
    agreed: Specs,
    retail: Mapping[str, Retail],
    engine: Engine,
    currency: str,
    as_of: dt.date,
) -> dict[str, Price]:
    """Give each shoe's prices in the guide's currency, or else in the one most stated."""
    listings = engine.parquet(linked["listings"])
    seen = engine.parquet(linked["observations"])
    recent = (seen.metric == "price") & (seen.date > ibis.literal(as_of - _RECENT))
    rows = [
        *_medians(engine, listings.mutate(amount=listings.price), "asking"),
        *_medians(engine, seen.filter(recent).mutate(amount=lambda t: t.value), "sold"),
    ]
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        coin = row["currency"] or currency
        found[row["shoe"]][coin][row["kind"]] = row["median"]
        counts[row["shoe"]][coin] += row["count"]
    for shoe, one in retail.items():
        found[shoe][one.currency] |= {"retail": one.price, "lo": one.lo, "hi": one.hi}
        counts[shoe][one.currency] += 1
    _add_stated(found, agreed, currency)
    chosen = {shoe: _coin(own, currency, counts[shoe]) for shoe, own in sorted(found.items())}
    return {
        shoe: Price(coin, **({"retail": None} | found[shoe][coin])) for shoe, coin in chosen.items()
    }


def _coin(
    by_coin: Mapping[str, Mapping[str, float]], currency: str, counts: Mapping[str, int]
) -> str:
    """Choose a currency: the guide's, else one with a retail price, else the most stated."""
    order = ((c != currency, "retail" not in by_coin[c], -counts.get(c, 0), c) for c in by_coin)
    return min(order)[-1]


def price_table(found: dict[str, Price]) -> pa.Table:
    """Turn prices into the table `prices`."""
    rows = [
        {
            "shoe": shoe,
            "currency": price.currency,
            "retail": price.retail,
            "retail_lo": price.lo,
            "retail_hi": price.hi,
            "asking": price.asking,
            "sold": price.sold,
        }
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
    """Use the retail price that facts agree on where no catalog has one."""
    for shoe, by_name in agreed.items():
        spec = by_name.get("retail_price")
        price = spec.keys[0] if spec else None
        if isinstance(price, Quantity) and price.number > 0:
            own = found[shoe]
            if not any("retail" in kinds for kinds in own.values()):
                one = price.number
                own[price.unit or currency] |= {"retail": one, "lo": one, "hi": one}
