"""Catalog tables, one row per shoe, colorway or size -> listings and ratings."""

import re
from collections.abc import Iterable

from ... import limits
from ...containers.sheet import Sheet, cell, source
from ...findings import Findings
from ...values import wording
from ...values.dates import day_first, parse_date, parse_start, parse_year
from ...values.money import parse_money, parse_number
from .headers import Places, is_catalog, places
from .shoes_only import foreign_category

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3}")
_SIZE = re.compile(r"\d|^(?:one size|os|x{0,3}[sml])$", re.IGNORECASE)
_CODE_CHARS = 30
_BARE_CODE = range(6, 11)
_LATEST_SCALES = (5.0, 10.0, 100.0)

_RENAMED = {"name": "nickname", "year": "release_year"}

recognises = is_catalog


def read(sheet: Sheet, out: Findings) -> None:
    """Read every row as a listing, and its rating or verdict as a review."""
    reader = _Reader(sheet, out)
    for cells in out.records(sheet.rows()):
        reader.row(cells)


def score_unit(values: Iterable[str]) -> float | None:
    """Return the best value that a column of scores can hold; None: above 100.

    It is the smallest of 5, 10 and 100 that holds every score of the column.
    """
    numbers = (parse_number(value) for value in values)
    highest = max((number for number in numbers if number is not None), default=0.0)
    return next((scale for scale in _LATEST_SCALES if highest <= scale), None)


def style_code(value: str | None) -> str | None:
    """Return a style code as stated, or None for a slug, a UUID or a bare running number."""
    stated = wording.line(value, _CODE_CHARS + 1)
    if not stated or not 4 <= len(stated) <= _CODE_CHARS:
        return None
    if not any(char.isdigit() for char in stated) or _UUID.match(stated) or _WORD.search(stated):
        return None
    if stated.isdecimal() and len(stated) not in _BARE_CODE:
        return None
    return stated


class _Reader:
    """Reads the rows of one catalog, knowing its columns, scales and date order."""

    def __init__(self, sheet: Sheet, out: Findings) -> None:
        self.out = out
        self.at: Places = places(sheet)
        self.currency = self.at.price_currency or out.config.currency
        self.envelope = sheet.envelope or {}
        self.orders = sheet.column("weekly_orders")
        self.captured = sheet.column("captured_at")
        dates = self.at.fields.get("release_date", [])
        self.day_first = bool(dates) and day_first(sheet.values(dates[0]))
        self.units = {name: self._unit(sheet, name) for name in ("score", "rating")}

    def _unit(self, sheet: Sheet, field: str) -> float | None:
        columns = self.at.fields.get(field)
        return score_unit(sheet.values(columns[0], sheet.rows())) if columns else None

    def row(self, cells: list[str]) -> None:
        """Read one row."""
        title = self._title(cells)
        if title is None:
            self.out.refuse("the row names no shoe")
            return
        foreign = foreign_category(self._all("category", cells))
        if foreign:
            self.out.refuse(f"not a shoe: category {foreign[:120]}")
            return
        sources = self.at.fields.get("source", [None])
        self.out.source = source(cells, sources[0], self.out.stem)
        subject = {
            "title": title,
            "brand": self._name("brand", cells),
            "style_code": style_code(self._first("style_code", cells)),
        }
        self._listing(subject, cells)
        self._reviews(subject, cells)
        self._orders(subject, cells)

    def _title(self, cells: list[str]) -> str | None:
        title = self._name("title", cells) or self._name("model", cells)
        if title is None and self.at.slug is not None:
            title = wording.line(wording.words(cell(cells, self.at.slug)))
        return title

    def _all(self, field: str, cells: list[str]) -> list[str]:
        stated = (cell(cells, at) for at in self.at.fields.get(field, ()))
        return [value for value in stated if wording.text(value)]

    def _first(self, field: str, cells: list[str]) -> str | None:
        return next(iter(self._all(field, cells)), None)

    def _name(self, field: str, cells: list[str]) -> str | None:
        return wording.line(self._first(field, cells))

    def _price(self, field: str, cells: list[str]) -> tuple[float | None, str | None]:
        """Return the first stated amount above zero: a price of 0 is a missing price."""
        default = self._first("currency", cells)
        default = default.upper() if default and len(default) == 3 else self.currency
        for at in self.at.fields.get(field, ()):
            found = parse_money(cell(cells, at), default)
            if found and found[0] > 0:
                return found[0] / (100 if at in self.at.cents else 1), found[1]
        return None, None

    def _listing(self, subject: dict[str, str | None], cells: list[str]) -> None:
        retail, retail_currency = self._price("retail_price", cells)
        price, price_currency = self._price("price", cells)
        if retail and price and retail_currency != price_currency:
            # One row has one currency: the market price keeps it, the other is left out.
            retail, retail_currency = None, None
        size = self._name("size", cells)
        stated = self._first("release_date", cells) or ""
        names = ("model", "version", "colorway", "collaborator", "gender", "category", "previous")
        self.out.listing(
            **subject,
            **{name: self._name(name, cells) for name in names},
            size=size if size and _SIZE.search(size) else None,
            description=wording.plain(self._first("description", cells)),
            url=self._name("url", cells),
            retail_price=retail,
            price=price,
            currency=price_currency or retail_currency,
            release_date=parse_start(stated, self.day_first),
            attributes=self._attributes(cells, size, stated),
        )

    def _attributes(
        self, cells: list[str], size: str | None, released: str
    ) -> list[dict[str, str]] | None:
        found: list[tuple[str, str]] = []
        if year := parse_year(released):
            found.append(("release_year", str(year)))
        elif (
            released
            and parse_number(released) is None
            and parse_start(released, self.day_first) is None
        ):
            # A season is no date, but it says when: `Summer 2020`.
            found.append(("release_date", released[: limits.NAME_CHARS]))
        if size and not _SIZE.search(size):
            found.append(("size", size))
        for at, name in self.at.attributes.items():
            value = wording.text(cell(cells, at), limits.ATTRIBUTE_CHARS)
            if value and "://" not in value[:10]:
                found.append((_RENAMED.get(name, name), value.replace("\n", "; ")))
        pairs = [{"attribute": name, "value": value} for name, value in found]
        return pairs[: limits.ATTRIBUTES] or None

    def _reviews(self, subject: dict[str, str | None], cells: list[str]) -> None:
        """Add the editors' verdict and the buyers' rating, each as a review of its own."""
        texts = (wording.plain(cell(cells, at)) for at in self.at.texts)
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
                date=parse_date(self._first("date", cells) or ""),
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
