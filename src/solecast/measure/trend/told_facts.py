"""How a shoe, a model or a brand became popular: dated facts, merged where they tell the same.

Facts stand beside each other and beside the line. Nothing here says that one caused the other.
"""

import datetime as dt
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from ...attributes import STORY, canonical
from ...engine import Engine
from ...model import MEASURED, Tables, table
from ...vocabulary import DATE_PRECISIONS
from ..series.group_lines import apart, identified
from .events import peaks
from .list_places import best_places

_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12}
_LISTED = re.compile(r"\s*(?:,|\band\b|&)\s+")
_PLAIN = re.compile(r"[^\w]+")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_NAMED = "worn_by"
"""The kind whose values are lists of names; those of one report are told together."""


@dataclass(frozen=True)
class _Told:
    """One thing that was said to have happened, and how many sources say so."""

    about: str
    slug: str
    date: dt.date
    precision: str
    kind: str
    name: str
    source: str | None
    url: str | None
    confidence: float
    sources: int = 1

    @property
    def end(self) -> dt.date:
        """The last day of the stretch that is stated."""
        if self.precision not in _MONTHS:
            return self.date
        last = self.date.month - 1 + _MONTHS[self.precision] - 1
        year, month = self.date.year + last // 12, last % 12 + 1
        return dt.date(year, month, monthrange(year, month)[1])

    @property
    def trust(self) -> tuple[float, int, str]:
        """What makes one source better than another: its confidence, then its exact date."""
        return self.confidence, -DATE_PRECISIONS.index(self.precision), self.url or ""


def story(
    linked: Tables, events: pa.Table, groups: Tables, engine: Engine, as_of: dt.date
) -> pa.Table:
    """Give `MEASURED["story"]` from LINKED facts, group_facts and colorways, in order of date.

    Beside them stand the peaks of lines (of shoes from `MEASURED["events"]`, of models and brands
    from the tables `groups`) and the best places on quarterly lists.

    Nothing after the day `as_of` is told. One thing told by several sources, with dates that fit
    each other, is told once, by the better source. Dates that contradict each other both stay.
    """
    told = [*_facts(linked), *_collaborations(linked["colorways"])]
    kept = _merged(one for one in told if one.date <= as_of)
    ranked = {(one.about, one.slug, one.date) for one in kept if one.kind == "rank"}
    places = [row for row in best_places(linked, engine, as_of) if _of(row) not in ranked]
    rows = [*_rows(kept), *_beginnings(linked, kept, as_of), *places, *_peaks(events, groups)]
    return table(MEASURED["story"], sorted(rows, key=_order))


def _of(row: Mapping[str, object]) -> tuple[object, ...]:
    return row["about"], row["slug"], row["date"]


def _beginnings(
    linked: Tables, kept: Iterable[_Told], as_of: dt.date
) -> Iterator[dict[str, object]]:
    """Give the first release of each shoe whose release no fact of the story tells."""
    told = {one.slug for one in kept if one.about == "shoe" and one.kind == "release"}
    stated = _statements(linked["facts"])
    for row in linked["shoes"].to_pylist():
        first, last = row["first_release"], row["first_release_end"]
        if first and first <= as_of and row["shoe"] not in told:
            facts = stated.get((row["shoe"], row["first_released"]), [])
            fact = max(facts, key=lambda fact: _worth(fact, first), default={})
            yield {
                "about": "shoe",
                "slug": row["shoe"],
                "date": first,
                "precision": _precision(first, last),
                "kind": "first_release",
                **{name: fact.get(name) for name in ("source", "url", "confidence")},
            }


def _statements(facts: pa.Table) -> dict[tuple[str, int], list[dict[str, object]]]:
    """Give the facts that state a release, by shoe and year."""
    found: dict[tuple[str, int], list[dict[str, object]]] = defaultdict(list)
    for row in facts.to_pylist():
        year = _YEAR.search(row["value"] or "")
        if year and canonical(row["attribute"])[0] == "release_date":
            found[row["shoe"], int(year[0])].append(row)
    return found


def _worth(fact: Mapping[str, object], day: dt.date) -> tuple[bool, float]:
    """Put first a fact that states the very day, then the more trusted one."""
    return day.isoformat() in str(fact["value"]), float(str(fact["confidence"] or 0.0))


def _precision(first: dt.date, last: dt.date) -> str:
    """Name the stretch of days that a date stands for, by its length."""
    days = (last - first).days
    return "day" if days == 0 else "month" if days < 32 else "season" if days < 100 else "year"


def _peaks(events: pa.Table, groups: Tables) -> Iterator[dict[str, object]]:
    """Give the peaks of lines; a line of quarterly places only has places, and no peaks."""
    for row in events.filter(pc.equal(events["kind"], "peak")).to_pylist():
        yield _peak("shoe", row["shoe"], row["date"])
    series, heat = groups["group_series"], groups["group_heat"]
    counted = pc.and_(pc.not_equal(series["metric"], "rank"), pc.is_null(series["part"]))
    weekly = series.filter(counted)
    known = {
        (row["kind"], row["group"])
        for row in weekly.group_by(["kind", "group"]).aggregate([]).to_pylist()
    }
    for name, week in peaks(identified(heat, ("kind", "group"))):
        kind, slug = apart(name)
        if (kind, slug) in known:
            yield _peak(kind, slug, week)


def _peak(about: str, slug: str, week: dt.date) -> dict[str, object]:
    return {"about": about, "slug": slug, "date": week, "precision": "day", "kind": "peak"}


def _order(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(
        str(row.get(name) or "") for name in ("about", "slug", "date", "precision", "kind", "names")
    )


def _facts(linked: Tables) -> Iterator[_Told]:
    shoes = ((row, "shoe", row["shoe"]) for row in _dated(linked["facts"]))
    groups = ((row, row["kind"], row["group"]) for row in _dated(linked["group_facts"]))
    for row, about, slug in (*shoes, *groups):
        kind = STORY.get(canonical(str(row["attribute"]))[0])
        for name in _names(kind, str(row["value"])) if kind else ():
            yield _Told(
                about=str(about),
                slug=str(slug),
                date=row["date"],  # type: ignore[arg-type]
                precision=str(row["date_precision"] or "day"),
                kind=str(kind),
                name=name,
                source=row["source"],  # type: ignore[arg-type]
                url=row["url"],  # type: ignore[arg-type]
                confidence=row["confidence"] or 0.0,  # type: ignore[arg-type]
            )


def _dated(facts: pa.Table) -> list[dict[str, object]]:
    known = pc.and_(pc.is_valid(facts["date"]), pc.is_valid(facts["value"]))
    return facts.filter(known).to_pylist()  # type: ignore[no-any-return]


def _names(kind: str, value: str) -> list[str]:
    """Give the names of a list of people, or the value as it is stated."""
    return [one for one in _LISTED.split(value) if one] if kind == _NAMED else [value]


def _collaborations(colorways: pa.Table) -> Iterator[_Told]:
    """Give the first colorway of each shoe with each collaborator."""
    first: dict[tuple[str, str], dict[str, object]] = {}
    for row in colorways.sort_by(
        [("release_date", "ascending"), ("colorway", "ascending")]
    ).to_pylist():
        if row["shoe"] and row["collaborator"] and row["release_date"]:
            first.setdefault((row["shoe"], row["collaborator"]), row)
    for (shoe, partner), row in first.items():
        source = ", ".join(row["sources"] or []) or None  # type: ignore[arg-type]
        day = row["release_date"]
        yield _Told("shoe", shoe, day, "day", "collaboration", partner, source, None, 0.8)  # type: ignore[arg-type]


def _merged(told: Iterable[_Told]) -> list[_Told]:
    """Tell once what several sources tell, with the more exact date that the better one states."""
    kept: dict[tuple[str, str, str, str], list[_Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: one.trust, reverse=True):
        plain = _PLAIN.sub(" ", one.name.casefold()).strip()
        same = kept[one.about, one.slug, one.kind, plain]
        place = next((k for k, other in enumerate(same) if _fit(one, other)), None)
        if place is None:
            same.append(one)
        elif (one.source, one.url) != (same[place].source, same[place].url):
            same[place] = replace(same[place], sources=same[place].sources + 1)
    return [one for same in kept.values() for one in same]


def _fit(one: _Told, other: _Told) -> bool:
    """Say whether one stated stretch lies within the other: then both can be the same day."""
    within = one.date >= other.date and one.end <= other.end
    return within or (other.date >= one.date and other.end <= one.end)


def _rows(told: Iterable[_Told]) -> Iterator[dict[str, object]]:
    """Make the rows; the people whom one report names are one row."""
    reports: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for one in told:
        together = (one.source, one.url) if one.kind == _NAMED else (one.name, one.source, one.url)
        reports[one.about, one.slug, one.kind, one.date, one.precision, *together].append(one)
    for some in reports.values():
        one = some[0]
        yield {
            "about": one.about,
            "slug": one.slug,
            "date": one.date,
            "precision": one.precision,
            "kind": one.kind,
            "names": [other.name for other in some],
            "source": one.source,
            "url": one.url,
            "confidence": one.confidence or None,
            "sources": max(other.sources for other in some),
        }
