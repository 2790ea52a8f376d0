"""The words that columns hold and pages use: what a value of each kind can be."""

from typing import Any

Row = dict[str, Any]
"""A row of a table as Python has it: column -> value, typed by the table's schema (`model`)."""

ADVERTISED = ", advertised"
"""Ends the name of a source that gives the maker's figures, which are no measurements."""

METRICS = ("sales", "price", "searches", "views", "mentions", "rank", "rating")
"""What an observation can count or state."""

ABOVE_ZERO = frozenset({"price", "rank"})
"""Metrics that are never zero: a price or rank of 0 is a missing one."""

PERIODS = ("instant", "day", "week", "month", "quarter")
"""What stretch of time the value of an observation stands for; `instant`: one transaction."""

DATE_PRECISIONS = ("day", "month", "quarter", "season", "year")
"""How exactly a fact's date is stated; the date is the first day of that stretch."""

GROUP_KINDS = ("model", "brand")
"""What a line can be about that is no one shoe; a model's comes before its brand's."""

TREND_CLASSES = ("new", "sparse", "seasonal", "rising", "falling", "fading", "stable", "stale")
"""Classes of a trend; `solecast.measure.trend.classes` holds their definitions."""

RANKINGS = ("hottest", "rising", "odds", "underrated", "new")
"""The rankings of a guide."""

PLACE_REASONS = (
    *("heat", "trend", "chance", "rating", "released", "listed", "counted"),
    *("ahead", "year ahead", "colorway ahead"),
)
"""Why a shoe has a place in a ranking; the last three are of shoes that are not out."""

ARTICLES = "articles/"
"""What remembered slugs of articles begin with, as their addresses do; those of shoes are bare."""

REVIEWERS = ("lab", "critics", "audience", "buyers", "editors")
"""Kinds of reviewers."""

CURRENCY_SIGNS = {
    "us$": "USD",
    "ca$": "CAD",
    "c$": "CAD",
    "au$": "AUD",
    "a$": "AUD",
    "hk$": "HKD",
    "nz$": "NZD",
    "r$": "BRL",
    "s$": "SGD",
    "nt$": "TWD",
    "mx$": "MXN",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "￥": "JPY",
    "₩": "KRW",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₦": "NGN",
    "₴": "UAH",
    "₪": "ILS",
    "₫": "VND",
    "₱": "PHP",
    "฿": "THB",
    "₸": "KZT",
    "₾": "GEL",
    "₵": "GHS",
    "₡": "CRC",
}
"""Signs beside an amount, in small letters -> ISO 4217 code; a bare `$` is several's."""

CURRENCY_WORDS = {
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "pounds": "GBP",
    "sterling": "GBP",
    "руб": "RUB",
    "рублей": "RUB",
    "рублях": "RUB",
    "rubles": "RUB",
    "roubles": "RUB",
    "грн": "UAH",
    "rs": "INR",
    "rupees": "INR",
    "yen": "JPY",
    "円": "JPY",
    "yuan": "CNY",
    "rmb": "CNY",
    "元": "CNY",
    "won": "KRW",
    "원": "KRW",
    "reais": "BRL",
    "zl": "PLN",
    "zł": "PLN",
    "złoty": "PLN",
    "kc": "CZK",
    "kč": "CZK",
    "ft": "HUF",
    "tl": "TRY",
    "rp": "IDR",
    "rm": "MYR",
    "naira": "NGN",
    "ksh": "KES",
    "sfr": "CHF",
}
"""Words beside an amount or in a header, in small letters -> ISO 4217 code."""
