"""What `solecast.forecast` and `growth` promise."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import solecast
from solecast.errors import SeriesError
from solecast.measure.forecast.forecaster import growth

MONDAY = dt.date(2024, 1, 1)


def long(end: dt.date = MONDAY, **series: Sequence[float | None]) -> pa.Table:
    """Weekly series that all end in the week of `end`."""
    rows = [
        {"id": name, "week": end - dt.timedelta(weeks=len(values) - 1 - i), "value": value}
        for name, values in series.items()
        for i, value in enumerate(values)
    ]
    schema = pa.schema([("id", pa.string()), ("week", pa.date32()), ("value", pa.float64())])
    return pa.Table.from_pylist(rows, schema)


def simulated(count: int, weeks: int, seed: int = 0) -> dict[str, list[float]]:
    random = np.random.default_rng(seed)
    season = 0.3 * np.sin(2 * np.pi * np.arange(weeks) / 52)
    level = np.cumsum(random.normal(0, 0.03, (count, weeks)), axis=1)
    noise = random.normal(0, 0.15, (count, weeks))
    values = np.exp(season + level + noise)
    return {f"shoe-{i:03}": row.tolist() for i, row in enumerate(values)}


def assert_sensible(found: pa.Table) -> None:
    column = {name: found[name].to_numpy() for name in found.column_names[2:]}
    assert all(np.isfinite(values).all() and (values >= 0).all() for values in column.values())
    for lower, upper in (("lo95", "lo80"), ("lo80", "mean"), ("mean", "hi80"), ("hi80", "hi95")):
        assert (column[lower] <= column[upper]).all()


def test_the_result_continues_each_id_after_its_own_last_week() -> None:
    sunday = MONDAY - dt.timedelta(days=1)
    series = pa.concat_tables([long(a=[1.0] * 30), long(sunday, b=[2.0] * 20)])
    found = solecast.forecast(series, horizon=3)
    assert found.column_names == ["id", "week", "mean", "lo80", "hi80", "lo95", "hi95"]
    assert found.schema.field("week").type == pa.date32()
    weeks = [MONDAY + dt.timedelta(weeks=k) for k in (1, 2, 3)]
    assert found["week"].to_pylist() == weeks + [week - dt.timedelta(days=1) for week in weeks]


@pytest.mark.parametrize(
    "values",
    [
        [0.0] * 60,
        [5.0] * 300,
        [0.0] * 50 + [1, 50, 100, 80, 60, 50, 40, 30, 25, 20],
        list(range(8)),
        [1, None, 3, None, 5, 6, 7, 8, 9, 10],
        [None] * 3 + [1.0] * 9 + [None] * 4,
        [1.0] * 30 + [None] * 150,
        [1e30] * 20 + [2e30] * 20,
        [1e-300] * 30,
        [0.0] * 299 + [1.0],
    ],
    ids=[
        "all zero", "constant", "launch", "shortest", "gaps", "null ends", "silent for years",
        "huge", "tiny", "first value in the last week",
    ],
)  # fmt: skip
def test_odd_series_get_a_sensible_forecast(values: list[float | None]) -> None:
    assert_sensible(solecast.forecast(long(a=values)))


def test_a_constant_series_stays_and_nothing_stays_nothing() -> None:
    found = solecast.forecast(long(a=[5.0] * 200, b=[0.0] * 200))
    mean = found["mean"].to_numpy().reshape(2, 52)
    np.testing.assert_allclose(mean[0], 5, rtol=0.01)
    assert mean[1].max() < 1e-6


def test_a_launch_is_forecast_from_its_sales_and_not_from_the_zeros_before() -> None:
    since = [100.0, 95, 105, 98, 102, 99, 101, 100, 97, 103]
    found = solecast.forecast(long(a=[0.0] * 60 + since), horizon=8)
    assert 70 < found["mean"].to_numpy().mean() < 130


def test_a_season_is_foreseen() -> None:
    season = [100 + 50 * np.sin(2 * np.pi * t / 52) for t in range(260)]
    found = solecast.forecast(long(a=season))["mean"].to_numpy()
    future = [100 + 50 * np.sin(2 * np.pi * t / 52) for t in range(260, 312)]
    assert np.abs(found - future).mean() < 6


def test_shoes_of_one_year_borrow_the_season_of_their_panel() -> None:
    random = np.random.default_rng(1)
    season = 0.5 * np.sin(2 * np.pi * np.arange(104) / 52)
    values = np.exp(season + random.normal(0, 0.1, (30, 104)) + random.normal(0, 1, (30, 1)))
    past = {f"shoe-{i:02}": row[:52].tolist() for i, row in enumerate(values)}
    mean = solecast.forecast(long(**past))["mean"].to_numpy().reshape(30, 52)
    error = np.abs(np.log(mean) - np.log(values[:, 52:])).mean()
    flat = np.abs(np.log(values[:, :52].mean(1, keepdims=True)) - np.log(values[:, 52:])).mean()
    assert error < 0.7 * flat


def test_one_shoe_more_changes_what_is_known_of_a_season_by_little() -> None:
    random = np.random.default_rng(2)
    season = 0.5 * np.sin(2 * np.pi * np.arange(60) / 52)
    values = np.exp(season + random.normal(0, 0.05, (6, 60)))

    def swing(shoes: int) -> float:
        past = {f"shoe-{i}": row.tolist() for i, row in enumerate(values[:shoes])}
        mean = solecast.forecast(long(**past))["mean"].to_numpy()[:52]
        return float(np.log(mean.max() / mean.min()))

    swings = [swing(shoes) for shoes in range(1, 7)]
    assert swings[0] > 0.3, "one shoe of a year tells half of its season"
    steps = np.diff(swings)
    assert np.abs(steps).max() < 0.25 * swings[-1]


def test_the_same_seed_gives_the_same_table() -> None:
    series = long(**simulated(30, 170))
    found = solecast.forecast(series, horizon=10)
    assert found.equals(solecast.forecast(series, horizon=10))


def test_a_panel_with_nets_is_sensible_at_any_horizon_and_level() -> None:
    found = solecast.forecast(long(**simulated(30, 170)), horizon=70, levels=(50, 90))
    assert found.column_names[2:] == ["mean", "lo50", "hi50", "lo90", "hi90"]
    assert found.num_rows == 30 * 70
    low, mean, high = (found[name].to_numpy() for name in ("lo90", "mean", "hi90"))
    assert ((low <= mean) & (mean <= high)).all()


def test_a_signal_may_cover_some_ids_and_other_weeks() -> None:
    series = simulated(30, 170)
    signal = {name: series[name][20:] for name in list(series)[:20]} | {"stranger": [1.0] * 30}
    assert_sensible(solecast.forecast(long(**series), signal=long(**signal)))


def test_a_signal_of_strangers_changes_nothing() -> None:
    series = long(**simulated(30, 170))
    plain = solecast.forecast(series)
    assert solecast.forecast(series, signal=long(stranger=[1.0] * 30)).equals(plain)


def test_too_short_a_series_is_named_with_its_length_and_the_minimum() -> None:
    with pytest.raises(SeriesError, match=r"'samba'.* 7 weeks .* at least 8"):
        solecast.forecast(long(gazelle=[1.0] * 20, samba=[1.0] * 7))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"horizon": 0}, "horizon is 0"),
        ({"levels": (80, 100)}, "levels is"),
        ({"levels": ()}, "levels is"),
        ({"season": 2}, "season is 2"),
    ],
)
def test_a_wrong_argument_is_named_with_what_is_valid(
    arguments: dict[str, object], words: str
) -> None:
    with pytest.raises(SeriesError, match=words):
        solecast.forecast(long(a=[1.0] * 20), **arguments)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(st.none(), st.just(0.0), st.floats(1e-6, 1e6)),
        min_size=8,
        max_size=130,
    ).filter(lambda values: sum(value is not None for value in values) >= 4)
)
def test_any_series_of_eight_weeks_gets_a_sensible_forecast(values: list[float | None]) -> None:
    assert_sensible(solecast.forecast(long(a=values)))


def turned(weeks: int) -> np.ndarray:
    """A smooth line that rose for long and has been falling fast for six weeks."""
    steps = np.where(np.arange(weeks) < weeks - 6, 0.02, -0.12)
    return 10 * np.exp(np.convolve(np.pad(np.cumsum(steps), 3, "edge"), np.ones(7) / 7, "valid"))


@pytest.mark.parametrize("weeks", [40, 200])
def test_the_forecast_of_a_smooth_line_starts_where_the_line_ends(weeks: int) -> None:
    line = turned(weeks)
    found = solecast.forecast(long(a=line.tolist()), horizon=1)["mean"].to_numpy()
    a_week_of_its_fall = 0.12
    assert abs(np.log(found[0] / line[-1])) < a_week_of_its_fall


def test_a_count_that_jumps_in_its_last_week_is_not_taken_for_a_new_level() -> None:
    counts = 100 * np.exp(np.random.default_rng(2).normal(0, 0.15, 60))
    counts[-1] = 200
    found = solecast.forecast(long(a=counts.tolist()), horizon=4)["mean"].to_numpy()
    assert found.max() < 130


def test_bands_widen_without_steps() -> None:
    found = solecast.forecast(long(**simulated(30, 170)))
    mean, high = (found[name].to_numpy().reshape(30, 52) for name in ("mean", "hi95"))
    reach = np.median(np.log(high / mean), axis=0)
    assert np.abs(np.diff(reach)).max() < 0.03
    assert reach[-4:].mean() > reach[:4].mean()


def test_one_series_of_eight_weeks_admits_that_it_does_not_know_its_season() -> None:
    young, old = (
        solecast.forecast(long(a=[90.0, 110.0] * pairs)).to_pylist()[25] for pairs in (4, 100)
    )
    assert young["hi80"] / young["lo80"] > 1.25 * old["hi80"] / old["lo80"]


def test_growth_says_where_a_series_stands_and_how_likely_it_breaks_out() -> None:
    ramp = [10 * 1.02**t for t in range(120)]
    found = growth(long(flat=[10.0] * 120, up=ramp, none=[0.0] * 120)).to_pylist()
    flat, up, none = found
    assert flat["now"] == pytest.approx(10)
    assert up["p_half_more"] > flat["p_half_more"]
    assert up["rank_score"] > flat["rank_score"]
    assert none["p_half_more"] == 0
    for row in found:
        assert 0 <= row["p_half_more"] <= 1
        for name in ("in26", "in52"):
            assert 0 <= row[f"{name}_lo"] <= row[name] <= row[f"{name}_hi"]


def test_a_common_rise_of_a_young_panel_is_no_reason_to_expect_another() -> None:
    random = np.random.default_rng(5)
    rise = 10 * np.exp(np.clip(np.arange(47) - 20, 0, 12) * 0.1)
    panel = {f"s{k}": (rise * np.exp(random.normal(0, 0.1, 47))).tolist() for k in range(40)}
    for row in growth(long(**panel)).to_pylist():
        assert (row["p_half_more"] > 0.5) == (row["in52"] > 1.5 * row["now"])
