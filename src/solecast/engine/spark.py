"""Spark, for collections that one machine cannot hold; needs the extra `spark` and Java."""

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression

from ..errors import MissingExtra
from . import Kernel


class SparkEngine:
    """Tables as Spark views, kernels in `mapInArrow`."""

    name = "spark"

    def __init__(self, session: Any = None) -> None:
        """Use `session`, or start a local one on all cores.

        Raises `MissingExtra` when pyspark is not installed.
        """
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise MissingExtra("engine = 'spark'", "spark") from error
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        # Workers must see the packages of this environment, not those of the first python3.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        self._session = session or (
            SparkSession.builder.master("local[*]")
            .appName("solecast")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", str(os.cpu_count() or 2))
            .getOrCreate()
        )
        self._connection = ibis.pyspark.connect(self._session)
        self._names = count()

    def table(self, arrow: pa.Table) -> Expression:
        """Give an Ibis expression for an Arrow table."""
        name = f"arrow_{next(self._names)}"
        self._session.createDataFrame(arrow).createOrReplaceTempView(name)
        return self._connection.table(name)

    def arrow(self, expression: Expression, schema: pa.Schema | None = None) -> pa.Table:
        """Run an expression; cast the columns to `schema` where one is given."""
        # Not `to_pyarrow`: it goes through pandas, which Spark 4 and pandas 3 disagree about.
        result = self._session.sql(self._connection.compile(expression)).toArrow()
        return result if schema is None else result.select(schema.names).cast(schema)

    def map_batches(
        self, kernel: Kernel, arrow: pa.Table, by: Sequence[str], schema: pa.Schema
    ) -> pa.Table:
        """Apply `kernel` to parts of a table; rows with equal `by` are in one part."""
        from pyspark.sql.pandas.types import from_arrow_schema

        def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            rows = list(batches)
            if rows:
                yield from kernel(pa.Table.from_batches(rows)).cast(schema).to_batches()

        frame = self._session.createDataFrame(arrow).repartition(*by)
        result = frame.mapInArrow(run, from_arrow_schema(schema)).toArrow()
        return result.select(schema.names).cast(schema)

    def close(self) -> None:
        """Stop the session."""
        self._session.stop()
