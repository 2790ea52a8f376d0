"""Rankings compare only what can be compared, and say why."""

import datetime as dt

import pyarrow as pa

from solecast import model
from solecast.measure.forecast.growth_table import growth_table
from solecast.measure.rankings import heat_now, hottest, levels, new, rising, together, underrated
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


def growth(*rows):
    return pa.Table.from_pylist(
        [
            {"id": slug, "now": a, "in26": (a + b) / 2, "in26_lo": a, "in26_hi": b, "in52": b}
            | {"in52_lo": b * 0.8, "in52_hi": b * 1.2, "p_half_more": 0.3, "rank_score": score}
            for slug, a, b, score in rows
        ]
    )


def test_heat_now_is_that_of_the_last_complete_week_of_a_current_shoe():
    table = heat_table(heat_rows("a-run", [10.0, 20.0, 99.0], partial=True))
    assert heat_now(table, trend_table("a-run"))["a-run"].heat == 20
    assert heat_now(table, trend_table("a-run", current=False)) == {}


def test_a_shoe_on_its_own_scale_has_no_level_to_rank():
    table = heat_table(heat_rows("a-run", [80.0], anchored=False), heat_rows("b-run", [20.0]))
    assert list(levels(heat_now(table, trend_table("a-run", "b-run")))) == ["b-run"]


def test_the_hottest_comes_first_and_names_its_main_source():
    rows = hottest(now(a=20.0, b=70.0), {"b-run": {"momentum13": 0.25}}, {"b-run": "shop (sales)"})
    assert [row["shoe"] for row in rows] == ["b-run", "a-run"]
    assert rows[0]["why"] == (
        "Heat 70 of 100 in the week of 2026-08-24 (80% interval 63 to 77), its size mostly from "
        "shop (sales); its last 13 weeks are 25% more than the same weeks a year before."
    )


def test_rising_follows_the_forecasters_score_and_leaves_out_what_will_not_grow():
    rows = rising(
        growth(("a-run", 10, 20, 0.2), ("b-run", 10, 15, 0.9), ("c-run", 10, 8, 0.95)),
        now(a=10.0, b=10.0, c=10.0),
        {"b-run": {"class": "rising", "why": "The last 13 weeks are +40%."}},
    )
    assert [row["shoe"] for row in rows] == ["b-run", "a-run"]
    assert rows[0]["why"].endswith("chance of at least half more. The last 13 weeks are +40%.")
    assert (rows[1]["value"], rows[1]["lo"], rows[1]["hi"]) == (100.0, 60.0, 140.0)
    assert "+100% in a year" in rows[1]["why"]


def test_a_seasonal_peak_or_a_sparse_shoe_is_not_a_rise():
    trends = {"a-run": {"class": "seasonal"}, "b-run": {"class": "sparse"}}
    assert (
        rising(growth(("a-run", 10, 20, 1), ("b-run", 1, 9, 2)), now(a=10.0, b=1.0), trends) == []
    )


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
    assert "Scored 95 of 100 from 3 reviews, higher than 100% of the shoes" in found[0]["why"]


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
    assert "from 12 user ratings" in found[0]["why"]


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
            shoe("a-old", released=dt.date(2020, 6, 1)),
            shoe("b-new", released=dt.date(2026, 5, 1)),
            shoe("c-newer", released=dt.date(2026, 8, 1)),
            shoe("d-next", released=dt.date(2026, 12, 1)),
            shoe("e-seen"),
        ],
    )
    rows = new(shoes, {}, {"e-seen": dt.date(2026, 7, 6)}, AS_OF)
    assert [row["shoe"] for row in rows] == ["c-newer", "e-seen", "b-new"]
    assert rows[0]["why"].startswith("Released on 2026-08-01, 30 days before")
    assert rows[1]["why"].startswith("First counted on 2026-07-06")


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


def test_the_reason_for_growth_is_a_sentence_with_numbers():
    table = growth_table(growth(("a-run", 40, 55, 1)), trend_table("a-run", momentum13=-0.1))
    assert table["why"][0].as_py() == (
        "Heat 40 in the last 13 weeks; expected 48 in 26 weeks (80% interval 40 "
        "to 55) and 55 in 52 weeks (44 to 66). The chance of at least half more "
        "within a year is 30%. Its last 13 weeks are 10% below the same weeks a year before."
    )
