"""The vocabulary: the tables that rooms hand to each other, column by column.

    read    ->  RAW          listings, reviews, articles, authors, observations, facts,
                             pictures, quarantine, files
    link    ->  LINKED       shoes, colorways, links, listings, facts, reviews, articles, authors,
                             observations, groups, members, group_observations, group_facts
    measure ->  MEASURED     specs, prices, changes, series, heat, heat_sources, trends, forecasts,
                             growth, scores, estimates, agreement, rankings, alternatives,
                             events, ledger, grades, group_series, group_heat, borrowed,
                             line_parts, story

A small table is a `pyarrow.Table`, a big one (of `BIG`) is `Parts`: Parquet that only the engine
opens. Both have exactly the schema declared here. Weeks are dates and
always the Monday of the week. Shoes and colorways are named by slug. Scores are 0-100. Money is in
the unit of the column `currency`. A null means "unknown", never zero and never "no".
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from . import measured, vocabulary
from .in_place import InPlace

_TEXT, _DATE, _FLOAT, _INT, _BOOL = pa.string(), pa.date32(), pa.float64(), pa.int64(), pa.bool_()
_TEXTS = pa.list_(_TEXT)

ATTRIBUTE = pa.struct([("attribute", _TEXT), ("value", _TEXT)])
"""One more column of a record, kept as it was stated: header in snake case, and text."""

COLUMN = pa.struct([("column", _TEXT), ("field", _TEXT), ("by", _TEXT)])
"""A column of a file: its header, the field or attribute that it holds, and what tells so:
`header`, `cells` or `guide` (the table `[columns]` of `guide.toml`)."""

CELL = pa.struct([("column", _TEXT), ("cell", _TEXT)])
"""A cell of a row as it is written, below its header."""

_ORIGIN = [("file", _TEXT), ("line", _INT), ("source", _TEXT)]
_MONEY = [("retail_price", _FLOAT), ("price", _FLOAT), ("currency", _TEXT), ("release_date", _DATE)]
_GROUP = [("kind", _TEXT), ("group", _TEXT)]
_SUBJECT = [("title", _TEXT), ("brand", _TEXT), ("style_code", _TEXT)]
_STATED = [
    ("attribute", _TEXT),
    ("value", _TEXT),
    ("evidence", _TEXT),
    ("column", _TEXT),
    ("url", _TEXT),
    ("date", _DATE),
    ("date_precision", _TEXT),
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
_WRITTEN = [
    ("headline", _TEXT),
    ("summary", _TEXT),
    ("text", _TEXT),
    ("news", _TEXTS),
    ("author", _TEXT),
    ("date", _DATE),
    ("url", _TEXT),
]
_PICTURE = [("picture", _TEXT), ("credit", _TEXT), ("licence", _TEXT)]
_PERSON = [
    ("name", _TEXT),
    ("role", _TEXT),
    ("bio", _TEXT),
    ("picture", _TEXT),
    ("portrait", pa.binary()),
]


def _schema(*columns: tuple[str, Any]) -> pa.Schema:
    return pa.schema(list(columns))


RAW: dict[str, pa.Schema] = {
    # One row of a catalog, as stated. `price` is what the shop asks.
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
        ("pictures", _TEXTS),
        ("attributes", pa.list_(ATTRIBUTE)),
    ),
    # One document about a shoe. `title` names the shoe, `headline` the document. `score` is 0-100
    # whatever its unit; `out_of` is the best value of that unit.
    "reviews": _schema(
        *_ORIGIN,
        *_SUBJECT,
        ("headline", _TEXT),
        ("text", _TEXT),
        ("score", _FLOAT),
        ("out_of", _FLOAT),
        ("ratings", _INT),
        ("author", _TEXT),
        ("date", _DATE),
        ("url", _TEXT),
        ("pros", _TEXTS),
        ("cons", _TEXTS),
        ("attributes", pa.list_(ATTRIBUTE)),
    ),
    # A text of the editors. It names `shoes`, or else a `model` or a `brand`; it has no score.
    "articles": _schema(
        *_ORIGIN,
        ("shoes", _TEXTS),
        ("model", _TEXT),
        ("brand", _TEXT),
        *_WRITTEN,
    ),
    # A person who writes. `picture` is a path; `portrait` holds the picture encoded anew (JPEG).
    "authors": _schema(*_ORIGIN, *_PERSON),
    # One datum of a signal. Values of different scale groups are never mixed as they are.
    # `condition` and `platform` are kept with a transaction: no property of the shoe.
    "observations": _schema(
        *_ORIGIN,
        *_SUBJECT,
        *_DATUM,
        ("condition", _TEXT),
        ("platform", _TEXT),
    ),
    # One stated fact: `evidence` holds words that somebody wrote, `column` names the column of a
    # table, or the key of a front matter, whose cell the value is.
    "facts": _schema(
        *_ORIGIN,
        *_SUBJECT,
        *_STATED,
    ),
    # One picture of a shoe: `picture` is an address, which nothing loads, or a file's path from the
    # guide's folder.
    "pictures": _schema(*_ORIGIN, *_SUBJECT, *_PICTURE),
    # `row` is the beginning of a record that was not used; `cells` are those of a table, whole, of
    # the first rows of a file: they can be exported and mended.
    "quarantine": _schema(
        ("file", _TEXT),
        ("line", _INT),
        ("reason", _TEXT),
        ("row", _TEXT),
        ("cells", pa.list_(CELL)),
    ),
    # The import report. `why` says by what the format was known, `note` what the reader did or why
    # it left the file out. `linked` counts the records that were linked; null before that.
    # `understood` columns hold a field, `unused` ones are nothing for a page, `unknown` ones are
    # not understood.
    "files": _schema(
        ("file", _TEXT),
        ("sha256", _TEXT),
        ("bytes", _INT),
        ("format", _TEXT),
        ("why", _TEXT),
        ("read", _INT),
        ("used", _INT),
        ("linked", _INT),
        ("quarantined", _INT),
        ("understood", pa.list_(COLUMN)),
        ("unused", _TEXTS),
        ("unknown", _TEXTS),
        ("note", _TEXT),
    ),
}

LINKED: dict[str, pa.Schema] = {
    # `first_released` is the year that sources state, `first_release` to `first_release_end` the
    # stretch of days; null where nobody does. `earliest_colorway` is the oldest one listed.
    "shoes": _schema(
        ("shoe", _TEXT),
        ("name", _TEXT),
        ("brand", _TEXT),
        ("model", _TEXT),
        ("version", _TEXT),
        ("aliases", _TEXTS),
        ("category", _TEXT),
        ("first_released", _INT),
        ("first_release", _DATE),
        ("first_release_end", _DATE),
        ("earliest_colorway", _DATE),
        ("previous", _TEXT),
        ("previous_gap", _INT),
        ("listings", _INT),
    ),
    # What editors know better than all sources; without a value it removes what they say. One that
    # is not obeyed has a `problem`.
    "corrections": _schema(
        ("shoe", _TEXT),
        ("attribute", _TEXT),
        ("value", _TEXT),
        ("note", _TEXT),
        ("date", _DATE),
        ("by", _TEXT),
        ("line", _INT),
        ("problem", _TEXT),
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
    # One row for each kind of record and subject (title, brand, style code) that was seen. `why`
    # is one of `solecast.link.reasons`, `reason` says it in words.
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
        ("why", _TEXT),
        ("reason", _TEXT),
        ("runner_up", _TEXT),
        ("status", _TEXT),
        ("group_kind", _TEXT),
        ("group", _TEXT),
    ),
    # `gender` is who wears it, as its title or its column says: kids' sizes cost less.
    "listings": _schema(
        *_ORIGIN,
        ("shoe", _TEXT),
        ("colorway", _TEXT),
        ("title", _TEXT),
        ("gender", _TEXT),
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
        ("out_of", _FLOAT),
        ("ratings", _INT),
        ("author", _TEXT),
        ("date", _DATE),
        ("url", _TEXT),
        ("pros", _TEXTS),
        ("cons", _TEXTS),
    ),
    # Pictures of colorways, those of listings too; `colorway` is null for the shoe as a whole.
    "pictures": _schema(*_ORIGIN, ("shoe", _TEXT), ("colorway", _TEXT), *_PICTURE),
    # `kind` is shoe, list (several shoes), model or brand; `shoes` are slugs.
    "articles": _schema(
        *_ORIGIN,
        ("article", _TEXT),
        ("kind", _TEXT),
        ("shoes", _TEXTS),
        ("model", _TEXT),
        ("brand", _TEXT),
        *_WRITTEN,
    ),
    "authors": _schema(*_ORIGIN, ("author_page", _TEXT), *_PERSON),
    "observations": _schema(
        *_ORIGIN,
        ("shoe", _TEXT),
        ("colorway", _TEXT),
        *_DATUM,
    ),
    # Every model and brand of the guide, and brands that only a line names. `kind` is one of
    # GROUP_KINDS; `group` a slug, one for each kind; `model` is null for a brand.
    "groups": _schema(
        *_GROUP,
        ("name", _TEXT),
        ("brand", _TEXT),
        ("model", _TEXT),
        ("aliases", _TEXTS),
    ),
    # The shoes of a group; `place` counts along the lineage of a model, from 1.
    "members": _schema(*_GROUP, ("shoe", _TEXT), ("place", _INT)),
    # Data about a model or brand as a whole. `part` names what a term singles out of it (a
    # collaboration, a label): shown, but not the line of the whole.
    "group_observations": _schema(*_ORIGIN, *_GROUP, ("part", _TEXT), *_DATUM),
    "group_facts": _schema(*_ORIGIN, *_GROUP, *_STATED),
}

MEASURED = measured.MEASURED
"""The tables that `measure` hands on."""

BIG = ("listings", "reviews", "observations", "group_observations")
"""RAW and LINKED tables whose size only the input bounds: they are `Parts`, never Arrow."""


@dataclass(frozen=True)
class Parts:
    """A big table: Parquet files that together hold its rows, in the order of the files.

    `files` lie in the guide's store; one may lack columns of `schema` (they are null) and have
    others (they are not read). What lies `elsewhere` is read in place, after them. Ask
    `engine.parquet` for rows.
    """

    schema: pa.Schema
    files: tuple[Path, ...] = ()
    elsewhere: tuple[InPlace, ...] = ()

    @property
    def num_rows(self) -> int:
        """Count the rows of the store; only the ends of the files are read."""
        return sum(parquet.read_metadata(file).num_rows for file in self.files)


Tables = dict[str, pa.Table]
"""Tables by name, each with its declared schema; the big ones are `Parts`."""


Row = vocabulary.Row
"""A row of one of these tables as Python has it."""


def table(schema: pa.Schema, rows: list[Row]) -> pa.Table:
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
