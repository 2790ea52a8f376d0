"""Forecasts of heat are as unsure as the heat that they start from."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from solecast.measure.forecast.shoe_forecasts import expected_growth, forecast_heat

MONDAY = dt.date(2026, 8, 24)


def past(unsure: float, weeks: int = 120) -> pa.Table:
    random = np.random.default_rng(3)
    heat = 20 * np.exp(np.cumsum(random.normal(0, 0.04, weeks)))
    days = [MONDAY - dt.timedelta(weeks=back) for back in reversed(range(weeks))]
    return pa.table(
        {"id": ["a-run"] * weeks, "week": days, "value": heat, "unsure": [unsure] * weeks}
    )


@pytest.mark.parametrize("side", [-1, 1])
def test_bands_and_growth_widen_with_the_error_of_heat(side: int) -> None:
    end = "lo" if side < 0 else "hi"
    sure, unsure = (forecast_heat(past(error), 52) for error in (0.0, 0.5))
    assert sure["mean"].equals(unsure["mean"])
    for name in (f"{end}80", f"{end}95"):
        assert (side * (unsure[name].to_numpy() - sure[name].to_numpy()) > 0).all()
    calm, shaky = (expected_growth(past(error)).to_pylist()[0] for error in (0.0, 0.5))
    for window in ("in26", "in52"):
        assert calm[window] == shaky[window]
        assert side * (shaky[f"{window}_{end}"] - calm[f"{window}_{end}"]) > 0


def test_the_chance_of_half_more_moves_towards_one_half() -> None:
    calm, shaky = (expected_growth(past(e)).to_pylist()[0]["p_half_more"] for e in (0.0, 0.5))
    assert abs(shaky - 0.5) < abs(calm - 0.5)
    assert (shaky - 0.5) * (calm - 0.5) > 0


def test_no_shoe_gives_no_growth() -> None:
    assert expected_growth(past(0.1).slice(0, 0)).num_rows == 0
