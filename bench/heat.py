"""Heat beside simpler lines, in one run: on simulated panels, on real signals, and the clock.

Run: python -m bench.heat
"""

import datetime as dt
import time

import numpy as np
import pyarrow as pa

from bench.heat_panels import (
    SCENARIOS,
    Scenario,
    Simulated,
    best_single,
    score,
    simulate,
    smoothed,
    z_mean,
)
from bench.heat_real import real
from solecast.measure.heat.estimate import heat

_LATER = dt.date(2100, 1, 1)
SEEDS = 5


def estimate(panel: Simulated) -> tuple[np.ndarray, np.ndarray]:
    """Give heat's log line and the half-width of its 80% interval (shoes, weeks)."""
    table, _ = heat(panel.series, _LATER)
    line = table["level"].to_numpy()
    shape = panel.truth.shape
    lo, hi = table["lo"].to_numpy(), table["hi"].to_numpy()
    return line.reshape(shape), (np.log(hi / lo) / 2).reshape(shape)


def covered(line: np.ndarray, half: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Say where the interval of the shape holds the truth."""
    error = line - truth
    error = error - error.mean(axis=1, keepdims=True)
    inside: np.ndarray = np.abs(error) <= half
    return inside


def simulated(scenario: Scenario) -> list[float]:
    """Score ours, the mean of z-scores and the best single source, averaged over seeds."""
    rows = []
    for seed in range(SEEDS):
        panel = simulate(scenario, seed)
        line, half = estimate(panel)
        rows.append(_row(panel, line, half))
    return [float(x) for x in np.mean(rows, axis=0)]


def _row(panel: Simulated, line: np.ndarray, half: np.ndarray) -> list[float]:
    ours = score(line, panel.truth, scaled=False)
    mean = z_mean(panel.logs)
    simple = score(mean, panel.truth, scaled=True)
    smooth = score(smoothed(mean), panel.truth, scaled=True)
    single = score(best_single(panel.logs, panel.truth), panel.truth, scaled=True)
    inside = covered(line, half, panel.truth)
    return [
        ours.correlation, simple.correlation, smooth.correlation, single.correlation,
        ours.rmse, simple.rmse, smooth.rmse, single.rmse,
        float(inside.mean()), float(inside[0].mean()),
    ]  # fmt: skip


def speed() -> tuple[int, float]:
    """Time 200 shoes, 500 weeks and 5 sources."""
    first = simulate(Scenario(shoes=200, weeks=500), 1).series
    second = simulate(Scenario(shoes=200, weeks=500, sources=2), 2).series
    renamed = pa.compute.replace_substring(second["source"], "source-", "other-")
    second = second.set_column(1, "source", renamed).set_column(2, "scale_group", renamed)
    series = pa.concat_tables([first, second])
    start = time.perf_counter()
    heat(series, _LATER)
    return series.num_rows, time.perf_counter() - start


def main() -> None:
    """Print all figures."""
    print(f"simulated, mean of {SEEDS} seeds; simple: mean of z-scores,")
    print("smooth: its nine-week mean, single: best source;")
    print("those three are given the slope that fits the truth best, ours is taken as it is")
    print(f"{'':22}{'correlation':^32}{'RMSE (log)':^32}{'coverage of 80%':^18}")
    print(
        f"{'':22}"
        + 2 * f"{'ours':>8}{'simple':>8}{'smooth':>8}{'single':>8}"
        + f"{'all':>9}{'shoe 0':>9}"
    )
    for name, scenario in SCENARIOS.items():
        row = simulated(scenario)
        print(f"{name:22}" + "".join(f"{x:8.3f}" for x in row[:8]) + f"{row[8]:9.3f}{row[9]:9.3f}")
    rows, seconds = speed()
    print(f"\n200 shoes x 500 weeks x 5 sources ({rows} values): {seconds:.2f} s")
    for line in real():
        print(line)


if __name__ == "__main__":
    main()
