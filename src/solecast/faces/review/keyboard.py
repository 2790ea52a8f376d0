"""Single keys of a terminal, none of them lost between two questions."""

import contextlib
import os
import select
import sys
from collections.abc import Callable, Iterator

import typer

Ask = Callable[[], str]


@contextlib.contextmanager
def keyboard() -> Iterator[tuple[Ask, Ask]]:
    """Give `key`, which waits for one key, and `line`, which waits for a typed line.

    The terminal stays without echo and line editing meanwhile: whoever decides quickly presses
    the next key before its question is there. Empty texts mean the end of the input.
    """
    try:
        import termios
        import tty
    except ImportError:  # Windows
        yield typer.getchar, input
        return
    place = sys.stdin.fileno()
    before = termios.tcgetattr(place)

    def line() -> str:
        termios.tcsetattr(place, termios.TCSANOW, before)
        try:
            return input()
        finally:
            tty.setcbreak(place, termios.TCSANOW)

    tty.setcbreak(place, termios.TCSANOW)
    try:
        yield lambda: _key(place), line
    finally:
        termios.tcsetattr(place, termios.TCSANOW, before)


def _key(place: int) -> str:
    """Read one key; an arrow or another key of several characters comes whole."""
    pressed = os.read(place, 1)
    if pressed == b"\x1b" and select.select([place], [], [], 0.02)[0]:
        pressed += os.read(place, 16)
    return pressed.decode(errors="replace")
