"""Tables without a header line: noticed, and read where their cells make it plain."""

import dataclasses
import itertools
from collections.abc import Iterator

from ..containers.sheet import Columns, Refuse, Row, Sheet
from ..findings import Findings
from .cells import Shape, shape
from .header import read_header

_TELLING = ("money", "number", "date", "url", "code", "gtin", "sizes")
_SHARE = 0.8


def with_header(sheet: Sheet, out: Findings) -> Sheet:
    """Give a table whose first line is a record a header of its own; any other as it is."""
    if not _is_headless(sheet):
        return sheet
    first: Row = (sheet.line, sheet.header)

    def stream(refuse: Refuse) -> Iterator[Row | Columns]:
        return itertools.chain([first], sheet.stream(refuse))

    whole = dataclasses.replace(sheet, stream=stream, header=[""] * len(sheet.header))
    names = _names([shape(whole.values(at)) for at in range(len(sheet.header))])
    shown = ",".join(name or "-" for name in names)
    if not {"title", "url"}.intersection(names):
        out.say("The table has no header line; add one, such as: title,price.")
        return sheet
    out.say(f"The table has no header line; it was read as: {shown}.")
    return dataclasses.replace(whole, header=names)


def _is_headless(sheet: Sheet) -> bool:
    """Tell whether the first line is like the lines below it, and no word of it heads a column."""
    header = [cell for cell in sheet.header if cell.strip()]
    if sheet.mapped:
        return False
    alike = [_alike(sheet, at) for at in range(len(sheet.header))]
    if any(map(_heads, header)):  # `Sneaker` may head a column, and be a kind of shoe
        return 2 * sum(alike) > len(header)
    if len(sheet.header) == 1 and " " in sheet.header[0].strip():
        return any(alike) or shape(sheet.values(0)).words >= 2
    return any(alike)


def _heads(cell: str) -> bool:
    """Tell whether every word of a cell is one that heads columns."""
    said = read_header(cell)
    return bool(said.readings) and not said.unknown and not any(map(str.isdigit, cell))


def _alike(sheet: Sheet, at: int) -> bool:
    first, below = shape([sheet.header[at]]), shape(sheet.values(at))
    return any(
        getattr(first, test) == 1 and getattr(below, test) >= _SHARE
        for test in _TELLING
        if below.filled
    )


def _names(shapes: list[Shape]) -> list[str]:
    """Name columns by their cells: the title has the most words; the rest may stay unnamed."""
    names = [_plain_name(one) for one in shapes]
    worded = [at for at, one in enumerate(shapes) if not names[at] and one.letters > _SHARE]
    if worded:
        title = max(worded, key=lambda at: (shapes[at].words, shapes[at].distinct))
        names[title] = "title"
        few = [at for at in worded if at != title and shapes[at].distinct < 0.5]
        if few and shapes[few[0]].words < 3:
            names[few[0]] = "brand"
    amounts = [at for at, name in enumerate(names) if name == "price"]
    for at in amounts[1:] if len(amounts) > 1 else []:
        names[at] = ""
    used: set[str] = set()
    for at, name in enumerate(names):
        names[at] = "" if name in used else name
        used.add(name)
    return names


def _plain_name(one: Shape) -> str:
    if one.date > _SHARE:
        return "release date"
    for test, name in (("url", "url"), ("gtin", "gtin"), ("code", "style code")):
        if getattr(one, test) > _SHARE:
            return name
    if one.sizes > _SHARE:
        return "sizes"
    if one.size > _SHARE and not one.marked:
        return "size"
    stamp = max(one.year, one.epoch) > _SHARE
    return "price" if one.money > _SHARE and not stamp else ""
