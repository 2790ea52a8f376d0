"""How the versions of a line share it, and what is to come."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

import solecast
from solecast.errors import SeriesError

from .parts_of_a_whole import check_parts_of_a_whole

RACES = [dt.date(2016, 4, 18) + dt.timedelta(weeks=26 * k) for k in range(6)]
"""Half-yearly, to 2018-10-15."""

TAKEOVER = {
    "1": [40, 35, 12, 5, 2, 1],
    "2": [0, 12, 36, 38, 15, 6],
    "3": [0, 0, 0, 6, 34, 40],
}


def counts(lines: dict[str, dict[str, list[int]]], kind: pa.DataType | None = None) -> pa.Table:
    rows = [
        {"line": line, "version": version, "date": date, "n": n}
        for line, versions in lines.items()
        for version, numbers in versions.items()
        for date, n in zip(RACES, numbers, strict=True)
        if n
    ]
    schema = [("line", pa.string()), ("version", pa.string()), ("date", pa.date32())]
    return pa.Table.from_pylist(rows, pa.schema([*schema, ("n", kind or pa.int64())]))


def share(found: pa.Table, version: str) -> list[float]:
    return [row["share"] for row in found.to_pylist() if row["version"] == version]


def test_shares_are_weekly_from_the_last_date_and_add_up_to_one_with_new_versions() -> None:
    found = solecast.shares(counts({"Glide": TAKEOVER, "Wave": TAKEOVER}), horizon=60)
    assert found.column_names == ["line", "version", "date", "share", "lo80", "hi80"]
    dates = sorted(set(found["date"].to_pylist()))
    assert dates == [RACES[-1] + dt.timedelta(weeks=k) for k in range(1, 61)]
    assert set(found["version"].to_pylist()) == {"1", "2", "3", "new"}
    check_parts_of_a_whole(found, "date")


def test_a_version_gives_way_to_its_successors() -> None:
    found = solecast.shares(counts({"Glide": TAKEOVER}), horizon=104)
    newest, coming = share(found, "3"), share(found, "new")
    assert newest[0] > 0.6
    assert newest[51] < 0.75 * newest[0]
    assert newest[103] < 0.5 * newest[51]
    assert coming[0] < 0.1
    assert coming[103] > 0.6
    assert share(found, "1")[51] < 0.03


def test_a_young_version_still_gains() -> None:
    young = {"7": [30, 32, 31, 30, 28, 20], "8": [0, 0, 0, 0, 0, 9]}
    found = share(solecast.shares(counts({"Glide": young}), horizon=30), "8")
    assert found[25] > found[0] + 0.1


def test_the_order_of_rows_the_kind_of_numbers_and_other_lines_change_nothing() -> None:
    alone = counts({"Glide": TAKEOVER})
    other = counts({"Wave": {"11": [3, 0, 2, 1, 0, 4]}, "Glide": TAKEOVER}, pa.float64())
    mixed = other.take(np.random.default_rng(0).permutation(other.num_rows))
    found = solecast.shares(mixed, horizon=9)
    assert found.filter(pa.compute.equal(found["line"], "Glide")).equals(
        solecast.shares(alone, horizon=9)
    )


def test_rows_without_a_version_are_left_out_but_their_date_is_known() -> None:
    table = counts({"Glide": TAKEOVER})
    later = RACES[-1] + dt.timedelta(weeks=4)
    blank = {"line": ["Glide"] * 2, "version": [None, " "], "date": [later] * 2, "n": [9, 9]}
    found = solecast.shares(pa.concat_tables([table, pa.table(blank, table.schema)]), horizon=2)
    assert found["date"][0].as_py() == later + dt.timedelta(weeks=1)
    assert set(found["version"].to_pylist()) == {"1", "2", "3", "new"}
    only = pa.table(blank, table.schema)
    assert solecast.shares(only).num_rows == 0


def test_versions_without_numbers_follow_each_other_by_date() -> None:
    named = dict(zip(("Original", "Next%", "Alpha"), TAKEOVER.values(), strict=True))
    found = solecast.shares(counts({"Fly": named}), horizon=104)
    assert share(found, "Original")[51] < share(found, "Next%")[51] < share(found, "Alpha")[51]


def test_one_count_is_enough_and_weekly_counts_are_not_too_many() -> None:
    one = {"line": ["Glide"], "version": ["4"], "date": [RACES[0]], "n": [1]}
    found = solecast.shares(pa.table(one), horizon=52)
    assert share(found, "4")[0] > share(found, "4")[51] > 0
    weeks = [RACES[0] + dt.timedelta(weeks=k) for k in range(300)]
    many = {"line": ["Glide"] * 300, "version": ["4"] * 150 + ["5"] * 150, "date": weeks}
    found = solecast.shares(pa.table(many | {"n": [5] * 300}), horizon=1)
    assert share(found, "5")[0] > 0.6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n": [-1]}, "n has 1 values that are no counts, first -1"),
        ({"n": ["many"]}, "n cannot be read as numbers"),
        ({"date": ["soon"]}, "date cannot be read as dates"),
        ({"date": pa.nulls(1, pa.date32())}, "1 rows have no date"),
        ({"line": pa.nulls(1, pa.string())}, "1 rows with a version have no line"),
        ({"version": ["new"]}, "A version is called 'new'"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(change: dict, message: str) -> None:
    fine = {"line": ["Glide"], "version": ["4"], "date": [RACES[0]], "n": [1]}
    with pytest.raises(SeriesError, match=message):
        solecast.shares(pa.table(fine | change))


def test_no_table_no_columns_no_rows_and_no_horizon_are_refused() -> None:
    with pytest.raises(SeriesError, match=r"counts is a list; it must be a pyarrow Table"):
        solecast.shares([1])
    with pytest.raises(SeriesError, match=r"it needs \['line', 'version', 'date', 'n'\]"):
        solecast.shares(pa.table({"line": ["Glide"]}))
    empty = counts({"Glide": TAKEOVER}).slice(0, 0)
    with pytest.raises(SeriesError, match="counts has no rows"):
        solecast.shares(empty)
    with pytest.raises(SeriesError, match="horizon is 0"):
        solecast.shares(counts({"Glide": TAKEOVER}), horizon=0)
    with pytest.raises(SeriesError, match="horizon is a year"):
        solecast.shares(counts({"Glide": TAKEOVER}), horizon="a year")


def test_counts_of_two_regions_are_added_up() -> None:
    table = counts({"Glide": TAKEOVER})
    doubled = table.set_column(3, "n", pa.compute.multiply(table["n"], 2))
    both = solecast.shares(pa.concat_tables([table, table]), horizon=9)
    assert both.equals(solecast.shares(doubled, horizon=9))


def test_a_version_counted_before_its_time_or_first_seen_in_mid_life_still_gives_way() -> None:
    slip = {"1": TAKEOVER["1"], "2": TAKEOVER["2"], "3": [1, 0, 0, 6, 34, 40]}
    early = share(solecast.shares(counts({"Glide": slip}), horizon=104), "3")
    plain = share(solecast.shares(counts({"Glide": TAKEOVER}), horizon=104), "3")
    assert early[0] == pytest.approx(plain[0], abs=0.1)
    assert early[103] == pytest.approx(plain[103], abs=0.1)
    late = {version: [0, 0, *numbers[2:]] for version, numbers in TAKEOVER.items()}
    found = share(solecast.shares(counts({"Glide": late}), horizon=104), "3")
    assert found[103] < 0.5 * found[51]
