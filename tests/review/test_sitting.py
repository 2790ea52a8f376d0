"""An editor at a real terminal, deciding with single keys."""

import os
import pty
import select
import subprocess
import sys
import time

import pytest

from solecast.link import load_decisions

from .folder import PEGASUS


class Terminal:
    """A process at the end of a pseudo-terminal."""

    def __init__(self, *words):
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "solecast", *words],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**os.environ, "COLUMNS": "120", "TERM": "xterm"},
        )  # fmt: skip
        os.close(slave)
        self.said = ""

    def until(self, text, seconds=20):
        """Read until `text` is said after what was read before."""
        said, deadline = "", time.monotonic() + seconds
        while text not in said and time.monotonic() < deadline:
            if select.select([self._master], [], [], 0.1)[0]:
                try:
                    said += os.read(self._master, 65536).decode(errors="replace")
                except OSError:
                    break
        self.said += said
        assert text in said, self.said
        return said

    def press(self, keys):
        os.write(self._master, keys.encode())

    def close(self):
        self._process.kill()
        self._process.wait()
        os.close(self._master)


@pytest.fixture
def terminal(folder):
    opened = Terminal("review", str(folder))
    yield opened
    opened.close()


def test_keys_decide_undo_skip_and_quit(terminal, folder):
    shown = terminal.until("quit")
    assert "1 of 4" in shown
    assert "In your files" in shown
    assert "70%, perhaps" in shown
    terminal.press("r")
    assert f"Rejected: {PEGASUS} is not nike-pegasus-41." in terminal.until("2 of 4")
    assert load_decisions(folder / "decisions.csv")[0].title == PEGASUS
    terminal.press("u")
    assert "waits again" in terminal.until("1 of 4")
    assert load_decisions(folder / "decisions.csv") == []
    terminal.press("z")
    terminal.until("no choice here")
    terminal.press("a")
    assert "2 of 4" in terminal.until("Conflict: one name, two style codes")
    terminal.press("s")
    terminal.until("3 of 4")
    terminal.press("q")
    terminal.until("1 decision saved to decisions.csv; run: solecast build")
    (decision,) = load_decisions(folder / "decisions.csv")
    assert (decision.title, decision.verdict) == (PEGASUS, "accept")


def test_another_shoe_can_be_named(terminal, folder):
    for place in ("1 of 4", "2 of 4", "3 of 4"):
        terminal.until(place)
        terminal.press("s")
    terminal.until("4 of 4")
    terminal.press("o")
    terminal.until("Name of the shoe")
    terminal.press("no such thing\n")
    terminal.until("No shoe in this guide is called")
    terminal.press("o")
    terminal.until("Name of the shoe")
    terminal.press("ghost 16\n")
    terminal.until("1 decision saved")
    assert load_decisions(folder / "decisions.csv")[0].shoe == "brooks-ghost-16"


def test_keys_pressed_ahead_are_kept(terminal, folder):
    terminal.until("1 of 4")
    terminal.press("rrxxxx")
    terminal.until("4 decisions saved")
    assert [one.shoe for one in load_decisions(folder / "decisions.csv")][2:] == ["", ""]
