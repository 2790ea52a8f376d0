"""What looking up and searching need, made once: names folded, and the index of words."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from ..guide.lookup import key
from ..guide.search import search_index

_SEARCHED = (
    ("SELECT shoe, concat_ws(' ', name, array_to_string(aliases, ' ')) FROM shoes", 10),
    ("SELECT shoe, category FROM shoes", 4),
    ("SELECT shoe, concat_ws(' ', name, style_code, collaborator) FROM colorways", 3),
    ("SELECT shoe, value FROM specs", 2),
    ("SELECT shoe, concat_ws(' ', headline, text) FROM reviews", 1),
)
"""What search looks at, and how much each counts."""

_NAMES = "SELECT shoe, name, concat_ws(' ', model, version), aliases FROM shoes ORDER BY shoe"


def fill(connection: Any) -> None:
    """Make the tables `name_keys` and `search_arrays` from a guide's, by DuckDB's connection."""
    shoes = connection.execute(_NAMES).fetchall()
    _keep(connection, "name_keys", _keys(shoes))
    connection.execute("CREATE INDEX name_keys_key ON name_keys (key)")
    names = {shoe: name for shoe, name, *_ in shoes}
    packed = search_index.build(names, _texts(connection, set(names)))
    arrays = {"name": list(packed), "bytes": pa.array(packed.values(), pa.binary())}
    _keep(connection, "search_arrays", pa.table(arrays))


def _keys(shoes: list[tuple[str, str, str, list[str] | None]]) -> pa.Table:
    found = set()
    for shoe, name, bare, aliases in shoes:
        found |= {(key(name), shoe, False), (key(shoe.replace("-", " ")), shoe, False)}
        found |= {(key(other), shoe, True) for other in [bare, *(aliases or [])]}
    columns = list(zip(*sorted(found), strict=True)) or [(), (), ()]
    types = {"key": pa.string(), "shoe": pa.string(), "weak": pa.bool_()}
    arrays = [pa.array(values, kind) for values, kind in zip(columns, types.values(), strict=True)]
    return pa.table(dict(zip(types, arrays, strict=True)))


def _texts(connection: Any, known: set[str]) -> Iterator[tuple[str, str | None, int]]:
    for query, weight in _SEARCHED:
        for shoe, text in connection.execute(query).fetchall():
            if shoe in known:
                yield shoe, text, weight


def _keep(connection: Any, name: str, table: pa.Table) -> None:
    connection.register("incoming", table)
    connection.execute(f"CREATE TABLE {name} AS FROM incoming")
    connection.unregister("incoming")
