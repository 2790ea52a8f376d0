"""The method in words, as a guide carries it, and the name of the exact code behind it."""

import functools
from importlib import resources
from importlib.resources.abc import Traversable

from ..memo import digest

_HERE = resources.files(__package__)


def method() -> str:
    """Give the written method of all measured numbers, as Markdown."""
    return (_HERE / "data" / "method.md").read_text(encoding="utf-8")


@functools.cache
def version() -> str:
    """Hash the code of this room: what other code made is not kept."""
    return digest(*(source.read_text(encoding="utf-8") for source in _sources()))


def _sources() -> list[Traversable]:
    found = (entry for entry in _HERE.iterdir() if entry.name.endswith(".py"))
    return sorted(found, key=lambda entry: entry.name)
