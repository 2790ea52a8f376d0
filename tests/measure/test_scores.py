"""Shown scores are the reviewers' own; estimates shrink thin evidence and know their error."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from solecast.measure.facts.quality import PRIOR_MEAN
from solecast.measure.facts.scores import scores

from .linked import ENGINE, linked, review


def measured(*reviews, editors=()):
    return scores(linked(reviews=list(reviews)), ENGINE, editors)


def estimates(*reviews):
    return {row["shoe"]: row for row in measured(*reviews)["estimates"].to_pylist()}


def told(*reviews, editors=()):
    return measured(*reviews, editors=editors)["scores"].to_pylist()


def test_a_shoe_that_nobody_scored_has_no_score():
    assert all(table.num_rows == 0 for table in measured(review("x-run", None)).values())


def test_a_shown_score_lies_within_what_its_reviews_say_however_few():
    rows = estimates(review("x-run", 97), *(review(f"s-{n}", 80, "other") for n in range(9)))
    assert rows["x-run"]["score"] == 97
    assert rows["x-run"]["quality"] < 97


def test_each_kind_of_reviewer_keeps_its_unit_its_number_and_its_place():
    rows = [review(f"s-{n}", 70 + n, "The lab", out_of=100.0) for n in range(10)]
    rows += [review("s-9", 88, "A shop", ratings=1210, out_of=5.0)]
    lab, buyers = [row for row in told(*rows) if row["shoe"] == "s-9"]
    if lab["kind"] != "lab":
        lab, buyers = buyers, lab
    assert (lab["value"], lab["unit"], lab["n"]) == (79, 100, 1)
    assert (lab["place"], lab["of"]) == (1, 10)
    assert (buyers["kind"], buyers["value"]) == ("buyers", 4.4)
    assert (buyers["unit"], buyers["n"]) == (5, 1210)
    assert (buyers["place"], buyers["of"]) == (None, None)


def test_equal_values_share_a_place():
    rows = [review(f"s-{n}", value, "lab") for n, value in enumerate((90, 90, 80, 80, 70))]
    assert [row["place"] for row in told(*rows)] == [1, 1, 3, 3, 5]


def test_what_the_editors_score_is_called_theirs():
    (row,) = told(review("x-run", 80, "x-run", author="Ann"), editors=("Ann",))
    assert (row["kind"], row["source"]) == ("editors", "Ann")


def test_files_of_one_author_share_one_leniency():
    shoes = [f"s-{n}" for n in range(30)]
    rows = [review(s, 75, "magazine") for s in shoes]
    rows += [review(s, 92, f"file-{s}", author="Generous") for s in shoes]
    rows.append(review("x-lenient", 92, "file-x", author="Generous"))
    rows.append(review("y-strict", 75, "magazine"))
    found = estimates(*rows)
    assert abs(found["x-lenient"]["quality"] - found["y-strict"]["quality"]) < 8


def test_one_rating_moves_an_estimate_less_than_a_hundred():
    rows = estimates(
        review("a-one", 100, "shop", ratings=1), review("b-hundred", 100, "shop", ratings=100)
    )
    assert PRIOR_MEAN < rows["a-one"]["quality"] < rows["b-hundred"]["quality"] < 100


@pytest.mark.parametrize("count", [10, 25, 50])
def test_one_more_rating_never_makes_a_step(count):
    few = estimates(review("x-run", 95, ratings=count))["x-run"]["quality"]
    more = estimates(review("x-run", 95, ratings=count + 1))["x-run"]["quality"]
    assert 0 <= more - few < 0.5


def test_more_evidence_narrows_the_interval():
    one = estimates(review("x-run", 85))["x-run"]
    three = estimates(*(review("x-run", 85, source) for source in ("a", "b", "c")))["x-run"]
    assert three["hi"] - three["lo"] < one["hi"] - one["lo"]


def test_agreement_is_measured_on_the_shoes_that_two_reviewers_scored():
    rows = [review(f"s-{n}", 70 + n, "one") for n in range(12)]
    rows += [review(f"s-{n}", 90 - n, "two") for n in range(12)]
    rows += [review(f"s-{n}", 80, "few") for n in range(9)]
    (row,) = measured(*rows)["agreement"].to_pylist()
    assert (row["source"], row["other"], row["shoes"], row["correlation"]) == ("one", "two", 12, -1)


def panel(seed, shoes, reviews, reviewers, sds):
    """Reviews by many authors with known qualities: rows, and the quality of each shoe."""
    random = np.random.default_rng(seed)
    shoe_sd, lenient_sd, noise_sd = sds
    quality, lenient = random.normal(80, shoe_sd, shoes), random.normal(0, lenient_sd, reviewers)
    # A guide's scale is that of its reviewers: what all of them are too kind by, none can tell.
    lenient -= lenient.mean()
    shoe, who = random.integers(0, shoes, reviews), random.integers(0, reviewers, reviews)
    stated = np.clip(quality[shoe] + lenient[who] + random.normal(0, noise_sd, reviews), 0, 100)
    rows = [
        review(f"s-{s:04}", float(value), f"file-{k}", author=f"author {w}")
        for k, (s, w, value) in enumerate(zip(shoe, who, stated, strict=True))
    ]
    return rows, {f"s-{s:04}": quality[s] for s in range(shoes)}


PANELS = [(3, 5, 5), (6, 5, 5), (6, 8, 4), (5, 3, 7), (4, 0.5, 5)]


@pytest.mark.parametrize("sds", PANELS)
def test_on_simulated_panels_order_and_spread_are_the_reviews(sds):
    rows, truth = panel(7, 400, 1600, 30, sds)
    found = estimates(*rows)
    names = sorted(found)
    by_shoe = {name: [] for name in names}
    for row in rows:
        by_shoe[row["shoe"]].append(row["score"])
    plain = [np.mean(by_shoe[name]) for name in names]
    known = [truth[name] for name in names]
    shown, estimate = ([found[name][column] for name in names] for column in ("score", "quality"))
    assert spearmanr(estimate, known)[0] >= spearmanr(plain, known)[0]
    assert spearmanr(shown, known)[0] >= spearmanr(plain, known)[0] - 0.01
    assert 0.85 < np.std(shown) / np.std(plain) < 1.15
    assert all(min(by_shoe[n]) <= s <= max(by_shoe[n]) for n, s in zip(names, shown, strict=True))
    inside = [found[n]["lo"] < truth[n] < found[n]["hi"] for n in names]
    assert 0.75 < np.mean(inside) < 0.85


@pytest.mark.parametrize("reviewers", [200, 2500])
def test_ten_thousand_reviews_of_a_thousand_shoes_take_under_five_seconds(reviewers):
    rows, _ = panel(1, 1000, 10_000, reviewers, (5, 5, 5))
    tables = linked(reviews=rows)
    begun = time.process_time()
    scores(tables, ENGINE)
    assert time.process_time() - begun < 5


REVIEWS = st.tuples(
    st.sampled_from(["a-1", "b-2", "c-3"]),
    st.floats(0, 100),
    st.sampled_from(["shop", "press"]),
    st.sampled_from([None, 0, 1, 50, 100_000]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(REVIEWS, min_size=1, max_size=10))
def test_a_score_lies_within_its_reviews_and_an_estimate_in_its_interval(rows):
    found = estimates(*(review(s, v, source, ratings=n) for s, v, source, n in rows))
    for shoe, row in found.items():
        said = [v for s, v, _, _ in rows if s == shoe]
        assert min(said) <= row["score"] <= max(said)
        assert 0 <= row["lo"] <= row["quality"] <= row["hi"] <= 100
