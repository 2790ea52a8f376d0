"""Parquet that lies elsewhere is read in place: `[data] observations` of `guide.toml`."""

import datetime as dt

import pyarrow as pa
import pytest
from pyarrow import parquet

from solecast import read
from solecast.engine import open_engine
from solecast.errors import ConfigError
from solecast.model import RAW, Parts
from solecast.settings.config import parse_config

from ..spark import NEEDS_SPARK

TODAY = dt.date(2024, 6, 30)
SOLD = {
    "dt": pa.array([dt.date(2024, 1, 1), dt.date(2024, 1, 2), dt.date(2024, 1, 3)]),
    "sneaker": ["Samba", "Samba", "Gazelle"],
    "qty": pa.array([3, 4, 5], pa.int32()),
}
MAPPED = {"dt": "date", "qty": "sales"}


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=NEEDS_SPARK)], scope="module")
def engine(request):
    with open_engine(request.param) as opened:
        yield opened


@pytest.fixture
def guide(tmp_path):
    folder = tmp_path / "guide"
    folder.mkdir()
    return folder


def write(path, **columns):
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pa.table({**SOLD, **columns}), path)


def config(stated, columns=MAPPED):
    return parse_config({"title": "T", "data": {"observations": str(stated), "columns": columns}})


def look(engine, guide, stated, columns=MAPPED):
    return read.look_at(guide, config(stated, columns), engine, TODAY)


def rows(engine, looked):
    found = looked.tables["observations"]
    table = engine.arrow(engine.parquet(found, "row").order_by("row"))
    return table.select(RAW["observations"].names).cast(RAW["observations"]).to_pylist()


def test_a_file_is_read_by_the_mapping_of_its_columns(engine, guide):
    write(guide.parent / "wh" / "shop.parquet")
    found = rows(engine, look(engine, guide, "../wh/shop.parquet"))
    assert [(row["title"], row["value"], row["line"]) for row in found] == [
        ("Samba", 3.0, 1),
        ("Samba", 4.0, 2),
        ("Gazelle", 5.0, 3),
    ]
    assert found[0] == dict.fromkeys(RAW["observations"].names) | {
        "file": str(guide.parent / "wh" / "shop.parquet"),
        "line": 1,
        "source": "shop",
        "title": "Samba",
        "scale_group": "shop:sales",
        "comparable": True,
        "date": dt.date(2024, 1, 1),
        "period": "day",
        "metric": "sales",
        "value": 3.0,
        "censored": False,
        "partial": False,
    }


def test_files_of_a_folder_differ_in_columns_and_types(engine, guide):
    write(guide.parent / "wh" / "place=Canada" / "a.parquet", brand=["adidas"] * 3)
    write(guide.parent / "wh" / "place=Peru" / "b.parquet", qty=[0.5, 1.5, 2.5])
    write(guide.parent / "wh" / "_tmp" / "c.parquet")
    found = rows(engine, look(engine, guide, "../wh"))
    assert [(row["place"], row["brand"], row["value"]) for row in found[2:4]] == [
        ("Canada", "adidas", 5.0),
        ("Peru", None, 0.5),
    ]
    assert (len(found), found[0]["source"]) == (6, "wh")


def test_a_pattern_names_files(engine, guide):
    for name in ("2023-sales", "2024-sales", "2024-stock"):
        write(guide.parent / "wh" / f"{name}.parquet")
    found = look(engine, guide, guide.parent / "wh" / "*-sales.parquet")
    assert [row["used"] for row in found.tables["files"].to_pylist()] == [3, 3]


def test_each_column_that_is_a_metric_gives_a_value(engine, guide):
    write(guide / "sums.parquet", price=[90.0, 95.0, 99.0], currency=["eur", None, "usd"])
    looked = look(engine, guide, "sums.parquet")
    found = rows(engine, looked)
    assert [(row["metric"], row["value"], row["currency"]) for row in found] == [
        ("sales", 3.0, None),
        ("sales", 4.0, None),
        ("sales", 5.0, None),
        ("price", 90.0, "EUR"),
        ("price", 95.0, "USD"),
        ("price", 99.0, "USD"),
    ]
    [file] = looked.tables["files"].to_pylist()
    assert (file["file"], file["read"], file["used"]) == ("sums.parquet", 3, 3)


BAD = {
    "date": ["2024-01-01", "soon", "2024-01-03 10:00:00", None, "2024-07-15", "2024-01-06"],
    "shoe": ["Samba", "Samba", "", "Samba", "Samba", "Samba"],
    "metric": ["Units Sold", "views", "views", "views", "views", "steps"],
    "value": ["1", "2", "3", "4", "5", "6"],
}


def test_useless_rows_are_counted_and_some_shown(engine, guide):
    parquet.write_table(pa.table(BAD), guide / "bad.parquet")
    looked = look(engine, guide, "bad.parquet", {})
    [only] = rows(engine, looked)
    assert (only["metric"], only["value"], only["date"]) == ("sales", 1.0, dt.date(2024, 1, 1))
    [file] = looked.tables["files"].to_pylist()
    assert (file["read"], file["used"], file["quarantined"]) == (6, 1, 5)
    assert "2 rows: date is no date such as 2024-06-20." in file["note"]
    told = {row["line"]: row["reason"] for row in looked.tables["quarantine"].to_pylist()}
    assert told == {
        2: "date is no date such as 2024-06-20 (one of 2 rows)",
        3: "the row names no shoe: shoe is empty",
        4: "date is no date such as 2024-06-20 (one of 2 rows)",
        5: "its date is after the build day, 2024-06-30",
        6: "metric must be one of: sales, price, searches, views, mentions, rank, rating",
    }
    assert looked.later == dt.date(2024, 7, 15)


def test_what_is_no_number_is_counted(engine, guide):
    write(guide / "bad.parquet", qty=[float("nan"), -1.0, 2.0])
    looked = look(engine, guide, "bad.parquet")
    assert [row["value"] for row in rows(engine, looked)] == [2.0]
    [shown, _] = looked.tables["quarantine"].to_pylist()
    assert shown["row"].lower() == "dt: 2024-01-01, sneaker: samba, qty: nan"
    assert shown["reason"].startswith("qty must be a finite number of zero or more")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"dt": "date"}, "none of its columns says what is counted. It has: dt, sneaker, qty."),
        ({"qty": "sales"}, "none of its columns says the date"),
        ({**MAPPED, "qtyy": "sales"}, "has no such column. Did you mean 'qty'?"),
        ({**MAPPED, "sneaker": "pros"}, "an observation has no such field"),
        ({"sneaker": "sales", "dt": "date"}, "none of its columns says the shoe"),
        ({"qty": "date", "dt": "sales"}, "its column 'qty' holds int32, which is no date"),
    ],
)
def test_what_is_wrong_with_columns_is_a_sentence(columns, said, guide):
    write(guide / "sales.parquet")
    with pytest.raises(ConfigError) as raised:
        read.identity(guide, config("sales.parquet", columns))
    assert said in str(raised.value)


def test_a_dataset_that_is_gone_or_no_parquet_is_a_sentence(guide):
    with pytest.raises(ConfigError, match="there is no Parquet file at"):
        read.identity(guide, config("gone/*.parquet"))
    (guide / "text.parquet").write_text("no Parquet")
    with pytest.raises(ConfigError, match=r"text\.parquet cannot be read as Parquet"):
        read.identity(guide, config("text.parquet"))


def test_an_address_is_no_path():
    with pytest.raises(ConfigError, match="an address is not read; mount the storage"):
        config("s3://bucket/sales")


def test_a_changed_dataset_is_noticed(guide):
    write(guide / "wh" / "a.parquet")
    write(guide / "wh" / "b.parquet")
    whole = read.identity(guide, config("wh"))
    assert read.identity(guide, config("wh")) == whole
    write(guide / "wh" / "b.parquet", sneaker=["Samba", "Samba", "Samba OG Black"])
    changed = read.identity(guide, config("wh"))
    (guide / "wh" / "b.parquet").unlink()
    assert len({whole, changed, read.identity(guide, config("wh"))}) == 3


def test_what_is_read_in_place_is_no_other_input(guide):
    write(guide / "wh" / "a.parquet")
    write(guide / "signals" / "b.parquet")
    assert [one.file for one in read.survey(guide, config("wh"))] == ["signals/b.parquet"]


def test_rows_of_the_store_and_of_elsewhere_are_one_table(engine, guide):
    write(guide / "wh" / "a.parquet")
    there = look(engine, guide, "wh").tables["observations"]
    parquet.write_table(RAW["observations"].empty_table(), guide / "none.parquet")
    parquet.write_table(
        pa.Table.from_pylist([{"title": "Campus", "value": 9.0}], RAW["observations"]),
        guide / "own.parquet",
    )
    both = Parts(there.schema, (guide / "none.parquet", guide / "own.parquet"), there.elsewhere)
    found = engine.arrow(engine.parquet(both, "row").order_by("row"))
    assert found["title"].to_pylist() == ["Campus", "Samba", "Samba", "Gazelle"]
