"""What `solecast.backtest` promises, and what the forecaster reaches on a real panel."""

import csv
import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import solecast
from solecast.errors import SeriesError

PANEL = (
    Path(__file__).resolve().parents[2].parent
    / "shared/data/trend-panels/us-female-sneakers-2015-2022.csv"
)
FIRST = dt.date(2020, 1, 6)


def weekly(values: np.ndarray, first: dt.date = FIRST) -> pa.Table:
    weeks = [first + dt.timedelta(weeks=k) for k in range(len(values))]
    names = [f"shoe-{i}" for i in range(values.shape[1])]
    return pa.table(
        {
            "id": np.repeat(names, len(values)).tolist(),
            "week": pa.array(weeks * len(names)),
            "value": values.T.ravel(),
        }
    )


def wandering(weeks: int = 170, count: int = 4) -> np.ndarray:
    random = np.random.default_rng(0)
    return np.exp(np.cumsum(random.normal(0, 0.1, (weeks, count)), axis=0))


def test_one_row_for_each_id_origin_and_model() -> None:
    origins = [FIRST + dt.timedelta(weeks=110), FIRST + dt.timedelta(weeks=140)]
    found = solecast.backtest(weekly(wandering()), origins, horizon=26)
    assert found.column_names == ["id", "origin", "model", "mase", "coverage80", "coverage95"]
    assert found.num_rows == 4 * 2 * 3
    assert set(found["origin"].to_pylist()) == set(origins)
    ours = found.filter(pc.equal(found["model"], "solecast"))
    assert ours["coverage80"].null_count == 0
    assert pc.all(pc.less_equal(ours["coverage80"], ours["coverage95"])).as_py()


def test_the_week_of_the_origin_and_later_are_not_known() -> None:
    values = wandering()
    later = values.copy()
    later[120:] *= np.linspace(1, 30, len(later) - 120)[:, None]
    origin = [FIRST + dt.timedelta(weeks=120)]
    forecasts = [
        solecast.forecast(weekly(v[:120]), horizon=1)["mean"].to_numpy() for v in (values, later)
    ]
    np.testing.assert_array_equal(*forecasts)
    scores = solecast.backtest(weekly(values), origin, horizon=1, models=["solecast"])
    scale = np.abs(values[52:119] - values[:67]).mean(0)
    np.testing.assert_allclose(
        scores["mase"].to_numpy(), np.abs(values[120] - forecasts[0]) / scale, rtol=1e-4
    )


def test_seasonal_naive_scores_as_worked_by_hand() -> None:
    values = wandering()
    origin = [FIRST + dt.timedelta(weeks=118)]
    found = solecast.backtest(weekly(values), origin, models=["seasonal_naive"])
    scale = np.abs(values[52:117] - values[:65]).mean(0)
    expected = np.abs(values[118:170] - values[66:118]).mean(0) / scale
    np.testing.assert_allclose(found["mase"].to_numpy(), expected, rtol=1e-5)
    assert found["coverage80"].null_count == found.num_rows


def test_an_id_without_eight_weeks_before_an_origin_is_left_out() -> None:
    series = pa.concat_tables(
        [weekly(wandering(60, 1)), weekly(wandering(20, 1), FIRST + dt.timedelta(weeks=40))]
    ).set_column(0, "id", pa.array(["old"] * 60 + ["young"] * 20))
    early, late = FIRST + dt.timedelta(weeks=30), FIRST + dt.timedelta(weeks=52)
    found = solecast.backtest(series, [early, str(late)], horizon=4, models=["solecast"])
    assert [(row["id"], row["origin"]) for row in found.to_pylist()] == [
        ("old", early), ("old", late), ("young", late),
    ]  # fmt: skip


def test_what_cannot_be_scored_is_refused_in_a_sentence() -> None:
    series = weekly(wandering(60, 1))
    with pytest.raises(SeriesError, match=r"models has \['oracle'\]"):
        solecast.backtest(series, [FIRST], models=["oracle"])
    with pytest.raises(SeriesError, match="choose origins inside"):
        solecast.backtest(series, [FIRST])
    with pytest.raises(SeriesError, match="is not a date"):
        solecast.backtest(series, ["someday"])


def sneakers() -> tuple[np.ndarray, dt.date]:
    with PANEL.open() as file:
        header, *rows = csv.reader(file)
    assert len(header) == 101
    values = np.array([[float(cell) for cell in row[1:]] for row in rows])
    return values, dt.date.fromisoformat(rows[0][0])


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.skipif(not PANEL.exists(), reason=f"{PANEL} is not there")
def test_on_the_sneaker_panel_the_forecast_reaches_its_floor_and_honest_coverage() -> None:
    values, first = sneakers()
    origins = [first + dt.timedelta(weeks=334 - 13 * k) for k in range(13)]
    found = solecast.backtest(weekly(values, first), origins, models=["solecast"])
    assert pc.mean(found["mase"]).as_py() < 0.79
    assert abs(pc.mean(found["coverage80"]).as_py() - 0.80) < 0.03
    assert abs(pc.mean(found["coverage95"]).as_py() - 0.95) < 0.03


@pytest.mark.data
@pytest.mark.skipif(not PANEL.exists(), reason=f"{PANEL} is not there")
@pytest.mark.parametrize("weeks", [8, 16, 30, 60])
def test_bands_of_short_histories_are_honest(weeks: int) -> None:
    values, first = sneakers()
    inside = []
    for end in (334, 282, 230):
        start = first + dt.timedelta(weeks=end - weeks)
        found = solecast.forecast(weekly(values[end - weeks : end], start))
        low, high = (found[name].to_numpy().reshape(100, 52).T for name in ("lo80", "hi80"))
        came = values[end : end + 52]
        inside.append((low <= came) & (came <= high))
    assert 0.75 < np.mean(inside) < 0.92


@pytest.mark.data
@pytest.mark.skipif(not PANEL.exists(), reason=f"{PANEL} is not there")
def test_a_signal_that_leads_helps_and_one_that_is_noise_does_no_harm() -> None:
    values, first = sneakers()
    random, end = np.random.default_rng(0), 308
    past, came = weekly(values[:end], first), values[end : end + 52]
    scale = np.abs(values[52 : end - 1] - values[: end - 53]).mean(0)
    noise = np.exp(random.normal(0, 0.5, (end, 100)))
    leading = values[26 : end + 26] * np.exp(random.normal(0, 0.2, (end, 100)))

    def mase(signal: np.ndarray | None) -> float:
        other = None if signal is None else weekly(signal, first)
        mean = solecast.forecast(past, signal=other)["mean"].to_numpy().reshape(100, 52).T
        return float((np.abs(came - mean).mean(0) / scale).mean())

    plain = mase(None)
    assert mase(leading) < 0.96 * plain
    assert mase(noise) < 1.01 * plain
