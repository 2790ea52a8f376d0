"""`solecast check FILE` shows one file as it is written beside as it was understood."""

import json

import pytest
from typer.testing import CliRunner

from solecast.faces.command_line import app

SHOP = """Item,Marke,Kennung,Endpreis,Cost,Regalplatz
Nike Dunk Low,Nike,DD1391-100,110,60,A7
adidas Gazelle,adidas,BB5476-001,100,50,B2
Total,,,210,,
"""


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """Run the command on a file of a guide, in a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "catalog").mkdir()

    def run(content, *options, settings="", name="shop.csv"):
        (tmp_path / "guide.toml").write_text(f'title = "T"\n{settings}')
        path = tmp_path / "catalog" / name
        path.write_text(content)
        done = CliRunner().invoke(app, ["check", str(path), *options], catch_exceptions=False)
        assert done.exit_code == 0
        return done.output

    return run


def test_each_column_says_what_it_became_and_why(shown):
    told = shown(SHOP)
    assert "catalog/shop.csv" in told
    for words in ("by its header", "by its cells", "private, or nothing for a page",
                  "nearest: price, publish"):  # fmt: skip
        assert words in told
    assert max(map(len, told.splitlines())) <= 80


def test_rows_stand_as_written_beside_as_understood(shown):
    told = json.loads(shown(SHOP, "--json"))
    first, _, last = told["rows"]
    assert first["line"] == 2
    assert {"column": "Endpreis", "cell": "110"} in first["written"]
    assert first["understood"][0] == {
        "kind": "listings", "title": "Nike Dunk Low", "brand": "Nike", "style_code": "DD1391-100",
    }  # fmt: skip
    assert last["understood"] == [{"kind": "quarantine", "reason": "the row is a total"}]


def test_what_is_to_be_pasted_mends_the_file(shown):
    paste = json.loads(shown(SHOP, "--json"))["paste"]
    assert paste == ["[columns]", '"Endpreis" = "price"', '"Regalplatz" = "publish"']
    mended = json.loads(shown(SHOP, "--json", settings="\n".join(paste)))
    assert mended["rows"][0]["understood"][0]["price"] == 110
    assert mended["paste"] == []
    by = {one["column"]: one["by"] for one in mended["columns"]}
    assert (by["Endpreis"], by["Item"], by["Kennung"]) == ("guide", "header", "cells")


def test_a_document_is_explained_by_what_was_made_of_it(shown):
    told = shown("---\nshoe: Nike Dunk Low\nscore: 8/10\n---\nGood.\n", name="dunk.md")
    assert "markdown-review (front matter above a text)" in told
    assert "title: Nike Dunk Low" in told


def test_a_file_outside_of_a_guide_is_explained_with_the_defaults(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(SHOP)
    done = CliRunner().invoke(app, ["check", str(path)], catch_exceptions=False)
    assert "catalog" in done.output
