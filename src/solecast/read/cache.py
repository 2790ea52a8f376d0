"""Readings kept on disk, so that only changed files are read again.

A reading is a folder, named by what it depends on: the file's path and bytes, the readers' source
code and the settings that readers look at. It holds a Parquet file for each table that got a row,
and the report. It appears whole or not at all.
"""

import dataclasses
import functools
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from .. import attributes, model, vocabulary
from ..code_hash import code_hash
from ..settings import fields
from ..settings.config import Config
from . import part_files
from .findings import ROW_TABLES, Written

_REPORT = "report.json"
_REPORTED = [name for name in model.RAW["files"].names if name != "linked"]
"""What readers say of a file; how many of its records were linked is known later."""


@dataclass(frozen=True)
class Reading:
    """What one file gave: its row of the import report, and where its rows are.

    `format` is one of `recognition.NAMES`; `read` counts records seen, `used` those that gave at
    least one row, `quarantined` the rows refused; `why` and the lists of columns are those of RAW
    `files`. `guesses` are what a column that was not understood may hold, the likeliest first;
    `sample` has the first rows of its tables as they are written. `mended` are the places
    (file, line) of quarantined rows that it mends. `rows` has the number of rows of
    each table that got any; they lie in `folder`, where nobody keeps it as long as this reading.
    """

    file: str
    sha256: str
    bytes: int
    format: str
    read: int = 0
    used: int = 0
    quarantined: int = 0
    note: str = ""
    why: str = ""
    understood: list[dict[str, str]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    guesses: dict[str, list[str]] = field(default_factory=dict)
    sample: list[Written] = field(default_factory=list)
    mended: list[list[Any]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    folder: Path = Path()
    home: tempfile.TemporaryDirectory[str] | None = None

    def part(self, table: str) -> Path | None:
        """Give the Parquet file of a table; None where it got no row."""
        return self.folder / f"{table}.parquet" if table in self.rows else None

    def table(self, name: str) -> pa.Table:
        """Give the rows of one of `ROW_TABLES` in memory."""
        part = self.part(name)
        return part_files.load(part, name) if part else model.RAW[name].empty_table()

    @functools.cached_property
    def tables(self) -> dict[str, pa.Table]:
        """All tables in memory: for one small file."""
        return {name: self.table(name) for name in ROW_TABLES}

    @property
    def unknown(self) -> list[str]:
        """The columns that were not understood."""
        return list(self.guesses)

    @property
    def report(self) -> dict[str, object]:
        """The row of RAW `files`."""
        return {name: getattr(self, name) for name in _REPORTED}


_KEPT = [one.name for one in dataclasses.fields(Reading) if one.name not in {"folder", "home"}]


def key(file: str, stem: str, sha256: str, config: Config) -> str:
    """Return the name under which a reading is kept."""
    settings = [file, stem, sha256, config.currency, sorted(config.columns.items())]
    words = json.dumps([*settings, readers_version()])
    return hashlib.sha256(words.encode()).hexdigest()


def readers_version() -> str:
    """Return a hash of the readers' code, words and vocabulary, and of PyArrow's version."""
    shared = [Path(str(one.__file__)) for one in (attributes, fields, model, vocabulary)]
    code = code_hash(Path(__file__).parent, *shared, suffixes=(".py", ".csv"))
    return f"{pa.__version__} {code}"


def load(store: Path, name: str) -> Reading | None:
    """Return a kept reading; None when there is none, or when it is damaged."""
    folder = store / name
    try:
        kept = json.loads((folder / _REPORT).read_text(encoding="utf-8"))
        sizes = kept.pop("sizes")
        if sizes != _sizes(folder):
            return None
        return Reading(**kept, folder=folder)
    except (OSError, KeyError, TypeError, ValueError):
        return None


def _sizes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in sorted(folder.glob("*.parquet"))}


@contextmanager
def workplace(store: Path) -> Iterator[Path]:
    """Give a folder for a reading in the making; it goes unless it is kept."""
    store.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".", dir=store))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(store: Path, name: str, reading: Reading) -> Reading:
    """Keep a reading, made in a workplace of `store`, under its name."""
    said = {name: getattr(reading, name) for name in _KEPT} | {"sizes": _sizes(reading.folder)}
    (reading.folder / _REPORT).write_text(json.dumps(said), encoding="utf-8")
    kept = store / name
    shutil.rmtree(kept, ignore_errors=True)
    reading.folder.replace(kept)
    return replace(reading, folder=kept)
