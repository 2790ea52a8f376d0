"""Forecasts of young shoes and of those to come, and the lives they follow."""

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import solecast
from solecast.errors import SeriesError
from solecast.measure.forecast.forecaster import growth
from solecast.measure.launches.births import read_births
from solecast.measure.series.panel import read_panel

END = dt.date(2024, 6, 3)
BANDS = ("mean", "lo80", "hi80", "lo95", "hi95")


def week(back: int) -> dt.date:
    return END - dt.timedelta(weeks=back)


def table(**series: list[float | None]) -> pa.Table:
    """Weekly series that all end in the week of `END`."""
    rows = [
        {"id": name, "week": week(len(values) - 1 - k), "value": value}
        for name, values in series.items()
        for k, value in enumerate(values)
    ]
    schema = pa.schema([("id", pa.string()), ("week", pa.date32()), ("value", pa.float64())])
    return pa.Table.from_pylist(rows, schema)


def births(**days: dt.date | None) -> pa.Table:
    return pa.table({"id": list(days), "born": pa.array(days.values(), pa.date32())})


def fading(weeks: int, size: float = 500, power: float = 1.0, seed: int = 0) -> list[float]:
    """Weekly counts of a launch that fades as a power of its age."""
    rate = size * (1 + np.arange(weeks) / 2) ** -power
    return np.random.default_rng(seed).poisson(rate).astype(float).tolist()


def launched(
    count: int, power: float = 1.0
) -> tuple[dict[str, list[float | None]], dict[str, Any]]:
    """Series and births of launches of 20 to 60 weeks ago."""
    ages = {f"old-{k}": 20 + 40 * k // count for k in range(count)}
    series = {name: fading(age, 500, power, seed=age) for name, age in ages.items()}
    return series, {name: week(age - 1) for name, age in ages.items()}


def mean(found: pa.Table, name: str, column: str = "mean") -> np.ndarray:
    return found.filter(pc.equal(found["id"], name))[column].to_numpy()


def test_a_launch_fades_as_those_before_it_did() -> None:
    series, days = launched(12)
    found = solecast.forecast(
        table(**series, new=fading(5, 800)), 13, born=births(**days, new=week(4))
    )
    truth = 800 * (1 + np.arange(5, 18) / 2) ** -1.0
    flat = np.mean(fading(5, 800)[-4:])
    assert np.abs(mean(found, "new") - truth).mean() < 0.15 * np.abs(flat - truth).mean()
    inside = (mean(found, "new", "lo80") <= truth) & (truth <= mean(found, "new", "hi80"))
    assert inside.mean() > 0.7


def test_the_first_launch_of_a_panel_gets_a_wider_band_than_the_thirteenth() -> None:
    def width(earlier: int) -> float:
        series, days = launched(earlier)
        found = solecast.forecast(
            table(**series, new=fading(5, 800)), 13, born=births(**days, new=week(4))
        )
        return float(np.log(mean(found, "new", "hi80") / mean(found, "new", "lo80")).mean())

    assert width(0) > 1.5 * width(12)


def test_one_restock_and_a_few_second_drops_do_not_bend_the_life_of_all() -> None:
    series, days = launched(12)
    for name in ("old-8", "old-9", "old-10", "old-11"):
        series[name] = [v * 8 if 9 <= k < 14 else v for k, v in enumerate(series[name])]
    found = solecast.forecast(
        table(**series, new=fading(8, 800)), 8, born=births(**days, new=week(7))
    )
    truth = 800 * (1 + np.arange(8, 16) / 2) ** -1.0
    assert np.abs(mean(found, "new") / truth - 1).mean() < 0.3


@pytest.mark.parametrize("weeks", [1, 2, 4, 8, 20, 40, 80])
def test_a_forecast_of_any_age_is_sensible_and_starts_near_where_the_shoe_is(weeks: int) -> None:
    series, days = launched(12, power=0.3)
    new = fading(weeks, 300, 0.3, seed=9)
    found = solecast.forecast(table(**series, new=new), born=births(**days, new=week(weeks - 1)))
    columns = {name: mean(found, "new", name) for name in BANDS}
    assert all(np.isfinite(column).all() for column in columns.values())
    assert (columns["lo95"] >= 0).all()
    for low, high in (("lo95", "lo80"), ("lo80", "mean"), ("mean", "hi80"), ("hi80", "hi95")):
        assert (columns[low] <= columns[high]).all()
    assert 0.7 < columns["mean"][0] / np.mean(new[-4:]) < 1.3


def test_crossing_an_age_is_no_jump() -> None:
    series, days = launched(12, power=0.3)
    first = []
    for weeks in range(20, 112, 4):
        new = fading(weeks, 30000, 0.3, seed=1)
        found = solecast.forecast(
            table(**series, new=new), 1, born=births(**days, new=week(weeks - 1))
        )
        first.append(mean(found, "new")[0] / new[-1])
    assert np.abs(np.diff(first)).max() < 0.06


def test_series_of_two_years_and_more_are_forecast_as_if_no_birth_was_known() -> None:
    random = np.random.default_rng(3)
    level = np.exp(np.cumsum(random.normal(0, 0.05, (30, 170)), axis=1))
    series = table(**{f"s{k}": (50 * row).tolist() for k, row in enumerate(level)})
    known = births(**{f"s{k}": week(169 - k) for k in range(30)})
    assert solecast.forecast(series, born=known).equals(solecast.forecast(series))
    assert growth(series, born=known).equals(growth(series))


def test_few_counts_are_forecast_as_counts() -> None:
    series, days = launched(12)
    rare = [3.0, 2, 0, 1, 1, 0, 0, 1]
    found = solecast.forecast(table(**series, rare=rare), 13, born=births(**days, rare=week(7)))
    assert 0 < mean(found, "rare").mean() < 1
    assert mean(found, "rare", "lo80").max() == 0
    assert mean(found, "rare", "hi80").min() >= 0.5


def test_a_model_that_lasts_is_not_taken_for_the_others() -> None:
    fast, days = launched(10, power=1.2)
    slow = {f"slow-{k}": fading(50, 500, 0.1, seed=50 + k) for k in range(5)}
    born = births(**days, **{name: week(49) for name in slow}, new=week(5))
    models = ["fast"] * 10 + ["slow"] * 6
    series = table(**fast, **slow, new=fading(6, 400, 0.6, seed=5))
    plain = solecast.forecast(series, 26, born=born)
    with_model = solecast.forecast(series, 26, born=born.append_column("group", [models]))
    assert mean(with_model, "new")[-1] > 1.5 * mean(plain, "new")[-1]


def test_a_shoe_to_come_is_forecast_from_its_release_on_and_widely() -> None:
    series, days = launched(12)
    born = births(**days, next=week(-6))
    found = solecast.forecast(table(**series), 20, born=born)
    ahead = mean(found, "next")
    assert (ahead[:5] == 0).all()
    assert 150 < ahead[6:10].mean() < 800
    assert (mean(found, "next", "hi80")[8] / mean(found, "next", "lo80")[8]) > 2
    weeks = found.filter(pc.equal(found["id"], "next"))["week"].to_pylist()
    assert weeks[0] == week(-1)


def test_a_shoe_to_come_follows_its_parent() -> None:
    series, days = launched(12)
    series["hit"] = fading(40, 20000)
    plain = births(**days, hit=week(39), next=week(-1))
    parent = pa.array([None] * 13 + ["hit"], pa.string())
    told = solecast.forecast(table(**series), 8, born=plain.append_column("parent", parent))
    assert (
        mean(told, "next")[2:].mean()
        > 3 * mean(solecast.forecast(table(**series), 8, born=plain), "next")[2:].mean()
    )


def test_what_a_successor_takes_is_learned_from_earlier_successions() -> None:
    series: dict[str, list[float]] = {}
    days, parents = {}, {}
    for k in range(8):
        first = 90 + 4 * k
        taken = np.where(np.arange(first) >= 50, 0.3, 1)
        series[f"one-{k}"] = (np.array(fading(first, 2000, 0.3, seed=k)) * taken).tolist()
        series[f"two-{k}"] = fading(first - 50, 2000, 0.3, seed=k + 50)
        days |= {f"one-{k}": week(first - 1), f"two-{k}": week(first - 51)}
        parents[f"two-{k}"] = f"one-{k}"
    series["last"] = fading(50, 2000, 0.3, seed=99)
    days |= {"last": week(49), "heir": week(-1)}
    born = births(**days).append_column("group", [[name[-1] for name in days]])
    plain = mean(solecast.forecast(table(**series), 26, born=born), "last")
    told = [parents.get(name, "last" if name == "heir" else None) for name in days]
    known = born.append_column("parent", pa.array(told, pa.string()))
    found = mean(solecast.forecast(table(**series), 26, born=known), "last")
    assert found[13:].mean() < 0.6 * plain[13:].mean()


def test_without_births_a_launch_is_found_in_its_zeros_and_said_to_be_found() -> None:
    found = read_births(None, read_panel(table(a=[0.0] * 20 + fading(10), b=fading(30))))
    assert found.found.tolist() == [True, False]
    assert found.start[0] == (week(9) - dt.date(1970, 1, 1)).days
    assert [(p.id, p.repair) for p in found.problems] == [("a", f"taken for a launch on {week(9)}")]


def test_what_does_not_fit_is_read_as_documented_and_said() -> None:
    series = table(
        early=[2.0, 1, *fading(8)],
        late=[0.0] * 5 + fading(5),
        twice=fading(10),
        coming=[1.0] * 10,
    )
    born = pa.concat_tables(
        [
            births(early=week(7), late=week(9), twice=week(3), coming=week(-3)),
            births(twice=week(9), elsewhere=week(50)),
        ]
    )
    found = read_births(born, read_panel(series))
    said = {p.id: p.problem for p in found.problems}
    assert said == {
        "early": "it has values before its birth",
        "late": "the weeks from its birth on are zero",
        "twice": "it is born on several days",
        "coming": "its birth is after its last week",
    }
    assert found.start[2] == (week(9) - dt.date(1970, 1, 1)).days
    assert found.start[1] == (week(4) - dt.date(1970, 1, 1)).days
    assert found.coming == ()
    listed = solecast.inspect_series(series, born).to_pylist()
    assert {row["id"]: row["problem"] for row in listed} == said
    assert all(row["repair"] for row in listed)
    assert np.isfinite(mean(solecast.forecast(series, 9, born=born), "coming")).all()


def test_a_series_that_starts_in_mid_life_is_as_old_as_its_birth_says() -> None:
    series, days = launched(12)
    middle = table(**series, middle=fading(40, 800)[20:])
    told = births(**days, middle=week(39))
    said = [
        row for row in solecast.inspect_series(middle, told).to_pylist() if row["id"] == "middle"
    ]
    assert said[0]["problem"] == "it starts in mid-life"
    assert said[0]["repair"] == "the 20 weeks from its birth to its first count as not seen"
    found = mean(solecast.forecast(middle, 8, born=told), "middle")
    fresh = mean(solecast.forecast(middle, 8, born=births(**days, middle=week(19))), "middle")
    truth = 800 * (1 + np.arange(40, 48) / 2) ** -1.0
    assert np.abs(found / truth - 1).mean() < 0.3
    assert found[-1] > fresh[-1]


def test_a_shoe_born_in_two_regions_has_the_earlier_birth() -> None:
    series, days = launched(12)
    both = pa.concat_tables([births(**days, new=week(3)), births(new=week(9))])
    new = table(**series, new=fading(10, 800))
    once = births(**days, new=week(9))
    assert solecast.forecast(new, 8, born=both).equals(solecast.forecast(new, 8, born=once))


@pytest.mark.parametrize(
    ("born", "message"),
    [
        ([1], "born is a list; it must be a pyarrow Table"),
        (pa.table({"id": ["a"]}), r"born has the columns \['id'\]; it needs"),
        (pa.table({"id": ["a"], "born": ["soon"]}), "born cannot be read as dates"),
    ],
)
def test_births_that_cannot_be_read_are_refused_in_a_sentence(born: Any, message: str) -> None:
    with pytest.raises(SeriesError, match=message):
        solecast.forecast(table(a=fading(10)), born=born)


def test_a_short_series_without_a_birth_is_still_refused() -> None:
    series, born = table(a=fading(10), b=fading(3)), births(a=week(9))
    with pytest.raises(SeriesError, match="'b': it has 3 weeks with a value"):
        solecast.forecast(series, born=born)
    refused = [
        r["id"] for r in solecast.inspect_series(series, born).to_pylist() if not r["repair"]
    ]
    assert refused == ["b"]


def test_births_are_looked_at_beside_a_series_that_is_refused() -> None:
    series = table(a=[2.0, 1, *fading(8)], b=[*fading(9), -1.0])
    found = solecast.inspect_series(series, births(a=week(7), b=week(9))).to_pylist()
    assert [(row["id"], row["repair"] is None) for row in found] == [("b", True), ("a", False)]
    assert found[1]["problem"] == "it has values before its birth"


def test_a_young_fading_shoe_has_no_great_chance_to_gain_half() -> None:
    series, days = launched(12)
    found = growth(table(**series, new=fading(9, 800)), born=births(**days, new=week(8)))
    row = found.to_pylist()[-1]
    assert row["p_half_more"] < 0.1
    assert row["in52_lo"] <= row["in52"] <= row["in52_hi"]
    assert row["in52"] < row["now"]


def test_lives_say_how_launches_go_on_by_group() -> None:
    fast, days = launched(10, power=1.2)
    slow = {f"slow-{k}": fading(50, 500, 0.1, seed=50 + k) for k in range(8)}
    born = births(**days, **{name: week(49) for name in slow})
    born = born.append_column("group", [["fast"] * 10 + ["slow"] * 8])
    found = solecast.lives(table(**fast, **slow), born, horizon=60)
    assert found.column_names == ["group", "week_of_life", "share", "lo80", "hi80", "launches"]
    assert list(dict.fromkeys(found["group"].to_pylist())) == ["all", "fast", "slow"]
    rows = {(row["group"], row["week_of_life"]): row for row in found.to_pylist()}
    assert len(rows) == 180
    assert rows["fast", 40]["share"] < 0.15
    assert rows["slow", 40]["share"] > 0.6
    assert (rows["all", 0]["launches"], rows["fast", 0]["launches"]) == (18, 10)
    assert rows["all", 59]["launches"] < 10
    for row in rows.values():
        assert 0 < row["lo80"] <= row["share"] <= row["hi80"]
    first = [rows["all", k]["share"] for k in range(4)]
    assert np.mean(first) == pytest.approx(1, abs=0.05)


def test_lives_read_births_as_forecasts_do() -> None:
    series, days = launched(12)
    plain = solecast.lives(table(**series), births(**days), horizon=40)
    fresh = fading(20, 800)
    ahead = table(**series, new=fresh), births(**days, new=week(-3))
    assert solecast.lives(*ahead, horizon=40).equals(plain)
    to_come = births(**days, next=week(-9))
    assert solecast.lives(table(**series), to_come, horizon=40).equals(plain)
    regions = pa.concat_tables([births(**days), births(**{"old-3": week(2)})])
    assert solecast.lives(table(**series), regions, horizon=40).equals(plain)
    new = births(**days, new=week(19))
    clean = solecast.lives(table(**series, new=fresh), new, horizon=40)
    early = solecast.lives(table(**series, new=[300.0, 200, *fresh]), new, horizon=40)
    np.testing.assert_allclose(early["share"].to_numpy(), clean["share"].to_numpy(), rtol=0.02)
    assert early["launches"].equals(clean["launches"])
    middle = table(**series, middle=fading(60, 800)[40:]), births(**days, middle=week(59))
    found = solecast.lives(*middle, horizon=60)
    assert found["launches"][0].as_py() == 12
    assert found["launches"][50].as_py() > 0
    np.testing.assert_allclose(found["share"].to_numpy()[:40], plain["share"].to_numpy(), rtol=0.05)


def test_lives_need_a_birth() -> None:
    with pytest.raises(SeriesError, match="No series has a birth by its last week"):
        solecast.lives(table(a=[5.0] * 30))
    with pytest.raises(SeriesError, match="No series has a birth by its last week"):
        solecast.lives(table(a=fading(30)), births(a=week(-3)))
    with pytest.raises(SeriesError, match="horizon is 0"):
        solecast.lives(table(a=fading(30)), births(a=week(29)), horizon=0)


@pytest.mark.parametrize("horizon", [0, 2.5, "a year", None])
def test_a_horizon_that_is_no_number_of_weeks_is_refused_in_a_sentence(horizon: Any) -> None:
    series, born = table(a=fading(30)), births(a=week(29))
    said = f"horizon is {horizon}; it must be a number of weeks from 1 to"
    for ask in (solecast.forecast, solecast.lives):
        with pytest.raises(SeriesError, match=said):
            ask(series, born=born, horizon=horizon)
