"""What values mean: units, seasons and spellings."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.attributes import attribute, canonical
from solecast.measure.facts.units import PlainText, Quantity, fits, key, quantity, words
from solecast.spans import Span, span

WEIGHT, DROP, PRICE = attribute("weight"), attribute("drop"), attribute("retail_price")


@pytest.mark.parametrize(
    ("stated", "number", "unit"),
    [
        ("283 g", 283, "g"),
        ("10 oz", 283.495, "g"),
        ("10oz", 283.495, "g"),
        ("9.8", 277.825, "g"),
        ("274", 274, "g"),
        ("0.6 lbs", 272.155, "g"),
        ("0,25 kg", 250, "g"),
    ],
)
def test_weights_come_out_in_grams(stated, number, unit):
    found = quantity(stated, WEIGHT)
    assert found.unit == unit
    assert found.number == pytest.approx(number, abs=0.01)


@pytest.mark.parametrize(("stated", "number"), [("10mm", 10), ("1 cm", 10), ("8 mm drop", 8)])
def test_lengths_come_out_in_millimetres(stated, number):
    assert quantity(stated, DROP).number == pytest.approx(number)


@pytest.mark.parametrize(
    ("stated", "number", "currency"),
    [
        ("$895", 895, "USD"),
        ("895 USD", 895, "USD"),
        ("USD 1,150.00", 1150, "USD"),
        ("€120", 120, "EUR"),
        ("120", 120, None),
    ],
)
def test_prices_keep_their_currency(stated, number, currency):
    found = quantity(stated, PRICE)
    assert (found.number, found.unit) == (number, currency)


def test_ten_ounces_and_283_grams_are_one_weight():
    assert fits(key("10 oz", WEIGHT), key("283 g", WEIGHT))
    assert not fits(key("10 oz", WEIGHT), key("310 g", WEIGHT))


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("Summer 2020", (2020, 6, 1), (2020, 8, 31)),
        ("2020-06", (2020, 6, 1), (2020, 6, 30)),
        ("2020", (2020, 1, 1), (2020, 12, 31)),
        ("June 14, 2020", (2020, 6, 14), (2020, 6, 14)),
        ("2020-02-29", (2020, 2, 29), (2020, 2, 29)),
        ("Winter 2019", (2019, 12, 1), (2020, 2, 29)),
        ("Q3 2017", (2017, 7, 1), (2017, 9, 30)),
        ("Jun 2024", (2024, 6, 1), (2024, 6, 30)),
    ],
)
def test_dates_are_stretches_of_days(stated, first, last):
    assert span(stated) == Span(dt.date(*first), dt.date(*last))


@pytest.mark.parametrize("stated", ["soon", "2020-13-45", "February 31, 2020", ""])
def test_what_is_no_date_never_becomes_a_wrong_day(stated):
    found = span(stated)
    assert found is None or found.first < found.last


def test_a_season_and_a_month_inside_it_fit_and_a_month_outside_does_not():
    date = attribute("release_date")
    assert fits(key("Summer 2020", date), key("2020-06", date))
    assert not fits(key("Summer 2020", date), key("2020-09", date))


def test_case_accents_and_known_spellings_do_not_tell_values_apart():
    assert words("Grey  Suède") == words("gray suede") == PlainText("gray suede")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("weight_oz", ("weight", "oz")),
        ("Heel stack (mm)", ("heel_stack", "mm")),
        ("msrp", ("retail_price", None)),
        ("msrp_gbp", ("retail_price", "GBP")),
        ("lining", ("lining", None)),
        ("midsole_softness_ha", ("midsole_softness", "HA")),
        ("stretch_percent", ("stretch_percent", "%")),
    ],
)
def test_spellings_of_an_attribute_have_one_name(name, expected):
    assert canonical(name) == expected


@given(st.text(max_size=400), st.sampled_from(["weight", "release_date", "retail_price", "lining"]))
def test_any_text_has_a_key_that_fits_itself(text, name):
    found = key(text, attribute(name))
    assert fits(found, found)
    assert isinstance(found, Quantity | Span | PlainText)
