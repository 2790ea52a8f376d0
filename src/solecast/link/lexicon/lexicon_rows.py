"""The rows of the lexicon's files, as they are written: what an editor of a file sees."""

import csv
from collections.abc import Iterator
from importlib import resources


def rows(name: str, package: str = __package__) -> Iterator[list[str]]:
    """Give the rows of a lexicon file, of this or another package, without remarks and header."""
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    yield from csv.reader(lines[1:])
