"""A path, a folder or a pattern of `guide.toml` -> the Parquet files that it means."""

import os
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from ..errors import ConfigError
from ..settings.config import FILE_NAME

_ENDINGS = (".parquet", ".parq", ".pq")


@dataclass(frozen=True)
class Files:
    """The files of a dataset in order; `schema` has the columns of all, those of folders too.

    `root` is the folder above all of them, `stated` what the guide says.
    """

    stated: str
    folder: Path
    root: Path
    paths: tuple[Path, ...]
    schema: pa.Schema


def paths_of(folder: Path, stated: str) -> tuple[Path, ...]:
    """Give the files that `stated` means, seen from a guide's folder, in order."""
    whole = _whole(folder, stated)
    if whole.is_dir():
        found = [path for path in whole.rglob("*") if path.suffix.lower() in _ENDINGS]
    elif whole.is_file():
        found = [whole]
    else:
        found = list(Path(whole.anchor).glob(str(whole.relative_to(whole.anchor))))
    return tuple(sorted(path for path in found if path.is_file() and not _hidden(path, whole)))


def _whole(folder: Path, stated: str) -> Path:
    return Path(os.path.normpath(folder.absolute() / Path(stated).expanduser()))


def _hidden(path: Path, whole: Path) -> bool:
    """Tell whether a program keeps a file for itself: `_delta_log`, `.tmp` and their like."""
    below = path.relative_to(whole).parts if path.is_relative_to(whole) else (path.name,)
    return any(part.startswith((".", "_")) for part in below)


def files_of(folder: Path, stated: str) -> Files:
    """Find the files and look at their columns.

    Raises `ConfigError` where there is none, or one that is no Parquet.
    """
    paths = paths_of(folder, stated)
    if not paths:
        raise ConfigError(
            str(folder / FILE_NAME),
            [
                f"data.observations is {stated!r}; there is no Parquet file at "
                f"{_whole(folder, stated)}. Give a file, a folder or a "
                "pattern such as '/warehouse/sales/*.parquet'."
            ],
        )
    root = _root(_whole(folder, stated), paths)
    fields: dict[str, pa.Field] = {}
    for path in paths:
        for one in _schema(path, folder, stated):
            fields.setdefault(one.name, one)
        for part in path.relative_to(root).parent.parts:
            if "=" in part:
                name = part.partition("=")[0]
                fields.setdefault(name, pa.field(name, pa.string()))
    return Files(stated, folder.absolute(), root, paths, pa.schema(list(fields.values())))


def _root(whole: Path, paths: tuple[Path, ...]) -> Path:
    """Give the folder above all files that no folder such as `place=Canada` is part of."""
    if whole.is_dir():
        return whole
    shared = paths[0].parent
    while not all(path.is_relative_to(shared) for path in paths):
        shared = shared.parent
    return next(above for above in (shared, *shared.parents) if "=" not in above.name)


def _schema(path: Path, folder: Path, stated: str) -> pa.Schema:
    try:
        return parquet.read_schema(path)
    except (OSError, pa.ArrowInvalid) as error:
        why = str(error).splitlines()[0].rstrip(".")
        raise ConfigError(
            str(folder / FILE_NAME),
            [
                f"data.observations is {stated!r}; {path} cannot be read as Parquet ({why}). Mend "
                "or remove that file, or give a pattern that leaves it out."
            ],
        ) from None
