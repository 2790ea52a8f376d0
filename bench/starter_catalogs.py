"""Catalogs, facts and scores of the starter guide, each a list of rows."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.starter_records import (
    AUDIENCE,
    CATALOG_2021,
    CATALOG_2023,
    CONTEST,
    LAB,
    LYST,
    TOP_SELLERS,
    TRACKER,
    Names,
    Row,
    Subject,
    day,
    footwear,
    lyst_rows,
    money,
    read,
    squeezed,
    top_rows,
)

COLORWAYS_PER_SHOE = {"Balenciaga": 99, "adidas Yeezy Boost 350 V2": 20}
COLORWAYS_USUALLY = 5

HOUSES = {
    "A Bathing Ape",
    "Alexander McQueen",
    "Balenciaga",
    "Common Projects",
    "Dior",
    "Gucci",
    "Off-White",
    "Versace",
}
"""Brands whose prices say nothing about who made a colorway with them."""

DEARER = 4 / 3
"""StockX 2021 drops the names of collaborators. A colorway that costs more than this many times
the cheapest one of its shoe is most likely theirs: left out unless starter_names.csv names it."""

_LAB_COLUMNS = (
    ("weight_g", "Weight (g)"),
    ("drop_mm", "Drop (mm)"),
    ("heel_stack_mm", "Heel stack (mm)"),
    ("forefoot_stack_mm", "Forefoot stack (mm)"),
)


def listing(subject: Subject, source: str, **columns: Any) -> Row:
    """One row of a catalog, with the columns that every catalog of the starter has."""
    by = "Off-White" if subject.colorway.startswith("Off-White") else ""
    return {
        "title": subject.title,
        "brand": subject.brand,
        "model": subject.model,
        "version": subject.version,
        "colorway": subject.colorway,
        "collaborator": by,
        "category": subject.category,
        **columns,
        "source": source,
    }


def contest_catalog(contest: list[Row], names: Names) -> list[Row]:
    """The 50 colorways of the contest."""
    once = {r["Sneaker Name"]: r for r in contest}
    return [
        listing(
            names["contest", key],
            CONTEST,
            retail_price=money(r["retail"]),
            currency="USD",
            release_date=r["release_date"],
        )
        for key, r in sorted(once.items(), key=lambda item: names["contest", item[0]].title)
    ]


def plain_colours(text: str) -> str:
    """Give the colours of a colorway: `Carbon/Carbon/Carbon` is Carbon, `0` is unknown.

    The colour off-white is called broken white, so that nobody takes it for the label.
    """
    text = re.sub(r"\boff[ -]white\b", "Broken White", text, flags=re.IGNORECASE)
    text = text.title() if text.isupper() and len(text) > 3 else text
    parts = [re.sub(r"\s+", " ", p).strip(" \u200b") for p in text.split("/")]
    same = dict.fromkeys(p for p in parts if p)
    return "" if text.strip() == "0" else "/".join(same if len(same) == 1 else parts)


def catalog_2021(data: Path, names: Names, contest: list[Row]) -> list[Row]:
    """Adult colorways of 2021 with a retail price, one row per shoe and colours.

    A colorway that the contest names (same shoe and day of release) is left to the contest.
    """
    taken = {(names["contest", r["Sneaker Name"]].shoe, r["release_date"]) for r in contest}
    found: dict[tuple[str, str], Row] = {}
    rows = read(data / "catalogs/stockx-2021-mit.csv")
    for r in sorted(rows, key=lambda r: r["Gender"]):
        subject, price = _subject_2021(r, names), money(r["RetailPrice"])
        if not subject or not price or r["Gender"] not in ("men", "women"):
            continue
        date = "" if r["ReleaseDate"] == "0" else r["ReleaseDate"]
        if (subject.shoe, date) in taken:
            continue
        row = listing(
            subject,
            CATALOG_2021,
            gender=r["Gender"],
            retail_price=price,
            currency="USD",
            release_date=date,
            named=("stockx2021 row", r["ID"]) in names,
        )
        key = (subject.shoe, subject.colorway.lower())
        known = found.setdefault(key, row)
        same = known["gender"] == r["Gender"]
        if date and same and (not known["release_date"] or date < known["release_date"]):
            found[key] = row
    return _shortlist(_without_unnamed_partners(found))


def _subject_2021(r: Row, names: Names) -> Subject | None:
    """What a row of 2021 is about: by its own entry, else by its shoe and colours."""
    own = names.get(("stockx2021 row", r["ID"]))
    subject, colours = names.get(("stockx2021", r["Name"])), plain_colours(r["Colorway"])
    if own or not subject or not colours or ("left out", r["ID"]) in names:
        return own
    return subject._replace(colorway=subject.colorway or colours)


def _without_unnamed_partners(found: dict[tuple[str, str], Row]) -> list[Row]:
    """Leave out colorways whose price tells of a collaborator that no name tells of."""
    cheapest: dict[str, float] = {}
    for (shoe, _), row in found.items():
        cheapest[shoe] = min(cheapest.get(shoe, float("inf")), float(row["retail_price"]))
    return [
        row
        for (shoe, _), row in found.items()
        if row["named"]
        or row["brand"] in HOUSES
        or float(row["retail_price"]) <= DEARER * cheapest[shoe]
    ]


def _shortlist(found: list[Row]) -> list[Row]:
    """Keep some colorways of each shoe: those named by hand, the oldest dated one, the newest."""
    by_shoe = defaultdict(list)
    for row in found:
        by_shoe[row["title"].removesuffix(row["colorway"]).strip()].append(row)
    kept = []
    for shoe, rows in sorted(by_shoe.items()):
        most = COLORWAYS_PER_SHOE.get(rows[0]["brand"]) or COLORWAYS_PER_SHOE.get(shoe)
        rows.sort(key=lambda r: r["colorway"])
        rows.sort(key=lambda r: r["release_date"], reverse=True)
        kept += [r for r in rows if r["named"]]
        plain = [r for r in rows if not r.pop("named")]
        most = most or COLORWAYS_USUALLY
        first = [r for r in plain[most:] if r["release_date"]][-1:]
        kept += plain[: most - len(first)] + first
    return kept


def catalog_2023(data: Path, names: Names) -> list[Row]:
    """Well-known colorways of 2023, each once, with a retail price and a release date."""
    found: dict[str, Row] = {}
    for r in read(data / "catalogs/stockx-2023.csv"):
        subject = names.get(("stockx2023", r["item"]))
        if subject and r["release"] and money(r["retail"]):
            row = listing(
                subject,
                CATALOG_2023,
                retail_price=money(r["retail"]),
                currency="USD",
                release_date=r["release"],
            )
            found.setdefault(r["item"], row)
    return list(found.values())


def lifestyle_catalog(data: Path, names: Names) -> list[Row]:
    """The tracker's sneakers with their retail price."""
    return [
        listing(
            names["lifestyle", r["slug"]],
            TRACKER,
            retail_price=money(r.get("retail")),
            currency="USD" if r.get("retail") else "",
        )
        for r in json.loads((data / "lifestyle-108/catalog.json").read_text("utf-8"))
    ]


def top_sellers(data: Path, names: Names) -> list[Row]:
    """Top sellers of one day, with style code, release date and retail price."""
    return [
        listing(
            subject,
            TOP_SELLERS,
            style_code=re.sub(r"^\(.*\) ", "", re.split(r"\s*/\s*", r["styleCode"])[0]),
            retail_price=money(r["retail"]),
            price=money(r["price"]),
            currency="USD",
            release_date=r["releaseDate"],
        )
        for subject, r in top_rows(data, names)
    ]


def running_catalog(data: Path, names: Names) -> list[Row]:
    """Running shoes with the lab's values and score.

    Its prices are left out, since they are labelled as pounds but equal the dollar prices of the
    audience's catalog. A release date that the lab took from a list (`listing`) names a year at
    best and is left out too.
    """
    rows = []
    for r in read(data / "running-lab-457/shoes.csv"):
        subject = names.get(("running", r["slug"]))
        if subject:
            date = "" if r["releaseDateSource"] == "listing" else r["releasedAt"]
            specs = {
                "weight_g": r["weight"],
                "drop_mm": r["drop"],
                "heel_stack_mm": r["heel-stack"],
                "forefoot_stack_mm": r["forefoot-stack"],
            }
            scored = {"score": r["score"], "author": LAB}
            rows.append(listing(subject, LAB, release_date=date, **scored, **specs))
    return rows


def audience_catalog(data: Path, names: Names) -> list[Row]:
    """Shoes with their price in dollars and the audience's rating; for lifestyle sneakers also
    weight, drop and stack, which the lab's list does not have.
    """
    lab = {squeezed(r["name"]): r["slug"] for r in read(data / "running-lab-457/shoes.csv")}
    rows = []
    for r in footwear(data):
        slug = lab.get(squeezed(r["Brand"] + r["Product Name"]), "")
        running = names.get(("running", slug))
        subject = running or names.get(("rating", f"{r['Brand']}|{r['Product Name']}"))
        if subject:
            price = money(r["Price"])
            columns = {
                "retail_price": price,
                "currency": "USD" if price else "",
                "score": money(r["Audience Rating"]),
                "author": AUDIENCE,
                "review_date": day(r["Original Review Date"]),
            }
            specs = {} if running else {to: r[column] for to, column in _LAB_COLUMNS}
            rows.append(listing(subject, AUDIENCE, **columns, **specs))
    return rows


def lyst_catalog(data: Path, names: Names) -> list[Row]:
    """Sneakers and collaborations that Lyst names: a name and nothing else."""
    known = {s.title for (source, _), s in names.items() if source != "lyst"}
    once = {s.title: s for s, _ in lyst_rows(data, names) if s.title not in known}
    return [listing(s, LYST) | {"collaborator": s.colorway} for _, s in sorted(once.items())]
