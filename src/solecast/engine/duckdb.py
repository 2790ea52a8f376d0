"""DuckDB in this process, and a process pool for kernels."""

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import count

import ibis
import numpy as np
import pyarrow as pa
from ibis.expr.types import Table as Expression

from . import Kernel

_POOL_FROM_ROWS = 200_000
"""Below this a pool costs more (starting processes, copying rows) than it saves."""


class DuckDBEngine:
    """The default engine: one process, no server, no files."""

    name = "duckdb"

    def __init__(self, workers: int | None = None) -> None:
        """Open an engine whose kernels use `workers` processes (default: one a core)."""
        self._connection = ibis.duckdb.connect()
        self._workers = workers or os.cpu_count() or 1
        self._names = count()

    def table(self, arrow: pa.Table) -> Expression:
        """Give an Ibis expression for an Arrow table, without copying it."""
        name = f"arrow_{next(self._names)}"
        self._connection.con.register(name, arrow)
        return ibis.table(ibis.Schema.from_pyarrow(arrow.schema), name=name)

    def arrow(self, expression: Expression, schema: pa.Schema | None = None) -> pa.Table:
        """Run an expression; cast the columns to `schema` where one is given."""
        # Not `to_pyarrow`: Ibis 12 calls methods that DuckDB 2 deprecates.
        query = self._connection.compile(expression)
        result = self._connection.con.sql(query).to_arrow_table()
        return result if schema is None else result.select(schema.names).cast(schema)

    def map_batches(
        self, kernel: Kernel, arrow: pa.Table, by: Sequence[str], schema: pa.Schema
    ) -> pa.Table:
        """Apply `kernel` to parts of a table; rows with equal `by` are in one part."""
        if self._workers == 1 or arrow.num_rows < _POOL_FROM_ROWS:
            return kernel(arrow).cast(schema)
        parts = [arrow.filter(pa.array(part)) for part in _masks(arrow, by, self._workers)]
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self._workers, mp_context=context) as pool:
            return pa.concat_tables(result.cast(schema) for result in pool.map(kernel, parts))

    def close(self) -> None:
        """Close the connection."""
        self._connection.disconnect()


def _masks(arrow: pa.Table, by: Sequence[str], parts: int) -> list[np.ndarray]:
    """Split rows into `parts` masks; rows with equal keys are in one."""
    group = np.zeros(arrow.num_rows, dtype=np.int64)
    for column in by:
        codes = arrow[column].combine_chunks().dictionary_encode(null_encoding="encode")
        size = len(codes.dictionary) + 1
        group = group * size + codes.indices.to_numpy(zero_copy_only=False)
    _, dense = np.unique(group, return_inverse=True)
    return [dense % parts == part for part in range(parts)]
