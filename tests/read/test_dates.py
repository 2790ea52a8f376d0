"""Dates are read as files state them, and nothing else is taken for one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.read.values import dates

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
STYLES = (
    "%Y-%m-%d",
    "%Y-%m-%d 23:59:59",
    "%Y-%m-%dT10:09:14+00:00",
    "%Y%m%d",
    "%Y%m%dT000000Z",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%A, %B %d, %Y",
    "%Y/%m/%d",
)


@given(DAYS, st.sampled_from(STYLES))
def test_a_day_is_read_in_every_documented_style(day, style):
    assert dates.parse_date(day.strftime(style)) == day


@given(DAYS)
def test_day_first_is_read_day_first(day):
    assert dates.parse_date(day.strftime("%d/%m/%Y"), day_first=True) == day


@given(DAYS)
def test_a_month_is_its_first_day(day):
    first = day.replace(day=1)
    assert dates.parse_date(day.strftime("%b %Y")) == first
    assert dates.parse_date(day.strftime("%Y-%m")) == first


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(text):
    found = dates.parse_date(text)
    assert found is None or 1850 <= found.year <= 2100
    stretch = dates.parse_range(text)
    assert stretch is None or stretch[0] <= stretch[1]
    dates.parse_quarter(text)
    dates.parse_year(text)


@given(DAYS, st.integers(1, 400))
def test_a_stretch_of_days_is_read_with_and_without_its_first_year(start, length):
    end = start + dt.timedelta(days=length)
    if end.year > 2100:
        return
    full = f"{start:%b} {start.day}, {start.year} – {end:%b} {end.day}, {end.year}"
    assert dates.parse_range(full) == (start, end)
    if length < 300:
        short = f"{start:%b} {start.day} – {end:%b} {end.day}, {end.year}"
        assert dates.parse_range(short) == (start, end)
    if (start.year, start.month) == (end.year, end.month):
        shortest = f"{start:%b} {start.day} – {end.day}, {end.year}"
        assert dates.parse_range(shortest) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "",
        "2016",
        "Summer 2020",
        "undefined",
        "13/13/2020",
        "2020-02-30",
        "Nike Air Max 97",
        "1:50",
        "20201332",
        "Jun",
    ],
)
def test_what_is_no_date_is_none(text):
    assert dates.parse_date(text) is None


@pytest.mark.parametrize("text", ["2017Q3", "Q3 2017", "2017-Q3", "2017 q3"])
def test_a_quarter_is_its_first_day(text):
    assert dates.parse_quarter(text) == dt.date(2017, 7, 1)


def test_seconds_and_milliseconds_are_told_apart():
    assert dates.parse_epoch(1581945615.0) == dt.date(2020, 2, 17)
    assert dates.parse_epoch(1581945615000.0) == dt.date(2020, 2, 17)
    assert dates.parse_epoch(-5) is None


@pytest.mark.parametrize(
    ("step", "name"), [(1, "day"), (7, "week"), (30, "month"), (91, "quarter"), (0, "instant")]
)
def test_spacing_tells_the_period(step, name):
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=step * at) for at in range(10)]
    assert dates.period(days) == name


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("Di. 21. Jan. 2025 – 08:00", "2025-01-21"),
        ("Fr. 24. März 2025", "2025-03-24"),
        ("mar. 21 janv. 2025", "2025-01-21"),
        ("sábado, 4 de mayo de 2024", "2024-05-04"),
        ("21 gennaio 2025", "2025-01-21"),
        ("12 марта 2024", "2024-03-12"),
        ("3 sierpnia 2023", "2023-08-03"),
        ("21 mei 2024", "2024-05-21"),
    ],
)
def test_months_and_weekdays_are_read_in_the_shops_languages(stated, day):
    assert dates.parse_date(stated) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "name", ["Nike Dunk Low 2021", "Mar Vista 2021 Sneaker", "Made in May 2021"]
)
def test_a_name_with_a_year_is_no_date(name):
    assert dates.parse_date(name) is None
