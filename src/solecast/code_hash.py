"""Names a state of the program's own code: what other code made is not kept."""

import functools
import hashlib
from pathlib import Path


@functools.cache
def code_hash(*homes: Path, suffixes: tuple[str, ...] = (".py",)) -> str:
    """Hash the files of a package's folders (or single files)."""
    found = [
        path
        for home in homes
        for path in (sorted(home.rglob("*")) if home.is_dir() else [home])
        if path.suffix in suffixes
    ]
    told = (f"{p.name} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in found)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
