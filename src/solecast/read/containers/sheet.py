"""`Sheet`: rows of text cells under a header, whatever file they come from."""

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .. import limits
from ..values import wording
from .stretch import Columns, Row

__all__ = ["Columns", "Refuse", "Row", "Sheet", "cell", "source", "unbroken", "without_repeats"]

Refuse = Callable[[int, str, str], None]
"""Takes what never became a row: its line, the reason and what it was."""

SAMPLE = 200
"""Rows that a recogniser may look at."""


Stream = Callable[[Refuse], Iterator[Row | Columns]]
"""Reads a table from its first row to its last, and refuses what is none."""


def unbroken(rows: Callable[[], Iterator[Row | Columns]]) -> Stream:
    """Read a table in which everything is a row."""
    return lambda _: rows()


def _overlook(_line: int, _reason: str, _row: str) -> None:
    """Refuse nothing: when a table is read a second time, all was said at the first."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table of text: `header`, then what `stream` gives, which can be read again and again.

    `envelope` holds what a JSON answer says about the whole list, `columns` the renames of
    `guide.toml`; `line` is where the header stands. `taken` are the columns that a reader asked
    for, and what it takes each for.
    """

    header: list[str]
    stream: Stream
    envelope: Mapping[str, str] | None = None
    columns: Mapping[str, str] | None = None
    line: int = 1
    taken: dict[int, str] = dataclasses.field(default_factory=dict)

    def rows(self, refuse: Refuse = _overlook) -> Iterator[Row]:
        """Read the table row by row."""
        for found in self.stream(refuse):
            if isinstance(found, Columns):
                yield from found.rows()
            else:
                yield found

    @cached_property
    def keys(self) -> list[str]:
        """The header in snake case, after the renames of `guide.toml`."""
        renames = {wording.snake(key): name for key, name in (self.columns or {}).items()}
        snakes = [wording.snake(cell) for cell in self.header[: limits.COLUMNS]]
        return [wording.snake(renames.get(key, key)) for key in snakes]

    @cached_property
    def mapped(self) -> dict[int, str]:
        """Columns that `guide.toml` maps, and what it maps each to."""
        targets = {wording.snake(key): target for key, target in (self.columns or {}).items()}
        snakes = [wording.snake(cell) for cell in self.header[: limits.COLUMNS]]
        return {at: targets[key] for at, key in enumerate(snakes) if key in targets}

    def spelled(self, at: int) -> str:
        """Give a header as it is written, or what `guide.toml` calls it."""
        return self.mapped.get(at, self.header[at])

    @cached_property
    def sample(self) -> list[Row]:
        """The first rows."""
        return list(itertools.islice(self.rows(), SAMPLE))

    def column(self, *names: str) -> int | None:
        """Return the place of the first of `names` that the header has."""
        for name in names:
            if name in self.keys:
                return self.take(self.keys.index(name), name)
        return None

    def take(self, at: int, field: str) -> int:
        """Note that a column is read as a field; give the column."""
        self.taken[at] = field
        return at

    def has(self, *names: str) -> bool:
        """Tell whether the header has one of `names`."""
        return self.column(*names) is not None

    def values(self, column: int, rows: Iterable[Row] | None = None) -> list[str]:
        """Return the stated cells of a column, of the sample unless `rows` are given."""
        found = (cell(cells, column) for _, cells in (self.sample if rows is None else rows))
        return [value for value in found if value]


def only(sheet: Sheet, kept: Sequence[int]) -> Sheet:
    """Return a table with some of its columns only."""

    def stream(refuse: Refuse) -> Iterator[Row | Columns]:
        for found in sheet.stream(refuse):
            if isinstance(found, Columns):
                yield Columns(found.line, found.table.select(list(kept)))
            else:
                line, cells = found
                yield line, [cells[at] if at < len(cells) else "" for at in kept]

    header = [sheet.header[at] for at in kept]
    return dataclasses.replace(sheet, header=header, stream=stream, taken={})


def without_repeats(sheet: Sheet) -> Sheet:
    """Return a table without the rows that repeat its header: those are refused."""
    header = [name.strip() for name in sheet.header]
    first = next((at for at, name in enumerate(header) if name), 0)

    def is_header(cells: list[str]) -> bool:
        same = len(cells) > first and cells[first].strip() == header[first]
        return same and [cell.strip() for cell in cells[: len(header)]] == header

    def may_repeat(columns: Columns) -> bool:
        return any(text.strip() == header[first] for text in columns.texts(first)[0])

    def stream(refuse: Refuse) -> Iterator[Row | Columns]:
        for found in sheet.stream(refuse):
            if isinstance(found, Columns) and not may_repeat(found):
                yield found
                continue
            for line, cells in found.rows() if isinstance(found, Columns) else (found,):
                if is_header(cells):
                    refuse(line, "the row repeats the header", ",".join(cells))
                else:
                    yield line, cells

    return dataclasses.replace(sheet, stream=stream)


def cell(cells: list[str], column: int | None) -> str:
    """Return a stripped cell; an empty text where the row or the column has none."""
    if column is None or column >= len(cells):
        return ""
    return cells[column].strip()


def source(cells: list[str], column: int | None, stem: str) -> str:
    """Return the human name of a row's source: its source column, else the file's stem."""
    stated = wording.line(cell(cells, column), 80)
    return stated if stated and "://" not in stated else stem
