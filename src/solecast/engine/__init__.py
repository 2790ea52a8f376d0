"""The engine room: where tables are computed, and the only place that knows which engine runs.

Small tables are Arrow: `table` makes an Ibis expression of one, `arrow` runs an expression into
one. Big tables are Parquet: `parquet` makes an expression of `Parts`, and `write` runs one into
`Parts`, so that their rows never come to this process. Work that is not relational goes through
`map_batches`: a kernel, a pure function from an Arrow table to an Arrow table, applied to parts
of a table. The same kernel runs in a local pool of processes or in Spark.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
from ibis.expr.types import Table as Expression

from ..model import Parts

Kernel = Callable[[pa.Table], pa.Table]

BATCH = 100_000
"""Rows that a kernel gets at once, where its caller does not say what it can hold."""


class Engine(Protocol):
    """What an engine can do."""

    name: str

    def table(self, arrow: pa.Table) -> Expression:
        """Give an Ibis expression for an Arrow table."""

    def parquet(self, rows: Parts | pa.Table, numbered: str | None = None) -> Expression:
        """Give an Ibis expression for a big table, with exactly the columns of its schema.

        `numbered` names one more column, of numbers that grow from row to row and from part to
        part, so that the first of some rows can be told. A table may also be Arrow.
        """

    def arrow(self, expression: Expression, schema: pa.Schema | None = None) -> pa.Table:
        """Run an expression; cast the columns to `schema` where one is given."""

    def hold(self, expression: Expression) -> Expression:
        """Run an expression once for several uses; its rows stay with the engine."""

    def write(self, expression: Expression, folder: Path, schema: pa.Schema) -> Parts:
        """Run an expression into Parquet files in `folder`, in place of what is there.

        The folder appears whole or not at all. Rows keep the order of a sorted expression.
        """

    def map_batches(
        self,
        kernel: Kernel,
        rows: pa.Table | Expression,
        by: Sequence[str],
        schema: pa.Schema,
        batch: int = BATCH,
    ) -> pa.Table:
        """Apply `kernel` to parts of a table of about `batch` rows, on all cores.

        Rows with equal `by` are in one part; an empty `by` lets the engine cut anywhere. A table
        of at most `batch` rows is one part and stays in this process. Kernels must be functions
        (or `functools.partial`s of functions) of modules, as other processes run them. The
        result has `schema`; its order is not part of the contract.
        """

    def close(self) -> None:
        """Free what the engine holds."""


def in_memory(rows: Parts | pa.Table, numbered: str | None) -> pa.Table | None:
    """Give rows that lie in no file as an Arrow table, with the column of `Engine.parquet`."""
    if not isinstance(rows, pa.Table):
        if rows.files or rows.elsewhere:
            return None
        rows = rows.schema.empty_table()
    if numbered is None:
        return rows
    return rows.append_column(numbered, pa.array(range(rows.num_rows), pa.int64()))


@contextmanager
def open_engine(name: str = "duckdb", **options: Any) -> Iterator[Engine]:
    """Open the engine called `name`, `duckdb` or `spark`, for the length of a `with` block.

    Raises `MissingExtra` when `spark` is asked for and pyspark is not installed.
    """
    if name == "spark":
        from .spark import SparkEngine

        engine: Engine = SparkEngine(**options)
    else:
        from .duckdb import DuckDBEngine

        engine = DuckDBEngine(**options)
    try:
        yield engine
    finally:
        engine.close()
