"""Learn the course that versions share (`measure/data/succession.json`) from counts of versions.

Run: python -m bench.train_lives [--counts CSV] [--write]

The counts are the development lines of ../shared/data/version-lives: logs of versions by race. All
lines' launches and strengths are fitted together with the course they share; only its four numbers
are kept, so that nothing of a line ships.
"""

import argparse
import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy.optimize import minimize

from solecast.measure.launches.shares import lines, read_counts
from solecast.measure.launches.succession import Succession, VersionCounts, misfit, settle

SHARED = Path(__file__).resolve().parents[2] / "shared/data"
COUNTS = SHARED / "version-lives/versions.csv"
LEARNED = Path(__file__).resolve().parents[1] / "src/solecast/measure/data/succession.json"
GUESS = Succession(rise=0.12, fall=1.2, prime=1.0, bend=0.3)
"""Where the search starts, and what few lines fall back to."""
UNSURE = 0.3
"""Sd of the course's numbers around the guess."""


def read(path: Path) -> pa.Table:
    """Counts as `solecast.shares` takes them; a line is told apart by its brand, too."""
    with path.open() as file:
        rows = list(csv.DictReader(file))
    return pa.table(
        {
            "line": [f"{row['brand']} {row['line']}" for row in rows],
            "version": [row["version"] or None for row in rows],
            "date": [row["date"] for row in rows],
            "n": [int(row["n"]) for row in rows],
        }
    )


def teaching(table: pa.Table) -> list[VersionCounts]:
    """Lines with enough counts to tell how their versions follow each other."""
    found = [line for _, line in lines(read_counts(table)[0])]
    return [
        line for line in found if line.counts.sum() >= 60 and (line.counts.sum(1) >= 3).sum() >= 2
    ]


def learn(taught: Sequence[VersionCounts], guess: Succession = GUESS) -> Succession:
    """The course under which all lines together are most likely, old counts as good as new."""
    lasting = replace(guess, memory=20.0, strength=0.6, gap_sd=0.25, cadence_sd=0.25)
    start = [settle(line, lasting) for line in taught]
    ends = np.cumsum([len(found) for found in start])

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        model, total = lasting.reshaped(x[-4:]), 0.0
        off = (x[-4:] - guess.shape()) / UNSURE
        gradient = np.zeros(len(x))
        for line, end, found in zip(taught, ends, start, strict=True):
            own = slice(end - len(found), end)
            part, by_line, by_shape = misfit(x[own], line, model)
            total += part
            gradient[own] = by_line
            gradient[-4:] += by_shape
        gradient[-4:] += off / UNSURE
        return total + 0.5 * float(off @ off), gradient

    whole = np.concatenate([*start, guess.shape()])
    found = minimize(loss, whole, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return guess.reshaped(found.x[-4:])


def main() -> None:
    """Print the course; with --write, keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=Path, default=COUNTS)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if not given.counts.exists():
        print(f"{given.counts} is not there: name a CSV of counts of versions with --counts.")
        return
    taught = teaching(read(given.counts))
    model = learn(taught)
    course = {k: round(getattr(model, k), 3) for k in ("rise", "fall", "prime", "bend")}
    print(f"{len(taught)} lines:", course)
    if given.write:
        source = f"{given.counts.name}: {len(taught)} lines, by bench/train_lives.py"
        LEARNED.write_text(json.dumps({"learned from": source, "succession": course}) + "\n")


if __name__ == "__main__":
    main()
