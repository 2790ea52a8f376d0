"""What alternatives are chosen by: what the guide knows of each shoe, as weighted features."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ...attributes import attribute
from ...model import Tables
from .prices import Price
from .specs import Specs
from .units import PlainText, Quantity

_BAND, _PRICE_BAND = 0.1, 0.25
"""Widths of the bands of numbers, on the log scale."""
_YEAR, _RELEASE_BAND = 365.25, 1.5
"""Who shops now compares what came out within a year or two."""
_WEIGHTS = {"released": 3.0, "category": 2.0, "brand": 0.3, "price": 2.4, "colour": 0.4, "by": 1.0}
_STOP = frozenset({"a", "an", "and", "the", "of", "with", "for", "in", "on", "to", "or", "yes"})


@dataclass(frozen=True)
class Profile:
    """What alternatives are chosen by; None where the guide does not know."""

    shoe: str
    family: str
    """Brand and model: versions of one shoe are no alternatives to each other."""
    previous: str | None
    features: dict[str, float]
    price: Price | None
    score: tuple[float, float, float] | None
    heat: tuple[float, float, float] | None


def profiles(
    linked: Tables,
    agreed: Specs,
    prices: dict[str, Price],
    scored: pa.Table,
    now: dict[str, tuple[float, float, float]],
) -> list[Profile]:
    """Collect what is known of every shoe; `now`: heat, lo and hi of shoes that compare."""
    marks = {r["shoe"]: (r["quality"], r["lo"], r["hi"]) for r in scored.to_pylist()}
    colours = _colours(linked["colorways"])
    found = []
    for row in sorted(linked["shoes"].to_pylist(), key=lambda r: r["shoe"]):
        shoe = row["shoe"]
        features = _features(row, agreed, prices.get(shoe), colours.get(shoe, {}))
        found.append(
            Profile(
                shoe=shoe,
                family=f"{row['brand']} {row['model']}".lower(),
                previous=row["previous"],
                features=features,
                price=prices.get(shoe),
                score=marks.get(shoe),
                heat=now.get(shoe),
            )
        )
    return found


def _colours(colorways: pa.Table) -> dict[str, dict[str, float]]:
    """Count colours and collaborators of each shoe, as shares of its colorways."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for row in colorways.select(["shoe", "colours", "collaborator"]).to_pylist():
        total[row["shoe"]] += 1
        counts[row["shoe"]].update({f"colour={c.lower()}" for c in row["colours"] or []})
        if row["collaborator"]:
            counts[row["shoe"]][f"by={row['collaborator']}"] += 1
    return {shoe: {k: n / total[shoe] for k, n in c.items()} for shoe, c in counts.items()}


def _features(
    shoe: dict[str, Any], agreed: Specs, price: Price | None, colours: dict[str, float]
) -> dict[str, float]:
    features = {name: share * _WEIGHTS[name.split("=")[0]] for name, share in colours.items()}
    for name in ("brand", "category"):
        if shoe[name]:
            features[f"{name}={str(shoe[name]).lower()}"] = _WEIGHTS[name]
    if out := shoe["first_release"] or shoe["earliest_colorway"]:
        features |= _banded("released", out.toordinal() / _YEAR / _RELEASE_BAND, "released")
    if paid := price and price.amount:
        # What is worth nothing known is like what is paid in the same currency only.
        coin, number = ("", paid.worth) if paid.worth else (paid.currency, paid.number)
        features |= _banded(f"price={coin}", math.log(number) / _PRICE_BAND, "price")
    for name, spec in agreed.get(str(shoe["shoe"]), {}).items():
        if attribute(name).compared and name not in {"retail_price", "release_date", "category"}:
            for found in spec.keys:
                features |= _spec_features(name, found)
    return features


def _spec_features(name: str, found: object) -> dict[str, float]:
    if isinstance(found, Quantity) and found.number > 0:
        return _banded(name, math.log(found.number) / _BAND, "spec")
    if isinstance(found, PlainText):
        tokens = [t for t in found.key.split() if t not in _STOP][:8]
        return {f"{name}={token}": 1.0 for token in tokens}
    return {}


def _banded(name: str, position: float, weight: str) -> dict[str, float]:
    """Put a number into its two nearest bands, so that near numbers share a feature."""
    low = math.floor(position)
    share, full = position - low, _WEIGHTS.get(weight, 1.0)
    return {f"{name}~{low}": full * (1 - share), f"{name}~{low + 1}": full * share}
