"""After a fetch a build reads what came, and links it to the guide's shoes; it asks nobody."""

import datetime as dt
import json
import socket

import pytest
from typer.testing import CliRunner

from solecast.build import build_guide
from solecast.faces.command_line import app

from .public_services import DAY, Reply
from .test_sources import ITEM, RSS, days, post, product

TOML = """
title = "Test"
currency = "USD"

[fetch]
contact = "editor@example.org"
allow_private = ["127.0.0.1"]
wikipedia = ["Balenciaga Speed 2.0"]
news = ["Balenciaga Speed 2.0"]
feeds = ["{0}/feed"]
forums = ["Sneakers"]

[fetch.shops]
"{0}" = "EUR"

[fetch.services]
pageviews = "{0}/rest"
articles = "{0}/w/api.php"
news = "{0}/gdelt"
forums = "{0}"
"""
CATALOG = (
    "brand,name,model,version,release_date\nBalenciaga,Balenciaga Speed 2.0,Speed,2.0,2021-05-01\n"
)
YESTERDAY = dt.datetime.now(dt.UTC).date() - DAY


@pytest.fixture
def folder(services, tmp_path):
    """A guide of one shoe, of which every service knows something."""
    start = YESTERDAY - 40 * DAY
    services.views["Balenciaga_Speed_2.0"] = days(start, 30)
    services.news['"Balenciaga Speed 2.0"'] = days(start, 30, 0.01)
    services.posts["Sneakers"] = [
        {**post(number, YESTERDAY - number * DAY), "title": "Balenciaga Speed 2.0 on feet"}
        for number in range(1, 4)
    ]
    headline = ITEM.format("The Balenciaga Speed 2.0 is back", 2025)
    services.files["/feed"] = Reply(RSS.format(1, headline).encode(), type="application/rss+xml")
    services.products = [product(1, "Balenciaga Speed 2.0 Sneaker")]
    (tmp_path / "guide.toml").write_text(TOML.format(services.address))
    (tmp_path / "catalog.csv").write_text(CATALOG)
    return tmp_path


def run(*words):
    return CliRunner().invoke(app, ["fetch", *map(str, words)])


def test_what_was_fetched_is_linked_and_a_build_asks_nobody(services, folder, monkeypatch):
    done = run(folder)
    assert done.exit_code == 0, done.output
    asked = len(services.asked)

    def nobody(*_, **__):
        raise AssertionError("a build asks the network")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    guide = build_guide(folder)
    assert len(services.asked) == asked
    files = {row["file"]: row for row in guide.table("files").to_pylist()}
    read = {name.split("/")[1]: row for name, row in files.items() if name.startswith("fetched/")}
    assert {name: row["format"] for name, row in read.items()} == {
        "wikipedia": "pageviews",
        "news": "gdelt",
        "feeds": "news-feed",
        "forums": "posts",
        "shops": "shopify",
    }
    assert all(row["linked"] and row["used"] for row in read.values())
    assert not any(row["quarantined"] or row["unknown"] for row in read.values())
    page = guide.shoe("Balenciaga Speed 2.0")
    sources = {one.source for one in page.heat_sources}
    assert {"en.wikipedia", "GDELT", "Reddit Sneakers", "A magazine"} <= sources
    (listing,) = [one for one in guide.table("listings").to_pylist() if one["price"]]
    assert (listing["price"], listing["currency"]) == (895.0, "EUR")
    assert listing["url"] == f"{services.address}/products/speed-1"
    guide.close()


def test_the_summary_tells_what_is_new_unchanged_and_failed_and_the_exit_says_so(services, folder):
    services.always["/gdelt"] = Reply(b"Something else", type="text/html")
    done = run(folder, "--quiet")
    assert done.exit_code == 1
    assert "Failed: news 'Balenciaga Speed 2.0'" in done.output
    assert 'The service says: "Something else"' in done.output
    told = json.loads(run(folder, "--json").stdout)
    by_source = {one["source"]: one for one in told}
    assert by_source["news"]["failed"] == "says"
    assert by_source["wikipedia"]["new"] == 0
    shown = run(folder, "--progress", "none").output
    rows = {line.split()[0]: line.split()[1:] for line in shown.splitlines() if line.strip()}
    assert rows["news"] == ["0", "0", "1", "says"]
    assert rows["feeds"] == ["0", "1", "0"]


def test_progress_is_lines_of_json_for_programs(folder):
    done = run(folder, "--progress", "json", "--only", "feeds")
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert (told[-1]["step"], told[-1]["done"], told[-1]["total"]) == ("fetching", 1, 1)


def test_a_dry_run_lists_questions(services, folder):
    done = run(folder, "--dry-run")
    assert services.asked == []
    assert f"shops '{services.address}': this page and those after it: " in done.output
    assert run(folder, "--dry-run", "--only", "forums").output.count("\n") == 1


def test_proposals_are_lines_to_paste(services, folder):
    build_guide(folder).close()
    services.pages["Balenciaga Speed"] = [
        {"title": "Speed (Balenciaga)", "description": "Sneaker by Balenciaga"},
        {"title": "Speed limit", "description": "Maximum speed on a road"},
    ]
    services.pages["Balenciaga shoes"] = [
        {"title": "Balenciaga", "description": "Fashion house"},
        {"title": "Balenciaga (disambiguation)", "pageprops": {"disambiguation": ""}},
    ]
    lines = run(folder, "--suggest", "--quiet").output.splitlines()
    speed = "Balenciaga Speed 2.0: unsure: look at it first (Sneaker by Balenciaga)"
    assert f'    # "Speed (Balenciaga)",  # {speed}' in lines
    assert '    "Balenciaga",  # Balenciaga: its title is the name (Fashion house)' in lines
    assert '    "Balenciaga",  # Balenciaga' in lines
