"""Scores shrink thin evidence, take off leniency and know how sure they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solecast.measure.facts.scores import (
    CRITIC_SD,
    PANEL_SD,
    PRIOR_MEAN,
    RATING_SD,
    SHOE_SD,
    SOURCE_SD,
    Ratings,
    fit,
    scores,
)

from .linked import linked, review


def scored(*reviews):
    return {row["shoe"]: row for row in scores(linked(reviews=list(reviews))).to_pylist()}


def test_without_a_scored_review_there_is_no_score():
    assert scored(review("x-run", None)) == {}


def test_one_rating_moves_a_score_less_than_a_hundred():
    rows = scored(
        review("a-one", 100, "shop", ratings=1), review("b-hundred", 100, "shop", ratings=100)
    )
    assert PRIOR_MEAN < rows["a-one"]["score"] < rows["b-hundred"]["score"] < 100


@pytest.mark.parametrize("count", [10, 25, 50])
def test_one_more_rating_never_makes_a_step(count):
    few = scored(review("x-run", 95, ratings=count))["x-run"]["score"]
    more = scored(review("x-run", 95, ratings=count + 1))["x-run"]["score"]
    assert 0 <= more - few < 0.5


def test_more_evidence_narrows_the_interval():
    one = scored(review("x-run", 85))["x-run"]
    three = scored(*(review("x-run", 85, source) for source in ("a", "b", "c")))["x-run"]
    assert three["hi"] - three["lo"] < one["hi"] - one["lo"]


def test_a_lenient_magazine_is_read_with_its_leniency():
    shoes = [f"s-{n}" for n in range(20)]
    rows = [review(s, 75, "strict") for s in shoes] + [review(s, 95, "lenient") for s in shoes]
    rows += [review("x-lenient", 95, "lenient"), review("y-strict", 75, "strict")]
    found = scored(*rows)
    assert abs(found["x-lenient"]["score"] - found["y-strict"]["score"]) < 10
    assert "above the others" in found["x-lenient"]["why"]


def test_the_reason_counts_the_evidence_and_gives_the_interval():
    row = scored(review("x-run", 80), review("x-run", 90, "shop", ratings=1200))["x-run"]
    assert (row["reviews"], row["ratings"]) == (1, 1200)
    assert row["why"].startswith(
        "From 1 review (80 of 100) and 1,200 user ratings (mean 90 of 100)."
    )
    assert "80% probability" in row["why"]


def test_on_simulated_reviews_the_interval_holds_what_it_promises():
    random = np.random.default_rng(7)
    truth = random.normal(82, SHOE_SD, 400)
    lenient = random.normal(0, SOURCE_SD, 10)
    shoe, source = np.repeat(np.arange(400), 4), random.integers(0, 10, 1600)
    noise = np.where(source < 3, PANEL_SD**2 + RATING_SD**2 / 40, CRITIC_SD**2)
    stated = truth[shoe] + lenient[source] + random.normal(0, 1, 1600) * np.sqrt(noise)
    fitted = fit(Ratings(shoe, source, stated, noise, 400, 10))
    inside = np.abs(fitted.score - truth) < 1.2816 * fitted.sd
    assert 0.75 < inside.mean() < 0.85
    assert np.abs(fitted.leniency - lenient).max() < 2.5


REVIEWS = st.tuples(
    st.sampled_from(["a-1", "b-2", "c-3"]),
    st.floats(0, 100),
    st.sampled_from(["shop", "press"]),
    st.sampled_from([None, 0, 1, 50, 100_000]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(REVIEWS, min_size=1, max_size=10))
def test_a_score_lies_in_its_interval_and_on_the_scale(rows):
    for row in scored(*(review(s, v, source, ratings=n) for s, v, source, n in rows)).values():
        assert 0 <= row["lo"] <= row["score"] <= row["hi"] <= 100
