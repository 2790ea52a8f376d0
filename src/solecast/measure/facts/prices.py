"""What a shoe costs: at retail, asked by shops now, and paid in sales."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression

from ... import model
from ...engine import Engine
from ...model import Row, Tables
from ...settings.rates import Rates
from .retail import Retail
from .specs import Specs
from .units import Quantity

_RECENT = dt.timedelta(weeks=26)


_KINDS = ("retail", "asking", "sold")


@dataclass(frozen=True)
class Amount:
    """An amount as it is stated, and what it is in the guide's currency; None without a rate."""

    number: float
    currency: str
    worth: float | None

    def over(self, other: "Amount") -> float | None:
        """Give how many times another amount this is; None where they do not compare."""
        if self.currency == other.currency:
            return self.number / other.number
        return self.worth / other.worth if self.worth and other.worth else None


@dataclass(frozen=True)
class Price:
    """Prices of a shoe, each in one currency; None where nothing states one.

    `retail` is that of the newest adult colorway, `lo` and `hi` the range of all of them in its
    currency; `asking` is the median of what shops ask, `sold` that of the last 26 weeks' sales.
    """

    retail: Amount | None = None
    lo: float | None = None
    hi: float | None = None
    asking: Amount | None = None
    sold: Amount | None = None

    @property
    def amount(self) -> Amount | None:
        """What one pays: in sales where it is known, else in shops, else at retail."""
        return self.sold or self.asking or self.retail

    @property
    def premium(self) -> float | None:
        """What one pays over the retail price: 1.2 is 20% above retail."""
        paid = self.sold or self.asking
        return paid.over(self.retail) if paid and self.retail else None


_Counted = dict[str, tuple[float, int]]
"""Currency -> an amount, and how often something states it."""


def prices(
    linked: Tables,
    agreed: Specs,
    retail: Mapping[str, Retail],
    engine: Engine,
    rates: Rates,
    as_of: dt.date,
) -> dict[str, Price]:
    """Give each shoe's prices, each kind in the guide's currency or else in the one most stated."""
    listings = engine.parquet(linked["listings"])
    seen = engine.parquet(linked["observations"])
    recent = (seen.metric == "price") & (seen.date > ibis.literal(as_of - _RECENT))
    asked = listings.mutate(amount=listings.price)
    paid = seen.filter(recent).mutate(amount=lambda t: t.value)
    new = {shoe: Quoted(one.price, one.lo, one.hi, one.currency) for shoe, one in retail.items()}
    new = _stated(agreed, rates.currency) | new
    asking, sold = (_medians(engine, rows, rates.currency) for rows in (asked, paid))

    def worth(number: float, currency: str) -> Amount:
        return Amount(number, currency, rates.worth(number, currency, as_of))

    def chosen(found: _Counted | None) -> Amount | None:
        if not found:
            return None
        coin = min(found, key=lambda coin: (coin != rates.currency, -found[coin][1], coin))
        return worth(found[coin][0], coin)

    return {
        shoe: Price(
            worth(one.price, one.currency) if (one := new.get(shoe)) else None,
            one.lo if one else None,
            one.hi if one else None,
            chosen(asking.get(shoe)),
            chosen(sold.get(shoe)),
        )
        for shoe in sorted({*new, *asking, *sold})
    }


class Quoted(NamedTuple):
    """A retail price and the range of all."""

    price: float
    lo: float
    hi: float
    currency: str


def price_table(found: Mapping[str, Price]) -> pa.Table:
    """Turn prices into the table `prices`; `currency` is that of the retail price, if any."""
    rows = []
    for shoe, price in sorted(found.items()):
        first = price.retail or price.amount
        row: Row = {"shoe": shoe, "currency": first and first.currency}
        row |= {"retail_lo": price.lo, "retail_hi": price.hi}
        for kind in _KINDS:
            one: Amount | None = getattr(price, kind)
            row |= {kind: one and one.number, f"{kind}_worth": one and one.worth}
            row[f"{kind}_currency"] = one and one.currency
        rows.append({name: row[name] for name in model.MEASURED["prices"].names})
    return model.table(model.MEASURED["prices"], rows)


def _medians(engine: Engine, rows: Expression, currency: str) -> dict[str, _Counted]:
    rows = rows.filter(rows.shoe.notnull() & (rows.amount > 0))
    rows = rows.mutate(coin=rows.currency.coalesce(currency))
    found = rows.group_by(["shoe", "coin"]).agg(median=rows.amount.median(), count=rows.count())
    ordered: pa.Table = engine.arrow(found.order_by(["shoe", "coin"]))
    by_shoe: dict[str, _Counted] = defaultdict(dict)
    for row in ordered.to_pylist():
        by_shoe[row["shoe"]][row["coin"]] = (row["median"], row["count"])
    return by_shoe


def _stated(agreed: Specs, currency: str) -> dict[str, Quoted]:
    """Give the retail price that facts agree on: it counts where no catalog has one."""
    found: dict[str, Quoted] = {}
    for shoe, by_name in agreed.items():
        spec = by_name.get("retail_price")
        price = spec.keys[0] if spec else None
        if isinstance(price, Quantity) and price.number > 0:
            one = price.number
            found[shoe] = Quoted(one, one, one, price.unit or currency)
    return found
