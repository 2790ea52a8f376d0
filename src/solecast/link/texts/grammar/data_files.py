"""The files of this folder that an editor may extend: their rows."""

import csv
from collections.abc import Iterator
from importlib import resources


def rows(name: str) -> Iterator[list[str]]:
    """Give the rows of a file of this folder, without its remarks (`#`) and header."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    yield from csv.reader(lines[1:])
