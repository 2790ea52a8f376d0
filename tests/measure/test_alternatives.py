"""Alternatives: similar shoes that are cheaper, easier to get, better scored or hotter."""

import time

import numpy as np
import pytest

from solecast.engine import open_engine
from solecast.measure.facts.alternatives import MOST
from solecast.measure.facts.alternatives import alternatives as choose
from solecast.measure.facts.prices import Amount, Price
from solecast.measure.facts.profiles import Profile, profiles
from solecast.measure.facts.scores import scores
from solecast.measure.facts.specs import specs

from .linked import ENGINE, fact, linked, review, shoe


def alternatives(found):
    return choose(found, ENGINE)


def profile(slug, price=None, score=None, heat=None, previous=None, family="", **features):
    words = {f"{name}={value}": 1.0 for name, value in features.items()}
    return Profile(slug, family or slug, previous, words, price, score, heat)


def shown(*found):
    # A shoe that shares nothing lets the words of the others weigh something.
    stranger = profile("zz-stranger", category="sandal", model="flop")
    return [r for r in alternatives([*found, stranger]).to_pylist() if r["shoe"] == found[0].shoe]


LIKE = {"category": "road running", "cut": "low", "closure": "lace"}


def usd(retail=None, market=None):
    return Price(amount(retail), sold=amount(market))


def amount(number, currency="USD", worth=None):
    return number and Amount(number, currency, worth or (number if currency == "USD" else None))


def test_a_cheaper_similar_shoe_says_by_how_much():
    (row,) = shown(profile("a-one", usd(150), **LIKE), profile("b-two", usd(100), **LIKE))
    assert (row["other"], row["kind"]) == ("b-two", "cheaper")
    assert (row["figure"], row["theirs"], row["mine"]) == ("retail", 100, 150)
    assert row["shared"][0] == {"attribute": "category", "value": "road running"}


def test_a_retail_price_is_never_compared_with_a_market_price():
    (row,) = shown(profile("a-one", usd(150), **LIKE), profile("b-two", usd(None, 90), **LIKE))
    assert row["kind"] == "similar"


def test_prices_in_two_currencies_are_not_compared():
    euro = Price(amount(50.0, "EUR"))
    (row,) = shown(profile("a-one", usd(150), **LIKE), profile("b-two", euro, **LIKE))
    assert row["kind"] == "similar"


def test_prices_in_two_currencies_compare_by_what_they_are_worth_at_the_guides_rates():
    euro = Price(amount(50.0, "EUR", 55.0))
    (row,) = shown(profile("a-one", usd(150), **LIKE), profile("b-two", euro, **LIKE))
    assert (row["kind"], row["figure"]) == ("cheaper", "retail")
    assert (row["theirs"], row["currency"], row["worth"]) == (50.0, "EUR", 55.0)
    (back,) = shown(profile("b-two", euro, **LIKE), profile("a-one", usd(40), **LIKE))
    assert (back["kind"], back["currency"], back["worth"]) == ("cheaper", "USD", None)


def test_a_shoe_at_retail_is_easier_to_get_than_one_far_above_it():
    mine, theirs = usd(100, 180), usd(170, 170)
    (row,) = shown(profile("a-one", mine, **LIKE), profile("b-two", theirs, **LIKE))
    assert row["kind"] == "easier to get"
    assert (row["figure"], row["mine"]) == ("premium", pytest.approx(1.8))


def test_better_scored_means_surely_better():
    mine = profile("a-one", score=(70.0, 65.0, 75.0), **LIKE)
    (sure,) = shown(mine, profile("b-two", score=(90.0, 86.0, 94.0), **LIKE))
    (unsure,) = shown(mine, profile("b-two", score=(90.0, 69.0, 96.0), **LIKE))
    assert (sure["kind"], unsure["kind"]) == ("better scored", "similar")


def test_last_years_version_may_be_an_alternative_and_says_so():
    mine = profile("a-two", usd(160), previous="a-one", model="a", **LIKE)
    (row,) = shown(mine, profile("a-one", usd(99), model="a", **LIKE))
    assert row["kind"] == "cheaper"
    assert row["is_previous"]
    assert row["kind"] == "cheaper"


def test_a_shoe_has_at_most_six_alternatives_never_itself_and_not_all_of_a_kind():
    others = [profile(f"b-{n}", usd(50), **LIKE) for n in range(9)]
    rows = shown(profile("a-one", usd(150), **LIKE), *others)
    kinds = [row["kind"] for row in rows]
    assert len(rows) <= MOST
    assert "a-one" not in [row["other"] for row in rows]
    assert set(kinds) == {"cheaper", "similar"}


def test_shoes_that_share_nothing_are_no_alternatives():
    assert shown(profile("a-one", usd(150), **LIKE)) == []


def test_profiles_come_from_specs_prices_colours_and_scores():
    tables = linked(
        shoes=[shoe("a-one", category="running"), shoe("b-two", category="running")],
        facts=[fact("a-one", "drop", "8 mm"), fact("b-two", "drop", "8 mm")],
        reviews=[review("a-one", 70)],
        colorways=[{"colorway": "a-one-red", "shoe": "a-one", "colours": ["Red"], "sources": []}],
    )
    found = profiles(
        tables, specs(tables, ENGINE), {"a-one": usd(150)}, scores(tables, ENGINE)["estimates"], {}
    )
    assert {"category=running", "colour=red", "brand=a"} <= found[0].features.keys()
    assert any(name.startswith("drop~") for name in found[1].features)
    assert found[0].score is not None
    assert {"attribute": "drop", "value": None} in alternatives(found)["shared"][0].as_py()


def test_three_thousand_shoes_take_seconds():
    random = np.random.default_rng(0)
    prices, words = random.integers(60, 300, 3000), random.integers(0, 12, (3000, 6))
    many = [
        profile(
            f"s-{n}", usd(float(random.integers(60, 300))), **dict(zip("abcdef", row, strict=True))
        )
        for n, (price, row) in enumerate(zip(prices, words, strict=True))
    ]
    begin = time.perf_counter()
    assert alternatives(many).num_rows > 3000
    assert time.perf_counter() - begin < 10


def test_alternatives_are_the_same_however_many_processes_choose_them():
    rng = np.random.default_rng(2)
    many = [
        profile(f"s-{n:04}", usd(50 + n % 90), by=rng.integers(9), model=rng.integers(300))
        for n in range(2_500)
    ]
    with open_engine(workers=2) as two:
        assert choose(many, two).equals(alternatives(many))


def test_another_version_of_the_shoe_is_no_alternative():
    mine = profile("acme-pace-2", family="acme pace", **LIKE)
    older = profile("acme-pace-1", family="acme pace", **LIKE)
    rival = profile("other-run", **LIKE)
    assert [row["other"] for row in shown(mine, older, rival)] == ["other-run"]
