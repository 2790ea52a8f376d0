"""Which files of a guide's folder are inputs."""

import fnmatch
import os
from collections.abc import Iterator
from pathlib import Path

from ..config import FILE_NAME

_ROOT_FILES = (FILE_NAME, "README*.md", "SOURCES.md", "decisions.csv", "ledger.*")
_ROOT_FOLDERS = frozenset({"ledger"})


def inputs(folder: Path) -> list[str]:
    """Return the input files as posix paths relative to `folder`, in order of their parts.

    Dot files, and in the root `guide.toml`, `README*.md`, `SOURCES.md`, `decisions.csv`,
    `ledger.*` and `ledger/`, are no inputs. Links to folders are not followed.
    """
    return sorted(_walk(folder), key=lambda path: path.split("/"))


def _walk(folder: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        root = Path(parent) == folder
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and not (root and name in _ROOT_FOLDERS)
        ]
        for name in files:
            if name.startswith(".") or (root and _is_root_file(name)):
                continue
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _is_root_file(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in _ROOT_FILES)


def leaves(folder: Path, path: Path) -> bool:
    """Tell whether a path is a link out of the folder."""
    return not path.resolve().is_relative_to(folder.resolve())
