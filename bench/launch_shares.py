"""Versions' shares of their line one and two years ahead, beside the last share and a curve by age.

Lines of marathon logs in four folds; the course of versions is learned from the other folds. Two
ways: from all their races, and only from races before the year that is forecast.
"""

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.train_lives import COUNTS, learn, read, teaching

LOGS, SEEN = 15, 3
"""Logs of a line at both dates, and of a version at one date so far, for it to be scored."""
FOLDS = 4
DAY = np.timedelta64(1, "D")


def grids(table: pa.Table) -> dict[str, tuple[list[str], np.ndarray, np.ndarray]]:
    """Versions, dates and counts (V, T) of each line."""
    found = {}
    for line in sorted(set(table["line"].to_pylist())):
        part = table.filter(pc.and_(pc.equal(table["line"], line), pc.is_valid(table["version"])))
        if not part.num_rows:
            continue
        names, row = np.unique(part["version"].to_pylist(), return_inverse=True)
        days = np.array(part["date"].to_pylist(), "datetime64[D]")
        dates, column = np.unique(days, return_inverse=True)
        counts = np.zeros((len(names), len(dates)))
        np.add.at(counts, (row, column), part["n"].to_numpy())
        found[line] = (names.tolist(), dates, counts)
    return found


def targets(
    grid: tuple[list[str], np.ndarray, np.ndarray], years: int
) -> Iterator[tuple[int, int, np.ndarray]]:
    """Origin and target, the same race years apart, and the versions that are scored."""
    _, dates, counts = grid
    for at in range(len(dates)):
        for later in range(at if years == 0 else at + 1, len(dates)):
            apart = (dates[later] - dates[at]) / DAY
            if abs(apart - 364 * years) <= 10 and counts[:, [at, later]].sum(0).min() >= LOGS:
                yield at, later, np.flatnonzero(counts[:, : at + 1].max(1) >= SEEN)


def half_years(grid: Any, version: int, at: int) -> int:
    """Age by when the version was first seen well."""
    first = int((grid[2][version] >= SEEN).argmax())
    return round(float((grid[1][at] - grid[1][first]) / DAY) / 182.5)


def curve(others: list[Any], before: np.datetime64) -> dict[int, float]:
    """Mean share by age in half-years, over races of other lines before a date."""
    found: dict[int, list[float]] = {}
    for grid in others:
        total = grid[2].sum(0)
        for version in np.flatnonzero(grid[2].max(1) >= SEEN):
            first = int((grid[2][version] >= SEEN).argmax())
            for at in range(first, len(total)):
                if grid[1][at] <= before and total[at] >= LOGS:
                    age = half_years(grid, int(version), at)
                    found.setdefault(age, []).append(grid[2][version, at] / total[at])
    return {age: float(np.mean(shares)) for age, shares in found.items()}


def fold(
    table: pa.Table, held: set[str], years: int, learned: Callable[[np.datetime64], Any]
) -> list[dict[str, Any]]:
    """Scores of the held lines, the course learned as of the date of each target."""
    import solecast

    lines = grids(table)
    others = [grid for line, grid in lines.items() if line not in held]
    found = []
    for line in sorted(held & set(lines)):
        names, dates, counts = grid = lines[line]
        for at, later, scored in targets(grid, years):
            known = table.filter(pc.equal(table["line"], line))
            known = known.filter(pc.less_equal(known["date"], str(dates[at])))
            weeks = int((dates[later] - dates[at]) / DAY + 3) // 7
            model, usual = learned(dates[later]), curve(others, dates[at])
            with patch("solecast.measure.launches.shares.learned", lambda m=model: m):
                rows = solecast.shares(known, horizon=weeks).to_pylist()
            last = rows[-1]["date"]
            ours = {row["version"]: row for row in rows if row["date"] == last}
            for version in scored:
                came = counts[version, later] / counts[:, later].sum()
                row = ours[names[version]]
                age = min(half_years(grid, version, at) + 2 * years, max(usual))
                found.append(
                    {
                        "ours": abs(row["share"] - came),
                        "last share": abs(counts[version, at] / counts[:, at].sum() - came),
                        "curve by age": abs(usual[age] - came),
                        "in 80%": row["lo80"] - 1e-9 <= came <= row["hi80"] + 1e-9,
                        "year": int(str(dates[later])[:4]),
                        "line": line,
                    }
                )
    return found


def report() -> None:
    """Print mean absolute errors over lines held out of learning."""
    table = read(COUNTS)
    names = sorted(grids(table))
    for words, cut in (("all races of other lines", False), ("earlier years' races only", True)):
        for years in (1, 2):
            scores = []
            for number in range(FOLDS):
                held = set(names[number::FOLDS])
                inside = pc.is_in(table["line"], pa.array(sorted(held)))
                others = table.filter(pc.invert(inside))
                scores += fold(table, held, years, _learner(others, cut))
            print(f"shares {years} year(s) ahead, course from {words}:", _words(scores), flush=True)


RELEASED = 0.2
"""Years before a version is first seen well that it is taken to be released."""


def by_release() -> None:
    """Print errors of shares told from releases alone, as for a line that nobody counts by version.

    The course is learned from the lines outside each fold. Beside it: the mean share by half-years
    of age, as it is and with the shares of a line adding up to one, equal parts, the last share.
    """
    table = read(COUNTS)
    names = sorted(grids(table))
    for years in (0, 1, 2):
        scores: list[list[float]] = []
        for number in range(FOLDS):
            held = set(names[number::FOLDS])
            inside = pc.is_in(table["line"], pa.array(sorted(held)))
            model = _learner(table.filter(pc.invert(inside)), False)(np.datetime64("2019-01-01"))
            scores += _of_releases(grids(table), held, years, model)
        said = dict(zip(_RIVALS, np.mean(scores, 0), strict=True))
        words = ", ".join(f"{name} {value:.3f}" for name, value in said.items())
        print(f"shares from releases alone, {years} year(s) ahead, {len(scores)}: {words}")


_RIVALS = ("ours", "in 80%", "curve by age", "curve, sum one", "equal parts", "last share")


def _of_releases(
    lines: dict[str, Any], held: set[str], years: int, model: Any
) -> Iterator[list[float]]:
    """Errors (`_RIVALS`) of each version of the held lines; the curve is of the other lines."""
    from solecast.measure.launches.succession import YEAR, by_age, middle

    others = [grid for line, grid in lines.items() if line not in held]
    usual = curve(others, np.datetime64("2030-01-01"))
    for line in sorted(held):
        _, dates, counts = grid = lines[line]
        days = dates.astype("datetime64[D]").astype(int) / YEAR
        for at, later, scored in targets(grid, years):
            if len(scored) < 2:
                continue
            released = days[(counts[scored] >= SEEN).argmax(1)] - RELEASED
            drawn = by_age(released, days[at], days[later : later + 1], model)[:, :, 0]
            low, high = np.quantile(drawn, (0.1, 0.9), axis=0)
            ages = [half_years(grid, int(version), at) + 2 * years for version in scored]
            by_curve = np.array([usual[min(age, max(usual))] for age in ages])
            came = counts[scored, later] / counts[:, later].sum()
            last = counts[scored, at] / counts[:, at].sum()
            ours = middle(drawn)[: len(scored)]
            held_in = (low[: len(scored)] <= came) & (came <= high[: len(scored)])
            rivals = (ours, by_curve, by_curve / by_curve.sum(), 1 / len(scored), last)
            errors = [np.abs(one - came) for one in rivals]
            yield from np.column_stack([errors[0], held_in, *errors[1:]]).tolist()


def _learner(others: pa.Table, cut: bool) -> Callable[[np.datetime64], Any]:
    """Gives the course as learned before the year of a date, or from all races."""
    kept: dict[str, Any] = {}

    def learned(date: np.datetime64) -> Any:
        year = f"{str(date)[:4]}-01-01" if cut else "9999"
        if year not in kept:
            kept[year] = learn(teaching(others.filter(pc.less(others["date"], year))))
        return kept[year]

    return learned


def _words(scores: list[dict[str, Any]]) -> str:
    lines = len({score["line"] for score in scores})
    means = {
        name: np.mean([score[name] for score in scores])
        for name in ("ours", "curve by age", "last share", "in 80%")
    }
    years = sorted({score["year"] for score in scores})
    by_year = [
        f"{year} {np.mean([s['ours'] for s in scores if s['year'] == year]):.3f}" for year in years
    ]
    words = ", ".join(f"{name} {value:.4f}" for name, value in means.items())
    return f"{len(scores)} of {lines} lines; {words}; ours by year {', '.join(by_year)}"
