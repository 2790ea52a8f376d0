"""Grades: how the ledger's calls did against what happened and against two simple rivals."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...model import MEASURED, Row, table

RISING = 1.25
"""A call of a rise: the mean of the weeks half a year on, 14 to 26, is forecast to be at
least this many times what the seasonal naive forecast says. A hit: it was."""

_HALF_YEAR_ON = (14, 26)
_NUMBERS = ("mean", "lo80", "hi80", "lo95", "hi95", "naive", "momentum", "actual")


def grades(ledger: pa.Table) -> pa.Table:
    """Grade the due calls of each date, kind and method: the MEASURED table, newest first.

    `weeks_due` counts the calls (a shoe and a week each) whose week has come. The ratios are
    sums of absolute errors: below 1 beats the rival on the same calls.
    """
    keys = ["made", "kind", "method"]
    groups = ledger.select(keys).group_by(keys).aggregate([])
    order = [("made", "descending"), ("kind", "ascending"), ("method", "ascending")]
    known = ledger.filter(pc.is_valid(ledger["actual"]))["week"]
    come = pc.max(known).as_py() or dt.date.min
    rows = [_grade(ledger, group, come) for group in groups.sort_by(order).to_pylist()]
    return table(MEASURED["grades"], rows)


def _grade(ledger: pa.Table, group: Row, come: dt.date) -> Row:
    same = [pc.equal(ledger[name], pa.scalar(value)) for name, value in group.items()]
    calls = ledger.filter(pc.and_(pc.and_(same[0], same[1]), same[2]))
    due = calls.filter(pc.is_valid(calls["actual"]))
    n = {name: due[name].to_numpy() for name in _NUMBERS}
    row = group | {"shoes": pc.count_distinct(calls["shoe"]).as_py(), "weeks_due": due.num_rows}
    if due.num_rows:
        error = np.abs(n["actual"] - n["mean"]).sum()
        row |= {
            "mae_vs_naive": _ratio(error, np.abs(n["actual"] - n["naive"]).sum()),
            "mae_vs_momentum": _ratio(error, np.abs(n["actual"] - n["momentum"]).sum()),
            "coverage80": _share((n["lo80"] <= n["actual"]) & (n["actual"] <= n["hi80"])),
            "coverage95": _share((n["lo95"] <= n["actual"]) & (n["actual"] <= n["hi95"])),
        }
    calls_made, hits = _rising(calls, come)
    return row | {"rising_calls": calls_made, "rising_hits": hits}


def _ratio(error: float, rival: float) -> float | None:
    return round(float(error / rival), 4) if rival > 0 else None


def _share(inside: np.ndarray) -> float:
    return round(float(inside.mean()), 4)


def _rising(calls: pa.Table, come: dt.date) -> tuple[int, int]:
    """Count calls of a rise that are due, and the hits among them.

    A call is due when its weeks have come (`come`: the latest that has) and at least half of
    them are known: of weeks in a gap of its sources nothing will ever be known.
    """
    first = calls.group_by("shoe").aggregate([("week", "min")])
    start = dict(zip(first["shoe"].to_pylist(), first["week_min"].to_pylist(), strict=True))
    sums: dict[str, list[tuple[float, float, float | None]]] = {}
    last: dict[str, dt.date] = {}
    columns = (calls[name].to_pylist() for name in ("shoe", "week", "mean", "naive", "actual"))
    for shoe, week, mean, naive, actual in zip(*columns, strict=True):
        ahead = (week - start[shoe]).days // 7 + 1
        if _HALF_YEAR_ON[0] <= ahead <= _HALF_YEAR_ON[1]:
            sums.setdefault(shoe, []).append((mean, naive, actual))
            last[shoe] = max(week, last.get(shoe, week))
    made = hits = 0
    for shoe, weeks in sums.items():
        known = [(mean, naive, actual) for mean, naive, actual in weeks if actual is not None]
        if come < last[shoe] or 2 * len(known) < len(weeks):
            continue
        expected, usual, happened = np.sum(known, axis=0)
        made += bool(usual > 0 and expected >= RISING * usual)
        hits += bool(usual > 0 and expected >= RISING * usual and happened >= RISING * usual)
    return made, hits
