"""Progress as a person or a program wants it: bars, lines of JSON, or nothing."""

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.text import Text

from ..progress import Progress, silent

_AT_LEAST = 1.0
"""Seconds after which a step that cannot say how far it is says at least that it goes on."""


class ProgressForm(StrEnum):
    """How progress is shown."""

    BARS = "bars"
    JSON = "json"
    NONE = "none"


@contextmanager
def shown(how: ProgressForm, console: Console) -> Iterator[Progress]:
    """Give what rooms tell their progress to."""
    if how is ProgressForm.NONE:
        yield silent
        return
    with bars(console) if how is ProgressForm.BARS else lines(sys.stderr) as progress:
        yield progress


@contextmanager
def bars(console: Console) -> Iterator[Progress]:
    """Show a bar for each step; one that cannot be counted moves to and fro."""
    columns = (TextColumn("{task.description:<28}"), BarColumn(), _Count(), TimeElapsedColumn())
    with Bars(*columns, console=console) as shown_bars:
        tasks: dict[str, Any] = {}

        def progress(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = shown_bars.add_task(step)
            uncounted = total <= 1 and not done
            shown_bars.update(
                tasks[step], completed=done, total=None if uncounted else max(total, done, 1)
            )
            if done >= total:
                shown_bars.stop_task(tasks[step])

        yield progress


class _Count(ProgressColumn):
    """How many of how many: nothing where a step is one piece."""

    def render(self, task: Task) -> Text:
        """Give the numbers as they are read."""
        if task.total is None or task.total <= 1:
            return Text("")
        return Text(f"{task.completed:,.0f} of {task.total:,.0f}")


@contextmanager
def lines(out: TextIO) -> Iterator[Progress]:
    """Write a line of JSON for each call, and one a second where none comes.

    Keys: `step`, `done`, `total`, and `seconds` since the first line.
    """
    writer = _Lines(out)
    thread = threading.Thread(target=writer.go_on, daemon=True)
    thread.start()
    try:
        yield writer.write
    finally:
        writer.over.set()
        thread.join()


class _Lines:
    def __init__(self, out: TextIO) -> None:
        self.over = threading.Event()
        self._out, self._lock = out, threading.Lock()
        self._start = self._last = time.monotonic()
        self._told: tuple[str, int, int] | None = None

    def write(self, step: str, done: int, total: int) -> None:
        """Write one line."""
        with self._lock:
            self._last, self._told = time.monotonic(), (step, done, total)
            passed = round(self._last - self._start, 3)
            told = {"step": step, "done": done, "total": total, "seconds": passed}
            self._out.write(json.dumps(told) + "\n")
            self._out.flush()

    def go_on(self) -> None:
        """Repeat what was told last, so that a program sees that the work goes on."""
        while not self.over.wait(_AT_LEAST / 4):
            if self._told and time.monotonic() - self._last > _AT_LEAST * 3 / 4:
                self.write(*self._told)
