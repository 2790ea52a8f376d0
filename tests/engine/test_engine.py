"""The same expressions and kernels give the same tables on every engine."""

import os
import subprocess
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from pyarrow import parquet

from solecast.engine import open_engine
from solecast.engine.duckdb import DuckDBEngine
from solecast.model import Parts

from ..spark import NEEDS_SPARK

SALES = pa.table(
    {
        "shoe": ["speed", "speed", "track", None],
        "sold": [3, 4, 5, 6],
    }
)
DOUBLED = pa.schema([("shoe", pa.string()), ("twice", pa.int64())])
COUNTED = pa.schema([("shoe", pa.string()), ("rows", pa.int64())])


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


@pytest.fixture(scope="module")
def pool():
    opened = DuckDBEngine(workers=2)
    yield opened
    opened.close()


def double(table):
    return pa.table({"shoe": table["shoe"], "twice": pc.multiply(table["sold"], 2)})


def count_by_shoe(table):
    counts = table.group_by("shoe").aggregate([("sold", "count")])
    return counts.rename_columns(["shoe", "rows"])


def refuse(table):
    raise ValueError("this kernel takes no rows")


def parts(folder, *tables, schema=SALES.schema):
    files = [folder / f"{number}.parquet" for number in range(len(tables))]
    for file, table in zip(files, tables, strict=True):
        parquet.write_table(table, file)
    return Parts(schema, tuple(files))


def test_an_expression_gives_the_same_table(engine):
    sales = engine.table(SALES)
    expression = sales.group_by("shoe").aggregate(sold=sales.sold.sum()).order_by("sold")
    schema = pa.schema([("shoe", pa.string()), ("sold", pa.int64())])
    assert engine.arrow(expression, schema).to_pylist() == [
        {"shoe": "track", "sold": 5},
        {"shoe": None, "sold": 6},
        {"shoe": "speed", "sold": 7},
    ]


def test_a_big_table_is_all_of_its_parts(engine, tmp_path):
    sales = engine.parquet(parts(tmp_path, SALES, SALES))
    assert engine.arrow(sales.aggregate(sold=sales.sold.sum()))["sold"].to_pylist() == [36]


def test_a_big_table_without_parts_is_empty(engine):
    assert engine.arrow(engine.parquet(Parts(SALES.schema)), SALES.schema).num_rows == 0


def test_parquet_from_elsewhere_gets_the_declared_columns(engine, tmp_path):
    found = pa.table({"sold": pa.array([1.0], pa.float32()), "colour of it": ["red"]})
    sales = engine.parquet(parts(tmp_path, found, SALES))
    rows = engine.arrow(sales.order_by("sold"), SALES.schema).to_pylist()
    assert rows[0] == {"shoe": None, "sold": 1}
    assert len(rows) == 5


def test_rows_are_numbered_in_the_order_of_the_parts(engine, tmp_path):
    folder = tmp_path / "a folder"
    folder.mkdir()
    sales = engine.parquet(parts(folder, SALES.slice(2), SALES.slice(0, 2)), numbered="row")
    assert engine.arrow(sales.order_by("row"))["sold"].to_pylist() == [5, 6, 3, 4]
    sales = engine.parquet(SALES, numbered="row")
    assert engine.arrow(sales.order_by("row"))["sold"].to_pylist() == [3, 4, 5, 6]


def test_what_is_held_is_asked_again(engine):
    sales = engine.table(SALES)
    held = engine.hold(sales.filter(sales.sold > 3))
    assert engine.arrow(held.aggregate(sold=held.sold.sum()))["sold"].to_pylist() == [15]


def test_what_is_written_is_a_big_table(engine, tmp_path):
    sales = engine.table(SALES)
    doubled = sales.select("shoe", twice=sales.sold * 2).order_by("twice")
    written = engine.write(doubled, tmp_path / "doubled", DOUBLED)
    assert written.num_rows == 4
    again = engine.arrow(engine.parquet(written).order_by("twice"), DOUBLED)
    assert again["twice"].to_pylist() == [6, 8, 10, 12]


def test_writing_replaces_what_was_there(engine, tmp_path):
    sales = engine.table(SALES)
    for sold in (3, 4):
        rows = sales.filter(sales.sold == sold)
        written = engine.write(rows, tmp_path / "sales", SALES.schema)
    assert engine.arrow(engine.parquet(written))["sold"].to_pylist() == [4]
    assert [path.name for path in tmp_path.iterdir()] == ["sales"]


def test_a_kernel_sees_every_row_once(engine):
    result = engine.map_batches(double, SALES, ["shoe"], DOUBLED)
    assert result.schema == DOUBLED
    assert sorted(result["twice"].to_pylist()) == [6, 8, 10, 12]


@pytest.mark.parametrize("by", [["shoe"], []])
def test_a_kernel_goes_over_an_expression(engine, tmp_path, by):
    sales = engine.parquet(parts(tmp_path, SALES, SALES))
    dear = sales.filter(sales.sold > 3)
    result = engine.map_batches(double, dear, by, DOUBLED, batch=2)
    assert sorted(result["twice"].to_pylist()) == [8, 8, 10, 10, 12, 12]


def test_equal_keys_meet_in_one_part(pool):
    table = pa.table({"shoe": [f"s{i % 7}" for i in range(100)], "sold": [1] * 100})
    for rows in (table, pool.table(table)):
        counted = pool.map_batches(count_by_shoe, rows, ["shoe"], COUNTED, batch=20)
        assert counted.num_rows == 7
        assert pc.sum(counted["rows"]).as_py() == 100


def test_what_a_kernel_raises_is_raised_here(pool):
    for _ in range(3):
        with pytest.raises(ValueError, match="takes no rows"):
            pool.map_batches(refuse, SALES, [], DOUBLED, batch=1)
    assert pool.map_batches(double, SALES, [], DOUBLED, batch=1).num_rows == 4


def die(table):
    if os.environ.get("PARENT") != str(os.getpid()):
        os._exit(9)
    return double(table)


def test_what_a_dead_worker_leaves_is_computed_here(pool, monkeypatch):
    monkeypatch.setenv("PARENT", str(os.getpid()))
    mortal = DuckDBEngine(workers=2)
    assert mortal.map_batches(die, SALES, [], DOUBLED, batch=1).num_rows == 4
    mortal.close()


def test_a_script_without_a_main_guard_can_build(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import pyarrow as pa\n"
        "from solecast.engine.duckdb import DuckDBEngine\n"
        "from tests.engine.test_engine import COUNTED, count_by_shoe\n"
        "engine = DuckDBEngine(workers=2)\n"
        "table = pa.table({'shoe': list('aab'), 'sold': [1, 1, 1]})\n"
        "print(engine.map_batches(count_by_shoe, table, [], COUNTED, batch=1).num_rows)\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join([".", *sys.path])},
    )
    assert done.stdout == "3\n"


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
