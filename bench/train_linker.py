"""Train the model of `same_product`: `python -m bench.train_linker` reproduces the shipped file.

Reads ../shared/data/title-pairs beside the checkout. Prints F1 on the validation pairs (without
the pairs that training saw), and on colorways held out of training altogether: the figure of a
shop that nobody has linked yet.
"""

import argparse
import itertools
import os
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

os.environ.setdefault("OMP_NUM_THREADS", "1")

import lightgbm
import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bench.export_trees import export_trees
from bench.title_pairs import read_pairs
from solecast.link.pairs.confirmed_pairs import empty_memory, recall, remember
from solecast.link.pairs.differences import BUCKETS, difference_items
from solecast.link.pairs.features import Floats, PairBatch, Vocabulary, batch, features
from solecast.link.pairs.pair_rules import rules_log_odds
from solecast.link.pairs.pair_tokens import PairTitle, parse_pair_title
from solecast.link.pairs.trained_model import Doubles, PairModel, joined, log_odds, save_model
from solecast.link.pairs.trees import Trees, score_trees

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "src" / "solecast" / "link" / "pairs" / "weights" / "pairs.npz"
FOLDS = 5
PENALTY = 1.0
TREES: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 8,
    "learning_rate": 0.08,
    "min_child_samples": 10,
    "colsample_bytree": 0.5,
    "subsample": 0.8,
    "subsample_freq": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
    "n_jobs": 1,
}


class Pairs(NamedTuple):
    """Labelled pairs of parsed titles; `same` is true where both name one colorway."""

    left: list[PairTitle]
    right: list[PairTitle]
    same: npt.NDArray[np.bool_]

    def at(self, chosen: npt.NDArray[np.bool_]) -> "Pairs":
        """The pairs that the mask chooses."""
        rows = np.flatnonzero(chosen).tolist()
        return Pairs([self.left[r] for r in rows], [self.right[r] for r in rows], self.same[chosen])


def parsed(rows: Sequence[tuple[str, str, bool]]) -> Pairs:
    """Parse both titles of every row."""
    return Pairs(
        [parse_pair_title(a) for a, _, _ in rows],
        [parse_pair_title(b) for _, b, _ in rows],
        np.array([same for *_, same in rows]),
    )


def vocabulary_of(pairs: Pairs) -> Vocabulary:
    """Inverse document frequencies over the distinct titles: ln(n / df) / 2, at least .2."""
    titles = {title.digest: title for title in (*pairs.left, *pairs.right)}
    seen = Counter(bits >> 8 for title in titles.values() for bits in title.bits)
    keys = sorted(seen)
    share = np.log(len(titles) / np.array([seen[key] for key in keys])) / 2
    weights = np.maximum(share, 0.2).astype(np.float32)
    return Vocabulary(np.array(keys, np.uint32), weights, float(weights.max()))


def boosted(matrix: Floats, same: npt.NDArray[np.bool_], rounds: int, seed: int) -> Trees:
    """Boosted trees that tell same from different."""
    learner = lightgbm.LGBMClassifier(**TREES, n_estimators=rounds, random_state=seed)
    return export_trees(learner.fit(matrix, same).booster_)


class Stage(NamedTuple):
    """Training state of a set of pairs: features, differences as a sparse matrix, labels."""

    matrix: Floats
    items: sparse.csr_matrix
    same: npt.NDArray[np.bool_]


def staged(pairs: Pairs, vocabulary: Vocabulary) -> Stage:
    """Features and differences of every pair."""
    laid: PairBatch = batch(pairs.left, pairs.right, vocabulary)
    rows, buckets = difference_items(laid)
    ones = np.ones(len(rows), np.float32)
    items = sparse.csr_matrix((ones, (rows, buckets)), shape=(laid.count, BUCKETS))
    return Stage(features(laid)[1], items, pairs.same)


class Correction(NamedTuple):
    """Logistic regression on the first score and the differences."""

    scale: float
    offset: float
    weights: Floats

    def of(self, base: Doubles, items: sparse.csr_matrix) -> Doubles:
        """Corrected log odds."""
        return np.asarray(self.scale * base + items @ self.weights + self.offset)


def correction(base: Doubles, items: sparse.csr_matrix, same: npt.NDArray[np.bool_]) -> Correction:
    """Learn how much every difference of words changes the odds."""
    columns = sparse.hstack([sparse.csr_matrix(base[:, None]), items]).tocsr()
    learner = LogisticRegression(C=PENALTY, max_iter=200, tol=1e-3).fit(columns, same)
    weights = learner.coef_[0][1:].astype(np.float16).astype(np.float32)
    return Correction(float(learner.coef_[0][0]), float(learner.intercept_[0]), weights)


def held_out(
    pairs: Pairs,
    stage: Stage,
    tests: list[npt.NDArray[np.bool_]],
    trains: list[npt.NDArray[np.bool_]],
) -> tuple[Doubles, dict[str, Floats]]:
    """Corrected score and memory of every pair, from models that did not see it."""
    base = np.zeros(len(pairs.same))
    score = np.zeros(len(pairs.same))
    recalled = recall(empty_memory(), pairs.left, pairs.right)
    for test, train in zip(tests, trains, strict=True):
        trees = boosted(stage.matrix[train], stage.same[train], 150, 0)
        base[test] = score_trees(trees, stage.matrix[test])
    for test, train in zip(tests, trains, strict=True):
        fixed = correction(base[train], stage.items[train], stage.same[train])
        score[test] = fixed.of(base[test], stage.items[test])
        known, asked = pairs.at(train), pairs.at(test)
        memory = remember(known.left, known.right, known.same.tolist())
        for name, column in recall(memory, asked.left, asked.right).items():
            recalled[name][test] = column
    return score, recalled


def by_pair(pairs: Pairs) -> list[npt.NDArray[np.bool_]]:
    """Folds of pairs: the titles of a held-out pair are known from other pairs."""
    fold = np.random.default_rng(0).integers(0, FOLDS, len(pairs.same))
    return [fold == n for n in range(FOLDS)]


def colorway_folds(pairs: Pairs) -> npt.NDArray[np.int64]:
    """The fold (pairs x 2) of the colorway of each title, colorways being joined by the labels."""
    memory = remember(pairs.left, pairs.right, pairs.same.tolist())
    group = dict(zip(memory.titles.tolist(), memory.groups.tolist(), strict=True))
    sides = [[crc32(b"%d" % group[t.digest]) % FOLDS for t in side] for side in pairs[:2]]
    return np.array(sides, np.int64).T


def train(pairs: Pairs) -> PairModel:
    """Fit the whole model; see docs/decisions/0020-same-product-model.md for why it is so."""
    vocabulary = vocabulary_of(pairs)
    stage = staged(pairs, vocabulary)
    tests = by_pair(pairs)
    seen = held_out(pairs, stage, tests, [~test for test in tests])
    fold = colorway_folds(pairs)
    left_out = [(fold == n).any(axis=1) for n in range(FOLDS)]
    unseen = held_out(pairs, stage, left_out, [~test for test in left_out])
    nothing = recall(empty_memory(), pairs.left, pairs.right)
    table = np.concatenate([
        joined(stage.matrix, seen[0], seen[1]),
        joined(stage.matrix, seen[0], nothing),
        joined(stage.matrix, *unseen),
    ])  # fmt: skip
    first = boosted(stage.matrix, pairs.same, 150, 0)
    base = np.zeros(len(pairs.same))
    for test in tests:
        trees = boosted(stage.matrix[~test], stage.same[~test], 150, 0)
        base[test] = score_trees(trees, stage.matrix[test])
    fixed = correction(base, stage.items, stage.same)
    return PairModel(
        vocabulary,
        first,
        fixed.weights,
        fixed.scale,
        fixed.offset,
        boosted(table, np.tile(pairs.same, 3), 200, 1),
        remember(pairs.left, pairs.right, pairs.same.tolist()),
    )


def f1(same: npt.NDArray[np.bool_], odds: Doubles) -> float:
    """F1 of the decision at probability .5."""
    decided = odds > 0
    return float(2 * (decided & same).sum() / max(1, decided.sum() + same.sum()))


def report(size: str) -> PairModel:
    """Train on one size, print F1 on its validation pairs; return the model."""
    rows = read_pairs(f"train_{size}")
    seen = {row[:2] for row in rows}
    valid = parsed([row for row in read_pairs(f"valid_{size}") if row[:2] not in seen])
    started = time.perf_counter()
    model = train(parsed(rows))
    took = time.perf_counter() - started
    for remembering in (True, False):
        odds = log_odds(model, valid.left, valid.right, remembering=remembering)
        name = "with memory" if remembering else "without memory"
        print(f"train_{size}, valid_{size} ({len(valid.same)} unseen pairs), {name}: "
              f"F1 {f1(valid.same, odds):.4f}")  # fmt: skip
    print(f"  trained in {took:.0f} s")
    return model


def report_new_colorways(pairs: Pairs) -> None:
    """Ask each pair of a model that never saw the colorway of its left title; print F1.

    In each of five folds training goes without every pair that has a colorway of that fold.
    """
    fold = colorway_folds(pairs)
    odds = np.zeros(len(pairs.same))
    for n in range(FOLDS):
        model = train(pairs.at((fold != n).all(axis=1)))
        asked = fold[:, 0] == n
        left_out = pairs.at(asked)
        odds[asked] = log_odds(model, left_out.left, left_out.right, remembering=True)
    rules = rules_log_odds(pairs.left, pairs.right)
    print(f"  colorways new to the model, {FOLDS} folds ({len(odds)} pairs): "
          f"F1 {f1(pairs.same, odds):.4f}; rules {f1(pairs.same, rules):.4f}")  # fmt: skip
    for low, high in itertools.pairwise((0, 0.05, 0.2, 0.5, 0.8, 0.95, 1.01)):
        chance = 1 / (1 + np.exp(-odds))
        here = (chance >= low) & (chance < high)
        print(f"    said {low:.2f} to {min(high, 1):.2f}: {here.sum():6} pairs, "
              f"{pairs.same[here].mean():.3f} the same")  # fmt: skip


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", default=["small", "medium", "large"])
    parser.add_argument("--quick", action="store_true", help="only train, hold no colorway out")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    chosen = parser.parse_args()
    for size in chosen.sizes:
        model = report(size)
        if not chosen.quick:
            report_new_colorways(parsed(read_pairs(f"train_{size}")))
        if size == "large":
            save_model(model, chosen.out)
            print(f"written: {chosen.out} ({chosen.out.stat().st_size / 1e6:.2f} MB)")


if __name__ == "__main__":
    main()
