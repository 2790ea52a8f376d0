"""Keeps what was made under the hash of what it was made from, so that a rebuild redoes less."""

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
from pydantic import TypeAdapter

from .in_place import InPlace
from .model import Parts, Tables


def table_hash(table: pa.Table) -> str:
    """Hash the schema and the values of a table, however its memory is laid out (SHA-256 hex)."""
    digest = hashlib.sha256(str(table.schema).encode())
    with pa.ipc.new_stream(_Digest(digest), table.schema) as stream:
        # Taking every row makes one fresh, unsliced chunk: equal tables give equal bytes.
        stream.write_table(table.take(pa.array(range(table.num_rows), pa.int64())).combine_chunks())
    return digest.hexdigest()


Thing: TypeAlias = str | pa.Table | Parts
"""What a result is made from."""


def digest(*things: Thing) -> str:
    """Hash texts and tables together (SHA-256 hex); of a big table the names of its parts."""
    words = [_word(thing) for thing in things]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _word(thing: Thing) -> str:
    if isinstance(thing, Parts):
        there = [in_place_digest(place) for place in thing.elsewhere]
        return "\n".join([str(thing.schema), *(_stamp(file) for file in thing.files), *there])
    return thing if isinstance(thing, str) else table_hash(thing)


def _stamp(file: Path) -> str:
    """Name a part as it is now, without reading it: parts are not changed, they are replaced."""
    now = file.stat()
    return f"{file.name} {now.st_size} {now.st_mtime_ns}"


def in_place_digest(place: InPlace) -> str:
    """Hash what rows are made of that lie elsewhere: files by size and time, what is read of them.

    They are not read for it: there may be a hundred million rows.
    """
    files = [f"{file} {_stamp(file)}" for file in place.files]
    answers = hashlib.sha256(place.answers.read_bytes()).hexdigest() if place.answers else ""
    return digest(repr(replace(place, files=(), answers=None)), *files, answers)


class Memo:
    """One kept result for each step, in a folder; without a folder nothing is kept."""

    def __init__(self, folder: Path | None = None, version: str = "") -> None:
        """Keep results in `folder`, made by the program's `version`."""
        self._folder = folder
        self._version = version

    @property
    def keeps(self) -> bool:
        """Whether there is a folder."""
        return self._folder is not None

    def tables(self, step: str, made_from: Sequence[Thing], make: Callable[[], Tables]) -> Tables:
        """Give what `make` gave for the same `made_from` before, or make it and keep that.

        `made_from` must name everything that the result depends on beside the program's version.
        Of big tables the names of their parts are kept. A kept result that cannot be read is
        made anew.
        """
        if self._folder is None:
            return make()
        kept = self._folder / "steps" / step
        key = digest(self._version, *made_from)
        marker = kept / "key"
        if marker.is_file() and marker.read_text() == key:
            try:
                return {path.stem: _load(path) for path in sorted(kept.glob("*.arrow"))}
            except (OSError, pa.ArrowInvalid):
                pass
        tables = make()
        kept.mkdir(parents=True, exist_ok=True)
        marker.unlink(missing_ok=True)
        for name, table in tables.items():
            _save(kept / f"{name}.arrow", table)
        marker.write_text(key)
        return tables

    def parts(
        self,
        step: str,
        made_from: Sequence[Thing],
        schema: pa.Schema,
        make: Callable[[Path], Parts],
    ) -> Parts:
        """Give the big table of `schema` that `make` wrote before into its folder, or make it.

        The results of the last two builds stay, since a server may still show the one before.
        Raises `ValueError` where nothing is kept.
        """
        if self._folder is None:
            raise ValueError("A memo without a folder keeps no parts. Give it a folder.")
        home = self._folder / "parts" / step
        kept = home / digest(self._version, *made_from)[:32]
        files = tuple(sorted(kept.glob("*.parquet")))
        parts = Parts(schema, files) if files else make(kept)
        os.utime(kept)
        for old in sorted(home.iterdir(), key=lambda path: -path.stat().st_mtime_ns)[_BUILDS:]:
            shutil.rmtree(old, ignore_errors=True)
        return parts


_BUILDS = 2
"""Builds whose big tables stay."""

_PARTS = b"parts"
_PLACES = TypeAdapter(tuple[tuple[Path, ...], tuple[InPlace, ...]])
"""Writes and reads where the rows of a big table lie."""


def _save(path: Path, table: pa.Table | Parts) -> None:
    if isinstance(table, Parts):
        told = _PLACES.dump_json((table.files, table.elsewhere))
        table = table.schema.with_metadata({_PARTS: told}).empty_table()
    with pa.ipc.new_file(str(path), table.schema) as file:
        file.write_table(table)


def _load(path: Path) -> pa.Table | Parts:
    with pa.ipc.open_file(str(path)) as file:
        table = file.read_all()
    told = (table.schema.metadata or {}).get(_PARTS)
    if told is None:
        return table
    files, elsewhere = _PLACES.validate_json(told)
    answers = [place.answers for place in elsewhere if place.answers]
    if not all(name.is_file() for name in (*files, *answers)):
        raise OSError(f"A part of {path.stem} is gone.")
    return Parts(table.schema.remove_metadata(), files, elsewhere)


class _Digest:
    """A file that only hashes what is written to it."""

    closed = False

    def __init__(self, digest: Any) -> None:
        self._digest = digest

    def write(self, data: Any) -> int:
        self._digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def close(self) -> None:
        """Nothing is held."""
