"""Which number of a date is its day is decided for the whole column, and told."""

import datetime as dt

import pytest

from .stated import rows


def signal(dates):
    return "date,shoe,metric,value\n" + "".join(f"{day},Speed 2.0,searches,5\n" for day in dates)


@pytest.mark.parametrize(
    ("dates", "days", "said"),
    [
        (["13/2/2024", "3/4/2024"], ["2024-02-13", "2024-04-03"],
         "Dates of 'date' have the day first, as 13/2/2024 shows."),
        (["3/4/2024", "2/13/2024"], ["2024-03-04", "2024-02-13"],
         "Dates of 'date' have the month first, as 2/13/2024 shows."),
        (["01/11/2023", "01/12/2023", "01/01/2024", "01/02/2024"],
         ["2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01"],
         "Dates of 'date' have the day first: only so they follow each other."),
        (["1/2/2024", "1/9/2024", "2/6/2024", "3/5/2024"],
         ["2024-01-02", "2024-01-09", "2024-02-06", "2024-03-05"],
         "Dates of 'date' have the month first: only so they follow each other."),
        (["3/4/2024", "3/4/2024"], ["2024-03-04", "2024-03-04"],
         "do not tell the day from the month: 3/4/2024 was read as March 4. If that is wrong, write"
         " them as 2024-03-04."),
        (["13/2/2024", "2/13/2024"], ["2024-02-13", "2024-02-13"],
         "are written in both orders (13/2/2024, 2/13/2024)"),
        (["13.2.2024", "3.4.2024"], ["2024-02-13", "2024-04-03"], ""),
        (["2024-02-13", "2024-04-03"], ["2024-02-13", "2024-04-03"], ""),
        (["3/3/2024", "4/4/2024"], ["2024-03-03", "2024-04-04"], ""),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month_is_told(dates, days, said, read_one):
    reading = read_one("searches.csv", signal(dates))
    assert [row["date"].isoformat() for row in rows(reading, "observations")] == days
    assert said in reading.note
    assert bool(said) == ("Dates of" in reading.note)


def test_a_day_far_down_the_column_tells_for_all_of_it(read_one):
    dates = [f"{number % 12 + 1}/{number % 7 + 1}/2024" for number in range(400)]
    reading = read_one("searches.csv", signal([*dates, "25/3/2024"]))
    assert rows(reading, "observations")[0]["date"] == dt.date(2024, 1, 1)
    assert "have the day first, as 25/3/2024 shows" in reading.note


def test_catalogs_and_sales_decide_for_their_columns_too(read_one):
    catalog = "brand,name,release date\nNike,Air Max 90,13/2/2024\nNike,Air Max 95,3/4/2024\n"
    listings = rows(read_one("shop.csv", catalog), "listings")
    assert [row["release_date"].isoformat() for row in listings] == ["2024-02-13", "2024-04-03"]
    sales = (
        "Sale Date,Item,Sale Price\n13/2/2024,Nike Air Max 90,$120\n3/4/2024,Nike Air Max 95,$90\n"
    )
    sold = rows(read_one("sales.csv", sales), "observations")
    assert [row["date"].isoformat() for row in sold] == ["2024-02-13", "2024-04-03"]
