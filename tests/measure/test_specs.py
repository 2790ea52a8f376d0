"""Specs: facts are agreed on, and conflicts are kept."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.attributes import attribute
from solecast.measure.facts.retail import retail_prices
from solecast.measure.facts.specs import StatedValue, agree, read_value, spec_table, specs

from .linked import ENGINE, fact, linked, shoe


def agreed(*facts, **tables):
    shoes = [shoe(s) for s in dict.fromkeys(f["shoe"] for f in facts)]
    return specs(linked(**{"shoes": shoes, "facts": list(facts)} | tables), ENGINE)


def test_one_source_that_repeats_itself_has_one_voice():
    found = agreed(
        fact("x-run", "cut", "Low", "shop"),
        fact("x-run", "cut", "low", "shop"),
        fact("x-run", "cut", "Mid", "magazine", confidence=0.9),
    )["x-run"]["cut"]
    assert (found.value, found.status, found.in_favour, found.against) == ("Mid", "disputed", 1, 1)
    assert found.other_values == ["Low"]


def test_two_sources_with_one_value_in_two_units_agree():
    found = agreed(
        fact("x-run", "weight", "10 oz", "shop"), fact("x-run", "weight", "283 g", "lab")
    )["x-run"]["weight"]
    assert (found.status, found.in_favour, found.against) == ("agreed", 2, 0)
    assert {found.value, *found.other_values} == {"10 oz", "283 g"}


def test_the_release_season_and_a_month_of_it_agree_and_both_stay():
    found = agreed(
        fact("b-speed", "release_date", "Summer 2020", "press"),
        fact("b-speed", "release_date", "2020-06", "catalog"),
    )["b-speed"]["release_date"]
    assert found.status == "agreed"
    assert {found.value, *found.other_values} == {"Summer 2020", "2020-06"}


def test_a_conflict_between_sources_is_shown_not_resolved_away():
    found = agreed(
        fact("b-triple", "release_year", "2016", "one page"),
        fact("b-triple", "release_year", "2017", "a magazine"),
        fact("b-triple", "release_year", "2017", "a catalog"),
    )["b-triple"]["release_date"]
    assert (found.value, found.status) == ("2017", "disputed")
    assert (found.in_favour, found.against, found.other_values) == (2, 1, ["2016"])
    assert 0 < found.confidence < 1


def test_a_list_in_a_cell_is_its_values():
    found = agreed(
        fact("x-run", "upper_material", "Mesh  |, Mesh, |, Reflective", "shop"),
        fact("x-run", "feature", "Rocker; Removable insole", "lab"),
        fact("x-run", "strike_pattern", "Heel strike  |", "shop"),
    )["x-run"]
    assert found["upper_material"].value == "Mesh, Reflective"
    assert len(found["feature"].keys) == 2
    assert found["strike_pattern"].value == "Heel strike"


def test_a_change_in_percent_does_not_dispute_the_thing_itself():
    found = agreed(
        fact("x-run", "stiffness_in_cold_n", "21.9", "lab"),
        fact("x-run", "stiffness_in_cold_percent", "15.0", "lab"),
    )["x-run"]
    assert (found["stiffness_in_cold"].value, found["stiffness_in_cold"].unit) == ("21.9", "N")
    assert found["stiffness_in_cold"].status == "single"


def test_materials_hold_together_and_the_more_exact_word_stands_for_the_vague_one():
    found = agreed(
        fact("b-speed", "upper_material", "knit", "shop"),
        fact("b-speed", "upper_material", "3D knit", "magazine"),
        fact("b-speed", "upper_material", "mesh", "shop"),
    )["b-speed"]["upper_material"]
    assert found.value == "3D knit, mesh"
    assert found.status == "agreed"
    assert found.against == 0


def test_a_bare_number_gets_its_unit_beside_it():
    found = agreed(fact("x-run", "weight_g", "274.0"))["x-run"]["weight"]
    assert (found.value, found.unit) == ("274", "g")


def test_without_facts_the_usual_retail_price_of_the_listings_stands():
    rows = [("catalog", 150.0)] * 3 + [("catalog", 180.0), ("shop", 150.0)]
    listings = [
        {"shoe": "x-run", "source": s, "retail_price": p, "currency": "USD"} for s, p in rows
    ]
    tables = linked(shoes=[shoe("x-run")], listings=listings)
    found = specs(tables, ENGINE, retail_prices(tables, ENGINE, "USD"))
    price = found["x-run"]["retail_price"]
    assert (price.value, price.in_favour, price.against) == ("150 USD", 2, 0)
    assert price.other_values == ["180 USD"]


@pytest.mark.parametrize(("first", "second"), [(0.9, 0.7), (0.8, 0.8)])
def test_of_two_first_releases_the_better_source_counts_then_the_earlier(first, second):
    found = agreed(
        fact("b-speed", "first_release", "1966", "a book", confidence=first),
        fact("b-speed", "release_year", "1965" if first > second else "1967", "a shop",
             confidence=second),
    )["b-speed"]["release_date"]  # fmt: skip
    assert (found.value, found.status) == ("1966", "disputed")


def test_opinions_are_not_properties():
    found = agreed(fact("x-run", "pro", "comfy"), fact("x-run", "lining", "terry cloth"))
    assert list(found["x-run"]) == ["lining"]


def test_a_newer_statement_counts_more_than_an_old_one():
    found = agreed(
        fact("x-run", "retail_price", "$150", "old", date=dt.date(2010, 1, 1)),
        fact("x-run", "retail_price", "$160", "new", date=dt.date(2024, 1, 1)),
    )["x-run"]["retail_price"]
    assert found.value == "$160"


def test_the_table_has_the_declared_columns_in_alphabetical_order():
    table = spec_table(agreed(fact("b-two", "lining", "mesh"), fact("a-one", "cut", "low")))
    assert table["shoe"].to_pylist() == ["a-one", "b-two"]


VALUES = st.sampled_from(["10 oz", "283 g", "284", "Low", "2020", "Summer 2020", "mesh", "3D mesh"])
SOURCES = st.sampled_from(["a", "b", "c", "d"])


@given(
    st.lists(st.tuples(VALUES, SOURCES, st.floats(0, 1)), min_size=1, max_size=12),
    st.sampled_from(["weight", "release_date", "upper_material", "lining", "cut"]),
)
def test_every_source_is_counted_once_and_order_does_not_matter(said, name):
    def spec(rows):
        kind = attribute(name)
        statements = []
        for value, source, confidence in rows:
            shown, unit, found = read_value(value, kind)
            statements.append(StatedValue(shown, unit, source, confidence, None, found))
        return agree(statements, kind)

    found, turned = spec(said), spec(said[::-1])
    assert found.in_favour + found.against == len({source for _, source, _ in said})
    assert 0 <= found.confidence <= 1
    assert (found.value, found.status, found.other_values) == (
        turned.value,
        turned.status,
        turned.other_values,
    )
