"""Work beside other work: NumPy computes outside of Python's lock, and other processes do."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
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


def begun(work: Callable[[], Found]) -> Callable[[], Found]:
    """Begin to work in a thread; give what waits for its end, and gives or raises what came."""
    future: Future[Found] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    # A build that fails must not wait for it.
    Thread(target=run, daemon=True).start()
    return future.result
