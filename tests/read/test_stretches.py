"""Plain stretches of a table are read at once: to exactly the rows that patient reading gives."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .stated import reasons

DAYS = ["2024-01-01", "3/4/2024", "13/4/2024", "2024Q2", "Jan 5 – 11, 2024", " 2024-02-01 "]
DAYS += ["soon", "", "20240131", "2024-01-01 10:00:00"]
NUMBERS = ["1", "2.50", "1e3", "-1", "0", "<1", "<", "nan", "inf", "1,234", "1_0", " 7 ", "", "x"]
NUMBERS += [
    "999999999999999",
    "1e14",
    "1e15",
    "1e16",
    "007",
    "+3",
    "0." + "3" * 45,
    "12.50 €",
    "$9",
]
NAMES = ["Samba", " Samba", "Air  Max 1", "", "N/A", 'The "OG"', "a,b", "ü", "Total"]
METRICS = ["views", "Price", "rank", "page views", "", "searches", "weight"]
FLAGS = ["", "true", "no", "maybe"]
LONG = {
    "date": st.sampled_from(DAYS),
    "shoe": st.sampled_from(NAMES),
    "metric": st.sampled_from(METRICS),
    "value": st.sampled_from(NUMBERS) | st.floats(0, 1e6, width=32).map(str),
    "source": st.sampled_from(["", "StockX", "https://x.example/a"]),
    "period": st.sampled_from(["", "week", "Day", "fortnight"]),
    "censored": st.sampled_from(FLAGS),
    "comparable": st.sampled_from(FLAGS),
    "currency": st.sampled_from(["", "eur"]),
}
SALES = {
    "Order Date": st.sampled_from(DAYS),
    "Sneaker Name": st.sampled_from(NAMES),
    "Sale Price": st.sampled_from(NUMBERS),
    "Retail Price": st.sampled_from(NUMBERS),
    "Status": st.sampled_from(["", "sold", "In Stock", "returned"]),
    "Brand": st.sampled_from(["", "Nike", " adidas "]),
    "Platform": st.sampled_from(["", "GOAT"]),
}
LISTED = {
    "name": st.sampled_from(NAMES),
    "brand": st.sampled_from(["", "Nike"]),
    "price": st.sampled_from(NUMBERS),
    "release date": st.sampled_from(DAYS),
    "size": st.sampled_from(["", "9", "M", "EU 42"]),
}


@st.composite
def tables(draw, columns):
    """A table as text: well-formed lines, of whatever is in its cells."""
    rows = draw(st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=40))
    stream = io.StringIO()
    writer = csv.DictWriter(
        stream, list(columns), lineterminator=draw(st.sampled_from(["\n", "\r\n"]))
    )
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("columns", [LONG, SALES, LISTED], ids=["long", "sales", "listed"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.data())
def test_rows_read_at_once_are_the_rows_read_one_by_one(columns, read_one, data):
    text = data.draw(tables(columns))
    at_once = read_one("t.csv", text, currency="GBP")
    # An empty line is no row, so that no stretch with one is plain.
    one_by_one = read_one("t.csv", text + "\n\n", currency="GBP")
    for name, table in one_by_one.tables.items():
        assert at_once.tables[name].equals(table), name
    for count in ("format", "read", "used", "quarantined", "note"):
        assert getattr(at_once, count) == getattr(one_by_one, count)


def test_a_broken_line_costs_no_line_after_it(read_one):
    rows = [f"2024-01-{day % 28 + 1:02},Shoe {day % 7},views,{day}" for day in range(30_000)]
    rows[20_000] = '2024-01-01,"Shoe 1,views,3'
    rows[25_000] = '2024-01-01,"A shoe\nof two lines",views,5'
    rows[26_000] = "2024-01-01,A,views,5,6"
    reading = read_one("long.csv", "date,shoe,metric,value\n" + "\n".join(rows))
    found = reading.tables["observations"]
    assert (reading.read, reading.used, reading.quarantined) == (29_998, 29_998, 2)
    assert found["line"].to_pylist()[:3] == [2, 3, 4]
    assert found["line"].to_pylist()[-1] == 30_002
    assert found["line"].to_pylist() == sorted(found["line"].to_pylist())
    assert found.slice(24_999, 1).to_pylist()[0]["title"] == "A shoe of two lines"
    assert reasons(reading) == [
        "a quote that opens on this line never closes",
        "the row has 5 cells, the header 4",
    ]
