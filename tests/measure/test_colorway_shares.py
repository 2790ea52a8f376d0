"""How the colorways of a shoe share what it sells."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import solecast
from solecast.errors import SeriesError

from .parts_of_a_whole import check_parts_of_a_whole

START = dt.date(2024, 1, 1)
WEEKS = 60


def sold(seed: int = 0) -> tuple[pa.Table, pa.Table]:
    """Twelve colorways of two shoes, dropped five weeks apart and fading with their age; counts
    on Wednesdays, and their releases.
    """
    random, rows, births = np.random.default_rng(seed), [], []
    for k in range(12):
        shoe, name, out = f"Shoe {k % 2}", f"colour {k}", 5 * k
        births.append({"line": shoe, "version": name, "born": START + dt.timedelta(weeks=out)})
        for age in range(WEEKS - out):
            day = START + dt.timedelta(weeks=out + age, days=2)
            n = int(random.poisson(500 / (1 + age / 2)))
            rows.append({"line": shoe, "version": name, "date": day, "n": n})
    return pa.Table.from_pylist(rows), pa.Table.from_pylist(births)


def one(found: pa.Table, name: str, column: str = "share") -> list[float]:
    return found.filter(pc.equal(found["version"], name))[column].to_pylist()


def test_shares_of_a_shoe_add_up_to_one_in_each_week_after_the_last() -> None:
    found = solecast.colorway_shares(*sold(), horizon=9)
    assert found.column_names == ["line", "version", "week", "mean", "share", "lo80", "hi80"]
    weeks = sorted(set(found["week"].to_pylist()))
    assert weeks == [START + dt.timedelta(weeks=WEEKS + k) for k in range(9)]
    check_parts_of_a_whole(found, "week")


def test_the_newest_colorway_gives_way_as_those_before_it_did() -> None:
    counts, born = sold()
    found = solecast.colorway_shares(counts, born, horizon=13)
    newest = one(found, "colour 11")
    ages = [WEEKS - 5 * k + 12 for k in range(1, 12, 2)]
    rates = [1 / (1 + age / 2) for age in ages]
    assert newest[-1] == pytest.approx(rates[-1] / sum(rates), abs=0.05)
    assert newest[-1] < newest[0] - 0.1
    assert one(found, "colour 1")[-1] > one(found, "colour 1")[0]


def test_a_week_that_does_not_name_a_colorway_sold_nothing_of_it() -> None:
    counts, born = sold()
    gone = pc.and_(
        pc.equal(counts["version"], "colour 3"),
        pc.greater(counts["date"], pa.scalar(START + dt.timedelta(weeks=40))),
    )
    named = counts.filter(pc.invert(gone))
    zeros = pc.if_else(gone, 0, counts["n"])
    zeroed = counts.set_column(counts.column_names.index("n"), "n", zeros)
    told = solecast.colorway_shares(named, born)
    assert told.equals(solecast.colorway_shares(zeroed, born))
    full = np.mean(one(solecast.colorway_shares(counts, born), "colour 3"))
    assert np.mean(one(told, "colour 3")) < 0.7 * full


def test_order_and_days_of_a_week_change_nothing_and_rows_are_added_up() -> None:
    counts, born = sold()
    half = counts.set_column(3, "n", pc.divide(pc.cast(counts["n"], pa.float64()), 2))
    friday = pa.array([day + dt.timedelta(days=2) for day in half["date"].to_pylist()])
    both = pa.concat_tables([half, half.set_column(2, "date", friday)])
    mixed = both.take(np.random.default_rng(0).permutation(both.num_rows))
    assert solecast.colorway_shares(mixed, born).equals(solecast.colorway_shares(counts, born))


def test_the_only_colorway_is_all_of_its_shoe() -> None:
    counts, born = sold()
    only = counts.filter(pc.equal(counts["version"], "colour 0"))
    found = solecast.colorway_shares(only, born)
    for name in ("share", "lo80", "hi80"):
        assert set(found[name].to_pylist()) == {1.0}


def test_releases_that_do_not_fit_are_read_as_a_forecast_reads_them() -> None:
    counts, born = sold()
    schema, row = born.schema, {"line": ["Shoe 1"], "version": ["colour 11"]}
    later = pa.table(row | {"born": [START + dt.timedelta(weeks=57)]}, schema)
    ahead = pa.table(
        {"line": ["Shoe 1"], "version": ["to come"], "born": [START + dt.timedelta(weeks=62)]},
        schema,
    )
    plain = solecast.colorway_shares(counts, born)
    assert solecast.colorway_shares(counts, pa.concat_tables([born, later])).equals(plain)
    told = solecast.colorway_shares(counts, pa.concat_tables([born, ahead]))
    assert told.equals(plain)


def test_counts_without_a_colorway_and_without_a_sale_give_no_rows() -> None:
    counts, born = sold()
    none = counts.set_column(3, "n", pa.array([0] * counts.num_rows))
    assert solecast.colorway_shares(none, born).num_rows == 0
    unnamed = counts.set_column(1, "version", pa.nulls(counts.num_rows, pa.string()))
    assert solecast.colorway_shares(unnamed, born).num_rows == 0


def test_what_cannot_be_read_is_refused_in_a_sentence() -> None:
    counts, born = sold()
    with pytest.raises(SeriesError, match=r"it needs \['line', 'version', 'date', 'n'\]"):
        solecast.colorway_shares(pa.table({"line": ["Shoe"]}))
    with pytest.raises(SeriesError, match=r"born has .* it needs \['line', 'version', 'born'\]"):
        solecast.colorway_shares(counts, born.drop_columns(["line"]))
    with pytest.raises(SeriesError, match="born is a list"):
        solecast.colorway_shares(counts, [1])
    with pytest.raises(SeriesError, match="horizon is 0"):
        solecast.colorway_shares(counts, born, horizon=0)
    few = counts.filter(pc.greater(counts["date"], pa.scalar(START + dt.timedelta(weeks=57))))
    with pytest.raises(SeriesError, match="'colour 0' of 'Shoe 0'"):
        solecast.colorway_shares(few)
