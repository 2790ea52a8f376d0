"""The formats that are tables, in the order in which they are tried."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..columns.column_report import report_columns, without_ignored
from ..columns.headless import with_header
from ..containers.markup import without_markup
from ..containers.sheet import Sheet, without_repeats
from ..findings import Findings
from ..mending import restored
from .catalogs import catalog_table, variants
from .documents import documents_table, facts_table, picture_table
from .signals import (
    any_value,
    headlines,
    long_signals,
    measure_columns,
    period_columns,
    ranks,
    transactions,
    wide_signals,
)


class TableFormat(NamedTuple):
    """A kind of table: its name, how it is recognised and read, and the columns that it must have.

    `needs`: what a column says -> the headers it may have; empty where content decides. `because`
    says by what it is known; by default by the columns that it needs.
    """

    name: str
    recognises: Callable[[Sheet], bool]
    read: Callable[[Sheet, Findings], None]
    needs: Mapping[str, Sequence[str]] = {}
    because: str = ""

    def why(self, sheet: Sheet) -> str:
        """Say by what a table of this format was known."""
        if self.because or not self.needs:
            return self.because
        places = {what: sheet.column(*names) for what, names in self.needs.items()}
        named = [
            f"{what} ({sheet.header[at][:40]})" for what, at in places.items() if at is not None
        ]
        return f"columns for {', '.join(named)}"


_MERCHANT = {"id": ("id",), "title": ("title",), "link": ("link", "url"), "price": ("price",)}


def _is_merchant(sheet: Sheet) -> bool:
    """Tell whether the header is the one of Google's product data specification."""
    required = all(sheet.has(*names) for names in _MERCHANT.values())
    return required and sheet.has("image_link", "availability", "google_product_category")


FORMATS = (
    TableFormat(
        "shop-export",
        variants.recognises,
        variants.read,
        because="products and their variants, as shops export them",
    ),
    TableFormat(
        "google-merchant",
        _is_merchant,
        catalog_table.read,
        _MERCHANT,
        "the columns of Google's product data specification",
    ),
    TableFormat(
        "transactions",
        transactions.recognises,
        transactions.read,
        transactions.NEEDS,
        "one sale a row: its day, the shoe and what was paid",
    ),
    TableFormat("pictures", picture_table.recognises, picture_table.read, picture_table.NEEDS),
    TableFormat("signals", long_signals.recognises, long_signals.read, long_signals.NEEDS),
    TableFormat("facts", facts_table.recognises, facts_table.read, facts_table.NEEDS),
    TableFormat("ranks", ranks.recognises, ranks.read, ranks.NEEDS),
    TableFormat("headlines", headlines.recognises, headlines.read, headlines.NEEDS),
    TableFormat(
        "reviews",
        documents_table.recognises_reviews,
        documents_table.read_reviews,
        because="a shoe, a text about it, and a score, an author or a date",
    ),
    TableFormat(
        "posts",
        documents_table.recognises_posts,
        documents_table.read_posts,
        because="a headline, a text and a date, and no shoe",
    ),
    TableFormat(
        "measures",
        measure_columns.recognises,
        measure_columns.read,
        because="a date, a shoe and a column headed by what it counts",
    ),
    TableFormat(
        "by-period",
        period_columns.recognises,
        period_columns.read,
        because="one shoe a row and one stretch of time a column",
    ),
    TableFormat(
        "signals",
        any_value.recognises,
        any_value.read,
        because="dates, shoes that repeat, and one column of numbers",
    ),
    TableFormat(
        "google-trends",
        wide_signals.recognises_trends,
        wide_signals.read_trends,
        because="dates, and a column of 0 to 100 for each term, as Google Trends scales them",
    ),
    TableFormat(
        "panel",
        wide_signals.recognises_panel,
        wide_signals.read_panel,
        because="dates, and a column of numbers for each shoe",
    ),
    TableFormat(
        "catalog",
        catalog_table.recognises,
        catalog_table.read,
        because="a column names shoes, and others say something about them",
    ),
)
"""Tried from the first to the last; the first that recognises a table reads it."""


def read_table(sheet: Sheet, out: Findings) -> str | None:
    """Read a table; return the name of its format, or None when no format recognises it."""
    if not sheet.sample:
        return None
    sheet = without_ignored(restored(sheet, out), out)
    sheet = with_header(without_markup(without_repeats(sheet)), out)
    found = next((one for one in FORMATS if one.recognises(sheet)), None)
    if found is None:
        return None
    out.why = found.why(sheet)
    sheet.taken.clear()
    found.read(sheet, out)
    report_columns(sheet, out)
    return found.name


def almost(sheet: Sheet) -> str | None:
    """Say which format a table nearly has and the one column that it lacks; None for no format."""
    for one in FORMATS:
        lacking = [what for what, names in one.needs.items() if not sheet.has(*names)]
        if len(lacking) == 1:
            headers = " or ".join(one.needs[lacking[0]][:3])
            return (
                f"It looks like {one.name}, but no column gives the {lacking[0]}: add one headed "
                f"{headers}, or map the one that does under [columns]."
            )
    return None
