"""Catalog tables, one row per shoe, colorway or size -> listings and ratings."""

import re
from collections.abc import Iterable

from ... import limits
from ...columns.column_report import say_columns
from ...columns.date_order import day_first
from ...columns.understanding import Understanding, understand
from ...containers.sheet import Sheet, cell, source
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date, parse_start, parse_stretch
from ...values.gtins import gtin
from ...values.money import is_price, parse_money, parse_number, with_points
from ...values.picture_names import pictures
from ...values.sizes import is_size, size_list
from ...values.totals import is_total
from .shoes_only import beginnings, clothes_size, no_shoe
from .style_codes import style_code

_SIZE = re.compile(r"\d|^(?:one size|os|x{0,3}[sml])$", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]{2,60})[\"“”»]")
_NO_DAY = re.compile(r"0+([-/.])0+\1.*|tba|tbd|tbc|unknown|n/?a", re.IGNORECASE)
_LATEST_SCALES = (5.0, 10.0, 100.0)

_NAMES = ("model", "version", "collaborator", "gender", "previous")


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table names shoes and says something else about them."""
    found = understand(sheet)
    named = found.has("title", "slug") or _has_models(found)
    telling = set(found.fields) - {"title", "source", "currency", "slug"}
    return named and bool(telling or sheet.has("id", "oid") or _only_names(sheet, found))


def _has_models(found: Understanding) -> bool:
    """Tell whether a column names models: numbers do (`1080`) only beside a brand."""
    at = found.first("model")
    return at is not None and (found.has("brand") or found.shapes[at].number < 1)


def _only_names(sheet: Sheet, found: Understanding) -> bool:
    """Tell whether a table is a list of names, one a line, and nothing else."""
    at = found.first("title")
    return at is not None and len(sheet.keys) <= 2 and found.shapes[at].words >= 2


def read(sheet: Sheet, out: Findings) -> None:
    """Read every row as a listing, and its rating or verdict as a review."""
    reader = _Reader(sheet, out)
    for cells in out.records(sheet):
        reader.row(cells)
    reader.close()
    say_columns(sheet, reader.at, out)


def score_unit(values: Iterable[str]) -> float | None:
    """Return the best value that a column of scores can hold; None: above 100.

    It is the smallest of 5, 10 and 100 that holds every score of the column.
    """
    numbers = (parse_number(value) for value in values)
    highest = max((number for number in numbers if number is not None), default=0.0)
    return next((scale for scale in _LATEST_SCALES if highest <= scale), None)


class _Reader:
    """Reads the rows of one catalog, knowing its columns, scales and date order."""

    def __init__(self, sheet: Sheet, out: Findings) -> None:
        self.out = out
        self.at: Understanding = understand(sheet)
        self.envelope = sheet.envelope or {}
        self.orders = sheet.column("weekly_orders")
        self.captured = sheet.column("captured_at")
        self.day_first = day_first(sheet, self.at.first("release_date"), out)
        self.units = {name: self._unit(sheet, name) for name in ("score", "rating")}
        self.commas = frozenset(
            at
            for field in ("price", "retail_price")
            for at in self.at.fields.get(field, ())
            if with_points(sheet.values(at))
        )
        self.currencies = {
            at: _default(self.at.headers[at].currency, out.config.currency)
            for field in ("price", "retail_price")
            for at in self.at.fields.get(field, ())
        }
        self.currency = _only(self.currencies.values())
        self.sized_by_number = self._numbered(sheet)
        self.sisters = beginnings(self._titles(sheet))
        self.seen: set[int] = set()
        self.undated = 0

    def _unit(self, sheet: Sheet, field: str) -> float | None:
        columns = self.at.fields.get(field)
        return score_unit(sheet.values(columns[0], sheet.rows())) if columns else None

    def _titles(self, sheet: Sheet) -> list[str]:
        at = self.at.first("title")
        return sheet.values(at) if at is not None else []

    def _numbered(self, sheet: Sheet) -> bool:
        size = self.at.first("size")
        return size is not None and self.at.shapes[size].size > 0

    def row(self, cells: list[str]) -> None:
        """Read one row."""
        title = self._title(cells)
        problem = self._problem(title, cells)
        if title is None or problem:
            self.out.refuse(problem or "the row names no shoe")
            return
        self.out.source = source(cells, self.at.first("source"), self.out.stem)
        subject = {
            "title": title,
            "brand": self._name("brand", cells),
            "style_code": style_code(self._first("style_code", cells)),
        }
        self._listing(subject, cells)
        self._reviews(subject, cells)
        self._orders(subject, cells)

    def close(self) -> None:
        """Say what was lost on the way."""
        if self.undated:
            self.out.say(
                f"{self.undated} release dates are no day and were kept in words or left out."
            )

    def _problem(self, title: str | None, cells: list[str]) -> str | None:
        if title is None:
            return "the row names no shoe"
        if is_total(title):
            return "the row is a total"
        categories, size = self._all("category", cells), self._first("size", cells)
        foreign = no_shoe(title, categories, self._first("subtitle", cells), size, self.sisters)
        if foreign:
            return foreign
        if self.sized_by_number and clothes_size(title, categories, size):
            return f"not a shoe: its size is {size}, as of clothes"
        counter = self.at.counter
        said = cells if counter is None else [*cells[:counter], *cells[counter + 1 :]]
        row = hash(tuple(said))
        if row in self.seen:
            return "the row repeats an earlier one"
        self.seen.add(row)
        return None

    def _title(self, cells: list[str]) -> str | None:
        title = self._name("title", cells) or self._name("model", cells)
        slug = self.at.first("slug")
        if title is None and slug is not None:
            stated = cell(cells, slug)
            stated = wording.slug_of(stated) or "" if "://" in stated else stated
            title = wording.line(wording.words(stated))
        return title

    def _all(self, field: str, cells: list[str]) -> list[str]:
        stated = (cell(cells, at) for at in self.at.fields.get(field, ()))
        return [value for value in stated if wording.text(value)]

    def _first(self, field: str, cells: list[str]) -> str | None:
        for at in self.at.fields.get(field, ()):
            value = cell(cells, at)
            if wording.text(value):
                return value
        return None

    def _name(self, field: str, cells: list[str]) -> str | None:
        return wording.line(self._first(field, cells))

    def _price(self, field: str, cells: list[str]) -> tuple[float | None, str | None]:
        """Return the first stated amount that is a price: 0 and 999999 are none."""
        found = self._amount(self.at.fields.get(field, ()), cells)
        if found[0] is None and field == "price":
            return self._amount(self.at.list_price, cells)
        return found

    def _amount(self, columns: Iterable[int], cells: list[str]) -> tuple[float | None, str | None]:
        stated = self._first("currency", cells)
        row = stated.upper() if stated and len(stated) == 3 else None
        for at in columns:
            value = cell(cells, at)
            default = row or self.currencies[at] or self.currency or self.out.config.currency
            found = parse_money(value, default, at in self.commas)
            if found and is_price(found[0]):
                return found[0] / (100 if self.at.headers[at].cents else 1), found[1]
        return None, None

    def _listing(self, subject: dict[str, str | None], cells: list[str]) -> None:
        retail, retail_currency = self._price("retail_price", cells)
        price, price_currency = self._price("price", cells)
        if retail and price and retail_currency != price_currency:
            # One row has one currency: the market price keeps it, the other is left out.
            retail, retail_currency = None, None
        size = self._name("size", cells)
        several = size is not None and not is_size(size) and size_list(size) is not None
        stated = self._first("release_date", cells) or ""
        category = self._name("category", cells)
        said = dict(
            **subject,
            **{name: self._name(name, cells) for name in _NAMES},
            category=category and wording.value_words(category),
            size=size if size and _SIZE.search(size) and not several else None,
            description=wording.plain(self._first("description", cells)),
            url=self._name("url", cells),
            retail_price=retail,
            price=price,
            currency=price_currency or retail_currency,
            release_date=parse_start(stated, self.day_first),
            pictures=pictures(*self._all("picture", cells)),
            attributes=self._attributes(cells, size if several else None, stated),
        )
        colorways: list[str | None] = [*self._colorways(subject, cells)]
        for colorway in colorways or [None]:
            self.out.listing(**said, colorway=colorway)

    def _colorways(self, subject: dict[str, str | None], cells: list[str]) -> list[str]:
        """Read the colorway, or each of those that a row lists: `["Bred", "Royal"]`.

        A row with a style code is one colorway: what it lists are the colours of that. Where no
        column names it, a second line of the title may quote its nickname (`"Chicago" 2022`).
        """
        named = self._first("colorway", cells)
        found = wording.several(named) or wording.items(self._first("colorways", cells)) or []
        if not found and (nickname := _QUOTED.search(self._first("subtitle", cells) or "")):
            found = [nickname[1].strip()]
        one = subject["style_code"] is not None or self._first("gtin", cells) is not None
        return [" ".join(found)] if one and found else found

    def _attributes(
        self, cells: list[str], sizes: str | None, released: str
    ) -> list[dict[str, str]] | None:
        found = self._released(released)
        sizes = sizes or self._name("sizes", cells)
        named = {"size": sizes, "gtin": gtin(self._first("gtin", cells))}
        named["nickname"] = self._name("nickname", cells)
        found += [(name, value) for name, value in named.items() if value]
        for at, name in self.at.specs.items():
            value = wording.text(cell(cells, at), limits.ATTRIBUTE_CHARS)
            if value and "://" not in value[:10]:
                found.append((name, wording.value_words(value.replace("\n", "; "))))
        pairs = [{"attribute": name, "value": value} for name, value in found]
        return pairs[: limits.ATTRIBUTES] or None

    def _released(self, stated: str) -> list[tuple[str, str]]:
        """Keep a release that is no day as exactly as it is stated: `2019`, `2019-02`, in words."""
        first, exact = parse_stretch(stated) or (None, None)
        if first and exact == "year":
            return [("release_year", str(first.year))]
        if first and exact == "month":
            return [("release_date", first.strftime("%Y-%m"))]
        if not stated or parse_start(stated, self.day_first):
            return []
        if parse_number(stated) is None:
            self.undated += 1
        if parse_number(stated) is not None or _NO_DAY.fullmatch(stated):
            return []
        return [("release_date", stated[: limits.NAME_CHARS])]

    def _reviews(self, subject: dict[str, str | None], cells: list[str]) -> None:
        """Add the editors' verdict and the buyers' rating, each as a review of its own."""
        verdicts = self.at.fields.get("verdict", ())
        texts = (wording.plain(cell(cells, at)) for at in sorted(verdicts))
        text = wording.text("\n\n".join(filter(None, texts)), limits.TEXT_CHARS)
        pros, cons = (wording.items(self._first(field, cells)) for field in ("pros", "cons"))
        score = self._score("score", cells)
        url = self._name("url", cells)
        if text or pros or cons or score is not None:
            self.out.review(
                **subject,
                text=text,
                score=score,
                out_of=None if score is None else self.units["score"],
                author=self._name("author", cells),
                date=parse_date(self._first("reviewed_on", cells) or ""),
                url=url,
                pros=pros,
                cons=cons,
            )
        rating, count = self._score("rating", cells), self._count(cells)
        if rating is not None and count != 0:
            unit = self.units["rating"]
            self.out.review(**subject, score=rating, out_of=unit, ratings=count, url=url)

    def _score(self, field: str, cells: list[str]) -> float | None:
        """Return a score as 0-100; a score of 0 is a missing score."""
        unit = self.units[field]
        value = parse_number(self._first(field, cells) or "")
        return value * 100 / unit if unit and value and value > 0 else None

    def _count(self, cells: list[str]) -> int | None:
        value = parse_number(self._first("ratings", cells) or "")
        return int(value) if value is not None and value >= 0 else None

    def _orders(self, subject: dict[str, str | None], cells: list[str]) -> None:
        """Add weekly orders, as best-seller lists state them, as sales of that week."""
        value = parse_number(cell(cells, self.orders))
        stated = self.envelope.get("as_of") or cell(cells, self.captured)
        day = parse_date(stated)
        if value is None or value < 0 or day is None:
            return
        self.out.observation(
            **subject,
            scale_group=f"{self.out.source}:sales",
            comparable=True,
            date=day,
            period="week",
            metric="sales",
            value=value,
        )


def _default(stated: str | None, guide: str) -> str | None:
    """Return the currency that a header states; `$` is the guide's dollar where it has one."""
    if stated != "$":
        return stated
    found = parse_money("$1", guide)
    return found[1] if found else None


def _only(stated: Iterable[str | None]) -> str | None:
    codes = {code for code in stated if code}
    return codes.pop() if len(codes) == 1 else None
