"""Spark, for collections that one machine cannot hold; needs the extra `spark` and Java."""

import os
import shutil
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import reduce
from itertools import count
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.operations import UnboundTable
from ibis.expr.types import Table as Expression
from pyarrow import parquet

from ..errors import MissingExtra
from ..in_place import InPlace
from ..model import Parts
from . import BATCH, Kernel, in_memory
from .duckdb import DuckDBEngine
from .observations import FILE, LINE, NUMBER, united

_TRAVEL = 1_000_000
"""Rows up to which what is held comes here: what is then asked of them takes no stages."""


class SparkEngine:
    """Parquet read by the workers as Spark views, and kernels over them in `mapInArrow`.

    Arrow tables are small: what is asked of them alone DuckDB answers here, where a question takes
    a hundredth of the time of Spark's stages. They are sent when they meet a big table.
    """

    name = "spark"

    def __init__(self, session: Any = None, settings: Mapping[str, str] | None = None) -> None:
        """Use `session`, or start one with `settings`, by Spark's names; local where none says.

        Raises `MissingExtra` when pyspark is not installed.
        """
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise MissingExtra("engine = 'spark'", "spark") from error
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        # Workers must see the packages of this environment, not those of the first python3.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.appName("solecast")
        for name, value in (_defaults() | dict(settings or {})).items():
            builder = builder.config(name, value)
        self._session = session or builder.getOrCreate()
        self._connection = ibis.pyspark.connect(self._session)
        self._names = count()
        self._big: set[str] = set()
        self._sent: set[str] = set()
        self._local = DuckDBEngine()

    def table(self, arrow: pa.Table) -> Expression:
        """Give an Ibis expression for an Arrow table."""
        return self._local.table(arrow)

    def parquet(self, rows: Parts | pa.Table, numbered: str | None = None) -> Expression:
        """Give an Ibis expression for a big table, which the workers read."""
        if (arrow := in_memory(rows, numbered)) is not None:
            return self.table(arrow)
        # Spark reads files of one schema together; they differ where they come from elsewhere.
        frames = [self._read(files, rows.schema, numbered) for files in _alike(rows.files)]
        stored = self._view(reduce(lambda one, other: one.union(other), frames)) if frames else None
        return united(stored, rows, numbered, self._base, self.table)

    def _read(
        self, files: Sequence[tuple[int, Path]], schema: pa.Schema, numbered: str | None
    ) -> Any:
        """Read files of one schema, each with its place among the parts."""
        frame = self._session.read.parquet(*(str(file) for _, file in files))
        columns = _columns(schema, missing=set(schema.names) - set(frame.columns))
        return frame.select([*columns, _number(files).alias(numbered)] if numbered else columns)

    def _base(self, place: InPlace, before: int) -> Expression:
        """Give the columns of a dataset that lies elsewhere."""
        from pyspark.sql.functions import col

        frames = []
        for files in _alike(place.files):
            reader = self._session.read.option("basePath", str(place.root))
            frame = reader.parquet(*(str(file) for _, file in files))
            columns = [
                col(f"`{column}`").alias(name)
                for name, column in place.columns.items()
                if column in frame.columns
            ]
            at, row = _place_of(files), col("_metadata.row_index")
            number = _number([(before + at, file) for at, file in files]).alias(NUMBER)
            frames.append(frame.select([*columns, at.alias(FILE), row.alias(LINE), number]))
        return self._view(
            reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)
        )

    def hold(self, expression: Expression) -> Expression:
        """Run an expression once for several uses; a lost worker's share is computed anew."""
        if self._is_small(expression):
            return self._local.hold(expression)
        schema = expression.schema().to_pyarrow()
        # Spark truncates a date to a timestamp where the expression says that it is a date.
        frame = _cast(self._frame(expression), schema).persist()
        if frame.count() > _TRAVEL:
            return self._view(frame)
        small = frame.toArrow().cast(schema)
        frame.unpersist()
        return self.table(small)

    def _view(self, frame: Any) -> Expression:
        name = f"view_{next(self._names)}"
        frame.createOrReplaceTempView(name)
        self._big.add(name)
        return ibis.table(self._connection.table(name).schema(), name=name)

    def _is_small(self, expression: Expression) -> bool:
        return not any(table.name in self._big for table in _tables(expression))

    def arrow(self, expression: Expression, schema: pa.Schema | None = None) -> pa.Table:
        """Run an expression; cast the columns to `schema` where one is given."""
        if self._is_small(expression):
            return self._local.arrow(expression, schema)
        # Not `to_pyarrow`: it goes through pandas, which Spark 4 and pandas 3 disagree about.
        result = self._frame(expression).toArrow()
        return result if schema is None else result.select(schema.names).cast(schema)

    def write(self, expression: Expression, folder: Path, schema: pa.Schema) -> Parts:
        """Run an expression into Parquet files in `folder`, in place of what is there."""
        if self._is_small(expression):
            return self._local.write(expression, folder, schema)
        temporary = folder.with_name(f"{folder.name}.tmp")
        frame = _cast(self._frame(expression), schema)
        frame.write.mode("overwrite").parquet(str(temporary))
        shutil.rmtree(folder, ignore_errors=True)
        temporary.replace(folder)
        return Parts(schema, tuple(sorted(folder.glob("*.parquet"))))

    def map_batches(
        self,
        kernel: Kernel,
        rows: pa.Table | Expression,
        by: Sequence[str],
        schema: pa.Schema,
        batch: int = BATCH,
    ) -> pa.Table:
        """Apply `kernel` to parts of a table; rows with equal `by` are in one part.

        With `by` a part is what Spark's shuffle puts together, whatever `batch` says.
        """
        from pyspark.sql.pandas.types import from_arrow_schema

        def whole(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            found = list(batches)
            if found:
                yield from kernel(pa.Table.from_batches(found)).cast(schema).to_batches()

        def single(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for one in batches:
                yield from kernel(pa.Table.from_batches([one])).cast(schema).to_batches()

        if not isinstance(rows, pa.Table) and self._is_small(rows):
            rows = self._local.arrow(rows)
        if isinstance(rows, pa.Table) and rows.num_rows <= batch:
            return self._local.map_batches(kernel, rows, by, schema, batch)
        frame = self._frame(self.table(rows) if isinstance(rows, pa.Table) else rows)
        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(batch))
        parts = frame.repartition(*by) if by else frame
        result = parts.mapInArrow(whole if by else single, from_arrow_schema(schema)).toArrow()
        return result.select(schema.names).cast(schema)

    def _frame(self, expression: Expression) -> Any:
        for table in _tables(expression):
            if table.name not in self._big | self._sent:
                small = self._local.arrow(table.to_expr())
                self._session.createDataFrame(small).createOrReplaceTempView(table.name)
                self._sent.add(table.name)
        return self._session.sql(self._connection.compile(expression))

    def close(self) -> None:
        """Stop the session, and what runs here."""
        self._session.stop()
        self._local.close()


def _tables(expression: Expression) -> list[UnboundTable]:
    """Give the tables that an expression reads."""
    return list(expression.op().find(UnboundTable))


def _defaults() -> dict[str, str]:
    return {
        "spark.master": "local[*]",
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        # What the names of folders such as `dt=2024-01-01` say stays text, as with DuckDB.
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
        # Kernels are functions of this package, which other processes import by its name.
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }


def _place_of(files: Sequence[tuple[int, Path]]) -> Any:
    """Give the place of the file that a row lies in."""
    from pyspark.sql.functions import col, create_map, lit

    # Spark tells addresses with one slash or three, and with `%20` for a space or with the
    # space, by its version and by how many files it reads.
    names = {
        f"file:{slashes}{path}": place
        for place, file in files
        for path in (file.absolute().as_uri().removeprefix("file://"), file.absolute())
        for slashes in ("", "//")
    }
    order = create_map([lit(word) for pair in names.items() for word in pair])
    return order[col("_metadata.file_path")]


def _number(files: Sequence[tuple[int, Path]]) -> Any:
    """Give a number that grows from row to row and from file to file."""
    from pyspark.sql.functions import col

    return _place_of(files).cast("bigint") * (1 << 40) + col("_metadata.row_index")


def _cast(frame: Any, schema: pa.Schema) -> Any:
    """Give a frame exactly the columns and types of `schema`."""
    return frame.select(_columns(schema))


def _columns(schema: pa.Schema, missing: Container[str] = ()) -> list[Any]:
    """Give the columns of `schema`; those that are missing are null."""
    from pyspark.sql.functions import col, lit
    from pyspark.sql.pandas.types import from_arrow_schema

    return [
        (lit(None) if one.name in missing else col(f"`{one.name}`"))
        .cast(one.dataType)
        .alias(one.name)
        for one in from_arrow_schema(schema)
    ]


def _alike(files: Sequence[Path]) -> list[list[tuple[int, Path]]]:
    """Put files of one schema together, each with its place."""
    found: dict[str, list[tuple[int, Path]]] = {}
    for place, file in enumerate(files):
        found.setdefault(str(parquet.read_schema(file)), []).append((place, file))
    return list(found.values())
