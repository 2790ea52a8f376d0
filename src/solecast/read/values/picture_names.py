"""Pictures as cells and files name them: addresses and paths, and the shoe in a file's name."""

import re
from pathlib import PurePosixPath
from typing import Any

from .. import limits
from . import wording

_ENDING = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'<>|]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[|;,\n]\s*")
_SIDE = re.compile(r"(?:^|[-_ ])(?:front|back|side|top|left|right|main)$", re.IGNORECASE)
FOLDER = "pictures"
"""The folder whose pictures are of shoes; others, such as those of authors, are named in texts."""

_LONGEST = limits.NAME_CHARS
_MOST = 8
"""Pictures of one listing that are kept: a shop shows a shoe from so many sides."""


def pictures(*stated: Any) -> list[str] | None:
    """Give the addresses and paths of pictures that cells state, each once; None without any."""
    found: dict[str, None] = {}
    for text in stated:
        said = str(text or "")[: limits.CELL_CHARS]
        addresses = [one.rstrip(",;)") for one in _ADDRESS.findall(said)]
        paths = [] if addresses else [one for one in _BETWEEN.split(said) if _ENDING.search(one)]
        found |= dict.fromkeys(one for one in (*addresses, *paths) if len(one) <= _LONGEST)
    return list(found)[:_MOST] or None


def shoe_of(path: PurePosixPath) -> str | None:
    """Give the words by which a picture's file names its shoe, or the folder of numbered files."""
    folder = "" if path.parent.name == FOLDER else path.parent.name
    stem = _SIDE.sub("", path.stem)
    # A number at the end may be the model's (Air Max 90); alone it only counts pictures.
    stem = folder if stem.isdecimal() else stem or folder
    return wording.line(wording.words(stem)) if stem else None


def within(file: str, stated: str) -> str | None:
    """Give the path of a file that another one states, from the guide's folder; None outside."""
    parts: list[str] = []
    for part in (PurePosixPath(file).parent / stated).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts) or None
