"""`python -m bench.link_frozen_draw`: draws the 300 names of `bench/data/frozen_names.csv`.

The names come from public files that no labelled set of this project used: names of brand shops,
addresses of shop pages, titles of a product corpus, names of a review site and of a size table.
A name that another labelled set has is left out. The draw is fixed by `SEED`; labels are written
by hand into the file, so this command prints and never overwrites.

Beside each name stand the two names of a catalog (running-lab-457 and lifestyle-108) that RapidFuzz
finds nearest: the labels say which of them, if any, is the same shoe.
"""

import csv
import gzip
import io
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rapidfuzz import fuzz, process

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SEED = 20261201
LABELLED = Path(__file__).resolve().parents[1] / "tests" / "link" / "labelled_names.csv"

Row = Mapping[str, str]


def _rows(path: str) -> Iterator[Row]:
    raw = (DATA / path).read_bytes()
    text = gzip.decompress(raw) if path.endswith(".gz") else raw
    yield from csv.DictReader(io.StringIO(text.decode("utf-8-sig", "replace")))


def _handle(row: Row) -> str:
    """The part of a shop page's address that names the shoe."""
    return row["product_url"].rstrip("/").rsplit("/", 1)[-1].split("?")[0]


def _quoted(row: Row) -> str:
    """The first quoted text of a title of the product corpus, without its language."""
    found = re.match(r'"([^"]+)"', row["title_left"])
    return " ".join((found[1] if found else row["title_left"]).split())


def _shoe(row: Row) -> str:
    return row["name"] if row["category"] == "Shoes" else ""


SOURCES: tuple[tuple[str, int, Callable[[Row], str], Callable[[Row], str]], ...] = (
    ("catalogs/adidas-nike.csv.gz", 65, lambda row: row["Product Name"], lambda row: ""),
    ("catalogs/adidas-usa.csv.gz", 40, _shoe, lambda row: row["brand"]),
    ("lifestyle-108/shop-pages.csv", 50, _handle, lambda row: ""),
    ("title-pairs/valid_large.csv.gz", 65, _quoted, lambda row: ""),
    ("catalogs/footwear-886.csv.gz", 55, lambda row: row["Product Name"], lambda row: row["Brand"]),
    ("catalogs/jordan-by-size-2022.csv.gz", 25, lambda row: row["name"], lambda row: row["brand"]),
)
"""File, how many names, how a row names its shoe, and its brand where a column states it."""


def catalog() -> list[str]:
    """The names that a frozen name may be the same shoe as, each once."""
    lab = [row["name"] for row in _rows("running-lab-457/shoes.csv")]
    lifestyle = json.loads((DATA / "lifestyle-108/catalog.json").read_text(encoding="utf-8"))
    return list(dict.fromkeys([*lab, *(shoe["name"] for shoe in lifestyle)]))


def drawn() -> list[tuple[str, str, str]]:
    """Source, name and stated brand of the 300 names."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    with LABELLED.open(encoding="utf-8") as lines:
        used = {row["title"].casefold() for row in csv.DictReader(lines)}
    found = []
    for path, count, named, branded in SOURCES:
        names = {named(row): branded(row) for row in _rows(path)}
        fresh = sorted(name for name in names if name and name.casefold() not in used)
        found += [(path, name, names[name]) for name in chance.sample(fresh, count)]
    return found


def main() -> None:
    """Print the names, with the two nearest names of the catalog."""
    choices = catalog()
    for number, (path, name, brand) in enumerate(drawn()):
        said = f"{brand} {name}".replace("-", " ")
        near = process.extract(said, choices, scorer=fuzz.token_set_ratio, limit=2,
                               processor=str.casefold)  # fmt: skip
        print(number, path.split("/")[-1][:12], brand, name, *(one[0] for one in near), sep=" | ")


if __name__ == "__main__":
    main()
