"""Places on published lists by quarter -> the best ones, as parts of a story."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ...model import Tables

_QUARTER_DAYS = 93
"""Most days between the first days of two quarters that follow each other."""

Line = tuple[str, str, str]


def best_places(linked: Tables, as_of: dt.date) -> Iterator[dict[str, object]]:
    """Give rows of `MEASURED["story"]` of kind `place`: the best place of a line and when.

    A line is a shoe, a model or a brand on the lists of one source. Each run of quarters at its
    best place is one row; `names` are the place and the number of quarters. What lies after the
    day `as_of`, or is only known to be below the list, is left out.
    """
    lines: dict[Line, dict[dt.date, float]] = defaultdict(dict)
    for about, rows in (
        ("shoe", linked["observations"].rename_columns({"shoe": "slug"})),
        (None, linked["group_observations"].rename_columns({"group": "slug"})),
    ):
        for row in _ranked(rows, as_of):
            line = about or row["kind"], row["slug"], row["source"] or row["file"]
            place = lines[line].get(row["date"], row["value"])
            lines[line][row["date"]] = min(place, row["value"])
    for line, places in sorted(lines.items()):
        yield from _runs(line, places)


def _ranked(rows: pa.Table, as_of: dt.date) -> list[dict[str, Any]]:
    listed = pc.and_(pc.equal(rows["metric"], "rank"), pc.equal(rows["period"], "quarter"))
    known = pc.and_(pc.is_valid(rows["value"]), pc.invert(pc.coalesce(rows["censored"], False)))
    past = pc.less_equal(rows["date"], pa.scalar(as_of))
    return rows.filter(pc.and_(pc.and_(listed, known), past)).to_pylist()  # type: ignore[no-any-return]


def _runs(line: Line, places: Mapping[dt.date, float]) -> Iterator[dict[str, object]]:
    about, slug, source = line
    best = min(places.values())
    starts: list[list[dt.date]] = []
    for quarter in sorted(places):
        if places[quarter] > best:
            continue
        if starts and (quarter - starts[-1][-1]).days <= _QUARTER_DAYS:
            starts[-1].append(quarter)
        else:
            starts.append([quarter])
    for quarters in starts:
        yield {
            "about": about,
            "slug": slug,
            "date": quarters[0],
            "precision": "quarter",
            "kind": "place",
            "names": [f"{best:.0f}", f"{len(quarters)}"],
            "source": source,
            "sources": 1,
        }
