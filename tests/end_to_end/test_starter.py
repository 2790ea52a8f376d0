"""Facts about the starter guide: its size, its sources, its signals and its reviews."""

import re
import tomllib
from datetime import date

import pytest

from solecast import link, read
from solecast.engine import open_engine
from solecast.model import Tables
from solecast.settings.config import load_config
from solecast.vocabulary import METRICS, PERIODS

from ..read.stated import whole
from ..starter_files import (
    STARTER,
    catalogs,
    facts,
    papers,
    rows,
    shoe_names,
    signals,
)


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
            assert f"`{name}`" in sources or (name.startswith("articles/") and path.suffix == ".md")


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
    known |= {f"{r['brand']} {r['model']}" for r in catalogs()} | {r["brand"] for r in catalogs()}
    for r in signals():
        assert r["shoe"] in known or r["shoe"] == r["brand"]
        assert r["metric"] in METRICS
        assert r["period"] in PERIODS
        assert float(r["value"]) >= 0
        assert date(2017, 1, 1) <= date.fromisoformat(r["date"]) <= date(2026, 8, 31)


def test_each_search_line_of_the_tracker_is_a_scale_of_its_own() -> None:
    lines = rows("signals/search-2026.csv")
    assert {r["comparable"] for r in lines} == {"false"}
    assert len({r["scale_group"] for r in lines}) >= 40


def test_a_term_without_a_version_counts_for_its_model() -> None:
    terms = {r["shoe"] for r in rows("signals/google-trends-canada.csv")}
    assert {"Hoka Bondi", "Hoka Clifton", "New Balance 1080", "On Cloudsurfer", "On"} <= terms
    assert not {"Hoka Bondi 8", "Hoka Bondi 9"} & terms


def test_lyst_places_brands_in_thirty_three_quarters() -> None:
    places = rows("signals/lyst-brands.csv")
    assert len({r["date"] for r in places}) == 33
    assert {"Balenciaga", "Gucci", "Nike", "adidas", "Dior", "Versace"} <= {
        r["shoe"] for r in places
    }
    first = [r["date"] for r in places if r["shoe"] == "Balenciaga" and r["value"] == "1"]
    assert first == ["2018-01-01", "2021-07-01", "2021-10-01", "2022-01-01"]


def test_a_shoe_has_no_search_interest_of_its_family_after_its_successor() -> None:
    lines = rows("signals/google-trends-canada.csv")
    first = max(r["date"] for r in lines if r["shoe"] == "On Cloudmonster")
    second = min(r["date"] for r in lines if r["shoe"] == "On Cloudmonster 2")
    assert first < second


def test_the_editors_write_articles_and_give_no_scores() -> None:
    assert len(papers("articles")) >= 17
    assert papers("reviews") == []
    for head, text in papers("articles"):
        assert not {"score", "rating", "pros", "cons"} & set(head)
        assert head["author"] == "The guide's editors"
        assert isinstance(head["date"], date)
        assert all(head[part] for part in ("headline", "summary"))
        assert 80 <= len(text.split()) <= 250
        sentences = re.split(r"(?<=[.!?:])\s+", " ".join(text.split()))
        assert all(len(sentence.split()) <= 25 for sentence in sentences)


def test_articles_are_about_shoes_a_model_a_brand_and_a_list() -> None:
    heads = [head for head, _ in papers("articles")]
    about = [head["shoe"] for head in heads if "shoe" in head]
    assert {"Balenciaga Speed 2.0", "Balenciaga Speed Trainer"} <= set(about) <= shoe_names()
    (several,) = [head["shoes"] for head in heads if "shoes" in head]
    assert len(several) == 5
    assert set(several) <= shoe_names()
    assert [head["model"] for head in heads if "model" in head] == ["Balenciaga Speed"]
    assert [head["brand"] for head in heads if "brand" in head] == ["Balenciaga"]


def test_the_speed_2_0_is_told_in_full() -> None:
    ((head, text),) = [p for p in papers("articles") if p[0].get("shoe") == "Balenciaga Speed 2.0"]
    assert head["date"] == max(other["date"] for other, _ in papers("articles"))
    news = " ".join(head["news"])
    assert all(word in news for word in ("five segments", "Terry cloth", "3D knit", "insole"))
    assert all(word in text for word in ("2016", "Summer 2020", "Kardashians", "Lyst"))


def test_the_editors_tell_who_they_are() -> None:
    ((head, text),) = papers("authors")
    assert head["name"] == "The guide's editors"
    assert "catalogs" in text
    assert "We have not worn the shoes" in text


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return whole(read.run(STARTER, load_config(STARTER), tmp_path_factory.mktemp("store")))


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
    assert set(linked["links"]["status"].to_pylist()) == {"linked", "model", "brand"}
    told = {"reviews": ["reviews"], "observations": ["observations", "group_observations"]}
    for kind, tables in told.items():
        assert sum(linked[name].num_rows for name in tables) == raw[kind].num_rows
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


def test_a_price_that_only_a_review_states_is_the_shoes_price(starter):
    page = starter.shoe("Puma Speedcat")
    assert page.colorways == []
    assert (page.price, page.currency) == (100.0, "USD")
