"""Overlapping search exports become one line with a band, or are refused with a reason."""

import datetime as dt

import numpy as np
import pytest

from solecast import model
from solecast.measure.heat.estimate import heat
from solecast.measure.series.chain import OVERLAP, chain, chain_series

START = dt.date(2022, 1, 3)
TRUTH = 30 + 20 * np.sin(np.arange(120) / 9)


def export(first, last, scale=1.0):
    weeks = range(first, last)
    return {START + dt.timedelta(weeks=n): float(TRUTH[n] * scale) for n in weeks}


def test_an_export_on_another_scale_continues_the_line():
    found = chain([export(0, 80), export(60, 120, scale=0.37)])
    assert list(found.joined) == [0, 1]
    assert list(found.values.values()) == pytest.approx(list(TRUTH))


def test_joining_adds_a_band_only_where_it_carries_the_line():
    found = chain([export(0, 80), export(60, 120, scale=2.0)])
    bands = list(found.band.values())
    assert bands[:80] == [0.0] * 80
    assert all(band >= 0 for band in bands[80:])


def test_too_short_an_overlap_is_refused_with_the_reason():
    found = chain([export(0, 80), export(80 - OVERLAP + 1, 120)])
    assert list(found.joined) == [0]
    assert str(OVERLAP) in found.refused[1]


def test_an_overlap_that_disagrees_is_refused():
    wild = export(60, 90)
    for n, week in enumerate(wild):
        wild[week] *= 8.0 if n % 5 else 0.1
    found = chain([export(0, 80), wild])
    assert 1 in found.refused


def test_nothing_gives_nothing():
    assert chain([]).values == {}


def rows(shoe, values, group, comparable, **flags):
    base = {"shoe": shoe, "source": "Google Trends", "scale_group": group, "metric": "searches"}
    base |= {"comparable": comparable, "observations": 1, "censored": False, "partial": False}
    return [base | {"week": week, "value": value} | flags for week, value in values.items()]


def table(*parts):
    return model.table(model.MEASURED["series"], [row for part in parts for row in part])


def lines(found):
    keys = ("shoe", "scale_group", "comparable")
    return set(zip(*(found[key].to_pylist() for key in keys), strict=True))


def test_two_exports_of_a_term_become_one_line():
    joined = chain_series(
        table(
            rows("a", export(0, 80), "one.csv", comparable=False),
            rows("a", export(60, 120, scale=0.37), "two.csv", comparable=False),
        )
    )
    assert lines(joined.series) == {("a", "one.csv", False)}
    assert joined.series.sort_by("week")["value"].to_pylist() == pytest.approx(list(TRUTH))
    assert "2 overlapping exports were joined" in joined.notes["a", "Google Trends", "searches"]


def test_exports_of_several_terms_compare_through_the_term_they_share():
    joined = chain_series(
        table(
            rows("a", export(0, 100), "one.csv", comparable=True),
            rows("b", export(0, 100, scale=0.5), "one.csv", comparable=True),
            rows("b", export(40, 120, scale=2.0), "two.csv", comparable=True),
            rows("c", export(40, 120, scale=8.0), "two.csv", comparable=True),
        )
    )
    assert lines(joined.series) == {(shoe, "one.csv", True) for shoe in "abc"}
    last = {row["shoe"]: row["value"] for row in joined.series.sort_by("week").to_pylist()}
    assert last["c"] / last["b"] == pytest.approx(4)
    assert set(joined.notes) == {(shoe, "Google Trends", "searches") for shoe in "abc"}


def test_an_export_that_disagrees_leaves_and_is_named():
    wild = {
        week: value * (8.0 if n % 5 else 0.1)
        for n, (week, value) in enumerate(export(60, 90).items())
    }
    joined = chain_series(
        table(
            rows("a", export(0, 80), "one.csv", comparable=False),
            rows("a", wild, "wild.csv", comparable=False),
        )
    )
    assert lines(joined.series) == {("a", "one.csv", False)}
    assert "'wild.csv' was left out" in joined.notes["a", "Google Trends", "searches"]


def test_exports_that_share_no_week_or_no_term_stay_as_they_are():
    apart = table(
        rows("a", export(0, 40), "one.csv", comparable=False),
        rows("a", export(60, 120), "two.csv", comparable=False),
        rows("b", export(0, 40), "three.csv", comparable=False),
    )
    joined = chain_series(apart)
    assert lines(joined.series) == lines(apart)
    assert joined.notes == {}


def test_a_week_that_was_not_over_gives_way_to_the_whole_one():
    early = rows("a", export(0, 80), "one.csv", comparable=False)
    early[-1] |= {"value": 1.0, "partial": True}
    late = rows("a", export(60, 120), "two.csv", comparable=False)
    joined = chain_series(table(early, late))
    assert joined.series.sort_by("week")["value"].to_pylist() == pytest.approx(list(TRUTH))
    assert not any(joined.series["partial"].to_pylist())


def test_the_error_of_joining_is_in_the_interval_of_heat():
    rough = {
        week: value * (1.3 if n % 2 else 0.75)
        for n, (week, value) in enumerate(export(60, 120, scale=0.4).items())
    }

    def half_widths(second):
        parts = [rows("a", export(0, 80), "one.csv", False), rows("a", second, "two.csv", False)]
        found, _ = heat(table(*parts), dt.date(2100, 1, 1))
        return np.log(found["hi"].to_numpy() / found["heat"].to_numpy())

    error = chain_series(
        table(rows("a", export(0, 80), "one.csv", False), rows("a", rough, "two.csv", False))
    ).errors["a", "Google Trends"]
    assert set(error) == {START + dt.timedelta(weeks=n) for n in range(80, 120)}
    sure, unsure = half_widths(export(60, 120, scale=0.4)), half_widths(rough)
    assert (unsure[100:] > 1.2816 * min(error.values())).all()
    assert (sure[100:] < unsure[100:]).all()
