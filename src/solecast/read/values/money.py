"""Prices and numbers as files state them -> float, and the currency when it is stated."""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from ...vocabulary import CURRENCY_SIGNS, CURRENCY_WORDS

_CODES_NAMES = """
    USD EUR GBP JPY CNY KRW INR RUB CAD AUD NZD SGD HKD TWD MXN BRL CHF SEK NOK DKK PLN CZK
    HUF RON BGN TRY ILS AED SAR ZAR THB MYR IDR PHP VND UAH CLP COP PEN ARS EGP NGN
    KZT GEL GHS CRC KES PKR LKR BDT
"""
CODES = frozenset(_CODES_NAMES.split())
"""ISO 4217 codes that are looked for beside an amount."""

_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"})
_AMOUNT = re.compile(r"\d[\d.,'\s\u00a0\u202f]*")
_GAPS = re.compile(r"[\s'\u00a0\u202f]")
_POINTED = re.compile(r"\d\.\d{3}(?!\d)")
_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")
_POINT = re.compile(r"\d\.\d{1,2}(?!\d)")
_WHOLE = re.compile(r"(?<=\d)[.,:]\s?[-–—]{1,2}")
"""`120.-`, `1299:-`: how Switzerland, the Netherlands and Sweden write that no cents follow."""
_SHARE_OFF = r"[(\[]?\s?[-–]?\s?\d{1,2}\s?%"
_SAVED = re.compile(
    rf"(?:(?<=[.,]\d\d)\s?|\s){_SHARE_OFF}.*$|^{_SHARE_OFF}\s?(?:off|[)\]])?\s", re.IGNORECASE
)
"""What is saved, behind or before an amount: `R$299,9925% OFF`, `$90 (-25%)`, `25% off $90`."""
_NINES = re.compile(r"9{6,}(?:\.0*|\.99)?")
_UNIT = re.compile(r"[^\W\d_]+")
_LONGEST = 40
_MOST_WORDS = 4
LARGEST = 1e15
"""Largest number that is read, so that sums stay exact."""


@lru_cache(maxsize=100_000)
def parse_number(value: str) -> float | None:
    """Read a finite number: `1,234`, `12.5`, `1e3`; None when it is not one."""
    stated = value.strip()
    if not stated or len(stated) > _LONGEST or "_" in stated:
        return None
    try:
        found = float(stated)
    except ValueError:
        found = _grouped(stated)
    return found if math.isfinite(found) and abs(found) <= LARGEST else None


def _grouped(stated: str) -> float:
    """Read `1,234` or `12.345.678`; NaN when the groups are not of three digits."""
    sign, digits = (-1, stated[1:]) if stated.startswith("-") else (1, stated)
    amount = _separated(digits) if digits[:1].isdecimal() and _is_amount(digits) else None
    return math.nan if amount is None else sign * amount


def _is_amount(stated: str) -> bool:
    match = _AMOUNT.fullmatch(stated)
    return match is not None and stated.isascii()


@lru_cache(maxsize=100_000)
def parse_money(value: str, default: str = "USD", comma: bool = False) -> tuple[float, str] | None:
    """Read an amount of zero or more and its currency; `default` where none is stated.

    `$140`, `1.234,56 €`, `US$1,095`, `15.00 USD`, `140`, `120.-`; words may stand around an
    amount that has its currency (`MRP: ₹ 9,995`, `from £55`), and what is saved beside it
    (`R$299,9925% OFF`). A bare `$` is the dollar of
    `default` where that is one, else USD. `comma` tells that decimals follow a comma, so that
    `1.305` is a thousand. None for anything else, such as a range.
    """
    stated = _WHOLE.sub("", value.strip())
    if "%" in stated:
        stated = _SAVED.sub("", stated)
    if comma and stated.count(".") and "," not in stated and _POINTED.search(stated):
        stated = stated.replace(".", "")
    if not stated or len(stated) > _LONGEST:
        return None
    plain = parse_number(stated)
    if plain is not None:
        return (plain, default) if plain >= 0 else None
    match = _AMOUNT.search(stated)
    if match is None or stated[match.end() :].startswith("%"):  # `R$745% OFF`: 74 or 7?
        return None
    around = (stated[: match.start()] + " " + stated[match.end() :]).strip()
    unit = _UNIT.match(stated, match.end())
    foreign = unit is not None and not _sign(unit[0].lower(), default)  # `1.2k`, `44eu`
    currency = None if foreign else _currency(around, default)
    amount = _separated(match[0].strip(" .,\u00a0\u202f'"), money=True)
    if currency is None or amount is None or amount > LARGEST:
        return None
    return amount, currency


def with_points(values: Iterable[str]) -> bool:
    """Tell whether a column writes decimals after a comma, so that points part thousands."""
    stated = list(values)
    return any(map(_COMMA.search, stated)) and not any(map(_POINT.search, stated))


def is_price(amount: float) -> bool:
    """Tell whether an amount is a price: 0 and 999999 stand for none."""
    return amount > 0 and not _NINES.fullmatch(repr(amount))


def _currency(around: str, default: str) -> str | None:
    """Return the currency that the words around an amount state; None: foreign words."""
    mark = around.lower().replace(" ", "").strip(".:")
    if mark == "":
        return default
    return _sign(mark, default) or _among_words(around.lower(), default)


def _sign(mark: str, default: str) -> str | None:
    """Read a sign, a code or a word for a currency, or a code beside a sign (`USD$`)."""
    if mark == "$":
        return default if default in _DOLLARS else "USD"
    if mark == "kr":
        return default if default in {"SEK", "NOK", "DKK"} else None
    if mark.upper() in CODES:
        return mark.upper()
    for code, sign in ((mark[-3:], mark[:-3]), (mark[:3], mark[3:])):
        if code.upper() in CODES and sign in {"$", *CURRENCY_SIGNS}:
            return code.upper()
    return CURRENCY_SIGNS.get(mark) or CURRENCY_WORDS.get(mark)


def _among_words(around: str, default: str) -> str | None:
    """Find the one currency among a few words: `mrp: ₹`, `from £`, `£ / pair`."""
    parts = around.replace("/", " ").split()
    marks = {sign for part in parts if (sign := _sign(part.strip(".:"), default))}
    digits = any(map(str.isdigit, around))
    return marks.pop() if len(marks) == 1 and len(parts) <= _MOST_WORDS and not digits else None


def _separated(digits: str, money: bool = False) -> float | None:
    """Read digits with thousands and decimal marks of either convention."""
    whole = _GAPS.sub("", digits)
    dots, commas = whole.count("."), whole.count(",")
    if dots and commas:
        decimal = max(".", ",", key=whole.rfind)
        return _joined(whole, "," if decimal == "." else ".", decimal)
    if not dots and not commas:
        return float(whole)
    mark = "," if commas else "."
    groups = whole.split(mark)
    thousands = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    if thousands and (mark == "," or money or dots > 1) and groups[0] != "0":
        return float(whole.replace(mark, ""))
    return _joined(whole, "", mark) if len(groups) == 2 else None


def _joined(whole: str, thousands: str, decimal: str) -> float | None:
    plain = whole.replace(thousands, "") if thousands else whole
    if plain.count(decimal) != 1:
        return None
    head, tail = plain.split(decimal)
    if thousands and not _grouped_right(whole.split(decimal, maxsplit=1)[0], thousands):
        return None
    return float(f"{head or 0}.{tail or 0}")


def _grouped_right(head: str, mark: str) -> bool:
    groups = head.split(mark)
    return all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
