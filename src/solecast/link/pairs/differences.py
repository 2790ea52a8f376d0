"""Learned weights of differences: which words may differ between two titles of one colorway.

Every token that one title has alone, every token that both share, and every couple of unshared
tokens across the two titles (`noir` against `black`, `run` against `one`) has a weight, looked up
in a table by hash. The weights are those of a logistic regression.
"""

import numpy as np
import numpy.typing as npt

from .features import Floats, Ints, PairBatch, PairSide
from .pair_words import WordKind

ALONE = 1 << 14
SHARED = 1 << 13
ACROSS = 1 << 16
BUCKETS = ALONE + SHARED + ACROSS
MOST_ACROSS = 14
_MIX = np.uint64(0x9E3779B97F4A7C15)
_TURN = np.uint64(0xBF58476D1CE4E5B9)
_CROSSED = np.array(
    [
        kind not in (WordKind.CODE, WordKind.BASE, WordKind.ENDING, WordKind.NOISE)
        for kind in WordKind
    ]
)


def difference_items(pairs: PairBatch) -> tuple[Ints, Ints]:
    """(pair, bucket) of every difference and agreement of the batch, in parallel arrays."""
    rows: list[Ints] = []
    buckets: list[Ints] = []
    for side in (pairs.left, pairs.right):
        alone = ~side.shared
        rows.append(side.pair[alone])
        spot = _mixed(side.keys[alone].astype(np.uint64)) % np.uint64(ALONE // 2)
        buckets.append(spot.astype(np.int64) * 2 + side.heads[alone])
    both = pairs.left.shared
    rows.append(pairs.left.pair[both])
    spot = _mixed(pairs.left.keys[both].astype(np.uint64)) % np.uint64(SHARED)
    buckets.append(spot.astype(np.int64) + ALONE)
    pair, spot = _across(pairs)
    rows.append(pair)
    buckets.append(spot.astype(np.int64) + ALONE + SHARED)
    return np.concatenate(rows), np.concatenate(buckets)


def _mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    values = (values ^ (values >> np.uint64(15))) * _MIX
    values = (values ^ (values >> np.uint64(29))) * _TURN
    return values ^ (values >> np.uint64(32))


def _across(pairs: PairBatch) -> tuple[Ints, npt.NDArray[np.uint64]]:
    """Every unshared token of the left against every one of the right, the order forgotten."""
    left_pair, left_hash, _, _ = _lonely(pairs.left, pairs.count)
    _, right_hash, right_start, right_count = _lonely(pairs.right, pairs.count)
    repeats = right_count[left_pair]
    pair = np.repeat(left_pair, repeats)
    first = np.repeat(left_hash, repeats)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    second = right_hash[right_start[pair] + offset]
    return pair, _mixed(first + second) % np.uint64(ACROSS)


def _lonely(side: PairSide, count: int) -> tuple[Ints, npt.NDArray[np.uint64], Ints, Ints]:
    """Pair and hash of at most `MOST_ACROSS` unshared tokens per pair; starts and counts."""
    chosen = np.flatnonzero(~side.shared & _CROSSED[side.kinds])
    counts = np.bincount(side.pair[chosen], minlength=count)
    starts = np.cumsum(counts) - counts
    rank = np.arange(len(chosen)) - starts[side.pair[chosen]]
    chosen = chosen[rank < MOST_ACROSS]
    counts = np.minimum(counts, MOST_ACROSS)
    starts = np.cumsum(counts) - counts
    return side.pair[chosen], _mixed(side.keys[chosen].astype(np.uint64)), starts, counts


def difference_score(pairs: PairBatch, weights: Floats) -> Floats:
    """Sum of the weights of a pair's differences: log odds (a part of them), one per pair."""
    rows, buckets = difference_items(pairs)
    total = np.bincount(rows, weights=weights[buckets], minlength=pairs.count)
    return total.astype(np.float32)
