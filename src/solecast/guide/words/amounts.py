"""Amounts, dates and shares as people say them."""

import datetime as dt

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_RECENT = dt.timedelta(days=300)
"""How far back a month needs no year."""

_MULTIPLES = (
    (3.5, "Several times"),
    (2.4, "Three times"),
    (1.7, "Twice"),
    (1.35, "Half as much again as"),
)
_FRACTIONS = (
    (0.95, "as much as"),
    (0.85, "nearly as much as"),
    (0.7, "three quarters as much as"),
    (0.58, "two thirds as much as"),
    (0.42, "about half as much as"),
    (0.29, "about a third as much as"),
    (0.18, "about a quarter as much as"),
    (0.08, "about a tenth as much as"),
    (0.0, "far less than"),
)


def money(amount: float, currency: str | None) -> str:
    """Write an amount with its currency: `$795`, `€79.50`, `795 CHF`."""
    figure = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"
    symbol = _SYMBOLS.get(currency or "")
    return f"{symbol}{figure}" if symbol else f"{figure} {currency or ''}".rstrip()


def about(price: str, worth: float | None, currency: str | None) -> str:
    """Add to a price what it is worth in the guide's currency: `€90 (about $98)`."""
    return f"{price} (about {money(round(worth), currency)})" if worth else price


def month(day: dt.date, now: dt.date | None) -> str:
    """Name a month, with its year where it is not of late: `June`, `June 2024`."""
    return f"{day:%B}" if now and now - day < _RECENT else f"{day:%B %Y}"


def count(amount: int, one: str, many: str = "") -> str:
    """Write an amount of things: `1 review`, `3 reviews`."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def multiple(ratio: float) -> str:
    """Say how many times as much, from half as much again on; empty for less."""
    return next((words for least, words in _MULTIPLES if ratio >= least), "")


def fraction(share: float) -> str:
    """Say what part of another amount this is: `about half as much as`."""
    return next(words for least, words in _FRACTIONS if share >= least)


def percent(ratio: float) -> str:
    """Write a change as `+24%` or `-3%`, with a true minus sign."""
    return f"{ratio:+.0%}".replace("-", "\N{MINUS SIGN}")


def listed(parts: list[str]) -> str:
    """Join words: `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
