"""The memory of decisions: titles confirmed to name one colorway, and colorways told apart.

A title is kept as a 64-bit hash of its words, never as text.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .features import Floats
from .pair_tokens import PairTitle


class ConfirmedPairs(NamedTuple):
    """Known titles (sorted uint64 hashes) with their group (uint16); the size of every group;
    and sorted couples of groups (uint32: lower << 16 | higher) with how often they were told apart.
    """

    titles: npt.NDArray[np.uint64]
    groups: npt.NDArray[np.uint16]
    sizes: npt.NDArray[np.uint16]
    couples: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.uint8]


def empty_memory() -> ConfirmedPairs:
    """A memory that knows nothing."""
    return ConfirmedPairs(
        np.zeros(0, np.uint64), np.zeros(0, np.uint16), np.zeros(0, np.uint16),
        np.zeros(0, np.uint32), np.zeros(0, np.uint8),
    )  # fmt: skip


def remember(
    left: Sequence[PairTitle], right: Sequence[PairTitle], same: Sequence[bool]
) -> ConfirmedPairs:
    """Group titles that decisions join (transitively); count the decisions that part groups."""
    parent: dict[int, int] = {}
    for one, two, joined in zip(left, right, same, strict=True):
        roots = [_root(parent, title.digest) for title in (one, two)]
        if joined:
            parent[max(roots)] = min(roots)
    titles = sorted(parent)
    roots = [_root(parent, digest) for digest in titles]
    number = {root: n for n, root in enumerate(dict.fromkeys(roots))}
    of = {digest: number[root] for digest, root in zip(titles, roots, strict=True)}
    parted = Counter(
        _couple(of[one.digest], of[two.digest])
        for one, two, joined in zip(left, right, same, strict=True)
        if not joined
    )
    couples = sorted(parted)
    return ConfirmedPairs(
        np.array(titles, np.uint64),
        np.array([of[digest] for digest in titles], np.uint16),
        np.bincount([of[digest] for digest in titles]).astype(np.uint16),
        np.array(couples, np.uint32),
        np.array([min(parted[couple], 255) for couple in couples], np.uint8),
    )


def _couple(one: int, two: int) -> int:
    return min(one, two) << 16 | max(one, two)


def _root(parent: dict[int, int], digest: int) -> int:
    parent.setdefault(digest, digest)
    while parent[digest] != digest:
        parent[digest] = parent[parent[digest]]
        digest = parent[digest]
    return digest


def recall(
    memory: ConfirmedPairs, left: Sequence[PairTitle], right: Sequence[PairTitle]
) -> dict[str, Floats]:
    """What decisions say of every pair, as `joined` and `apart`; 0 where they say nothing.

    joined: size of the one group that holds both titles; apart: how often the two groups of the
    titles were told apart. Titles that are known but were never compared tell nothing.
    """
    groups = np.array([_groups(memory, side) for side in (left, right)])
    low, high = groups.min(axis=0), groups.max(axis=0)
    joined = np.zeros(len(low), np.float32)
    same = (low == high) & (low >= 0)
    joined[same] = memory.sizes[low[same]]
    apart = np.zeros(len(low), np.float32)
    if len(memory.couples):
        couple = (np.maximum(low, 0) << 16) | np.maximum(high, 0)
        at = np.minimum(np.searchsorted(memory.couples, couple), len(memory.couples) - 1)
        told = (low >= 0) & (memory.couples[at] == couple)
        apart[told] = memory.counts[at[told]]
    return {"joined": joined, "apart": apart}


def _groups(memory: ConfirmedPairs, titles: Sequence[PairTitle]) -> npt.NDArray[np.int64]:
    """Group of every title, -1 where it is unknown."""
    digests = np.array([title.digest for title in titles], np.uint64)
    if not len(memory.titles):
        return np.full(len(digests), -1, np.int64)
    at = np.minimum(np.searchsorted(memory.titles, digests), len(memory.titles) - 1)
    return np.where(memory.titles[at] == digests, memory.groups[at].astype(np.int64), -1)
