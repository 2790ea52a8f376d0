"""Rows -> Parquet files, batch by batch while a file is read, so that they cost no memory."""

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from .. import model

GROUP_ROWS = 120_000
"""Rows of a row group: what engines give to one thread."""
_GROUP_BYTES = 64 * 1024 * 1024
_FEW = 0.5
"""Share of different values up to which a column of text is written as a dictionary."""
_ORDINAL = "line"


class PartFiles:
    """One Parquet file in `folder` for each table that gets a row; `close` ends them all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, _PartFile] = {}

    def add(self, name: str, table: pa.Table) -> None:
        """Add rows of RAW `name`; columns of text may be dictionary-encoded."""
        if name not in self._files:
            self._files[name] = _PartFile(self._folder / f"{name}.parquet")
        self._files[name].add(table)

    def close(self) -> dict[str, int]:
        """End the files; give the number of rows of each table."""
        for file in self._files.values():
            file.close()
        return {name: file.rows for name, file in self._files.items()}


class _PartFile:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._pending: list[pa.Table] = []
        self._waiting = 0
        self._writer: parquet.ParquetWriter | None = None
        self._encoded: list[str] = []
        self.rows = 0

    def add(self, table: pa.Table) -> None:
        self._pending.append(table)
        self._waiting += table.num_rows
        self.rows += table.num_rows
        if self._waiting >= GROUP_ROWS or sum(t.nbytes for t in self._pending) > _GROUP_BYTES:
            self._write()

    def close(self) -> None:
        if self._waiting:
            self._write()
        if self._writer is not None:
            self._writer.close()

    def _write(self) -> None:
        """Write what waits as one row group: a dictionary serves one group."""
        parts = [_encoded(table) for table in self._pending]
        self._pending, self._waiting = [], 0
        whole = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
        if self._writer is None:
            self._encoded = [name for name in whole.column_names if _repeats(whole, name)]
            self._writer = self._opened(whole)
        plain = [
            column if name in self._encoded else _plain(column)
            for name, column in zip(whole.column_names, whole.columns, strict=True)
        ]
        table = pa.Table.from_arrays(plain, schema=self._writer.schema)
        self._writer.write_table(table, row_group_size=max(1, table.num_rows))

    def _opened(self, whole: pa.Table) -> parquet.ParquetWriter:
        fields = [
            field.with_type(field.type.value_type)
            if pa.types.is_dictionary(field.type) and field.name not in self._encoded
            else field
            for field in whole.schema
        ]
        # Without Arrow's own schema the columns are plain text for whoever reads the file.
        return parquet.ParquetWriter(
            self._path,
            pa.schema(fields),
            use_dictionary=self._encoded,
            column_encoding={_ORDINAL: "DELTA_BINARY_PACKED"},
            store_schema=False,
            # Nobody looks for the least of many texts, and telling it costs as much as the rest.
            write_statistics=[one.name for one in fields if not _is_text(one.type)],
            write_batch_size=GROUP_ROWS,
        )


def _encoded(table: pa.Table) -> pa.Table:
    """Give a table whose columns of text are all dictionaries."""
    columns = [
        column.dictionary_encode() if pa.types.is_string(column.type) else column
        for column in table.columns
    ]
    return pa.Table.from_arrays(columns, table.column_names)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_dictionary(kind))


def _repeats(table: pa.Table, name: str) -> bool:
    column = table.column(name)
    if not pa.types.is_dictionary(column.type):
        return False
    different = sum(len(chunk.dictionary) for chunk in column.chunks)
    return bool(different <= _FEW * table.num_rows)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column


def load(path: Path, name: str) -> pa.Table:
    """Give the rows of a part as a table of RAW `name`."""
    schema = model.RAW[name]
    with parquet.ParquetFile(path) as file:
        return file.read(columns=schema.names).select(schema.names).cast(schema)
