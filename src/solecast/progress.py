"""How rooms tell a person how far long work has come.

A room takes a `Progress` and calls it with the step's name, what is done and the total;
the command line turns the calls into bars, libraries and tests pass `silent`.
"""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Say nothing: for libraries and tests."""
