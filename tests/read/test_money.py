"""Amounts are read in either convention, with their currency, and never guessed from a range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.read.values.money import parse_money, parse_number

CENTS = st.integers(1, 10**9)


@given(CENTS, st.sampled_from(["$", "US$", "USD "]))
def test_english_amounts_are_read(cents, mark):
    assert parse_money(f"{mark}{cents / 100:,.2f}") == (cents / 100, "USD")


@given(CENTS)
def test_continental_amounts_are_read(cents):
    whole, rest = divmod(cents, 100)
    stated = f"{whole:,}".replace(",", ".") + f",{rest:02d} €"
    assert parse_money(stated) == (cents / 100, "EUR")


@given(CENTS)
def test_a_plain_amount_is_in_the_default_currency(cents):
    assert parse_money(str(cents / 100), "GBP") == (cents / 100, "GBP")


@given(st.text(max_size=60))
def test_any_text_is_an_amount_of_zero_or_more_or_none(text):
    found = parse_money(text)
    assert found is None or 0 <= found[0] <= 1e15
    number = parse_number(text)
    assert number is None or abs(number) <= 1e15


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_is_read_back(number):
    assert parse_number(repr(number)) == number


@pytest.mark.parametrize(
    ("stated", "amount", "currency"),
    [
        ("$140", 140, "USD"),
        ("$2,030", 2030, "USD"),
        ("15.00 USD", 15, "USD"),
        ("0", 0, "USD"),
        ("US$1,095", 1095, "USD"),
        ("1.234 €", 1234, "EUR"),
        ("€89,90", 89.9, "EUR"),
        ("1 234,56 €", 1234.56, "EUR"),
        ("£120", 120, "GBP"),
        ("CHF 1'200.50", 1200.5, "CHF"),
        ("¥16,500", 16500, "JPY"),
        ("175.7508", 175.7508, "USD"),
        ("$ 95 CAD", 95, "CAD"),
        ("₦ 4,890", 4890, "NGN"),
        ("Rs. 4,999", 4999, "INR"),
        ("12 990 руб.", 12990, "RUB"),
        ("19,440円", 19440, "JPY"),
        ("CHF 120.-", 120, "CHF"),
        ("120 euros", 120, "EUR"),
        ("USD$120", 120, "USD"),
        ("MRP: ₹ 9,995", 9995, "INR"),
        ("from £55.00", 55, "GBP"),
        ("£79.99/pair", 79.99, "GBP"),
        ("R$299,9925% OFF", 299.99, "BRL"),
        ("$90 (-25%)", 90, "USD"),
        ("25% off $90", 90, "USD"),
    ],
)
def test_amounts_of_shops(stated, amount, currency):
    assert parse_money(stated) == (amount, currency)


@pytest.mark.parametrize(
    "stated",
    [
        "undefined",
        "",
        "-5",
        "$120 - $150",
        "free",
        "from 12 to 13",
        "12 apples",
        "25%",
        "R$745% OFF",
        "nan",
        "inf",
        "1,2,3",
        "1_000",
    ],
)
def test_what_is_no_amount_is_none(stated):
    assert parse_money(stated) is None


def test_a_bare_dollar_is_the_guides_dollar():
    assert parse_money("$95", "CAD") == (95, "CAD")
    assert parse_money("$95", "EUR") == (95, "USD")


@pytest.mark.parametrize(
    ("stated", "number"),
    [("1,234", 1234), ("12.5", 12.5), ("1e3", 1000), ("-4", -4), ("12,345,678.9", 12345678.9)],
)
def test_numbers(stated, number):
    assert parse_number(stated) == number
