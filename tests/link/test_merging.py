"""Catalogs merged at colorway level: what joins two listings, and what keeps them apart."""

import datetime as dt

import pytest

from solecast import model
from solecast.engine import open_engine
from solecast.link import run
from solecast.settings.config import Config

SPRING, SUMMER = dt.date(2022, 3, 1), dt.date(2022, 6, 22)


def listing(title, source="one", **columns):
    return {"file": f"{source}.csv", "line": 2, "source": source, "title": title, **columns}


def linked(*listings, observations=(), reviews=()):
    raw = {name: schema.empty_table() for name, schema in model.RAW.items()}
    raw["listings"] = model.table(model.RAW["listings"], listings)
    raw["observations"] = model.table(model.RAW["observations"], observations)
    raw["reviews"] = model.table(model.RAW["reviews"], list(reviews))
    with open_engine("duckdb") as engine:
        return run(raw, Config(title="t"), engine)


def colorways(*listings):
    return linked(*listings)["listings"]["colorway"].to_pylist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jordan 1 Retro High OG Prototype", "Jordan 1 High OG Prototype"),
        ("Nike Dunk Low Venice (Women's)", "Nike Dunk Low Venice (W)"),
        ("Nike Dunk Low SP Syracuse (2020/2022)", "Nike Dunk Low SP Syracuse (2020)"),
        ("Nike Air Force 1 Low '07 Triple Black", "Air Force 1 '07 Triple Black"),
        ("Nike Dunk Low SP Undefeated Canteen", "Nike Dunk Low Undefeated Canteen"),
        ("Nike SB Dunk Low Pro Chlorophyll", "Nike Dunk SB Low Chlorophyll"),
    ],
)
def test_spellings_of_one_product_in_two_catalogs_are_joined(one, other):
    assert len(set(colorways(listing(one, brand="Nike"), listing(other, "two", brand="Nike")))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jordan 1 Low True Blue", "Jordan 1 Low SE True Blue"),
        ("Jordan 15 Retro Obsidian", "Jordan 15 OG Obsidian"),
        ("Nike Dunk High Lakers", "Nike Dunk High EMB Lakers"),
        ("Nike Trainer Dunk Low Medium Grey", "Nike Dunk Low Medium Grey"),
        ("Vans ComfyCush Slip-On White", "Vans Slip-On White"),
        ("Gucci Matelasse Slide Black", "Gucci Slide Black"),
    ],
)
@pytest.mark.parametrize("second", ["one", "two"])
def test_an_edition_or_another_model_keeps_products_apart(one, other, second):
    assert len(set(colorways(listing(one), listing(other, second)))) == 2


def test_signals_of_an_edition_go_to_its_colorway():
    titles = ["Jordan 1 Low True Blue", "Jordan 1 Low SE True Blue"]
    sold = {"metric": "sales", "value": 1.0, "date": SUMMER, "file": "s.csv", "line": 2}
    tables = linked(*map(listing, titles), observations=[{"title": t, **sold} for t in titles])
    found = tables["observations"]["colorway"].to_pylist()
    assert found == tables["listings"]["colorway"].to_pylist()
    assert len(set(found)) == 2


def test_a_release_date_vouches_for_an_edition_left_unsaid():
    dated = {"release_date": SPRING, "retail_price": 80.0}
    found = colorways(
        listing("adidas Samba OG Black White Gum", **dated),
        listing("adidas Samba Black White Gum", **dated),
        listing("adidas Samba Black White Gum", "two", release_date=SPRING),
    )
    assert len(set(found)) == 1


def test_one_catalog_lists_a_product_once():
    stated = {"colorway": "Black", "brand": "Off-White"}
    found = colorways(
        listing("Off-White Vulc Low", **stated, retail_price=225.0),
        listing("Off-White Low Vulc", **stated, retail_price=400.0),
        listing("Off-White Vulc Low", "two", **stated),
    )
    assert len(set(found)) == 2
    days = (SPRING, SPRING + dt.timedelta(days=1))
    apart = [listing("Jordan 1 Low UNC", release_date=day) for day in days]
    assert len(set(colorways(*apart))) == 2


def test_a_title_with_several_colour_columns_in_one_catalog_names_no_colorway():
    found = colorways(
        listing("Jordan 1 Retro High OG Defiant", colorway="Black/Gym Red-Muslin"),
        listing("Jordan 1 Retro High OG Defiant", colorway="Light Bone/Crimson Tint"),
        listing("Jordan 1 Retro High OG Pine Green", colorway="Black/Pine Green"),
    )
    assert found == [
        "air-jordan-1-retro-high--defiant-black-gym-red-muslin",
        "air-jordan-1-retro-high--defiant-light-bone-crimson-tint",
        "air-jordan-1-retro-high--pine-green",
    ]


def test_colour_columns_that_share_no_word_are_two_colorways():
    found = colorways(
        listing("Nike Air Force 1 Low Experimental", colorway="White/Ghost"),
        listing("Nike Air Force 1 Low Experimental", "two", colorway="Racer Pink/Opti Yellow"),
    )
    assert len(set(found)) == 2


def test_sizes_codes_and_shop_words_do_not_part_listings_of_one_catalog():
    found = colorways(
        listing("Nike Dunk Low Panda Size 9"),
        listing("Nike Dunk Low Panda Size 10.5 Shoes"),
        listing("Nike Dunk Low Panda", release_date=SPRING),
    )
    assert len(set(found)) == 1


def test_a_name_with_a_thousand_release_dates_is_read_in_reasonable_time():
    first = dt.date(2010, 1, 2)
    days = [first + dt.timedelta(days=21 * n) for n in range(1_000)]
    found = colorways(*(listing("Nike Dunk Low Panda", release_date=day) for day in days))
    assert len(set(found)) == 1_000
