"""The report says what became of every file, and what is missing since the last build."""

import json

import pytest

from solecast.build import build_guide, check_inputs
from solecast.report.build_report import load_report

CATALOG = """name,brand,price,Regalplatz
Nike Dunk Low,Nike,110,A7
adidas Gazelle,adidas,100,B2
Total,,,
"""
SIGNALS = "date,shoe,metric,value\n2026-01-05,Nike Dunk Low,sales,3\n2026-01-12,A lamp,sales,4\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "guide.toml").write_text('title = "T"\n')
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "shop.csv").write_text(CATALOG)
    (tmp_path / "sales.csv").write_text(SIGNALS)
    return tmp_path


def files(tables):
    return {row["file"]: row for row in tables["files"].to_pylist()}


def test_each_file_says_how_many_of_its_records_are_linked(folder):
    found = files(check_inputs(folder))
    shop, sales = found["catalog/shop.csv"], found["sales.csv"]
    told = ("read", "used", "linked", "quarantined")
    assert [shop[name] for name in told] == [3, 2, 2, 1]
    assert [sales[name] for name in told] == [2, 2, 1, 0]
    assert shop["unknown"] == ["Regalplatz"]


def test_what_vanished_since_the_last_build_is_a_warning(folder):
    first = build_guide(folder)
    assert first.sources().vanished == []
    (folder / "sales.csv").unlink()
    (folder / "catalog" / "shop.csv").write_text("name,brand\nNike Dunk Low,Nike\n")
    second = build_guide(folder)
    assert second.sources().vanished == [
        "1 file less than in the last build: sales.csv.",
        "1 file gives fewer records than in the last build: catalog/shop.csv (1 of 2).",
        "1 column less is understood than in the last build: price of catalog/shop.csv.",
        "1 shoe less than in the last build: adidas Gazelle.",
    ]
    assert set(second.sources().seconds) == {"read", "link", "measure", "publish"}
    assert build_guide(folder).sources().vanished == second.sources().vanished


def test_a_check_tells_what_a_build_would_lose(folder):
    build_guide(folder)
    (folder / "sales.csv").unlink()
    (lost,) = check_inputs(folder)["differences"].to_pylist()
    assert (lost["what"], lost["name"], lost["before"], lost["after"]) == (
        "file",
        "sales.csv",
        2,
        0,
    )


def test_the_report_lies_beside_the_snapshot_and_never_changes_it(folder):
    store = folder / ".solecast"
    guide = build_guide(folder)
    again = build_guide(folder, force=True)
    assert again.facts["snapshot"] == guide.facts["snapshot"]
    for broken in ("", "{", json.dumps({"snapshot": guide.facts["snapshot"]})):
        (store / "report.json").write_text(broken)
        assert load_report(store, guide.facts["snapshot"]).differences == []
