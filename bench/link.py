"""`python -m bench.link`: same_product beside RapidFuzz, TF-IDF and Splink on the same pairs.

Then what links to a catalog (`bench.link_catalog`), merges catalogs (`bench.link_merges`) and
reads names that no lexicon was written on (`bench.link_frozen`).

Reads ../shared/data/title-pairs beside the checkout. Every method decides the validation pairs
that training did not see; a peer that needs a threshold gets the best one on the training pairs.
Prints F1, precision, recall and pairs per second (one core, caches empty, parsing included).
"""

import argparse
import os
import time
from collections.abc import Callable
from typing import NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from bench import calibrate_links, link_catalog, link_frozen, link_merges
from bench.link_splink import splink_scores
from bench.title_pairs import read_pairs
from solecast.link.lexicon.tokenizer import plain
from solecast.link.pairs.pair_tokens import LONGEST, parse_pair_title
from solecast.link.pairs.same_product import Mode, same_product

Scores = npt.NDArray[np.float64]


class Sample(NamedTuple):
    """Labelled pairs: `left` and `right` titles, `same` where one colorway is named."""

    left: list[str]
    right: list[str]
    same: npt.NDArray[np.bool_]


class Method(NamedTuple):
    """A way to score pairs; `threshold` None means: choose the best on the training pairs."""

    name: str
    score: Callable[[Sample], Scores]
    threshold: float | None = None


def sample(rows: list[tuple[str, str, bool]]) -> Sample:
    """The columns of labelled rows."""
    return Sample(
        [left for left, _, _ in rows],
        [right for _, right, _ in rows],
        np.array([same for *_, same in rows]),
    )


def ours(mode: Mode) -> Callable[[Sample], Scores]:
    """same_product in one of its modes, without what it remembers from an earlier call."""

    def score(pairs: Sample) -> Scores:
        parse_pair_title.cache_clear()
        return np.array(same_product(pairs.left, pairs.right, model=mode))

    return score


def token_set(pairs: Sample) -> Scores:
    """RapidFuzz token_set_ratio of the cleaned titles, 0-100."""
    left, right = ([plain(title, LONGEST) for title in side] for side in pairs[:2])
    return process.cpdist(left, right, scorer=fuzz.token_set_ratio, dtype=np.float64)


def extract_one(pairs: Sample) -> Scores:
    """RapidFuzz process.extractOne: its score where the right title is the left one's best."""
    choices = list(dict.fromkeys(plain(title, LONGEST) for title in pairs.right))
    found: dict[str, tuple[str, float, int]] = {}
    scores = np.zeros(len(pairs.left))
    for row, (left, right) in enumerate(zip(pairs.left, pairs.right, strict=True)):
        if left not in found:
            found[left] = process.extractOne(
                plain(left, LONGEST), choices, scorer=fuzz.token_set_ratio
            )
        best, score, _ = found[left]
        scores[row] = score if best == plain(right, LONGEST) else 0
    return scores


def _tfidf(pairs: Sample) -> tuple[Scores, Scores]:
    """Cosine of character 2-4-grams of every pair, and each left title's best over all rights."""
    left, right = ([plain(title, LONGEST) for title in side] for side in pairs[:2])
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4)).fit([*left, *right])
    one, two = vectors.transform(left), vectors.transform(right)
    cosine = np.asarray(one.multiply(two).sum(axis=1)).ravel()
    best = (one @ vectors.transform(sorted(set(right))).T).max(axis=1).toarray().ravel()
    return cosine, best


def tfidf(pairs: Sample) -> Scores:
    """TF-IDF cosine of each pair."""
    return _tfidf(pairs)[0]


def nearest(pairs: Sample) -> Scores:
    """TF-IDF cosine where the right title is the left one's nearest neighbour, else 0."""
    cosine, best = _tfidf(pairs)
    return np.where(cosine >= best - 1e-9, cosine, 0)


def splink(pairs: Sample) -> Scores:
    """Match probability of Splink on DuckDB, given the same parsed columns."""
    return splink_scores(pairs.left, pairs.right)


METHODS = (
    Method("same_product, trained (default)", ours("trained"), 0.5),
    Method("same_product, cold (no memory)", ours("cold"), 0.5),
    Method("same_product, rules (no labels)", ours("rules"), 0.5),
    Method("RapidFuzz token_set_ratio", token_set),
    Method("RapidFuzz process.extractOne", extract_one),
    Method("TF-IDF 2-4-gram cosine", tfidf),
    Method("TF-IDF nearest neighbour", nearest),
    Method("Splink on DuckDB, our parsed columns", splink),
)


def f1(same: npt.NDArray[np.bool_], decided: npt.NDArray[np.bool_]) -> float:
    """Harmonic mean of precision and recall."""
    return float(2 * (decided & same).sum() / max(1, decided.sum() + same.sum()))


def best_threshold(same: npt.NDArray[np.bool_], scores: Scores) -> float:
    """The threshold of the highest F1 among 200 quantiles of the scores."""
    candidates = np.unique(np.quantile(scores, np.linspace(0.01, 0.999, 200)))
    return float(max(candidates, key=lambda limit: f1(same, scores >= limit)))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="large", choices=("small", "medium", "large"))
    size = parser.parse_args().size
    rows = read_pairs(f"train_{size}")
    seen = {row[:2] for row in rows}
    training = sample(rows)
    asked = sample([row for row in read_pairs(f"valid_{size}") if row[:2] not in seen])
    print(f"valid_{size} without the pairs of train_{size}: {len(asked.same)} pairs, "
          f"{asked.same.sum()} same")  # fmt: skip
    print(f"{'':38}     F1  prec.   rec.  pairs/s")
    for method in METHODS:
        limit = method.threshold
        if limit is None:
            limit = best_threshold(training.same, method.score(training))
        started = time.perf_counter()
        scores = method.score(asked)
        took = time.perf_counter() - started
        decided = scores >= limit
        right = (decided & asked.same).sum()
        print(f"{method.name:38} {f1(asked.same, decided):6.3f} {right / decided.sum():6.3f} "
              f"{right / asked.same.sum():6.3f} {len(asked.same) / took:8,.0f}")  # fmt: skip
    link_catalog.main()
    link_merges.report()
    link_frozen.report()
    calibrate_links.report()


if __name__ == "__main__":
    main()
