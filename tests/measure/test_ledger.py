"""The ledger freezes calls, fills in what happened, and survives a change of scale."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast import model
from solecast.measure.forecast.shoe_forecasts import past_dates
from solecast.measure.ledger.calls import append, calls, grade, has_calls
from solecast.measure.ledger.grades import grades
from solecast.measure.ledger.known import Known
from solecast.measure.series.history import WeeksSeen

START = dt.date(2023, 1, 2)
MADE = dt.date(2025, 1, 6)
METHOD = "solecast-1"


def past(slug="a-run", value=10.0, weeks=105, growth=1.0):
    rows = [
        {"id": slug, "week": START + dt.timedelta(weeks=n), "value": value * growth ** (n / 52)}
        for n in range(weeks)
    ]
    return pa.Table.from_pylist(
        rows, pa.schema([("id", pa.string()), ("week", pa.date32()), ("value", pa.float64())])
    )


def ahead(slug="a-run", mean=12.0, weeks=52):
    return pa.Table.from_pylist(
        [
            {"id": slug, "week": MADE + dt.timedelta(weeks=n), "mean": mean}
            | {"lo80": mean - 2, "hi80": mean + 2, "lo95": mean - 4, "hi95": mean + 4}
            for n in range(weeks)
        ]
    )


def frozen(**columns):
    return calls(past(), ahead(**columns), MADE, "live", METHOD)


def test_a_call_is_an_index_of_the_thirteen_weeks_before_it():
    rows = frozen().to_pylist()
    assert rows[0]["mean"] == 120
    assert (rows[0]["lo80"], rows[0]["hi95"]) == (100, 160)
    assert rows[0]["naive"] == rows[0]["momentum"] == 100


def test_a_call_keeps_the_first_week_and_every_fourth():
    steps = [(row["week"] - MADE).days // 7 + 1 for row in frozen().to_pylist()]
    assert steps == [1, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52]


def test_what_happened_is_filled_in_when_its_week_has_come():
    filled = grade(frozen(), past(value=10, weeks=109))
    assert filled["actual"].to_pylist()[:3] == [100, 100, None]


def test_a_new_scale_of_heat_changes_no_grade():
    before = grades(grade(frozen(), past(value=10, weeks=150)))
    after = grades(grade(frozen(), past(value=2.5, weeks=150)))
    assert before.equals(after)
    assert before["weeks_due"][0].as_py() > 0


def test_what_was_filled_in_stays_when_the_inputs_no_longer_hold_it():
    filled = grade(frozen(), past(weeks=150))
    assert grade(filled, past("b-other")).equals(filled)


def test_rivals_are_last_season_and_last_season_times_momentum():
    doubling = calls(past(growth=2.0), ahead(mean=40.0), MADE, "live", METHOD).to_pylist()
    assert doubling[-1]["momentum"] == pytest.approx(2 * doubling[-1]["naive"], rel=1e-3)


def test_momentum_is_one_without_a_year_of_history():
    known = Known(past(weeks=40))
    assert known.momentum(np.array([0]), day(40)) == [1]


def day(weeks):
    return np.array([(START - dt.date(1970, 1, 1)).days + 7 * weeks])


def test_a_shoe_of_which_nothing_was_counted_is_not_called():
    assert calls(past(value=0.0), ahead(), MADE, "live", METHOD).num_rows == 0


def test_a_week_has_one_set_of_live_calls():
    ledger = append(None, [frozen()])
    assert has_calls(ledger, "live", METHOD, MADE + dt.timedelta(days=6))
    assert not has_calls(ledger, "live", METHOD, MADE + dt.timedelta(days=7))
    assert not has_calls(ledger, "backtest", METHOD)
    assert not has_calls(ledger, "live", "solecast-2", MADE)


def test_grades_compare_with_both_rivals_and_count_coverage():
    graded = grades(grade(frozen(mean=10.5), past(weeks=160))).to_pylist()[0]
    assert graded["coverage80"] == graded["coverage95"] == 1
    assert graded["mae_vs_naive"] is None
    assert (graded["shoes"], graded["rising_calls"]) == (1, 0)


def test_a_call_of_a_rise_is_a_hit_when_it_rose_that_far():
    risen = pa.concat_tables([past(), past(value=14.0, weeks=160).slice(105)])
    flat = past(weeks=160)
    called = frozen(mean=13.0)
    assert grades(grade(called, risen)).select(["rising_calls", "rising_hits"]).to_pylist() == [
        {"rising_calls": 1, "rising_hits": 1}
    ]
    assert grades(grade(called, flat))["rising_hits"].to_pylist() == [0]


def test_a_call_of_a_rise_is_due_when_its_weeks_have_come_and_half_of_them_are_known():
    called = frozen(mean=13.0)
    weeks = past(weeks=160)

    def due(*parts):
        return grades(grade(called, pa.concat_tables(parts)))["rising_calls"].to_pylist()

    assert due(weeks.slice(0, 105 + 21)) == [0]
    assert due(weeks.slice(0, 105 + 21), weeks.slice(105 + 30)) == [1]
    assert due(weeks.slice(0, 105 + 17), weeks.slice(105 + 30)) == [0]


def test_a_ledger_without_calls_has_no_grades():
    empty = append(None, [])
    assert empty.schema.equals(model.MEASURED["ledger"])
    assert grades(grade(empty, past())).num_rows == 0


def test_past_dates_lie_where_most_can_be_learnt():
    long, ended = (
        WeeksSeen(dt.date(2020, 1, 6), dt.date(2026, 8, 24), 300, True),
        WeeksSeen(dt.date(2017, 9, 4), dt.date(2019, 2, 11), 76, True),
    )
    dates = past_dates({"a": long, "b": long, "c": ended}, dt.date(2026, 8, 31))
    assert len(dates) == 2
    assert all(dt.date(2020, 7, 1) < date < dt.date(2026, 6, 1) for date in dates)
    assert dates[1] - dates[0] >= dt.timedelta(weeks=26)
    assert past_dates({"c": ended}, dt.date(2019, 2, 14))
    assert past_dates({}, dt.date(2019, 2, 14)) == []


@given(st.lists(st.floats(0, 100), min_size=8, max_size=120))
def test_an_index_is_finite_or_there_is_none(values):
    rows = [
        {"id": "a-run", "week": START + dt.timedelta(weeks=n), "value": v}
        for n, v in enumerate(values)
    ]
    mean = Known(pa.Table.from_pylist(rows, past().schema)).base(np.array([0]), day(len(values)))[0]
    assert np.isnan(mean) or 0 < mean < np.inf
