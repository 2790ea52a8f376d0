"""The trained model of `same_product`: its parts, how they are joined, and the file it ships in."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .bare_names import names_agree
from .certain_pairs import settled
from .confirmed_pairs import ConfirmedPairs, empty_memory, recall
from .differences import difference_score
from .features import Floats, PairBatch, Vocabulary, batch, features
from .pair_tokens import PairTitle
from .trees import Trees, score_trees

Doubles = npt.NDArray[np.float64]


class PairModel(NamedTuple):
    """Everything that training found.

    `first` scores the features; `differences` (one weight per bucket), `scale` and `offset`
    correct that score by the words that differ; `last` joins features, corrected score and memory.
    """

    vocabulary: Vocabulary
    first: Trees
    differences: Floats
    scale: float
    offset: float
    last: Trees
    memory: ConfirmedPairs


def corrected(model: PairModel, pairs: PairBatch, matrix: Floats) -> Doubles:
    """Log odds of the first trees, corrected by the words that differ."""
    base = score_trees(model.first, matrix)
    return model.scale * base + difference_score(pairs, model.differences) + model.offset


def joined(matrix: Floats, score: Doubles, recalled: dict[str, Floats]) -> Floats:
    """The matrix that the last trees read: features, corrected score, memory."""
    return np.column_stack([matrix, score, *recalled.values()]).astype(np.float32)


def log_odds(
    model: PairModel, left: Sequence[PairTitle], right: Sequence[PairTitle], *, remembering: bool
) -> Doubles:
    """Log odds that each pair names one colorway, with or without the memory of decisions."""
    pairs = batch(left, right, model.vocabulary)
    names, matrix = features(pairs)
    recalled = recall(model.memory if remembering else empty_memory(), left, right)
    odds = score_trees(model.last, joined(matrix, corrected(model, pairs, matrix), recalled))
    column = dict(zip(names, matrix.T, strict=True))
    agree = names_agree(pairs, column["model_ratio"] == 100)
    return settled(odds, column, agree, recalled["joined"] > 0)


def save_model(model: PairModel, path: Path) -> None:
    """Write the model as a compressed NumPy archive of plain arrays, always the same bytes."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "numbers": np.array([model.scale, model.offset, model.vocabulary.unknown]),
        "differences": model.differences.astype(np.float16),
        "vocabulary_keys": model.vocabulary.keys,
        "vocabulary_weights": model.vocabulary.weights,
    }
    for name in ("first", "last", "memory"):
        part = getattr(model, name)
        arrays |= {f"{name}_{field}": getattr(part, field) for field in part._fields}
    np.savez_compressed(path, allow_pickle=False, **arrays)


def load_model(path: Path) -> PairModel:
    """Read what `save_model` wrote; raises OSError or ValueError where that is no such file."""
    with np.load(path, allow_pickle=False) as archive:
        arrays = dict(archive)
    scale, offset, unknown = arrays["numbers"].tolist()
    return PairModel(
        Vocabulary(arrays["vocabulary_keys"], arrays["vocabulary_weights"], unknown),
        Trees(*(arrays[f"first_{field}"] for field in Trees._fields)),
        arrays["differences"].astype(np.float32),
        scale,
        offset,
        Trees(*(arrays[f"last_{field}"] for field in Trees._fields)),
        ConfirmedPairs(*(arrays[f"memory_{field}"] for field in ConfirmedPairs._fields)),
    )


@cache
def shipped_model() -> PairModel:
    """The model that ships with the package."""
    return load_model(Path(str(files("solecast.link.pairs") / "weights" / "pairs.npz")))
