"""DuckDB in this process, and a pool of processes for kernels."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
from ibis.expr.types import Table as Expression
from pyarrow import parquet

from ..in_place import InPlace
from ..model import Parts
from . import BATCH, Kernel, in_memory
from .observations import FILE, LINE, NUMBER, observations, united
from .pool import Pool

_MEMORY = "1GB"
"""What DuckDB holds before it spills to disk: sorts and joins of big tables need no more."""
_GROUP = "_group"
_ROW_NUMBER = "(file_index::BIGINT << 40) + file_row_number"
"""A number that grows from row to row and from file to file; both columns are DuckDB's own."""


class DuckDBEngine:
    """The default engine: one process, no server; what does not fit in memory lies on disk."""

    name = "duckdb"

    def __init__(self, workers: int | None = None) -> None:
        """Open an engine whose kernels use `workers` processes (default: one a core)."""
        self._spill = tempfile.mkdtemp(prefix="solecast-")
        self._connection = ibis.duckdb.connect(memory_limit=_MEMORY, temp_directory=self._spill)
        self._pool = Pool(workers or os.cpu_count() or 1)
        self._names = count()

    def table(self, arrow: pa.Table) -> Expression:
        """Give an Ibis expression for an Arrow table, without copying it."""
        name = f"arrow_{next(self._names)}"
        self._connection.con.register(name, arrow)
        return ibis.table(ibis.Schema.from_pyarrow(arrow.schema), name=name)

    def parquet(self, rows: Parts | pa.Table, numbered: str | None = None) -> Expression:
        """Give an Ibis expression for a big table, without reading it."""
        if (arrow := in_memory(rows, numbered)) is not None:
            return self.table(arrow)
        stored = self._stored(rows, numbered) if rows.files else None
        return united(stored, rows, numbered, self._base, self.table)

    def _base(self, place: InPlace, before: int) -> Expression:
        """Give the columns of a dataset that lies elsewhere."""
        query = _base(place, before)
        none = self._connection.con.sql(f"{query} LIMIT 0").to_arrow_table()
        return self._named("VIEW", query, none.schema)

    def _stored(self, rows: Parts, numbered: str | None) -> Expression:
        """Give an expression for the files of a guide's store."""
        found = {name for file in rows.files for name in parquet.read_schema(file).names}
        columns = [
            f"{_quoted(name) if name in found else 'NULL'}::{_sql_type(kind)} AS {_quoted(name)}"
            for name, kind in ibis.Schema.from_pyarrow(rows.schema).items()
        ]
        schema = rows.schema
        if numbered:
            columns.append(f"{_ROW_NUMBER} AS {_quoted(numbered)}")
            schema = schema.append(pa.field(numbered, pa.int64()))
        files = ", ".join(_text(str(file)) for file in rows.files)
        return self._named(
            "VIEW",
            f"SELECT {', '.join(columns)} FROM read_parquet([{files}], union_by_name = true)",
            schema,
        )

    def _named(self, kind: str, query: str, schema: Any) -> Expression:
        name = f"{kind.lower()}_{next(self._names)}"
        self._connection.con.execute(f"CREATE TEMP {kind} {name} AS {query}")
        return ibis.table(_ibis_schema(schema), name=name)

    def hold(self, expression: Expression) -> Expression:
        """Run an expression once for several uses."""
        # Rows that must keep their order wait in memory for those before them.
        self._connection.con.execute("SET preserve_insertion_order = false")
        try:
            return self._named("TABLE", _sql(expression), expression.schema())
        finally:
            self._connection.con.execute("RESET preserve_insertion_order")

    def arrow(self, expression: Expression, schema: pa.Schema | None = None) -> pa.Table:
        """Run an expression; cast the columns to `schema` where one is given."""
        # Not `to_pyarrow`: Ibis 12 calls methods that DuckDB 2 deprecates.
        query = _sql(expression)
        result = self._connection.con.sql(query).to_arrow_table()
        return result if schema is None else result.select(schema.names).cast(schema)

    def write(self, expression: Expression, folder: Path, schema: pa.Schema) -> Parts:
        """Run an expression into one Parquet file in `folder`, in place of what is there."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
        try:
            query = _sql(_cast(expression, schema))
            target = _text(str(temporary / "part-0.parquet"))
            self._connection.con.execute(
                f"COPY ({query}) TO {target} (FORMAT parquet, COMPRESSION zstd)"
            )
            shutil.rmtree(folder, ignore_errors=True)
            temporary.replace(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        return Parts(schema, (folder / "part-0.parquet",))

    def map_batches(
        self,
        kernel: Kernel,
        rows: pa.Table | Expression,
        by: Sequence[str],
        schema: pa.Schema,
        batch: int = BATCH,
    ) -> pa.Table:
        """Apply `kernel` to parts of a table; rows with equal `by` are in one part."""
        if isinstance(rows, pa.Table):
            parts: Iterator[pa.Table] = _cut(rows, by, batch)
        else:
            parts = self._batches(rows, by, batch)
        made = self._pool.map(partial(_cast_kernel, kernel, schema), parts)
        return pa.concat_tables([schema.empty_table(), *made])

    def _batches(self, rows: Expression, by: Sequence[str], batch: int) -> Iterator[pa.Table]:
        """Run an expression bit by bit: only some parts are in memory at any time."""
        if not by:
            found = self._connection.con.sql(_sql(rows))
            for chunk in found.to_arrow_reader(batch):
                yield pa.Table.from_batches([chunk])
            return
        name = f"held_{next(self._names)}"
        query, keys = _sql(rows), ", ".join(map(_quoted, by))
        run, ask = self._connection.con.execute, self._connection.con.sql
        run(f"CREATE TEMP TABLE {name} AS SELECT *, hash({keys}) AS {_GROUP} FROM ({query})")
        total = ask(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        size = max(1, -(-total // batch))
        for part in range(size):
            found = ask(f"SELECT * EXCLUDE {_GROUP} FROM {name} WHERE {_GROUP} % {size} = {part}")
            yield found.to_arrow_table()
        run(f"DROP TABLE {name}")

    def close(self) -> None:
        """Stop the pool, close the connection and remove what was spilled."""
        self._pool.close()
        self._connection.disconnect()
        shutil.rmtree(self._spill, ignore_errors=True)


def _base(place: InPlace, before: int = 0) -> str:
    """Ask for the columns of a dataset that lies elsewhere, called as `observations` takes them."""
    columns = [f"{_quoted(column)} AS {_quoted(name)}" for name, column in place.columns.items()]
    number = f"(({before} + file_index::BIGINT) << 40) + file_row_number AS {NUMBER}"
    columns += [f"file_index::BIGINT AS {FILE}", f"file_row_number AS {LINE}", number]
    files = ", ".join(_text(str(file)) for file in place.files)
    # Folders such as `place=Canada` are columns; what their names say stays text.
    options = "union_by_name = true, hive_partitioning = true, hive_types_autocast = false"
    return f"SELECT {', '.join(columns)} FROM read_parquet([{files}], {options})"


def in_place_query(connection: Any, place: InPlace, schema: pa.Schema, answers: str) -> str:
    """Write the linked rows of a dataset that lies elsewhere as one question of DuckDB's.

    `connection` is DuckDB's own; `answers` is the path of the file of answers as it finds it.
    """
    tables = {"dataset": _base(place), "known": f"SELECT * FROM read_parquet([{_text(answers)}])"}
    named = {
        name: connection.sql(f"{asked} LIMIT 0").to_arrow_table() for name, asked in tables.items()
    }
    base, known = (ibis.table(_ibis_schema(rows.schema), name=name) for name, rows in named.items())
    query = _sql(observations(base, place, schema, None, known))
    opened = ", ".join(f"{name} AS ({asked})" for name, asked in tables.items())
    return f"WITH {opened} SELECT * FROM ({query})"


def _sql(expression: Expression) -> str:
    """Write an expression as DuckDB's SQL."""
    return _compiled(expression.op())


@lru_cache(maxsize=256)
def _compiled(question: ibis.expr.operations.Relation) -> str:
    """Write a question once a process: a server's next build asks the same 40 of its tables."""
    return str(ibis.to_sql(question.to_expr(), dialect="duckdb"))


def _cast_kernel(kernel: Kernel, schema: pa.Schema, part: pa.Table) -> pa.Table:
    return kernel(part).cast(schema)


def _cast(expression: Expression, schema: pa.Schema) -> Expression:
    """Give an expression exactly the columns and types of `schema`."""
    wanted = ibis.Schema.from_pyarrow(schema)
    return expression.select(schema.names).cast(dict(wanted.items()))


def _ibis_schema(schema: Any) -> ibis.Schema:
    return ibis.Schema.from_pyarrow(schema) if isinstance(schema, pa.Schema) else schema


def _sql_type(kind: ibis.expr.datatypes.DataType) -> str:
    """Name a type as DuckDB does."""
    from ibis.backends.sql.datatypes import DuckDBType

    return str(DuckDBType.to_string(kind))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _cut(arrow: pa.Table, by: Sequence[str], batch: int) -> Iterator[pa.Table]:
    """Cut an Arrow table into parts of about `batch` rows, equal keys in one."""
    parts = max(1, -(-arrow.num_rows // batch))
    if parts == 1:
        yield arrow
    elif not by:
        for start in range(0, arrow.num_rows, batch):
            yield arrow.slice(start, batch)
    else:
        group = _groups(arrow, by) % parts
        for part in range(parts):
            yield arrow.filter(pa.array(group == part))


def _groups(arrow: pa.Table, by: Sequence[str]) -> np.ndarray:
    """Number the rows so that equal keys have equal numbers, in order of appearance."""
    group = np.zeros(arrow.num_rows, dtype=np.int64)
    for column in by:
        codes = arrow[column].combine_chunks().dictionary_encode(null_encoding="encode")
        size = len(codes.dictionary) + 1
        group = group * size + codes.indices.to_numpy(zero_copy_only=False)
    _, dense = np.unique(group, return_inverse=True)
    return np.asarray(dense)
