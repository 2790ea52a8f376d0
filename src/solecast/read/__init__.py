"""Files in, raw tables out: one module per real format, chosen by content.

`run` reads a guide's folder, `read_file` one file of it. Nothing is merged or renamed here:
rows are as stated, with file and line. What cannot be used is quarantined with a reason, and
every file has a row in the import report, read or not. docs/inputs.md lists the formats.

Rows are written to Parquet while a file is read, so that its size costs no memory. The tables of
`model.BIG` stay there, as `model.Parts`; the others are small and come as Arrow tables.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pyarrow as pa

from .. import model
from ..errors import InputError
from ..progress import Progress, silent
from ..settings.config import Config
from . import article_checks, mending, recognition
from . import cache as kept
from . import folder as walk
from .build_day import until
from .cache import Reading
from .containers.content import Unreadable, open_content, stem
from .dataset import identity, look_at
from .dataset_files import paths_of
from .findings import ROW_TABLES, Findings
from .folder import Input, look
from .part_files import PartFiles

__all__ = ["Input", "Reading", "identity", "look", "look_at", "read_file", "run", "survey", "until"]

_PARQUET = ".parquet"


def survey(folder: Path, config: Config) -> list[Input]:
    """Look at every input of a guide's folder, in order, but for those that are read in place."""
    stated = config.data.observations
    return walk.survey(folder, frozenset(paths_of(folder, stated)) if stated else ())


def run(
    folder: Path,
    config: Config,
    store: Path,
    progress: Progress = silent,
    found: Sequence[Input] | None = None,
) -> model.Tables:
    """Read every input of a guide's folder into the tables of `model.RAW`.

    `store` is the folder in which readings are kept, for tables that are too large for memory and
    for files that do not change; `found` are the inputs where `survey` has looked at them already.
    Rows come in the order of files and lines. Raises `InputError` when the folder does not exist.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is not an existing folder. Give the folder of a guide.")
    files = survey(folder, config) if found is None else found
    readings: list[Reading] = []
    for done, one in enumerate(files):
        progress("reading files", done, len(files))
        readings.append(_read_input(folder, one, _stem(one.file, files), config, store))
    progress("reading files", len(files), len(files))
    tables: model.Tables = {name: _gathered(name, readings) for name in ROW_TABLES}
    tables["files"] = model.table(model.RAW["files"], [reading.report for reading in readings])
    mending.settle(tables, readings)
    article_checks.complete(folder, tables)
    return model.check({name: tables[name] for name in model.RAW}, model.RAW, "read")


def _gathered(name: str, readings: Sequence[Reading]) -> pa.Table | model.Parts:
    if name in model.BIG:
        parts = (reading.part(name) for reading in readings)
        return model.Parts(model.RAW[name], tuple(part for part in parts if part))
    given = [reading.table(name) for reading in readings if name in reading.rows]
    return pa.concat_tables([model.RAW[name].empty_table(), *given])


def read_file(path: Path, config: Config, file: str | None = None) -> Reading:
    """Read one file; `file` is the name by which its rows call it, by default the path's.

    Raises `InputError` when there is no such file. A file that cannot be read otherwise
    gives a reading with the format `unknown` and a note that says why.
    """
    if not path.is_file():
        raise InputError(f"{path} is not an existing file. Give a file of a guide's folder.")
    home = tempfile.TemporaryDirectory(prefix="solecast-")
    one = replace(walk.look(path.parent, path.name), file=file or path.name)
    return replace(_read(path, one, stem(one.file), config, Path(home.name)), home=home)


def _stem(file: str, files: Sequence[Input]) -> str:
    """Name a file in words; one of several Parquet files of a folder is called as the folder."""
    path = PurePosixPath(file)
    if not file.endswith(_PARQUET):
        return stem(file)
    beside = [one for one in files if PurePosixPath(one.file).parent == path.parent]
    named = [part for part in path.parent.parts if "=" not in part]
    several = len([one for one in beside if one.file.endswith(_PARQUET)]) > 1
    is_part = several or len(named) < len(path.parent.parts)
    return stem(named[-1]) if is_part and named else stem(file)


def _read_input(folder: Path, one: Input, called: str, config: Config, store: Path) -> Reading:
    """Read a file, or give what was read from the same bytes before."""
    if one.problem:
        return _left_out(one, one.problem)
    for _ in range(2):
        name = kept.key(one.file, called, one.sha256, config)
        if reading := kept.load(store, name):
            return reading
        with kept.workplace(store) as place:
            reading = _read(folder / one.file, one, called, config, place)
            if not walk.has_changed(folder, one):
                return kept.keep(store, name, reading)
        one = walk.look(folder, one.file)
    return _left_out(one, "The file changed while it was read; build again.")


def _read(path: Path, one: Input, called: str, config: Config, place: Path) -> Reading:
    out = Findings(one.file, called, config, PartFiles(place))
    with tempfile.TemporaryDirectory(dir=place) as scratch:
        try:
            content = open_content(one.file, path, Path(scratch), out.say)
            found = recognition.read_content(content, out)
        except Unreadable as reason:
            out.say(str(reason))
            found = recognition.UNKNOWN
    rows = out.close()
    return Reading(
        file=one.file,
        sha256=one.sha256,
        bytes=one.bytes,
        format=found,
        read=out.read,
        used=out.used,
        quarantined=out.quarantined,
        note=out.note,
        rows=rows,
        folder=place,
        why=out.why,
        understood=[
            {"column": name, "field": held, "by": by} for name, (held, by) in out.understood.items()
        ],
        unused=list(out.unused),
        guesses=out.unknown,
        sample=out.sample,
        mended=[[file, line] for file, line in out.mended],
    )


def _left_out(one: Input, reason: str) -> Reading:
    return Reading(one.file, one.sha256, one.bytes, recognition.UNKNOWN, note=reason)
