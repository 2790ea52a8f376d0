"""Values as they are stated -> keys that can be compared: numbers in one unit, dates as spans.

`10 oz` and `283 g` are the same weight; `Summer 2020` contains `2020-06`; `Knit` is `knit`.
"""

import re
import unicodedata
from dataclasses import dataclass

from ...attributes import Attribute
from ...spans import Span, span

_FACTORS = {
    "g": ("g", 1.0),
    "gram": ("g", 1.0),
    "grams": ("g", 1.0),
    "kg": ("g", 1000.0),
    "oz": ("g", 28.349523125),
    "ounce": ("g", 28.349523125),
    "ounces": ("g", 28.349523125),
    "lb": ("g", 453.59237),
    "lbs": ("g", 453.59237),
    "mm": ("mm", 1.0),
    "cm": ("mm", 10.0),
    "in": ("mm", 25.4),
    "inch": ("mm", 25.4),
    "inches": ("mm", 25.4),
    '"': ("mm", 25.4),
}
"""Stated unit -> (unit of the comparison, factor); exact by definition (NIST SP 811, 2008)."""

_MONEY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "us$": "USD"}
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,6})?")
_DECIMAL_COMMA = re.compile(r"(?<![\w.,])([-+]?\d{1,4}),(\d{1,2})(?![\d,])")
BARE_NUMBER = re.compile(r"[-+]?\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,20})?")
"""A number without a unit."""

_UNIT = re.compile(r"\s{0,2}([a-zA-Z]{1,6}|\")")
_MEASURE = re.compile(r"[-+]?\d[\d.,]{0,12}\s?(?:g|kg|oz|lbs?|mm|cm|in|%)?")
_LONGEST = 300


@dataclass(frozen=True)
class Quantity:
    """A number with its unit; `step` is half the last digit it was stated with."""

    number: float
    unit: str | None
    step: float


@dataclass(frozen=True)
class PlainText:
    """A text reduced to what tells two values apart."""

    key: str


Key = Quantity | Span | PlainText


def fits(a: Key, b: Key) -> bool:
    """Say whether two values can be one and the same, each as exact as it was stated."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        same_unit = not (a.unit and b.unit) or a.unit == b.unit
        return same_unit and abs(a.number - b.number) <= max(a.step, b.step) + 1e-9
    if isinstance(a, Span) and isinstance(b, Span):
        return a.holds(b) or b.holds(a)
    return isinstance(a, PlainText) and a == b


def key(value: str, kind: Attribute, unit: str | None = None) -> Key:
    """Reduce a stated value to what can be compared; a text where it is nothing else.

    `unit` is the unit that the attribute's name or the record states for bare numbers.
    """
    if kind.kind == "number":
        return quantity(value, kind, unit) or words(value)
    if kind.kind == "date":
        return span(value) or words(value)
    if kind.kind == "text" and _MEASURE.fullmatch(value.strip()):
        return quantity(value, kind, unit) or words(value)
    return words(value)


def quantity(value: str, kind: Attribute, unit: str | None = None) -> Quantity | None:
    """Read the first number of a text with its unit; None where there is none.

    Weights come out in g, lengths in mm, money in its currency.
    """
    decimal = _DECIMAL_COMMA.search(value[:_LONGEST])
    found = decimal or _NUMBER.search(value[:_LONGEST])
    if not found:
        return None
    digits = found.group().replace(",", "") if not decimal else f"{decimal[1]}.{decimal[2]}"
    number, step = float(digits), 0.5 * 10.0 ** -len(digits.partition(".")[2])
    if kind.unit == "money":
        return Quantity(number, _currency(value, found) or unit, 0.005)
    after = _UNIT.match(value, found.end())
    stated = after.group(1).lower() if after else ""
    stated = stated if stated in _FACTORS else (unit or kind.unit or "")
    if stated == "g" and not after and not unit and reads_as_ounces(number):
        stated = "oz"
    name, factor = _FACTORS.get(stated, (unit or kind.unit, 1.0))
    return Quantity(number * factor, name, step * factor)


def reads_as_ounces(number: float) -> bool:
    """Say whether a bare weight is in ounces: nobody makes a shoe under 40 g, or over 40 oz."""
    return number < 40


def _currency(value: str, found: re.Match[str]) -> str | None:
    before = value[: found.start()].strip().lower()[-3:]
    after = value[found.end() :].strip()[:3]
    for mark in (before, after.lower()):
        if mark in _MONEY or mark[-1:] in _MONEY:
            return _MONEY.get(mark) or _MONEY[mark[-1:]]
    for code in (before.upper(), after):
        if len(code) == 3 and code.isascii() and code.isalpha() and code.isupper():
            return code
    return None


_SAME_WORDS = {
    "grey": "gray",
    "colour": "color",
    "synthetics": "synthetic",
    "laces": "lace",
    "lace-up": "lace",
    "men's": "men",
    "mens": "men",
    "women's": "women",
    "womens": "women",
    "low-top": "low",
    "high-top": "high",
    "mid-top": "mid",
    "true": "yes",
    "false": "no",
}


def words(value: str) -> PlainText:
    """Reduce a text: case, accents, punctuation and spellings that mean the same are gone."""
    plain = unicodedata.normalize("NFKD", value[:_LONGEST]).encode("ascii", "ignore").decode()
    tokens = re.findall(r"[a-z0-9][a-z0-9.'/-]*", (plain or value[:_LONGEST]).lower())
    kept = [_SAME_WORDS.get(token, token).rstrip(".'-/") for token in tokens]
    return PlainText(" ".join(kept) or value.strip().lower())
