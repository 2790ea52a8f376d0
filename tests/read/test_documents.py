"""Reviews keep their words, and each fact keeps the words that state it."""

import datetime as dt

import pytest

from solecast.read.formats.documents.html_pages import subject
from solecast.read.formats.documents.stated_facts import evidence

from .stated import only, reasons, rows

REVIEW = """---
shoe: Balenciaga Speed 2.0
score: 8.5/10
author: An editor
date: 2026-11-24
pros:
  - Bends
facts:
  lining: terry cloth
  outsole: [five segments, rubber]
  drop: 4 mm
  vegan: no
---

Turn it over. The sole comes in five separate segments. Inside, terry cloth lines the shoe.
"""


def test_front_matter_and_body_make_a_review(read_one):
    review = only(read_one("r.md", REVIEW), "reviews")
    assert (review["title"], review["score"]) == ("Balenciaga Speed 2.0", 85)
    assert (review["author"], review["date"]) == ("An editor", dt.date(2026, 11, 24))
    assert review["pros"] == ["Bends"]
    assert review["text"].startswith("Turn it over.")


def test_each_fact_has_the_words_that_state_it_or_is_a_cell_of_the_front_matter(read_one):
    facts = rows(read_one("r.md", REVIEW), "facts")
    assert [(f["attribute"], f["value"], f.get("evidence"), f.get("column")) for f in facts] == [
        ("lining", "terry cloth", "Inside, terry cloth lines the shoe.", None),
        ("outsole", "five segments", "The sole comes in five separate segments.", None),
        ("outsole", "rubber", None, "outsole"),
        ("drop", "4 mm", None, "drop"),
        ("vegan", "no", None, "vegan"),
    ]
    assert all(f["evidence"] in REVIEW for f in facts if "evidence" in f)


def test_evidence_is_whole_words():
    assert evidence("red", "It is bored. It is red.") == "It is red."


@pytest.mark.parametrize("version", ["2.0", "1.10", "007"])
def test_front_matter_is_text_as_written(version, read_one):
    fact = only(
        read_one("r.md", f"---\nshoe: A\nfacts:\n  version: {version}\n---\nText.\n"), "facts"
    )
    assert fact["value"] == version


@pytest.mark.parametrize("score", ["banana", "101", "-1", "9/5"])
def test_a_score_out_of_range_is_said_and_left_out(score, read_one):
    reading = read_one("r.md", f"---\nshoe: A\nscore: {score}\n---\nText.\n")
    assert "score" not in only(reading, "reviews")
    assert reasons(reading)[0].startswith(f"score is '{score}'")


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("score: 3\n---\n", "names no shoe"),
        ("shoe: A\n", "not closed"),
        ("shoe: [a\n---\n", "not valid YAML"),
        ("a: &x [1]\nb: *x\n---\n", "aliases are not read"),
    ],
)
def test_broken_front_matter_is_said_in_a_sentence(front, words, read_one):
    reading = read_one("r.md", "---\n" + front)
    assert reading.format == "unknown"
    assert words in reading.note


def test_one_bad_json_ld_block_does_not_kill_the_rest(read_one):
    page = (
        '<html><script type="application/ld+json">{{{</script>'
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"},'
        ' {"@type": ["Product"],'
        '"name": "Speed\t2.0", "brand": ["Balenciaga"], "successorOf": {"name": "Speed Trainer"},'
        '"offers": {"lowPrice": "895.00", "priceCurrency": "EUR"}, "review": [{"@type": "Review",'
        '"reviewBody": "Bends, well,", "reviewRating": {"ratingValue": 4.5},'
        '"author": {"name": "A"}, "positiveNotes": {"itemListElement": [{"name": "Soft"}]},}],'
        '"aggregateRating": {"ratingValue": "80", "bestRating": 100, "ratingCount": "12"},}]}'
        "</script></html>"
    )
    reading = read_one("p", page)
    assert reading.format == "schema-org"
    assert "One JSON-LD block" in reading.note
    listing = only(reading, "listings")
    assert (listing["title"], listing["brand"]) == ("Speed 2.0", "Balenciaga")
    assert (listing["price"], listing["currency"]) == (895, "EUR")
    assert listing["previous"] == "Speed Trainer"
    review, total = rows(reading, "reviews")
    assert (review["score"], review["text"], review["pros"]) == (90, "Bends, well,", ["Soft"])
    assert (total["score"], total["ratings"]) == (80, 12)


@pytest.mark.parametrize(
    ("headline", "shoe"),
    [
        ("On Cloudmonster 3 review", "On Cloudmonster 3"),
        ("Speed 2.0 Review (2026) | A Site", "Speed 2.0"),
        ("Preview", "Preview"),
        ("Review", "Review"),
    ],
)
def test_a_headline_is_about_its_shoe(headline, shoe):
    assert subject(headline) == shoe


def test_posts_name_no_shoe(read_one):
    post = only(
        read_one("p.csv", '\ufeffid,title,selftext,time\n1,Which?,"a\nb",2025-05-19 07:49:13\n'),
        "reviews",
    )
    assert (post["headline"], post["text"], post["date"]) == (
        "Which?",
        "a\nb",
        dt.date(2025, 5, 19),
    )
    assert "title" not in post


def test_tables_of_a_page_state_what_the_maker_says_and_what_was_measured(read_one):
    page = (
        "<html><h1>Acme Pace review</h1><p>" + "A shoe that runs. " * 20 + "</p>"
        "<table><tr><th>Lab test</th><th>Acme Pace</th><th>Average</th></tr>"
        "<tr><th>Drop</th><td>9.1 mm</td><td>8.5 mm</td></tr>"
        "<tr><th>Midsole softness</th><td>Soft</td><td>Firm</td></tr>"
        "<tr><th>Weight</th><td>8.5 oz (241g)</td><td>262g</td></tr></table>"
        "<div><h2>Specs (brand)</h2></div>"
        "<table><tr><th>Drop:</th><td>8 mm</td></tr><tr><th>Colours of the box</th><td>2</td></tr>"
        "<tr><th>Release date:</th><td>Feb 01, 2026</td></tr></table>"
        "<table><tr><td>Drop</td><td>3 mm</td></tr></table></html>"
    )
    facts = rows(read_one("p.html", page), "facts")
    assert [(f["attribute"], f["value"], f["source"]) for f in facts] == [
        ("drop", "9.1 mm", "p"),
        ("weight", "241 g", "p"),
        ("drop", "8 mm", "p, advertised"),
        ("release_date", "2026-02-01", "p, advertised"),
    ]
    assert facts[0]["column"] == "Drop"
    assert {f["title"] for f in facts} == {"Acme Pace"}
