"""What changed since the previous version: generated from the specs of both, never guessed.

An attribute is changed or same where both versions state it, and unknown where one of them
does not: a missing statement is never read as "removed".
"""

from collections.abc import Mapping

import pyarrow as pa

from ...attributes import Attribute, attribute
from ...model import MEASURED, Tables, table
from .specs import AgreedValue, Specs
from .units import Key, Quantity, fits

_ORDER = {"changed": 0, "same": 1, "unknown": 2}


def changes(linked: Tables, agreed: Specs) -> pa.Table:
    """Compare each shoe that has a previous version with it: the MEASURED table.

    The rows of a shoe come in the order in which they tell something: changes first, the
    weightiest attribute and the largest relative difference at the top.
    """
    rows = []
    pairs = zip(
        linked["shoes"]["shoe"].to_pylist(), linked["shoes"]["previous"].to_pylist(), strict=True
    )
    for shoe, previous in sorted(pair for pair in pairs if pair[1]):
        found = compare(agreed.get(previous, {}), agreed.get(shoe, {}))
        rows += [{"shoe": shoe, "previous": previous} | row for row in found]
    return table(MEASURED["changes"], rows)


def compare(
    before: Mapping[str, AgreedValue], after: Mapping[str, AgreedValue]
) -> list[dict[str, str | None]]:
    """Compare two shoes over the union of their attributes, the most telling first."""
    ranked = []
    for name in sorted({*before, *after}):
        kind = attribute(name)
        if kind.compared:
            old, new = before.get(name), after.get(name)
            change = _change(old, new)
            order = (_ORDER[change], -kind.telling, -_relative(old, new), name)
            ranked.append((order, _row(name, old, new, change)))
    return [row for _, row in sorted(ranked, key=lambda item: item[0])]


def _row(
    name: str, old: AgreedValue | None, new: AgreedValue | None, change: str
) -> dict[str, str | None]:
    after = shown(new)
    if change == "changed" and old and new:
        words = difference(old.keys[0], new.keys[0], attribute(name))
        after = f"{after} ({words})" if words else after
    return {"attribute": name, "before": shown(old), "after": after, "change": change}


def _change(old: AgreedValue | None, new: AgreedValue | None) -> str:
    if old is None or new is None:
        return "unknown"
    if _same(old, new):
        return "same"
    # Where sources dispute a value and one of them gives the other version's, nobody knows.
    contested = _meet(old.rest, new.keys) or _meet(old.keys, new.rest)
    return "changed" if _comparable(old.keys[0], new.keys[0]) and not contested else "unknown"


def _comparable(a: Key, b: Key) -> bool:
    """Say whether two values are of one kind; dollars and pounds are not."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.unit == b.unit
    return type(a) is type(b)


def _same(old: AgreedValue, new: AgreedValue) -> bool:
    if len(old.keys) == len(new.keys) == 1:
        return fits(old.keys[0], new.keys[0])
    return set(old.keys) == set(new.keys)


def _meet(some: tuple[Key, ...], others: tuple[Key, ...]) -> bool:
    return any(fits(a, b) for a in some for b in others)


def shown(spec: AgreedValue | None) -> str | None:
    """Give the value of a spec with its unit, as a page shows it."""
    if spec is None:
        return None
    return f"{spec.value} {spec.unit}" if spec.unit else spec.value


def difference(before: Key, after: Key, kind: Attribute) -> str | None:
    """Say a difference of numbers in words, `12 g lighter`; None where it cannot be said."""
    if not isinstance(before, Quantity) or not isinstance(after, Quantity):
        return None
    if before.unit != after.unit:
        return None
    step = after.number - before.number
    amount = f"{abs(step):.2f}".rstrip("0").rstrip(".")
    if kind.unit == "money":
        return f"{after.unit or ''} {amount} {kind.words[step < 0]}".strip()
    unit = f" {after.unit}" if after.unit else ""
    return f"{amount}{unit} {kind.words[step < 0]}"


def _relative(old: AgreedValue | None, new: AgreedValue | None) -> float:
    """Size of a difference of numbers against the larger of them, 0-1; 0 for other values."""
    if old is None or new is None:
        return 0.0
    a, b = old.keys[0], new.keys[0]
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return 0.0
    largest = max(abs(a.number), abs(b.number))
    return abs(a.number - b.number) / largest if largest else 0.0
