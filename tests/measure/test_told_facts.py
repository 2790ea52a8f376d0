"""A story: dated facts in order, told once each, nothing of the future, conflicts kept."""

import datetime as dt

import pyarrow as pa

from solecast import model
from solecast.measure.trend.told_facts import story

from .linked import ENGINE, fact, linked

AS_OF = dt.date(2026, 6, 1)
NO_GROUPS = {name: model.MEASURED[name].empty_table() for name in ("group_series", "group_heat")}


def told(**tables):
    events = pa.Table.from_pylist([], schema=model.MEASURED["events"])
    return story(linked(**tables), events, NO_GROUPS, ENGINE, AS_OF).to_pylist()


def said(attribute, value, date, precision="day", **columns):
    stated = {"date": date, "date_precision": precision, "confidence": 0.6, "url": "https://a"}
    return fact("acme-speed", attribute, value, **(stated | columns))


DAY = dt.date(2017, 11, 1)


def test_people_whom_one_report_names_are_told_together_in_its_order():
    facts = [said("worn by", name, DAY) for name in ("Kylie Jenner", "Hailey Baldwin", "Future")]
    (row,) = told(facts=facts)
    assert row["names"] == ["Kylie Jenner", "Hailey Baldwin", "Future"]
    (row,) = told(facts=[said("worn_by", "Kylie Jenner, Hailey Baldwin and Future", DAY)])
    assert row["names"] == ["Kylie Jenner", "Hailey Baldwin", "Future"]


def test_one_thing_told_by_two_sources_is_told_once_by_the_better_one():
    good = said("worn_by", "A Singer", DAY, confidence=0.9, source="Good")
    weak = said(
        "worn_by", "a singer", dt.date(2017, 11, 1), "month", source="Weak", url="https://b"
    )
    (row,) = told(facts=[weak, good])
    assert (row["source"], row["precision"], row["sources"]) == ("Good", "day", 2)


def test_dates_that_contradict_each_other_both_stay():
    facts = [
        said("release", "in stores", dt.date(2016, 1, 1), "year", source="Weak"),
        said("release", "in stores", dt.date(2017, 9, 1), "month", source="Good"),
    ]
    assert [row["source"] for row in told(facts=facts)] == ["Weak", "Good"]


def test_an_undated_fact_and_one_of_the_future_are_no_part_of_a_story():
    future = said("worn_by", "A Singer", AS_OF + dt.timedelta(days=1))
    assert told(facts=[future, said("worn_by", "An Actor", None), said("cut", "low", DAY)]) == []


def test_the_first_colorway_of_each_partner_is_a_collaboration():
    rows = [
        {"colorway": f"c{k}", "shoe": "acme-speed", "collaborator": "Off-White", "sources": ["s"],
         "release_date": dt.date(2018, 1, 1 + k)}
        for k in range(3)
    ]  # fmt: skip
    (row,) = told(colorways=rows[::-1])
    assert (row["kind"], row["names"], row["date"]) == (
        "collaboration", ["Off-White"], dt.date(2018, 1, 1),
    )  # fmt: skip


def test_the_best_place_on_quarterly_lists_is_told_with_its_run_of_quarters():
    base = {"kind": "brand", "group": "acme", "source": "List", "metric": "rank", "file": "l.csv"}
    base |= {"period": "quarter", "comparable": True, "censored": False, "line": 2}
    places = {"2017-07-01": 1, "2017-10-01": 1, "2018-01-01": 1, "2018-04-01": 3, "2021-07-01": 1}
    rows = [base | {"date": dt.date.fromisoformat(day), "value": float(place)}
            for day, place in places.items()]  # fmt: skip
    found = told(group_observations=rows)
    assert [(str(row["date"]), row["names"]) for row in found] == [
        ("2017-07-01", ["1", "3"]),
        ("2021-07-01", ["1", "1"]),
    ]


def test_a_place_that_a_fact_tells_is_not_told_twice():
    place = {"shoe": "acme-speed", "source": "List", "metric": "rank", "file": "l.csv", "line": 2}
    place |= {"period": "quarter", "date": dt.date(2017, 7, 1), "value": 1.0, "censored": False}
    fact_ = said("rank", "no. 1 of the hottest products", dt.date(2017, 7, 1), "quarter")
    assert [row["kind"] for row in told(observations=[place], facts=[fact_])] == ["rank"]
