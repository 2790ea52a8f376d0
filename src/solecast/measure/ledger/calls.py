"""The ledger: forecasts frozen on the day they were made, and what happened since.

Figures are index numbers: 100 is the mean heat of the shoe's last 13 complete weeks before the
first forecast week. The joint scale of heat moves whenever a hotter shoe or a new source joins
the guide; these 13 weeks move with it. So what happened is measured on the scale of its own
build, divided by the same 13 weeks of that build, and old calls stay comparable for ever.

Two rivals are frozen with each call: `naive`, the same week of the last season (the mean of the
13 weeks where there is none), and `momentum`, that times the growth of the last 13 weeks on the
same weeks a year before. To stay small, a call keeps some of its weeks only (`HORIZONS`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...model import MEASURED

BEFORE = "before release"
"""The kind of a call of a shoe that is not out. It has no weeks of its own: 100 is the mean heat of
its predecessor's 13 weeks, and both rivals say that it will do as well."""

HORIZONS = frozenset({1, *range(4, 105, 4)})
"""Weeks ahead that a call keeps."""

BASE_WEEKS = 13
_YEAR = dt.timedelta(weeks=52)
_WEEK = dt.timedelta(weeks=1)
_ORDER = ("made", "kind", "method", "shoe", "week")
_FIGURES = ("mean", "lo80", "hi80", "lo95", "hi95")
_MOST_GROWTH = 4.0
"""Momentum beyond a factor of four either way is noise of a small base; the rival is spared it."""

Line = Mapping[dt.date, float]


def lines(history: pa.Table) -> dict[str, dict[dt.date, float]]:
    """Give each id's values by week; `history` has `id`, `week`, `value`."""
    found: dict[str, dict[dt.date, float]] = defaultdict(dict)
    columns = (history[name].to_pylist() for name in ("id", "week", "value"))
    for shoe, week, value in zip(*columns, strict=True):
        if value is not None:
            found[shoe][week] = value
    return found


def base(line: Line, first: dt.date) -> float | None:
    """Give the mean of the `BASE_WEEKS` weeks before `first`; None where it is not positive."""
    weeks = (first - back * _WEEK for back in range(1, BASE_WEEKS + 1))
    values = [line[week] for week in weeks if week in line]
    mean = float(np.mean(values)) if values else 0.0
    return mean if mean > 0 else None


def momentum(line: Line, first: dt.date) -> float:
    """Give the growth of the 13 weeks before `first` on the same weeks a year ago, as a ratio.

    1 where there is no year of history.
    """
    now, before = base(line, first), base(line, first - _YEAR)
    if now is None or before is None:
        return 1.0
    return float(np.clip(now / before, 1 / _MOST_GROWTH, _MOST_GROWTH))


def last_season(line: Line, week: dt.date, first: dt.date) -> float | None:
    """Give the latest value known before `first` of the same week of a year, if any."""
    same = week - _YEAR
    while same >= first:
        same -= _YEAR
    return line.get(same)


def calls(
    history: pa.Table, forecasts: pa.Table, made: dt.date, kind: str, method: str
) -> pa.Table:
    """Freeze `forecasts` (`id`, `week`, mean and bands in heat) made from `history`.

    Gives rows of the MEASURED ledger without `actual`; shoes whose last 13 weeks are all zero
    are left out.
    """
    by_shoe = _by_shoe(forecasts)
    known = lines(_recent(history, {shoe: ahead[0]["week"] for shoe, ahead in by_shoe.items()}))
    rows: list[dict[str, Any]] = []
    for shoe, ahead in by_shoe.items():
        line, first = known.get(shoe, {}), ahead[0]["week"]
        unit = base(line, first)
        if unit is not None:
            call = {"made": made, "kind": kind, "method": method, "shoe": shoe}
            rows += [call | row for row in _frozen(ahead, line, unit)]
    return pa.Table.from_pylist(rows, schema=MEASURED["ledger"])


def calls_to_come(
    history: pa.Table,
    forecasts: pa.Table,
    parents: Mapping[str, str],
    made: dt.date,
    method: str,
) -> pa.Table:
    """Freeze the forecasts of shoes that `history` does not know, on their predecessors' scale.

    `parents`: the version before, by shoe; one that is not forecast itself gives no scale.
    """
    known, by_shoe = lines(history), _by_shoe(forecasts)
    rows: list[dict[str, Any]] = []
    for shoe in sorted(by_shoe.keys() - known.keys()):
        parent = parents.get(shoe, "")
        unit = base(known[parent], by_shoe[parent][0]["week"]) if by_shoe.get(parent) else None
        if unit is not None:
            call = {"made": made, "kind": BEFORE, "method": method, "shoe": shoe}
            rows += [call | row for row in _frozen(by_shoe[shoe], {}, unit)]
    return pa.Table.from_pylist(rows, schema=MEASURED["ledger"])


def _by_shoe(forecasts: pa.Table) -> dict[str, list[dict[str, Any]]]:
    """Give the weeks of each shoe's forecast that a call keeps, in order; shoes by name."""
    ordered = forecasts.sort_by([("id", "ascending"), ("week", "ascending")])
    ids, number = ordered["id"].to_numpy(zero_copy_only=False), np.arange(ordered.num_rows)
    begins = np.append(True, ids[1:] != ids[:-1])[: len(ids)]
    step = number - np.maximum.accumulate(np.where(begins, number, 0)) + 1
    by_shoe: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in ordered.filter(pa.array(np.isin(step, list(HORIZONS)))).to_pylist():
        by_shoe[row["id"]].append(row)
    return by_shoe


_LOOKED_BACK = 52 + BASE_WEEKS
"""Weeks before a call that it rests on: a year, and what a year ago is measured against."""


def _recent(history: pa.Table, first: Mapping[str, dt.date]) -> pa.Table:
    """Leave out weeks that no call rests on; `first`: each shoe's first week ahead."""
    shoes = pa.array(list(first), pa.string())
    since = pa.array([day - _LOOKED_BACK * _WEEK for day in first.values()], pa.date32())
    begins = since.take(pc.index_in(history["id"].combine_chunks(), shoes))
    return history.filter(pc.greater_equal(history["week"], begins))


def _frozen(ahead: list[dict[str, Any]], line: Line, unit: float) -> list[dict[str, Any]]:
    """Give the weeks of a call, as index numbers beside those of both rivals."""
    rows, first = [], ahead[0]["week"]
    growth = momentum(line, first)
    for row in ahead:
        same = last_season(line, row["week"], first)
        naive, moved = (unit, unit) if same is None else (same, same * growth)
        heat = {name: row[name] for name in _FIGURES} | {"naive": naive, "momentum": moved}
        figures = {name: round(value * 100 / unit, 2) for name, value in heat.items()}
        rows.append({"week": row["week"]} | figures)
    return rows


def has_calls(ledger: pa.Table, kind: str, method: str, made: dt.date | None = None) -> bool:
    """Say whether the ledger has calls of that kind and method, made in the week of `made`."""
    same = pc.and_(pc.equal(ledger["kind"], kind), pc.equal(ledger["method"], method))
    if made is not None:
        monday = made - dt.timedelta(days=made.weekday())
        after = pc.greater_equal(ledger["made"], pa.scalar(monday))
        same = pc.and_(same, pc.and_(after, pc.less(ledger["made"], pa.scalar(monday + _WEEK))))
    return bool(pc.any(same).as_py())


def append(ledger: pa.Table | None, new: list[pa.Table]) -> pa.Table:
    """Add calls to a ledger, or begin one; earlier calls are never touched."""
    parts = [part.select(MEASURED["ledger"].names) for part in (ledger, *new) if part is not None]
    whole = pa.concat_tables([MEASURED["ledger"].empty_table(), *parts])
    return whole.sort_by([(name, "ascending") for name in _ORDER])


def grade(
    ledger: pa.Table, history: pa.Table, parents: Mapping[str, str] = MappingProxyType({})
) -> pa.Table:
    """Fill in what happened, from `history` (`id`, `week`, `value`: heat of complete weeks).

    `parents`: the version before, by shoe, whose scale calls before release are on.

    Where the inputs no longer hold a week, what was filled in by an earlier build stays.
    """
    known = lines(history)
    columns = (ledger[name].to_pylist() for name in ("made", "kind", "method", "shoe"))
    keys = list(zip(*columns, strict=True))
    weeks, before = ledger["week"].to_pylist(), ledger["actual"].to_pylist()
    first: dict[Any, dt.date] = {}
    for key, week in zip(keys, weeks, strict=True):
        first[key] = min(week, first.get(key, week))
    unit = {}
    for key, start in first.items():
        made, kind, method, shoe = key
        scale = (made, "live", method, parents.get(shoe, "")) if kind == BEFORE else key
        unit[key] = base(known.get(scale[-1], {}), first.get(scale, start))
    actual = [
        _index(known.get(key[-1], {}).get(week), unit[key], earlier)
        for key, week, earlier in zip(keys, weeks, before, strict=True)
    ]
    place = ledger.schema.get_field_index("actual")
    return ledger.set_column(place, ledger.schema.field(place), pa.array(actual, pa.float64()))


def _index(value: float | None, unit: float | None, earlier: float | None) -> float | None:
    return earlier if value is None or unit is None else round(value * 100 / unit, 2)
