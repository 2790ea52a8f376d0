"""What the page of a shoe needs, laid together once: one row a shoe, its parts in one value.

A page is then answered by one lookup instead of by a query for each of its parts. A part is a
JSON list of rows, each a list of values in the order of `columns`, which the snapshot tells;
dates are days since 1970, and marked as such in the names of their columns.
"""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from ..guide.parts import DAY, DAYS, GROUP_PARTS, PACKED, PARTS, pack
from .site.rendering.prose import prose

_ASKED = """
SELECT c.*, l.asking_price, coalesce(l.asking_currency, c.currency) AS asking_currency
FROM colorways c LEFT JOIN (
    SELECT l.shoe, l.colorway, l.currency AS asking_currency, median(l.price) AS asking_price
    FROM listings l JOIN colorways c USING (shoe, colorway)
    WHERE l.price > 0 GROUP BY l.shoe, l.colorway, l.currency, c.currency
    QUALIFY row_number() OVER (
        PARTITION BY l.shoe, l.colorway
        ORDER BY l.currency IS NOT DISTINCT FROM c.currency DESC, count(*) DESC, l.currency
    ) = 1
) l USING (shoe, colorway)
"""
"""What shops ask is told in the currency of the retail price, or else in the most usual one."""

_BESIDE = """
SELECT h.*, s.value / nullif(b.most, 0) AS share FROM heat_sources h
LEFT JOIN series s ON s.shoe = h.shoe AND s.source = h.source AND s.metric = h.metric
    AND s.scale_group = h.scale_group AND s.week = h.last_week AND h.comparable
    AND h.metric != 'rank'
LEFT JOIN (
    SELECT source, metric, scale_group, week, max(value) AS most FROM series
    WHERE comparable GROUP BY ALL
) b ON b.source = h.source AND b.metric = h.metric AND b.scale_group = h.scale_group
    AND b.week = h.last_week
"""
"""What a source counts of a shoe, as a share of the most it counts of any."""

_TOLD = """
WITH RECURSIVE before AS (
    SELECT s.shoe, s.previous FROM shoes s
    JOIN members m ON m.kind = 'model' AND m.shoe = s.shoe
    JOIN members p ON p.kind = 'model' AND p.shoe = s.previous AND p."group" = m."group"
),
earlier(shoe, other) AS (
    SELECT shoe, previous FROM before
    UNION SELECT e.shoe, b.previous FROM earlier e JOIN before b ON b.shoe = e.other
),
heard AS (
    SELECT shoe, 'shoe' AS about, shoe AS slug, true AS peaks, true AS rest FROM shoes
    UNION SELECT shoe, 'shoe', other, false, true FROM earlier WHERE other <> shoe
    UNION SELECT shoe, 'model', "group", false, true FROM members WHERE kind = 'model'
    UNION SELECT shoe, kind, "group", true, false FROM borrowed
)
SELECT DISTINCT h.shoe, s.*, coalesce(t.name, g.name) AS name, s.rowid AS place
FROM heard h JOIN story s ON s.about = h.about AND s.slug = h.slug
    AND CASE WHEN s.kind = 'peak' THEN h.peaks ELSE h.rest OR s.kind = 'place' END
LEFT JOIN shoes t ON s.about = 'shoe' AND s.slug = t.shoe
LEFT JOIN "groups" g ON s.about = g.kind AND s.slug = g."group"
"""
"""A shoe's own story, that of those before it within its model, of its model, and what a borrowed
line says of its peaks and places. The Air Jordan 3 comes before the 4, yet its story is another's.
"""

_DAYS = "date_diff('day', DATE '1970-01-01', {})".format

# What is the same for all weeks of a line is told once, not week by week.
_SERIES = f"""
SELECT shoe, source, metric, scale_group, comparable,
       list(json_array({_DAYS("week")}, value, censored, partial) ORDER BY week) AS points
FROM series GROUP BY ALL
"""
_FORECASTS = f"""
SELECT shoe, any_value(method) AS method,
       list(json_array({_DAYS("week")}, mean, lo80, hi80, lo95, hi95) ORDER BY week) AS points
FROM forecasts GROUP BY shoe
"""

_MADE = {
    "heat": "SELECT * EXCLUDE (level) FROM heat",
    "series": _SERIES,
    "forecasts": _FORECASTS,
    "colorways": _ASKED,
    "heat_sources": _BESIDE,
    "story": _TOLD,
    # `measure.changes` puts the most telling first: rows keep the order they were made in.
    "changes": "SELECT *, rowid AS place FROM changes",
    "before": "SELECT s.shoe, p.* EXCLUDE (shoe) FROM shoes s JOIN prices p ON p.shoe = s.previous",
    "places": "FROM places",
    "review_texts": "SELECT r.shoe, r.date, r.file, r.line, t.html "
    "FROM reviews r JOIN rendered t USING (text)",
    "later": "SELECT previous AS shoe, shoe AS later, first_release, earliest_colorway FROM shoes "
    "WHERE previous IS NOT NULL",
    "borrowed": 'SELECT b.*, g.name FROM borrowed b JOIN "groups" g USING (kind, "group")',
}
"""Parts that are no table as it is."""

_PLACES = """
CREATE TABLE places AS
SELECT *, max(value) OVER (PARTITION BY ranking) AS best,
       count(*) OVER (PARTITION BY ranking) AS "of" FROM rankings ORDER BY ranking, rank, shoe
"""


def fill(connection: Any) -> dict[str, list[str]]:
    """Make the tables `pages` and `group_lines` from a guide's tables; give the columns of parts.

    `connection` is DuckDB's, and holds the tables of `model.LINKED` and `model.MEASURED`.
    """
    connection.execute(_PLACES)
    _render(connection)
    columns = {}
    for part, order in PARTS.items():
        query = _MADE.get(part, f'FROM "{part}"')
        names, packed = _packed(connection, query, order, ["shoe"])
        columns[part] = names
        connection.execute(f'CREATE TEMP TABLE "part_{part}" AS {packed}')
    _join(connection)
    connection.execute("CREATE INDEX pages_key ON pages (key)")
    for part in PARTS:
        connection.execute(f'DROP TABLE "part_{part}"')
    connection.execute("DROP TABLE rendered")
    return columns | _fill_groups(connection)


def _join(connection: Any) -> None:
    """Put the parts of each shoe into one row, some shoes at a time: all at once is the guide."""
    connection.execute("CREATE TABLE pages (key VARCHAR, packed BLOB, colorways VARCHAR)")
    parts = ["colorways", *PACKED["pages"]]
    joins = " ".join(
        f'LEFT JOIN (FROM "part_{part}" WHERE shoe BETWEEN $first AND $last) "part_{part}" '
        f'ON "part_{part}".shoe = s.shoe'
        for part in parts
    )
    rows = ", ".join(f'"part_{part}".rows' for part in parts)
    own = "(SELECT shoe FROM shoes WHERE shoe BETWEEN $first AND $last)"
    query = f"SELECT s.shoe, {rows} FROM {own} s {joins} ORDER BY s.shoe"
    shoes = [shoe for (shoe,) in connection.execute("FROM shoes SELECT shoe ORDER BY 1").fetchall()]
    for at in range(0, len(shoes), _TOGETHER):
        some = shoes[at : at + _TOGETHER]
        found = connection.execute(query, {"first": some[0], "last": some[-1]}).fetchall()
        _insert(connection, "pages", [(key, pack(rest), apart) for key, apart, *rest in found])


def _insert(connection: Any, table: str, rows: list[tuple[str | bytes | None, ...]]) -> None:
    columns = [pa.array(column) for column in zip(*rows, strict=True)]
    connection.register("incoming", pa.table(columns, [str(n) for n in range(len(columns))]))
    connection.execute(f"INSERT INTO {table} FROM incoming")
    connection.unregister("incoming")


_TOGETHER = 1_000
"""Shoes whose pages are put together at a time."""


def _fill_groups(connection: Any) -> dict[str, list[str]]:
    columns = {}
    parts = []
    for part, (table, order) in GROUP_PARTS.items():
        names, packed = _packed(connection, f'FROM "{table}"', order, ["kind", "group"])
        columns[part] = names
        parts.append(f'({packed}) "{part}"')
    joins = " ".join(f'LEFT JOIN {part} USING (kind, "group")' for part in parts)
    rows = ", ".join(f'"{part}".rows' for part in GROUP_PARTS)
    found = connection.execute(
        f'SELECT kind || \'/\' || "group" AS key, {rows} FROM "groups" {joins} ORDER BY key'
    ).fetchall()
    connection.execute("CREATE TABLE group_lines (key VARCHAR, packed BLOB)")
    if found:
        _insert(connection, "group_lines", [(key, pack(rest)) for key, *rest in found])
    connection.execute("CREATE INDEX group_lines_key ON group_lines (key)")
    return columns


def _packed(connection: Any, query: str, order: str, by: list[str]) -> tuple[list[str], str]:
    """Give the columns of a part's rows, and the query that packs them, a row for each `by`."""
    described = connection.execute(f"DESCRIBE ({_select(query)})").fetchall()
    names, values = [], []
    for name, kind, *_ in described:
        if name in by:
            continue
        names.append(name + {"DATE": DAY, "DATE[]": DAYS}.get(kind, ""))
        values.append(_value(f't."{name}"', kind))
    keys = ", ".join(f't."{name}"' for name in by)
    row = f"json_array({', '.join(values)})"
    packed = (
        f"SELECT {keys}, CAST(to_json(list({row} ORDER BY {order})) AS VARCHAR) AS rows "
        f"FROM ({_select(query)}) t GROUP BY {keys}"
    )
    return names, packed


def _select(query: str) -> str:
    return query if query.lstrip().startswith(("SELECT", "WITH")) else f"SELECT * {query}"


def _value(column: str, kind: str) -> str:
    if kind == "DATE":
        return _DAYS(column)
    return f"list_transform({column}, lambda d: {_DAYS('d')})" if kind == "DATE[]" else column


def _render(connection: Any) -> None:
    """Render the Markdown of reviews once, and keep it beside the texts."""
    texts = connection.execute("SELECT DISTINCT text FROM reviews WHERE text <> ''").fetchall()
    shown = pa.table(
        {
            "text": pa.array((text for (text,) in texts), pa.string()),
            "html": pa.array(_rendered(text for (text,) in texts), pa.string()),
        }
    )
    connection.register("incoming", shown)
    connection.execute("CREATE TABLE rendered AS FROM incoming")
    connection.unregister("incoming")


def _rendered(texts: Iterable[str]) -> list[str]:
    # On its page a review stands three levels down.
    return [prose(text, 3) for text in texts]
