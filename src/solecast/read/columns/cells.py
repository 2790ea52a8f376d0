"""What the cells of a column look like: shares of money, dates, sizes, codes, addresses."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...vocabulary import CURRENCY_SIGNS, CURRENCY_WORDS
from ..values.dates import parse_start, parse_year
from ..values.gtins import is_gtin
from ..values.money import CODES, parse_money, parse_number
from ..values.sizes import is_size, size_list
from ..values.wording import text

_CODE = re.compile(
    r"(?=.*\d)(?:[A-Z0-9]{2,10}[- /]\d{2,4}|[A-Z]{1,4}\d{3,6}[A-Z0-9]{0,4}|\d{6}[- ]\d{3}"
    r"|\d{3,4}[A-Z]\d{3}[-. ]\d{3})"
)
_FLAGS = frozenset(
    {"true", "false", "yes", "no", "y", "n", "t", "f", "active", "draft", "archived"}
)
_URL = re.compile(r"(?:https?:)?//|www\.|/[\w-]+/", re.IGNORECASE)
_PERCENT = re.compile(r"[-+]?\d{1,4}(?:[.,]\d+)?\s?%")
_RANGE = re.compile(r"\D{0,4}\d[\d.,]*\D{0,4}\s?(?:-|–|—|to|bis)\s?\D{0,4}\d[\d.,]*\D{0,4}")
_MARKED = re.compile(
    "|".join(["[$]", *map(re.escape, CURRENCY_SIGNS)])
    + rf"|\b(?:{'|'.join([*CODES, *CURRENCY_WORDS])})\b",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{24,64}$|#[0-9a-f]{6}\b", re.IGNORECASE)
"""What says nothing to a person: identifiers, and colours of a screen (`#c8102e`)."""
_LETTERS = re.compile(r"[^\W\d_]")
_SEASON = re.compile(
    r"(?:spring|summer|autumn|fall|winter|holiday|tba|tbd|q[1-4]|ss|fw|aw)\b", re.I
)
_WHOLE = re.compile(r"\d+")


class Shape(NamedTuple):
    """Shares, 0-1, of a column's filled cells of which something is true.

    `filled` counts those cells; `distinct` is the share of different values; `words` is the
    mean number of words.
    """

    filled: int
    money: float
    marked: float
    number: float
    whole: float
    long_number: float
    date: float
    year: float
    season: float
    size: float
    sizes: float
    code: float
    gtin: float
    url: float
    flag: float
    percent: float
    range: float
    epoch: float
    uuid: float
    letters: float
    distinct: float
    words: float


_TESTS: dict[str, Callable[[str], object]] = {
    "money": lambda value: parse_money(value) is not None,
    "marked": lambda value: _MARKED.search(value) and parse_money(value),
    "number": lambda value: parse_number(value) is not None,
    "whole": _WHOLE.fullmatch,
    "long_number": lambda value: len(value) >= 6 and value.isdecimal(),
    "date": lambda value: parse_start(value) is not None,
    "year": lambda value: parse_year(value) is not None,
    "season": _SEASON.match,
    "size": is_size,
    "sizes": lambda value: size_list(value) is not None,
    "code": _CODE.fullmatch,
    "gtin": is_gtin,
    "url": _URL.match,
    "flag": lambda value: value.lower() in _FLAGS,
    "percent": _PERCENT.fullmatch,
    "range": _RANGE.fullmatch,
    "epoch": _EPOCH.fullmatch,
    "uuid": _UUID.match,
    "letters": _LETTERS.search,
}


@lru_cache(maxsize=50_000)
def _passes(value: str) -> tuple[bool, ...]:
    return tuple(bool(test(value)) for test in _TESTS.values())


def shape(values: Sequence[str]) -> Shape:
    """Look at the cells of a column; cells that say nothing do not count."""
    stated = [value for value in values if text(value)]
    if not stated:
        return Shape(0, *[0.0] * (len(_TESTS) + 2))
    checked = [_passes(value[:200]) for value in stated]
    shares = [sum(column) / len(stated) for column in zip(*checked, strict=True)]
    words = sum(value.count(" ") + 1 for value in stated) / len(stated)
    return Shape(len(stated), *[*shares, len(set(stated)) / len(stated), words])
