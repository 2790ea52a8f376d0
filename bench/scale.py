"""How builds grow: `python -m bench scale --only first --size 0.1`.

Each row builds a generated guide in a process of its own and prints processor seconds (system
and children included), seconds by the clock and peak memory; a peer or a limit stands beside it
where there is one. `--size` shrinks a row: 0.1 is a tenth of its shoes, listings and rows.
"""

import argparse
import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from .scale_guides import Plan, write_daily, write_guide, write_observations, write_without_signals
from .scale_reading import csv_beside_duckdb, group_by, weekly_beside_duckdb
from .scale_run import Run, build

FIRST = Plan(shoes=20_000, listings=40_000, observations=1_000_000, reviews=300)
ROWS_10M = Plan(shoes=20_000, listings=40_000, observations=10_000_000, reviews=300)
REVIEW = Plan(shoes=20_000, listings=50_000, observations=200_000, reviews=300)
IN_PLACE = Plan(shoes=5_000, listings=10_000, observations=100_000_000, reviews=300)
DAILY_SHOES, DAILY_DAYS = 300, 2_000

SHOES = (1_000, 5_000, 20_000)
ROWS = (10_000, 100_000, 1_000_000, 10_000_000)
SHOES_OF_ROWS = 300
"""Sizes between which growth is measured: of shoes, and of rows where shoes stay the same."""

QUICK = 0.3
"""Steps under so many seconds at the largest size tell nothing about growth."""


def main() -> None:
    """Print the rows asked for, or all."""
    rows: Mapping[str, Callable[[Path, float], None]] = {
        "first": _first,
        "rows10m": _rows_10m,
        "in_place": _in_place,
        "daily3m": _daily,
        "weekly": _weekly,
        "csv": _csv,
        "review": _review,
        "growth": _growth,
    }
    parser = argparse.ArgumentParser(prog="python -m bench scale", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=rows, default=list(rows), help="rows to print")
    parser.add_argument("--size", type=float, default=1.0, help="share of the full size")
    parser.add_argument("--keep", type=Path, help="folder in which the guides stay")
    options = parser.parse_args()
    for name in options.only:
        with tempfile.TemporaryDirectory() as temporary:
            rows[name](options.keep or Path(temporary), options.size)


def _first(folder: Path, size: float) -> None:
    _built("first", folder, FIRST.times(size))


def _rows_10m(folder: Path, size: float) -> None:
    _built("10 M rows", folder, ROWS_10M.times(size))


def _in_place(folder: Path, size: float) -> None:
    """Build from a hundred million rows of Parquet that lie beside the guide."""
    plan, guide = IN_PLACE.times(size), folder / "guide"
    names = write_without_signals(guide, plan)
    write_observations(folder / "warehouse", names, plan)
    settings = '[data]\nobservations = "../warehouse"\n[data.columns]\n"amount" = "value"\n'
    with (guide / "guide.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    run = build(guide)
    print(f"in place: {_sizes(plan)}\n  {run}")
    _show_steps(run)


def _built(name: str, folder: Path, plan: Plan) -> Run:
    write_guide(folder, plan)
    run = build(folder)
    print(f"{name}: {_sizes(plan)}\n  {run}")
    _show_steps(run)
    return run


def _sizes(plan: Plan) -> str:
    return (
        f"{plan.listings:,} listings, {plan.shoes:,} shoes, {plan.observations:,} observations, "
        f"{plan.reviews:,} reviews"
    )


def _show_steps(run: Run) -> None:
    for step, (cpu, wall) in sorted(run.steps.items(), key=lambda item: -item[1][0]):
        print(f"    {step:<34} {cpu:8.2f} s of CPU {wall:8.2f} s by the clock")


def _daily(folder: Path, size: float) -> None:
    """Build from one CSV of days, beside a group-by of the same file by DuckDB."""
    plan = Plan(DAILY_SHOES, DAILY_SHOES, 1)
    names, days = write_without_signals(folder, plan), max(round(DAILY_DAYS * size), 30)
    path = folder / "signals" / "daily.csv"
    write_daily(path, names, days)
    run, limit = build(folder), group_by(path)
    print(f"daily: {len(names) * 5 * days:,} rows of {len(names)} shoes and 5 sources\n  {run}")
    print(f"  {run.cpu / limit.cpu:.1f} times DuckDB's group-by ({limit.cpu:.2f} s of CPU)")
    _show_steps(run)


def _weekly(folder: Path, size: float) -> None:
    """Sum up weeks, beside a query by hand."""
    for rows in (1_000_000, 10_000_000):
        print(weekly_beside_duckdb(folder, round(rows * size)))


def _csv(folder: Path, size: float) -> None:
    """Read a CSV of a million rows, beside DuckDB's reader."""
    print(csv_beside_duckdb(folder, round(1_000_000 * size)))


def _review(folder: Path, size: float) -> None:
    """Build, add one review, build again."""
    full = _built("before one review", folder, REVIEW.times(size))
    name = _one_shoe(folder)
    text = f"---\nshoe: {name}\nscore: 81\nauthor: A reader\n---\nSofter than I thought.\n"
    (folder / "reviews" / "one-more.md").write_text(text, encoding="utf-8")
    again = build(folder)
    print(f"one review added: {again.cpu / full.cpu:.3f} of the full build\n  {again}")
    _show_steps(again)


def _one_shoe(folder: Path) -> str:
    catalog = str(folder / "catalog" / "columns.csv")
    with duckdb.connect() as database:
        found = database.execute(f"SELECT name FROM read_csv('{catalog}') LIMIT 1").fetchall()
    return str(found[0][0])


def _growth(folder: Path, size: float) -> None:
    """Print how every step grows with shoes, and with rows."""
    counts = [round(shoes * size) for shoes in SHOES]
    by_shoes = [Plan(shoes, 2 * shoes, 50 * shoes, 100) for shoes in counts]
    _exponents("shoes", folder, counts, by_shoes)
    rows = [round(many * size) for many in ROWS]
    shoes = min(SHOES_OF_ROWS, *rows)
    _exponents("rows", folder, rows, [Plan(shoes, shoes, many, 100) for many in rows])


def _exponents(what: str, folder: Path, sizes: Sequence[int], plans: Sequence[Plan]) -> None:
    runs = []
    for plan in plans:
        home = folder / f"{what}-{plan.shoes}-{plan.observations}"
        write_guide(home, plan)
        runs.append(build(home))
        print(f"growth: {_sizes(plan)}\n  {runs[-1]}", flush=True)
    print(f"  exponents from {sizes[0]:,} to {sizes[-1]:,} {what}, and over the last two sizes")
    for step in sorted(runs[-1].steps, key=lambda one: -runs[-1].steps[one][0]):
        spent = [run.steps.get(step, (0.0, 0.0))[0] for run in runs]
        if spent[-1] >= QUICK:
            seconds = " ".join(f"{one:8.2f}" for one in spent)
            whole, last = _slope(sizes, spent, 0), _slope(sizes, spent, -2)
            print(f"    {step:<34} {whole:5.2f} {last:5.2f}   {seconds} s of CPU")


def _slope(sizes: Sequence[int], spent: Sequence[float], since: int) -> float:
    """Give the exponent between two sizes; a start too quick to measure counts as a tick."""
    grown = math.log(spent[-1] / max(spent[since], 0.01))
    return grown / math.log(sizes[-1] / sizes[since])


if __name__ == "__main__":
    main()
