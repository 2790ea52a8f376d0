"""What happened to a shoe, as marks for its chart: releases, prices, reviews, press, peaks.

A peak is set beside the events of the weeks around it. That is association: nothing here says
that one caused the other.
"""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table as Expression
from numpy.lib.stride_tricks import sliding_window_view

from ...engine import Engine
from ...model import MEASURED, Tables, table
from ..series.season import local_line
from ..smoother import Floats
from .classes import SPARSE_WEEKS
from .line_change import breaks, quarter_error

NEAR = dt.timedelta(days=21)
"""How far an event may be from a peak to be named beside it."""
PEAKS = 5
"""Peaks of one shoe at most."""
PER_KIND = 40
"""Events of one kind that a shoe keeps, the latest first: more cannot be told apart on a chart."""

_SEASON = dt.timedelta(days=92)
"""A release that is known to a season at least is a mark; a year is none."""
_STANDS_OUT = 1.25
_AROUND = 13
_BURST = 3.0

Row = dict[str, object]


def events(
    linked: Tables,
    heat: pa.Table,
    trends: pa.Table,
    series: pa.Table,
    engine: Engine,
    as_of: dt.date,
) -> pa.Table:
    """Give `MEASURED["events"]`, sorted by shoe, date, kind and label.

    Kinds: `release` (the shoe's colorways by day), `version` (its next version), `price` (a step
    in its price series), `review`, `press` (a burst of mentions), `worn_by` (dated facts) and
    `peak` (weeks in which heat surely stood out from the half year around; all but a `sparse`
    shoe), with the events within three weeks of it. After the day `as_of` only releases that are
    stated already are events: nothing else is known to happen.
    """
    rows = [
        *_releases(linked["colorways"]),
        *_versions(linked["shoes"]),
        *_reviews(engine, engine.parquet(linked["reviews"]), as_of),
        *_past(_worn(linked["facts"]), as_of),
        *_price_steps(series),
        *_bursts(series),
    ]
    sparse = pc.or_(pc.equal(trends["class"], "sparse"), pc.less(trends["positive"], SPARSE_WEEKS))
    without = set(trends.filter(sparse)["shoe"].to_pylist())
    rows += _peaks(heat, rows, without)
    return table(MEASURED["events"], sorted(_fewer(rows), key=_order))


def _order(row: Row) -> tuple[str, str, str, str, str]:
    return tuple(str(row.get(key) or "") for key in ("shoe", "date", "kind", "label", "url"))  # type: ignore[return-value]


def _fewer(rows: Iterable[Row]) -> Iterator[Row]:
    by_kind: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row["shoe"], row["kind"]].append(row)
    for some in by_kind.values():
        yield from sorted(some, key=_order)[-PER_KIND:]


def _past(rows: Iterable[Row], as_of: dt.date) -> Iterator[Row]:
    return (row for row in rows if row["date"] <= as_of)  # type: ignore[operator]


def _releases(colorways: pa.Table) -> Iterator[Row]:
    days: dict[tuple[str, dt.date], list[dict[str, object]]] = defaultdict(list)
    for row in colorways.to_pylist():
        if row["shoe"] and row["release_date"]:
            days[row["shoe"], row["release_date"]].append(row)
    for (shoe, day), rows in days.items():
        names = sorted(str(row["name"] or row["colorway"]) for row in rows)
        label = f"{names[0]} released" if len(names) == 1 else f"{len(names)} colorways released"
        sources = sorted({str(s) for row in rows for s in (row["sources"] or [])})  # type: ignore[attr-defined]
        yield _event(shoe, day, "release", label, ", ".join(sources) or None)


def _versions(shoes: pa.Table) -> Iterator[Row]:
    for row in shoes.to_pylist():
        first, last = row["first_release"], row["first_release_end"]
        if row["previous"] and first and last - first <= _SEASON:
            label = f"Next version: {row['name']}"
            yield _event(row["previous"], first, "version", label, None)


def _reviews(engine: Engine, reviews: Expression, as_of: dt.date) -> Iterator[Row]:
    """Give the reviews of each shoe, only as many as it may keep: the latest."""
    dated = reviews.filter(
        reviews.shoe.notnull(), reviews.date.notnull(), reviews.date <= ibis.literal(as_of)
    )
    latest = ibis.window(group_by=dated.shoe, order_by=dated.date.desc())
    # Ranked, not counted: of reviews of one day the label decides, which is written below.
    dated = dated.mutate(place=ibis.rank().over(latest))
    kept = dated.filter(dated.place < PER_KIND)
    kept = kept.select("shoe", "date", "headline", "source", "score", "url")
    for row in engine.arrow(kept).to_pylist():
        score = "" if row["score"] is None else f" ({row['score']:.0f})"
        label = f"Review: {row['headline'] or row['source'] or 'untitled'}{score}"
        yield _event(row["shoe"], row["date"], "review", label, row["source"], row["url"])


def _worn(facts: pa.Table) -> Iterator[Row]:
    seen: set[tuple[str, dt.date, str]] = set()
    for row in facts.filter(pc.equal(facts["attribute"], "worn_by")).to_pylist():
        key = (row["shoe"], row["date"], row["value"])
        if row["shoe"] and row["date"] and row["value"] and key not in seen:
            seen.add(key)
            label = f"Worn by {row['value']}"
            yield _event(row["shoe"], row["date"], "worn_by", label, row["source"], row["url"])


def _event(
    shoe: str, day: dt.date, kind: str, label: str, source: str | None, url: str | None = None
) -> Row:
    return {"shoe": shoe, "date": day, "kind": kind, "label": label, "source": source, "url": url}


def _lines(series: pa.Table, metric: str) -> Iterator[tuple[str, str, list[dt.date], Floats]]:
    """Give shoe, source, weeks and values of each series of a metric, whole weeks only."""
    rows = series.filter(
        pc.and_(
            pc.and_(pc.equal(series["metric"], metric), pc.is_valid(series["value"])),
            pc.invert(series["partial"]),
        )
    )
    keys = ("shoe", "source", "scale_group", "week")
    lines: dict[tuple[str, str, str], tuple[list[dt.date], list[float]]] = {}
    for row in rows.sort_by([(key, "ascending") for key in keys]).to_pylist():
        key = (row["shoe"], row["source"], row["scale_group"])
        weeks, values = lines.setdefault(key, ([], []))
        weeks.append(row["week"])
        values.append(row["value"])
    for (shoe, source, _), (weeks, values) in lines.items():
        yield shoe, source, weeks, np.array(values)


def _price_steps(series: pa.Table) -> Iterator[Row]:
    """Find where a price moved to another level and stayed."""
    for shoe, source, weeks, values in _lines(series, "price"):
        usable = values > 0
        x = np.log(values[usable])
        kept = [week for week, use in zip(weeks, usable, strict=True) if use]
        if len(x) < 2 * _AROUND:
            continue
        places = breaks(x, quarter_error(x - local_line(x, 10.0)))
        ends = [0, *(int(place) for place in places), len(x)]
        for start, at, end in zip(ends, ends[1:], ends[2:], strict=False):
            ratio = float(np.exp(x[at:end].mean() - x[start:at].mean()))
            way = "higher" if ratio > 1 else "lower"
            label = f"Price {abs(ratio - 1):.0%} {way} from here"
            yield _event(shoe, kept[at], "price", label, source)


def _bursts(series: pa.Table) -> Iterator[Row]:
    """Find weeks with surely more mentions than the shoe's own usual (Poisson, 3 sd)."""
    for shoe, source, weeks, values in _lines(series, "mentions"):
        usual = float(np.median(values))
        for week, value in zip(weeks, values, strict=True):
            if value >= _BURST and value > usual + _BURST * np.sqrt(max(usual, 1.0)):
                label = f"{value:.0f} mentions in one week (usual: {usual:.0f})"
                yield _event(shoe, week, "press", label, source)


def _peaks(heat: pa.Table, known: list[Row], without: set[str]) -> list[Row]:
    by_shoe: dict[object, list[Row]] = defaultdict(list)
    for row in known:
        by_shoe[row["shoe"]].append(row)
    found: list[Row] = []
    for shoe, week in peaks(heat, without):
        label = "Peak" + _beside(week, by_shoe[shoe])
        found.append(_event(shoe, week, "peak", label, "heat"))
    return found


def peaks(heat: pa.Table, without: Collection[str] = ()) -> Iterator[tuple[str, dt.date]]:
    """Give the weeks in which each line of heat surely stood out from the half year around."""
    ordered = heat.sort_by([("shoe", "ascending"), ("week", "ascending")])
    shoes, weeks = ordered["shoe"].to_pylist(), ordered["week"].to_numpy()
    values, low = ordered["heat"].to_numpy(), ordered["lo"].to_numpy()
    for here in _stretches(shoes, ordered["open"].to_pylist()):
        if (shoe := shoes[here.start]) not in without:
            for k in _tops(values[here], low[here]):
                yield shoe, weeks[here][k].item()


def _stretches(shoes: list[str], gaps: list[bool]) -> Iterator[slice]:
    """Give where each shoe's heat lies in parts, cut at its open weeks."""
    ends = [k for k in range(1, len(shoes)) if shoes[k] != shoes[k - 1] or gaps[k] != gaps[k - 1]]
    for start, end in itertools.pairwise([0, *ends, len(shoes)]):
        if shoes and not gaps[start]:
            yield slice(start, end)


def _tops(heat: Floats, low: Floats) -> list[int]:
    """Give the places where heat is highest of the half year around and surely above its median."""
    padded = np.pad(heat, _AROUND, constant_values=-np.inf)
    highest = sliding_window_view(padded, 2 * _AROUND + 1).max(axis=1)
    tops = [
        k
        for k in np.flatnonzero(heat == highest).tolist()
        if low[k] > _STANDS_OUT * np.median(heat[max(0, k - _AROUND) : k + _AROUND + 1])
    ]
    return sorted(sorted(tops, key=lambda k: (-heat[k], k))[:PEAKS])


def _beside(week: dt.date, rows: list[Row]) -> str:
    """Name the nearest events around a peak, at most two, as company and not as cause."""
    middle = week + dt.timedelta(days=3)

    def distance(row: Row) -> dt.timedelta:
        day = row["date"]
        assert isinstance(day, dt.date)  # noqa: S101 - the schema says so
        return abs(day - middle)

    near = sorted((distance(row), str(row["label"])) for row in rows if distance(row) <= NEAR)
    labels = list(dict.fromkeys(label for _, label in near))[:2]
    return f", in the weeks of: {'; '.join(labels)}" if labels else ""
