"""A Parquet file is read as the table that it is, one of a folder as a part of its dataset."""

import datetime as dt

import pyarrow as pa
import pytest
from pyarrow import parquet

from solecast import read
from solecast.settings.config import Config

from .stated import only, reasons, rows, whole

SIGNALS = {
    "date": pa.array([dt.date(2024, 1, 1), None, dt.date(2024, 1, 3)]),
    "shoe": pa.array(["Samba", "Samba", None]),
    "metric": pa.array(["views", "views", "views"]).dictionary_encode(),
    "value": pa.array([12.5, 3.0, 4.0]),
}


def written(columns):
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(columns), sink)
    return sink.getvalue().to_pybytes()


def test_signals_in_parquet_are_observations_and_what_they_lack_is_told(read_one):
    reading = read_one("views.parquet", written(SIGNALS))
    assert (reading.format, reading.read, reading.used) == ("signals", 3, 1)
    datum = only(reading, "observations")
    assert (datum["title"], datum["value"], datum["line"]) == ("Samba", 12.5, 1)
    assert (datum["date"], datum["source"]) == (dt.date(2024, 1, 1), "views")
    assert reasons(reading) == ["date is ''; it is not a date", "the row names no shoe"]


def test_a_catalog_in_parquet_keeps_its_types_as_words(read_one):
    columns = {
        "name": ["Samba", "Gazelle"],
        "brand": ["adidas", "adidas"],
        "price": pa.array([90, 95]),
        "release date": pa.array([dt.datetime(2024, 1, 5), None]),
        "sizes": [["8", "9"], None],
    }
    found = rows(read_one("c.parquet", written(columns)), "listings")
    assert [(row["title"], row["price"]) for row in found] == [("Samba", 90), ("Gazelle", 95)]
    assert found[0]["release_date"] == dt.date(2024, 1, 5)


@pytest.mark.parametrize("cut", [30, -10])
def test_a_damaged_file_is_a_sentence(cut, read_one):
    reading = read_one("views.parquet", written(SIGNALS)[:cut])
    assert reading.format == "unknown"
    assert "The Parquet file is damaged" in reading.note


def test_the_files_of_a_dataset_are_called_as_their_folder(tmp_path):
    for at, year in enumerate((2023, 2024)):
        folder = tmp_path / "signals" / "Warehouse" / f"place={year}"
        folder.mkdir(parents=True)
        (folder / f"part-{at}.parquet").write_bytes(written(SIGNALS))
        (folder.parent / "_SUCCESS").touch()
    raw = whole(read.run(tmp_path, Config(title="T"), tmp_path / ".store"))
    assert raw["files"].num_rows == 2
    assert raw["observations"]["source"].to_pylist() == ["Warehouse", "Warehouse"]
    assert raw["observations"]["place"].to_pylist() == ["2023", "2024"]
