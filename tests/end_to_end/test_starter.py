"""Facts about the starter guide: its size, its sources, and that its words are its own."""

import csv
import gzip
import html
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

import solecast
from solecast import link, read
from solecast.config import load_config
from solecast.engine import open_engine
from solecast.model import METRICS, PERIODS, Tables

STARTER = Path(solecast.__file__).parent / "starter"
SHARED = Path(__file__).resolve().parents[3] / "shared"
DATA = SHARED / "data"
NGRAM = 8

Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    with (STARTER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def all_rows(folder: str) -> Rows:
    return [r for p in sorted(STARTER.glob(f"{folder}/*.csv")) for r in rows(f"{folder}/{p.name}")]


def catalogs() -> Rows:
    return all_rows("catalog")


def signals() -> Rows:
    return all_rows("signals")


def facts() -> Rows:
    return all_rows("facts")


def reviews() -> list[tuple[dict[str, object], str]]:
    found = []
    for path in sorted(STARTER.glob("reviews/*.md")):
        _, head, text = path.read_text("utf-8").split("---\n", 2)
        found.append((yaml.safe_load(head), text))
    return found


def shoe_names() -> set[str]:
    """Names of all shoes: a title without its colorway."""
    return {r["title"].removesuffix(r.get("colorway", "")).strip() for r in catalogs()}


def test_the_starter_stays_under_three_megabytes() -> None:
    assert sum(p.stat().st_size for p in STARTER.rglob("*") if p.is_file()) < 3_000_000


def test_it_has_150_shoes_and_300_colorways_at_least() -> None:
    colorways = {r["title"] for r in catalogs() if r.get("colorway")}
    assert len(shoe_names()) >= 150
    assert len(colorways) >= 300


def test_the_balenciaga_family_is_there_with_its_lineage() -> None:
    family = {"Speed Trainer", "Speed 2.0", "Triple S", "Track", "Track 2"}
    assert {f"Balenciaga {name}" for name in family} <= shoe_names()
    previous = load_config(STARTER).previous
    assert previous["Balenciaga Speed 2.0"] == "Balenciaga Speed Trainer"
    assert previous["Balenciaga Track 2"] == "Balenciaga Track"


def test_lineage_and_aliases_name_shoes_of_the_catalog() -> None:
    config = load_config(STARTER)
    named = {*config.previous, *config.previous.values(), *config.aliases.values()} - {"none"}
    assert named <= shoe_names()


def test_the_settings_are_few() -> None:
    settings = tomllib.loads((STARTER / "guide.toml").read_text("utf-8"))
    assert set(settings) == {"title", "description", "currency", "editors", "previous", "aliases"}


def test_every_file_has_its_entry_in_the_sources() -> None:
    sources = (STARTER / "SOURCES.md").read_text("utf-8")
    for path in STARTER.rglob("*"):
        name = path.relative_to(STARTER).as_posix()
        if path.is_file() and name != "SOURCES.md":
            assert f"`{name}`" in sources or (name.startswith("reviews/") and path.suffix == ".md")


def test_every_row_names_a_source_that_the_sources_describe() -> None:
    sources = (STARTER / "SOURCES.md").read_text("utf-8")
    named = {r["source"] for r in [*catalogs(), *signals(), *facts()]}
    assert all(f"| {name} |" in sources for name in named)


def test_no_listing_is_stated_twice() -> None:
    keys = [(r["title"], r.get("gender"), r["source"]) for r in catalogs()]
    assert len(keys) == len(set(keys))


def test_the_titles_are_brand_model_version_and_colorway() -> None:
    for r in catalogs():
        parts = [r[c] for c in ("model", "version", "colorway") if r.get(c)]
        assert r["title"].endswith(" ".join(parts))
        assert r["title"].startswith(r["brand"]) or r["model"].startswith("Air Jordan")


def test_the_contest_has_its_fifty_colorways_with_weekly_sales_and_prices() -> None:
    listed = {r["title"] for r in rows("catalog/stockx-contest.csv")}
    weekly = rows("signals/stockx-contest.csv")
    assert len(listed) == 50
    for metric in ("sales", "price"):
        assert {r["shoe"] for r in weekly if r["metric"] == metric} == listed
    cut = {r["date"] for r in weekly if r["partial"]}
    assert cut == {"2017-08-28", "2019-02-11"}


def test_signals_are_well_formed_and_about_shoes_of_the_catalog() -> None:
    known = {r["title"] for r in catalogs()} | shoe_names()
    for r in signals():
        assert r["shoe"] in known
        assert r["metric"] in METRICS
        assert r["period"] in PERIODS
        assert float(r["value"]) >= 0
        assert date(2017, 1, 1) <= date.fromisoformat(r["date"]) <= date(2026, 8, 31)


def test_each_search_line_of_the_tracker_is_a_scale_of_its_own() -> None:
    lines = rows("signals/search-2026.csv")
    assert {r["comparable"] for r in lines} == {"false"}
    assert len({r["scale_group"] for r in lines}) >= 40


def test_a_shoe_has_no_search_interest_of_its_family_after_its_successor() -> None:
    lines = rows("signals/google-trends-canada.csv")
    first = max(r["date"] for r in lines if r["shoe"] == "On Cloudmonster")
    second = min(r["date"] for r in lines if r["shoe"] == "On Cloudmonster 2")
    assert first < second


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
    assert stated["sole_feature"]["value"] == "split into five segments"
    assert stated["lining"]["value"] == "terry cloth"
    assert stated["upper_material"]["value"] == "3D knit"
    assert stated["release_date"]["value"] == "Summer 2020"
    assert stated["predecessor"]["value"] == "Balenciaga Speed Trainer"


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
    assert {r["shoe"] for r in facts()} <= shoe_names()


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


def test_there_are_ten_reviews_at_least_each_with_front_matter() -> None:
    assert len(reviews()) >= 10
    for head, text in reviews():
        assert head["shoe"] in shoe_names()
        assert isinstance(head["score"], int)
        assert 0 <= head["score"] <= 100
        assert head["author"] == "The guide's editors"
        assert isinstance(head["date"], date)
        assert all(head[part] for part in ("headline", "pros", "cons"))
        assert 80 <= len(text.split()) <= 200
    assert {"Balenciaga Speed 2.0", "Balenciaga Speed Trainer"} <= {h["shoe"] for h, _ in reviews()}


@pytest.fixture(scope="module")
def raw() -> Tables:
    return read.run(STARTER, load_config(STARTER))


@pytest.fixture(scope="module")
def linked(raw: Tables) -> Tables:
    config = load_config(STARTER)
    with open_engine(config.engine) as engine:
        return link.run(raw, config, engine)


def test_every_row_of_every_file_is_read(raw: Tables) -> None:
    assert raw["quarantine"].num_rows == 0
    for report in raw["files"].to_pylist():
        assert report["format"] != "unknown", report
        assert report["used"] == report["read"] > 0, report


def test_every_record_finds_its_shoe(raw: Tables, linked: Tables) -> None:
    assert set(linked["links"]["status"].to_pylist()) == {"linked"}
    for kind in ("reviews", "observations"):
        assert linked[kind].num_rows == raw[kind].num_rows
        assert linked[kind]["shoe"].null_count == 0


def test_linking_keeps_the_shoes_and_the_lineage_of_the_starter(linked: Tables) -> None:
    shoes = {row["shoe"]: row for row in linked["shoes"].to_pylist()}
    assert 150 <= len(shoes) <= len(shoe_names())
    assert linked["colorways"].num_rows >= 300
    assert shoes["balenciaga-speed-2-0"]["previous"] == "balenciaga-speed-trainer"
    assert shoes["balenciaga-track-2"]["previous"] == "balenciaga-track"
    assert shoes["on-cloudmonster-2"]["previous"] == "on-cloudmonster"
    assert shoes["air-jordan-4"]["previous"] == "air-jordan-3"
    assert shoes["adidas-yeezy-700-v3"]["previous"] == "adidas-yeezy-boost-700-v2"
    assert shoes["nike-space-hippie-03"]["previous"] is None


def test_no_shoe_has_two_colorways_of_one_name(linked: Tables) -> None:
    names = [(row["shoe"], row["name"]) for row in linked["colorways"].to_pylist()]
    assert len(names) == len(set(names))


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


def test_a_price_that_only_a_review_states_is_the_shoes_price(starter):
    page = starter.shoe("Puma Speedcat")
    assert page.colorways == []
    assert (page.price, page.currency) == (100.0, "USD")
