"""Overlapping search exports in, one line out, with an error band or a reason why not.

Each export of a search-interest tool has its own 0-100 scale. Two exports of the same term can be
joined where they overlap: their ratio there, taken on logs, carries one onto the other's scale.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .heat_smooth import Floats
from .intervals import Z80

OVERLAP = 8
"""Weeks above zero that two exports must have in common."""
ERROR = 0.25
"""Widest half-width (80%) of the log of their ratio: about 28% either way."""


Export = dict[dt.date, float]
Notes = dict[tuple[str, str, str], str]
"""A sentence on how exports were joined, by shoe, source and metric."""


@dataclass(frozen=True)
class Chain:
    """Exports joined on the scale of the first one.

    `values` by week; `band` is the half-width (80%, on the log scale) that joining adds to a
    week; `joined` and `refused` name exports by their place, `refused` with a reason.
    """

    values: Export
    band: dict[dt.date, float]
    joined: list[int]
    refused: dict[int, str]


def chain(exports: Sequence[Export]) -> Chain:
    """Join exports (week -> value, null weeks left out) of one term onto the scale of the longest.

    The export with the best overlap is joined next, on the mean log ratio of the common weeks
    above zero; its error counts ratios of neighbouring weeks as dependent, and errors add up
    along the chain. In common weeks the value already there stays. An export whose overlap is
    under 8 weeks, or leaves the ratio's 80% band wider than 25% (log), is refused.
    """
    if not exports:
        return Chain({}, {}, [], {})
    first = max(range(len(exports)), key=lambda k: (len(exports[k]), -k))
    values, band = dict(exports[first]), dict.fromkeys(exports[first], 0.0)
    joined, left = [first], [k for k in range(len(exports)) if k != first]
    refused: dict[int, str] = {}
    while left:
        links = {k: _link(values, band, exports[k]) for k in left}
        best = min(left, key=lambda k: (links[k].error, k))
        link = links[best]
        if link.reason:
            refused = {k: links[k].reason for k in left}
            break
        for week, value in exports[best].items():
            if week not in values:
                values[week], band[week] = value * link.ratio, link.error
        joined.append(best)
        left.remove(best)
    return Chain(dict(sorted(values.items())), dict(sorted(band.items())), joined, refused)


@dataclass(frozen=True)
class _Link:
    ratio: float
    error: float
    reason: str = ""


def _link(values: Export, band: dict[dt.date, float], export: Export) -> _Link:
    common = sorted(w for w in export if export[w] > 0 and values.get(w, 0) > 0)
    if len(common) < OVERLAP:
        reason = f"only {len(common)} weeks above zero in common; {OVERLAP} are needed"
        return _Link(1.0, np.inf, reason)
    ratios = np.log([values[w] / export[w] for w in common])
    own = Z80 * _mean_error(ratios)
    error = float(np.hypot(own, np.mean([band[w] for w in common])))
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


def chain_series(series: pa.Table) -> tuple[pa.Table, Notes]:
    """Join the search exports on own scales that one shoe has from one source.

    Takes and gives `MEASURED["series"]`. Exports that cannot be joined leave the table; the
    notes say which and why.
    """
    own = pc.and_(pc.equal(series["metric"], "searches"), pc.invert(series["comparable"]))
    own = pc.and_(own, pc.is_valid(series["value"]))
    groups = series.filter(own).select(["shoe", "source", "scale_group"])
    counted = groups.group_by(["shoe", "source"]).aggregate([("scale_group", "count_distinct")])
    several = counted.filter(pc.greater(counted["scale_group_count_distinct"], 1))
    notes: Notes = {}
    for shoe, source in sorted(
        zip(several["shoe"].to_pylist(), several["source"].to_pylist(), strict=True)
    ):
        chosen = pc.and_(
            own, pc.and_(pc.equal(series["shoe"], shoe), pc.equal(series["source"], source))
        )
        rows = series.filter(chosen)
        merged, note = _merged(rows)
        series = pa.concat_tables([series.filter(pc.invert(chosen)), merged])
        own = pc.and_(pc.equal(series["metric"], "searches"), pc.invert(series["comparable"]))
        notes[shoe, source, "searches"] = note
    return series, notes


def _merged(rows: pa.Table) -> tuple[pa.Table, str]:
    names = sorted(set(rows["scale_group"].to_pylist()))
    exports: list[Export] = [{} for _ in names]
    details: dict[dt.date, dict[str, object]] = {}
    for row in rows.to_pylist():
        exports[names.index(row["scale_group"])][row["week"]] = row["value"]
        details.setdefault(row["week"], row)
    result = chain(exports)
    base = names[result.joined[0]]
    merged = [
        {**details[week], "scale_group": base, "value": value, "week": week}
        for week, value in result.values.items()
    ]
    return pa.Table.from_pylist(merged, schema=rows.schema), _sentence(names, result)


def _sentence(names: list[str], result: Chain) -> str:
    parts = []
    if len(result.joined) > 1:
        widest = float(np.expm1(max(result.band.values())))
        parts.append(
            f"{len(result.joined)} overlapping exports were joined; joining adds up to "
            f"{widest:.0%} of error."
        )
    parts += [
        f"The export {names[k]!r} was left out: {reason}." for k, reason in result.refused.items()
    ]
    return " ".join(parts)
