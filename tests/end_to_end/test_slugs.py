"""A shoe keeps its address, its decisions and its calls when its name is understood better."""

import datetime as dt

import httpx
import pyarrow as pa
import pytest
from pyarrow import parquet

from solecast import slugs
from solecast.build import build_guide
from solecast.link.linker.decisions import Decision, load_decisions, save_decision
from solecast.model import LINKED, MEASURED
from solecast.publish.site import create_app

from ..serving import serving

FIRST = "name,brand,style code\nBackstep 1.0,Acme,AC1234-100\nPace,Acme,AC9999-100\n"
BETTER = "name,brand,style code\nBackstep One Runner,Acme,AC1234-100\nPace,Acme,AC9999-100\n"
REVIEW = "---\nshoe: the springy one\nscore: 8/10\n---\nGood.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "guide.toml").write_text('title = "T"\n')
    (tmp_path / "shop.csv").write_text(FIRST)
    (tmp_path / "review.md").write_text(REVIEW)
    return tmp_path


@pytest.fixture
def renamed(folder):
    """A guide whose Backstep 1.0 was decided on, called, and is now named otherwise."""
    first = build_guide(folder)
    assert first.resolve("acme-backstep-1-0") == "acme-backstep-1-0"
    decision = Decision("the springy one", "", "acme-backstep-1-0", "accept")
    save_decision(folder / "decisions.csv", decision)
    call = {"made": dt.date(2026, 1, 5), "kind": "live", "method": "m",
            "shoe": "acme-backstep-1-0", "week": dt.date(2026, 1, 12), "mean": 100.0,
            "lo80": 90.0, "hi80": 110.0, "lo95": 80.0, "hi95": 120.0, "naive": 100.0}  # fmt: skip
    known = {name: value for name, value in call.items() if name in MEASURED["ledger"].names}
    parquet.write_table(
        pa.Table.from_pylist([known], schema=MEASURED["ledger"]), folder / "ledger.parquet"
    )
    (folder / "shop.csv").write_text(BETTER)
    return build_guide(folder)


def test_an_old_slug_leads_to_the_shoe(renamed):
    now = renamed.resolve("acme-backstep-1-0")
    assert now != "acme-backstep-1-0"
    assert renamed.shoe("acme-backstep-1-0").shoe == now
    assert renamed.moved("acme-pace") is None


def test_site_and_api_redirect_for_good(renamed):
    now = renamed.resolve("acme-backstep-1-0")
    with serving(create_app(lambda: renamed)) as address:
        for place in ("/shoes/", "/api/shoes/"):
            answer = httpx.get(f"{address}{place}acme-backstep-1-0")
            assert (answer.status_code, answer.headers["location"]) == (301, f"{place}{now}")


def test_decisions_and_calls_follow(renamed, folder):
    now = renamed.resolve("acme-backstep-1-0")
    assert load_decisions(folder / "decisions.csv")[0].shoe == "acme-backstep-1-0"
    assert renamed.rows("SELECT shoe FROM reviews") == [{"shoe": now}]
    assert set(parquet.read_table(folder / "ledger.parquet")["shoe"].to_pylist()) == {now}


def test_a_renamed_shoe_has_not_vanished(renamed):
    assert not [said for said in renamed.sources().vanished if "shoe" in said]


def test_what_was_remembered_is_kept_and_found_again(renamed, folder):
    again = build_guide(folder, force=True)
    assert again.facts["snapshot"] == renamed.facts["snapshot"]
    (folder / "shop.csv").write_text(FIRST)
    assert build_guide(folder).resolve("acme-backstep-1-0") == "acme-backstep-1-0"


def test_an_article_whose_file_is_renamed_keeps_its_address(folder):
    text = "---\nshoe: Pace\nheadline: A sock with a spine\n---\nIt bends with the foot.\n"
    (folder / "articles").mkdir()
    (folder / "articles" / "draft.md").write_text(text)
    assert build_guide(folder).article("draft").headline == "A sock with a spine"
    (folder / "articles" / "draft.md").rename(folder / "articles" / "pace-review.md")
    guide = build_guide(folder)
    assert guide.article("draft").article == "pace-review"
    with serving(create_app(lambda: guide)) as address:
        for place in ("/articles/", "/api/articles/"):
            answer = httpx.get(f"{address}{place}draft")
            assert (answer.status_code, answer.headers["location"]) == (301, f"{place}pace-review")


def test_two_shoes_never_share_what_one_was_known_by():
    known = {"old": ("old", ("A", "B"))}
    linked = {
        "shoes": pa.table({"shoe": ["x", "y"]}),
        "colorways": pa.table({"shoe": ["x", "y"], "style_code": ["A", "B"]}),
        "links": pa.table({"status": ["linked"], "records": [1], "title": [None], "brand": [None],
                           "shoe": ["x"]}),
        "articles": LINKED["articles"].empty_table(),
    }  # fmt: skip
    assert slugs.moved(slugs.follow(known, linked)) == {}
