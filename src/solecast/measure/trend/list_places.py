"""Places on published lists by quarter -> the best ones, as parts of a story."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

import ibis
from ibis.expr.types import Table as Expression

from ...engine import Engine
from ...model import Row, Tables

_QUARTER_DAYS = 93
"""Most days between the first days of two quarters that follow each other."""

Line = tuple[str, str, str]


def best_places(linked: Tables, engine: Engine, as_of: dt.date) -> Iterator[dict[str, object]]:
    """Give rows of `MEASURED["story"]` of kind `place`: the best place of a line and when.

    A line is a shoe, a model or a brand on the lists of one source. Each run of quarters at its
    best place is one row; `names` are the place and the number of quarters. What lies after the
    day `as_of`, or is only known to be below the list, is left out.
    """
    shoes = engine.parquet(linked["observations"])
    groups = engine.parquet(linked["group_observations"])
    lines: dict[Line, dict[dt.date, float]] = defaultdict(dict)
    for rows in (
        shoes.mutate(about=ibis.literal("shoe"), slug=shoes.shoe),
        groups.mutate(about=groups.kind, slug=groups.group),
    ):
        for row in _ranked(engine, rows, as_of):
            lines[row["about"], row["slug"], row["list"]][row["date"]] = row["place"]
    for line, places in sorted(lines.items()):
        yield from _runs(line, places)


def _ranked(engine: Engine, rows: Expression, as_of: dt.date) -> list[Row]:
    """Give the best place of each line in each quarter."""
    rows = rows.filter(
        rows.metric == "rank",
        rows.period == "quarter",
        rows.value.notnull(),
        ~rows.censored.coalesce(False),
        rows.date <= ibis.literal(as_of),
    )
    lists = rows.group_by("about", "slug", "date", list=rows.source.coalesce(rows.file))
    best = lists.agg(place=rows.value.min())
    return engine.arrow(best).to_pylist()  # type: ignore[no-any-return]


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
