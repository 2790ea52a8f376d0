"""What is mended in a series, what is refused, and that both are said."""

import datetime as dt

import pyarrow as pa
import pytest

import solecast
from solecast import inspect_series
from solecast.errors import SeriesError
from solecast.measure.series.panel import read_panel

DAYS = [dt.date(2024, 1, 1) + dt.timedelta(weeks=k) for k in range(12)]


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12))


def table(weeks: list[object], values: list[float | None], kind: pa.DataType | None = None):
    return pa.table(
        {
            "id": ["samba"] * len(weeks),
            "week": pa.array([noon(week) for week in weeks], kind) if kind else pa.array(weeks),
            "value": pa.array(values, pa.float64()),
        }
    )


VALUES: list[float | None] = [float(k) for k in range(1, 13)]


@pytest.mark.parametrize(
    ("series", "problem", "repair"),
    [
        (table(DAYS[::-1], VALUES[::-1]), "ascending", "sorted"),
        (table([*DAYS, DAYS[-1]], [*VALUES, 12.0]), "repeated", "kept one"),
        (
            table([day - dt.timedelta(days=k < 6) for k, day in enumerate(DAYS)], VALUES),
            "different weekdays",
            "Monday",
        ),
        (table(DAYS, VALUES, pa.timestamp("us", "America/New_York")), "time zone", "kept the date"),
    ],
    ids=["descending", "repeated", "mixed weekdays", "time zone"],
)
def test_what_can_be_mended_without_guessing_is_mended_and_reported(
    series: pa.Table, problem: str, repair: str
) -> None:
    report = inspect_series(series).to_pylist()
    assert [row["id"] for row in report] == ["samba"]
    assert problem in report[0]["problem"]
    assert repair in report[0]["repair"]
    assert solecast.forecast(series, horizon=2).num_rows == 2


@pytest.mark.parametrize(
    ("series", "words"),
    [
        (table(DAYS, [*VALUES[:-1], -1.0]), "negative"),
        (table(DAYS, [*VALUES[:-1], float("inf")]), "infinite"),
        (table([*DAYS, DAYS[-1]], [*VALUES, 1200.0]), "given twice, as 12 and 1200"),
        (table(DAYS[:7], VALUES[:7]), "7 weeks"),
        (
            table(
                [dt.date(2022, 1, 3) + dt.timedelta(weeks=k) for k in range(60)],
                [0.1 + 0.001 * (k % 7) for k in range(30)]
                + [10 + 0.1 * (k % 7) for k in range(30)],
            ),
            "two units",
        ),
    ],
    ids=["negative", "infinite", "two values a week", "short", "two units"],
)
def test_what_would_be_a_guess_is_refused_with_the_id(series: pa.Table, words: str) -> None:
    report = inspect_series(series).to_pylist()
    assert any(row["repair"] is None and words in row["problem"] for row in report)
    with pytest.raises(SeriesError, match=f"'samba'.*{words}"):
        solecast.forecast(series)


def test_weeks_may_be_text_or_timestamps() -> None:
    written = table([str(day) for day in DAYS], VALUES)
    stamped = table(DAYS, VALUES, pa.timestamp("ns"))
    dated = solecast.forecast(table(DAYS, VALUES))
    assert solecast.forecast(written).equals(dated)
    assert solecast.forecast(stamped).equals(dated)


def test_anything_that_hands_over_an_arrow_stream_is_read() -> None:
    class Answer:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return table(DAYS, VALUES).__arrow_c_stream__()

    assert solecast.forecast(Answer()).equals(solecast.forecast(table(DAYS, VALUES)))


@pytest.mark.parametrize(
    ("series", "words"),
    [
        ([1, 2, 3], "is a list"),
        (pa.table({"id": ["a"], "value": [1.0]}), "week"),
        (table([], []).set_column(1, "week", pa.nulls(0, pa.date32())), "no rows"),
        (table(["soon"] * 9, VALUES[:9]), "cannot be read as dates"),
        (pa.table({"id": [None], "week": [DAYS[0]], "value": [1.0]}), "no id"),
        (pa.table({"id": ["a"], "week": pa.nulls(1, pa.date32()), "value": [1.0]}), "no week"),
    ],
)
def test_what_is_no_series_is_refused_in_a_sentence(series: object, words: str) -> None:
    with pytest.raises(SeriesError, match=words):
        read_panel(series)


def test_a_clean_series_has_nothing_to_report() -> None:
    assert inspect_series(table(DAYS, VALUES)).num_rows == 0
