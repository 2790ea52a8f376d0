"""Finds the snapshot of a folder and tells whether it is whole, mostly without reading all of it.

The pointer beside a snapshot holds three things about it: when it was written and its size, its
seal, and its SHA-256. A file that was written since is hashed whole, as it was when it was made.
Of one that was not, only the seal is compared: the file's headers and the checksum that DuckDB
keeps at the head of each block, eight bytes of every 256 KiB. DuckDB compares a block with its
checksum whenever it reads one, so what a failing disk changed is refused as soon as it is read.
"""

import fcntl
import hashlib
import json
import os
from pathlib import Path

from ..errors import SnapshotError

STORE = ".solecast"
POINTER = "current.json"

_HEADERS, _BLOCK, _CHECKSUM = 3 * 4096, 256 * 1024, 8
"""Bytes of DuckDB's three headers, of a block, and of the checksum that a block begins with."""


def seal(snapshot: Path) -> str:
    """Sum up a snapshot: equal for equal files, other where a header or a block differs."""
    size = snapshot.stat().st_size
    found = hashlib.sha256(str(size).encode())
    with snapshot.open("rb", buffering=0) as file:
        found.update(file.read(_HEADERS))
        for start in range(_HEADERS, size, _BLOCK):
            found.update(os.pread(file.fileno(), _CHECKSUM, start))
    return found.hexdigest()


def stamp(snapshot: Path) -> dict[str, object]:
    """Say of a snapshot what its pointer holds."""
    now = snapshot.stat()
    return {
        "snapshot": snapshot.name,
        "written": [now.st_size, now.st_mtime_ns],
        "seal": seal(snapshot),
        "sha256": _hash(snapshot),
    }


def _hash(snapshot: Path) -> str:
    with snapshot.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(snapshot: Path, named: dict[str, object]) -> bool:
    now = snapshot.stat()
    if named.get("written") == [now.st_size, now.st_mtime_ns]:
        return seal(snapshot) == named["seal"]
    return _hash(snapshot) == named["sha256"]


def current(folder: Path) -> Path:
    """Give the snapshot that a folder's pointer names.

    Raises `SnapshotError` where there is none, or where it differs from the one written with it.
    """
    pointer = folder / STORE / POINTER
    if not pointer.is_file():
        raise SnapshotError(f"{folder} has no built guide. Build it with: solecast build {folder}")
    try:
        named = json.loads(pointer.read_text(encoding="utf-8"))
        snapshot = pointer.with_name(Path(named["snapshot"]).name)
        intact = _is_whole(snapshot, named)
    except (OSError, ValueError, KeyError, TypeError):
        intact = False
    if not intact:
        raise damaged(folder, "its checksum differs from the one written with it")
    return snapshot


def damaged(folder: Path, why: str) -> SnapshotError:
    """Say that the snapshot of a folder cannot be used, and the way out."""
    return SnapshotError(
        f"The snapshot of {folder} is damaged: {why}. "
        f"Build it anew with: solecast build {folder} --force"
    )


class SnapshotLock:
    """Holds a snapshot open, so that no later build removes it: a lock on the open file."""

    def __init__(self, snapshot: Path) -> None:
        self._file = os.open(snapshot, os.O_RDONLY)
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let go of the snapshot; doing so twice is no fault."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __del__(self) -> None:
        """Let go with the guide that held it."""
        self.release()


def is_held(snapshot: Path) -> bool:
    """Tell whether somebody has a snapshot open."""
    file = os.open(snapshot, os.O_RDONLY)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False
