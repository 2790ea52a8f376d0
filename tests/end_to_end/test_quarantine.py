"""Quarantined rows can be exported, mended and read again."""

import csv

import pytest
from typer.testing import CliRunner

from solecast.build import build_guide, check_inputs
from solecast.faces.command_line import app

SHOP = """name,brand,price,"the, note"
Nike Dunk Low,Nike,110,"a, b"
,adidas,100,"the ""gum"" one"
Total,,210,
"""
SALES = (
    "date,shoe,metric,value\n2026-01-05,Nike Dunk Low,sales,3\nyesterday,Nike Dunk Low,sales,4\n"
)


@pytest.fixture
def folder(tmp_path):
    guide = tmp_path / "guide"
    (guide / "catalog").mkdir(parents=True)
    (guide / "guide.toml").write_text('title = "T"\n[columns]\n"the, note" = "publish"\n')
    (guide / "catalog" / "shop.csv").write_text(SHOP)
    return guide


def export(folder, path):
    done = CliRunner().invoke(
        app, ["quarantine", str(folder), "--csv", str(path)], catch_exceptions=False
    )
    assert done.exit_code == 0
    return done.output


def rewrite(path, change):
    with path.open(newline="") as stream:
        header, *rows = list(csv.reader(stream))
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([header, *(change(row) for row in rows)])
    return header


def test_mended_rows_are_read_in_place_of_the_first_ones(folder, tmp_path):
    out = folder / "mended.csv"
    assert "Wrote 2 rows of catalog/shop.csv" in export(folder, out)
    header = rewrite(
        out, lambda row: [*row[:3], "adidas Gazelle", *row[4:]] if row[1] == "3" else row[:3]
    )
    assert header[:4] == ["quarantined_file", "quarantined_line", "quarantined_reason", "name"]
    guide = build_guide(folder, strict=True)
    assert guide.about().shoes == 2
    assert guide.rows("SELECT source, price FROM listings WHERE shoe = 'adidas-gazelle'") == [
        {"source": "shop", "price": 100.0}
    ]
    assert guide.sources().counts["quarantined"] == 0


def test_a_row_that_is_still_broken_waits_again_under_its_new_place(folder):
    export(folder, folder / "mended.csv")
    rows = check_inputs(folder)["quarantine"].to_pylist()
    assert [(row["file"], row["line"]) for row in rows] == [("mended.csv", 2), ("mended.csv", 3)]


def test_each_file_is_exported_to_a_table_of_its_own(folder, tmp_path):
    (folder / "sales.csv").write_text(SALES)
    said = export(folder, tmp_path / "rows.csv")
    assert "rows-catalog-shop.csv" in said
    assert (
        (tmp_path / "rows-sales.csv").read_text().splitlines()[0].endswith("date,shoe,metric,value")
    )


def test_what_is_exported_is_what_was_written(folder, tmp_path):
    export(folder, tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(newline="") as stream:
        first, *_ = list(csv.DictReader(stream))
    assert (first["the, note"], first["price"], first["brand"]) == (
        'the "gum" one',
        "100",
        "adidas",
    )


def test_cells_of_quarantined_rows_do_not_reach_the_snapshot(folder):
    assert "cells" not in build_guide(folder).table("quarantine").column_names
