"""Prices, dates, measures, style codes and quoted names in a sentence, by their form."""

import re
from typing import NamedTuple

from ....spans import MONTHS
from ....vocabulary import CURRENCY_SIGNS
from ...titles import codes

_CODES = (
    "USD", "EUR", "GBP", "JPY", "CAD", "AUD", "HKD", "CNY", "KRW", "INR", "CHF", "SEK",
)  # fmt: skip
_CURRENCIES = {
    **CURRENCY_SIGNS,
    **{code.lower(): code for code in _CODES},
    "$": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY", "rmb": "CNY", "dollars": "USD",
    "pounds": "GBP",
}  # fmt: skip
_AMOUNT = r"\d{1,3}(?:[, ]\d{3})(?!\d)(?:\.\d{1,2})?|\d{1,5}(?:[.,]\d{1,2})?(?![\d])"
_PRICE = re.compile(
    rf"(?P<mark>(?:US|CA|C|AU|A|HK)?\$|[€£¥₩₹]|\b(?:USD|EUR|GBP|CAD|AUD)\s?\$?)\s?(?P<amount>{_AMOUNT})"
    r"(?:\s?(?P<code>USD|CAD|AUD|HKD))?"
    rf"|(?<![\w.$€£])(?P<amount2>{_AMOUNT})\s?"
    r"(?P<mark2>[€£]|(?:USD|EUR|GBP|CAD|AUD|JPY|CNY|RMB|KRW|INR|CHF|SEK|euros?|dollars|pounds|yen)\b)",
    re.IGNORECASE,
)
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_DATE = re.compile(
    rf"\b(?P<m1>{_MONTHS})\.?,?\s(?:the\s)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?:of\s)?(?P<y1>{_YEAR})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTHS})\.?,?\s(?:of\s)?(?P<y2>{_YEAR})\b"
    rf"|\b(?P<m3>{_MONTHS})\.?,?\s(?:of\s)?(?P<y3>{_YEAR})\b"
    rf"|\b(?P<y4>{_YEAR})-(?P<m4>\d{{2}})-(?P<d4>\d{{2}})\b"
    rf"|\b(?P<m5>\d{{1,2}})/(?P<d5>\d{{1,2}})/(?P<y5>{_YEAR}|\d\d)(?![\d/])"
    rf"|\b(?P<d6>\d{{1,2}})\.(?P<m6>\d{{1,2}})\.(?P<y6>{_YEAR})\b",
    re.IGNORECASE,
)
_DATE_FORMS = range(1, 7)
_YEAR_ALONE = re.compile(rf"(?<![\w/$€£.-]){_YEAR}(?![\w/%-]|\.\d)")
_DECADE = re.compile(r"(?<!\w)(?:(?P<c>19|20)|['’‘])(?P<d>\d0)['’]?s\b")
_LENGTH = re.compile(r"(?<![\w.])(\d{1,2}(?:[.,]\d{1,2})?)[\s-]?(mm|millimet(?:er|re)s?)\b", re.I)
_MASS = re.compile(
    r"(?<![\w.])(\d{1,4}(?:[.,]\d{1,2})?)[\s-]?(g|gr|grams?|oz|ounces?|kg|lbs?|pounds?)\b"
    r"(?:\s?[(/]\s?(\d{1,4}(?:[.,]\d{1,2})?)\s?(g|gr|grams?|oz|ounces?)\b\)?)?",
    re.IGNORECASE,
)
_GRAMS = {"g": 1.0, "gr": 1.0, "gram": 1.0, "oz": 28.3495, "ounce": 28.3495, "kg": 1000.0}
_QUOTED = re.compile(
    r"(?<![\w])[‘'\"“](?=[A-Z0-9])(?P<name>[^‘’'\"“”.!?;:\n]{2,40}(?:['’](?:s|n)\b[^‘’'\"“”.!?;:\n]{0,30})?)"
    r"[.,!?]?[’'\"”](?!\w)"
)
_SHADE = r"[A-Z][\w'’-]*(?: [A-Z0-9][\w'’-]*){0,4}"
_STATED_COLOURS = re.compile(
    r"\b(?i:shown|colou?r shown|colou?r(?:way)?|colou?rs?)\s?:\s{0,3}"
    rf"(?P<value>{_SHADE}(?:\s?[/–,-]\s?{_SHADE}){{0,5}})"
)


class WrittenQuantity(NamedTuple):
    """A value by its form, at `[start, end)` of its sentence."""

    start: int
    end: int
    kind: str
    value: str
    unit: str | None = None


def quantities(text: str) -> list[WrittenQuantity]:
    """Find the quantities of a sentence, in order, none overlapping."""
    found: list[WrittenQuantity] = []
    if any(mark in text for mark in "'\"“‘"):
        found += [
            WrittenQuantity(m.start(), m.end(), "quoted", m["name"].strip())
            for m in _QUOTED.finditer(text)
            if len(m[0]) < len(text.strip())  # A whole sentence in quotes is no name.
        ]
    if ":" in text:
        found += _stated(text)
    if _has_digit(text):
        found += _codes(text)
        found += _dates(text)
        found += _prices(text)
        found += _measures(text)
    return _apart(found)


_has_digit = re.compile(r"\d").search


def _stated(text: str) -> list[WrittenQuantity]:
    """Find colours after their label, as a shop's page states them; none in running text."""
    return [
        WrittenQuantity(m.start("value"), m.end("value"), "stated", m["value"])
        for m in _STATED_COLOURS.finditer(text)
    ]


def _codes(text: str) -> list[WrittenQuantity]:
    return [
        WrittenQuantity(start, end, "stylecode", codes.normal(text[start:end]))
        for start, end in codes.style_codes(text)
    ]


def _dates(text: str) -> list[WrittenQuantity]:
    found = [
        WrittenQuantity(*m.span(), "date", iso) for m in _DATE.finditer(text) if (iso := _iso(m))
    ]
    found += [WrittenQuantity(*m.span(), "yearnumber", m[0]) for m in _YEAR_ALONE.finditer(text)]
    for m in _DECADE.finditer(text):
        century = m["c"] or ("20" if m["d"] < "30" else "19")
        found.append(WrittenQuantity(*m.span(), "yearnumber", f"{century}{m['d']}s"))
    return found


def _iso(found: re.Match[str]) -> str | None:
    form = next(n for n in _DATE_FORMS if found[f"y{n}"])
    year = found[f"y{form}"]
    year = year if len(year) == 4 else f"20{year}"
    said = found[f"m{form}"].lower()
    month = int(said) if said.isdigit() else MONTHS.index(said[:3]) + 1
    day = int(found[f"d{form}"]) if form != 3 else 0
    if month > 12 and day <= 12:
        month, day = day, month
    if not 1 <= month <= 12 or day > 31:
        return None
    return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")


def _prices(text: str) -> list[WrittenQuantity]:
    found = []
    for m in _PRICE.finditer(text):
        said = (m["amount"] or m["amount2"]).replace(" ", "")
        mark = (m["code"] or m["mark"] or m["mark2"]).strip().lower()
        currency = _CURRENCIES.get(mark) or _CURRENCIES.get(mark.rstrip("$ "))
        amount = _amount(said)
        if currency and amount:
            found.append(WrittenQuantity(*m.span(), "price", f"{amount:g}", currency))
    return found


def _amount(said: str) -> float:
    head, mark, tail = said.rpartition(",")
    if mark and len(tail) <= 2:
        return float(f"{head}.{tail}")
    return float(said.replace(",", ""))


def _measures(text: str) -> list[WrittenQuantity]:
    found = [
        WrittenQuantity(*m.span(), "length", m[1].replace(",", "."), "mm")
        for m in _LENGTH.finditer(text)
    ]
    for m in _MASS.finditer(text):
        stated = [(m[1], m[2])] + ([(m[3], m[4])] if m[3] else [])
        grams = [_grams(number, unit) for number, unit in stated]
        exact = next(
            (g for g, (_, u) in zip(grams, stated, strict=True) if u[:1] in "gG"), grams[0]
        )
        if exact:
            found.append(WrittenQuantity(*m.span(), "mass", f"{round(exact)}", "g"))
    return found


def _grams(number: str, unit: str) -> float:
    factor = _GRAMS.get(unit.lower()) or _GRAMS.get(unit.lower().rstrip("s"), 0.0)
    return float(number.replace(",", ".")) * factor


def _apart(found: list[WrittenQuantity]) -> list[WrittenQuantity]:
    """Keep what begins first, of two the longer."""
    kept: list[WrittenQuantity] = []
    end = -1
    for one in sorted(found, key=lambda q: (q.start, -q.end)):
        if one.start >= end:
            kept.append(one)
            end = one.end
    return kept
