"""Resale transactions, one sale per row -> price observations, and a listing per sneaker.

Equal rows are genuine sales and stay. A header that does not fit its columns (a scrape whose
header is shifted) is noticed, and the columns are taken by content.
"""

import datetime as dt

from ...columns.column_report import say_columns
from ...columns.date_order import day_first
from ...columns.header import Header
from ...columns.understanding import Understanding, understand
from ...containers.sheet import Sheet, cell
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date
from ...values.money import is_price, parse_money, parse_number, with_points
from ...values.totals import is_total

_ROLES: dict[str, tuple[str, ...]] = {
    "date": ("order_date", "sale_date", "selling_date", "sold_at", "sold_on", "transaction_date"),
    "title": ("sneaker_name", "name", "shoe", "title", "product_name", "sneaker", "product"),
    "price": ("sale_price", "resell_price", "resale_price", "sold_price", "price"),
    "size": ("shoe_size", "size"),
}
NEEDS = {role: _ROLES[role] for role in ("date", "title", "price")}
_UNSOLD = frozenset(
    {"in stock", "instock", "unsold", "listed", "available", "pending", "active", "cancelled",
     "canceled", "refunded", "returned", "return", "for sale", "holding", "held", "keep",
     "not sold", "no", "false", "verification failed", "failed", "draft", "reserved", "preorder",
     "pre-order", "pre order"}
)  # fmt: skip
"""States of a pair that was not sold, in lower case."""
_BELIEF = 0.2
_FIT = 0.6


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has a sale's date, sneaker and price."""
    return all(sheet.has(*names) for names in NEEDS.values()) or _understood(sheet) is not None


def _understood(sheet: Sheet) -> dict[str, int | None] | None:
    """Find the columns of a sale under any ordinary headers; None where one is lacking."""
    found = understand(sheet)
    date = found.first("sold_on")
    if date is None and found.has("price") and _says_sold(found.headers[found.fields["price"][0]]):
        date = found.first("date")
    title = found.first("title") if found.has("title") else found.first("model")
    price = found.first("price")
    if price is None and date is not None:
        price = next((at for at in found.fields.get("retail_price", ()) if _lists(found, at)), None)
    if date is None and price is not None and found.has("status", "platform", "condition"):
        date = _bought_by_others(found, price)
    roles = {"date": date, "title": title, "price": price}
    if any(at is None for at in roles.values()) or _is_offer(sheet, found, date, price):
        return None
    return {**roles, "size": found.first("size")}


def _is_offer(sheet: Sheet, found: Understanding, date: int | None, price: int | None) -> bool:
    """Tell whether most rows are pairs for sale: without a day of sale, but with a price."""
    status = found.first("status")
    if date is None or status is None:
        return False
    asked = [row for _, row in sheet.sample if not cell(row, date) and cell(row, price)]
    offered = any(cell(row, status).lower() in _UNSOLD for row in asked)
    return offered and 2 * len(asked) > len(sheet.sample)


def _lists(found: Understanding, at: int) -> bool:
    """Tell whether a column is what a pair was listed for: what a marketplace sold it at."""
    return any("listed" in reading for reading in found.headers[at].readings)


def _bought_by_others(found: Understanding, price: int) -> int | None:
    """Find the day on which a buyer bought, in a report that says sale price and no cost."""
    if not any("now" in reading for reading in found.headers[price].readings):
        return None
    bought = [
        at for at, one in enumerate(found.headers) if any("bought" in r for r in one.readings)
    ]
    dated = [at for at in bought if found.shapes[at].date > 0.5]
    return dated[0] if len(bought) == len(dated) == 1 else None


def _says_sold(header: Header) -> bool:
    return any("sold" in reading for reading in header.readings)


def read(sheet: Sheet, out: Findings) -> None:
    """Read every sale; refuse a row without a date, a sneaker or a price above zero."""
    reader = _Reader(sheet, out)
    for cells in out.records(sheet):
        reader.row(cells)
    say_columns(sheet, understand(sheet), out)


class _Reader:
    def __init__(self, sheet: Sheet, out: Findings) -> None:
        self.out = out
        found = understand(sheet)
        stated = {role: sheet.column(*names) for role, names in _ROLES.items()}
        self.at = _understood(sheet) or _columns_by_content(sheet, stated, out)
        self.brand = found.first("brand")
        self.style = found.first("style_code")
        self.retail = found.first("retail_price")
        self.release = found.first("release_date")
        self.status = found.first("status")
        self.condition, self.platform = found.first("condition"), found.first("platform")
        self.currency = _currency(found, self.at["price"], out.config.currency)
        price = self.at["price"]
        self.share = 100 if price is not None and found.headers[price].cents else 1
        self.retail = None if self.retail == price else self.retail
        self.comma = price is not None and with_points(sheet.values(price))
        date = self.at["date"]
        self.day_first = day_first(sheet, date, out)
        for role, at in self.at.items():
            if at is not None:
                sheet.take(at, "sold_on" if role == "date" else role)
        self.group = f"{out.stem}:price"
        self.listed: set[str] = set()

    def row(self, cells: list[str]) -> None:
        """Read one sale."""
        title = wording.line(cell(cells, self.at["title"]))
        day = parse_date(cell(cells, self.at["date"]), self.day_first)
        price = parse_money(cell(cells, self.at["price"]), self.currency, self.comma)
        sold = title is not None and not is_total(title) and not self._unsold(cells)
        if not sold or title is None or day is None or price is None or not is_price(price[0]):
            self.out.refuse(self._reason(cells, title, day))
            return
        brand = wording.line(cell(cells, self.brand))
        code = wording.line(cell(cells, self.style))
        self.out.observation(
            title=title,
            brand=brand,
            style_code=code,
            scale_group=self.group,
            comparable=True,
            date=day,
            period="instant",
            metric="price",
            value=price[0] / self.share,
            currency=price[1],
            condition=cell(cells, self.condition) or None,
            platform=cell(cells, self.platform) or None,
        )
        if title not in self.listed:
            self.listed.add(title)
            self._list(title, brand, code, cells)

    def _reason(self, cells: list[str], title: str | None, day: dt.date | None) -> str:
        if title is not None and is_total(title):
            return "the row is a total"
        if title is None:
            return "the row names no sneaker"
        if self._unsold(cells):
            return f"not sold: its status is {cell(cells, self.status)[:40]!r}"
        if day is None:
            stated = cell(cells, self.at["date"])[:40]
            return f"the sale's date is {stated!r}" if stated else "the sale has no date"
        return f"the price is {cell(cells, self.at['price'])[:40]!r}; it must be above zero"

    def _unsold(self, cells: list[str]) -> bool:
        return cell(cells, self.status).lower() in _UNSOLD

    def _list(self, title: str, brand: str | None, code: str | None, cells: list[str]) -> None:
        retail = parse_money(cell(cells, self.retail), self.out.config.currency)
        self.out.listing(
            title=title,
            brand=brand,
            style_code=code,
            retail_price=retail[0] if retail and retail[0] > 0 else None,
            currency=retail[1] if retail and retail[0] > 0 else None,
            release_date=parse_date(cell(cells, self.release)),
        )


def _currency(found: Understanding, price: int | None, guide: str) -> str:
    """Give the currency that the price's header states, else the guide's."""
    stated = found.headers[price].currency if price is not None else None
    return stated if stated and stated != "$" else guide


def _columns_by_content(
    sheet: Sheet, stated: dict[str, int | None], out: Findings
) -> dict[str, int | None]:
    """Return the columns of the roles: as the header says, unless the cells contradict it."""
    date = stated["date"]
    if date is None or not sheet.sample or _share(sheet, date, "date") > _BELIEF:
        return stated
    found: dict[str, int | None] = {}
    for role in ("date", "price", "size", "title"):
        left = [at for at in range(len(sheet.keys)) if at not in found.values()]
        best = max(left, key=lambda at: _share(sheet, at, role), default=None)
        fits = best is not None and _share(sheet, best, role) >= _FIT
        found[role] = best if fits else None
    if any(found[role] is None for role in ("date", "price", "title")):
        return stated
    holds = [
        f"{sheet.header[at]!r} holds the {role}"
        for role, at in found.items()
        if at is not None and at != stated[role]
    ]
    out.say(
        f"The header does not fit its columns, which were taken by content: {', '.join(holds)}."
    )
    return found


def _share(sheet: Sheet, at: int, role: str) -> float:
    """Return the share of a column's stated cells that fit a role."""
    values = sheet.values(at)
    return sum(map(_FITS[role], values)) / len(values) if values else 0.0


_FITS = {
    "date": lambda value: parse_date(value) is not None,
    "price": lambda value: parse_number(value) is None and parse_money(value) is not None,
    "size": lambda value: parse_number(value) is not None,
    "title": lambda value: sum(map(str.isalpha, value)) > 3 and parse_date(value) is None,
}
