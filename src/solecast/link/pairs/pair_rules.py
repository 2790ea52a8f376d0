"""The decision without training: agreement of the model words minus contradictions.

The weights were set by hand, in round numbers: a contradiction of codes, gender or surface
outweighs any agreement, a missing word costs little, a missing colour next to nothing.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from .bare_names import names_agree
from .certain_pairs import Column, settled
from .features import Vocabulary, batch, features
from .pair_tokens import PairTitle

# Without training no word is rarer than another.
_UNIFORM = Vocabulary(np.zeros(0, np.uint32), np.zeros(0, np.float32), 1.0)


def rules_log_odds(left: Sequence[PairTitle], right: Sequence[PairTitle]) -> Column:
    """Log odds that each pair names one colorway; nothing is learned from labels."""
    pairs = batch(left, right, _UNIFORM)
    names, matrix = features(pairs)
    column = dict(zip(names, matrix.T.astype(np.float64), strict=True))
    odds = _names(column) + _colours(column) + _codes(column) - 5
    agree = names_agree(pairs, column["model_ratio"] == 100)
    return settled(odds, column, agree, np.zeros(len(odds), np.bool_))


def _names(column: Mapping[str, Column]) -> Column:
    """Model, number, material, brand, gender, surface."""
    same_spelling = column["model_ratio"] >= 96
    agree = np.maximum(column["head_core_jaccard"], 0.9 * column["core_jaccard"])
    agree = np.maximum(agree, 0.9 * same_spelling)
    odds: Column = 8 * agree
    unlike = np.minimum(column["head_model_low"], 2) + 2.5 * (column["head_number_low"] > 0)
    odds -= (unlike + 0.7 * (column["head_number_high"] > 0)) * ~same_spelling
    # Where both titles are careful enough to name colours, neither forgot a version number.
    odds -= 2 * ((column["head_number_high"] > 0) & (column["families_named"] > 0) & ~same_spelling)
    odds -= 2 * (column["material_low"] > 0) + 2 * (column["head_material_high"] > 0)
    odds -= 2 * (column["brand_low"] > 0)
    odds -= 6 * (column["genders"] == -1) + 0.5 * (column["genders"] == 0)
    odds -= 4 * (column["kids"] == -1) + 0.5 * (column["women"] == -1)
    odds -= 4 * (column["surfaces"] == -1)
    return odds


def _colours(column: Mapping[str, Column]) -> Column:
    """Colour families, the first colour, shades."""
    both = column["families"] > 0
    odds: Column = both * column["families"] - 2.5 * (column["families"] == -1)
    odds -= 1.8 * np.minimum(column["families_low"], 2)
    odds -= 0.5 * np.minimum(column["families_high"], 2) * both
    odds -= 0.8 * ((column["families_high"] > 0) & (column["families_named"] > 1))
    odds -= 2.5 * (column["order_kept"] < 1) + 0.5 * (column["order_begun"] < 1)
    odds += 0.5 * (column["first_family"] > 0) - (column["first_family"] == -1)
    odds -= 1.5 * np.minimum(column["shade_low"], 1)
    odds -= 0.6 * np.minimum(column["hue_low"], 2)
    return odds


def _codes(column: Mapping[str, Column]) -> Column:
    """Style codes decide where both titles give one; else a code's colour is checked."""
    verdict = column["code_verdict"]
    odds: Column = 5.0 * (verdict > 0) - 6 * (verdict < 0)
    silent = verdict <= 0
    odds += silent * (3.0 * (column["ending_verdict"] > 0) - 4 * (column["ending_verdict"] < 0))
    contradicted = (column["code_family_low"] == -1) | (column["code_family_high"] == -1)
    odds += silent * ((column["code_family_high"] > 0) - 3.0 * contradicted)
    one_has_colours = (column["families"] == 0) & (column["families_high"] > 0)
    odds -= 0.5 * (silent & one_has_colours)
    return odds
