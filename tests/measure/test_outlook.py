"""Forecasts of heat are as unsure as the heat that they start from."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from solecast.measure.forecast.shoe_forecasts import births, expected_growth, forecast_heat

MONDAY = dt.date(2026, 8, 24)


NONE = pa.table({"id": pa.nulls(0, pa.string()), "born": pa.nulls(0, pa.date32())})


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
    sure, unsure = (forecast_heat(past(error), 52, NONE) for error in (0.0, 0.5))
    assert sure["mean"].equals(unsure["mean"])
    for name in (f"{end}80", f"{end}95"):
        assert (side * (unsure[name].to_numpy() - sure[name].to_numpy()) > 0).all()
    calm, shaky = (expected_growth(past(error), NONE).to_pylist()[0] for error in (0.0, 0.5))
    for window in ("in26", "in52"):
        assert calm[window] == shaky[window]
        assert side * (shaky[f"{window}_{end}"] - calm[f"{window}_{end}"]) > 0


def test_the_chance_of_half_more_moves_towards_one_half() -> None:
    calm, shaky = (expected_growth(past(e), NONE).to_pylist()[0]["p_half_more"] for e in (0.0, 0.5))
    assert abs(shaky - 0.5) < abs(calm - 0.5)
    assert (shaky - 0.5) * (calm - 0.5) > 0


def test_no_shoe_gives_no_growth() -> None:
    assert expected_growth(past(0.1).slice(0, 0), NONE).num_rows == 0


def shoes(**released: dt.date | None) -> pa.Table:
    rows = [
        {"shoe": shoe, "brand": "Brooks", "model": "Ghost", "previous": None}
        | {"first_release": day, "first_release_end": day}
        for shoe, day in released.items()
    ]
    text = [(name, pa.string()) for name in ("shoe", "brand", "model", "previous")]
    names = ("first_release", "first_release_end", "earliest_colorway")
    days = [(name, pa.date32()) for name in names]
    return pa.Table.from_pylist(rows, pa.schema([*text, *days]))


def test_a_shoe_is_born_when_it_came_out_and_not_when_a_later_colorway_did() -> None:
    line = past(0.1, 40)
    name, first = line["id"][0].as_py(), min(line["week"].to_pylist())

    def born(day: dt.date | None, **appeared: dt.date) -> dt.date | None:
        return births(shoes(**{name: day}), line, appeared).to_pylist()[0]["born"]

    week = dt.timedelta(weeks=1)
    assert born(first + 2 * week) == first + 2 * week
    assert born(first - 9 * week) == first - 9 * week
    assert born(first + 20 * week) is None
    assert born(None) is None
    assert born(None, **{name: first + week}) == first + week
    assert births(shoes(other=first), line, {}).num_rows == 0
