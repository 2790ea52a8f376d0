"""The pairs of shop titles of ../shared/data/title-pairs, as benchmarks and training read them."""

import csv
import gzip
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "title-pairs"


def read_pairs(name: str) -> list[tuple[str, str, bool]]:
    """The pairs of one file of title-pairs: left, right (in alphabetical order), same."""
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
        rows = [
            (r["title_left"], r["title_right"], r["label"] == "1") for r in csv.DictReader(file)
        ]
    return [(min(a, b), max(a, b), same) for a, b, same in rows]
