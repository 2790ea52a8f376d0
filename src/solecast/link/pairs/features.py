"""Features of title pairs: what two titles share, what only one of them says, what contradicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, LCSseq, Prefix

from .pair_tokens import FACTS, PairTitle
from .pair_words import GENDERS, KINDS, WordKind

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class Vocabulary(NamedTuple):
    """Inverse document frequencies: sorted token keys (uint32), their weights, and the default."""

    keys: npt.NDArray[np.uint32]
    weights: Floats
    unknown: float

    def of(self, keys: npt.NDArray[np.uint32]) -> Floats:
        """Weight of every token of `keys`."""
        if not len(self.keys):
            return np.full(len(keys), self.unknown, np.float32)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.weights[at], self.unknown).astype(np.float32)


@dataclass(frozen=True)
class PairSide:
    """The tokens of one side of every pair, in pair order: all arrays run in parallel."""

    pair: Ints
    keys: npt.NDArray[np.uint32]
    kinds: npt.NDArray[np.uint8]
    heads: npt.NDArray[np.bool_]
    weights: Floats
    shared: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class PairBatch:
    """Pairs of parsed titles as flat arrays; `left` and `right` know which tokens are shared."""

    count: int
    left: PairSide
    right: PairSide
    facts: tuple[Ints, Ints]
    titles: tuple[list[PairTitle], list[PairTitle]]


def batch(
    left: Sequence[PairTitle], right: Sequence[PairTitle], vocabulary: Vocabulary
) -> PairBatch:
    """Lay out pairs of titles and mark the tokens that both sides share."""
    sides = [_flat(titles) for titles in (left, right)]
    joint = [(pair << 32) | (bits >> 8) for pair, bits in sides]
    shared = [_member(joint[0], joint[1]), _member(joint[1], joint[0])]
    full = [
        _side(pair, bits, mark, vocabulary)
        for (pair, bits), mark in zip(sides, shared, strict=True)
    ]
    facts = [np.array([t.facts for t in titles], np.int64).T for titles in (left, right)]
    return PairBatch(len(left), full[0], full[1], (facts[0], facts[1]), (list(left), list(right)))


def _flat(titles: Sequence[PairTitle]) -> tuple[Ints, Ints]:
    """Number of the pair and bits of every token."""
    lengths = [len(t.bits) for t in titles]
    pair = np.repeat(np.arange(len(titles), dtype=np.int64), lengths)
    bits = chain.from_iterable([t.bits for t in titles])
    return pair, np.fromiter(bits, np.int64, count=len(pair))


def _side(
    pair: Ints, bits: Ints, shared: npt.NDArray[np.bool_], vocabulary: Vocabulary
) -> PairSide:
    keys = (bits >> 8).astype(np.uint32)
    kinds = ((bits >> 1) & 0x7F).astype(np.uint8)
    return PairSide(pair, keys, kinds, (bits & 1).astype(np.bool_), vocabulary.of(keys), shared)


def _member(these: Ints, those: Ints) -> npt.NDArray[np.bool_]:
    """Which of `these` occur in the sorted array `those`."""
    if not len(those):
        return np.zeros(len(these), np.bool_)
    at = np.minimum(np.searchsorted(those, these), len(those) - 1)
    return np.asarray(those[at] == these)


def _by_kind(side: PairSide, mask: npt.NDArray[np.bool_], count: int) -> Floats:
    """Summed weight of the masked tokens: pairs x kinds."""
    slots = side.pair[mask] * KINDS + side.kinds[mask]
    total = np.bincount(slots, weights=side.weights[mask], minlength=count * KINDS)
    return total.reshape(count, KINDS).astype(np.float32)


def _overlaps(pairs: PairBatch, heads: bool) -> dict[str, Floats]:
    """Per kind: weight shared, weight alone on the poorer and on the richer side."""
    left, right = pairs.left, pairs.right
    keep = [side.heads if heads else np.ones(len(side.keys), np.bool_) for side in (left, right)]
    mutual = [
        _by_kind(side, side.shared & kept, pairs.count)
        for side, kept in zip((left, right), keep, strict=True)
    ]
    shared: Floats = ((mutual[0] + mutual[1]) / 2).astype(np.float32)
    alone = [
        _by_kind(side, ~side.shared & kept, pairs.count)
        for side, kept in zip((left, right), keep, strict=True)
    ]
    low, high = np.minimum(*alone), np.maximum(*alone)
    prefix = "head_" if heads else ""
    out: dict[str, Floats] = {}
    for kind in WordKind:
        name = prefix + kind.name.lower()
        out[name + "_shared"] = shared[:, kind]
        out[name + "_low"] = low[:, kind]
        out[name + "_high"] = high[:, kind]
    core = [WordKind.MODEL, WordKind.NUMBER, WordKind.MATERIAL]
    both, less, more = (part[:, core].sum(axis=1) for part in (shared, low, high))
    out[prefix + "core_share"] = both / (both + less + 1e-6)
    out[prefix + "core_jaccard"] = both / (both + less + more + 1e-6)
    return out


def _masks(pairs: PairBatch) -> dict[str, Floats]:
    """Agreement of colour families, genders, surfaces, first hues, languages and years."""
    one = dict(zip(FACTS, pairs.facts[0], strict=True))
    two = dict(zip(FACTS, pairs.facts[1], strict=True))
    out: dict[str, Floats] = {}
    for name in ("families", "genders", "surfaces", "first_family"):
        out[name] = _agreement(one[name], two[name])
    out["first_hue"] = _equality(one["first_hue"], two["first_hue"])
    out["language"] = _equality(one["language"], two["language"])
    out["year"] = _equality(one["year"], two["year"])
    for name in ("women", "kids"):
        worn = [side["genders"] & 1 << GENDERS.index(name) for side in (one, two)]
        out[name] = (2.0 * (worn[0] & worn[1] > 0) - (worn[0] | worn[1] > 0)).astype(np.float32)
    coded = [_agreement(a["code_family"], b["families"]) for a, b in ((one, two), (two, one))]
    out["code_family_low"] = np.minimum(*coded)
    out["code_family_high"] = np.maximum(*coded)
    only = [np.bitwise_count(a & ~b) for a, b in ((one["families"], two["families"]),
            (two["families"], one["families"]))]  # fmt: skip
    named = [np.bitwise_count(side["families"]) for side in (one, two)]
    out["families_named"] = np.minimum(*named).astype(np.float32)
    out["families_low"] = np.minimum(*only).astype(np.float32)
    out["families_high"] = np.maximum(*only).astype(np.float32)
    return out


def _agreement(one: Ints, two: Ints) -> Floats:
    """Jaccard of two bit masks; -1 where both speak and disagree wholly, 0 where one is silent."""
    both = np.bitwise_count(one & two).astype(np.float32)
    either = np.bitwise_count(one | two).astype(np.float32)
    score: Floats = (both / np.maximum(either, 1)).astype(np.float32)
    score[(one != 0) & (two != 0) & (both == 0)] = -1
    score[(one == 0) & (two == 0)] = -0.5
    return score


def _equality(one: Ints, two: Ints) -> Floats:
    """1 equal, -1 different, 0 where one side is silent."""
    spoken = (one != 0) & (two != 0)
    return np.where(spoken, np.where(one == two, 1, -1), 0).astype(np.float32)


def _spellings(pairs: PairBatch) -> dict[str, Floats]:
    """String similarities of model, first part and whole title, 0-1."""
    left, right = pairs.titles
    out: dict[str, Floats] = {}
    for name, field, scorer in (
        ("model_winkler", "model", JaroWinkler.normalized_similarity),
        ("model_ratio", "model", fuzz.ratio),
        ("model_partial", "model", fuzz.partial_ratio),
        ("head_ratio", "head", fuzz.ratio),
        ("text_set", "text", fuzz.token_set_ratio),
    ):
        texts = [[getattr(t, field) for t in side] for side in (left, right)]
        out[name] = process.cpdist(*texts, scorer=scorer, dtype=np.float32)
    return out


def _orders(pairs: PairBatch) -> dict[str, Floats]:
    """How much of the shorter list of colours the longer one has in order, and begins with: 0-1.

    1 where a title names no colour.
    """
    lists = [[title.colours for title in side] for side in pairs.titles]
    lengths = [np.fromiter(map(len, side), np.float32, count=pairs.count) for side in lists]
    shorter = np.minimum(*lengths)
    out: dict[str, Floats] = {}
    for name, scorer in (("order_kept", LCSseq.similarity), ("order_begun", Prefix.similarity)):
        common = process.cpdist(*lists, scorer=scorer, dtype=np.float32)
        out[name] = np.where(shorter > 0, common / np.maximum(shorter, 1), 1).astype(np.float32)
    return out


def features(
    pairs: PairBatch, extra: Mapping[str, Floats] | None = None
) -> tuple[list[str], Floats]:
    """Names and matrix (pairs x features, float32) of all features; symmetric in left and right."""
    columns = _overlaps(pairs, heads=False) | _overlaps(pairs, heads=True)
    columns |= _masks(pairs) | _orders(pairs) | _spellings(pairs) | dict(extra or {})
    codes = np.minimum(columns["code_shared"], 1) - (columns["code_low"] > 0)
    columns["code_verdict"] = codes.astype(np.float32)
    bases = np.minimum(columns["base_shared"], 1) - (columns["base_low"] > 0)
    columns["base_verdict"] = bases.astype(np.float32)
    endings = np.minimum(columns["ending_shared"], 1) - (columns["ending_low"] > 0)
    columns["ending_verdict"] = endings.astype(np.float32)
    return list(columns), np.column_stack(list(columns.values())).astype(np.float32)
