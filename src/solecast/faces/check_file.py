"""`solecast check FILE`: one file's first rows as written beside as understood, and why.

What was not understood stands with its nearest guesses and the lines to paste into `guide.toml`.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from .. import read
from ..model import Row
from ..settings.config import FILE_NAME, Config, load_config
from ..settings.fields import FIELDS
from .asking import print_json
from .console import out

_TABLES = ("listings", "observations", "reviews", "articles", "authors", "facts", "quarantine")
_ASIDE = frozenset(
    {"file", "line", "source", "scale_group", "comparable", "row", "cells", "portrait"}
)
_CELL = 60
_BY = {"header": "by its header", "cells": "by its cells", "guide": "by guide.toml"}
_ROWS = 5
_RESULTS = 3


def check_file(path: Path, *, as_json: bool) -> None:
    """Explain one file.

    Its guide is the folder around it that has a `guide.toml`, if any. Raises `InputError` when
    there is no such file and `ConfigError` for a broken `guide.toml`.
    """
    guide = next((up for up in path.resolve().parents if (up / FILE_NAME).is_file()), None)
    config = load_config(guide) if guide else Config(title=path.name)
    name = path.resolve().relative_to(guide).as_posix() if guide else path.name
    told = explanation(read.read_file(path, config, name))
    if as_json:
        print_json(told)
        return
    for part in _shown(told):
        out.print(part)


def explanation(reading: read.Reading) -> Row:
    """Give what is known of a file: format, counts, columns with reasons, rows, lines to paste."""
    counts = {key: getattr(reading, key) for key in ("read", "used", "quarantined")}
    return {
        "file": reading.file,
        "format": reading.format,
        "why": reading.why,
        **counts,
        "note": reading.note,
        "columns": _columns(reading),
        "rows": _rows(reading),
        "paste": _lines_to_paste(reading),
    }


def _columns(reading: read.Reading) -> list[Row]:
    none: Row = {"field": None, "by": None, "unused": False, "guesses": []}
    held = [{**none, **one} for one in reading.understood]
    held += [{**none, "column": name, "unused": True} for name in reading.unused]
    return held + [
        {**none, "column": name, "guesses": near} for name, near in reading.guesses.items()
    ]


def _rows(reading: read.Reading) -> list[Row]:
    """Give the first rows: the cells as written, and what was made of each."""
    if not reading.sample:
        first = {row["line"] for name in _TABLES for row in _of(reading, name, None)[:_ROWS]}
        return [
            {"line": line, "written": None, "understood": _made(reading, line)}
            for line in sorted(first)[:_ROWS]
        ]
    return [
        {
            "line": row["line"],
            "written": [{"column": name, "cell": value} for name, value in row["cells"]],
            "understood": _made(reading, row["line"]),
        }
        for row in reading.sample
    ]


def _made(reading: read.Reading, line: int) -> list[Row]:
    return [{"kind": name, **_stated(row)} for name in _TABLES for row in _of(reading, name, line)]


def _of(reading: read.Reading, name: str, line: int | None) -> list[Row]:
    table = reading.tables[name]
    if line is not None:
        table = table.filter(pc.equal(table["line"], pa.scalar(line, pa.int64())))
    rows: list[Row] = table.slice(0, 20).to_pylist()
    return rows


def _stated(row: Row) -> Row:
    kept = {key: value for key, value in row.items() if key not in _ASIDE}
    return {key: value for key, value in kept.items() if value not in (None, False, [])}


def _lines_to_paste(reading: read.Reading) -> list[str]:
    """Give the table `[columns]` that decides on each column that was not understood."""
    if not reading.guesses:
        return []
    return ["[columns]", *(f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(near[0])}"
                           for name, near in reading.guesses.items())]  # fmt: skip


def _shown(told: Row) -> Iterator[RenderableType]:
    why = f" ({told['why']})" if told["why"] else ""
    counts = ", ".join(f"{key} {told[key]:,}" for key in ("read", "used", "quarantined"))
    yield f"[bold]{escape(told['file'])}[/]"
    yield f"{escape(told['format'] + why)}: {counts}"
    if told["note"]:
        yield escape(told["note"])
    if told["columns"]:
        yield "\n[bold]Columns[/]"
        yield _column_table(told["columns"])
    for row in told["rows"]:
        yield f"\n[bold]Line {row['line']}[/]"
        yield _row_table(row)
    if told["paste"]:
        yield f"\n[bold]To change it, paste into {FILE_NAME}[/]"
        yield "\n".join(escape(line) for line in told["paste"])
        yield '[dim]"publish" shows a column under its own name, "ignore" leaves it out.[/]'


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for head in heads:
        table.add_column(head, overflow="fold", ratio=1)
    return table


def _column_table(columns: list[Row]) -> Table:
    table = _table("column", "read as", "why")
    for one in columns:
        if one["field"]:
            field, why = one["field"], _BY[one["by"]]
            said = f"{field}: {FIELDS[field]}" if field in FIELDS else field
        elif one["unused"]:
            said, why = "not used", "private, or nothing for a page"
        else:
            said, why = "not understood", f"nearest: {', '.join(one['guesses'])}"
        table.add_row(*(escape(text) for text in (one["column"], said, why)))
    return table


def _row_table(row: Row) -> Table:
    """Set a row as written beside what was made of it, line by line."""
    cells = [one for one in row["written"] or () if one["cell"]]
    written = [f"{one['column']}: {_short(one['cell'])}" for one in cells]
    made: list[str] = []
    for one in row["understood"][:_RESULTS]:
        made += [f"[bold]{one['kind']}[/]"]
        made += [escape(f"{key}: {_short(value)}") for key, value in one.items() if key != "kind"]
    left = len(row["understood"]) - _RESULTS
    made += [f"[dim]and {left} more[/]"] if left > 0 else []
    table = _table("as written", "as understood")
    table.add_row("\n".join(map(escape, written)), "\n".join(made or ["[dim]nothing[/]"]))
    return table


def _short(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join(_short(one) for one in value)
    if isinstance(value, dict):
        value = " ".join(map(str, value.values()))
    if isinstance(value, float):
        value = f"{value:g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if isinstance(value, dt.date):
        value = value.isoformat()
    flat = " ".join(str(value).split())
    return flat if len(flat) <= _CELL else f"{flat[: _CELL - 3]}..."
