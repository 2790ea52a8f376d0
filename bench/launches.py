"""Launches beside simple and learned rivals: real sales, made-up worlds, versions' shares, speed.

Run: python -m bench.launches [--only sales|worlds|shares|colorways|releases|mature|speed]

LightGBM is in the extra `bench`; without it the sales are printed without that rival.
"""

import argparse
import itertools
import subprocess
import sys
import time
from typing import Any

import numpy as np
import pyarrow as pa

from bench import launch_colorways, launch_sales, launch_shares, trend
from bench.launch_worlds import START, World, world
from bench.train_lives import COUNTS

AHEAD, YEAR = 13, 52
SEEDS, ROWS = (*range(1, 4), *range(31, 38)), (130, 160, 190)
"""Made-up worlds and the weeks they are forecast from; 21 to 30 were for choosing."""
PAIR_SEEDS = (11, 12)
AGES = (1, 6, 11, 18, 30, 52, 78, 104)
"""Edges of the ages that are scored together, in weeks."""


def by_id(table: pa.Table, horizon: int) -> dict[str, np.ndarray]:
    """(N, horizon) columns of a forecast."""
    return {name: table[name].to_numpy().reshape(-1, horizon) for name in table.column_names[2:]}


def worlds() -> None:
    """Print errors over the true course's by age, and coverage; reliability of half more."""
    import solecast
    from solecast.measure.forecast.forecaster import growth

    scores: list[list[float]] = []
    chances: list[tuple[float, float]] = []
    pairs: list[tuple[bool, bool]] = []
    for seed in SEEDS:
        made = world(seed)
        for row in ROWS:
            kept = np.flatnonzero(made.born < row)
            series, born = made.series(row, kept), made.births(kept)
            ours = by_id(solecast.forecast(series, horizon=AHEAD, born=born), AHEAD)
            scores += _errors(made, row, kept, ours)
            young = row - made.born[kept] < YEAR
            grown = growth(series, born=born)
            came = made.counts[row + YEAR - AHEAD : row + YEAR, kept].mean(0)
            half_more = came > 1.5 * grown["now"].to_numpy()
            chances += zip(grown["p_half_more"].to_numpy()[young], half_more[young], strict=True)
    for seed in PAIR_SEEDS:
        pairs += _pairs(world(seed, models=120))
    _say_worlds(np.array(scores))
    _say_chances(np.array(chances, float))
    right = np.mean(pairs, axis=0)
    print(
        f"which of two launches of a month sells more half a year on, {len(pairs)} pairs: ours "
        f"{right[0]:.3f}, mean of the first 4 weeks {right[1]:.3f}"
    )


def _errors(
    made: World, row: int, kept: np.ndarray, ours: dict[str, np.ndarray]
) -> list[list[float]]:
    truth, found = made.truth(row, AHEAD), []
    for at, shoe in enumerate(kept):
        since = made.counts[made.born[shoe] : row, shoe]
        came, recent = made.counts[row : row + AHEAD, shoe], since[-4:].mean()
        if not since.sum():
            continue
        errors = [np.abs(came - f).mean() for f in (ours["mean"][at], truth[:, shoe], recent)]
        held = [
            ((ours[f"lo{level}"][at] <= came) & (came <= ours[f"hi{level}"][at])).mean()
            for level in (80, 95)
        ]
        found.append([row - made.born[shoe], *(e / since.mean() for e in errors), *held])
    return found


def _say_worlds(scores: np.ndarray) -> None:
    edges = [*itertools.pairwise(AGES), (1, 104), (104, 999)]
    for low, high in edges:
        part = scores[(scores[:, 0] >= low) & (scores[:, 0] < high)].mean(0)
        count = int(((scores[:, 0] >= low) & (scores[:, 0] < high)).sum())
        print(
            f"made-up launches of {low} to {high - 1} weeks ({count}): error over the true "
            f"course's {part[1] / part[2]:.3f}, mean of 4 weeks {part[3] / part[2]:.3f}; bands of "
            f"80% and 95% hold {part[4]:.3f} and {part[5]:.3f}"
        )


def _say_chances(chances: np.ndarray) -> None:
    """Fifths by the chance that was given: what was said, and what came true."""
    for part in np.array_split(chances[np.argsort(chances[:, 0], kind="stable")], 5):
        said, came = part.mean(0)
        print(f"chance of half more, under a year: said {said:.3f}, came true {came:.3f}")


def _pairs(made: World) -> list[tuple[bool, bool]]:
    """Pairs of launches at most 4 weeks apart, from 4 weeks of each: whether the forecast, and
    whether the mean of the 4, tells which sells more in weeks 24 to 27.
    """
    import solecast

    found = []
    for row in range(110, 220, 20):
        kept = np.flatnonzero(made.born < row)
        new = np.flatnonzero((row - made.born[kept] >= 4) & (row - made.born[kept] < 8))
        if len(new) < 2:
            continue
        table = solecast.forecast(made.series(row, kept), horizon=27, born=made.births(kept))
        ours = by_id(table, 27)["mean"]
        for a in new:
            for b in new[new > a]:
                said, first, later = [], [], []
                for at in (a, b):
                    born = made.born[kept[at]]
                    weeks = born + 24 - row + np.arange(4)
                    said.append(ours[at][weeks].mean())
                    first.append(made.counts[born : born + 4, kept[at]].mean())
                    later.append(made.counts[row + weeks, kept[at]].mean())
                if later[0] != later[1]:
                    more = later[0] > later[1]
                    found.append(((said[0] > said[1]) == more, (first[0] > first[1]) == more))
    return found


def mature() -> None:
    """Check that births of old series change nothing, at the 13 origins and the 12 between."""
    import solecast

    weeks, values = trend.read(trend.PANEL)
    last = len(values) - YEAR
    rows = [last - AHEAD * k - between for between in (0, 6) for k in range(13)][:25]
    same = []
    for row in rows:
        series = trend.long(weeks[:row], values[:row])
        names = sorted(set(series["id"].to_pylist()))
        born = pa.table({"id": names, "born": np.full(len(names), weeks[0])})
        found = solecast.forecast(series, born=born)
        same.append(found.equals(solecast.forecast(series)))
    print(f"mature panel: {sum(same)} of {len(same)} origins the same with births and without")


def speed() -> None:
    """Seconds for 1,000 launches of 30 weeks, in this fresh process, imports counted in."""
    started, random = time.perf_counter(), np.random.default_rng(0)
    count, weeks = 1000, 30
    size = 200 * np.exp(random.normal(0, 1, (count, 1)))
    rate = size * (1 + np.arange(weeks) / 2) ** -random.uniform(0.3, 1.2, (count, 1))
    names = [f"s{k:04}" for k in range(count)]
    series = pa.table(
        {
            "id": [name for name in names for _ in range(weeks)],
            "week": (START + 7 * np.arange(weeks)).tolist() * count,
            "value": random.poisson(rate).astype(float).ravel().tolist(),
        }
    )
    groups = [f"m{k % 100}" for k in range(count)]
    born = pa.table({"id": names, "born": [(START + 2).item()] * count, "group": groups})
    import solecast

    solecast.forecast(series, born=born)
    print(
        f"1,000 launches of 30 weeks: {time.perf_counter() - started:.2f} s, "
        f"{time.process_time():.2f} s of processor time"
    )


PARTS: dict[str, Any] = {
    "sales": launch_sales.report,
    "worlds": worlds,
    "shares": launch_shares.report,
    "colorways": launch_colorways.report,
    "releases": launch_shares.by_release,
    "mature": mature,
    "speed": speed,
}

DATA = {
    "sales": launch_sales.SALES,
    "shares": COUNTS,
    "colorways": launch_sales.SALES,
    "releases": COUNTS,
    "mature": trend.PANEL,
}
"""What a part reads."""


def main() -> None:
    """Print every part, each in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS)
    given = parser.parse_args()
    if given.only:
        if given.only in DATA and not DATA[given.only].exists():
            print(f"{given.only}: {DATA[given.only]} is not there, so it was left out.")
        else:
            PARTS[given.only]()
        return
    for name in PARTS:
        subprocess.run([sys.executable, "-m", "bench.launches", "--only", name], check=False)


if __name__ == "__main__":
    main()
