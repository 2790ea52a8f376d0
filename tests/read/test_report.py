"""The import report says of each file how it was known and what became of each column."""

import pytest


def held(reading):
    return {row["column"]: row["field"] for row in reading.understood}


def test_a_catalogs_columns_are_understood_unused_or_unknown(read_one):
    content = (
        "Item,Marke,Sale Price,Weight (g),Cost,Regalplatz\n"
        "Dunk Low,Nike,110,380,60,A7\nSamba,adidas,100,340,50,B2\n"
    )
    reading = read_one("x.csv", content)
    assert reading.format == "catalog"
    assert reading.why == "a column names shoes, and others say something about them"
    assert held(reading) == {
        "Item": "title", "Marke": "brand", "Sale Price": "price", "Weight (g)": "weight_g",
    }  # fmt: skip
    assert (reading.unused, reading.unknown) == (["Cost"], ["Regalplatz"])


@pytest.mark.parametrize(
    ("content", "name", "why", "columns"),
    [
        ("date,shoe,metric,value,mood\n2026-01-05,Dunk,sales,3,x\n", "signals",
         "columns for date (date), metric (metric), value (value)",
         {"date": "date", "shoe": "shoe", "metric": "metric", "value": "value"}),
        ("week,Dunk,Samba\n2026-01-05,3,4\n2026-01-12,5,6\n", "panel",
         "dates, and a column of numbers for each shoe",
         {"week": "date", "Dunk": "mentions", "Samba": "mentions"}),
        ("week,shoe,sales,avg_price\n2026-01-05,Dunk,3,99\n", "measures",
         "a date, a shoe and a column headed by what it counts",
         {"week": "week", "shoe": "shoe", "sales": "sales", "avg_price": "price"}),
        ("shoe,2026-01,2026-02\nDunk,3,4\nSamba,5,6\n", "by-period",
         "one shoe a row and one stretch of time a column",
         {"shoe": "shoe", "2026-01": "value", "2026-02": "value"}),
        ("Item,Sale Date,Sale Price\nDunk Low,2026-01-05,$99\nSamba,2026-01-06,$80\n",
         "transactions", "one sale a row: its day, the shoe and what was paid",
         {"Item": "title", "Sale Date": "sold_on", "Sale Price": "price"}),
    ],
)  # fmt: skip
def test_signals_say_what_each_column_is_read_as(content, name, why, columns, read_one):
    reading = read_one("x.csv", content)
    assert (reading.format, reading.why) == (name, why)
    assert held(reading) == columns


def test_what_a_signal_does_not_need_is_listed(read_one):
    reading = read_one("x.csv", "date,shoe,metric,value,mood\n2026-01-05,Dunk,sales,3,x\n")
    assert reading.unknown == ["mood"]


def test_the_columns_of_a_shops_export_are_reported_as_the_shop_calls_them(read_one):
    content = (
        "Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,Cost per item\n"
        "dunk,Dunk Low,Nike,Size,9,DD1391-100,110,50\ndunk,,,,10,DD1391-100,110,50\n"
    )
    reading = read_one("x.csv", content)
    assert reading.format == "shop-export"
    assert held(reading)["Variant Price"] == "price"
    assert held(reading)["Option1 Value"] == "option"
    assert reading.unused == ["Cost per item"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.md", "---\nshoe: Dunk\nscore: 8\n---\nGood.", "front matter above a text"),
        ("x.json", '{"items": [{"article": "Dunk", "timestamp": "2026010100", "views": 3}]}',
         "views of articles, as Wikimedia's API answers"),
    ],
)  # fmt: skip
def test_what_is_no_table_says_by_what_it_was_known(name, content, why, read_one):
    assert read_one(name, content).why == why
