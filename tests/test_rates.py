"""Rates of money come from the editor's table alone, and a wrong table is told."""

import datetime as dt

import pytest

from solecast.build import build_guide
from solecast.errors import InputError
from solecast.publish.site.facing import sections
from solecast.settings.rates import load_rates

DAY = dt.date(2026, 11, 30)
LONG = "date,currency,rate\n2026-11-02,EUR,0.90\n2026-11-30,EUR,0.80\n2024-01-01,GBP,0.7\n"


def rates(folder, text, currency="USD"):
    (folder / "rates.csv").write_text(text)
    return load_rates(folder, currency)


def test_the_last_rate_up_to_the_day_counts(tmp_path):
    found = rates(tmp_path, LONG)
    assert found.worth(80.0, "EUR", DAY) == pytest.approx(100.0)
    assert found.worth(90.0, "EUR", dt.date(2026, 11, 29)) == pytest.approx(100.0)
    assert found.worth(80.0, "USD", DAY) == 80.0


def test_without_a_rate_of_the_last_year_nothing_is_compared(tmp_path):
    found = rates(tmp_path, LONG)
    assert found.worth(80.0, "EUR", dt.date(2026, 11, 1)) is None
    assert found.worth(80.0, "GBP", DAY) is None
    assert found.worth(80.0, "JPY", DAY) is None
    assert load_rates(tmp_path / "none", "USD").worth(80.0, "EUR", DAY) is None


def test_the_table_of_a_central_bank_is_read_as_it_is_published(tmp_path):
    table = "Date,USD,JPY,BGN,\n2026-11-30,1.25,180.5,N/A,\n2026-11-27,1.24,180.1,1.9558,\n"
    found = rates(tmp_path, table, "EUR")
    assert found.worth(125.0, "USD", DAY) == pytest.approx(100.0)
    assert found.worth(1.9558, "BGN", DAY) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("day,rate\n", "it must begin with date,currency,rate or with Date and a column"),
        ("", "it must begin with"),
        ("date,currency,rate\n30.11.2026,EUR,0.8\n", "line 2 is '30.11.2026,EUR,0.8'; it must be"),
        ("date,currency,rate\n2026-11-30,EUR,0\n", "rates above zero"),
        ("date,currency,rate\n2026-11-30,EUR\n", "line 2"),
        ("Date,EUR,USD\n2026-11-30,1.0,1.16\n", "one USD is 1.16 USD: it is a table of another"),
    ],
)
def test_a_table_that_cannot_be_used_is_told_with_its_line(tmp_path, text, said):
    with pytest.raises(InputError, match="rates.csv") as caught:
        rates(tmp_path, text)
    assert said in str(caught.value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three alike shoes, one of them priced in euros."""
    home = tmp_path_factory.mktemp("rates")
    (home / "guide.toml").write_text('title = "Test"\ncurrency = "USD"\nas_of = 2026-11-30\n')
    rows = ["brand,name,colorway,retail_price,currency,category"]
    for model, price, coin in (("Pace", 200, "USD"), ("Dash", 150, "USD"), ("Trot", 80, "EUR")):
        rows.append(f"Puma,Puma {model},Black,{price},{coin},running")
    (home / "catalog.csv").write_text("\n".join(rows) + "\n")
    return home


def why(page):
    return {one.card.name: one.why for one in page.alternatives}


def by_price(guide):
    return [card.name for card in guide.browse(sort="price").cards]


def test_prices_of_a_guide_compare_by_its_rates_and_the_original_stays_beside(folder):
    with_none = build_guide(folder)
    assert "cheaper" not in why(with_none.shoe("Puma Pace"))["Puma Trot"]
    assert by_price(with_none) == ["Puma Dash", "Puma Pace", "Puma Trot"]
    with_none.close()
    (folder / "rates.csv").write_text(LONG)
    guide = build_guide(folder)
    assert "cheaper at €80 (about $100)" in why(guide.shoe("Puma Pace"))["Puma Trot"]
    assert by_price(guide) == ["Puma Trot", "Puma Dash", "Puma Pace"]
    page = guide.shoe("Puma Trot")
    assert (page.price, page.currency) == (80.0, "EUR")
    assert (page.worth, page.worth_currency) == (pytest.approx(100.0), "USD")
    rows = dict(
        row for part in sections(guide.compare("Puma Trot", "Puma Pace")) for row in part.rows
    )
    assert [(cell.value, cell.note) for cell in rows["Retail price"]] == [
        ("€80", "about $100"),
        ("$200", ""),
    ]
    assert [row["file"] for row in guide.table("files").to_pylist()] == ["catalog.csv"]
    guide.close()
