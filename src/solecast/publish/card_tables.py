"""The cards of all shoes and the lists they stand in, made once: lists then only look up.

`cards` holds a card and its place in each order a shoe, and the card once more as one text, since
a lookup takes as long as it has columns to read; `group_list` the shoes of each brand and model in
order, and the one that stands for it.
"""

from typing import Any

from ..guide.card_list import FIELDS

SPARK_WEEKS = 52

_SHAPED = "('cut', 'closure', 'sole_feature', 'outsole', 'upper_material')"
"""Attributes that tell the outline of a shoe."""

_CARDS = f"""
SELECT s.shoe, s.name, s.brand, s.first_released, s.earliest_colorway,
       p.retail AS price, p.currency, p.retail_worth,
       nullif(p.retail_worth, p.retail) AS worth,
       coalesce(c.colorways, 0) AS colorways, sc.score, t.class AS trend,
       coalesce(t.current, false) AS current, h.heat, h.spark,
       coalesce(h.anchored, false) AS anchored, s.category, n.name AS colours, f.shape
FROM shoes s
LEFT JOIN prices p USING (shoe)
LEFT JOIN (SELECT shoe, count(*) AS colorways FROM colorways GROUP BY shoe) c USING (shoe)
LEFT JOIN estimates sc USING (shoe)
LEFT JOIN trends t USING (shoe)
LEFT JOIN (
    SELECT shoe, arg_max(heat, week) FILTER (NOT partial) AS heat,
           list(CASE WHEN open THEN NULL ELSE round(heat, 2) END ORDER BY week) AS spark,
           arg_max(anchored, week) AS anchored
    FROM (SELECT *, row_number() OVER (PARTITION BY shoe ORDER BY week DESC) AS age FROM heat)
    WHERE age <= {SPARK_WEEKS} GROUP BY shoe
) h USING (shoe)
LEFT JOIN (
    SELECT shoe, name FROM colorways QUALIFY row_number() OVER (
        PARTITION BY shoe ORDER BY len(colours) > 0 DESC NULLS LAST,
        release_date DESC NULLS LAST, colorway
    ) = 1
) n USING (shoe)
LEFT JOIN (
    SELECT shoe, map(list(attribute ORDER BY attribute), list(stated ORDER BY attribute)) AS shape
    FROM (
        SELECT shoe, attribute, list_prepend(value, coalesce(other_values, [])) AS stated
        FROM specs WHERE attribute IN {_SHAPED}
    ) GROUP BY shoe
) f USING (shoe)
"""

# Sizes on other scales say nothing beside those on the main one. What came out is ordered by its
# year, else by the year of the oldest colorway.
_ORDERS = {
    "heat": "NOT current, NOT anchored, coalesce(nullif(heat, 0), -1) DESC, name, shoe",
    "score": "coalesce(nullif(score, 0), -1) DESC, name, shoe",
    "name": "lower(name), shoe",
    "released": "coalesce(nullif(first_released, 0), year(earliest_colorway), 1) DESC, "
    "earliest_colorway DESC NULLS LAST, name, shoe",
    # Amounts of other currencies stand in order by what they are worth, else behind.
    "price": "price IS NULL, retail_worth IS NULL, retail_worth, currency, price, name, shoe",
}

_NUMBERED = ", ".join(
    f"row_number() OVER (ORDER BY {order}) - 1 AS by_{name}" for name, order in _ORDERS.items()
)

_AS_TEXT = f"CAST(json_array({', '.join(FIELDS)}) AS VARCHAR)"

# The shoe that stands for its family: known in colour, wanted, much coloured.
_GROUPS = """
CREATE TABLE group_list AS
SELECT m.kind, m."group", g.name, g.brand, count(*) AS shoes,
       CASE m.kind WHEN 'model' THEN list(m.shoe ORDER BY m.place, m.shoe)
       ELSE list(m.shoe ORDER BY c.by_heat) END AS members,
       arg_max(m.shoe, row(c.colours IS NOT NULL,
           CASE WHEN c.current AND c.anchored THEN coalesce(c.heat, 0) ELSE 0 END,
           c.colorways, m.shoe)) AS face
FROM members m JOIN "groups" g USING (kind, "group") JOIN cards c ON c.shoe = m.shoe
GROUP BY m.kind, m."group", g.name, g.brand ORDER BY m.kind, lower(g.name), m."group"
"""


def fill(connection: Any) -> None:
    """Make the tables `cards` and `group_list` from a guide's tables, by DuckDB's connection."""
    connection.execute(
        f"CREATE TABLE cards AS SELECT *, {_NUMBERED}, {_AS_TEXT} AS card FROM ({_CARDS}) "
        "ORDER BY shoe"
    )
    connection.execute("CREATE INDEX cards_key ON cards (shoe)")
    connection.execute(_GROUPS)
