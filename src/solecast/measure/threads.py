"""Work on arrays on all cores: NumPy computes outside of Python's lock, so threads suffice."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Found = TypeVar("Found")

WORKERS = min(os.cpu_count() or 1, 4)
"""Threads at once; each holds arrays of its own."""


def in_threads(work: Callable[[Given], Found], given: Sequence[Given]) -> list[Found]:
    """Give `work` of each, in order; in this thread where there is one only."""
    if len(given) < 2 or WORKERS == 1:
        return [work(one) for one in given]
    with ThreadPoolExecutor(WORKERS) as workers:
        return list(workers.map(work, given))
