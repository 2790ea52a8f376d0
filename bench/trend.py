"""The forecaster beside its peers on a real sneaker panel, in one run: error, seconds, memory.

Run: python -m bench.trend [--panel CSV] [--rival-origins 1] [--no-rivals]

Every model runs in a fresh process on the same origins, 13 weeks apart, with targets that end in
the panel. Ours and the naive ones take 13 origins; the others are slow and take the last one,
or as many as --rival-origins says. AutoTheta, MSTL, AutoTBATS (statsforecast) and Prophet are in
the extra `bench`.
"""

import argparse
import csv
import json
import logging
import resource
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

PANEL = (
    Path(__file__).resolve().parents[2]
    / "shared/data/trend-panels/us-female-sneakers-2015-2022.csv"
)
BUCKETS = (0, 4, 13, 26, 39, 52)
ORIGINS, APART, AHEAD = 13, 13, 52
OURS = ("solecast", "seasonal_naive", "momentum")
RIVALS = ("auto_theta", "mstl", "auto_tbats", "prophet")


def read(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Weeks (T,) and values (T, N) of a wide panel."""
    with path.open() as file:
        rows = list(csv.reader(file))[1:]
    weeks = np.array([row[0] for row in rows], "datetime64[D]")
    return weeks, np.array([[float(cell) for cell in row[1:]] for row in rows])


def long(weeks: np.ndarray, values: np.ndarray) -> pa.Table:
    """The panel as `solecast.forecast` takes it."""
    names = [f"{i:05}" for i in range(values.shape[1])]
    return pa.table(
        {
            "id": pa.array(np.repeat(names, len(weeks))),
            "week": pa.array(np.tile(weeks, len(names))),
            "value": values.T.ravel(),
        }
    )


def origins(rows: int, count: int) -> list[int]:
    """The last `count` origins, latest first."""
    return [rows - AHEAD - APART * k for k in range(count)]


def ours(weeks: np.ndarray, values: np.ndarray) -> dict[str, np.ndarray]:
    """(52, N) mean and bands of `solecast.forecast`."""
    import solecast

    found = solecast.forecast(long(weeks, values))
    shape = (values.shape[1], AHEAD)
    return {name: found[name].to_numpy().reshape(shape).T for name in found.column_names[2:]}


def naive(model: str, values: np.ndarray) -> dict[str, np.ndarray]:
    """Last year again; `momentum` scales it by the last 13 weeks over the same 13 a year ago."""
    last = values[-AHEAD:]
    if model == "seasonal_naive":
        return {"mean": last}
    ago = values[-AHEAD - 13 : -AHEAD].mean(0)
    return {"mean": last * np.clip(values[-13:].mean(0) / np.maximum(ago, 1e-12), 0.25, 4)}


def statsforecast(model: str, values: np.ndarray) -> dict[str, np.ndarray]:
    """AutoTheta, MSTL or AutoTBATS with their defaults and season 52."""
    from statsforecast.models import MSTL, AutoTBATS, AutoTheta

    kinds = {"auto_theta": AutoTheta, "mstl": MSTL, "auto_tbats": AutoTBATS}
    season = "season_length"
    columns = []
    for series in values.T:
        found = kinds[model](**{season: 52}).forecast(y=series, h=AHEAD)
        columns.append(np.maximum(found["mean"], 0))
    return {"mean": np.stack(columns, axis=1)}


def prophet(weeks: np.ndarray, values: np.ndarray) -> dict[str, np.ndarray]:
    """Prophet with its defaults."""
    import pandas as pd
    from prophet import Prophet

    for name in ("prophet", "cmdstanpy"):
        logging.getLogger(name).setLevel(logging.ERROR)
    columns = []
    for series in values.T:
        model = Prophet().fit(pd.DataFrame({"ds": weeks, "y": series}))
        future = model.make_future_dataframe(AHEAD, freq="7D", include_history=False)
        columns.append(np.maximum(model.predict(future)["yhat"].to_numpy(), 0))
    return {"mean": np.stack(columns, axis=1)}


def run(model: str, weeks: np.ndarray, values: np.ndarray) -> dict[str, np.ndarray]:
    """(52, N) forecasts of one model after the last row."""
    if model == "solecast":
        return ours(weeks, values)
    if model in OURS:
        return naive(model, values)
    return prophet(weeks, values) if model == "prophet" else statsforecast(model, values)


def score(model: str, path: Path, count: int) -> dict[str, Any]:
    """What one process reports: MASE by origin, seconds an origin, peak memory, coverage."""
    started = time.perf_counter()
    weeks, values = read(path)
    mase, inside = [], []
    for origin in origins(len(values), count):
        past, actual = values[:origin], values[origin : origin + AHEAD]
        found = run(model, weeks[:origin], past)
        scale = np.abs(past[52:-1] - past[:-53]).mean(0)
        mase.append(float((np.abs(actual - found["mean"]).mean(0) / scale).mean()))
        if "lo80" in found:
            inside.append(
                [
                    (found[f"lo{level}"] <= actual) & (actual <= found[f"hi{level}"])
                    for level in (80, 95)
                ]
            )
    covered = np.array(inside).mean((0, 3)) if inside else np.zeros((0, AHEAD))
    return {
        "mase": mase,
        "seconds": (time.perf_counter() - started) / count,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "coverage": [[float(row[a:b].mean()) for a, b in pairwise(BUCKETS)] for row in covered],
    }


def rising(path: Path) -> dict[str, Any]:
    """Growth over 13 origins: coverage of its 80% interval, precision at 10 beside momentum.

    `chances`: what the guide said of growing by half, and how often it came, in tenths.
    """
    from solecast.measure.forecast.forecaster import growth
    from solecast.measure.forecast.growth_table import HALF_MORE, chance

    weeks, values = read(path)
    inside, hits, rival_hits = [], [], []
    told: list[tuple[float, bool]] = []
    for origin in origins(len(values), ORIGINS):
        past, actual = values[:origin], values[origin : origin + AHEAD]
        found = {
            name: np.asarray(column)
            for name, column in growth(long(weeks[:origin], past)).to_pydict().items()
        }
        quarter = actual[39:].mean(0)
        inside.append(((found["in52_lo"] <= quarter) & (quarter <= found["in52_hi"])).mean())
        rows = [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]
        told += [
            (chance(row, row["now"]), bool(came > HALF_MORE * row["now"]))
            for row, came in zip(rows, quarter, strict=True)
        ]
        top = set(np.argsort(-actual.mean(0) / past[-AHEAD:].mean(0))[:10])
        momentum = past[-13:].mean(0) / np.maximum(past[-65:-52].mean(0), 1e-12)
        hits.append(len(top & set(np.argsort(-found["rank_score"])[:10])) / 10)
        rival_hits.append(len(top & set(np.argsort(-momentum)[:10])) / 10)
    paired = np.array(hits) - np.array(rival_hits)
    return {
        "coverage": float(np.mean(inside)),
        "ours": float(np.mean(hits)),
        "momentum": float(np.mean(rival_hits)),
        "better": int((paired > 0).sum()),
        "worse": int((paired < 0).sum()),
        "chances": reliability(told),
    }


def reliability(told: list[tuple[float, bool]]) -> list[str]:
    """In tenths of the chance: how many calls, the mean chance said, and the share that came."""
    said, came = np.array([p for p, _ in told]), np.array([hit for _, hit in told])
    tenth = np.minimum((said * 10).astype(int), 9)
    return [
        f"{(tenth == k).sum()} calls: said {said[tenth == k].mean():.0%}, "
        f"came {came[tenth == k].mean():.0%}"
        for k in range(10)
        if (tenth == k).any()
    ]


def short(path: Path) -> dict[str, Any]:
    """By weeks of history: MASE of ours and of last year's (or the last 13 weeks') mean, coverage.

    The scale of the MASE is that of the whole history, so that rows can be compared.
    """
    weeks, values = read(path)
    found = {}
    for history in (8, 13, 26, 52, 104, 156):
        mase, rival, inside = [], [], []
        for origin in origins(len(values), ORIGINS):
            past, actual = values[origin - history : origin], values[origin : origin + AHEAD]
            scale = np.abs(values[52 : origin - 1] - values[: origin - 53]).mean(0)
            ahead = ours(weeks[origin - history : origin], past)
            mase.append((np.abs(actual - ahead["mean"]).mean(0) / scale).mean())
            last = past[-AHEAD:] if history >= AHEAD else np.tile(past[-13:].mean(0), (AHEAD, 1))
            rival.append((np.abs(actual - last).mean(0) / scale).mean())
            inside.append(
                [
                    ((ahead[f"lo{level}"] <= actual) & (actual <= ahead[f"hi{level}"])).mean()
                    for level in (80, 95)
                ]
            )
        covered = [round(float(share), 3) for share in np.mean(inside, 0)]
        found[f"{history} weeks"] = {
            "mase": round(float(np.mean(mase)), 3),
            "naive": round(float(np.mean(rival)), 3),
            "coverage 80 and 95": covered,
        }
    return found


def signals(values: np.ndarray) -> dict[str, np.ndarray]:
    """Made-up early adopters (T, N): some lead, some say nothing; unknown weeks are NaN."""
    random = np.random.default_rng(0)
    padded = np.pad(values, ((2, 2), (0, 0)), "edge")
    smooth: np.ndarray = np.mean([padded[k : k + len(values)] for k in range(5)], axis=0)

    def leading(weeks: int, noise: float) -> np.ndarray:
        moved: np.ndarray = np.full_like(smooth, np.nan)
        moved[:-weeks] = smooth[weeks:]
        moved *= np.exp(noise * random.standard_normal(values.shape))
        return moved

    silence = np.exp(0.5 * random.standard_normal(values.shape))
    even = np.arange(values.shape[1]) % 2 == 0
    gaps = random.random(values.shape) < 0.4
    return {
        "leads by 4 weeks": leading(4, 0.2),
        "leads by 13 weeks": leading(13, 0.2),
        "leads by 26 weeks": leading(26, 0.2),
        "leads by 13 weeks, noisy": leading(13, 0.5),
        "leads by 13 weeks, half of the ids": np.where(even, leading(13, 0.2), silence),
        "leads by 13 weeks, gaps": np.where(gaps, np.nan, leading(13, 0.2)),
        "the series itself, noisy": values * np.exp(0.3 * random.standard_normal(values.shape)),
        "another series": values[:, random.permutation(values.shape[1])],
        "noise": silence,
        "constant": np.ones_like(values),
    }


def with_signal(path: Path) -> dict[str, str]:
    """What each made-up signal changes in the MASE, mean and worst of every third origin."""
    import solecast

    weeks, values = read(path)
    chosen = origins(len(values), ORIGINS)[::3]

    def mase(signal: np.ndarray | None) -> np.ndarray:
        scores = []
        for origin in chosen:
            past, actual = values[:origin], values[origin : origin + AHEAD]
            other = None if signal is None else long(weeks[:origin], signal[:origin])
            found = solecast.forecast(long(weeks[:origin], past), signal=other)["mean"]
            mean = found.to_numpy().reshape(-1, AHEAD).T
            scale = np.abs(past[52:-1] - past[:-53]).mean(0)
            scores.append((np.abs(actual - mean).mean(0) / scale).mean())
        return np.array(scores)

    plain = mase(None)
    change = {name: mase(signal) / plain - 1 for name, signal in signals(values).items()}
    return {name: f"{c.mean():+.2%}, worst {c.max():+.2%}" for name, c in change.items()}


def large(path: Path, count: int) -> dict[str, float]:
    """Seconds and memory for `count` series drawn from the panel with noise."""
    import solecast

    weeks, values = read(path)
    random = np.random.default_rng(0)
    drawn = values[:, random.integers(0, values.shape[1], count)]
    series = long(weeks, drawn * np.exp(0.1 * random.normal(size=drawn.shape)))
    started = time.perf_counter()
    solecast.forecast(series)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.perf_counter() - started, "megabytes": peak}


MORE = {"short": short, "with_signal": with_signal}


def child(task: str, path: Path, count: int = 0) -> Any:
    """Run a task of this module in a fresh process."""
    command = [sys.executable, "-m", "bench.trend", "--panel", str(path)]
    command += ["--task", task, "--count", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1]}
    return json.loads(done.stdout.strip().splitlines()[-1])


def table(path: Path, rivals: bool, rival_origins: int) -> None:
    """Print the models side by side."""
    columns = {"MASE, last origin": 18, "MASE, mean (origins)": 22, "s/origin": 10, "MB": 6}
    print(f"{'model':16}" + "".join(f"{name:>{width}}" for name, width in columns.items()))
    for model in OURS + (RIVALS if rivals else ()):
        count = ORIGINS if model in OURS else rival_origins
        found = child(model, path, count)
        if "failed" in found:
            print(f"{model:16}did not run: {found['failed']}")
            continue
        mean = f"{np.mean(found['mase']):.4f} ({count})"
        print(
            f"{model:16}{found['mase'][0]:18.4f}{mean:>22}"
            f"{found['seconds']:10.2f}{found['megabytes']:6.0f}",
            flush=True,
        )
        for level, row in zip((80, 95), found["coverage"], strict=False):
            words = "  ".join(
                f"{a + 1}-{b}: {share:.3f}"
                for a, b, share in zip(BUCKETS, BUCKETS[1:], row, strict=False)
            )
            print(f"  coverage of {level}%, weeks ahead  {words}")


def main() -> None:
    """Print every figure, or (in a child) one task as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--panel", type=Path, default=PANEL)
    parser.add_argument("--rival-origins", type=int, default=1)
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.panel.exists():
        print(f"{given.panel} is not there: name a wide CSV of weekly series with --panel.")
        return
    if given.task in OURS + RIVALS:
        print(json.dumps(score(given.task, given.panel, given.count)))
    elif given.task == "rising":
        print(json.dumps(rising(given.panel)))
    elif given.task in MORE:
        print(json.dumps(MORE[given.task](given.panel)))
    elif given.task == "large":
        print(json.dumps(large(given.panel, given.count)))
    else:
        table(given.panel, not given.no_rivals, given.rival_origins)
        print("growth over 13 origins:", child("rising", given.panel))
        for task in MORE:
            for name, figures in child(task, given.panel).items():
                print(f"{task.replace('_', ' ')}: {name}: {figures}")
        for count in (100, 10_000):
            print(f"{count} series:", child("large", given.panel, count))


if __name__ == "__main__":
    main()
