"""The method in words, as a guide carries it, and the name of the exact code behind it."""

from pathlib import Path

from ..code_hash import code_hash

_HERE = Path(__file__).parent


def method() -> str:
    """Give the written method of all measured numbers, as Markdown."""
    return (_HERE / "data" / "method.md").read_text(encoding="utf-8")


def version() -> str:
    """Hash the code of this room: what other code made is not kept."""
    return code_hash(_HERE)
