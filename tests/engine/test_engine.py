"""The same expressions and kernels give the same tables on every engine."""

import subprocess
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from solecast.engine import open_engine
from solecast.engine.duckdb import DuckDBEngine

from ..spark import NEEDS_SPARK

SALES = pa.table(
    {
        "shoe": ["speed", "speed", "track", None],
        "sold": [3, 4, 5, 6],
    }
)
DOUBLED = pa.schema([("shoe", pa.string()), ("twice", pa.int64())])


@pytest.fixture(
    params=[
        "duckdb",
        pytest.param("spark", marks=NEEDS_SPARK),
    ],
    scope="module",
)
def engine(request):
    with open_engine(request.param) as opened:
        yield opened


def double(table):
    return pa.table({"shoe": table["shoe"], "twice": pc.multiply(table["sold"], 2)})


def test_an_expression_gives_the_same_table(engine):
    sales = engine.table(SALES)
    expression = sales.group_by("shoe").aggregate(sold=sales.sold.sum()).order_by("sold")
    schema = pa.schema([("shoe", pa.string()), ("sold", pa.int64())])
    assert engine.arrow(expression, schema).to_pylist() == [
        {"shoe": "track", "sold": 5},
        {"shoe": None, "sold": 6},
        {"shoe": "speed", "sold": 7},
    ]


def test_a_kernel_sees_every_row_once(engine):
    result = engine.map_batches(double, SALES, ["shoe"], DOUBLED)
    assert result.schema == DOUBLED
    assert sorted(result["twice"].to_pylist()) == [6, 8, 10, 12]


def test_a_pool_keeps_equal_keys_together():
    rows = 200_001
    table = pa.table({"shoe": [f"s{i % 7}" for i in range(rows)], "sold": [1] * rows})
    pool = DuckDBEngine(workers=2)
    schema = pa.schema([("shoe", pa.string()), ("rows", pa.int64())])
    counted = pool.map_batches(count_by_shoe, table, ["shoe"], schema)
    pool.close()
    assert counted.num_rows == 7
    assert pc.sum(counted["rows"]).as_py() == rows


def count_by_shoe(table):
    counts = table.group_by("shoe").aggregate([("sold", "count")])
    return counts.rename_columns(["shoe", "rows"])


def test_without_pyspark_the_error_names_the_extra():
    code = (
        "import sys; sys.modules['pyspark.sql'] = None\n"
        "from solecast.engine import open_engine\n"
        "from solecast.errors import MissingExtra\n"
        "try:\n    open_engine('spark').__enter__()\n"
        "except MissingExtra as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Install the extra 'spark': pip install 'solecast[spark]'." in done.stdout
