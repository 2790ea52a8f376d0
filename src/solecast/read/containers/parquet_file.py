"""Parquet files -> `Sheet`: what their columns hold, as a table of text would say it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from .. import limits
from .content import Unreadable
from .nested_rows import scalar
from .sheet import Refuse, Row, Sheet
from .stretch import Columns

_START = b"PAR1"
_BATCH = 65_536


def is_parquet(head: bytes) -> bool:
    """Tell whether bytes begin as a Parquet file does."""
    return head.startswith(_START)


def read_sheet(path: Path, name: str, columns: Mapping[str, str]) -> Sheet:
    """Return the table of a file; a line is the row's ordinal.

    Folders of the file's `name` that state a value (`year=2026`) are columns, as in a dataset that
    is parted by it. Raises `Unreadable` for a damaged file.
    """
    try:
        with parquet.ParquetFile(path) as file:
            header = file.schema_arrow.names[: limits.COLUMNS]
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"The Parquet file is damaged: {str(error)[:120]}.") from error
    stated = dict(part.split("=", 1) for part in name.split("/")[:-1] if "=" in part)

    def stream(refuse: Refuse) -> Iterator[Row | Columns]:
        line = 1
        try:
            with parquet.ParquetFile(path) as file:
                for batch in file.iter_batches(_BATCH, columns=header):
                    texts = [_text(column) for column in batch.columns]
                    texts += [pa.array([value] * batch.num_rows) for value in stated.values()]
                    found = Columns(line, pa.table(texts, [*header, *stated]))
                    if found.has_empty_row:
                        yield from (row for row in found.rows() if any(row[1]))
                    else:
                        yield found
                    line += batch.num_rows
        except (pa.ArrowException, OSError) as error:
            refuse(line, f"the file is damaged from here on: {str(error)[:120]}", "")

    return Sheet([*header, *stated], stream, columns=columns)


def _text(column: pa.Array) -> pa.Array:
    """Give the cells of a column as text; null is an empty cell, a list has its items in lines."""
    try:
        if not pa.types.is_nested(column.type):
            return pc.fill_null(column.cast(pa.string()), "")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        pass
    return pa.array([_plain(value) for value in column.to_pylist()], pa.string())


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, map(scalar, value[: limits.LIST_ITEMS])))
    return scalar(value)
