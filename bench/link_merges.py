"""`python -m bench.link_merges`: how many merges of catalog records into one colorway are right.

Reads six catalogs of ../shared/data and rolls them up as a build does. A merge is a pair of
records of one colorway that come from different catalogs or have different names. Of a fixed
sample two thirds have different names, so that it is hard. Grades were given by hand from the
names, release dates and colour columns; `merge_grades.csv` keeps them under a hash of the pair,
for no text of a catalog belongs to this project. A pair that nobody graded is listed as such.
"""

import argparse
import csv
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from solecast.engine import open_engine
from solecast.link.catalog.distinct_names import ROW, Distinct
from solecast.link.catalog.record_names import Named, Spellings, named_listing
from solecast.link.catalog.rollup import RolledUp
from solecast.link.lexicon.tokenizer import key
from solecast.link.run import LISTING
from solecast.read import read_file
from solecast.settings.config import Config

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "catalogs"
GRADES = Path(__file__).with_name("merge_grades.csv")
CATALOGS = (
    "stockx-2023.csv",
    "stockx-2021-mit.csv",
    "jordan-by-size-2022.csv.gz",
    "top-sellers-2026.json",
    "the-sneaker-database.json",
    "stockx-names-4087.json",
)
SAMPLE, SAME_NAMES = 200, 66
"""Merges in the sample, and how many of them have one and the same name in two catalogs."""

_HASH = 16


class Pair(NamedTuple):
    """Two records; `one_name` where their titles have the same words."""

    hash: str
    left: str
    right: str
    one_name: bool


class Rolled(NamedTuple):
    """Distinct records, what their words say, and shoe and colorway of each."""

    rows: list[dict[str, Any]]
    named: list[Named]
    placed: list[tuple[str | None, str | None]]


def rolled(files: Iterable[str] = CATALOGS) -> Rolled:
    """Read catalogs and roll them up."""
    config = Config(title="merges")
    listings = [read_file(DATA / file, config, file).tables["listings"] for file in files]
    with open_engine() as engine:
        rows = engine.parquet(pa.concat_tables(listings), numbered=ROW)
        distinct = Distinct(engine, rows, LISTING)
    named = [named_listing(row, Spellings({})) for row in distinct.rows]
    return Rolled(distinct.rows, named, RolledUp().add(distinct.rows, named))


def said(row: dict[str, Any]) -> str:
    """Write down what a record says of its colorway."""
    columns = ("title", "colorway", "gender", "release_date", "retail_price", "style_code")
    return " | ".join(str(row[column] or "") for column in columns)


def pair(left: dict[str, Any], right: dict[str, Any]) -> Pair:
    """Two records as a pair, in an order that does not depend on the files'."""
    one, two = sorted((said(left), said(right)))
    digest = hashlib.sha256(f"{one}\n{two}".encode()).hexdigest()[:_HASH]
    return Pair(digest, one, two, key(left["title"]) == key(right["title"]))


def merges(found: Rolled) -> list[Pair]:
    """All merges, each pair of texts once, in order of hash: a shuffle that no change upsets."""
    members: dict[str, list[dict[str, Any]]] = {}
    for row, (_, colorway) in zip(found.rows, found.placed, strict=True):
        if colorway:
            members.setdefault(colorway, []).append(row)
    pairs = {one.hash: one for rows in members.values() for one in _pairs(rows)}
    return [pairs[digest] for digest in sorted(pairs)]


def _pairs(rows: list[dict[str, Any]]) -> Iterator[Pair]:
    for left, right in itertools.combinations(rows, 2):
        one = pair(left, right)
        if left["source"] != right["source"] or not one.one_name:
            yield one


def sample(pairs: list[Pair], size: int = SAMPLE, same_names: int = SAME_NAMES) -> list[Pair]:
    """The first pairs in order of hash, at most `same_names` of them with one name."""
    same = [one for one in pairs if one.one_name][:same_names]
    return same + [one for one in pairs if not one.one_name][: size - len(same)]


def grades() -> dict[str, str]:
    """Hash of a pair -> right, wrong or unsure."""
    with GRADES.open(encoding="utf-8") as lines:
        return {row["pair"]: row["grade"] for row in csv.DictReader(lines)}


def report(*, show: bool = False) -> None:
    """Print the precision of the sample and of all graded merges."""
    pairs, known = merges(rolled()), grades()
    print(f"{len(pairs)} merges, {sum(not one.one_name for one in pairs)} of different names")
    for name, asked in (("sample", sample(pairs)), ("all", pairs)):
        given = [known.get(one.hash, "ungraded") for one in asked]
        right, wrong = given.count("right"), given.count("wrong")
        print(f"{name:8} precision {right / max(1, right + wrong):.3f}: {right} right, "
              f"{wrong} wrong, {given.count('ungraded')} ungraded")  # fmt: skip
        if show:
            for one, grade in zip(asked, given, strict=True):
                if grade != "right":
                    print(f"  {grade} {one.hash}\n    {one.left}\n    {one.right}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print wrong and ungraded pairs")
    report(show=parser.parse_args().show)


if __name__ == "__main__":
    main()
