"""Facts about the starter's facts: years, places, words of its own, and corrected shoes."""

import csv
import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from solecast import read_facts

from ..starter_files import DATA, SHARED, STARTER, catalogs, facts, rows, shoe_names

NGRAM = 8


def test_lyst_ranks_put_the_speed_trainer_first_in_2017() -> None:
    lines = rows("signals/lyst-ranks.csv")
    first = next(r for r in lines if r["shoe"] == "Balenciaga Speed Trainer")
    assert (first["date"], first["value"], first["period"]) == ("2017-07-01", "1", "quarter")
    assert all(r["url"].startswith("http") for r in rows("facts/lyst.csv"))


def test_both_dates_of_the_triple_s_are_kept() -> None:
    dates = {
        r["value"]
        for r in facts()
        if r["shoe"] == "Balenciaga Triple S" and r["attribute"] == "release_date"
    }
    assert dates == {"2016", "2017-09-21"}


def test_the_facts_of_the_speed_2_0_are_there_with_their_words() -> None:
    stated = {r["attribute"]: r for r in facts() if r["shoe"] == "Balenciaga Speed 2.0"}
    assert stated["upper_material"]["value"] == "3D knit"
    assert stated["release_date"]["value"] == "Summer 2020"
    assert stated["predecessor"]["value"] == "Balenciaga Speed Trainer"


def test_what_the_article_on_the_speed_2_0_says_is_read_from_it_not_typed() -> None:
    text = (STARTER / "articles/balenciaga-speed-2-0.md").read_text(encoding="utf-8")
    read = {(fact.attribute, fact.value) for fact in read_facts(text, "Balenciaga Speed 2.0")}
    assert ("sole_feature", "split into five segments") in read
    assert ("lining_material", "terry cloth") in read
    assert ("insole", "cushy") in read
    typed = {r["attribute"] for r in facts() if r["shoe"] == "Balenciaga Speed 2.0"}
    assert not typed & {"sole_feature", "lining", "insole"}


def test_evidence_is_words_and_a_table_s_cell_has_its_column_instead() -> None:
    tables = {"facts/lyst.csv", "facts/launches.csv"}
    assert all(r["column"] and not r.get("evidence") for name in tables for r in rows(name))
    assert all(r["evidence"] or r["column"] for r in rows("facts/balenciaga-speed.csv"))


FIRST_RELEASES = {
    "Air Jordan 1 Retro High": "1985",
    "Air Jordan 3 Retro": "1988",
    "Air Jordan 4 Retro": "1989",
    "Air Jordan 11 Retro": "1995",
    "Air Jordan 12 Retro": "1996",
    "Air Jordan 13 Retro": "1997",
    "Nike Air Force 1 Low": "1982",
    "Nike Dunk Low": "1985",
    "Nike SB Dunk Low": "2002",
    "Nike Cortez": "1972",
    "Nike Blazer Mid": "1973",
    "Nike Air Max 1": "1987",
    "Nike Air Max 90": "1990",
    "Nike Air Max 95": "1995",
    "Nike Air Max 97": "1997",
    "Nike Air Huarache": "1991",
    "Nike Air Presto": "2000",
    "Nike Zoom Vomero 5": "2011",
    "adidas Superstar": "1969",
    "adidas Stan Smith": "1965",
    "adidas Gazelle": "1966",
    "adidas Samba OG": "1949",
    "adidas Handball Spezial": "1979",
    "adidas Ultraboost 1.0": "2015",
    "New Balance 550": "1989",
    "New Balance 574": "1988",
    "New Balance 990 v4": "2016",
    "New Balance 992": "2006",
    "ASICS Gel-Lyte III": "1990",
    "ASICS Gel-Kayano 14": "2008",
    "Converse Chuck Taylor All Star": "1917",
    "Vans Old Skool": "1977",
    "Reebok Classic Leather": "1983",
    "Reebok Question Mid": "1996",
    "Puma Suede Classic": "1968",
    "Puma Speedcat OG": "1999",
    "Salomon XT-6": "2013",
    "Onitsuka Tiger Mexico 66": "1966",
    "Balenciaga Triple S": "2017",
    "Balenciaga Speed Trainer": "2016",
}


def test_the_best_source_states_the_year_that_people_know() -> None:
    best: dict[str, dict[str, str]] = {}
    for r in rows("facts/first-releases.csv"):
        known = best.setdefault(r["shoe"], r)
        best[r["shoe"]] = min(known, r, key=lambda r: (-float(r["confidence"]), r["value"]))
    assert {shoe: best[shoe]["value"] for shoe in FIRST_RELEASES} == FIRST_RELEASES


def test_retros_have_first_releases_with_their_sources() -> None:
    stated = rows("facts/first-releases.csv")
    assert len({r["shoe"] for r in stated}) >= 120
    assert len({r["shoe"] for r in stated if r["url"].startswith("http")}) >= 80
    unsourced = [r for r in stated if not r["url"]]
    assert all(r["source"] == "General knowledge" for r in unsourced)
    assert all(float(r["confidence"]) <= 0.5 for r in unsourced)


def test_facts_are_about_shoes_of_the_catalog() -> None:
    assert {r["shoe"] for r in facts()} - {"Balenciaga"} <= shoe_names()


def test_a_colorway_that_hides_its_partner_is_named_or_left_out() -> None:
    dunks = {r["title"]: r for r in catalogs() if r["model"] == "Dunk Low"}
    assert "Nike Dunk Low White/Pine Green-Pine Green" not in dunks
    assert dunks["Nike Dunk Low Off-White Pine Green"]["collaborator"] == "Off-White"
    chucks = [r for r in catalogs() if r["model"] == "Chuck Taylor All Star"]
    assert max(float(r["retail_price"]) for r in chucks) < 100


def test_a_category_is_how_a_shoe_is_worn_now() -> None:
    worn = {r["model"]: r["category"] for r in catalogs()}
    for model in ("Shox TL", "XT-6", "Gel-NYC", "Air Jordan 4 Retro", "990", "Zoom Vomero 5"):
        assert worn[model] == "lifestyle"
    assert worn["Pegasus"] == worn["Clifton"] == "running"
    assert worn["LeBron"] == "basketball"


def ngrams(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9']+", html.unescape(re.sub(r"<[^>]*>", " ", text)).lower())
    return {" ".join(words[i : i + NGRAM]) for i in range(len(words) - NGRAM + 1)}


def own_prose() -> Iterator[str]:
    """Whatever the starter says in words: documents whole, of tables the cells of facts."""
    for path in STARTER.rglob("*"):
        if path.suffix in (".md", ".toml"):
            yield path.read_text("utf-8")
    for r in facts():
        yield from (r["value"], r.get("evidence", ""))


def source_texts() -> Iterator[str]:
    """The documents of the source data; its tables only where they hold prose."""
    texts = [*SHARED.glob("seeds/*.txt"), *DATA.glob("facts-gold-dev/texts/*.txt")]
    texts += [*DATA.glob("review-pages/*.html"), *DATA.glob("lifestyle-108/*.csv")]
    texts += [*DATA.glob("mentions/*.json"), *DATA.glob("catalogs/*.json")]
    texts += [DATA / "lifestyle-108/catalog.json", DATA / "catalogs/stockx-2021-mit.csv"]
    yield from (path.read_text("utf-8", errors="replace") for path in texts)
    packed = ["catalogs/footwear-886.csv.gz", "mentions/askrunningshoegeeks-posts.csv.gz"]
    packed += ["review-pages/full-page-2026.html.gz", "catalogs/adidas-usa.csv.gz"]
    packed += ["catalogs/adidas-nike.csv.gz"]
    yield from (unpacked(DATA / name) for name in packed)
    pages = json.loads(unpacked(DATA / "running-lab-457/pages.json.gz"))
    yield from (text for page in pages for text in _strings(page))


def unpacked(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8", errors="replace")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"no source data at {DATA}")


@pytest.mark.data
@needs_data
def test_no_eight_words_in_a_row_are_those_of_a_source() -> None:
    own = {gram for text in own_prose() for gram in ngrams(text)}
    assert len(own) > 2_000
    for text in source_texts():
        assert not own & ngrams(text)


@pytest.mark.data
@needs_data
def test_the_evidence_from_the_speed_2_0_page_is_exact() -> None:
    page = next(SHARED.glob("seeds/*.txt")).read_text("utf-8")
    quoted = [r for r in facts() if r["source"] == "Speed 2.0 page"]
    assert len(quoted) >= 15
    assert all(r["evidence"] in page for r in quoted)


@pytest.mark.data
@needs_data
def test_the_places_in_lyst_s_lists_are_those_of_the_source() -> None:
    with (DATA / "lyst-ranks.csv").open(encoding="utf-8") as lines:
        stated = {(r["period"], r["rank"], r["source"]) for r in csv.DictReader(lines)}
    for r in rows("facts/lyst.csv"):
        rank = re.match(r"no\. (\d+)", r["value"])
        assert (r["date"], rank[1] if rank else "", r["url"]) in stated


@pytest.mark.data
@needs_data
def test_the_contest_figures_are_those_of_the_source() -> None:
    with (DATA / "sales/stockx-contest-2019-weekly.csv").open(encoding="utf-8") as lines:
        stated = list(csv.DictReader(lines))
    weekly = rows("signals/stockx-contest.csv")
    sold = sum(int(r["value"]) for r in weekly if r["metric"] == "sales")
    assert sold == sum(int(r["sales"]) for r in stated) == 99_956
    assert len(weekly) == 2 * len(stated)
