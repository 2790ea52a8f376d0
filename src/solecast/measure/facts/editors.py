"""What editors corrected: their value stands, and what sources said is kept beside it."""

from collections.abc import Mapping

import pyarrow as pa

from ...attributes import attribute
from ...model import Row
from .retail import Retail
from .specs import AgreedValue, Specs, read_value
from .units import Quantity

CORRECTED = "corrected"
"""Status of a spec that an editor states."""


def obeyed(agreed: Specs, corrections: pa.Table) -> Specs:
    """Give specs with the corrections of the LINKED table in force."""
    found = {shoe: dict(own) for shoe, own in agreed.items()}
    for row in _in_force(corrections):
        own = found.setdefault(row["shoe"], {})
        before = own.pop(row["attribute"], None)
        if row["value"]:
            own[row["attribute"]] = _corrected(row["attribute"], row["value"], before)
    return {shoe: dict(sorted(found[shoe].items())) for shoe in sorted(found)}


def _corrected(name: str, stated: str, before: AgreedValue | None) -> AgreedValue:
    value, unit, found = read_value(stated, attribute(name))
    said = [_written(before), *before.other_values] if before else []
    shown = f"{value} {unit or ''}".strip()
    return AgreedValue(
        value=value,
        unit=unit,
        status=CORRECTED,
        in_favour=1,
        against=(before.in_favour + before.against) if before and found not in before.keys else 0,
        confidence=1.0,
        other_values=[one for one in dict.fromkeys(said) if one != shown],
        keys=(found,),
        rest=(),
    )


def _written(spec: AgreedValue) -> str:
    return f"{spec.value} {spec.unit or ''}".strip()


def corrected_prices(
    prices: Mapping[str, Retail], corrections: pa.Table, currency: str
) -> dict[str, Retail]:
    """Give retail prices with the corrections of the LINKED table in force."""
    found = dict(prices)
    for row in _in_force(corrections):
        if row["attribute"] != "retail_price":
            continue
        found.pop(row["shoe"], None)
        _, unit, price = read_value(row["value"] or "", attribute("retail_price"))
        if isinstance(price, Quantity) and price.number > 0:
            coin = price.unit or unit or currency
            found[row["shoe"]] = Retail(coin, price.number, price.number, price.number)
    return found


def _in_force(corrections: pa.Table) -> list[Row]:
    return [row for row in corrections.to_pylist() if not row["problem"]]
