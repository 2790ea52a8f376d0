"""`solecast.trend`: classes rest on intervals, and a seasonal peak is not a rise."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import solecast
from solecast.errors import SeriesError
from solecast.guide.words.line import trend as trend_words
from solecast.measure.trend.classes import ClassEvidence, classify

START = dt.date(2021, 1, 4)
COLUMNS = ["id", "class", "level", "momentum13", "yoy", "yoy_lo", "yoy_hi"]
COLUMNS += ["peak_week", "season_peak", "change_weeks"]


def series(values, name="shoe"):
    weeks = [START + dt.timedelta(weeks=n) for n in range(len(values))]
    return pa.table({"id": [name] * len(values), "week": weeks, "value": np.asarray(values, float)})


def noise(length, seed=0):
    return np.exp(np.random.default_rng(seed).normal(0, 0.1, length))


def classified(values):
    return solecast.trend(series(values)).to_pylist()[0]


def test_the_columns_are_those_of_the_api():
    assert solecast.trend(series(10 * noise(150))).column_names == COLUMNS


def test_steady_growth_is_rising_and_its_interval_lies_above_zero():
    found = classified(10 * np.exp(np.arange(160) * 0.012) * noise(160))
    assert found["class"] == "rising"
    assert 0 < found["yoy_lo"] <= found["yoy"] <= found["yoy_hi"]
    assert found["momentum13"] > 0.3


def test_steady_decline_is_not_stable():
    found = classified(100 * np.exp(-np.arange(160) * 0.012) * noise(160))
    assert found["class"] in {"falling", "fading"}
    assert found["yoy_hi"] < 0


def test_a_seasonal_peak_is_not_a_rise():
    weeks = np.arange(170)
    found = classified(10 * np.exp(np.sin(2 * np.pi * weeks / 52.18)) * noise(170))
    assert found["class"] == "seasonal"
    assert found["season_peak"] is not None


def test_noise_around_a_level_is_seldom_called_a_rise():
    names = [f"s{seed}" for seed in range(60)]
    panel = [series(10 * noise(156, seed), name) for seed, name in enumerate(names)]
    classes = solecast.trend(pa.concat_tables(panel))["class"].to_pylist()
    assert classes.count("rising") + classes.count("falling") <= 6


@pytest.mark.parametrize("bad", [-1.0, float("inf")])
def test_a_value_that_cannot_be_is_refused_with_the_id(bad):
    with pytest.raises(SeriesError, match="shoe"):
        solecast.trend(series([*noise(60), bad]))


def test_three_months_of_clear_growth_are_a_rise_on_a_line_too_short_for_a_year():
    values = [*([10.0] * 30), *np.linspace(10, 22, 14)] * noise(44)
    assert classified(values)["class"] == "rising"


def test_a_line_past_its_peak_does_not_rise_though_it_is_above_last_year():
    risen = [*([10.0] * 60), *np.linspace(10, 40, 40), *np.linspace(40, 22, 20)] * noise(120)
    found = classified(risen)
    assert found["yoy_lo"] > 0.1
    assert found["class"] != "rising"


_ABOVE = ("Up", "Twice", "Three", "Several", "Half as", "A little above", "Above")
ENDS = st.tuples(st.floats(-0.9, 3), st.floats(0.01, 1), st.booleans())


@given(ENDS, st.integers(26, 300), st.floats(-0.5, 0.5))
def test_an_interval_on_one_side_of_zero_is_never_called_unsure(ends, weeks, turned):
    point, width, yearly = ends
    lo, hi = (1 + point) / (1 + width) - 1, (1 + point) * (1 + width) - 1
    e = ClassEvidence(weeks, weeks, 0, point, lo, hi, yearly, turned=turned)
    kind = classify(e)
    row = {"class": kind, "change": point, "change_lo": lo, "change_hi": hi, "yearly": yearly}
    row |= {"past": e.past, "turn_week": None, "turn_ratio": None, "silent": 0}
    said = trend_words.why(row | {"last_week": START, "peak_week": START})
    if lo > 0:
        assert said.startswith(
            ("Up", "Twice", "Three", "Several", "Half as", "A little above", "Above")
        )
    elif hi < 0:
        assert said.startswith(("Down", "Half the", "Well under", "Under", "A little", "Below"))
    else:
        assert kind == "stable"


def test_too_few_weeks_after_a_gap_are_said_to_be_after_a_gap():
    row = {"class": "sparse", "resumed": True, "positive": 1, "weeks": 1}
    row |= {"first_week": START, "last_week": START}
    assert trend_words.why(row) == "Counted again since January only: too early for a trend."
