"""The engine room: where tables are computed, and the only place that knows which engine runs.

Rooms get an `Engine`, turn Arrow tables into Ibis expressions with `table`, and expressions
into Arrow tables with `arrow`. Work that is not relational goes through `map_batches`: a
kernel, a pure function from an Arrow table to an Arrow table, applied to parts of a table
that keep equal keys together. The same kernel runs in a local process pool or in Spark.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import pyarrow as pa
from ibis.expr.types import Table as Expression

Kernel = Callable[[pa.Table], pa.Table]


class Engine(Protocol):
    """What an engine can do."""

    name: str

    def table(self, arrow: pa.Table) -> Expression:
        """Give an Ibis expression for an Arrow table."""

    def arrow(self, expression: Expression, schema: pa.Schema | None = None) -> pa.Table:
        """Run an expression; cast the columns to `schema` where one is given."""

    def map_batches(
        self, kernel: Kernel, arrow: pa.Table, by: Sequence[str], schema: pa.Schema
    ) -> pa.Table:
        """Apply `kernel` to parts of a table; rows with equal `by` are in one part.

        The result has `schema`; its order is that of the parts and not part of the contract.
        """

    def close(self) -> None:
        """Free what the engine holds."""


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
