"""Weekly series add up what adds up, average what does not, and keep zero and missing apart."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solecast import model
from solecast.measure.series.weekly import weekly

from .linked import ENGINE

MONDAY = dt.date(2024, 1, 8)
LATER = dt.date(2100, 1, 1)


def seen(shoe, date, value, metric="sales", period="week", **columns):
    base = {"shoe": shoe, "date": date, "value": value, "metric": metric, "period": period}
    base |= {"file": "f.csv", "line": 1, "source": "counts", "scale_group": "counts"}
    return base | {"comparable": True, "censored": False, "partial": False} | columns


def lines(*rows, as_of=LATER, engine=ENGINE):
    observations = engine.table(model.table(model.LINKED["observations"], list(rows)))
    table = weekly(observations, engine, as_of)
    assert table.schema == model.MEASURED["series"]
    return table.to_pylist()


def one(*rows, metric, **columns):
    (row,) = [r for r in lines(*rows, **columns) if r["metric"] == metric]
    return row


def test_daily_counts_of_a_week_are_summed():
    days = [seen("a", MONDAY + dt.timedelta(k), 2.0, period="day") for k in range(7)]
    row = one(*days, metric="sales")
    assert (row["week"], row["value"], row["observations"]) == (MONDAY, 14.0, 7)


def test_search_interest_of_a_week_is_averaged():
    days = [seen("a", MONDAY + dt.timedelta(k), 10.0 * k, "searches", "day") for k in range(3)]
    assert one(*days, metric="searches")["value"] == 10.0


@settings(max_examples=10, deadline=None)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)))
def test_a_week_from_any_weekday_counts_for_the_monday_week_that_holds_most_of_it(day):
    week = one(seen("a", day, 1.0), metric="sales")["week"]
    assert week.weekday() == 0
    assert abs((week - day).days) <= 3


def test_a_quarters_rank_stays_one_value_on_its_first_week():
    (row,) = lines(seen("a", dt.date(2024, 4, 1), 3.0, "rank", "quarter"))
    assert (row["week"], row["value"]) == (dt.date(2024, 4, 1), 3.0)


def test_a_transaction_is_one_sale_and_one_price():
    deals = [seen("a", MONDAY, p, "price", "instant", currency="USD") for p in (100.0, 200.0)]
    assert one(*deals, metric="sales")["value"] == 2.0
    assert one(*deals, metric="price")["value"] == 150.0


def test_transactions_of_a_source_that_counts_sales_are_not_counted_twice():
    rows = [seen("a", MONDAY, 5.0), seen("a", MONDAY, 100.0, "price", "instant")]
    assert one(*rows, metric="sales")["value"] == 5.0


def test_prices_of_colorways_are_weighted_by_their_sales():
    rows = [
        seen("a", MONDAY, 9.0, colorway="a-red"),
        seen("a", MONDAY, 1.0, colorway="a-blue"),
        seen("a", MONDAY, 100.0, "price", colorway="a-red"),
        seen("a", MONDAY, 200.0, "price", colorway="a-blue"),
    ]
    assert one(*rows, metric="price")["value"] == pytest.approx(110.0)
    assert one(*rows, metric="sales")["value"] == 10.0


def test_the_rank_of_a_shoe_is_that_of_its_best_colorway():
    rows = [seen("a", MONDAY, float(r), "rank", colorway=f"a-{r}") for r in (4, 2, 9)]
    assert one(*rows, metric="rank")["value"] == 2.0


def test_prices_in_two_currencies_are_two_lines():
    rows = [seen("a", MONDAY, 100.0, "price", currency=c) for c in ("USD", "EUR")]
    groups = {row["scale_group"] for row in lines(*rows)}
    assert groups == {"counts in USD", "counts in EUR"}


def test_a_week_in_which_an_event_source_saw_only_other_shoes_is_zero():
    weeks = [MONDAY + dt.timedelta(7 * k) for k in range(4)]
    rows = [seen("b", week, 1.0) for week in weeks] + [seen("a", weeks[1], 3.0)]
    found = [(r["week"], r["value"]) for r in lines(*rows) if r["shoe"] == "a"]
    assert found == [(weeks[1], 3.0), (weeks[2], 0.0), (weeks[3], 0.0)]


def test_a_week_without_search_interest_is_missing_and_not_zero():
    weeks = [MONDAY + dt.timedelta(7 * k) for k in range(3)]
    rows = [seen("b", week, 1.0, "searches") for week in weeks]
    rows += [seen("a", weeks[k], 3.0, "searches") for k in (0, 2)]
    assert [r["week"] for r in lines(*rows) if r["shoe"] == "a"] == [weeks[0], weeks[2]]


def test_the_cut_first_and_last_week_of_a_daily_source_are_partial():
    days = [MONDAY + dt.timedelta(k) for k in range(3, 31)]
    found = lines(*(seen("a", day, 1.0, period="day") for day in days))
    assert [row["partial"] for row in found] == [True, False, False, False, True]


def test_weeks_of_a_weekly_source_are_whole_unless_stated():
    rows = [seen("a", MONDAY, 1.0), seen("a", MONDAY + dt.timedelta(7), 1.0, partial=True)]
    assert [row["partial"] for row in lines(*rows)] == [False, True]


def test_what_came_after_as_of_and_what_names_no_shoe_is_left_out():
    later = seen("a", MONDAY + dt.timedelta(7), 1.0)
    assert len(lines(seen("a", MONDAY, 1.0), later, seen(None, MONDAY, 1.0), as_of=MONDAY)) == 1


def test_no_observations_give_no_series():
    assert lines() == []


@pytest.mark.spark
@pytest.mark.slow
def test_spark_gives_the_same_series():
    from solecast.engine.spark import SparkEngine

    days = [MONDAY + dt.timedelta(k) for k in range(3, 31)]
    rows = [seen("a", day, 100.0 + k, "price", "instant") for k, day in enumerate(days)]
    rows += [seen("b", day, 90.0, "price", "instant", currency="EUR") for day in days[::3]]
    engine = SparkEngine()
    try:
        assert lines(*rows, engine=engine) == lines(*rows)
    finally:
        engine.close()


def test_searches_of_several_places_are_sources_of_their_own_and_counts_add_up():
    def both(metric):
        rows = (
            seen("a", MONDAY, value, metric, place=place)
            for place, value in (("US", 10.0), ("CA", 90.0))
        )
        return {row["source"]: row["value"] for row in lines(*rows) if row["metric"] == metric}

    assert both("searches") == {"counts, US": 10.0, "counts, CA": 90.0}
    assert both("sales") == {"counts": 100.0}


def test_searches_of_one_place_keep_the_name_of_their_source():
    assert one(seen("a", MONDAY, 5.0, "searches", place="US"), metric="searches")["source"] == (
        "counts"
    )
