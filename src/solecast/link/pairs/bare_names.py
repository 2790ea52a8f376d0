"""Bare names, as catalogs have them: every word counts, and so does the order of the colours.

A shop forgets a colour or adds a word; a catalog does not. `Boost 350 V2 Beluga Reflective` is
not `Boost 350 V2 Beluga`, and `White Black` is not `Black White`.
"""

import numpy as np
import numpy.typing as npt

from .features import PairBatch, PairSide
from .pair_tokens import FACTS
from .pair_words import KINDS, WordKind, tokens_of

Flags = npt.NDArray[np.bool_]

# Words of a name that one catalog has and another leaves out, and what a shoe is not called for.
_SILENT = ("air", "retro", "zoom", "boost", "gel", "adizero", "men", "unisex")
# `Air Zoom Pegasus` is `Pegasus`, but `Jordan 1 High Zoom` is not `Jordan 1 High`.
_ZOOM, _JORDAN = ("zoom",), ("jordan",)
_MAKERS = ("nike", "jordan", "adidas", "yeezy")
# Words that shops add to any shoe, but a catalog only to what is no shoe.
_OTHER_WEAR = ("boot", "boots", "cleat", "sandal", "sandals", "slide", "slides", "mule", "mules")
_CORE = (WordKind.MODEL, WordKind.NUMBER, WordKind.MATERIAL)
_TELLING = np.isin(
    np.arange(KINDS), [*_CORE, WordKind.HUE, WordKind.SHADE, WordKind.GENDER, WordKind.SURFACE]
)


def _keys(words: tuple[str, ...]) -> npt.NDArray[np.uint32]:
    return np.array([found.bits >> 8 for word in words for found in tokens_of(word)], np.uint32)


_SILENT_KEYS, _MAKER_KEYS, _OTHER_KEYS = (_keys(w) for w in (_SILENT, _MAKERS, _OTHER_WEAR))
_ZOOM_KEY, _JORDAN_KEY = _keys(_ZOOM)[0], _keys(_JORDAN)[0]


def names_agree(pairs: PairBatch, same_spelling: Flags) -> npt.NDArray[np.int8]:
    """1 where both titles are bare names of one colorway, -1 where they are not, else 0.

    `same_spelling` is true where the model words, written together, are the same.
    """
    one, two = (dict(zip(FACTS, side, strict=True)) for side in pairs.facts)
    left_over = _left_over(pairs.left, same_spelling) | _left_over(pairs.right, same_spelling)
    left_over |= _brands_differ(pairs)
    left_over |= (one["hues"] != two["hues"]) | (one["numbers"] != two["numbers"]) & ~same_spelling
    named = same_spelling | _has(
        pairs.left, pairs.left.shared & np.isin(pairs.left.kinds, _CORE), pairs.count
    )
    bare = (one["bare"] > 0) & (two["bare"] > 0)
    return np.where(bare, np.where(left_over, -1, named), 0).astype(np.int8)


def _brands_differ(pairs: PairBatch) -> Flags:
    """Two brands; or one brand and a second that only one title has, which worked with it."""
    brands = [side.kinds == WordKind.BRAND for side in (pairs.left, pairs.right)]
    alone = [
        _has(side, brand & ~side.shared, pairs.count)
        for side, brand in zip((pairs.left, pairs.right), brands, strict=True)
    ]
    guests = [
        _has(side, brand & ~side.shared & ~np.isin(side.keys, _MAKER_KEYS), pairs.count)
        for side, brand in zip((pairs.left, pairs.right), brands, strict=True)
    ]
    common = _has(pairs.left, brands[0] & pairs.left.shared, pairs.count)
    return np.asarray(alone[0] & alone[1] | common & (guests[0] | guests[1]))


def _has(side: PairSide, chosen: Flags, count: int) -> Flags:
    """Which pairs have one of the `chosen` tokens."""
    return np.bincount(side.pair[chosen], minlength=count) > 0


def _left_over(side: PairSide, same_spelling: Flags) -> Flags:
    """Which pairs have a word on this side that tells something and that the other lacks."""
    telling = _TELLING[side.kinds] & ~np.isin(side.keys, _SILENT_KEYS)
    telling &= ~(same_spelling[side.pair] & np.isin(side.kinds, _CORE))
    telling |= np.isin(side.keys, _OTHER_KEYS)
    jordans = _has(side, side.keys == _JORDAN_KEY, len(same_spelling))
    telling |= (side.keys == _ZOOM_KEY) & jordans[side.pair]
    return _has(side, ~side.shared & telling, len(same_spelling))
