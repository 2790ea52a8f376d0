"""What articles and authors say of each other and of files: pictures, bylines, two of one name.

A file is read alone; what takes a look at a second one is done here, when all are read.
"""

from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from .. import model
from ..model import Row
from . import folder as walk
from . import limits
from .containers import images


def complete(folder: Path, tables: model.Tables) -> None:
    """Fill the portraits of authors, and note bylines that no author's file explains.

    Changes `tables` (of `model.RAW`): what cannot be used is quarantined with a reason.
    """
    if not tables["articles"].num_rows + tables["authors"].num_rows:
        return
    authors = tables["authors"].to_pylist()
    refused: list[Row] = []
    seen: dict[str, str] = {}
    kept = []
    for row in authors:
        known = seen.setdefault(_folded(row["name"]), row["file"])
        if known != row["file"]:
            reason = f"the author {row['name']!r} is described in {known}, too; that one counts"
            refused.append(_refusal(row, reason, row["name"]))
            continue
        _portray(folder, row, refused)
        kept.append(row)
    tables["authors"] = model.table(model.RAW["authors"], kept)
    _note_bylines(tables, set(seen))
    if refused:
        more = model.table(model.RAW["quarantine"], refused)
        tables["quarantine"] = pa.concat_tables([tables["quarantine"], more])
        _count(tables, [row["file"] for row in refused])


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _refusal(row: Row, reason: str, said: str) -> Row:
    return {"file": row["file"], "line": row["line"], "reason": reason, "row": said}


def _portray(folder: Path, row: Row, refused: list[Row]) -> None:
    """Encode an author's picture anew; without one that can be shown the author has none."""
    stated = row["picture"]
    if stated is None:
        return
    try:
        path = _found(folder, row["file"], stated)
        row["portrait"] = images.encoded(path.read_bytes())
        row["picture"] = path.resolve().relative_to(folder.resolve()).as_posix()
    except images.NotAPicture as problem:
        reason = (
            f"picture {stated[:80]!r} {problem}; the author {row['name']} is shown without one. "
            "Give the path of a JPEG, PNG, WebP or GIF in the guide's folder, such as "
            "authors/ana.jpg"
        )
        row["picture"] = None
        refused.append(_refusal(row, reason, stated))
    except OSError as error:
        row["picture"] = None
        refused.append(_refusal(row, f"picture {stated[:80]!r}: {error.strerror}", stated))


def _found(folder: Path, file: str, stated: str) -> Path:
    """Find a picture from the guide's folder, or from that of the author's file."""
    if "://" in stated:
        raise images.NotAPicture("is an address on the net, and no file of the guide's folder")
    for start in (folder, folder / PurePosixPath(file).parent):
        path = start / stated
        if path.is_file() and not walk.leaves(folder, path):
            if path.stat().st_size > limits.PICTURE_BYTES:
                raise images.NotAPicture(f"is larger than {limits.PICTURE_BYTES:,} bytes")
            return path
    raise images.NotAPicture("is no file of the guide's folder")


def _note_bylines(tables: model.Tables, authors: set[str]) -> None:
    """Say in the report of an article that nobody's file describes its author."""
    lacking = {
        row["file"]: row["author"]
        for row in tables["articles"].select(["file", "author"]).to_pylist()
        if row["author"] and _folded(row["author"]) not in authors
    }
    if lacking:
        _change(tables, lambda row: _noted(row, lacking.get(row["file"])))


def _noted(row: Row, author: str | None) -> None:
    if author:
        said = (
            f"No file in authors/ describes {author}: the byline has no page. Add one with a line "
            f"such as: name: {author}"
        )
        row["note"] = f"{row['note']} {said}".strip()


def _count(tables: model.Tables, files: list[str]) -> None:
    def counted(row: Row) -> None:
        row["quarantined"] += files.count(row["file"])

    _change(tables, counted)


def _change(tables: model.Tables, change: Any) -> None:
    rows = tables["files"].to_pylist()
    for row in rows:
        change(row)
    tables["files"] = model.table(model.RAW["files"], rows)
