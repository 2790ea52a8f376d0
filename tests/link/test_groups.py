"""A name of a model or a brand counts for the model or brand, and for no shoe of it."""

import pytest

from solecast.settings.config import Config

from .test_run import linked, listing, sale

SHOES = [
    listing("Balenciaga Speed Trainer"),
    listing("Balenciaga Speed 2.0"),
    listing("Balenciaga Track"),
    listing("Balenciaga Track 2"),
    listing("Hoka Bondi 8"),
    listing("Hoka Bondi 9"),
    listing("Acme Runner 1", brand="Acme"),
    listing("Acme Runner 2", brand="Acme"),
]


def about(title, **columns):
    tables = linked(listings=SHOES, observations=[{**sale(title), **columns}])
    rows = tables["group_observations"].to_pylist()
    return [(row["kind"], row["group"], row["part"]) for row in rows]


@pytest.mark.parametrize(
    ("title", "kind", "group"),
    [
        ("Hoka Bondi", "model", "hoka-bondi"),
        ("balenciaga speed", "model", "balenciaga-speed"),
        ("Acme Runner", "model", "acme-runner"),
        ("hoka", "brand", "hoka"),
        ("On running", "brand", "on"),
        ("Balenciaga sneakers", "brand", "balenciaga"),
        ("Acme", "brand", "acme"),
        ("Gucci", "brand", "gucci"),
    ],
)
def test_a_name_without_a_version_is_the_line_of_its_model_or_brand(title, kind, group):
    assert about(title) == [(kind, group, None)]


@pytest.mark.parametrize("title", ["Hoka Bondi 8", "Balenciaga Speed Trainer", "Balenciaga Track"])
def test_a_name_that_a_shoe_has_is_the_shoes(title):
    assert about(title) == []


@pytest.mark.parametrize("title", ["running shoes", "Drake", "Balenciaga bag collection"])
def test_a_name_of_something_else_is_no_line(title):
    assert about(title) == []


def test_a_part_of_a_brand_is_shown_with_it_and_is_not_its_line():
    assert about("Nike Travis Scott") == [("brand", "nike", "Nike Travis Scott")]
    assert about("yeezy") == [("brand", "adidas", "yeezy")]


def test_a_row_that_states_a_brand_and_no_title_is_the_brands():
    assert about(None, brand="Stone Island") == [("brand", "stone-island", None)]


def test_a_models_shoes_stand_in_order_of_lineage():
    tables = linked(listings=SHOES)
    rows = [row for row in tables["members"].to_pylist() if row["group"] == "balenciaga-speed"]
    assert [row["shoe"] for row in rows] == ["balenciaga-speed-trainer", "balenciaga-speed-2-0"]
    assert [row["place"] for row in rows] == [1, 2]


def test_a_fact_may_be_about_a_model_or_a_brand():
    facts = [
        {"title": title, "attribute": "worn_by", "value": "A Singer", "file": "f.csv", "line": 1}
        for title in ("Balenciaga Speed", "Balenciaga", "Balenciaga Speed 2.0")
    ]
    tables = linked(listings=SHOES, facts=facts)
    rows = tables["group_facts"].to_pylist()
    assert [row["group"] for row in rows] == ["balenciaga-speed", "balenciaga"]
    assert tables["facts"]["shoe"].to_pylist().count("balenciaga-speed-2-0") >= 1


def test_an_alias_of_the_editor_goes_before_the_models_name():
    config = Config(title="T", aliases={"Hoka Bondi": "Hoka Bondi 9"})
    tables = linked(config=config, listings=SHOES, observations=[sale("Hoka Bondi")])
    assert tables["group_observations"].num_rows == 0
    assert tables["observations"]["shoe"].to_pylist() == ["hoka-bondi-9"]
