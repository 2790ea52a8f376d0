"""Launches on real weekly sales, from what was known at the time, beside simple and learned rivals.

The StockX contest of 2019: 50 colorways, some 30 of them launched within its 77 weeks.
"""

import csv
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

SALES = Path(__file__).resolve().parents[2] / "shared/data/sales/stockx-contest-2019-weekly.csv"
AHEAD = 13
EARLIER = 6
"""Earlier launches, seen to the end of the weeks ahead, that a launch needs to be scored."""
BOOSTED = importlib.util.find_spec("lightgbm") is not None
"""LightGBM is in the extra `bench`; without it the tables are printed without that rival."""
RIVALS = (
    *("mean of 4 weeks", "median life", "median ratio", "today's method"),
    *(("LightGBM",) if BOOSTED else ()),
    "ours",
)


@dataclass(frozen=True)
class Sales:
    """Weekly counts (T, N), Mondays (T,), days of release (N,), names and brands."""

    counts: np.ndarray
    weeks: np.ndarray
    born: np.ndarray
    names: list[str]
    brands: list[str]

    @property
    def age(self) -> np.ndarray:
        """(T, N) whole weeks since release, of the week that holds it 0."""
        days = self.weeks.astype("datetime64[D]").astype(int)
        born = self.born.astype("datetime64[D]").astype(int)
        return np.asarray((days[:, None] + 6 - born) // 7)

    def table(self, row: int, least: int = 1) -> pa.Table:
        """Sales before a week, each colorway from its first sale on, where there are enough."""
        begun = np.cumsum(self.counts[:row], axis=0) > 0
        begun &= begun.sum(0) >= least
        column, at = np.nonzero(begun.T)
        values = self.counts[at, column].astype(float)
        names = [self.names[k] for k in column]
        return pa.table({"id": names, "week": self.weeks[at], "value": values})

    def births(self) -> pa.Table:
        """Releases as `solecast.forecast` takes them."""
        return pa.table({"id": self.names, "born": self.born})


def read(path: Path = SALES) -> Sales:
    """The contest's weeks but the last, which is cut."""
    with path.open() as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["Sneaker Name"] for row in rows})
    first = np.datetime64(min(row["week"] for row in rows))
    weeks = np.arange(first, np.datetime64("2019-02-11"), np.timedelta64(7, "D"))
    counts = np.zeros((len(weeks), len(names)))
    about = {row["Sneaker Name"]: row for row in rows}
    for row in rows:
        at = (np.datetime64(row["week"]) - weeks[0]).astype(int) // 7
        if at < len(weeks):
            counts[at, names.index(row["Sneaker Name"])] = float(row["sales"])
    born = np.array([about[name]["release_date"] for name in names], "datetime64[D]")
    return Sales(counts, weeks, born, names, [about[name]["Brand"].strip() for name in names])


def earlier(sales: Sales, row: int, age: int, ahead: int = AHEAD) -> list[np.ndarray]:
    """Whole courses to `age + ahead`, of launches that had come so far before `row`."""
    found = []
    for k in range(len(sales.names)):
        own = sales.age[:row, k]
        course = sales.counts[:row, k][own >= 0]
        if own[0] <= 0 and len(course) >= age + ahead and course[:4].sum() > 0:
            found.append(course[: age + ahead])
    return found


def naive(sales: Sales, row: int, shoe: int, age: int) -> dict[str, np.ndarray]:
    """The simple rivals for one launch: flat, the median life, the median of what came after."""
    recent = sales.counts[row - 4 : row, shoe].mean()
    lives = np.array(earlier(sales, row, age))
    shape = np.median(lives / lives[:, :4].mean(1, keepdims=True), axis=0)
    last = lives[:, age - 4 : age].mean(1, keepdims=True)
    ratio = np.median((lives[:, age:] / np.maximum(last, 0.25)), axis=0)
    return {
        "mean of 4 weeks": np.full(AHEAD, recent),
        "median life": recent * shape[age:] / max(shape[age - 4 : age].mean(), 1e-9),
        "median ratio": recent * ratio,
    }


def boosted(sales: Sales, row: int, shoe: int, age: int) -> np.ndarray:
    """LightGBM with its defaults but for an absolute error, learnt from all weeks of all launches:
    log of a week over the mean of the last four, by age, weeks ahead, level, slope and season.
    """
    import lightgbm

    def seen(course: np.ndarray, at: int, step: int, day: np.datetime64) -> list[float]:
        last, first = course[max(at - 4, 0) : at].mean(), course[:4].mean()
        week = int(str(day.astype("datetime64[D]").astype(int) % 365))
        slope = np.log((course[at - 1] + 0.5) / (last + 0.5))
        return [at, step, np.log(last + 0.5), np.log((last + 0.5) / (first + 0.5)), slope, week]

    inputs, targets = [], []
    for k in range(len(sales.names)):
        own = sales.age[:row, k]
        course, weeks = sales.counts[:row, k][own >= 0], sales.weeks[:row][own >= 0]
        if own[0] > 0:
            continue
        for at in range(4, len(course)):
            for step in range(min(AHEAD, len(course) - at)):
                inputs.append(seen(course, at, step, weeks[at + step]))
                last = course[at - 4 : at].mean()
                targets.append(np.log((course[at + step] + 0.5) / (last + 0.5)))
    options: dict[str, Any] = {"objective": "l1", "verbose": -1, "num_threads": 1, "seed": 0}
    model = lightgbm.train(options, lightgbm.Dataset(np.array(inputs), np.array(targets)))
    course = sales.counts[:row, shoe][sales.age[:row, shoe] >= 0]
    days = sales.weeks[row] + 7 * np.arange(AHEAD)
    given = np.array([seen(course, age, k, day) for k, day in enumerate(days)])
    last = course[-4:].mean()
    return np.asarray((last + 0.5) * np.exp(model.predict(given)) - 0.5)


def ahead_of(table: pa.Table, name: str) -> dict[str, np.ndarray]:
    """The columns of one id."""
    rows = table.filter(pa.compute.equal(table["id"], name))
    return {column: rows[column].to_numpy() for column in rows.column_names[2:]}


def today(sales: Sales, row: int, name: str) -> np.ndarray:
    """The mature method, as if nothing was known of releases."""
    from solecast.measure.forecast.forecaster import forecast_panel
    from solecast.measure.series.panel import read_panel

    panel = read_panel(sales.table(row, least=8))
    if name not in panel.ids:
        return np.full(AHEAD, np.nan)
    at = panel.ids.index(name)
    return np.asarray(forecast_panel(panel, AHEAD, (80,))[0][:, at] * panel.unit[at])


def score(sales: Sales, age: int, first: bool = False) -> list[dict[str, Any]]:
    """One row a launch: errors as shares of its mean sales since release, and what bands hold.

    first: those that have too few earlier launches for most rivals, instead of the others.
    """
    import solecast

    found = []
    for shoe, name in enumerate(sales.names):
        rows = np.flatnonzero(sales.age[:, shoe] == age)
        if not len(rows) or sales.age[0, shoe] > 0 or rows[0] + AHEAD > len(sales.weeks):
            continue
        row = int(rows[0])
        since = sales.counts[:row, shoe][sales.age[:row, shoe] >= 0]
        if not since.sum() or (len(earlier(sales, row, age)) < EARLIER) != first:
            continue
        came = sales.counts[row : row + AHEAD, shoe]
        ours = ahead_of(solecast.forecast(sales.table(row), AHEAD, born=sales.births()), name)
        rivals = {"ours": ours["mean"], RIVALS[0]: np.full(AHEAD, since[-4:].mean())}
        if not first:
            rivals |= naive(sales, row, shoe, age)
            rivals |= {"today's method": today(sales, row, name)}
            if BOOSTED:
                rivals["LightGBM"] = boosted(sales, row, shoe, age)
        line = {rival: np.abs(came - f).mean() / since.mean() for rival, f in rivals.items()}
        for level in (80, 95):
            inside = (ours[f"lo{level}"] <= came) & (came <= ours[f"hi{level}"])
            line[f"in {level}%"] = inside.mean()
        found.append(line | {"name": name, "born": sales.born[shoe]})
    return found


def report() -> None:
    """Print errors by age, with 80% intervals over launches, and coverage."""
    sales = read()
    if not BOOSTED:
        print("LightGBM is not installed (extra `bench`): its figures are left out.")
    for age in (4, 8, 13):
        lines = score(sales, age)
        print(f"StockX, {age} weeks after release, {len(lines)} launches:")
        for rival in RIVALS:
            errors = np.array([line[rival] for line in lines])
            if np.isnan(errors).any():
                print(f"  {rival:16} needs a longer history for {np.isnan(errors).sum()} of them")
                continue
            low, high = _interval(errors)
            late = np.array([line["born"] >= np.datetime64("2018-08-01") for line in lines])
            parts = [f"{errors[part].mean():.3f} ({part.sum()})" for part in (~late, late)]
            print(
                f"  {rival:16} {errors.mean():.3f} [{low:.3f}, {high:.3f}], median "
                f"{np.median(errors):.3f}; released before August 2018, later: {', '.join(parts)}"
            )
        held = [np.mean([line[f"in {level}%"] for line in lines]) for level in (80, 95)]
        print(f"  bands of 80% and 95% hold {held[0]:.3f} and {held[1]:.3f}", flush=True)
    for age in (4, 8, 13):
        lines = score(sales, age, first=True)
        names = ("ours", RIVALS[0], "in 80%", "in 95%")
        told = [f"{name} {np.mean([line[name] for line in lines]):.3f}" for name in names]
        print(f"first launches of the panel, {age} weeks, {len(lines)}: {', '.join(told)}")


def _interval(errors: np.ndarray) -> tuple[float, float]:
    """Middle 80% of the mean over launches drawn again."""
    random = np.random.default_rng(0)
    drawn = errors[random.integers(0, len(errors), (2000, len(errors)))].mean(1)
    return float(np.quantile(drawn, 0.1)), float(np.quantile(drawn, 0.9))
