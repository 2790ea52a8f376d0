"""The vocabulary: the tables that rooms hand to each other, column by column.

    read    ->  RAW          listings, reviews, observations, facts, quarantine, files
    link    ->  LINKED       shoes, colorways, links, listings, facts, reviews, observations
    measure ->  MEASURED     specs, prices, changes, series, heat, heat_sources, trends, forecasts,
                             growth, scores, rankings, alternatives, events, ledger, grades

Every table is a `pyarrow.Table` with exactly the schema declared here. Weeks are dates and
always the Monday of the week. Shoes and colorways are named by slug. Scores are 0-100. Money is in
the unit of the column `currency`. A null means "unknown", never zero and never "no".
"""

from typing import Any

import pyarrow as pa

_TEXT, _DATE, _FLOAT, _INT, _BOOL = pa.string(), pa.date32(), pa.float64(), pa.int64(), pa.bool_()
_TEXTS = pa.list_(_TEXT)

METRICS = ("sales", "price", "searches", "views", "mentions", "rank", "rating")
"""What an observation can count or state."""

PERIODS = ("instant", "day", "week", "month", "quarter")
"""What stretch of time the value of an observation stands for; `instant`: one transaction."""

TREND_CLASSES = ("new", "sparse", "seasonal", "rising", "falling", "fading", "stable")
"""Classes of a trend; `solecast.measure.trend` holds their definitions."""

RANKINGS = ("hottest", "rising", "underrated", "new")
"""The rankings of a guide."""

ATTRIBUTE = pa.struct([("attribute", _TEXT), ("value", _TEXT)])
"""One more column of a record, kept as it was stated: header in snake case, and text."""

_ORIGIN = [("file", _TEXT), ("line", _INT), ("source", _TEXT)]
_MONEY = [("retail_price", _FLOAT), ("price", _FLOAT), ("currency", _TEXT), ("release_date", _DATE)]
_SUBJECT = [("title", _TEXT), ("brand", _TEXT), ("style_code", _TEXT)]
_STATED = [
    ("attribute", _TEXT),
    ("value", _TEXT),
    ("evidence", _TEXT),
    ("url", _TEXT),
    ("date", _DATE),
    ("confidence", _FLOAT),
]
_DATUM = [
    ("scale_group", _TEXT),
    ("comparable", _BOOL),
    ("date", _DATE),
    ("period", _TEXT),
    ("metric", _TEXT),
    ("value", _FLOAT),
    ("censored", _BOOL),
    ("partial", _BOOL),
    ("currency", _TEXT),
    ("place", _TEXT),
]


def _schema(*columns: tuple[str, Any]) -> pa.Schema:
    return pa.schema(list(columns))


RAW: dict[str, pa.Schema] = {
    # One row of a catalog, as stated. `price` is the asking or market price.
    "listings": _schema(
        *_ORIGIN,
        *_SUBJECT,
        ("model", _TEXT),
        ("version", _TEXT),
        ("colorway", _TEXT),
        ("collaborator", _TEXT),
        ("gender", _TEXT),
        ("size", _TEXT),
        ("category", _TEXT),
        ("description", _TEXT),
        ("url", _TEXT),
        *_MONEY,
        ("previous", _TEXT),
        ("attributes", pa.list_(ATTRIBUTE)),
    ),
    # One document about a shoe. `title` names the shoe, `headline` the document.
    "reviews": _schema(
        *_ORIGIN,
        *_SUBJECT,
        ("headline", _TEXT),
        ("text", _TEXT),
        ("score", _FLOAT),
        ("ratings", _INT),
        ("author", _TEXT),
        ("date", _DATE),
        ("url", _TEXT),
        ("pros", _TEXTS),
        ("cons", _TEXTS),
        ("attributes", pa.list_(ATTRIBUTE)),
    ),
    # One datum of a signal. Values of different scale groups are never mixed as they are.
    "observations": _schema(
        *_ORIGIN,
        *_SUBJECT,
        *_DATUM,
    ),
    # One stated fact. `evidence` holds the exact words it was read from.
    "facts": _schema(
        *_ORIGIN,
        *_SUBJECT,
        *_STATED,
    ),
    "quarantine": _schema(("file", _TEXT), ("line", _INT), ("reason", _TEXT), ("row", _TEXT)),
    # The import report. `note` says in words what the reader did or why it left the file out.
    "files": _schema(
        ("file", _TEXT),
        ("sha256", _TEXT),
        ("bytes", _INT),
        ("format", _TEXT),
        ("read", _INT),
        ("used", _INT),
        ("quarantined", _INT),
        ("note", _TEXT),
    ),
}

LINKED: dict[str, pa.Schema] = {
    "shoes": _schema(
        ("shoe", _TEXT),
        ("name", _TEXT),
        ("brand", _TEXT),
        ("model", _TEXT),
        ("version", _TEXT),
        ("aliases", _TEXTS),
        ("category", _TEXT),
        ("released", _DATE),
        ("previous", _TEXT),
        ("previous_gap", _INT),
        ("listings", _INT),
    ),
    "colorways": _schema(
        ("colorway", _TEXT),
        ("shoe", _TEXT),
        ("name", _TEXT),
        ("style_code", _TEXT),
        ("colours", _TEXTS),
        ("collaborator", _TEXT),
        ("gender", _TEXT),
        ("retail_price", _FLOAT),
        ("currency", _TEXT),
        ("release_date", _DATE),
        ("sources", _TEXTS),
        ("listings", _INT),
    ),
    # One row for each kind of record and subject (title, brand, style code) that was seen.
    "links": _schema(
        ("kind", _TEXT),
        *_SUBJECT,
        ("records", _INT),
        ("file", _TEXT),
        ("line", _INT),
        *_MONEY,
        ("shoe", _TEXT),
        ("colorway", _TEXT),
        ("model", _TEXT),
        ("probability", _FLOAT),
        ("reason", _TEXT),
        ("runner_up", _TEXT),
        ("status", _TEXT),
    ),
    "listings": _schema(
        *_ORIGIN,
        ("shoe", _TEXT),
        ("colorway", _TEXT),
        ("title", _TEXT),
        ("size", _TEXT),
        ("url", _TEXT),
        *_MONEY,
    ),
    "facts": _schema(
        *_ORIGIN,
        ("shoe", _TEXT),
        *_STATED,
    ),
    "reviews": _schema(
        *_ORIGIN,
        ("shoe", _TEXT),
        ("headline", _TEXT),
        ("text", _TEXT),
        ("score", _FLOAT),
        ("ratings", _INT),
        ("author", _TEXT),
        ("date", _DATE),
        ("url", _TEXT),
        ("pros", _TEXTS),
        ("cons", _TEXTS),
    ),
    "observations": _schema(
        *_ORIGIN,
        ("shoe", _TEXT),
        ("colorway", _TEXT),
        *_DATUM,
    ),
}

_BANDS = [("lo80", _FLOAT), ("hi80", _FLOAT), ("lo95", _FLOAT), ("hi95", _FLOAT)]

MEASURED: dict[str, pa.Schema] = {
    # The agreed value of an attribute; `status` is single, agreed or disputed.
    "specs": _schema(
        ("shoe", _TEXT),
        ("attribute", _TEXT),
        ("value", _TEXT),
        ("unit", _TEXT),
        ("status", _TEXT),
        ("in_favour", _INT),
        ("against", _INT),
        ("confidence", _FLOAT),
        ("other_values", _TEXTS),
    ),
    # Usual prices of a shoe over its colorways, in one currency.
    "prices": _schema(("shoe", _TEXT), ("currency", _TEXT), ("retail", _FLOAT), ("market", _FLOAT)),
    # `change` is changed, same or unknown.
    "changes": _schema(
        ("shoe", _TEXT),
        ("previous", _TEXT),
        ("attribute", _TEXT),
        ("before", _TEXT),
        ("after", _TEXT),
        ("change", _TEXT),
    ),
    "series": _schema(
        ("shoe", _TEXT),
        ("source", _TEXT),
        ("scale_group", _TEXT),
        ("metric", _TEXT),
        ("comparable", _BOOL),
        ("week", _DATE),
        ("value", _FLOAT),
        ("censored", _BOOL),
        ("partial", _BOOL),
        ("observations", _INT),
    ),
    # Heat is 0-100 with one maximum over all shoes and weeks of the guide; `level` is its log.
    # `open` weeks lie in a gap too long to bridge; `anchored` ones are on the main joint `scale`.
    "heat": _schema(
        ("shoe", _TEXT),
        ("week", _DATE),
        ("heat", _FLOAT),
        ("lo", _FLOAT),
        ("hi", _FLOAT),
        ("level", _FLOAT),
        ("adjusted", _FLOAT),
        ("partial", _BOOL),
        ("open", _BOOL),
        ("scale", _TEXT),
        ("anchored", _BOOL),
    ),
    "heat_sources": _schema(
        ("shoe", _TEXT),
        ("source", _TEXT),
        ("scale_group", _TEXT),
        ("metric", _TEXT),
        ("comparable", _BOOL),
        ("weight", _FLOAT),
        ("contribution", _FLOAT),
        ("weeks", _INT),
        ("last_week", _DATE),
        ("note", _TEXT),
    ),
    "trends": _schema(
        ("shoe", _TEXT),
        ("class", _TEXT),
        ("level", _FLOAT),
        ("momentum13", _FLOAT),
        ("yoy", _FLOAT),
        ("yoy_lo", _FLOAT),
        ("yoy_hi", _FLOAT),
        ("peak_week", _DATE),
        ("season_peak", _INT),
        ("change_weeks", pa.list_(_DATE)),
        ("first_week", _DATE),
        ("last_week", _DATE),
        ("weeks", _INT),
        ("current", _BOOL),
        ("why", _TEXT),
    ),
    "forecasts": _schema(
        ("shoe", _TEXT),
        ("week", _DATE),
        ("mean", _FLOAT),
        *_BANDS,
        ("method", _TEXT),
        ("frozen", _DATE),
    ),
    # What `rising` rests on: heat now, expected in 26 and 52 weeks, and the chance of +50%.
    "growth": _schema(
        ("shoe", _TEXT),
        ("now", _FLOAT),
        ("in26", _FLOAT),
        ("in26_lo", _FLOAT),
        ("in26_hi", _FLOAT),
        ("in52", _FLOAT),
        ("in52_lo", _FLOAT),
        ("in52_hi", _FLOAT),
        ("p_half_more", _FLOAT),
        ("why", _TEXT),
    ),
    "scores": _schema(
        ("shoe", _TEXT),
        ("score", _FLOAT),
        ("lo", _FLOAT),
        ("hi", _FLOAT),
        ("reviews", _INT),
        ("ratings", _INT),
        ("why", _TEXT),
    ),
    "rankings": _schema(
        ("ranking", _TEXT),
        ("rank", _INT),
        ("shoe", _TEXT),
        ("value", _FLOAT),
        ("lo", _FLOAT),
        ("hi", _FLOAT),
        ("why", _TEXT),
    ),
    "alternatives": _schema(
        ("shoe", _TEXT),
        ("other", _TEXT),
        ("similarity", _FLOAT),
        ("kind", _TEXT),
        ("why", _TEXT),
    ),
    "events": _schema(
        ("shoe", _TEXT),
        ("date", _DATE),
        ("kind", _TEXT),
        ("label", _TEXT),
        ("source", _TEXT),
        ("url", _TEXT),
    ),
    # One row per call, shoe and target week; `kind` is live or backtest.
    "ledger": _schema(
        ("made", _DATE),
        ("kind", _TEXT),
        ("method", _TEXT),
        ("shoe", _TEXT),
        ("week", _DATE),
        ("mean", _FLOAT),
        *_BANDS,
        ("naive", _FLOAT),
        ("momentum", _FLOAT),
        ("actual", _FLOAT),
    ),
    # The ledger's due calls, graded: ratios below 1 beat the rival on the same weeks.
    "grades": _schema(
        ("made", _DATE),
        ("kind", _TEXT),
        ("method", _TEXT),
        ("shoes", _INT),
        ("weeks_due", _INT),
        ("mae_vs_naive", _FLOAT),
        ("mae_vs_momentum", _FLOAT),
        ("coverage80", _FLOAT),
        ("coverage95", _FLOAT),
        ("rising_calls", _INT),
        ("rising_hits", _INT),
    ),
}

Tables = dict[str, pa.Table]
"""Tables by name, each with its declared schema."""


def table(schema: pa.Schema, rows: list[dict[str, Any]]) -> pa.Table:
    """Make a table of `schema` from dictionaries; a column that a row leaves out is null.

    Raises `pyarrow.ArrowInvalid` for a value that does not fit its column and `KeyError` for
    a key that the schema does not have.
    """
    known = set(schema.names)
    for row in rows:
        if not known.issuperset(row):
            raise KeyError(f"not columns of this table: {sorted(set(row) - known)}")
    return pa.Table.from_pylist(rows, schema=schema)


def check(tables: Tables, declared: dict[str, pa.Schema], room: str) -> Tables:
    """Return `tables` when they have exactly the declared names and schemas.

    Raises `TypeError`, naming the room, table and column that differ: a defect of the room,
    not of the input.
    """
    if set(tables) != set(declared):
        raise TypeError(f"{room} gave tables {sorted(tables)}; declared: {sorted(declared)}")
    for name, schema in declared.items():
        if not tables[name].schema.equals(schema):
            raise TypeError(
                f"{room} gave table {name!r} with\n{tables[name].schema}\ndeclared:\n{schema}"
            )
    return tables
