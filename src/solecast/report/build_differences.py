"""What a build's tables say of it: linked records of each file, and how two builds differ."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from functools import reduce
from typing import TYPE_CHECKING, Any, Literal, TypeGuard

import pyarrow as pa

from .. import model
from ..model import Row
from .build_report import Difference

if TYPE_CHECKING:  # Whoever only compares needs no engine.
    from ..engine import Engine

_RECORDS = ("listings", "reviews", "observations", "facts", "pictures")
_GROUPS = ("group_observations", "group_facts")


DIFFERENCES = pa.schema(
    [("what", pa.string()), ("name", pa.string()), ("before", pa.int64()), ("after", pa.int64()),
     ("file", pa.string())]
)  # fmt: skip
"""Differences as a table: the columns are the attributes of `Difference`."""


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


def find_differences(
    before: model.Tables, after: model.Tables, renamed: Mapping[str, str] | None = None
) -> list[Difference]:
    """Compare two builds by their tables `files` and `shoes`; what vanished comes first.

    `renamed` leads from old slugs to new ones: a shoe under another name has not vanished.
    """
    old, new = (_by_file(tables["files"]) for tables in (before, after))
    found = [*_files(old, new), *_columns(old, new)]
    found += _shoes(before["shoes"], after["shoes"], renamed or {})
    return sorted(found, key=lambda one: not one.lost)


def difference_table(found: list[Difference]) -> pa.Table:
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
