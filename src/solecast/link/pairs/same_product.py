"""Do two titles name the same colorway?"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...errors import InputError
from .pair_rules import rules_log_odds
from .pair_tokens import PairTitle, parse_pair_title
from .trained_model import log_odds, shipped_model

Mode = Literal["trained", "cold", "rules"]
MODES = ("trained", "cold", "rules")
BLOCK = 8192
# Titles of the same words name the same thing, whatever a shop's ids say: the product joins them.
IDENTICAL = 6.0


def same_product(
    left: Sequence[str], right: Sequence[str], *, model: Mode = "trained"
) -> list[float]:
    """Probability, per pair of titles, that both name the same colorway; .5 is the decision.

    `left` and `right` are equally long: shop titles with or without language marks
    (`"..."@fr`), or plain catalog names. In plain names every word counts, and so does the order
    of the colours; shop titles may leave words out.

    `model` says what was learned: "trained" (the shipped model with its memory of the titles it
    was trained on), "cold" (the same model without that memory) or "rules" (nothing is learned
    from labels: `same_product(left, right, model="rules")` needs no training data at all). The
    answer does not depend on the order within a pair, nor on other pairs. A title without any
    word is the same as nothing: 0.

    Raises InputError for lists of different length and for an unknown `model`.
    """
    if len(left) != len(right):
        raise InputError(
            f"same_product compares titles pair by pair, but got {len(left)} left and "
            f"{len(right)} right titles. Give two lists of the same length."
        )
    if model not in MODES:
        raise InputError(f"same_product has no model {model!r}. Choose one of: {', '.join(MODES)}.")
    answers: list[float] = []
    for start in range(0, len(left), BLOCK):
        block = slice(start, start + BLOCK)
        answers += _block(left[block], right[block], model).tolist()
    return answers


def _block(left: Sequence[str], right: Sequence[str], mode: Mode) -> npt.NDArray[np.float64]:
    couples = [(a, b) if a <= b else (b, a) for a, b in zip(left, right, strict=True)]
    one = [parse_pair_title(a) for a, _ in couples]
    two = [parse_pair_title(b) for _, b in couples]
    odds = _log_odds(one, two, mode)
    identical = np.array([a.digest == b.digest for a, b in zip(one, two, strict=True)])
    odds = np.where(identical, np.maximum(odds, IDENTICAL), odds)
    chance = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    silent = np.array([not (a.bits and b.bits) for a, b in zip(one, two, strict=True)])
    return np.where(silent, 0.0, chance)


def _log_odds(
    one: Sequence[PairTitle], two: Sequence[PairTitle], mode: Mode
) -> npt.NDArray[np.float64]:
    if mode == "rules":
        return rules_log_odds(one, two)
    return log_odds(shipped_model(), one, two, remembering=mode == "trained")
