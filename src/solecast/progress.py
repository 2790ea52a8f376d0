"""How rooms tell a person how far long work has come.

A room takes a `Progress` and calls it with what it does ("linking names"), how much is done and
how much there is; the command line turns the calls into bars or lines of JSON, libraries and
tests pass `silent`. Of work that cannot be counted, `done` is 0 until it is the total.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Progress = Callable[[str, int, int], None]

_Item = TypeVar("_Item")

_OFTEN = 0.1
"""Seconds between two calls: a bar that moves ten times a second looks smooth."""


def silent(step: str, done: int, total: int) -> None:
    """Say nothing: for libraries and tests."""


def counted(items: Iterable[_Item], progress: Progress, step: str, total: int) -> Iterator[_Item]:
    """Give the items, telling how many of `total` are done; the last call says that all are."""
    progress(step, 0, total)
    told = time.monotonic()
    for done, item in enumerate(items):
        if time.monotonic() - told > _OFTEN:
            progress(step, done, total)
            told = time.monotonic()
        yield item
    progress(step, total, total)


class Steps:
    """Tells of steps that cannot be counted, one after the other."""

    def __init__(self, progress: Progress) -> None:
        """Tell `progress`; nothing has begun."""
        self._progress, self._current = progress, ""

    def begin(self, step: str) -> None:
        """End the step before, and begin one; an empty name begins none."""
        if self._current:
            self._progress(self._current, 1, 1)
        self._current = step
        if step:
            self._progress(step, 0, 1)
