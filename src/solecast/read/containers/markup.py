"""Cells that a scraper took with their element: `<h1 class="t">Air Max 720</h1>` -> the words."""

import dataclasses
import re
from collections.abc import Iterator

import pyarrow as pa

from ..values import wording
from .sheet import Columns, Refuse, Row, Sheet, cell

_ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)(?:\s[^>]*)?>.*</\1\s*>", re.DOTALL)


def without_markup(sheet: Sheet) -> Sheet:
    """Return a table in which columns of single elements hold what the elements show.

    A column counts when most of its cells are one element around one line of text. Texts of
    several lines keep their markup: readers of reviews and descriptions look at it.
    """
    wrapped = [at for at in range(len(sheet.header)) if _is_wrapped(sheet, at)]
    if not wrapped:
        return sheet

    def stream(refuse: Refuse) -> Iterator[Row | Columns]:
        for found in sheet.stream(refuse):
            if isinstance(found, Columns):
                yield Columns(found.line, _shown_columns(found, wrapped))
            else:
                line, cells = found
                yield line, [_shown(one) if at in wrapped else one for at, one in enumerate(cells)]

    return dataclasses.replace(sheet, stream=stream, taken={})


def _is_wrapped(sheet: Sheet, at: int) -> bool:
    first = next((cell(cells, at) for _, cells in sheet.sample if cell(cells, at)), "")
    if not first.startswith("<"):
        return False
    stated = sheet.values(at)
    return sum(map(_is_one_line, stated)) > len(stated) / 2


def _is_one_line(stated: str) -> bool:
    return bool(_ELEMENT.fullmatch(stated)) and "\n" not in _shown(stated)


def _shown(stated: str) -> str:
    return (wording.plain(stated) or "") if "<" in stated else stated


def _shown_columns(found: Columns, wrapped: list[int]) -> pa.Table:
    table = found.table
    for at in wrapped:
        texts, places = found.texts(at)
        shown = pa.array([_shown(text) for text in texts], pa.string()).take(places)
        table = table.set_column(at, table.schema.field(at).name, shown)
    return table
