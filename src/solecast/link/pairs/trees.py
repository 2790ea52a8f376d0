"""Boosted trees as plain arrays, evaluated with NumPy alone.

Evaluation follows QuickScorer (Lucchese et al., SIGIR 2015): every false test of a tree strikes
leaves from a bit mask; the lowest leaf that survives is the tree's answer.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

MOST_LEAVES = 16
_BLOCK = 4096


class Trees(NamedTuple):
    """An ensemble of at most 16 leaves per tree; the answer is the sum over trees (log odds).

    Per test: `feature` (uint8), `threshold` (float32; true where value <= threshold), `tree`
    (uint16) and `struck` (uint16: the leaves that a false test rules out). Per tree: `values`
    (float32, trees x 16).
    """

    feature: npt.NDArray[np.uint8]
    threshold: npt.NDArray[np.float32]
    tree: npt.NDArray[np.uint16]
    struck: npt.NDArray[np.uint16]
    values: npt.NDArray[np.float32]


# Lowest bit of every 16-bit number that is 0; in 0xFFFF, which never occurs, 0.
_LOWEST = np.array([(~n & n + 1).bit_length() - 1 if n < 0xFFFF else 0 for n in range(1 << 16)])


def score_trees(trees: Trees, matrix: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Log odds of every row of `matrix` (rows x features)."""
    blocks = [
        _score_block(trees, matrix[start : start + _BLOCK])
        for start in range(0, len(matrix), _BLOCK)
    ]
    return np.concatenate(blocks) if blocks else np.zeros(0)


def _score_block(trees: Trees, matrix: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    columns = np.ascontiguousarray(matrix.T)
    dead = np.zeros((len(trees.values), len(matrix)), np.uint16)
    tests = zip(
        trees.feature.tolist(), trees.threshold, trees.tree.tolist(), trees.struck, strict=True
    )
    for column, threshold, row, struck in tests:
        dead[row] |= (columns[column] > threshold) * struck
    total = np.zeros(len(matrix))
    for row, values in enumerate(trees.values):
        total += values[_LOWEST[dead[row]]]
    return total
