"""The starter guide's files as rows, for the tests that state facts about it."""

import csv
from pathlib import Path

import yaml

import solecast

STARTER = Path(solecast.__file__).parent / "starter"
SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"

Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    with (STARTER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def all_rows(folder: str) -> Rows:
    return [r for p in sorted(STARTER.glob(f"{folder}/*.csv")) for r in rows(f"{folder}/{p.name}")]


def catalogs() -> Rows:
    return all_rows("catalog")


def signals() -> Rows:
    return all_rows("signals")


def facts() -> Rows:
    return all_rows("facts")


def papers(folder: str) -> list[tuple[dict[str, object], str]]:
    """Front matter and text of the Markdown files of a folder, in order of their names."""
    found = []
    for path in sorted(STARTER.glob(f"{folder}/*.md")):
        _, head, text = path.read_text("utf-8").split("---\n", 2)
        found.append((yaml.safe_load(head), text))
    return found


def shoe_names() -> set[str]:
    """Names of all shoes: a title without its colorway."""
    return {r["title"].removesuffix(r.get("colorway", "")).strip() for r in catalogs()}
