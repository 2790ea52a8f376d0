"""Overlapping search exports in, joint lines out, with an error band or a reason why not.

Each export of a search-interest tool has its own 0-100 scale. Two exports that share a term can
be joined where it overlaps: the ratio there, taken on logs, carries one onto the other's scale.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...model import Row
from ..intervals import Z80
from ..smoother import Floats

OVERLAP = 8
"""Weeks above zero that two exports must have in common."""
ERROR = 0.25
"""Widest half-width (80%) of the log of their ratio: about 28% either way."""


Key = TypeVar("Key", bound=Hashable)
"""A week, or a term and a week."""
Notes = dict[tuple[str, str, str], str]
"""A sentence on how exports were joined, by shoe, source and metric."""
Errors = dict[tuple[str, str], dict[dt.date, float]]
"""The standard error (log) that joining exports adds to a week, by shoe and source."""


@dataclass(frozen=True)
class Chain(Generic[Key]):
    """Exports joined on the scale of the first one.

    `values` by week; `band` is the half-width (80%, on the log scale) that joining adds to a
    week; `joined` and `refused` name exports by their place, `joined` with the factor onto the
    joint scale, `refused` with a reason.
    """

    values: dict[Key, float]
    band: dict[Key, float]
    joined: dict[int, float]
    refused: dict[int, str]


def chain(exports: Sequence[Mapping[Key, float]]) -> Chain[Key]:
    """Join exports (week, or term and week -> value, nulls left out) onto the scale of the longest.

    The export with the best overlap is joined next, on the mean log ratio of the common weeks
    above zero; its error counts ratios of neighbouring weeks as dependent, and errors add up
    along the chain. In common weeks the value already there stays. An export whose overlap is
    under 8 weeks, or leaves the ratio's 80% band wider than 25% (log), is refused.
    """
    if not exports:
        return Chain({}, {}, {}, {})
    first = max(range(len(exports)), key=lambda k: (len(exports[k]), -k))
    values, band = dict(exports[first]), dict.fromkeys(exports[first], 0.0)
    joined, left = {first: 1.0}, [k for k in range(len(exports)) if k != first]
    refused: dict[int, str] = {}
    while left:
        links = {k: _link(values, band, exports[k]) for k in left}
        best = min(left, key=lambda k: (links[k].error, k))
        link = links[best]
        if link.reason:
            refused = {k: links[k].reason for k in left}
            break
        for key, value in exports[best].items():
            if key not in values:
                values[key], band[key] = value * link.ratio, link.error
        joined[best] = link.ratio
        left.remove(best)
    return Chain(_sorted(values), _sorted(band), joined, refused)


def _sorted(values: dict[Key, float]) -> dict[Key, float]:
    return dict(sorted(values.items()))


@dataclass(frozen=True)
class _Link:
    ratio: float
    error: float
    reason: str = ""


def _link(
    values: Mapping[Key, float], band: Mapping[Key, float], export: Mapping[Key, float]
) -> _Link:
    both = [key for key in export if export[key] > 0 and values.get(key, 0) > 0]
    common = sorted(both)  # type: ignore[type-var]
    if len(common) < OVERLAP:
        reason = f"only {len(common)} weeks above zero in common; {OVERLAP} are needed"
        return _Link(1.0, np.inf, reason)
    ratios = np.log([values[key] / export[key] for key in common])
    own = Z80 * _mean_error(ratios)
    error = float(np.hypot(own, np.mean([band[key] for key in common])))
    if error > ERROR:
        reason = (
            f"the ratio over {len(common)} common weeks is known only within "
            f"{np.expm1(error):.0%}; {np.expm1(ERROR):.0%} is allowed"
        )
        return _Link(1.0, error, reason)
    return _Link(float(np.exp(ratios.mean())), error)


def _mean_error(x: Floats) -> float:
    """Standard error of a mean of neighbours that may be alike (first-order correlation)."""
    spread = x - x.mean()
    variance = float(spread @ spread) / (len(x) - 1)
    if variance == 0:
        return 0.0
    alike = float(np.clip(spread[1:] @ spread[:-1] / (spread @ spread), 0.0, 0.9))
    return float(np.sqrt(variance / len(x) * (1 + alike) / (1 - alike)))


_Name = tuple[str, str, str]
"""Source and scale group of an export, and its shoe where its terms do not compare."""


@dataclass(frozen=True)
class Joined:
    """`MEASURED["series"]` with exports joined, what to say of it, and the error it adds."""

    series: pa.Table
    notes: Notes
    errors: Errors


def chain_series(series: pa.Table) -> Joined:
    """Join the search exports of one source that share a shoe, in `MEASURED["series"]`.

    An export of one shoe that cannot be joined to one it shares weeks with leaves the table; the
    notes say which and why. Any other stays as it is.
    """
    searched = pc.and_(pc.equal(series["metric"], "searches"), pc.is_valid(series["value"]))
    groups = _overlapping(_shoes_of_exports(series.filter(searched)))
    joined = Joined(series, {}, {})
    if not groups:
        return joined
    named = pa.array([_KEY.join(name) for group in groups for name in group], pa.string())
    touched = pc.and_(searched, pc.is_in(_keys(series), named))
    exports = _exports(series.filter(touched))
    rows = [row for group in groups for row in _joined({n: exports[n] for n in group}, joined)]
    merged = pa.Table.from_pylist(rows, schema=series.schema)
    rest = series.filter(pc.invert(touched))
    return Joined(pa.concat_tables([rest, merged]), joined.notes, joined.errors)


_KEY = "\x1f"
"""Parts the words of a name where it is one text."""


def _keys(rows: pa.Table) -> pa.ChunkedArray:
    """Give the name of each row's export as one text."""
    own = pc.if_else(rows["comparable"], "", rows["shoe"])
    return pc.binary_join_element_wise(rows["source"], rows["scale_group"], own, _KEY)


def _shoes_of_exports(rows: pa.Table) -> dict[_Name, set[str]]:
    shoes: dict[_Name, set[str]] = defaultdict(set)
    keys = ["source", "scale_group", "shoe", "comparable"]
    distinct = rows.group_by(keys).aggregate([]).sort_by([(key, "ascending") for key in keys])
    for row in distinct.to_pylist():
        shoes[_name(row)].add(row["shoe"])
    return shoes


def _name(row: Row) -> _Name:
    return row["source"], row["scale_group"], "" if row["comparable"] else row["shoe"]


def _exports(rows: pa.Table) -> dict[_Name, list[Row]]:
    exports: dict[_Name, list[Row]] = defaultdict(list)
    for row in rows.sort_by([(name, "ascending") for name in _ORDER]).to_pylist():
        exports[_name(row)].append(row)
    return exports


_ORDER = ("source", "scale_group", "shoe", "week")


def _overlapping(exports: Mapping[_Name, set[str]]) -> list[list[_Name]]:
    """Give the groups of exports of one source that shoes connect, those of one left out."""
    group_of = {name: {name} for name in exports}
    holder: dict[tuple[str, str], _Name] = {}
    for name, shoes in exports.items():
        for shoe in sorted(shoes):
            other = holder.setdefault((name[0], shoe), name)
            if group_of[other] is not group_of[name]:
                group_of[other] |= group_of[name]
                for one in group_of[name]:
                    group_of[one] = group_of[other]
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return [sorted(group) for group in groups.values()]


def _joined(exports: Mapping[_Name, list[Row]], joined: Joined) -> list[Row]:
    """Join what can be, the longest first, then the longest of what is left."""
    rows: list[Row] = []
    left = list(exports)
    while left:
        # A week that was not over when it was exported says nothing about the scale.
        whole = [
            {_key(row): row["value"] for row in exports[n] if not row["partial"]} for n in left
        ]
        found = chain(whole)
        factors = {left[k]: factor for k, factor in found.joined.items()}
        rows += _merged(exports, factors)
        dropped = [k for k in found.refused if left[k][2] and whole[k].keys() & found.values.keys()]
        _tell(left, found, dropped, joined.notes)
        for (shoe, week), band in found.band.items():
            if band:
                joined.errors.setdefault((shoe, left[0][0]), {})[week] = band / Z80
        gone = {*found.joined, *dropped}
        left = [name for k, name in enumerate(left) if k not in gone]
    return rows


def _key(row: Row) -> tuple[str, dt.date]:
    return row["shoe"], row["week"]


def _merged(exports: Mapping[_Name, list[Row]], factors: Mapping[_Name, float]) -> list[Row]:
    """Give the rows of joined exports on the scale of the first; a whole week beats a partial."""
    base, several = next(iter(factors)), len(factors) > 1
    kept: dict[tuple[str, dt.date], Row] = {}
    for name, factor in factors.items():
        for row in exports[name]:
            before = kept.get(_key(row))
            if before is None or (before["partial"] and not row["partial"]):
                kept[_key(row)] = {**row, "value": row["value"] * factor}
    if not several:
        return list(kept.values())
    comparable = len({shoe for shoe, _ in kept}) > 1
    joint = {"scale_group": base[1], "comparable": comparable}
    return [{**row, **joint} for _, row in sorted(kept.items())]


def _tell(
    names: list[_Name], found: Chain[tuple[str, dt.date]], dropped: list[int], notes: Notes
) -> None:
    shoes = {shoe for shoe, _ in found.values}
    parts = []
    if len(found.joined) > 1:
        widest = float(np.expm1(max(found.band.values())))
        parts.append(
            f"{len(found.joined)} overlapping exports were joined; joining adds up to "
            f"{widest:.0%} of error."
        )
    for shoe in shoes:
        out = [k for k in dropped if names[k][2] == shoe]
        said = parts + [
            f"The export {names[k][1]!r} was left out: {found.refused[k]}." for k in out
        ]
        if said:
            notes[shoe, names[0][0], "searches"] = " ".join(said)
