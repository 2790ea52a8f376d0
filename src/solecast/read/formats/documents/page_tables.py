"""Tables of a page about one shoe -> facts: specs of the maker, and what a laboratory measured.

Read are tables of two columns, and the column that the shoe's name heads of those that set it
beside others. Only attributes that Solecast knows are taken: a page's tables hold much else.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .... import attributes
from ....vocabulary import ADVERTISED
from ... import limits
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date

_FEWEST = 3
"""Rows of a table of specs; a pair of cells is no table."""
_MAKER = re.compile(r"\b(?:brand|manufacturer|maker|official|specifications?|specs)\b", re.I)
_LAB = re.compile(r"\b(?:lab|test|tests|tested|measured|measurements?)\b", re.I)
_NAMES = {"price": "retail_price", "heel_height": "heel_stack", "forefoot_height": "forefoot_stack"}
"""Labels of pages that mean an attribute by another name; a review's price is the maker's."""
_GRAMS = re.compile(r"\b(\d{2,4}(?:\.\d+)?)\s?g\b")
_MOST_BACK = 12
"""Elements before a table among which its heading is looked for."""
_CONFIDENCE = 0.9

Row = tuple[str, str]


def read(
    tree: LexborHTMLParser, title: str, brand: str | None, url: str | None, out: Findings
) -> None:
    """Add the facts that the tables of a page state of the shoe `title`, each cell once."""
    told: set[tuple[str, str, bool]] = set()
    day = _published(tree)
    source = out.source
    for node in tree.css("table")[: limits.LIST_ITEMS]:
        rows = list(_rows(node, title))
        maker = _by_maker(node)
        for label, cell in rows if len(rows) >= _FEWEST else ():
            name, value = _fact(label, cell)
            if not name or (name, value, maker) in told:
                continue
            told.add((name, value, maker))
            out.fact(
                line=1 + len(told),  # The product itself is 1.
                title=title, brand=brand, attribute=name, value=value, column=label, url=url,
                date=parse_date(day or ""), date_precision="day" if day else None,
                confidence=_CONFIDENCE, source=f"{source}{ADVERTISED}" if maker else source,
            )  # fmt: skip


def _rows(table: LexborNode, title: str) -> Iterator[Row]:
    """Give label and cell of the rows that state something of the shoe."""
    grid = [[_line(cell) for cell in row.css("th, td")] for row in table.css("tr")]
    at = _column(grid, title)
    if at is None:
        return
    for cells in grid:
        if len(cells) > at and cells[0] and cells[at] and cells[at] != cells[0]:
            yield cells[0].rstrip(": "), cells[at]


def _column(grid: list[list[str]], title: str) -> int | None:
    """Find the column of the shoe: the second of two, else the one that its name heads."""
    if not grid:
        return None
    headed = [i for i, cell in enumerate(grid[0]) if cell.casefold() == title.casefold()]
    if headed:
        return headed[0] or None
    return 1 if all(len(cells) == 2 for cells in grid) else None


def _line(node: LexborNode) -> str:
    return wording.line(node.text(separator=" "), limits.ATTRIBUTE_CHARS) or ""


def _fact(label: str, cell: str) -> tuple[str, str]:
    """Give an attribute that Solecast knows and its value; empty where there is none."""
    said = wording.snake(label)
    name = attributes.canonical(_NAMES.get(said, said))[0]
    kind = attributes.ATTRIBUTES.get(name)
    if kind is None or not kind.spec:
        return "", ""
    if kind.kind == "number" and not re.search(r"\d", cell):
        return "", ""  # A comparison says `Balanced`, another table how many.
    if kind.unit == "g" and (grams := _GRAMS.search(cell)):
        return name, f"{grams[1]} g"
    if kind.kind == "date":
        day = parse_date(cell)
        return (name, day.isoformat()) if day else ("", "")
    return name, cell


def _by_maker(table: LexborNode) -> bool:
    """Say whether a table is the maker's: by its first cell, else by the heading before it."""
    first = table.css_first("th, td")
    if first is not None and _LAB.search(first.text()):
        return False
    heading = _heading(table)
    return bool(_MAKER.search(heading)) and not _LAB.search(heading)


def _heading(node: LexborNode) -> str:
    """Give the nearest heading before an element, of it or of what holds it."""
    place: LexborNode | None = node
    for _ in range(_MOST_BACK):
        before = place.prev if place is not None else None
        for _ in range(_MOST_BACK):
            if before is None:
                break
            found = before.css("h1, h2, h3, h4") if before.is_element_node else []
            if found:
                return found[-1].text()
            before = before.prev
        place = place.parent if place is not None else None
    return ""


def _published(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first('meta[property="article:published_time"]')
    return wording.line(node.attributes.get("content")) if node else None
