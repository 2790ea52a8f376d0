"""Events are dated facts; a peak is set beside them, never explained by them."""

import datetime as dt

import numpy as np
import pyarrow as pa

from solecast import model
from solecast.measure.heat.estimate import heat
from solecast.measure.trend.events import PER_KIND, events
from solecast.measure.trend.trends import trends

from .linked import ENGINE, fact, linked, review, shoe
from .test_heat import LATER, START, line, series

NOTHING = series()


def marks(tables, weekly=NOTHING):
    found, _ = heat(weekly, LATER)
    table = events(tables, found, trends(found, ENGINE, LATER), weekly, ENGINE, LATER)
    assert table.schema == model.MEASURED["events"]
    return table.to_pylist()


def of_kind(rows, kind):
    return [row for row in rows if row["kind"] == kind]


def colorway(slug, name, day):
    return {"colorway": name, "shoe": slug, "name": name, "release_date": day, "sources": ["s"]}


def test_colorways_of_one_day_are_one_release():
    day = dt.date(2024, 5, 1)
    rows = [colorway("a-b", "Red", day), colorway("a-b", "Blue", day)]
    (mark,) = of_kind(marks(linked(colorways=rows)), "release")
    assert (mark["date"], mark["label"]) == (day, "2 colorways released")


def test_a_next_version_is_an_event_of_the_version_before():
    day = dt.date(2020, 6, 1)
    shoes = [shoe("a-b"), shoe("a-b-2", previous="a-b", first_release=day, first_release_end=day)]
    (mark,) = of_kind(marks(linked(shoes=shoes)), "version")
    assert (mark["shoe"], mark["date"]) == ("a-b", day)


def test_dated_reviews_and_wearers_are_events_and_undated_ones_are_not():
    day = dt.date(2024, 5, 1)
    tables = linked(
        reviews=[review("a-b", 80.0, date=day, headline="Soft"), review("a-b", 70.0)],
        facts=[fact("a-b", "worn_by", "A Singer", date=day), fact("a-b", "worn_by", "An Actor")],
    )
    labels = {mark["label"] for mark in marks(tables)}
    assert labels == {"Review: Soft (80)", "Worn by A Singer"}


def test_a_lasting_price_step_is_an_event_and_a_steady_price_is_not():
    noise = 1 + np.random.default_rng(0).normal(0, 0.02, 60)
    step = np.where(np.arange(60) < 30, 200, 120) * noise
    weekly = series(line("fell", step, metric="price"), line("steady", 200 * noise, metric="price"))
    (mark,) = of_kind(marks(linked(), weekly), "price")
    assert mark["shoe"] == "fell"
    assert abs((mark["date"] - (START + dt.timedelta(weeks=30))).days) <= 14
    assert "40% lower" in mark["label"] or "39% lower" in mark["label"]


def test_a_burst_of_mentions_is_press():
    values = [2] * 20 + [15] + [2] * 20
    weekly = series(line("a-b", values, metric="mentions"))
    (mark,) = of_kind(marks(linked(), weekly), "press")
    assert mark["date"] == START + dt.timedelta(weeks=20)


def test_a_peak_names_what_happened_in_the_same_weeks_and_claims_no_cause():
    bump = 50 * np.exp(2 * np.exp(-(((np.arange(80) - 40) / 3) ** 2)))
    weekly = series(line("a-b", bump), line("c-d", [60] * 80))
    day = START + dt.timedelta(weeks=40)
    rows = marks(linked(colorways=[colorway("a-b", "Red", day)]), weekly)
    (mark,) = of_kind(rows, "peak")
    assert abs((mark["date"] - day).days) <= 14
    assert mark["label"] == "Peak, in the weeks of: Red released"


def test_a_far_event_is_not_named_beside_a_peak():
    bump = 50 * np.exp(2 * np.exp(-(((np.arange(80) - 40) / 3) ** 2)))
    day = START + dt.timedelta(weeks=60)
    weekly = series(line("a-b", bump), line("c-d", [60] * 80))
    rows = marks(linked(colorways=[colorway("a-b", "Red", day)]), weekly)
    assert of_kind(rows, "peak")[0]["label"] == "Peak"


def test_a_shoe_keeps_its_latest_events_of_a_kind():
    days = [dt.date(2020, 1, 1) + dt.timedelta(k) for k in range(PER_KIND + 5)]
    rows = [colorway("a-b", f"c{k}", day) for k, day in enumerate(days)]
    kept = of_kind(marks(linked(colorways=rows)), "release")
    assert [mark["date"] for mark in kept] == days[5:]


def test_events_do_not_depend_on_the_order_of_rows():
    days = [dt.date(2024, 5, k) for k in (1, 2, 3)]
    rows = [colorway("a-b", f"c{k}", day) for k, day in enumerate(days)]
    assert marks(linked(colorways=rows)) == marks(linked(colorways=rows[::-1]))


def test_a_review_after_the_guides_today_is_no_event_and_a_stated_release_is():
    day = LATER + dt.timedelta(days=30)
    tables = linked(
        reviews=[review("a-b", 80.0, date=day, headline="Soft")],
        facts=[fact("a-b", "worn_by", "A Singer", date=day)],
        colorways=[colorway("a-b", "Red", day)],
    )
    assert [mark["kind"] for mark in marks(tables)] == ["release"]


def test_nothing_gives_nothing():
    assert pa.Table.from_pylist(marks(linked())).num_rows == 0
