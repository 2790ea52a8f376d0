"""The snapshot: what a guide's pages need, in one immutable DuckDB file, swapped in atomically.

    my-guide/.solecast/current.json             names the snapshot that is served, and its sums
    my-guide/.solecast/guide-<hash>.duckdb      the snapshot

It holds the guide's small tables as they are and what pages look up, made of them once: parts of
pages, cards, lists, names and the index of words. Big tables that no page shows row by row stay
where they are: the snapshot has a view of their Parquet parts, by their paths in the store, so
that the folder of a guide can be moved.

`write` fills a temporary file, renames it, sums it up and only then replaces `current.json` in
one step: whoever reads sees the old guide or the new one, never half of one.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from ..guide.guide import FORMAT
from ..guide.opening import POINTER, is_held, stamp
from ..memo import in_place_digest, table_hash
from ..model import Parts, Row, Tables
from ..replacing import replace_text
from . import card_tables, page_parts, search_tables

_COUNTED = ("shoes", "colorways", "reviews", "observations")
_MEMORY = "600MB"
"""What laying parts together may take; beyond it DuckDB goes on beside the snapshot."""
_VIEWS = ("observations", "group_observations")
"""Big tables that stay Parquet; of the others pages show rows, and they are copied."""


def write(tables: Tables, facts: Mapping[str, Any], store: Path) -> Path:
    """Publish `tables` and `facts` (what the guide says of itself) in the folder `store`.

    Returns the path of the snapshot. The hashes of all tables are stored with it.
    """
    store.mkdir(parents=True, exist_ok=True)
    hashes = {name: _hash(table) for name, table in sorted(tables.items())}
    about = {"format": FORMAT, **facts, "hashes": hashes}
    identity = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:16]
    about["snapshot"] = identity
    target = store / f"guide-{identity}.duckdb"
    with _temporary(store) as temporary:
        _fill(temporary, tables, about, store)
        temporary.replace(target)
    _point(store, stamp(target))
    _sweep(store, target)
    return target


def _hash(table: pa.Table | Parts) -> str:
    """Hash a table; of a big one the rows in whatever order they lie."""
    if not isinstance(table, Parts):
        return table_hash(table)
    seen = "[]"
    if table.files:
        with contextlib.closing(duckdb.connect()) as connection:
            rows = connection.sql(
                f"SELECT count(*), bit_xor(hash(t)), sum(hash(t)) FROM {_parquet(table.files)} t"
            )
            seen = str(rows.fetchall())
    there = [in_place_digest(place) for place in table.elsewhere]
    return hashlib.sha256(" ".join([f"{table.schema} {seen}", *there]).encode()).hexdigest()


def _parquet(files: Iterable[Path]) -> str:
    listed = ", ".join("'" + file.as_posix().replace("'", "''") + "'" for file in files)
    return f"read_parquet([{listed}])"


def _fill(path: Path, tables: Tables, about: Row, store: Path) -> None:
    with contextlib.closing(duckdb.connect(str(path))) as connection:
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        # Views name their files by paths in the store, where a guide looks for them (open_guide).
        connection.execute("SET file_search_path = ?", [str(store)])
        for name, table in sorted(tables.items()):
            if not isinstance(table, Parts) or not (table.files or table.elsewhere):
                rows = table.schema.empty_table() if isinstance(table, Parts) else table
                connection.register("incoming", rows)
                connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')
                connection.unregister("incoming")
            elif name in _VIEWS:
                query = " UNION ALL ".join(_queries(connection, table, store))
                connection.execute(f'CREATE VIEW "{name}" AS {query}')
            else:
                source = _parquet(table.files)
                connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM {source} ORDER BY shoe')
        about["counts"] = _counts(connection)
        about["columns"] = page_parts.fill(connection)
        card_tables.fill(connection)
        search_tables.fill(connection)
        rows = [(key, json.dumps(value)) for key, value in sorted(about.items())]
        connection.execute("CREATE TABLE about (key VARCHAR, value VARCHAR)")
        connection.executemany("INSERT INTO about VALUES (?, ?)", rows)
        connection.execute("CHECKPOINT")


def _queries(connection: duckdb.DuckDBPyConnection, table: Parts, store: Path) -> Iterator[str]:
    """Ask for the rows of a big table where they lie: in the store, and elsewhere."""
    if files := [file.relative_to(store) for file in table.files]:
        yield f"SELECT * FROM {_parquet(files)}"
    if not table.elsewhere:
        return
    # Only a build writes snapshots; whoever opens one need not load the engine.
    from ..engine.duckdb import in_place_query

    for place in table.elsewhere:
        if place.answers:
            answers = place.answers.relative_to(store).as_posix()
            yield f"SELECT * FROM ({in_place_query(connection, place, table.schema, answers)})"


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    asked = {name: f'SELECT count(*) FROM "{name}"' for name in _COUNTED}
    asked["brands"] = "SELECT count(DISTINCT brand) FROM shoes"
    return {name: connection.execute(query).fetchall()[0][0] for name, query in asked.items()}


@contextlib.contextmanager
def _temporary(store: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(suffix=".duckdb.tmp", dir=store)
    os.close(handle)
    path = Path(name)
    path.unlink()  # DuckDB makes the file itself and refuses an empty one.
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _point(store: Path, stamped: dict[str, object]) -> None:
    replace_text(store / POINTER, json.dumps(stamped))


def _sweep(store: Path, current: Path) -> None:
    """Remove older snapshots that nobody has open; one that a server holds goes another time."""
    for path in store.glob("guide-*.duckdb"):
        if path != current:
            with contextlib.suppress(OSError):
                if not is_held(path):
                    path.unlink()
