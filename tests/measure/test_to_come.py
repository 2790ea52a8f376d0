"""Shoes that are not out: named as such, forecast from their predecessor, graded once out."""

import datetime as dt

import numpy as np
import pytest

from solecast import model
from solecast.guide.words import ranking_words as words
from solecast.measure import run
from solecast.measure.rankings import new
from solecast.settings.config import Config

from .linked import ENGINE, linked, shoe

AS_OF = dt.date(2026, 8, 31)
MONDAY = dt.date(2026, 8, 24)
OUT = dt.date(2026, 10, 12)
CONFIG = Config(title="A guide")


def stated(day, days=0):
    return {"first_release": day, "first_release_end": day + dt.timedelta(days=days)}


def weeks(slug, count, level=300, end=MONDAY):
    """Weekly sales of a launch that fades slowly, up to the week of `end`."""
    rate = level * (1 + np.arange(count) / 2) ** -0.3
    values = np.random.default_rng(count).poisson(rate)
    return [
        {"file": "s.csv", "line": n, "source": "shop", "shoe": slug, "scale_group": "shop"}
        | {"comparable": True, "date": end - dt.timedelta(weeks=count - 1 - n), "period": "week"}
        | {"metric": "sales", "value": float(v), "censored": False, "partial": False}
        for n, v in enumerate(values)
    ]


def a_guide(until=MONDAY, out=OUT):
    more = (until - MONDAY).days // 7
    ages = {"pace-1": 150, "pace-2": 70, "drift-1": 100, "drift-2": 40, "stone-1": 300}
    shoes = [
        shoe(f"acme-{name}", model=name.split("-")[0].title(), version=name[-1])
        | stated(MONDAY - dt.timedelta(weeks=age - 1))
        for name, age in ages.items()
    ]
    shoes += [
        shoe("acme-pace-3", model="Pace", version="3", previous="acme-pace-2") | stated(out),
        shoe("acme-alone", model="Alone") | stated(dt.date(2027, 1, 1), 364),
        shoe("acme-listed", model="Listed", earliest_colorway=dt.date(2026, 11, 5)),
    ]
    counted = [r for n, age in ages.items() for r in weeks(f"acme-{n}", age + more, end=until)]
    if until > out:
        counted += weeks("acme-pace-3", (until - out).days // 7 + 1, 250, end=until)
    return linked(shoes=shoes, observations=counted)


@pytest.fixture(scope="module")
def measured():
    return run(a_guide(), CONFIG, ENGINE, AS_OF)


def of(measured, table, slug):
    return [row for row in measured[table].to_pylist() if row["shoe"] == slug]


def test_a_shoe_that_is_not_out_is_named_as_such_and_only_in_new(measured):
    places = {
        row["shoe"]: (row["ranking"], words.why(row, None))
        for slug in ("acme-pace-3", "acme-alone", "acme-listed")
        for row in of(measured, "rankings", slug)
    }
    assert places == {
        "acme-pace-3": ("new", "Before release. Out in October 2026."),
        "acme-alone": ("new", "Before release. Out in 2027."),
        "acme-listed": (
            "new",
            "Before release. The first colorway we list is due in November 2026.",
        ),
    }
    assert len(of(measured, "rankings", "acme-pace-3")) == 1
    last = [r["shoe"] for r in measured["rankings"].to_pylist() if r["ranking"] == "new"][-3:]
    assert last == ["acme-pace-3", "acme-listed", "acme-alone"]


def test_a_colorway_to_come_of_a_counted_shoe_is_no_release():
    rows = [shoe("a-run", earliest_colorway=OUT)]
    assert not new(model.table(model.LINKED["shoes"], rows), {}, AS_OF, {"a-run"})


def test_it_is_forecast_from_its_release_on_and_widely(measured):
    ahead = of(measured, "forecasts", "acme-pace-3")
    assert ahead[0]["week"] == OUT
    first = ahead[4]
    assert first["lo95"] <= first["lo80"] < first["mean"] < first["hi80"] <= first["hi95"]
    assert first["hi80"] > 2 * first["lo80"]
    known = of(measured, "forecasts", "acme-pace-2")[4]
    assert first["hi80"] / first["lo80"] > known["hi80"] / known["lo80"]
    assert not of(measured, "forecasts", "acme-alone")
    assert not of(measured, "growth", "acme-pace-3")


def test_its_call_is_frozen_and_graded_once_it_is_out(measured):
    frozen = of(measured, "ledger", "acme-pace-3")
    assert {row["kind"] for row in frozen} == {"before release"}
    assert {row["made"] for row in frozen} == {AS_OF}
    assert all(row["actual"] is None for row in frozen)
    later = MONDAY + dt.timedelta(weeks=20)
    again = run(a_guide(later), CONFIG, ENGINE, later + dt.timedelta(days=7), measured["ledger"])
    kept = [r for r in of(again, "ledger", "acme-pace-3") if r["kind"] == "before release"]
    assert [(r["week"], r["mean"]) for r in kept] == [(r["week"], r["mean"]) for r in frozen]
    due = [row["actual"] for row in kept if row["actual"] is not None]
    assert len(due) >= 3
    assert all(60 < value < 400 for value in due)
    graded = [r for r in again["grades"].to_pylist() if r["kind"] == "before release"]
    assert [(row["shoes"], row["weeks_due"]) for row in graded] == [(1, len(due))]


def test_a_release_beyond_the_forecast_is_named_and_not_forecast():
    far = run(a_guide(out=dt.date(2031, 5, 1)), CONFIG, ENGINE, AS_OF)
    assert [r["ranking"] for r in of(far, "rankings", "acme-pace-3")] == ["new"]
    assert not of(far, "forecasts", "acme-pace-3")
    assert not of(far, "ledger", "acme-pace-3")
