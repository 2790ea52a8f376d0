"""Facts of the starter guide: materials, places in published lists, first releases."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from bench.starter_records import (
    LAB,
    LYST,
    TRACKER,
    Names,
    Row,
    lyst_rows,
    read,
)

LAUNCHED_AS_LISTED = (
    "New Balance 237",
    "Nike Air Max 270",
    "Nike Go FlyEase",
    "Nike Ja 3",
    "Nike KD 13",
    "Nike KD 14",
    "Nike LDWaffle",
    "Nike Mind 001",
    "Nike Mind 002",
    "Nike VaporWaffle",
    "Off-White Odsy-1000",
    "adidas NMD R1",
    "adidas NMD R1 V2",
    "adidas Yeezy 500",
    "adidas Yeezy 500 High",
    "adidas Yeezy 700 V3",
    "adidas Yeezy Boost 350",
    "adidas Yeezy Boost 350 V2",
    "adidas Yeezy Boost 380",
    "adidas Yeezy Boost 700",
    "adidas Yeezy Boost 700 MNVN",
    "adidas Yeezy Boost 700 V2",
    "adidas Yeezy Foam Runner",
    "adidas Yeezy Slide",
)
"""Shoes whose oldest colorway in our catalogs is the one that they came out in; chosen by hand."""


def fact(shoe: str, attribute: str, value: str, source: str, **columns: str) -> Row:
    """One fact: with the words that state it (`evidence`), or the `column` whose cell it is."""
    return {"shoe": shoe, "attribute": attribute, "value": value, "source": source} | columns


_UPPER = re.compile(r"^([^.,;()]{1,40}(?:, [a-z]+){0,2}(?:,? and [a-z ]+?)?) upper\b")
_PARTS = (
    ("outsole", re.compile(r", ((?:[a-z]+ ){1,3}outsole)\b")),
    ("midsole", re.compile(r", ((?:[\w]+ ){1,4}midsole)\b")),
)


def material_facts(data: Path, names: Names) -> list[Row]:
    """Upper, midsole and outsole of the tracker's sneakers, from its short material notes."""
    rows = []
    for r in json.loads((data / "lifestyle-108/catalog.json").read_text("utf-8")):
        subject, notes = names["lifestyle", r["slug"]], r.get("materials") or ""
        if subject.colorway:
            continue
        upper = _UPPER.match(notes)
        if upper:
            rows += [
                fact(subject.shoe, "upper_material", material, TRACKER, evidence=upper[0])
                for material in _materials(upper[1])
            ]
        for attribute, pattern in _PARTS:
            part = pattern.search(notes)
            if part:
                material = part[1].removesuffix(attribute).strip()
                rows.append(fact(subject.shoe, attribute, material, TRACKER, evidence=part[1]))
    return rows


def _materials(text: str) -> list[str]:
    parts = re.split(r",? and |, ", text.removesuffix(" overlay").lower())
    return [part.removeprefix("layered ") for part in parts]


_LISTS = {
    "overall": "Lyst's hottest products",
    "women": "Lyst's hottest products for women",
    "men": "Lyst's hottest products for men",
    "sneakers": "Lyst's hottest sneakers",
    "year sneakers": "Lyst's sneakers of the year",
}


def lyst_facts(data: Path, names: Names) -> list[Row]:
    """Places in Lyst's quarterly and yearly lists, each with the address that reports it."""
    rows = []
    for subject, r in lyst_rows(data, names):
        named = _LISTS.get(r["list"], f"Lyst's list: {r['list']}")
        value = f"no. {r['rank']} of {named}" if r["rank"] else f"among {named}"
        if subject.colorway:
            value += f", as the {subject.colorway} edition"
        place = {"url": r["source"], "date": r["period"], "column": "rank", "confidence": "0.8"}
        rows.append(fact(subject.shoe, "rank", value, LYST, **place))
    return rows


def launches(data: Path, names: Names, catalogs: Iterable[Row]) -> list[Row]:
    """First releases that tables state: running shoes of the lab, and shoes listed since launch."""
    rows = []
    for r in read(data / "running-lab-457/shoes.csv"):
        subject = names.get(("running", r["slug"]))
        if subject and r["releasedAt"] and r["releaseDateSource"] != "listing":
            rows.append(_launch(subject.shoe, r["releasedAt"], LAB, "releasedAt"))
    oldest: dict[str, Row] = {}
    for row in catalogs:
        shoe = row["title"].removesuffix(row["colorway"]).strip()
        if shoe in LAUNCHED_AS_LISTED and row.get("release_date"):
            known = oldest.setdefault(shoe, row)
            oldest[shoe] = min(known, row, key=lambda r: r["release_date"])
    for shoe, row in sorted(oldest.items()):
        rows.append(_launch(shoe, row["release_date"], row["source"], "release date"))
    return rows


def _launch(shoe: str, date: str, source: str, column: str) -> Row:
    """A first of January often means the year, a first of another month that month."""
    value = re.sub(r"(-01)?-01$", "", date)
    return fact(shoe, "first_release", value, source, column=column, confidence="0.7")
