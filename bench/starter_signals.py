"""Signals of the starter guide in the long format: date, shoe, metric, value, source."""

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.starter_records import (
    CONTEST,
    LYST,
    TOP_SELLERS,
    TRACKER,
    TRENDS,
    Names,
    Row,
    lyst_rows,
    read,
    top_rows,
)

DENSE_SHARE = 0.75
"""Share of weeks with a value above zero from which a search line is worth a chart."""

TRACKER_LAST_DAY = dt.date(2026, 8, 22)
CONTEST_CUT_WEEKS = ("2017-08-28", "2019-02-11")
"""The contest runs from 2017-09-01 to 2019-02-13, so its first and last week are cut."""


_ON, _HOKA, _NB = "on-5y-canada-es", "hoka-5y-canada-es", "new-balance-5y-canada-es"
_MAKERS = {_ON: "On", _HOKA: "Hoka", _NB: "New Balance"}
TERMS = (
    (_ON, "On cloudeclipse", "On Cloudeclipse"),
    (_ON, "On cloudboom strike", "On Cloudboom Strike"),
    (_ON, "On cloudsurfer", "On Cloudsurfer"),
    (_ON, "On cloudflyer", "On Cloudflyer"),
    (_HOKA, "Hoka Bondi", "Hoka Bondi"),
    (_HOKA, "Hoka Clifton", "Hoka Clifton"),
    (_HOKA, "Hoka Mach", "Hoka Mach"),
    (_HOKA, "Hoka Arahi", "Hoka Arahi"),
    (_NB, "New balance 1080", "New Balance 1080"),
    (_NB, "New balance 880", "New Balance 880"),
    (_NB, "New balance Rebel", "New Balance FuelCell Rebel"),
)
"""File, column and subject: a model with all its versions, or the one shoe of its name."""

MONSTERS = (
    ("2021-10-03", "2024-02-01", "On Cloudmonster"),
    ("2024-02-01", "2025-03-16", "On Cloudmonster 2"),
)
"""The first Cloudmonster has the name of its model, so no name says "all Cloudmonsters": the term
counts for the newest one at the time, from half a year before the first."""

TRACKER_TERMS = {
    "on-cloudmonster": (("2026-03-05", "On Cloudmonster 2"), ("9999", "On Cloudmonster 3")),
    "ultraboost-1": (("9999", "adidas Ultraboost"),),
}
"""The tracker's terms without a version: until when they stand for what."""

FIVE = {
    "samba": "adidas Samba OG",
    "gazelle": "adidas Gazelle",
    "air_force_1": "Nike Air Force 1 Low",
    "new_balance_550": "New Balance 550",
    "salomon_xt_6": "Salomon XT-6",
}
_COUNTRIES = {"US": "the United States", "CA": "Canada"}

BRANDS = {"Adidas": "adidas"}
"""Brands whose names Lyst spells in another way."""


def datum(date: str, shoe: str, metric: str, value: Any, source: str, **columns: Any) -> Row:
    """One row of a signal."""
    row = {"date": date, "shoe": shoe, "metric": metric, "value": value, "source": source}
    return row | columns


def contest_signal(contest: list[Row], names: Names) -> list[Row]:
    """Weekly sales and mean price of the 50 colorways of the contest."""
    rows = []
    for r in contest:
        title = names["contest", r["Sneaker Name"]].title
        cut = {"partial": "true" if r["week"] in CONTEST_CUT_WEEKS else "", "period": "week"}
        sales = {"scale_group": "StockX contest sales", "comparable": "true"}
        price = {"scale_group": "StockX contest price", "comparable": "true", "currency": "USD"}
        rows.append(datum(r["week"], title, "sales", r["sales"], CONTEST, **sales, **cut))
        rows.append(datum(r["week"], title, "price", r["avg_price"], CONTEST, **price, **cut))
    return rows


def search_signal(data: Path, names: Names) -> list[Row]:
    """Weekly search interest of the dense lines, each on a scale of its own."""
    lines = defaultdict(list)
    for r in read(data / "lifestyle-108/search-weekly.csv"):
        lines[r["slug"]].append(r)
    rows = []
    for slug, line in sorted(lines.items()):
        if sum(float(r["interest_mean"]) > 0 for r in line) >= DENSE_SHARE * len(line):
            title = names["lifestyle", slug].title
            spells = TRACKER_TERMS.get(slug, (("9999", title),))
            for r in sorted(line, key=lambda r: r["week"]):
                subject = next(name for until, name in spells if r["week"] < until)
                rows.append(_search(r, subject, title))
    return rows


def _search(r: Row, shoe: str, line: str) -> Row:
    sunday = dt.date.fromisoformat(r["week"]) + dt.timedelta(days=6)
    return datum(
        r["week"],
        shoe,
        "searches",
        f"{float(r['interest_mean']):g}",
        TRACKER,
        scale_group=f"own scale: {line}",
        comparable="false",
        period="week",
        partial="true" if sunday > TRACKER_LAST_DAY else "",
    )


def trends_signal(data: Path) -> list[Row]:
    """Search interest in Canada of models, and of On as a brand; each export has its own scale."""
    rows = []
    for name in (_HOKA, _NB, _ON):
        table = _export(data / "google-trends" / f"{name}.csv")
        group = f"Google Trends, {_MAKERS[name]} models in Canada"
        for _, term, subject in (t for t in TERMS if t[0] == name):
            rows += [_term(r, term, subject, group) for r in table]
        for first, last, shoe in MONSTERS if name == _ON else ():
            weeks = [r for r in table if first <= r["Semana"] < last]
            rows += [_term(r, "On cloudmonster", shoe, group) for r in weeks]
    brand = _export(data / "google-trends" / "on-running-5y-canada-es.csv")
    return rows + [_term(r, "On running", "On", "Google Trends, On in Canada") for r in brand]


def _export(path: Path) -> list[Row]:
    lines = path.read_text("utf-8-sig").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Semana"))
    return list(csv.DictReader(lines[start:]))


def _term(r: Row, term: str, subject: str, group: str) -> Row:
    value = r[f"{term}: (Canadá)"]
    censored = value.startswith("<")
    return datum(
        r["Semana"],
        subject,
        "searches",
        value.lstrip("< "),
        TRENDS,
        scale_group=group,
        comparable="true",
        period="week",
        place="Canada",
        censored="true" if censored else "",
    )


def five_signal(data: Path) -> list[Row]:
    """Search interest of five sneakers on one scale a country, chained from daily captures."""
    return [
        datum(
            r["week_monday"],
            shoe,
            "searches",
            r[column],
            TRENDS,
            scale_group=f"Google Trends, five sneakers in {_COUNTRIES[r['country']]}",
            comparable="true",
            period="week",
            place=_COUNTRIES[r["country"]],
        )
        for r in read(data / "google-trends-5-sneakers/weekly-chained.csv")
        for column, shoe in FIVE.items()
    ]


def brand_signal(data: Path) -> list[Row]:
    """Places of brands in Lyst's quarterly lists; a brand that a list lacks has no row."""
    group = {"scale_group": f"{LYST}, brands", "comparable": "true", "period": "quarter"}
    rows = []
    for r in read(data / "lyst-brand-ranks/brand-ranks-tidy.csv"):
        date, brand = _first_day(r["quarter"]), str(r["brand"])
        name = BRANDS.get(brand, brand)
        rows.append(datum(date, name, "rank", r["rank"], LYST, brand=name, **group))
    return rows


def _first_day(quarter: str) -> str:
    year, _, number = quarter.partition("Q")
    return f"{year}-{3 * int(number) - 2:02d}-01"


def lyst_signal(data: Path, names: Names) -> list[Row]:
    """Ranks in Lyst's quarterly lists; facts/lyst.csv holds the address of each report."""
    rows = []
    for subject, r in lyst_rows(data, names):
        if "Q" in r["period"] and r["rank"]:
            group = {"scale_group": f"{LYST}, {r['list']}", "comparable": "true"}
            date = _first_day(r["period"])
            rows.append(
                datum(date, subject.title, "rank", r["rank"], LYST, **group, period="quarter")
            )
    return rows


def top_seller_signal(data: Path, names: Names) -> list[Row]:
    """Orders of the seven days up to the capture of the top sellers on 22 July 2026."""
    group = {"scale_group": "StockX weekly orders", "comparable": "true", "period": "week"}
    return [
        datum("2026-07-16", s.title, "sales", r["weeklyOrders"], TOP_SELLERS, **group)
        for s, r in top_rows(data, names)
    ]
