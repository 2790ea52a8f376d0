"""Colorways' shares of their shoe's sales 13 weeks ahead, beside last shares and versions' course.

Run: python -m bench.launches --only colorways

The StockX contest's colorways, told every fourth week from what was known. Which way shares are
told was chosen on weeks that end before August 2018; the later part is for report.
"""

from typing import Any

import numpy as np
import pyarrow as pa

from bench.launch_sales import AHEAD, Sales, read

FIRST, EVERY = 20, 4
EARLY = np.datetime64("2018-08-01")
RIVALS = ("ours", "last four weeks", "versions' course")


def shoe_of(name: str) -> str:
    """The shoe of a colorway's name in the contest: all before `Off-White`, or up to `V2`."""
    before = name.split("-Off-White", maxsplit=1)[0]
    return "350-V2" if "-350-" in before and "V2" in before else before.split("-Low-")[0]


def counts(sales: Sales, row: int) -> pa.Table:
    """What was sold before a week, as `solecast.shares` takes it."""
    at, colorway = np.nonzero(sales.counts[:row])
    names = [sales.names[k] for k in colorway]
    return pa.table(
        {
            "line": [shoe_of(name) for name in names],
            "version": names,
            "date": sales.weeks[at],
            "n": sales.counts[at, colorway],
        }
    )


def by_colorway(table: pa.Table, column: str) -> dict[str, np.ndarray]:
    """A column's weeks by colorway."""
    found: dict[str, list[float]] = {}
    for name, value in zip(table["version"].to_pylist(), table[column].to_pylist(), strict=True):
        found.setdefault(name, []).append(value)
    return {name: np.array(values) for name, values in found.items()}


def score(sales: Sales, row: int) -> list[dict[str, Any]]:
    """One line a colorway of a shoe that has two or more and sells within the weeks ahead."""
    import solecast

    known = counts(sales, row)
    born = pa.table(
        {
            "line": [shoe_of(name) for name in sales.names],
            "version": sales.names,
            "born": sales.born,
        }
    )
    told = solecast.colorway_shares(known, born, AHEAD)
    ours, low, high = (by_colorway(told, name) for name in ("share", "lo80", "hi80"))
    course = by_colorway(solecast.shares(known, AHEAD), "share")
    lines = {
        line: [name for name in ours if shoe_of(name) == line]
        for line in sorted({shoe_of(name) for name in ours})
    }
    found = []
    for line, names in lines.items():
        own = [sales.names.index(name) for name in names]
        came, last = sales.counts[row : row + AHEAD, own], sales.counts[row - 4 : row, own].sum(0)
        sold = came.sum(1) > 0
        if len(own) < 2 or not sold.any() or not last.sum():
            continue
        parts = came[sold] / came[sold].sum(1, keepdims=True)
        for at, name in enumerate(names):
            part = parts[:, at]
            forecasts = (ours[name][sold], last[at] / last.sum(), course[name][sold])
            errors = {
                r: float(np.abs(f - part).mean()) for r, f in zip(RIVALS, forecasts, strict=True)
            }
            inside = (low[name][sold] <= part) & (part <= high[name][sold])
            found.append(errors | {"in 80%": float(inside.mean()), "line": line, "name": name})
    return found


def report() -> None:
    """Print mean absolute errors of shares, the earlier weeks and the later ones."""
    sales = read()
    scores: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for row in range(FIRST, len(sales.weeks) - AHEAD + 1, EVERY):
        scores[bool(sales.weeks[row + AHEAD - 1] < EARLY)] += score(sales, row)
    for early, lines in scores.items():
        means = [f"{r} {np.mean([line[r] for line in lines]):.4f}" for r in (*RIVALS, "in 80%")]
        shoes = len({line["line"] for line in lines})
        print(
            f"colorways' shares, weeks that end {'before August 2018' if early else 'later'}, "
            f"{len(lines)} of {len({line['name'] for line in lines})} colorways of {shoes} shoes: "
            f"{', '.join(means)}"
        )
