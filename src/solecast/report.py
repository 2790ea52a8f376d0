"""What a build says of itself: how many records of each file were linked, what differs from the
last build, and how long each step took.

The first is part of the snapshot. The others depend on more than the inputs, so they lie beside
it, in `report.json` of the guide's store: two builds of the same inputs give equal snapshots.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeGuard

import pyarrow as pa

from . import model
from .model import Row
from .replacing import replace_text

if TYPE_CHECKING:  # Whoever only reads a report needs no engine.
    from .engine import Engine

FILE_NAME = "report.json"
_RECORDS = ("listings", "reviews", "observations", "facts", "pictures")
_GROUPS = ("group_observations", "group_facts")


DIFFERENCES = pa.schema(
    [("what", pa.string()), ("name", pa.string()), ("before", pa.int64()), ("after", pa.int64()),
     ("file", pa.string())]
)  # fmt: skip
"""Differences as a table: the columns are the attributes of `Difference`."""


@dataclass(frozen=True)
class Difference:
    """What is not as it was in the last build.

    `name` is that of a file, of a column of `file`, or of a shoe; counts are records used, of a
    file or its kind. Less than before is a warning.
    """

    what: Literal["file", "rows", "column", "shoe"]
    name: str
    before: int
    after: int
    file: str | None = None

    @property
    def lost(self) -> bool:
        """Tell whether something is missing that was there."""
        return self.after < self.before


@dataclass
class Report:
    """What one build took and what it changed; `snapshot` names the one it made."""

    snapshot: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    def save(self, store: Path) -> None:
        """Write the report into a guide's store, in one step."""
        replace_text(store / FILE_NAME, json.dumps(asdict(self), ensure_ascii=False))


def load(store: Path, snapshot: str) -> Report:
    """Read the report on a snapshot; an empty one where there is none."""
    try:
        stated = json.loads((store / FILE_NAME).read_text(encoding="utf-8"))
        found = [Difference(**one) for one in stated["differences"]]
        if stated["snapshot"] == snapshot:
            return Report(snapshot, dict(stated["seconds"]), found)
    except (OSError, ValueError, KeyError, TypeError):
        pass  # Nothing but this page of the report depends on the file.
    return Report(snapshot)


class Clock:
    """Takes the time of steps that follow each other."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def __call__(self, step: str) -> None:
        """Note that a step has ended: it took all the time since the last one."""
        now = time.perf_counter()
        self.seconds[step] = round(now - self._since, 2)
        self._since = now


def with_linked(files: pa.Table, linked: model.Tables, engine: "Engine") -> pa.Table:
    """Fill the column `linked` of RAW `files`: records that name a shoe, a model or a brand."""
    parts = [_places(linked[name], "shoe", engine) for name in _RECORDS]
    parts += [_places(linked[name], "group", engine) for name in _GROUPS]
    together = reduce(lambda one, other: one.union(other), parts).distinct()
    counted = engine.arrow(together.group_by("file").agg(n=together.count()))
    counts = dict(zip(*(counted[name].to_pylist() for name in ("file", "n")), strict=True))
    counts |= _articles(linked["articles"])
    for file, count in _elsewhere(linked, engine):
        counts[file] = counts.get(file, 0) + count
    rows = [{**row, "linked": counts.get(row["file"], 0)} for row in files.to_pylist()]
    return model.table(model.RAW["files"], rows)


def _places(table: pa.Table | model.Parts, subject: str, engine: "Engine") -> Any:
    rows = engine.parquet(replace(table, elsewhere=()) if _is_elsewhere(table) else table)
    return rows.filter(rows[subject].notnull()).select("file", "line")


def _is_elsewhere(table: pa.Table | model.Parts) -> TypeGuard[model.Parts]:
    return isinstance(table, model.Parts) and bool(table.elsewhere)


def _elsewhere(linked: model.Tables, engine: "Engine") -> Iterator[tuple[str, int]]:
    """Count the linked rows of files that are read in place: each is a record of its own."""
    for name in ("observations", "group_observations"):
        table, most = linked[name], Counter[str]()
        for place in table.elsewhere if _is_elsewhere(table) else ():
            rows = engine.parquet(replace(table, files=(), elsewhere=(place,)))
            counted = engine.arrow(rows.group_by("file").agg(n=rows.count()))
            most |= Counter({row["file"]: row["n"] for row in counted.to_pylist()})
        yield from most.items()


def _articles(articles: pa.Table) -> dict[str, int]:
    rows = articles.select(["file", "shoes", "model", "brand"]).to_pylist()
    return {row["file"]: 1 for row in rows if row["shoes"] or row["model"] or row["brand"]}


def differences(
    before: model.Tables, after: model.Tables, renamed: Mapping[str, str] | None = None
) -> list[Difference]:
    """Compare two builds by their tables `files` and `shoes`; what vanished comes first.

    `renamed` leads from old slugs to new ones: a shoe under another name has not vanished.
    """
    old, new = (_by_file(tables["files"]) for tables in (before, after))
    found = [*_files(old, new), *_columns(old, new)]
    found += _shoes(before["shoes"], after["shoes"], renamed or {})
    return sorted(found, key=lambda one: not one.lost)


def table(found: list[Difference]) -> pa.Table:
    """Give differences as a table of `DIFFERENCES`."""
    return model.table(DIFFERENCES, [asdict(one) for one in found])


def _by_file(files: pa.Table) -> dict[str, Row]:
    return {row["file"]: row for row in files.to_pylist()}


def _files(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for file in sorted({*old, *new}):
        counts = [tables[file]["used"] if file in tables else 0 for tables in (old, new)]
        if counts[0] != counts[1]:
            what: Literal["file", "rows"] = "rows" if file in old and file in new else "file"
            yield Difference(what, file, counts[0], counts[1])


def _columns(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for file in sorted({*old} & {*new}):
        before, after = (_understood(tables[file]) for tables in (old, new))
        for column in sorted(before - after):
            yield Difference("column", column, 1, 0, file)
        for column in sorted(after - before) if before else ():
            yield Difference("column", column, 0, 1, file)


def _understood(row: Mapping[str, Any]) -> set[str]:
    return {one["column"] for one in row["understood"] or ()}


def _shoes(old: pa.Table, new: pa.Table, renamed: Mapping[str, str]) -> Iterator[Difference]:
    before, after = _names(old), _names(new)
    for slug in sorted(before.keys() - after.keys()):
        if renamed.get(slug) not in after:
            yield Difference("shoe", before[slug], 1, 0)
    for slug in sorted(after.keys() - before.keys() - set(renamed.values())):
        yield Difference("shoe", after[slug], 0, 1)


def _names(shoes: pa.Table) -> dict[str, str]:
    return dict(zip(shoes["shoe"].to_pylist(), shoes["name"].to_pylist(), strict=True))
