"""Files in, raw tables out: one module per real format, chosen by content.

`run` reads a guide's folder, `read_file` one file of it. Nothing is merged or renamed here:
rows are as stated, with file and line. What cannot be used is quarantined with a reason, and
every file has a row in the import report, read or not. docs/inputs.md lists the formats.
"""

import hashlib
from pathlib import Path

import pyarrow as pa

from .. import model
from ..config import Config
from ..errors import InputError
from ..progress import Progress, silent
from . import cache as kept
from . import folder as walk
from . import limits, papers, recognition
from .build_day import until
from .containers.content import Unreadable, open_content, stem
from .findings import ROW_TABLES, Findings, Reading

__all__ = ["Reading", "read_file", "run", "until"]


def run(
    folder: Path, config: Config, cache: Path | None = None, progress: Progress = silent
) -> model.Tables:
    """Read every input of a guide's folder into the tables of `model.RAW`.

    `cache` is a folder in which readings of unchanged files are kept. Rows come in the order
    of files and lines. Raises `InputError` when the folder does not exist.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is not an existing folder. Give the folder of a guide.")
    files = walk.inputs(folder)
    readings: list[Reading] = []
    for done, file in enumerate(files):
        progress("read", done, len(files))
        readings.append(_read_input(folder, file, config, cache))
    progress("read", len(files), len(files))
    tables = {
        name: pa.concat_tables([model.RAW[name].empty_table(), *(r.tables[name] for r in readings)])
        for name in ROW_TABLES
    }
    tables["files"] = model.table(model.RAW["files"], [_report(reading) for reading in readings])
    papers.complete(folder, tables)
    return model.check({name: tables[name] for name in model.RAW}, model.RAW, "read")


def read_file(path: Path, config: Config, file: str | None = None) -> Reading:
    """Read one file; `file` is the name by which its rows call it, by default the path's.

    Raises `InputError` when there is no such file. A file that cannot be read otherwise
    gives a reading with the format `unknown` and a note that says why.
    """
    if not path.is_file():
        raise InputError(f"{path} is not an existing file. Give a file of a guide's folder.")
    return _read_bytes(file or path.name, _bytes(path), config)


def _read_input(folder: Path, file: str, config: Config, cache: Path | None) -> Reading:
    path = folder / file
    if walk.leaves(folder, path):
        return _left_out(file, "It is a link to a file outside of the guide's folder.")
    if not path.is_file():
        return _left_out(file, "It is not a regular file.")
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            return _left_out(
                file, f"The file is larger than {limits.FILE_BYTES:,} bytes; split it."
            )
        raw = _bytes(path)
    except OSError as error:
        return _left_out(file, f"The file cannot be opened: {error.strerror}.")
    if cache is None:
        return _read_bytes(file, raw, config)
    name = kept.key(file, hashlib.sha256(raw).hexdigest(), config)
    reading = kept.load(cache, name)
    if reading is None:
        reading = _read_bytes(file, raw, config)
        kept.keep(cache, name, reading)
    return reading


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(limits.FILE_BYTES + 1)


def _read_bytes(file: str, raw: bytes, config: Config) -> Reading:
    out = Findings(file, stem(file), config)
    try:
        found = recognition.read_content(open_content(file, raw, out.say), out)
    except Unreadable as reason:
        out.say(str(reason))
        found = recognition.UNKNOWN
    return Reading(
        file=file,
        sha256=hashlib.sha256(raw).hexdigest(),
        bytes=len(raw),
        format=found,
        read=out.read,
        used=out.used,
        quarantined=out.quarantined,
        note=out.note,
        tables=out.tables(),
        why=out.why,
        understood=[
            {"column": name, "field": held, "by": by} for name, (held, by) in out.understood.items()
        ],
        unused=list(out.unused),
        guesses=out.unknown,
        sample=out.sample,
    )


def _left_out(file: str, reason: str) -> Reading:
    empty = {name: model.RAW[name].empty_table() for name in ROW_TABLES}
    return Reading(file, "", 0, recognition.UNKNOWN, 0, 0, 0, reason, empty)


def _report(reading: Reading) -> dict[str, object]:
    return {name: getattr(reading, name, None) for name in model.RAW["files"].names}
