"""`solecast.trend`: classes rest on intervals, and a seasonal peak is not a rise."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

import solecast
from solecast.errors import SeriesError
from solecast.measure.trend.classes import Evidence, sentence

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


def test_too_few_weeks_after_a_gap_are_said_to_be_after_a_gap():
    seen = Evidence(1, 1, 0, None, None, None, False, 1.0, 0.0, resumed=True)
    assert sentence("sparse", seen) == (
        "Above zero in only 1 of 1 week since a long gap: too few for a trend."
    )
