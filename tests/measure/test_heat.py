"""Heat recovers a known line from noisy, missing and spammed signals, and says how well."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from bench.heat import covered, estimate
from bench.heat_panels import SCENARIOS, START, Scenario, score, simulate, smoothed, z_mean

from solecast import model
from solecast.measure.heat.estimate import heat
from solecast.measure.heat.platform import grouped_median
from solecast.measure.smoother import Cells, smooth

LATER = dt.date(2100, 1, 1)


def line(shoe, values, source="counts", metric="sales", comparable=True, group=None, **flags):
    base = {"shoe": shoe, "source": source, "metric": metric, "comparable": comparable}
    base |= {"scale_group": group or source, "observations": 1, "censored": False, "partial": False}
    return [
        base | {"week": START + dt.timedelta(7 * k), "value": float(value)} | flags
        for k, value in enumerate(values)
        if value is not None
    ]


def series(*lines):
    rows = [row for some in lines for row in some]
    return model.table(model.MEASURED["series"], rows)


def of(table, shoe):
    return table.filter(pc.equal(table["shoe"], shoe))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_known_line_is_recovered_better_than_by_a_smoothed_mean_of_scores(name):
    panel = simulate(SCENARIOS[name], seed=11)
    found, _ = estimate(panel)
    simple = score(smoothed(z_mean(panel.logs)), panel.truth, scaled=True)
    ours = score(found, panel.truth, scaled=False)
    assert ours.correlation > simple.correlation
    assert ours.rmse < simple.rmse


@pytest.mark.parametrize("name", SCENARIOS)
def test_eighty_percent_intervals_hold_the_truth_about_eighty_times_in_a_hundred(name):
    shares = [
        covered(*estimate(panel), panel.truth).mean()
        for panel in (simulate(SCENARIOS[name], seed) for seed in (21, 22, 23))
    ]
    assert 0.72 <= np.mean(shares) <= 0.92


def test_a_platform_that_doubles_does_not_heat_its_shoes():
    scenario = {"shoes": 30, "weeks": 104}
    calm, _ = estimate(simulate(Scenario(**scenario), seed=3))
    doubled, _ = estimate(simulate(Scenario(doubling=True, **scenario), seed=3))
    step = (doubled[:, 60:].mean() - doubled[:, :44].mean()) - (
        calm[:, 60:].mean() - calm[:, :44].mean()
    )
    assert abs(step) < 0.1  # A naive mean of three sources would step by log(2) / 3 = 0.23.


def test_spam_in_one_of_three_sources_hardly_moves_heat():
    clean, _ = estimate(simulate(Scenario(weeks=104), seed=5))
    spammed, _ = estimate(simulate(Scenario(weeks=104, spam=10.0), seed=5))
    moved = np.abs((spammed - spammed.mean()) - (clean - clean.mean()))[0]
    assert moved[-40:-20].mean() < 0.2  # Spam by a factor of ten is 2.3 on this scale.


def test_levels_of_shoes_counted_by_the_same_source_keep_their_ratio():
    found, _ = heat(series(line("big", [400] * 40), line("small", [40] * 40)), LATER)
    ratio = of(found, "big")["heat"][-1].as_py() / of(found, "small")["heat"][-1].as_py()
    assert ratio == pytest.approx(10, rel=0.05)


def test_the_top_of_the_scale_is_one_hundred_over_all_shoes_and_weeks():
    found, _ = heat(simulate(Scenario(shoes=8, weeks=60), 1).series, LATER)
    assert pc.max(found["heat"]).as_py() == pytest.approx(100)
    assert (found["lo"].to_numpy() <= found["heat"].to_numpy()).all()
    assert (found["heat"].to_numpy() <= found["hi"].to_numpy()).all()


def test_a_shoe_only_on_its_own_scale_is_typical_in_size_and_says_so():
    own = line("own", [50, 100] * 20, "trends", "searches", comparable=False)
    counted = [line(f"counted-{k}", [10 ** (k + 1)] * 40) for k in range(3)]
    found, sources = heat(series(own, *counted), LATER)
    typical = of(found, "counted-1")["heat"].to_numpy().mean()
    assert of(found, "own")["heat"].to_numpy().mean() == pytest.approx(typical, rel=0.1)
    assert not any(of(found, "own")["anchored"].to_pylist())
    assert all(of(found, "counted-1")["anchored"].to_pylist())
    assert of(sources, "own")["shows"][0].as_py() == "shape"


def test_a_shoe_of_unknown_size_never_tops_the_scale():
    own = line("own", [1] * 30 + [100] * 10, "trends", "searches", comparable=False)
    found, _ = heat(series(own, line("a", [20] * 40), line("b", [30] * 40)), LATER)
    assert pc.max(of(found, "own")["heat"]).as_py() <= 100 + 1e-6


def test_own_scales_still_carry_the_shape():
    rise = np.linspace(10, 100, 60)
    found, _ = heat(series(line("own", rise, "trends", "searches", comparable=False)), LATER)
    values = found["heat"].to_numpy()
    assert values[-5:].mean() / values[:5].mean() == pytest.approx(97 / 13, rel=0.25)


def test_a_term_searched_enough_in_one_week_alone_has_no_peak():
    seldom = line("seldom", [0] * 30 + [100] + [0] * 9, "trends", "searches", comparable=False)
    found, _ = heat(series(seldom, line("a", [20] * 40), line("b", [30] * 40)), LATER)
    values = of(found, "seldom")["heat"].to_numpy()
    assert values.max() < 3 * np.median(values)


def test_a_launch_out_of_zeros_is_no_steeper_than_the_zeros_say():
    launch = line("own", [0] * 60 + [20] * 40, "trends", "searches", comparable=False)
    values = heat(series(launch), LATER)[0]["heat"].to_numpy()
    assert 1.5 < values[-1] / values[0] <= 20.5 / 0.5


def test_a_better_rank_is_hotter():
    ranks = {"first": 1, "third": 3, "tenth": 10}
    found, _ = heat(series(*(line(s, [r] * 8, "list", "rank") for s, r in ranks.items())), LATER)
    last = [of(found, shoe)["heat"][-1].as_py() for shoe in ranks]
    assert last == sorted(last, reverse=True)


def test_a_shoe_that_a_complete_list_leaves_out_cools():
    full = [line(f"s{k}", [k] * 20, "list", "rank") for k in range(1, 10)]
    gone = line("gone", [2] * 10, "list", "rank")
    found, _ = heat(series(*full, gone), LATER)
    values = of(found, "gone")["heat"].to_numpy()
    assert len(values) == 20
    assert values[-1] < values[0] / 2


def test_censored_weeks_pull_down_but_not_to_zero():
    low = [5, 5, 5, 5] + [0.5] * 10
    flagged = line("a", low, "trends", "searches", comparable=False)
    for row in flagged[4:]:
        row["censored"] = True
    found, _ = heat(series(flagged), LATER)
    values = found["heat"].to_numpy()
    assert 0 < values[-1] < 0.6 * values[0]


def test_a_partial_week_hardly_counts_and_is_marked():
    whole = line("a", [100] * 30)
    whole[-1] |= {"value": 20.0, "partial": True}
    found, _ = heat(series(whole, line("b", [50] * 29)), LATER)
    row = of(found, "a")
    assert row["partial"].to_pylist() == [False] * 29 + [True]
    assert row["heat"][-1].as_py() > 0.7 * row["heat"][-2].as_py()


def test_price_and_rating_are_not_heat():
    found, sources = heat(series(line("a", [200] * 20, metric="price")), LATER)
    assert found.num_rows == 0
    assert sources.schema == model.MEASURED["heat_sources"]


def test_weeks_after_as_of_are_not_looked_at():
    panel = simulate(Scenario(shoes=6, weeks=80), 2).series
    cut = START + dt.timedelta(weeks=49)
    known = panel.filter(pc.less_equal(panel["week"], cut))
    assert heat(panel, cut)[0].equals(heat(known, LATER)[0])


def test_contributions_sum_to_the_heat_of_the_last_week():
    found, sources = heat(simulate(Scenario(shoes=6, weeks=80), 2).series, LATER)
    for shoe in set(found["shoe"].to_pylist()):
        mine = of(sources, shoe)
        assert pc.sum(mine["weight"]).as_py() == pytest.approx(1)
        total = pc.sum(mine["contribution"]).as_py()
        assert total == pytest.approx(of(found, shoe)["heat"][-1].as_py(), rel=1e-6)


def test_heat_does_not_depend_on_the_order_of_rows():
    panel = simulate(Scenario(shoes=6, weeks=80), 2).series
    order = pa.array(np.random.default_rng(0).permutation(panel.num_rows))
    assert heat(panel, LATER)[0].equals(heat(panel.take(order), LATER)[0])


def test_extreme_series_give_finite_heat():
    found, _ = heat(
        series(
            line("zero", [0] * 30),
            line("one", [7]),
            line("huge", [1e12] * 30),
            line("tiny", [1e-9, 2e-9] * 10, "share", "mentions"),
            line("gappy", [3] + [None] * 200 + [4]),
        ),
        LATER,
    )
    for name in ("heat", "lo", "hi", "level", "adjusted"):
        assert np.isfinite(found[name].to_numpy()).all()


def test_an_empty_table_gives_empty_tables():
    found, sources = heat(model.MEASURED["series"].empty_table(), LATER)
    assert (found.num_rows, sources.num_rows) == (0, 0)


def test_the_smoother_of_one_datum_is_that_datum():
    value, precision = np.zeros(5), np.zeros(5)
    value[2], precision[2] = 3.0, 4.0
    result = smooth(Cells.between(*np.array([[0], [4]])), value, precision, np.array([0.1]))
    assert result.mean == pytest.approx(np.full(5, 3.0), abs=1e-3)
    assert result.variance[2] == pytest.approx(0.25, abs=1e-3)
    assert result.variance[4] == pytest.approx(0.45, abs=1e-3)


def test_lines_of_any_length_are_smoothed_as_each_alone():
    rng = np.random.default_rng(0)
    first, last = np.array([3, 0, 8, 5]), np.array([9, 6, 8, 30])
    cells, q = Cells.between(first, last), np.array([0.1, 0.2, 0.3, 0.4])
    value, precision = rng.normal(size=len(cells)), rng.integers(0, 3, len(cells)).astype(float)
    together = smooth(cells, value, precision, q)
    for one in range(4):
        here, mine = cells.line == one, slice(one, one + 1)
        alone = smooth(
            Cells.between(first[mine], last[mine]), value[here], precision[here], q[mine]
        )
        for name in ("mean", "variance", "step2", "gain"):
            assert (getattr(together, name)[here] == getattr(alone, name)).all()


def test_grouped_medians_are_medians():
    rng = np.random.default_rng(0)
    group, x = rng.integers(0, 50, 1000), rng.normal(size=1000)
    found = grouped_median(group, x, 51)
    assert found[:50] == pytest.approx([np.median(x[group == g]) for g in range(50)])
    assert np.isnan(found[50])


def two_groups(*shared):
    left = [line(s, [v] * 40, "left", "views") for s, v in (("a", 100), ("b", 10))]
    right = [
        line(s, [v] * 40, "right", "sales") for s, v in zip("cdef", (400, 4, 40, 20), strict=True)
    ]
    return heat(series(*left, *right, *shared), LATER)


def test_scales_that_no_shoe_connects_are_not_ranked_together():
    found, sources = two_groups()
    assert set(of(found, "c")["scale"].to_pylist()) == {"right (sales)"}
    assert all(of(found, "c")["anchored"].to_pylist())
    assert set(of(found, "a")["scale"].to_pylist()) == {"left (views)"}
    assert not any(of(found, "a")["anchored"].to_pylist())
    assert of(sources, "a")["shows"][0].as_py() == "untied"
    ratio = of(found, "a")["heat"][0].as_py() / of(found, "b")["heat"][0].as_py()
    assert ratio == pytest.approx(10, rel=0.05)


def test_a_shoe_that_two_scales_count_for_eight_weeks_ties_them():
    def left(weeks):
        return two_groups(line("c", [200] * weeks, "left", "views"))[0]

    assert not any(of(left(7), "a")["anchored"].to_pylist())
    assert all(of(left(8), "a")["anchored"].to_pylist())
    last = {s: of(left(40), s)["heat"][-1].as_py() for s in "ac"}
    assert last["c"] / last["a"] == pytest.approx(2, rel=0.1)


def test_what_a_source_said_before_a_long_gap_does_not_size_a_shoe_after_it():
    before = [line(s, [v] * 30, "old") for s, v in (("a", 900), ("b", 9), ("c", 90))]
    after = [line(s, [None] * 60 + [v] * 4, "new") for s, v in (("a", 10), ("b", 40), ("c", 20))]
    found, sources = heat(series(*before, *after), LATER)
    last = {s: of(found, s)["heat"][-1].as_py() for s in "abc"}
    assert last["b"] / last["a"] == pytest.approx(4, rel=0.1)
    assert set(of(found, "a")["scale"][:30].to_pylist()) == {"old (sales)"}
    assert of(found, "a")["anchored"].to_pylist() == [False] * 60 + [True] * 4
    assert of(sources, "a").sort_by("source")["weight"].to_pylist() == [1.0, 0.0]


def test_a_gap_of_more_than_thirteen_weeks_is_open():
    gappy = line("a", [5] * 10 + [None] * 14 + [6] * 10 + [None] * 13 + [7])
    found, _ = heat(series(gappy, line("b", [5] * 48)), LATER)
    opened = of(found, "a")["open"].to_pylist()
    assert opened == [False] * 10 + [True] * 14 + [False] * 24
    assert not any(of(found, "b")["open"].to_pylist())


def test_a_series_that_goes_on_behind_a_gap_keeps_its_scale():
    gappy = line("a", [100] * 10 + [None] * 30 + [200] * 10)
    found, _ = heat(series(gappy, line("b", [50] * 50)), LATER)
    values = of(found, "a")["heat"].to_pylist()
    assert values[-1] / values[0] == pytest.approx(2, rel=0.1)
    assert of(found, "a")["anchored"].to_pylist() == [True] * 10 + [False] * 30 + [True] * 10


def test_joint_scales_of_one_source_have_names_of_their_own():
    groups = [
        line(f"{group}-{k}", [10 * k] * 20, "Google Trends", "searches", group=group)
        for group in ("one", "two")
        for k in (1, 2)
    ]
    found, _ = heat(series(*groups), LATER)
    assert set(found["scale"].to_pylist()) == {"one (searches)", "two (searches)"}
