"""The decision without training: agreement of model words minus contradictions."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from solecast.link.pair_features import Vocabulary, batch, features
from solecast.link.pair_tokens import PairTitle

_UNIFORM = Vocabulary(np.zeros(0, np.uint32), np.zeros(0, np.float32), 1.0)


def rules_log_odds(
    left: Sequence[PairTitle], right: Sequence[PairTitle]
) -> npt.NDArray[np.float64]:
    """Log odds that each pair names one colorway, by hand-set weights; nothing is learned."""
    names, matrix = features(batch(left, right, _UNIFORM))
    column = dict(zip(names, matrix.T.astype(np.float64), strict=True))
    return 10 * column["head_core_jaccard"] - 7
