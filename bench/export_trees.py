"""A trained LightGBM booster as the plain arrays of `solecast.link.pairs.trees`."""

from typing import Any

import lightgbm
import numpy as np

from solecast.link.pairs.trees import MOST_LEAVES, Trees


def export_trees(booster: lightgbm.Booster) -> Trees:
    """Plain arrays that answer exactly as the booster does on float32 features."""
    tests: list[tuple[int, float, int, int]] = []
    trees = booster.dump_model()["tree_info"]
    values = np.zeros((len(trees), MOST_LEAVES), np.float32)
    for number, tree in enumerate(trees):
        _walk(tree["tree_structure"], number, [], values, tests)
    feature, threshold, tree_of, struck = zip(*sorted(tests), strict=True)
    return Trees(
        np.array(feature, np.uint8),
        np.array([_floor32(value) for value in threshold], np.float32),
        np.array(tree_of, np.uint16),
        np.array(struck, np.uint16),
        values,
    )


def _floor32(value: float) -> np.float32:
    """The greatest float32 that is not above `value`: comparisons of float32 stay the same."""
    rounded = np.float32(value)
    return rounded if float(rounded) <= value else np.nextafter(rounded, np.float32(-np.inf))


def _walk(
    node: dict[str, Any],
    number: int,
    leaves: list[float],
    values: np.ndarray[Any, np.dtype[np.float32]],
    tests: list[tuple[int, float, int, int]],
) -> None:
    """Number the leaves from left to right; a false test strikes the leaves of its left branch."""
    if "leaf_value" in node:
        values[number, len(leaves)] = node["leaf_value"]
        leaves.append(node["leaf_value"])
        return
    before = len(leaves)
    _walk(node["left_child"], number, leaves, values, tests)
    struck = (1 << len(leaves)) - (1 << before)
    _walk(node["right_child"], number, leaves, values, tests)
    tests.append((node["split_feature"], node["threshold"], number, struck))
