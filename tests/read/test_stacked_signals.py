"""Signals of every ordinary shape: stacked, with any value column, as histories, by month."""

import datetime as dt
import json

import pytest

from .stated import only, reasons, rows

STACKED = (
    "date,Samba,Gazelle,isPartial,{place},segment\n"
    "2025-12-16,62,23,False,US,Sneakers\n2025-12-17,61,21,False,US,Sneakers\n"
    "2025-12-16,40,30,False,CA,Sneakers\n2025-12-17,41,31,True,CA,Sneakers\n"
)


@pytest.mark.parametrize("place", ["country", "geo", "Region"])
def test_stacked_exports_are_parted_by_their_place(place, read_one):
    reading = read_one("t.csv", STACKED.format(place=place))
    found = rows(reading, "observations")
    assert reading.format == "google-trends"
    assert [row["place"] for row in found] == ["US"] * 4 + ["CA"] * 4
    assert {row["title"] for row in found} == {"Samba", "Gazelle"}
    assert len({row["scale_group"] for row in found}) == 2
    assert [row["partial"] for row in found] == [False] * 6 + [True] * 2
    assert "segment" in reading.note


def test_hours_that_are_stated_twice_count_once(read_one):
    content = "date,Samba,isPartial\n" + "2025-12-16 01:00:00,62,False\n" * 2
    reading = read_one("t.csv", content + "2025-12-16 02:00:00,61,False\n")
    assert len(rows(reading, "observations")) == 2
    assert reasons(reading) == ["the row repeats an earlier one"]


def test_related_queries_are_said_to_be_no_series(read_one):
    content = "Category: All categories\n\nTOP\nadidas samba,100\nsamba og,45\n\n"
    content += "RISING\nsamba jane,Breakout\n"
    reading = read_one("relatedQueries.csv", content)
    assert reading.format == "unknown"
    assert "related queries" in reading.note


@pytest.mark.parametrize(
    ("header", "metric"),
    [
        ("search volume", "searches"),
        ("page views", "views"),
        ("strength", "mentions"),
        ("USD", "price"),
    ],
)
def test_a_long_table_may_head_its_values_with_any_name(header, metric, read_one):
    content = f"month,shoe,{header}\n2025-01,Samba,120\n2025-02,Samba,140\n2025-01,Dunk,90\n"
    found = rows(read_one("long.csv", content), "observations")
    assert [(row["title"], row["value"], row["metric"]) for row in found] == [
        ("Samba", 120, metric),
        ("Samba", 140, metric),
        ("Dunk", 90, metric),
    ]
    assert {row["period"] for row in found} == {"month"}


@pytest.mark.parametrize("one", [True, False])
def test_a_price_history_in_json_is_prices_on_their_days(one, read_one):
    history = {"slug": "nike-dunk-low", "points": [{"date": "2025-01-01", "price": 120}]}
    reading = read_one("h.json", json.dumps(history if one else [history]))
    price = only(reading, "observations")
    assert (price["title"], price["metric"], price["value"]) == ("nike dunk low", "price", 120)
    assert price["date"] == dt.date(2025, 1, 1)


@pytest.mark.parametrize(
    ("header", "period"),
    [("Jan 2025,Feb 2025,Mar 2025", "month"), ("2024Q1,2024Q2,2024Q3", "quarter")],
)
def test_a_column_may_be_a_month_or_a_quarter(header, period, read_one):
    reading = read_one("sales.csv", f"Shoe,{header}\nSamba,100,120,90\nDunk,80,70,60\n")
    found = rows(reading, "observations")
    assert reading.format == "by-period"
    assert [(row["period"], row["metric"]) for row in found] == [(period, "sales")] * 6


def test_the_files_name_tells_what_a_panel_counts(read_one):
    content = "Date,Adidas Samba,Nike Dunk\n2025-01-01,120,300\n2025-01-02,140,310\n"
    found = rows(read_one("pageviews-20250101.csv", content), "observations")
    assert {row["metric"] for row in found} == {"views"}


SALES = [
    "name,size,resellPrice,sellDate\nYeezy Boost 350 V2,10,732,2017-10-17\n",
    "Item,Sale Date,Sale Price,Fees\nYeezy Boost 350 V2,10/17/2017,$732.00,$9\n",
    "Schuh;Verkaufsdatum;Verkaufspreis\nYeezy Boost 350 V2;17.10.2017;732,00\n",
    "Product,Date Sold,Sold Price,Platform\nYeezy Boost 350 V2,2017-10-17,732,StockX\n",
    "Date,Sneaker,Sold For\n2017-10-17,Yeezy Boost 350 V2,$732\n",
    "Order Date,Item Title,Sold For,Buyer\n2017-10-17,Yeezy Boost 350 V2,$732,ann\n",
]


@pytest.mark.parametrize("content", SALES)
def test_a_date_of_sale_a_shoe_and_a_price_are_a_transaction(content, read_one):
    reading = read_one("s.csv", content)
    sale = only(reading, "observations")
    assert (sale["title"], sale["value"], sale["metric"]) == ("Yeezy Boost 350 V2", 732, "price")
    assert sale["date"] == dt.date(2017, 10, 17)


def test_unsold_pairs_and_totals_are_quarantined_and_the_platform_kept(read_one):
    content = (
        "Item,Condition,Sale Date,Sale Price,Platform,Profit,Status\n"
        "Dunk Low,New,2024-04-02,165,StockX,35,Sold\nSamba,New,,,,,In stock\nTotal,,,165,,35,\n"
    )
    reading = read_one("s.csv", content)
    sale = only(reading, "observations")
    assert (sale["platform"], sale["condition"]) == ("StockX", "New")
    assert reasons(reading) == ["not sold: its status is 'In stock'", "the row is a total"]
    assert all("attributes" not in row for row in rows(reading, "listings"))
