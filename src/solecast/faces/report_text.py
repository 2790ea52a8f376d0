"""The import report in a terminal: per file what was understood, used and left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from ..guide.words.sources import vanished

if TYPE_CHECKING:
    from ..model import Tables

Row = Mapping[str, Any]

_REASONS = 5
_DOUBTFUL = 20


def report(tables: Tables) -> Iterator[str]:
    """Give the report's lines: files, what vanished, quarantined rows, names in doubt."""
    from ..report.build_report import Difference

    for row in tables["files"].to_pylist():
        yield from file_lines(row)
    found = [Difference(**row) for row in tables["differences"].to_pylist()]
    yield from (f"\n[yellow]Warning:[/] {escape(said)}" for said in vanished(found))
    yield from quarantined(tables["quarantine"].to_pylist())
    yield from _doubt(tables["links"].to_pylist())


def file_lines(row: Row) -> Iterator[str]:
    """Give what is reported of one file."""
    yield f"[bold]{escape(row['file'])}[/]"
    why = f" ({row['why']})" if row["why"] else ""
    told = ("read", "used", "linked", "quarantined")
    counts = ", ".join(f"{name} {row[name]:,}" for name in told if row[name] is not None)
    yield f"  {escape(row['format'] + why)}: {counts}"
    held = [f"{one['column']} = {one['field']}" for one in row["understood"] or ()]
    for said, columns in (
        ("understood", held),
        ("not used", row["unused"]),
        ("not understood", row["unknown"]),
    ):
        if columns:
            yield f"  {said}: {escape(', '.join(columns))}"
    if row["note"]:
        yield f"  {escape(row['note'])}"


def quarantined(rows: Sequence[Row]) -> Iterator[str]:
    """Give quarantined rows with their reasons, the first ones of each file."""
    if not rows:
        yield "\nNo row is quarantined."
        return
    yield f"\n[bold]{len(rows):,} quarantined rows[/]"
    shown: Counter[str] = Counter()
    for row in rows:
        shown[row["file"]] += 1
        if shown[row["file"]] <= _REASONS:
            yield f"  {escape(row['file'])}:{row['line']}: {escape(row['reason'])}"
    for file, count in shown.items():
        if count > _REASONS:
            yield f"  {escape(file)}: {count - _REASONS:,} more (all of them with --json)"
    yield "Mend them in one table: solecast quarantine FOLDER --csv FILE"


def _doubt(links: list[Row]) -> Iterator[str]:
    yield from _groups(links)
    doubtful = [
        row for row in links if row["status"] not in {"linked", "rejected"} and not row["group"]
    ]
    if not doubtful:
        yield "Every record is linked to a shoe, a model or a brand."
        return
    yield f"\n[bold]{len(doubtful):,} names not linked to one shoe with certainty[/]"
    for row in sorted(doubtful, key=lambda row: -row["records"])[:_DOUBTFUL]:
        nearest = f"; nearest: {row['runner_up']}" if row["runner_up"] else ""
        said = f"{row['title']} ({row['kind']}, {row['records']}): {row['reason']}{nearest}"
        yield f"  {row['status']:<9} {escape(said)}"


def _groups(links: list[Row]) -> Iterator[str]:
    """Give what counts for a model or a brand, and not for one shoe."""
    grouped = [row for row in links if row["group"]]
    if grouped:
        yield f"\n[bold]{len(grouped):,} names of models and brands as a whole[/]"
    for row in sorted(grouped, key=lambda row: -row["records"])[:_DOUBTFUL]:
        said = f"{row['title'] or row['brand']} ({row['kind']}, {row['records']}): {row['reason']}"
        yield f"  {row['status']:<9} {escape(said)}"
