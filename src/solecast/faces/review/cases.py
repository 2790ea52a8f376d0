"""Links put as questions: one case for all records of one name and brand.

In: the snapshot's table `links`. A decision holds for a name and a brand, so that is what a case
is; several kinds of records, files and style codes may stand behind one.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...link.linker.decisions import Place, name_of, place_of
from ...model import Row

STATES = ("review", "conflict", "unlinked", "model", "brand", "linked", "rejected")
"""States of a link, the one that needs an editor most first."""

WAITING = ("review", "conflict", "unlinked")
"""States that wait for a decision."""


@dataclass(frozen=True)
class Record:
    """What the files say: the left side. Amounts are in `currency`."""

    name: str
    brand: str | None
    style_codes: list[str]
    kinds: dict[str, int]
    records: int
    file: str
    line: int
    files: int
    retail_price: float | None
    price: float | None
    currency: str | None
    release_date: dt.date | None


@dataclass(frozen=True)
class Case:
    """One question: is this record that shoe? `suggested` holds slugs, the likeliest first.

    `shoes` are those that records of this name are linked to: more than one where style codes
    tell them apart.
    """

    id: str
    state: str
    record: Record
    shoes: list[str]
    colorway: str | None
    probability: float
    reasons: list[str]
    suggested: list[str]

    @property
    def place(self) -> Place:
        """What a decision on this case holds for."""
        return place_of(self.record.name, self.record.brand)


def cases(rows: Iterable[Row]) -> dict[str, Case]:
    """Put the rows of `links` as cases by id, those that affect most records first.

    Records whose name has no word at all are left out: no decision can name them.
    """
    groups: dict[Place, list[Row]] = defaultdict(list)
    for row in rows:
        groups[place_of(name_of(row["title"], row["style_code"]), row["brand"])].append(row)
    made = [_case(place, group) for place, group in groups.items() if place[0]]
    made.sort(key=lambda case: (-case.record.records, case.record.name.casefold(), case.id))
    return {case.id: case for case in made}


def _case(place: Place, group: Sequence[Row]) -> Case:
    group = sorted(group, key=lambda row: (STATES.index(row["status"]), -row["records"]))
    lead = group[0]
    alike = [row for row in group if row["status"] == lead["status"]]
    near = [owner(row[part]) for part in ("shoe", "runner_up") for row in alike]
    return Case(
        id=_id(place),
        state=lead["status"],
        record=_record(lead, group),
        shoes=list(dict.fromkeys(row["shoe"] for row in group if row["shoe"])),
        colorway=lead["colorway"],
        probability=lead["probability"],
        reasons=list(dict.fromkeys(row["reason"] for row in alike)),
        suggested=list(dict.fromkeys(shoe for shoe in near if shoe)),
    )


def _id(place: Place) -> str:
    """Name a case: the same after every build, whatever order the files are read in."""
    told = "\x1f".join((*place[0], "\x1e", place[1]))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def owner(slug: str | None) -> str | None:
    """Give the shoe of a colorway's slug, and a shoe's slug as it is."""
    return (slug or "").partition("--")[0] or None


def _record(lead: Row, group: Sequence[Row]) -> Record:
    # A conflict is told beside the link of the same listings: they count once.
    counted = [row for row in group if row["status"] != "conflict"] or group
    kinds: dict[str, int] = defaultdict(int)
    for row in counted:
        kinds[row["kind"]] += row["records"]
    codes = [row["style_code"] for row in group if row["style_code"]]
    return Record(
        name=name_of(lead["title"], lead["style_code"]),
        brand=lead["brand"],
        style_codes=list(dict.fromkeys(codes)),
        kinds=dict(sorted(kinds.items(), key=lambda one: -one[1])),
        records=sum(kinds.values()),
        file=lead["file"],
        line=lead["line"],
        files=len({row["file"] for row in group}),
        **_stated(group),
    )


def _stated(group: Sequence[Row]) -> Mapping[str, Any]:
    """Give price, currency and release date of the first row that states them."""
    parts = ("retail_price", "price", "currency", "release_date")
    priced = (row for row in group if row["retail_price"] is not None or row["price"] is not None)
    chosen = next(priced, group[0])
    return {part: chosen[part] for part in parts}
