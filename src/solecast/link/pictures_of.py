"""The pictures of the guide: files and tables of pictures first, then those that listings show."""

from typing import Any

import pyarrow as pa

from ..model import LINKED, Row, table


def all_pictures(own: pa.Table, listed: pa.Table) -> pa.Table:
    """Give LINKED pictures in order, each once for a shoe; who states a credit goes before."""
    rows = [*own.to_pylist(), *listed.to_pylist()]
    rows.sort(key=lambda row: not (row["credit"] or row["licence"]))
    # A picture that a table credits is of the shoe which that table names.
    credited = {row["picture"]: row["file"] for row in reversed(rows) if _is_credited(row)}
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        if credited.get(row["picture"], row["file"]) == row["file"] or "://" in row["picture"]:
            found.setdefault((row["shoe"], row["colorway"], row["picture"]), row)
    placed = sorted(found.values(), key=lambda row: (row["shoe"], row["colorway"] or ""))
    return table(LINKED["pictures"], placed)


def _is_credited(row: Row) -> bool:
    return bool(row["credit"] or row["licence"])
