"""What is known of the heat of shoes: values by shoe and week, for many at once."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..smoother import Floats

Ints = NDArray[np.int64]

WEEK = 7
YEAR = 52 * WEEK
"""Days; a year of whole weeks, so that a week of last year is a week."""

BASE_WEEKS = 13
_MOST_GROWTH = 4.0
"""Momentum beyond a factor of four either way is noise of a small base; the rival is spared it."""
_DAYS = 1 << 22
"""More days than dates have: a number for each shoe and day."""


def days(column: pa.ChunkedArray) -> Ints:
    """Give dates as days since 1970-01-01."""
    return np.asarray(column.cast(pa.int32()).to_numpy(), np.int64)


class Known:
    """Values of a history (`id`, `week`, `value`), asked for by the number of a shoe and a day."""

    def __init__(self, history: pa.Table) -> None:
        """Sort the values of a history; nulls are not known."""
        rows = history.filter(pc.is_valid(history["value"]))
        encoded = rows["id"].combine_chunks().dictionary_encode()
        keys = encoded.indices.to_numpy().astype(np.int64) * _DAYS + days(rows["week"])
        order = np.argsort(keys, kind="stable")
        self._shoes = encoded.dictionary
        self._keys = keys[order]
        self._values = rows["value"].to_numpy()[order].astype(np.float64)

    def number(self, shoes: pa.Array | pa.ChunkedArray) -> Ints:
        """Give the number of each shoe, -1 where nothing is known of it."""
        found = pc.fill_null(pc.index_in(shoes, self._shoes), -1)
        return np.asarray(found.to_numpy(zero_copy_only=False), np.int64)

    def at(self, shoe: Ints, day: Ints) -> Floats:
        """Give the value of each shoe's week that begins on that day, NaN where none is known."""
        if not len(self._keys):
            return np.full(len(shoe), np.nan)
        asked = shoe * _DAYS + day
        place = np.minimum(np.searchsorted(self._keys, asked), len(self._keys) - 1)
        there = (self._keys[place] == asked) & (shoe >= 0)
        return np.where(there, self._values[place], np.nan)

    def base(self, shoe: Ints, first: Ints) -> Floats:
        """Give the mean of the `BASE_WEEKS` weeks before `first`, NaN where it is not positive."""
        total, count = np.zeros(len(shoe)), np.zeros(len(shoe))
        for back in range(1, BASE_WEEKS + 1):
            value = self.at(shoe, first - back * WEEK)
            total += np.nan_to_num(value)
            count += ~np.isnan(value)
        mean = total / np.maximum(count, 1)
        return np.where(mean > 0, mean, np.nan)

    def momentum(self, shoe: Ints, first: Ints) -> Floats:
        """Give the growth of the 13 weeks before `first` on the same weeks a year ago, as a ratio.

        1 where there is no year of history.
        """
        growth = self.base(shoe, first) / self.base(shoe, first - YEAR)
        return np.where(np.isnan(growth), 1.0, np.clip(growth, 1 / _MOST_GROWTH, _MOST_GROWTH))

    def last_season(self, shoe: Ints, day: Ints, first: Ints) -> Floats:
        """Give the latest value known before `first` of the same week of a year, NaN if none."""
        return self.at(shoe, day - YEAR * ((day - first) // YEAR + 1))
