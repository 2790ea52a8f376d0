"""Tables of stated facts: `shoe, attribute, value` and where it was read -> facts."""

from urllib.parse import urlsplit

from ... import limits
from ...containers.sheet import Sheet, cell, source
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_stretch
from ...values.money import parse_number

_SHOES = ("shoe", "sneaker", "title", "name", "product")
NEEDS = {"shoe": _SHOES, "attribute": ("attribute",), "value": ("value",)}
_QUOTED, _UNQUOTED = 1.0, 0.9


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has a shoe, an attribute and a value."""
    return all(sheet.has(*names) for names in NEEDS.values())


def read(sheet: Sheet, out: Findings) -> None:
    """Read every row as a fact: words that somebody wrote, or a cell of the column it names."""
    columns = {name: sheet.column(name) for name in _COLUMNS.split()}
    shoe = sheet.column(*_SHOES)
    for cells in out.records(sheet):
        address = _address(cell(cells, columns["source"]))
        out.source = source(cells, columns["source"], _site(address) or out.stem)
        title = wording.line(cell(cells, shoe))
        attribute = wording.snake(cell(cells, columns["attribute"]))
        value = wording.line(cell(cells, columns["value"]), limits.ATTRIBUTE_CHARS)
        confidence = _confidence(cells, columns)
        if not title or not attribute or not value or confidence is None:
            out.refuse(_reason(title, attribute, value))
            continue
        column = wording.line(cell(cells, columns["column"]))
        evidence = wording.text(cell(cells, columns["evidence"]), limits.TEXT_CHARS)
        when = parse_stretch(cell(cells, columns["date"]))
        out.fact(
            title=title,
            brand=wording.line(cell(cells, columns["brand"])),
            style_code=wording.line(cell(cells, columns["style_code"])),
            attribute=attribute,
            value=value,
            evidence=evidence,
            column=column or (None if evidence else attribute),
            url=wording.line(cell(cells, columns["url"]) or address),
            date=when[0] if when else None,
            date_precision=when[1] if when else None,
            confidence=confidence,
        )


_COLUMNS = "attribute value evidence column source url date confidence brand style_code"


def _address(stated: str) -> str:
    """Give a source that is stated as the address of a page."""
    return stated if "://" in stated else ""


def _site(page: str) -> str | None:
    """Name the site of a page; None where the address cannot be read."""
    try:
        host = urlsplit(page).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _confidence(cells: list[str], columns: dict[str, int | None]) -> float | None:
    """Return the stated confidence, 0-1; else 1 with evidence and 0.9 without."""
    stated = cell(cells, columns["confidence"])
    if stated:
        value = parse_number(stated)
        return value if value is not None and 0 <= value <= 1 else None
    return _QUOTED if cell(cells, columns["evidence"]) else _UNQUOTED


def _reason(title: str | None, attribute: str, value: str | None) -> str:
    if not title:
        return "the row names no shoe"
    if not attribute or not value:
        return "the row states no attribute and value"
    return "the confidence must be a number from 0 to 1"
