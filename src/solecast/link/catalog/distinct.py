"""Subjects of a table: each distinct one once, and what was decided for it back to its rows."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


class Distinct:
    """The distinct rows of some columns of a table, in order of first appearance."""

    def __init__(self, table: pa.Table, columns: Sequence[str]) -> None:
        """Find the distinct rows."""
        codes = np.zeros(table.num_rows, dtype=np.int64)
        for column in columns:
            encoded = table[column].combine_chunks().dictionary_encode(null_encoding="encode")
            values = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
            codes = codes * (len(encoded.dictionary) + 1) + values
            _, codes = np.unique(codes, return_inverse=True)
        _, first, inverse, counts = np.unique(
            codes, return_index=True, return_inverse=True, return_counts=True
        )
        order = np.argsort(first, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        self.first: npt.NDArray[np.int64] = first[order]
        self.counts: npt.NDArray[np.int64] = counts[order]
        self.row_to_distinct: npt.NDArray[np.int64] = rank[inverse]
        self.rows: list[dict[str, Any]] = table.take(pa.array(self.first)).to_pylist()

    def spread(self, values: Sequence[str | None]) -> pa.Array:
        """Give, for every row of the table, the value decided for its distinct row."""
        if not len(self.row_to_distinct):
            return pa.array([], pa.string())
        return pc.take(pa.array(values, pa.string()), pa.array(self.row_to_distinct))
