"""Which files of a guide's folder are inputs, and what they are: hashed once a build."""

import fnmatch
import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..settings.config import FILE_NAME

_ROOT_FILES = (
    FILE_NAME,
    "README*.md",
    "SOURCES.md",
    "decisions.csv",
    "corrections.csv",
    "slugs.csv",
    "rates.csv",
    "ledger.*",
)
_OF_DATASETS = frozenset({"_SUCCESS", "_metadata", "_common_metadata"})
"""Files that programs write beside the Parquet files of a dataset."""
_ROOT_FOLDERS = frozenset({"ledger"})


@dataclass(frozen=True)
class Input:
    """One input: its path relative to the folder, the hash of its bytes (SHA-256) and their number.

    `changed` is when the file was last written; `problem` says why it cannot be read.
    """

    file: str
    sha256: str = ""
    bytes: int = 0
    changed: int = 0
    problem: str = ""


def survey(folder: Path, in_place: Collection[Path] = ()) -> list[Input]:
    """Look at every input of a folder, in order, but for those that are read `in_place`."""
    return [
        look(folder, file) for file in inputs(folder) if (folder / file).absolute() not in in_place
    ]


def look(folder: Path, file: str) -> Input:
    """Look at one input: is it a file that can be read, and which?"""
    path = folder / file
    if leaves(folder, path):
        return Input(file, problem="It is a link to a file outside of the guide's folder.")
    if not path.is_file():
        return Input(file, problem="It is not a regular file.")
    try:
        with path.open("rb") as stream:
            now = os.fstat(stream.fileno())
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return Input(file, problem=f"The file cannot be opened: {error.strerror}.")
    return Input(file, found, now.st_size, now.st_mtime_ns)


def has_changed(folder: Path, one: Input) -> bool:
    """Tell whether an input was written, or is gone, since it was looked at."""
    try:
        now = (folder / one.file).stat()
    except OSError:
        return True
    return (now.st_size, now.st_mtime_ns) != (one.bytes, one.changed)


def inputs(folder: Path) -> list[str]:
    """Return the input files as posix paths relative to `folder`, in order of their parts.

    Dot files, and in the root `guide.toml`, `README*.md`, `SOURCES.md`, `decisions.csv`,
    `corrections.csv`, `slugs.csv`, `rates.csv`, `ledger.*` and `ledger/`, are no inputs. Links to
    folders are not followed.
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
            if name.startswith(".") or name in _OF_DATASETS or (root and _is_root_file(name)):
                continue
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _is_root_file(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in _ROOT_FILES)


def leaves(folder: Path, path: Path) -> bool:
    """Tell whether a path is a link out of the folder."""
    return not path.resolve().is_relative_to(folder.resolve())
