"""Signals become observations: each with its scale, its period, and what is missing kept apart."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.read import read_file
from solecast.settings.config import Config

from .stated import only, reasons, rows

WEEKS = [dt.date(2020, 3, 8) + dt.timedelta(days=7 * at) for at in range(5)]
HEADERS = st.sampled_from(["Week", "Semana", "주", "Woche", "週", "Día", "Settimana", "Неделя"])
PREAMBLES = st.sampled_from(["", "Category: All categories\n\n", "카테고리: 모든 카테고리\n\n"])
TERMS = st.lists(
    st.text("abcdefghij XYZ'’&é0123", min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda term: any(char.isalpha() for char in term)),
    min_size=1,
    max_size=5,
    unique=True,
)
PLACES = st.sampled_from(["United States", "Canadá", "미국", "Worldwide", "日本"])


@given(HEADERS, PREAMBLES, TERMS, PLACES, st.sampled_from(["%Y-%m-%d", "%m/%d/%Y"]))
def test_a_trends_export_is_recognised_in_any_language(header, preamble, terms, place, style):
    lines = [",".join([header, *(f"{term}: ({place})" for term in terms)])]
    lines += [
        ",".join([week.strftime(style), *(["<1"] + ["7"] * 4)[: len(terms)]]) for week in WEEKS
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.csv"
        path.write_text(preamble + "\n".join(lines))
        reading = read_file(path, Config(title="T"))
    name, found = reading.format, reading.tables["observations"].to_pylist()
    assert name == "google-trends"
    assert {row["title"] for row in found} == set(terms)
    assert {(row["place"], row["period"]) for row in found} == {(place, "week")}
    assert sorted({row["date"] for row in found}) == WEEKS
    first = [row for row in found if row["title"] == terms[0]]
    assert {(row["value"], row["censored"]) for row in first} == {(0.5, True)}
    assert {row["comparable"] for row in found} == {len(terms) > 1}


def test_a_trends_export_with_date_ranges_and_partial_weeks(read_one):
    content = (
        'date,Speed 2.0,Triple S,isPartial\n"Dec 28, 2025 – Jan 3, 2026",100,0,False\n'
        '"Jan 4 – 10, 2026",90,<1,True\n'
    )
    found = rows(read_one("t", content), "observations")
    assert [row["date"] for row in found[::2]] == [dt.date(2025, 12, 28), dt.date(2026, 1, 4)]
    assert [row["partial"] for row in found] == [False, False, True, True]
    assert [(row["value"], row["censored"]) for row in found[1::2]] == [(0, False), (0.5, True)]


def test_the_exports_of_a_search_tool_are_one_source_on_scales_of_their_own(read_one):
    content = "Week,Samba: (Canada)\n2020-03-08,100\n2020-03-15,50\n"
    found = [rows(read_one(name, content), "observations")[0] for name in ("a.csv", "b.csv")]
    assert [row["source"] for row in found] == ["Google Trends"] * 2
    assert [row["scale_group"] for row in found] == ["a.csv", "b.csv"]


def test_a_rank_of_a_whole_year_is_put_aside_with_what_to_do(read_one):
    content = (
        "period,list,rank,product,source\n2018,year,1,Triple S,https://a.example/list\n"
        "2018Q4,women,3,V-10,https://b.example/other\n"
    )
    reading = read_one("lyst.csv", content)
    assert only(reading, "observations")["source"] == "lyst"
    assert "give the quarter (2017Q3) or the day" in reasons(reading)[0]


def test_values_of_two_exports_have_different_scales(read_one):
    content = "Week,Samba: (Canada)\n2020-03-08,100\n2020-03-15,50\n"
    groups = {rows(read_one(name, content), "observations")[0]["scale_group"] for name in "ab"}
    assert len(groups) == 2


def test_the_long_format_refuses_what_is_no_datum(read_one):
    reading = read_one(
        "s.csv",
        "date,shoe,metric,value,source\n2024-01-01,Dunk,sales,-5,x\n2024-01-01,Dunk,sales,inf,x\n"
        "2024-13-01,Dunk,sales,1,x\n2024-01-01,Dunk,likes,1,x\n2024-01-01,,sales,1,x\n"
        "2024-01-01,Dunk,price,0,x\n2024-01-08,Dunk,sales,0,x\n",
    )
    assert only(reading, "observations")["value"] == 0
    found = reasons(reading)
    assert found[0] == "value is '-5'; it must be a finite number of zero or more"
    assert found[2] == "date is '2024-13-01'; it is not a date"
    assert found[3].startswith("metric is 'likes'; it must be one of: sales, price")
    assert found[4] == "the row names no shoe"
    assert len(found) == 6


def test_counts_of_a_source_compare_and_searches_do_not(read_one):
    content = "date,shoe,metric,value,source\n" + "".join(
        f"2024-01-01,{shoe},{metric},7,web\n" for metric in ("searches", "views") for shoe in "AB"
    )
    found = rows(read_one("s.csv", content), "observations")
    assert [row["comparable"] for row in found] == [False, False, True, True]
    assert len({row["scale_group"] for row in found}) == 3


def test_a_stated_scale_group_and_comparable_win(read_one):
    content = (
        "date,shoe,metric,value,source,scale_group,comparable\n2024-01-01,A,searches,7,x,own,yes\n"
    )
    found = only(read_one("s.csv", content), "observations")
    assert (found["scale_group"], found["comparable"]) == ("own", True)


def test_weekly_interest_with_few_points_is_partial(read_one):
    content = (
        "slug,name,brand,week,interest_mean,points\n"
        "a,Samba,adidas,2025-10-13,5,7\na,Samba,adidas,2025-10-20,6,2\n"
    )
    found = rows(read_one("w.csv", content), "observations")
    assert [row["partial"] for row in found] == [False, True]
    assert {row["metric"] for row in found} == {"searches"}


def test_a_scale_read_once_or_twice_a_week_has_whole_weeks(read_one):
    weeks = "".join(
        f"a,Samba,2025-{10 + n // 4}-{6 + n % 4 * 7:02},5,{1 + n % 2}\n" for n in range(12)
    )
    found = rows(read_one("w.csv", f"slug,name,week,interest,points\n{weeks}"), "observations")
    assert len(found) == 12
    assert not any(row["partial"] for row in found)


def test_a_week_that_is_written_twice_counts_once(read_one):
    week = "2024-01-01,Samba,adidas,7\n"
    reading = read_one("w.csv", f"week,name,brand,sales\n{week}{week}2024-01-08,Samba,adidas,7\n")
    assert len(rows(reading, "observations")) == 2
    assert reasons(reading) == ["the row repeats an earlier one"]


def test_equal_sales_are_all_kept(read_one):
    sale = "2017-09-01, Yeezy,Boost-350,700.0,220,2016-11-23\n"
    header = "Order Date,Brand,Sneaker Name,Sale Price,Retail Price,Release Date\n"
    reading = read_one("s.csv", header + sale * 3)
    found = rows(reading, "observations")
    assert [row["period"] for row in found] == ["instant"] * 3
    assert found[0]["brand"] == "Yeezy"
    listing = only(reading, "listings")
    assert (listing["retail_price"], listing["release_date"]) == (220, dt.date(2016, 11, 23))


def test_a_shifted_header_is_noticed_and_said(read_one):
    reading = read_one(
        "scrape.csv",
        "name,sellingDate,size,resellPrice\n,$651,Yeezy Boost 350 V2 Zebra,13\n"
        + '"Tuesday, October 17, 2017",$732,Yeezy Boost 350 V2 Zebra,5.5\n' * 5,
    )
    found = rows(reading, "observations")
    assert {(row["title"], row["value"]) for row in found} == {("Yeezy Boost 350 V2 Zebra", 732)}
    assert reasons(reading) == ["the sale has no date"]
    assert "'name' holds the date" in reading.note


def test_ranks_are_of_sneakers_and_of_their_list(read_one):
    reading = read_one(
        "r.csv",
        "period,list,rank,brand,product,is_sneaker\n2017Q3,overall,1,Balenciaga,Speed Trainer,1\n"
        "2018Q2,women,1,Gucci,GG logo belt,0\n2019Q1,men,,Nike,Air Force 1,1\n",
    )
    rank = only(reading, "observations")
    assert (rank["date"], rank["period"]) == (dt.date(2017, 7, 1), "quarter")
    assert rank["scale_group"] == "r:overall"
    assert reasons(reading) == ["not a sneaker", "the rank is not given"]


@pytest.mark.parametrize("name", ["facts.csv", "download"])
def test_a_fact_without_evidence_is_a_cell_and_less_sure(name, read_one):
    found = rows(
        read_one(
            name,
            "shoe,attribute,value,evidence\nA,Upper Material,knit,a 3D knit upper\nA,drop,4 mm,\n",
        ),
        "facts",
    )
    assert [
        (f["attribute"], f.get("evidence"), f.get("column"), f["confidence"]) for f in found
    ] == [
        ("upper_material", "a 3D knit upper", None, 1.0),
        ("drop", None, "drop", 0.9),
    ]
