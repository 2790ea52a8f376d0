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
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...model import MEASURED
from ..smoother import Floats
from .known import Ints, Known, days

BEFORE = "before release"
"""The kind of a call of a shoe that is not out. It has no weeks of its own: 100 is the mean heat of
its predecessor's 13 weeks, and both rivals say that it will do as well."""

HORIZONS = frozenset({1, *range(4, 105, 4)})
"""Weeks ahead that a call keeps."""

_WEEK = dt.timedelta(weeks=1)
_ORDER = ("made", "kind", "method", "shoe", "week")
_KEYS = _ORDER[:-1]
_FIGURES = ("mean", "lo80", "hi80", "lo95", "hi95")


def calls(
    history: pa.Table, forecasts: pa.Table, made: dt.date, kind: str, method: str
) -> pa.Table:
    """Freeze `forecasts` (`id`, `week`, mean and bands in heat) made from `history`.

    Gives rows of the MEASURED ledger without `actual`; shoes whose last 13 weeks are all zero
    are left out.
    """
    known, ahead = Known(history), _ahead(forecasts)
    unit = known.base(known.number(ahead.shoes), ahead.first)
    return _frozen(ahead, known, unit, {"made": made, "kind": kind, "method": method})


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
    known, ahead = Known(history), _ahead(forecasts)
    number = known.number(ahead.shoes)
    before = pa.array([parents.get(shoe, "") for shoe in ahead.shoes.to_pylist()], pa.string())
    place = pc.fill_null(pc.index_in(before, ahead.shoes), -1).to_numpy()
    unit = np.where((number < 0) & (place >= 0), known.base(number, ahead.first)[place], np.nan)
    return _frozen(ahead, known, unit, {"made": made, "kind": BEFORE, "method": method})


@dataclass(frozen=True)
class _Ahead:
    """Forecasts by shoe and week, of each shoe the weeks that a call keeps (`HORIZONS`).

    first: (N,) the first day ahead of each of the `shoes`; shoe: the place of each row's.
    """

    shoes: pa.Array
    first: Ints
    shoe: Ints
    rows: pa.Table


def _ahead(forecasts: pa.Table) -> _Ahead:
    ordered = forecasts.sort_by([("id", "ascending"), ("week", "ascending")])
    ids, number = ordered["id"].to_numpy(zero_copy_only=False), np.arange(ordered.num_rows)
    begins = np.append(True, ids[1:] != ids[:-1])[: len(ids)]
    step = number - np.maximum.accumulate(np.where(begins, number, 0)) + 1
    kept = np.isin(step, list(HORIZONS))
    return _Ahead(
        shoes=pa.array(ids[begins], pa.string()),
        first=days(ordered["week"])[begins],
        shoe=(np.cumsum(begins) - 1)[kept],
        rows=ordered.filter(pa.array(kept)),
    )


def _frozen(
    ahead: _Ahead, known: Known, unit: Floats, call: Mapping[str, str | dt.date]
) -> pa.Table:
    """Give the rows of calls, as index numbers beside those of both rivals.

    unit: (N,) what is 100 for each shoe; NaN leaves it out.
    """
    kept = ~np.isnan(unit[ahead.shoe])
    rows, of = ahead.rows.filter(pa.array(kept)), ahead.shoe[kept]
    number, unit, first = known.number(ahead.shoes), unit[of], ahead.first[of]
    growth = known.momentum(number, ahead.first)[of]
    same = known.last_season(number[of], days(rows["week"]), first)
    rivals = {
        "naive": np.where(np.isnan(same), unit, same),
        "momentum": np.where(np.isnan(same), unit, same * growth),
    }
    heat = {name: rows[name].to_numpy() for name in _FIGURES} | rivals
    columns = {name: np.round(values * 100 / unit, 2) for name, values in heat.items()}
    same_for_all = {name: pa.repeat(pa.scalar(value), len(of)) for name, value in call.items()}
    columns |= same_for_all | {"shoe": rows["id"], "week": rows["week"]}
    columns["actual"] = pa.nulls(len(of), pa.float64())
    schema = MEASURED["ledger"]
    return pa.table({name: columns[name] for name in schema.names}).cast(schema)


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
    known, day = Known(history), days(ledger["week"])
    calls, call = _calls(ledger)
    first = np.full(calls.num_rows, np.iinfo(np.int64).max)
    np.minimum.at(first, call, day)
    unit = known.base(*_scales(calls, first, known, parents))[call]
    came = np.round(known.at(known.number(ledger["shoe"]), day) * 100 / unit, 2)
    actual = pc.if_else(np.isnan(came), ledger["actual"], pa.array(came))
    place = ledger.schema.get_field_index("actual")
    return ledger.set_column(place, ledger.schema.field(place), actual)


def _calls(ledger: pa.Table) -> tuple[pa.Table, Ints]:
    """Give the calls of a ledger, each once, and the place among them of each of its rows."""
    number = np.zeros(ledger.num_rows, np.int64)
    for name in _KEYS:
        encoded = ledger[name].combine_chunks().dictionary_encode()
        number = number * len(encoded.dictionary) + encoded.indices.to_numpy()
        # Numbers stay as small as there are rows.
        _, first, number = np.unique(number, return_index=True, return_inverse=True)
    return ledger.select(_KEYS).take(pa.array(first)), np.asarray(number)


def _scales(
    calls: pa.Table, first: Ints, known: Known, parents: Mapping[str, str]
) -> tuple[Ints, Ints]:
    """Give the shoe whose weeks are 100 for each call, and the day before which these end."""
    rows = list(zip(*(calls[name].to_pylist() for name in _KEYS), strict=True))
    shoes, day = [shoe for *_, shoe in rows], first.copy()
    place = {row: at for at, row in enumerate(rows)}
    for at, (made, kind, method, shoe) in enumerate(rows):
        if kind == BEFORE:
            shoes[at] = parents.get(shoe, "")
            day[at] = first[place.get((made, "live", method, shoes[at]), at)]
    return known.number(pa.array(shoes, pa.string())), day
