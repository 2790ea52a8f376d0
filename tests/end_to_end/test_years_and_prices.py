"""A year and a price on a page exist: stated of the shoe, and had by a colorway."""

import datetime as dt

import pytest

from solecast.build import build_guide

HEADER = "brand,model,version,colorway,style_code,gender,retail_price,currency,release_date,price\n"


def guide(written, rows="", facts="", **files):
    given = {"catalog/shop.csv": HEADER + rows} if rows else {}
    if facts:
        given["facts/f.csv"] = "shoe,attribute,value,source,confidence\n" + facts
    return build_guide(written({**given, **files}))


RETRO = "Jordan,Air Jordan 4,,Black Cat,CU1110-010,,190,USD,2015-02-21,\n"


def test_a_colorways_release_is_not_the_shoes(written):
    page = guide(written, RETRO).shoe("air jordan 4")
    assert (page.first_released, page.earliest_colorway) == (None, dt.date(2015, 2, 21))


@pytest.mark.parametrize(
    ("value", "year"),
    [("1989", 1989), ("1917", 1917), ("1989-02", 1989), ("Q1 2017", 2017), ("2017Q3", 2017),
     ("Summer 2020", 2020), ("1989-02-15", 1989)],
)  # fmt: skip
@pytest.mark.parametrize("attribute", ["first_release", "release_year", "release_date"])
def test_the_first_release_is_what_a_fact_states(written, attribute, value, year):
    facts = f"Air Jordan 4,{attribute},{value},A book,0.9\n"
    page = guide(written, RETRO, facts).shoe("air jordan 4")
    assert (page.first_released, page.earliest_colorway) == (year, dt.date(2015, 2, 21))


@pytest.mark.parametrize(
    ("first", "second", "year"),
    [(("1966", 0.9), ("1965", 0.7), 1966), (("1966", 0.8), ("1965", 0.8), 1965)],
)
def test_of_two_the_better_source_wins_then_the_earlier_and_both_are_shown(
    written, first, second, year
):
    rows = [f"adidas Gazelle,first_release,{v},Source {v},{c}\n" for v, c in (first, second)]
    page = guide(written, "adidas,Gazelle,,Black,BB5476,,100,USD,2017-01-01,\n", "".join(rows))
    page = page.shoe("gazelle")
    spec = next(spec for spec in page.specs if spec.attribute == "release_date")
    assert page.first_released == year
    assert (spec.value, spec.status) == (str(year), "disputed")
    assert {spec.value, *spec.other_values} == {"1966", "1965"}


def test_a_fact_of_a_colorway_says_nothing_of_the_shoe(written):
    facts = "Air Jordan 4 Black Cat,release_date,2006,A blog,1\n"
    assert guide(written, RETRO, facts).shoe("air jordan 4").first_released is None


def test_a_row_without_colorway_and_size_states_the_shoes_own_release(written):
    assert (
        guide(written, "Brooks,Ghost,16,,,,140,USD,2024-02-01,\n").shoe("ghost 16").first_released
        == 2024
    )


def test_a_row_of_a_size_does_not(written):
    table = "brand,model,version,size,release_date\nBrooks,Ghost,16,9.5,2024-02-01\n"
    page = guide(written, **{"catalog/sizes.csv": table}).shoe("ghost 16")
    assert page.first_released is None


def test_no_successor_predates_its_predecessor(written):
    rows = "".join(
        f"Hoka,Clifton,{n},Black,11{n}-BLK,,140,USD,{year}-01-01,\n"
        for n, year in (("8", 2021), ("9", 2015))
    )
    facts = "Hoka Clifton 9,first_release,2023,Maker,1\nHoka Clifton 8,first_release,2021,Maker,1\n"
    page = guide(written, rows, facts).shoe("clifton 9")
    assert page.previous.name == "Hoka Clifton 8"
    change = next(c for c in page.changes if c.attribute == "release_date")
    assert (change.before, change.after) == ("2021", "2023")


PRICED = """Nike,Dunk Low,,Panda,DD1391-100,men,100,USD,2021-03-10,260
Nike,Dunk Low,,Michigan,DD1391-700,men,110,USD,2021-04-10,
Nike,Dunk Low,,Cacao,DD1503-124,women,115,USD,2024-04-10,
Nike,Dunk Low,,Panda,CW1590-100,GS,85,USD,2025-01-10,
Nike,Dunk Low,,Rose,CW1591-100,TD,60,USD,2025-02-10,
"""


def test_the_price_is_that_of_the_newest_adult_colorway_beside_the_range(written):
    page = guide(written, PRICED).shoe("dunk low")
    assert (page.price, page.currency) == (115, "USD")
    assert (page.price_lo, page.price_hi) == (100, 115)
    assert page.price in {colorway.retail_price for colorway in page.colorways}


def test_a_page_has_one_retail_price(written):
    facts = "Nike Dunk Low,retail_price,90 USD,A blog,1\n"
    opened = guide(written, PRICED, facts)
    page = opened.shoe("dunk low")
    spec = next(spec for spec in page.specs if spec.attribute == "retail_price")
    assert (spec.value, spec.status) == ("115 USD", "disputed")
    assert {"90 USD", "100 USD", "110 USD"} <= set(spec.other_values)
    assert opened.cards["nike-dunk-low"].price == 115


def test_what_a_shop_asks_is_called_so(written):
    page = guide(written, PRICED).shoe("dunk low")
    asked = {colorway.name: colorway.asking_price for colorway in page.colorways}
    assert asked["Michigan"] is None
    assert 260 in asked.values()


def test_prices_stay_in_the_guides_currency_where_it_has_one(written):
    rows = (
        "Nike,Dunk Low,,Panda,DD1391-100,men,100,USD,2021-03-10,\n"
        "Nike,Dunk Low,,Bleu,DD1391-400,men,120,EUR,2024-03-10,\n"
    )
    page = guide(written, rows).shoe("dunk low")
    assert (page.price, page.price_lo, page.price_hi, page.currency) == (100, 100, 100, "USD")


def test_without_a_catalogs_price_the_stated_one_is_shown(written):
    facts = "Nike Dunk Low,retail_price,90 USD,A blog,1\n"
    page = guide(written, "Nike,Dunk Low,,Panda,DD1391-100,men,,,2021-03-10,\n", facts)
    page = page.shoe("dunk low")
    assert (page.price, page.price_lo, page.price_hi, page.currency) == (90, 90, 90, "USD")
