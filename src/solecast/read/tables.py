"""The formats that are tables, in the order in which they are tried."""

from collections.abc import Callable
from typing import NamedTuple

from . import (
    catalog,
    documents_table,
    facts_table,
    headlines,
    long_signals,
    measure_columns,
    ranks,
    transactions,
    wide_signals,
)
from .findings import Findings
from .sheet import Sheet


class TableFormat(NamedTuple):
    """A kind of table: its name, what it must have, how it is recognised and read."""

    name: str
    needs: str
    recognises: Callable[[Sheet], bool]
    read: Callable[[Sheet, Findings], None]


def _is_merchant(sheet: Sheet) -> bool:
    """Tell whether the header is the one of Google's product data specification."""
    required = all(sheet.has(name) for name in ("id", "title", "link", "price"))
    return required and sheet.has("image_link", "availability", "google_product_category")


FORMATS = (
    TableFormat(
        "google-merchant",
        "id, title, link, price and availability or image_link",
        _is_merchant,
        catalog.read,
    ),
    TableFormat(
        "transactions",
        "a sale's date, sneaker and sale price",
        transactions.recognises,
        transactions.read,
    ),
    TableFormat("signals", "date, metric, value", long_signals.recognises, long_signals.read),
    TableFormat("facts", "shoe, attribute, value", facts_table.recognises, facts_table.read),
    TableFormat("ranks", "period, rank, product", ranks.recognises, ranks.read),
    TableFormat("headlines", "name, published, title", headlines.recognises, headlines.read),
    TableFormat(
        "reviews",
        "shoe, text and score, author or date",
        documents_table.recognises_reviews,
        documents_table.read_reviews,
    ),
    TableFormat(
        "posts",
        "title, text and date",
        documents_table.recognises_posts,
        documents_table.read_posts,
    ),
    TableFormat(
        "measures",
        "date or week, shoe and columns named as metrics",
        measure_columns.recognises,
        measure_columns.read,
    ),
    TableFormat(
        "google-trends",
        "a date column and columns 'term: (place)'",
        wide_signals.recognises_trends,
        wide_signals.read_trends,
    ),
    TableFormat(
        "panel",
        "a date column and columns of numbers",
        wide_signals.recognises_panel,
        wide_signals.read_panel,
    ),
    TableFormat(
        "catalog",
        "a name and brand, price, colorway, style code or release date",
        catalog.recognises,
        catalog.read,
    ),
)
"""Tried from the first to the last; the first that recognises a table reads it."""


def read_table(sheet: Sheet, out: Findings) -> str | None:
    """Read a table; return the name of its format, or None when no format recognises it."""
    if not sheet.sample:
        return None
    found = next((one for one in FORMATS if one.recognises(sheet)), None)
    if found is None:
        return None
    found.read(sheet, out)
    for line, reason, row in sheet.broken():
        out.refuse_line(line, reason, row)
    return found.name
