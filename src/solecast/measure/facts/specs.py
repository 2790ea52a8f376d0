"""Facts -> specs: the agreed value of each attribute of a shoe, with conflicts kept.

A source has one voice however often it repeats itself. Values that can be one and the same
(`10 oz` and `283 g`, `Summer 2020` and `2020-06`) support each other. The value with the
most weight is shown; the others stay beside it.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import median

import ibis
import pyarrow as pa

from ...attributes import Attribute, attribute, canonical
from ...engine import Engine
from ...model import MEASURED, Tables, table
from ...spans import Span, likeliest
from .retail import Retail
from .units import BARE_NUMBER, Key, PlainText, Quantity, fits, key, reads_as_ounces
from .voices import StatedValue, without_copies, without_echoes

_UNSTATED_CONFIDENCE = 0.7
"""Confidence of a fact whose reader gave none: a plain column of a catalog."""

_HALF_LIFE_YEARS = 8.0
"""A shoe's properties hardly change; of two statements the newer still counts a little more."""

_MOST_STATEMENTS = 200
"""Statements of one attribute of one shoe that are weighed; the least confident are left out."""

_MOST_VALUES = 6
"""Values of one attribute that are shown together, and other values that are kept."""


_FEWEST_NUMBERS = 2
_TO_DEVIATION = 1.4826


@dataclass(frozen=True)
class AgreedValue:
    """The agreed value of an attribute; `keys` are those of the value, `rest` of the others."""

    value: str
    unit: str | None
    status: str
    in_favour: int
    against: int
    confidence: float
    other_values: list[str]
    keys: tuple[Key, ...]
    rest: tuple[Key, ...]
    advertised: str | None = None
    """The maker's figure, beside one that was measured."""
    confirmed: dt.date | None = None
    """When a source last said it."""
    centre: float | None = None
    spread: float | None = None
    """Median of the numbers that sources state, one each, and how far they lie from it."""


Specs = dict[str, dict[str, AgreedValue]]
"""Specs by shoe and attribute, both in alphabetical order."""


def specs(linked: Tables, engine: Engine, prices: Mapping[str, Retail] | None = None) -> Specs:
    """Agree on the value of each attribute of each shoe of the LINKED tables.

    Where no fact states it, the category is that which linking found. `prices` are the retail
    prices that colorways have: a shoe's page shows one of them, whatever is said elsewhere.
    """
    stated = _statements(linked, engine)
    _fill(stated, linked, engine)
    agreed: Specs = {}
    for (shoe, name), statements in sorted(stated.items()):
        agreed.setdefault(shoe, {})[name] = agree(statements, attribute(name))
    for shoe, retail in (prices or {}).items():
        own = agreed.setdefault(shoe, {})
        own["retail_price"] = _price_spec(retail, own.get("retail_price"))
    return {shoe: dict(sorted(agreed[shoe].items())) for shoe in sorted(agreed)}


def spec_table(agreed: Specs) -> pa.Table:
    """Give specs as the MEASURED table."""
    columns = MEASURED["specs"].names[2:]
    rows = [
        {"shoe": shoe, "attribute": name} | {c: getattr(spec, c) for c in columns}
        for shoe, by_name in agreed.items()
        for name, spec in by_name.items()
    ]
    return table(MEASURED["specs"], rows)


def agree(statements: list[StatedValue], kind: Attribute) -> AgreedValue:
    """Agree on one value, or for a set on the values, of at least one statement."""
    statements = sorted(statements, key=lambda s: -s.confidence)[:_MOST_STATEMENTS]
    statements = without_copies(statements)
    measured = [s for s in statements if not s.advertised]
    maker = [s for s in statements if s.advertised]
    if kind.kind == "number" and measured and maker:
        told = agree(measured, kind)
        return replace(told, advertised=_with_unit(_shown(maker[0].key, maker, _weights(maker))))
    weights = _weights(statements)
    if kind.kind == "set":
        return _joined(statements, weights)
    support = {
        s.key: _support(s.key, statements, weights)
        for s in sorted(statements, key=lambda s: (s.value, s.source))
    }
    best = max(support, key=lambda k: (round(sum(support[k].values()), 9), _precision(k)))
    if kind.likeliest:
        dated = [(s.key, s.confidence, s.source) for s in statements if isinstance(s.key, Span)]
        best = likeliest(dated) or best
    favour = support[best]
    against = _strongest(
        (s.source, w) for s, w in zip(statements, weights, strict=True) if s.source not in favour
    )
    shown = _shown(best, statements, weights)
    others = _other_values(statements, weights, _with_unit(shown), best)
    return AgreedValue(
        value=shown.value,
        unit=shown.unit,
        status=_status(len(favour), len(against)),
        in_favour=len(favour),
        against=len(against),
        confidence=_confidence(favour, against),
        other_values=others,
        keys=(best,),
        rest=tuple(dict.fromkeys(s.key for s in statements if not fits(s.key, best))),
        confirmed=max((s.date for s in statements if s.date and fits(s.key, best)), default=None),
        centre=(around := _around(statements, best))[0],
        spread=around[1],
    )


def _around(statements: list[StatedValue], best: Key) -> tuple[float | None, float | None]:
    """Give median and spread of the numbers of two sources and more, one number each.

    The spread is the median distance from the median, times 1.4826, which makes it comparable to a
    standard deviation (Rousseeuw and Croux, 1993).
    """
    if not isinstance(best, Quantity):
        return None, None
    numbers = {
        s.source: s.key.number
        for s in reversed(statements)
        if isinstance(s.key, Quantity) and s.key.unit == best.unit
    }
    if len(numbers) < _FEWEST_NUMBERS:
        return None, None
    centre = median(numbers.values())
    spread = _TO_DEVIATION * median(abs(number - centre) for number in numbers.values())
    return round(centre, 3), round(spread, 3)


def _status(favour: int, against: int) -> str:
    if against:
        return "disputed"
    return "agreed" if favour > 1 else "single"


def _weights(statements: list[StatedValue]) -> list[float]:
    """Weigh statements by confidence and by age against the newest of them."""
    dates = [s.date for s in statements if s.date]
    newest = max(dates, default=None)
    return [s.confidence * _freshness(s.date, newest) for s in statements]


def _freshness(date: dt.date | None, newest: dt.date | None) -> float:
    if newest is None or date is None:
        return 1.0 if newest is None else 0.8
    return float(0.5 ** ((newest - date).days / 365.25 / _HALF_LIFE_YEARS))


def _support(key: Key, statements: list[StatedValue], weights: list[float]) -> dict[str, float]:
    return _strongest(
        (s.source, w) for s, w in zip(statements, weights, strict=True) if fits(s.key, key)
    )


def _strongest(voices: Iterable[tuple[str, float]]) -> dict[str, float]:
    strongest: dict[str, float] = {}
    for source, weight in voices:
        strongest[source] = max(weight, strongest.get(source, 0.0))
    return strongest


def _precision(key: Key) -> float:
    if isinstance(key, Span):
        return -float((key.last - key.first).days)
    return -key.step if isinstance(key, Quantity) else 0.0


def _shown(key: Key, statements: list[StatedValue], weights: list[float]) -> StatedValue:
    """Choose the wording of a value: the one with most weight behind it."""
    behind: dict[str, float] = defaultdict(float)
    for s, weight in zip(statements, weights, strict=True):
        if s.key == key:
            behind[s.value] += weight
    value = max(sorted(behind), key=lambda v: round(behind[v], 9))
    return next(s for s in statements if s.key == key and s.value == value)


def _other_values(
    statements: list[StatedValue], weights: list[float], shown: str, best: Key
) -> list[str]:
    """List the other wordings, those that contradict the shown value first."""
    behind: dict[Key, float] = defaultdict(float)
    for s, weight in zip(statements, weights, strict=True):
        behind[s.key] += weight
    order = sorted(behind, key=lambda k: (fits(k, best), -round(behind[k], 9), repr(k)))
    listed = [_with_unit(_shown(k, statements, weights)) for k in order if k != best]
    return list(dict.fromkeys(v for v in listed if v != shown))[:_MOST_VALUES]


def _with_unit(statement: StatedValue) -> str:
    return f"{statement.value} {statement.unit}" if statement.unit else statement.value


def _confidence(favour: dict[str, float], against: dict[str, float]) -> float:
    """Chance that one of the voices in favour is right, times their share of the weight."""
    wrong = 1.0
    for weight in favour.values():
        wrong *= 1.0 - min(max(weight, 0.0), 0.99)
    total = sum(favour.values()) + sum(against.values())
    return round((1.0 - wrong) * (sum(favour.values()) / total if total else 0.0), 4)


def _joined(statements: list[StatedValue], weights: list[float]) -> AgreedValue:
    """Join values that may hold together; a vaguer wording counts for the more exact one."""
    behind: dict[Key, dict[str, float]] = defaultdict(dict)
    for s, weight in sorted(zip(statements, weights, strict=True), key=lambda x: x[0].value):
        voices = behind[_most_exact(s.key, statements)]
        voices[s.source] = max(weight, voices.get(s.source, 0.0))
    order = sorted(behind, key=lambda k: (-round(sum(behind[k].values()), 9), repr(k)))
    kept = order[:_MOST_VALUES]
    texts = [_shown(k, statements, weights).value for k in order]
    favour = _strongest((s.source, w) for s, w in zip(statements, weights, strict=True))
    return AgreedValue(
        value=", ".join(texts[: len(kept)]),
        unit=None,
        status=_status(max(len(voices) for voices in behind.values()), 0),
        in_favour=len(favour),
        against=0,
        confidence=_confidence(favour, {}),
        other_values=texts[len(kept) : 2 * len(kept)],
        keys=tuple(order),
        rest=(),
    )


def _most_exact(key: Key, statements: list[StatedValue]) -> Key:
    if not isinstance(key, PlainText):
        return key
    mine = set(key.key.split())
    wider = [
        s.key
        for s in statements
        if isinstance(s.key, PlainText) and mine < set(s.key.key.split()) and len(s.key.key) < 80
    ]
    return max(wider, key=lambda k: (len(k.key), k.key), default=key)


def _statements(linked: Tables, engine: Engine) -> dict[tuple[str, str], list[StatedValue]]:
    """Read facts; repetitions of a value by one source are one statement.

    The price or date in a catalog's row is one colorway's and says nothing of the shoe.
    """
    rows = engine.table(linked["facts"])
    rows = rows.filter(rows.shoe.notnull() & rows.value.notnull() & rows.attribute.notnull())
    listed = engine.parquet(linked["listings"]).select("file", "line").distinct()
    listed = listed.mutate(listed=True)
    rows = rows.left_join(listed, ["file", "line"]).mutate(
        source=lambda t: ibis.coalesce(t.source, t.file), listed=lambda t: t.listed.notnull()
    )
    keys = ["shoe", "attribute", "value", "source"]
    once = rows.group_by(keys).agg(
        confidence=rows.confidence.max(),
        date=rows.date.max(),
        listed=rows.listed.all(),
        evidence=rows.evidence.min(),
    )
    stated: dict[tuple[str, str], list[StatedValue]] = defaultdict(list)
    for row in engine.arrow(once.order_by(keys)).to_pylist():
        name, unit = canonical(row["attribute"])
        kind = attribute(name)
        if kind.spec and row["value"].strip() and not (kind.by_colorway and row["listed"]):
            for value in _values(row["value"], kind):
                stated[row["shoe"], name].append(_statement({**row, "value": value}, kind, unit))
    return without_echoes(stated)


def _values(stated: str, kind: Attribute) -> list[str]:
    """Give the values of a cell: lists are parted by bars and commas, or else by semicolons."""
    bars = "|" in stated
    marks = r"[|,;]" if bars else ";"
    parts = re.split(marks, stated) if kind.kind == "set" or bars else [stated]
    values = list(dict.fromkeys(part.strip() for part in parts if part.strip()))
    return values if kind.kind == "set" else [", ".join(values)] if values else []


def _statement(row: Mapping[str, object], kind: Attribute, unit: str | None) -> StatedValue:
    confidence, date = row.get("confidence"), row.get("date")
    value, shown_unit, found = read_value(str(row["value"]), kind, unit)
    return StatedValue(
        value=value,
        unit=shown_unit,
        source=str(row.get("source") or "unnamed source"),
        confidence=float(confidence) if isinstance(confidence, float) else _UNSTATED_CONFIDENCE,
        date=date if isinstance(date, dt.date) else None,
        key=found,
        evidence=str(row.get("evidence") or ""),
    )


def read_value(value: str, kind: Attribute, unit: str | None = None) -> tuple[str, str | None, Key]:
    """Give the value to show, its unit where the text has none, and its key."""
    found = key(value, kind, unit)
    shown = " ".join(value.split())
    if not isinstance(found, Quantity) or not BARE_NUMBER.fullmatch(shown):
        return shown, None, found
    ounces = unit is None and found.unit == "g" and reads_as_ounces(float(shown.replace(",", "")))
    return _tidy(shown), unit or ("oz" if ounces else found.unit), found


def _tidy(number: str) -> str:
    """Shorten the decimals of a number: more than two tell a reader nothing."""
    whole, point, decimals = number.partition(".")
    if len(decimals) > 2:
        whole, point, decimals = f"{float(number.replace(',', '')):.2f}".partition(".")
    return f"{whole}{point}{decimals}".rstrip("0").rstrip(".") if point else number


def _fill(stated: dict[tuple[str, str], list[StatedValue]], linked: Tables, engine: Engine) -> None:
    """Add what linking found out about a shoe where no fact states it."""
    shoes = engine.table(linked["shoes"]).select("shoe", "category").order_by("shoe")
    for row in engine.arrow(shoes).to_pylist():
        if row["category"] is not None and (row["shoe"], "category") not in stated:
            text = {"value": row["category"], "source": "catalog listings"}
            stated[row["shoe"], "category"] = [_statement(text, attribute("category"), None)]


def _price_spec(retail: Retail, stated: AgreedValue | None) -> AgreedValue:
    """Give the price that a page shows; other colorways' and other statements stay beside it."""
    kind = attribute("retail_price")
    texts = [f"{_short(p)} {retail.currency}" for p in (retail.price, *retail.others)]
    keys = [key(text, kind) for text in texts]
    said = [*stated.keys, *stated.rest] if stated else []
    contradicts = [k for k in said if not any(fits(k, one) for one in keys)]
    more = [text for text in _stated_texts(stated) if key(text, kind) in contradicts]
    return AgreedValue(
        value=texts[0],
        unit=None,
        status="disputed" if contradicts else _status(retail.sources, 0),
        in_favour=retail.sources,
        against=len(contradicts),
        confidence=_UNSTATED_CONFIDENCE,
        other_values=list(dict.fromkeys([*more, *texts[1:]]))[:_MOST_VALUES],
        keys=(keys[0],),
        rest=(*keys[1:], *contradicts),
    )


def _stated_texts(spec: AgreedValue | None) -> list[str]:
    return [f"{spec.value} {spec.unit or ''}".strip(), *spec.other_values] if spec else []


def _short(number: object) -> str:
    return f"{float(str(number)):.2f}".removesuffix(".00")
