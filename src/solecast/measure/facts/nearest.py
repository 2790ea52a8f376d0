"""The nearest neighbours of sparse vectors, block by block: nothing of the size of all pairs.

Vectors are TF-IDF (Salton & Buckley 1988) of unit length, nearness is their cosine. A feature
that many vectors have fills a block of cosines anyway, so those features are a dense matrix,
whose product is quick; the others stay sparse. Both are rounded, and only choose who is looked
at: cosines that are given are exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from ..smoother import Floats

Ints = NDArray[np.int64]

_BLOCK = 512
_COMMON = 50
"""A feature that one vector of so many has is common."""
_ROUNDED = 1e-5
"""More than what single precision can be wrong by."""
_RUN = 16
"""Columns of which only the highest is looked at while the least of the nearest is sought."""
_TIES = 4
"""So many times the neighbours asked for are looked at where very many are equally near."""


@dataclass(frozen=True)
class Vectors:
    """Unit vectors: exact (N, F), and the same in single precision, parted by how common."""

    exact: csr_matrix
    common: NDArray[np.float32]
    rare: csr_matrix


@dataclass(frozen=True)
class Near:
    """Pairs of vectors with their cosines, by row and from the nearest on."""

    row: Ints
    column: Ints
    cosine: Floats


def unit_vectors(found: Sequence[Mapping[int, float]], features: int) -> Vectors:
    """Weigh counts of features (numbers below `features`) by how rare they are; length one."""
    sizes = [len(one) for one in found]
    where = np.concatenate([[0], np.cumsum(sizes)])
    columns = np.fromiter((at for one in found for at in one), np.int64, where[-1])
    values = np.fromiter((share for one in found for share in one.values()), float, where[-1])
    having = np.bincount(columns, minlength=features)
    values = values * (np.log((1 + len(found)) / (1 + having)) + 1)[columns]
    row = np.repeat(np.arange(len(found)), sizes)
    length = np.sqrt(np.bincount(row, values**2, len(found)))
    values = values / np.where(length > 0, length, 1)[row]
    exact = csr_matrix((values, columns, where), (len(found), features))
    single, common = exact.astype(np.float32), having * _COMMON > len(found)
    rare = single[:, np.flatnonzero(~common)].tocsr()
    return Vectors(exact, single[:, np.flatnonzero(common)].toarray(), rare)


def nearest(vectors: Vectors, start: int, stop: int, most: int, least: float) -> Near:
    """Give at most `most` others of cosine `least` or more for each of the rows from `start` on."""
    parts = [
        _nearest(vectors, at, min(at + _BLOCK, stop), most, least)
        for at in range(start, stop, _BLOCK)
    ]
    return Near(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _nearest(
    vectors: Vectors, start: int, stop: int, most: int, least: float
) -> tuple[Ints, Ints, Floats]:
    about = vectors.common[start:stop] @ vectors.common.T
    sparse = (vectors.rare[start:stop] @ vectors.rare.T).tocoo()
    about[sparse.row, sparse.col] += sparse.data
    own = np.arange(stop - start)
    about[own, own + start] = -1
    high = about >= np.maximum(_bound(about, most), least)[:, None] - _ROUNDED
    row, column = np.divmod(np.flatnonzero(high), about.shape[1])
    order = np.lexsort((column, -np.round(about[row, column], 4), row))
    row, column = row[order], column[order]
    few = place_in_row(row) < _TIES * most
    row, column = row[few], column[few]
    cosine = _cosines(vectors.exact, row + start, column)
    # Nine decimals: sums may be taken in any order without two builds differing.
    order = np.lexsort((column, -np.round(cosine, 9), row))
    row, column, cosine = row[order], column[order], cosine[order]
    kept = (place_in_row(row) < most) & (cosine >= least)
    return (row + start)[kept], column[kept], cosine[kept]


def _bound(about: NDArray[np.float32], most: int) -> NDArray[np.float32]:
    """Give a value of each row that at least `most` of it reach, and few more.

    The highest of each run of columns, each so many apart, are that many different columns.
    """
    rows, columns = about.shape
    runs = columns // _RUN
    if runs <= most:
        return np.full(rows, -1, np.float32)
    high = about[:, :runs].copy()
    for start in range(runs, runs * _RUN, runs):
        np.maximum(high, about[:, start : start + runs], out=high)
    return np.asarray(np.partition(high, runs - most, axis=1)[:, runs - most])


def place_in_row(row: Ints) -> Ints:
    """Number the pairs of each row from 0; rows are sorted."""
    number = np.arange(len(row))
    first = np.concatenate([[True], row[1:] != row[:-1]]) if len(row) else np.zeros(0, bool)
    return number - np.maximum.accumulate(np.where(first, number, 0))


def _cosines(exact: csr_matrix, left: Ints, right: Ints) -> Floats:
    both = exact[left].multiply(exact[right])
    return np.asarray(both.sum(axis=1), dtype=np.float64).ravel()
