"""`python -m bench.link_catalog`: linking to a catalog, splitting names and lineage, beside peers.

The peers are RapidFuzz `process.extractOne` and the nearest neighbour of character 2-4-gram
TF-IDF vectors. They know no colorways or versions, so each gets the question that it can answer:
the nearest name of the catalog, the nearest model of the lexicon, the nearest older number.
One thread; caches empty; the index is built before the clock starts, and its time is printed.
"""

import csv
import datetime as dt
import itertools
import json
import re
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from tests.link.contest import CONTEST

from bench.link_merges import DATA
from solecast.link import Linker, lexicon, parse_title
from solecast.link.catalog.lineage import lineage
from solecast.link.lexicon.tokenizer import key

LAB = DATA.parent / "running-lab-457"
LABELLED = Path(__file__).resolve().parents[1] / "tests" / "link" / "labelled_names.csv"
FIELDS = ("brand", "model", "version", "collaborator", "colorway", "gender")
SIZES = ((2_000, 6_000, 300), (200_000, 6_000, 20))
"""Names of a catalog, titles linked to it by us, and by the peers, which take longer."""

_TINTS = ("Black", "White", "Red", "Blue", "Green", "Sail", "Volt", "Grey", "Pink", "Chicago",
          "Mocha", "Oreo", "Royal", "Gum", "Navy")  # fmt: skip

Finder = Callable[[str], int]


def fuzzy(choices: Sequence[str]) -> Finder:
    """RapidFuzz: the index of the nearest choice."""
    folded = [choice.casefold() for choice in choices]

    def find(title: str) -> int:
        return int(process.extractOne(title.casefold(), folded, scorer=fuzz.token_sort_ratio)[2])

    return find


def tfidf(choices: Sequence[str]) -> Finder:
    """TF-IDF: the index of the nearest choice by cosine."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), dtype=np.float32)
    known = vectors.fit_transform(choices).T.tocsr()
    return lambda title: int((vectors.transform([title]) @ known).toarray().argmax())


PEERS = (("RapidFuzz extractOne", fuzzy), ("TF-IDF nearest neighbour", tfidf))


def stockx_names() -> list[str]:
    """The 4,087 names of one catalog, each once, in a fixed shuffled order."""
    rows = json.loads((DATA / "stockx-names-4087.json").read_text(encoding="utf-8"))
    names = sorted({row["Name"].strip() for row in rows})
    return [names[i] for i in np.random.default_rng(1).permutation(len(names))]


def names_of(size: int) -> list[str]:
    """A catalog of any size: names, then names with two more colour words."""
    names = stockx_names()
    more = (
        f"{name} {one} {two}" for one, two in itertools.product(_TINTS, _TINTS) for name in names
    )
    return list(itertools.islice(itertools.chain(names, more), size))


def shop_titles(count: int) -> list[str]:
    """Titles of shops about the same names: exact, with shop words, foreign, of no known shoe."""
    names, chance = stockx_names(), np.random.default_rng(2)
    shapes = (
        "{0}", "{0}", "{0}", "{0} shoes size {2} #{1}", "{0} shoes size {2} #{1}",
        "Buy {0} online {1}", "Buy {0} online {1}", "{3} noir {1}", "{3} weiss {1}",
        "sneaker court classic {1}",
    )  # fmt: skip
    titles = []
    for number in range(count):
        name = names[chance.integers(len(names))]
        shape = shapes[chance.integers(len(shapes))]
        titles.append(shape.format(name, number, chance.integers(6, 13), name.rsplit(" ", 1)[0]))
    return titles


def contest() -> None:
    """The 50 colorways among all other names: is each linked to itself?"""
    own = [title.replace("-", " ").replace("2pt0", "2.0") for title, _, _ in CONTEST]
    taken = {key(name) for name in own}
    names = own + [name for name in stockx_names() if key(name) not in taken]
    codes = [f"CX{n:04d}" if n < len(own) else None for n in range(len(names))]
    linker = Linker(pa.table({"name": names, "style_code": codes}))
    wanted = linker.link([f"shoe {code}" for code in codes[: len(own)]]).to_pylist()
    found = linker.link([title for title, _, _ in CONTEST]).to_pylist()
    same = [(one["shoe"], one["colorway"]) == (it["shoe"], it["colorway"])
            for one, it in zip(wanted, found, strict=True)]  # fmt: skip
    print(f"contest: right shoe and colorway of 50, among {len(names)} names")
    print(f"  {'solecast':26} {sum(same):4}")
    for name, make in PEERS:
        find = make(names)
        print(f"  {name:26} {sum(find(t) == n for n, (t, _, _) in enumerate(CONTEST)):4}")


def labelled() -> None:
    """The 200 labelled names: all fields right, and brand and model alone."""
    with LABELLED.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    parsed = [parse_title(row["title"], row["brand_column"] or None) for row in rows]
    whole = [all((getattr(one, field) or "") == row[field] for field in FIELDS)
             for one, row in zip(parsed, rows, strict=True)]  # fmt: skip
    model = [(one.brand, one.model) == (row["brand"], row["model"])
             for one, row in zip(parsed, rows, strict=True)]  # fmt: skip
    print(f"names labelled by hand: {len(rows)}; all fields right, brand and model right")
    print(f"  {'solecast':26} {sum(whole):4} {sum(model):4}")
    models = [one for owners in lexicon.models().values() for one in owners]
    for name, make in PEERS:
        find = make([f"{one.brand} {one.name}" for one in models])
        found = [models[find(f"{row['brand_column']} {row['title']}")] for row in rows]
        right = sum((one.brand, one.name) == (row["brand"], row["model"])
                    for one, row in zip(found, rows, strict=True))  # fmt: skip
        print(f"  {name:26}    - {right:4}")


def previous_versions() -> None:
    """The labelled predecessors of running shoes: how many are found, how many are wrong."""
    with (LAB / "shoes.csv").open(encoding="utf-8") as lines:
        shoes = list(csv.DictReader(lines))
    with (LAB / "previous-version-dev.csv").open(encoding="utf-8") as lines:
        known = {row["slug"]: row["previous_slug"] for row in csv.DictReader(lines)}
    names, brands = ([shoe[column] for shoe in shoes] for column in ("name", "brand"))
    slugs = [shoe["slug"] for shoe in shoes]
    dates = [shoe["releasedAt"] for shoe in shoes]
    ours = lineage(names, brands, [dt.date.fromisoformat(day) if day else None for day in dates])
    print(f"lineage: recall and wrong links on {len(known)} labelled shoes; links in all")
    for who, found in (("solecast", ours), ("RapidFuzz, older number", _older(names, brands))):
        said = {slugs[i]: slugs[p] for i, p in enumerate(found) if p is not None}
        right = sum(said.get(slug) == before for slug, before in known.items())
        wrong = sum(said.get(slug, before) != before for slug, before in known.items())
        print(f"  {who:26} {right / len(known):5.3f} {wrong:4} {len(said):4}")


def _older(names: Sequence[str], brands: Sequence[str]) -> list[int | None]:
    """The nearest name of the brand by RapidFuzz whose last number is smaller."""
    numbers = [float(([1, *re.findall(r"\d+", name)])[-1]) for name in names]
    found: list[int | None] = []
    for name, brand, number in zip(names, brands, numbers, strict=True):
        older = {
            i: names[i] for i in range(len(names)) if brands[i] == brand and numbers[i] < number
        }
        best = process.extractOne(name, older, scorer=fuzz.ratio, score_cutoff=85)
        found.append(best[2] if best else None)
    return found


def throughput() -> None:
    """Titles a second with catalogs of 2,000 and 200,000 names."""
    print("titles a second on one core; seconds of processor time to build the index")
    for size, ours, theirs in SIZES:
        names, titles = names_of(size), shop_titles(ours)
        started = time.process_time()
        linker = Linker(pa.table({"name": names}))
        built = time.process_time() - started
        started = time.process_time()
        linker.link(titles)
        rate = len(titles) / (time.process_time() - started)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"  {size:7,} names  {'solecast':26} {rate:8,.0f} {built:7.1f} s; peak {peak:,.0f} MB"
        )
        for name, make in PEERS:
            started = time.process_time()
            find = make(names)
            built = time.process_time() - started
            started = time.process_time()
            for title in titles[:theirs]:
                find(title)
            rate = theirs / (time.process_time() - started)
            print(f"  {size:7,} names  {name:26} {rate:8,.0f} {built:7.1f} s")


def main() -> None:
    """Command line."""
    contest()
    labelled()
    previous_versions()
    throughput()


if __name__ == "__main__":
    main()
