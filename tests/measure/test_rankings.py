"""Rankings compare only what can be compared, and say why."""

import datetime as dt

import pyarrow as pa
import pytest

from solecast import model
from solecast.measure.forecast.growth_table import growth_table
from solecast.measure.rankings import (
    base_rates,
    heat_now,
    hottest,
    levels,
    new,
    odds,
    rising,
    together,
    underrated,
)
from solecast.measure.series.gaps import since_gap
from solecast.measure.series.history import appearances, history, lives

from .linked import ENGINE, shoe

MONDAY = dt.date(2026, 8, 24)
AS_OF = dt.date(2026, 8, 31)


def week(back):
    return MONDAY - dt.timedelta(weeks=back)


def heat_rows(slug, values, anchored=True, partial=False):
    return [
        {"shoe": slug, "week": week(len(values) - 1 - n), "heat": v, "lo": 0.9 * v, "hi": 1.1 * v}
        | {"level": 0.0, "adjusted": v, "open": False, "anchored": anchored}
        | {"partial": partial and n == len(values) - 1}
        for n, v in enumerate(values)
    ]


def heat_table(*rows):
    return model.table(model.MEASURED["heat"], [row for some in rows for row in some])


def trend_table(*slugs, **columns):
    rows = [{"shoe": s, "class": "stable", "current": True} | columns for s in slugs]
    return model.table(model.MEASURED["trends"], rows)


def now(**heats):
    slugs = [f"{name}-run" for name in heats]
    tables = [heat_rows(s, [v]) for s, v in zip(slugs, heats.values(), strict=True)]
    return heat_now(heat_table(*tables), trend_table(*slugs))


def growth(**chances):
    rows = [
        {"shoe": f"{name}-run", "now": 10.0, "quarter": 10.0, "in52": 12.0, "in52_lo": 8.0}
        | {"in52_hi": 18.0, "p_half_more": chance}
        for name, chance in chances.items()
    ]
    return model.table(model.MEASURED["growth"], rows)


def test_heat_now_is_that_of_the_last_complete_week_of_a_current_shoe():
    table = heat_table(heat_rows("a-run", [10.0, 20.0, 99.0], partial=True))
    assert heat_now(table, trend_table("a-run"))["a-run"].heat == 20
    assert heat_now(table, trend_table("a-run", current=False)) == {}


def test_a_shoe_on_its_own_scale_has_no_level_to_rank():
    table = heat_table(heat_rows("a-run", [80.0], anchored=False), heat_rows("b-run", [20.0]))
    assert list(levels(heat_now(table, trend_table("a-run", "b-run")))) == ["b-run"]


def test_the_hottest_comes_first_with_its_main_source_and_its_place_four_weeks_ago():
    rows = hottest(now(a=20.0, b=70.0), {"b-run": ("shop", "sales")}, {"a-run": 1})
    assert [(row["shoe"], row["was"]) for row in rows] == [("b-run", None), ("a-run", 1)]
    assert (rows[0]["reason"], rows[0]["source"], rows[0]["metric"]) == ("heat", "shop", "sales")
    assert rows[0]["date"] == MONDAY


@pytest.mark.parametrize("other", ["stable", "seasonal", "falling", "fading", "sparse", "stale"])
def test_only_what_rises_now_with_a_chance_clearly_above_the_others_is_rising(other):
    chances = growth(a=0.4, b=0.5, c=0.1, d=0.1, e=0.12)
    classes = {"a-run": "rising", "b-run": other, "c-run": "rising", "d-run": "stable"}
    rows = rising(chances, classes)
    assert [row["shoe"] for row in rows] == ["a-run"]
    assert (rows[0]["value"], rows[0]["lo"], rows[0]["hi"]) == (20.0, -20.0, 80.0)


def test_nothing_is_rising_where_all_are_alike():
    assert rising(growth(a=0.2, b=0.2), {"a-run": "stable", "b-run": "stable"}) == []
    many = dict.fromkeys("abcdefghijklmnopqrst", 0.2)
    assert rising(growth(**many), {f"{name}-run": "rising" for name in many}) == []


def test_a_lone_shoe_is_measured_against_a_public_panel():
    assert base_rates({"a-run": 0.4}) == {"a-run": pytest.approx(0.1)}


def test_best_odds_leave_out_what_falls():
    rows = odds(growth(a=0.3, b=0.6, c=0.4), {"a-run": "stable", "b-run": "fading"})
    assert [(row["shoe"], row["value"]) for row in rows] == [("c-run", 40.0), ("a-run", 30.0)]


def test_underrated_is_a_high_score_with_a_low_heat():
    heats = dict(zip("abcdef", (5.0, 20.0, 40.0, 60.0, 80.0, 90.0), strict=True))
    rows = [
        {"shoe": f"{name}-run", "quality": score, "lo": score - 2, "hi": score + 2}
        | {"reviews": 3, "ratings": 0}
        for name, score in zip("abcdef", (95.0, 70.0, 72.0, 74.0, 76.0, 50.0), strict=True)
    ]
    found = underrated(now(**heats), model.table(model.MEASURED["estimates"], rows))
    assert [row["shoe"] for row in found] == ["a-run"]
    assert found[0]["value"] == 100
    assert 0 < found[0]["lo"] <= found[0]["hi"]
    assert (found[0]["score_above"], found[0]["heat_above"]) == (100, 0)


def test_underrated_needs_evidence():
    rows = [
        {"shoe": f"{name}-run", "quality": 80.0 + n, "lo": 79.0 + n, "hi": 81.0 + n}
        | {"reviews": 0, "ratings": 3}
        for n, name in enumerate("fedcba")
    ]
    heats = dict(zip("abcdef", (5.0, 20.0, 40.0, 60.0, 80.0, 90.0), strict=True))
    assert underrated(now(**heats), model.table(model.MEASURED["estimates"], rows)) == []
    counted = [row | {"ratings": 12} for row in rows]
    found = underrated(now(**heats), model.table(model.MEASURED["estimates"], counted))
    assert [row["shoe"] for row in found] == ["a-run", "b-run", "c-run"]


def test_a_score_that_may_as_well_be_ordinary_is_not_underrated():
    rows = [
        {"shoe": f"{name}-run", "quality": 80.0 + n / 10, "lo": 75.0, "hi": 86.0, "reviews": 1}
        | {"ratings": 0}
        for n, name in enumerate("fedcba")
    ]
    heats = dict(zip("abcdef", (30.0, 31.0, 32.0, 33.0, 34.0, 35.0), strict=True))
    assert underrated(now(**heats), model.table(model.MEASURED["estimates"], rows)) == []


def test_a_heat_that_ended_weeks_ago_is_not_ranked_with_those_of_now():
    old = [row | {"week": row["week"] - dt.timedelta(weeks=5)} for row in heat_rows("a-run", [9.0])]
    own = heat_rows("c-run", [7.0], anchored=False)
    found = heat_now(heat_table(old, heat_rows("b-run", [8.0])), trend_table("a-run", "b-run"))
    assert list(found) == ["a-run", "b-run"]
    assert list(together(found)) == ["b-run"]
    alone = heat_now(heat_table(old, own), trend_table("a-run", "c-run"))
    assert list(together(alone)) == ["a-run"]


def test_what_moved_before_a_long_gap_is_no_history_of_the_line_after_it():
    rows = heat_rows("a-run", [5.0] * 30)
    for row in rows[10:15]:
        row["open"] = True
    kept = since_gap(heat_table(rows, heat_rows("b-run", [5.0] * 9)))
    assert kept["shoe"].to_pylist() == ["a-run"] * 15 + ["b-run"] * 9


def test_new_lists_the_last_twelve_months_newest_first():
    shoes = model.table(
        model.LINKED["shoes"],
        [
            shoe("a-old", first_release=dt.date(2020, 6, 1)),
            shoe("b-new", first_release=dt.date(2026, 5, 1)),
            shoe("c-newer", first_release=dt.date(2026, 8, 1)),
            shoe("d-next", first_release=dt.date(2026, 12, 1)),
            shoe("e-seen"),
        ],
    )
    rows = new(shoes, {"e-seen": dt.date(2026, 7, 6)}, AS_OF)
    assert [row["shoe"] for row in rows] == ["c-newer", "e-seen", "b-new", "d-next"]
    assert (rows[0]["reason"], rows[0]["date"]) == ("released", dt.date(2026, 8, 1))
    assert (rows[1]["reason"], rows[1]["date"]) == ("counted", dt.date(2026, 7, 6))


def series(slug, source, values, start=0):
    rows = [
        {"shoe": slug, "source": source, "scale_group": source, "metric": "searches"}
        | {"comparable": False, "week": week(start - n), "value": v, "observations": 1}
        | {"censored": False, "partial": False}
        for n, v in enumerate(values)
    ]
    return model.table(model.MEASURED["series"], rows)


def test_a_shoe_is_first_counted_only_where_its_source_had_watched_before():
    launched = series("a-run", "export", [0.0] * 10 + [5.0] * 5, start=14)
    cut_off = series("b-run", "short export", [5.0] * 15, start=14)
    assert appearances(pa.concat_tables([launched, cut_off]), ENGINE) == {"a-run": week(4)}


def test_a_shoe_that_is_counted_now_and_then_did_not_just_appear():
    rare = series("a-run", "export", [0.0] * 10 + [5.0] + [0.0] * 9 + [5.0], start=20)
    assert appearances(rare, ENGINE) == {}


def test_quarterly_ranks_are_no_weekly_history():
    weekly = series("a-run", "search", [5.0] * 30, start=29)
    quarterly = [series("b-run", "ranks", [3.0], start=13 * n) for n in range(10)]
    found = lives(pa.concat_tables([weekly, *quarterly]), ENGINE)
    assert found["a-run"].weekly
    assert not found["b-run"].weekly


def test_a_history_has_complete_weeks_only_and_at_least_eight():
    table = heat_table(heat_rows("a-run", [5.0] * 9, partial=True), heat_rows("b-run", [5.0] * 7))
    past = history(table, {"a-run", "b-run"})
    assert past["id"].to_pylist() == ["a-run"] * 8


def grown(lo, middle, hi, quarter=10.0):
    row = {"id": "a-run", "now": quarter, "in26": middle, "in26_lo": lo, "in26_hi": hi}
    row |= {"in52": middle, "in52_lo": lo, "in52_hi": hi, "p_half_more": 0.5, "rank_score": 1.0}
    return growth_table(pa.Table.from_pylist([row]), {"a-run": 12.0}).to_pylist()[0]


def test_a_chance_and_its_interval_are_of_one_distribution():
    assert grown(5, 8, 15)["p_half_more"] == pytest.approx(0.1, abs=1e-4)
    assert grown(10, 15, 20)["p_half_more"] == pytest.approx(0.5, abs=1e-4)
    assert grown(15, 25, 40)["p_half_more"] == pytest.approx(0.9, abs=1e-4)
    assert grown(12.9, 30, 60)["p_half_more"] < 0.9


def test_no_chance_is_above_what_a_record_could_bear_out():
    assert grown(40, 50, 60)["p_half_more"] == 0.95
    assert grown(40, 50, 60, quarter=0.0)["p_half_more"] == 0


def test_now_is_the_heat_of_the_last_complete_week_and_growth_is_from_season_to_season():
    row = grown(5, 8, 15)
    assert (row["now"], row["quarter"]) == (12, 10)
