"""Signals of the starter guide in the long format: date, shoe, metric, value, source."""

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

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


class Spell(NamedTuple):
    """The weeks in which a search term without a version stands for one shoe."""

    file: str
    term: str
    shoe: str
    first: str
    last: str


_ON, _HOKA, _NB = "on-5y-canada-es", "hoka-5y-canada-es", "new-balance-5y-canada-es"
_MAKERS = {_ON: "On", _HOKA: "Hoka", _NB: "New Balance"}
SPELLS = (
    Spell(_ON, "On cloudmonster", "On Cloudmonster", "2021-10-03", "2024-02-01"),
    Spell(_ON, "On cloudmonster", "On Cloudmonster 2", "2024-02-01", "2025-03-16"),
    Spell(_ON, "On cloudeclipse", "On Cloudeclipse", "2023-05-07", "2025-03-16"),
    Spell(_ON, "On cloudboom strike", "On Cloudboom Strike", "2024-01-07", "2025-03-16"),
    Spell(_ON, "On cloudsurfer", "On Cloudsurfer 7", "2023-03-23", "2025-02-01"),
    Spell(_ON, "On cloudflyer", "On Cloudflyer 5", "2024-07-01", "2025-03-16"),
    Spell(_HOKA, "Hoka Bondi", "Hoka Bondi 8", "2022-07-15", "2025-01-01"),
    Spell(_HOKA, "Hoka Bondi", "Hoka Bondi 9", "2025-01-01", "2025-03-16"),
    Spell(_HOKA, "Hoka Clifton", "Hoka Clifton 9", "2023-02-15", "2025-03-16"),
    Spell(_HOKA, "Hoka Mach", "Hoka Mach 5", "2022-06-15", "2024-02-01"),
    Spell(_HOKA, "Hoka Mach", "Hoka Mach 6", "2024-02-01", "2025-03-16"),
    Spell(_HOKA, "Hoka Arahi", "Hoka Arahi 7", "2024-01-01", "2025-03-16"),
    Spell(_NB, "New balance 1080", "New Balance 1080 v12", "2022-04-01", "2023-10-01"),
    Spell(_NB, "New balance 1080", "New Balance 1080 v13", "2023-10-01", "2024-10-01"),
    Spell(_NB, "New balance 1080", "New Balance 1080 v14", "2024-10-01", "2025-03-16"),
    Spell(_NB, "New balance 880", "New Balance 880 v14", "2024-03-01", "2025-01-01"),
    Spell(_NB, "New balance 880", "New Balance 880 v15", "2025-01-01", "2025-03-16"),
    Spell(_NB, "New balance Rebel", "New Balance FuelCell Rebel v3", "2022-09-01", "2024-03-01"),
    Spell(_NB, "New balance Rebel", "New Balance FuelCell Rebel v4", "2024-03-01", "2025-03-16"),
)
"""Hand-made from the release dates of catalog/running.csv: a term stands for the newest version,
from its release to that of the next; for the first shoe of a model, from half a year earlier."""

TRACKER_SPELLS = {
    "on-cloudmonster": (("2026-03-05", "On Cloudmonster 2"), ("9999", "On Cloudmonster 3")),
    "ultraboost-1": (("9999", "adidas Ultraboost 5"),),
}
"""The tracker's terms without a version, by the same rule: (until, shoe)."""


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
            spells = TRACKER_SPELLS.get(slug, (("9999", title),))
            for r in sorted(line, key=lambda r: r["week"]):
                shoe = next(shoe for until, shoe in spells if r["week"] < until)
                rows.append(_search(r, shoe, title))
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
    """Search interest in Canada, for the shoes that a term stands for one after the other."""
    rows = []
    for name in (_HOKA, _NB, _ON):
        table = _export(data / "google-trends" / f"{name}.csv")
        for spell in (s for s in SPELLS if s.file == name):
            weeks = [r for r in table if spell.first <= r["Semana"] < spell.last]
            rows += [_term(r, spell) for r in weeks]
    return rows


def _export(path: Path) -> list[Row]:
    lines = path.read_text("utf-8-sig").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Semana"))
    return list(csv.DictReader(lines[start:]))


def _term(r: Row, spell: Spell) -> Row:
    value = r[f"{spell.term}: (Canadá)"]
    censored = value.startswith("<")
    return datum(
        r["Semana"],
        spell.shoe,
        "searches",
        value.lstrip("< "),
        TRENDS,
        scale_group=f"Google Trends, {_MAKERS[spell.file]} models in Canada",
        comparable="true",
        period="week",
        place="Canada",
        censored="true" if censored else "",
    )


def lyst_signal(data: Path, names: Names) -> list[Row]:
    """Ranks in Lyst's quarterly lists; facts/lyst.csv holds the address of each report."""
    rows = []
    for subject, r in lyst_rows(data, names):
        year, _, quarter = r["period"].partition("Q")
        if quarter and r["rank"]:
            group = {"scale_group": f"{LYST}, {r['list']}", "comparable": "true"}
            date = f"{year}-{3 * int(quarter) - 2:02d}-01"
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
