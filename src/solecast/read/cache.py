"""Readings kept on disk, so that only changed files are read again.

One Arrow IPC file for each reading, named by what the reading depends on: the file's path and
bytes, the readers' source code and the settings that readers look at.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path

import pyarrow as pa

from .. import model
from ..config import Config
from ..memo import code_hash
from .findings import ROW_TABLES, Reading

_REPORT = b"report"


def key(file: str, sha256: str, config: Config) -> str:
    """Return the name under which a reading is kept."""
    settings = [file, sha256, config.currency, sorted(config.columns.items()), readers_version()]
    return hashlib.sha256(json.dumps(settings).encode()).hexdigest()


def readers_version() -> str:
    """Return a hash of the readers' and the vocabulary's source code and of PyArrow's version."""
    return f"{pa.__version__} {code_hash(Path(__file__).parent, Path(model.__file__))}"


def load(cache: Path, name: str) -> Reading | None:
    """Return a kept reading; None when there is none, or when it is damaged."""
    try:
        with pa.OSFile(str(cache / f"{name}.arrow"), "rb") as stream:
            tables = {table: pa.ipc.open_stream(stream).read_all() for table in ROW_TABLES}
        report = json.loads(tables["listings"].schema.metadata[_REPORT])
        return Reading(**report, tables={t: _bare(tables[t], t) for t in ROW_TABLES})
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None


def _bare(table: pa.Table, name: str) -> pa.Table:
    bare = table.replace_schema_metadata(None)
    if not bare.schema.equals(model.RAW[name]):
        raise ValueError(f"{name} was kept with another schema")
    return bare


def keep(cache: Path, name: str, reading: Reading) -> None:
    """Keep a reading; the file appears whole or not at all."""
    cache.mkdir(parents=True, exist_ok=True)
    report = {k: v for k, v in vars(reading).items() if k != "tables"}
    metadata = {_REPORT: json.dumps(report).encode()}
    handle, temporary = tempfile.mkstemp(dir=cache, suffix=".part")
    os.close(handle)
    try:
        with pa.OSFile(temporary, "wb") as stream:
            for table in ROW_TABLES:
                found = reading.tables[table].replace_schema_metadata(metadata)
                with pa.ipc.new_stream(stream, found.schema) as writer:
                    writer.write_table(found)
        Path(temporary).replace(cache / f"{name}.arrow")
    finally:
        Path(temporary).unlink(missing_ok=True)
