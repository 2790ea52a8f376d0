"""`python -m bench.calibrate_links`: how probable links are; `--write` writes the weights anew.

Links are asked for on names whose shoe is known: those labelled by hand, the 50 of the contest,
those of a catalog that states the shoe in a column, and the names of running shoes, as they are and
as shops write them. Half of the shoes are left out of the catalog by turns, so that a link may be
wrong. What a style code is worth is seen on pairs of shop titles that share one. The frozen names
are no part of this.

The weights are those of a logistic regression, little shrunk. Shown are the Brier score, and how
often links of about one probability are right, for shoes that the fit has not seen (ten folds over
brand and model), beside the constants that stood in the code before.
"""

import argparse
import csv
import itertools
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from sklearn.linear_model import LogisticRegression
from tests.link.contest import CONTEST

from bench import link_mentions
from bench.link_catalog import LAB, LABELLED, stockx_names
from bench.link_merges import DATA
from bench.title_pairs import read_pairs
from solecast.link import Linker, parse_title
from solecast.link.catalog.name_index import read_catalog
from solecast.link.catalog.shoe_names import Shoe, shoe_of, stated_shoe
from solecast.link.mentions.find_mentions import mentions_of
from solecast.link.mentions.name_trie import NameTrie
from solecast.link.probability import LinkEvidence
from solecast.link.reasons import Reason

WEIGHTS = Path(__file__).resolve().parents[1] / "src/solecast/link/calibration.csv"
SEED = 7
FOLDS = 10
PENALTY = 1.0
"""Strength of the ridge: rare reasons are drawn to even odds as if seen a few times more."""
BEFORE = {
    Reason.SEVERAL_COLORWAYS: 0.97, Reason.EXACT: 0.99, Reason.SEVERAL_SHOES: 0.5,
    Reason.CODE_CONTRADICTS: 0.6, Reason.CODE: 0.99, Reason.CODE_SHARED_DECIDED: 0.9,
    Reason.CODE_SHARED: 0.5, Reason.NO_VERSION: 0.5, Reason.OTHER_VERSION: 0.2,
    Reason.SHOE_AGREES: 0.97, Reason.COLORWAY_AGREES: 0.97, Reason.SAME_COLORWAY_NAMES: 0.95,
    Reason.WORDS_LEFT: 0.7, Reason.NO_COLORWAY: 0.9, Reason.OTHER_COLORWAY: 0.9,
    Reason.CONTAINS: 0.75, Reason.IN_LEXICON: 0.9, Reason.SAID_ALIAS: 0.9,
    Reason.SAID_VERSION: 0.95, Reason.SAID_PART: 0.85, Reason.SAID_INITIALS: 0.85,
    Reason.SAID_IN_LIST: 0.9, Reason.SAID_NUMBER: 0.75, Reason.SAID_ONLY_ONE: 0.9,
    Reason.SAID_MODEL: 0.8, Reason.SAID_CUTS: 0.7, Reason.SAID_OTHER_VERSION: 0.6,
    Reason.SAID_SEVERAL: 0.4,
}  # fmt: skip
"""The constants of the linker until November 2026; a nearest name had .6 of its share."""
SHAPES = ("{0}", "{0}", "Buy {0} online", "{0} shoes size 9", "New {0} sneakers for sale {1}")

Floats = npt.NDArray[np.float64]


class Asked(NamedTuple):
    """A title and the shoe that it is, as its label says."""

    title: str
    shoe: Shoe
    colorway: str | None = None


class Seen(NamedTuple):
    """The evidence of one link, whether it was right, and a number of its model for folds."""

    evidence: LinkEvidence
    right: bool
    model: int


def _stated() -> Iterator[Asked]:
    """Names whose shoe somebody else than the parser says."""
    with LABELLED.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            shoe = stated_shoe(row["brand"], row["model"], row["version"] or None)
            said = " ".join(filter(None, (row["collaborator"], row["colorway"], row["year"])))
            yield Asked(f"{row['brand_column']} {row['title']}".strip(), shoe, said or None)
    for title, slug, colorway in CONTEST:
        shoe = stated_shoe("", slug.replace("-", " "), None)
        yield Asked(title, shoe, colorway.replace("-", " "))
    rows = json.loads((DATA / "the-sneaker-database.json").read_text(encoding="utf-8"))
    for row in rows:
        yield Asked(row["title"], stated_shoe(row["brand"].title(), row["shoe"], None), row["name"])


def _running() -> Iterator[Asked]:
    with (LAB / "shoes.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            shoe = shoe_of(parse_title(row["name"], row["brand"]))
            if shoe:
                yield Asked(row["name"], shoe)


def _misspelled(title: str, chance: random.Random) -> str:
    """Leave one letter of a long word out."""
    long = [word for word in title.split() if len(word) > 5]
    if not long:
        return title
    word = chance.choice(long)
    at = chance.randrange(1, len(word) - 1)
    return title.replace(word, word[:at] + word[at + 1 :], 1)


def asked() -> list[Asked]:
    """All names with their shoes, in the forms that catalogs and shops give them."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    found = []
    for one in (*_stated(), *_running()):
        found.append(one)
        shape = chance.choice(SHAPES).format(one.title, chance.randrange(1000, 9999))
        found.append(one._replace(title=_misspelled(shape, chance)))
    return found


def _half(shoe: Shoe) -> int:
    return crc32(shoe.slug.encode()) % 2


def seen() -> list[Seen]:
    """The links of all names to catalogs that have each shoe once, and once not."""
    names = asked()
    shoes = {one.shoe.slug: one.shoe for one in names}
    others = [name for name in stockx_names()[:1500] if _slug(name) not in shoes]
    found = []
    for half in (0, 1):
        rows = [
            {"brand": s.brand, "model": s.model, "version": s.version, "shoe": s.slug,
             "colorway": colorway, "name": None}
            for _, s, colorway in dict.fromkeys(names)
            if _half(s) == half
        ]  # fmt: skip
        rows += [dict.fromkeys(rows[0]) | {"name": name} for name in others]
        # Every link is shown, however improbable: the fit must not see its last outcome.
        linker = Linker.of(read_catalog(pa.Table.from_pylist(rows)), certain=0)
        for one in names:
            link = linker.link_one(one.title)
            if link.evidence:
                said = (link.shoe or link.runner_up or "").partition("--")[0]
                found.append(Seen(link.evidence, said == one.shoe.slug, _number(one.shoe)))
    return [*found, *_own(), *_codes(), *_mentions()]


def _mentions() -> Iterator[Seen]:
    """Mentions in the labelled posts of two forums."""
    speller = link_mentions.read_speller()
    for forum in link_mentions.read_forums():
        names = NameTrie()
        for entry in read_catalog(link_mentions.catalog_of(forum.names)):
            names.add(entry.shoe, entry.named, entry.aliases)
        names.compile()
        for post in forum.posts:
            said = {}
            for one in mentions_of(names, post.text):
                name = one.shoe or (f"~{one.model}" if one.model else "")
                said[link_mentions.Said(one.start, one.end, name)] = one.why.reason
            good, bad = link_mentions.judged(post, list(said), speller)
            for answers, right in ((good.values(), True), (bad, False)):
                for answer in answers:
                    yield Seen(LinkEvidence(said[answer]), right, crc32(answer.name.encode()))


def _own() -> Iterator[Seen]:
    """Names that make a shoe of their own where the lexicon knows brand and model."""
    for one in _stated():
        title = parse_title(one.title)
        shoe = shoe_of(title)
        if shoe and title.certain:
            own = LinkEvidence(Reason.IN_LEXICON)
            yield Seen(own, shoe.slug == one.shoe.slug, _number(one.shoe))


def _slug(name: str) -> str:
    shoe = shoe_of(parse_title(name))
    return shoe.slug if shoe else ""


def _number(shoe: Shoe) -> int:
    return crc32(f"{shoe.brand} {shoe.model}".encode())


def _codes() -> Iterator[Seen]:
    """Pairs of shop titles that share a style code: one product, or a code in a wrong place.

    Where their words name two shoes nothing is learned: the linker calls a code contradicted only
    when its catalog has both.
    """
    for left, right, same in read_pairs("train_large"):
        one, two = parse_title(left), parse_title(right)
        if not set(one.style_codes) & set(two.style_codes):
            continue
        shoes = [shoe_of(title) for title in (one, two)]
        agree = all(shoes) and len({shoe.identity for shoe in shoes if shoe}) == 1
        if agree:
            yield Seen(LinkEvidence(Reason.CODE), same, crc32(" ".join(one.style_codes).encode()))


def matrix(links: Iterable[Seen], names: Sequence[str]) -> Floats:
    """The features of links, one row each."""
    rows = [one.evidence.features() for one in links]
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def fitted(links: Sequence[Seen], names: Sequence[str]) -> Floats:
    """The weights of the regression; without an intercept, what no label shows has even odds."""
    fit = LogisticRegression(C=1 / PENALTY, max_iter=2000, fit_intercept=False)
    fit.fit(matrix(links, names), [one.right for one in links])
    return np.asarray(fit.coef_[0])


def held_out(links: Sequence[Seen], names: Sequence[str]) -> Floats:
    """Probabilities of links by fits that saw no link of the same model."""
    fold = np.array([one.model % FOLDS for one in links])
    found = np.zeros(len(links))
    for number in range(FOLDS):
        others = [one for one, f in zip(links, fold, strict=True) if f != number]
        odds = matrix(links, names) @ fitted(others, names)
        found = np.where(fold == number, 1 / (1 + np.exp(-odds)), found)
    return found


def before(link: Seen) -> float:
    """What the code said of such a link before."""
    return BEFORE.get(link.evidence.reason, 0.6 * link.evidence.share)


def reliability(name: str, probabilities: Floats, right: npt.NDArray[np.bool_]) -> None:
    """Print the Brier score, and said beside true in bands of probability."""
    brier = float(np.mean((probabilities - right) ** 2))
    edges = (0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 1.01)
    print(f"  {name}: Brier score {brier:.4f}; said -> right (links)")
    bands = []
    gap = 0.0
    for low, high in itertools.pairwise(edges):
        inside = (probabilities >= low) & (probabilities < high)
        if inside.any():
            told, true = probabilities[inside].mean(), right[inside].mean()
            gap += inside.mean() * abs(told - true)
            bands.append(f"{told:.2f} -> {true:.2f} ({inside.sum()})")
    print("   ", ", ".join(bands))
    print(f"    mean gap between said and right {gap:.3f}")


def report(*, write: bool = False) -> None:
    """Fit, print how reliable the estimates are, and write them where asked."""
    links = seen()
    right = np.array([one.right for one in links])
    reasons = sorted({one.evidence.reason.value for one in links})
    names = list(dict.fromkeys(name for one in links for name in one.evidence.features()))
    print(f"{len(links)} links of labelled names, {right.mean():.0%} of them right")
    reliability("constants, as before", np.array([before(one) for one in links]), right)
    reliability("estimated, shoes unseen", held_out(links, names), right)
    for reason in reasons:
        for known in (True, False):
            mine = [one.right for one in links
                    if (one.evidence.reason, one.evidence.known) == (reason, known)]  # fmt: skip
            if mine:
                where = "" if known else "model not in the lexicon"
                print(f"    {reason:22} {len(mine):5} links, {np.mean(mine):.3f} right {where}")
    if write:
        weights = fitted(links, names)
        with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
            file.write("# Provenance: fitted by `python -m bench.calibrate_links --write` on names "
                       "labelled by hand; log odds.\n")  # fmt: skip
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["evidence", "weight"])
            writer.writerows((n, round(float(w), 3)) for n, w in zip(names, weights, strict=True))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the weights anew")
    report(write=parser.parse_args().write)


if __name__ == "__main__":
    main()
