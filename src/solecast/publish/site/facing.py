"""A comparison's rows as its page shows them: what differs, what one has, what is the same."""

import datetime as dt
import re
from collections.abc import Sequence

from ...guide.answers import CompareRow, Comparison, Rating, ShoePage
from ...guide.words.line.gains import gains
from .rendering.formatting import TREND_WORDS, day, money
from .views import Cell, Section

_TITLES = {"differs": "Where they differ", "one": "Known of one only", "alike": "The same"}
_MONEY = re.compile(r"(\d+(?:\.\d+)?) ([A-Z]{3})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Row = tuple[str, list[Cell]]


def sections(comparison: Comparison) -> list[Section]:
    """Part the rows by kind, differences first; rows that tell of one shoe only are apart."""
    rows = [*_measured(comparison.shoes), *[_row(row, comparison.shoes) for row in comparison.rows]]
    found = [
        Section(title if kind != "one" or len(comparison.shoes) == 2 else "Not known of all", kind,
                [row for row in rows if _kind(row[1]) == kind])
        for kind, title in _TITLES.items()
    ]  # fmt: skip
    return [section for section in found if section.rows]


def _kind(cells: Sequence[Cell]) -> str:
    known = [cell.value.casefold() for cell in cells if cell.value is not None]
    if len(set(known)) > 1:
        return "differs"
    return "alike" if len(known) == len(cells) else "one"


def _row(row: CompareRow, pages: Sequence[ShoePage]) -> Row:
    notes = [_priced(note) for note in gains(row)]
    if row.attribute == "retail_price":
        notes = [note or _worth(page) for note, page in zip(notes, pages, strict=True)]
    cells = [
        Cell(_told(value, row.unit), note, no=(value or "").casefold() == "no")
        for value, note in zip(row.values, notes, strict=True)
    ]
    return row.label, cells


def _worth(page: ShoePage) -> str:
    """Say what a price of another currency is worth in the guide's, where a rate is known."""
    return f"about {money(round(page.worth), page.worth_currency)}" if page.worth else ""


def _told(value: str | None, unit: str | None) -> str | None:
    """Write a value as a reader wants it: money, days, units, a capital first."""
    if value is None:
        return None
    if price := _MONEY.fullmatch(value):
        return money(float(price[1]), price[2])
    if _DAY.fullmatch(value):
        return day(dt.date.fromisoformat(value))
    return f"{value[:1].upper()}{value[1:]}" + (f" {unit}" if unit else "")


def _priced(note: str) -> str:
    """Write the money of a note as prices are written: `$795 cheaper`."""
    return _MONEY.sub(lambda price: money(float(price[1]), price[2]), note)


def _measured(pages: Sequence[ShoePage]) -> list[Row]:
    """Tell what was measured of the shoes: interest, years, and what reviewers gave."""
    interest = [Cell(TREND_WORDS[p.trend.trend][0] if p.trend else None) for p in pages]
    years = [Cell(str(p.first_released) if p.first_released else None) for p in pages]
    told = [("Interest now", interest), ("First released", years), *_ratings(pages)]
    return [row for row in told if any(cell.value for cell in row[1])]


def _ratings(pages: Sequence[ShoePage]) -> list[Row]:
    sources = dict.fromkeys(rating.source for page in pages for rating in page.scores)
    return [
        (f"Rated by {source}", [Cell(_rated(page.scores, source)) for page in pages])
        for source in sources
    ]


def _rated(ratings: Sequence[Rating], source: str) -> str | None:
    found = next((rating for rating in ratings if rating.source == source), None)
    if found is None:
        return None
    return f"{found.value:.1f}".removesuffix(".0") + f" of {found.unit:g}"
