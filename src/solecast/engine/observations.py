"""Rows of a dataset that lies elsewhere, as observations: one expression for every engine.

An engine gives `base`: the columns of the files, called as the fields that they hold, with `FILE`,
`LINE` and `NUMBER`. Casts, defaults and what makes a row useless are expressions over it.
"""

from collections.abc import Callable
from functools import reduce
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression
from pyarrow import parquet

from ..in_place import InPlace
from ..model import Parts
from ..settings.setting_values import FIRST_DAY
from ..vocabulary import ABOVE_ZERO

FILE, LINE, NUMBER = "in_file", "in_line", "in_number"
"""Columns of a base: the file's place among the files, the row in it from 0, and a number that
grows from row to row and from file to file."""

PROBLEM, STATED = "problem", "stated"
"""Columns for whoever looks for useless rows: why one is, and its cells in words. A schema that
has `PROBLEM` gets all rows."""

_NAMES = ("title", "brand", "style_code")
_TEXTS = ("source", "scale_group", "place", "condition", "platform")
_YES = ("true", "1", "yes", "y")

Columns = dict[str, Any]


def united(
    stored: Expression | None,
    rows: Parts,
    numbered: str | None,
    base: Callable[[InPlace, int], Expression],
    table: Callable[[pa.Table], Expression],
) -> Expression:
    """Give the rows of a big table: those of the guide's store, then those that lie elsewhere.

    `base` gives the columns of a dataset behind so many files, `table` an expression of the small
    table of its answers: both are an engine's own.
    """
    found = [] if stored is None else [stored]
    before = len(rows.files)
    for place in rows.elsewhere:
        answers = table(parquet.read_table(place.answers)) if place.answers else None
        found.append(observations(base(place, before), place, rows.schema, numbered, answers))
        before += len(place.files)
    return reduce(lambda one, other: one.union(other), found)


def observations(
    base: Expression,
    place: InPlace,
    schema: pa.Schema,
    numbered: str | None,
    answers: Expression | None,
) -> Expression:
    """Give the rows of a dataset with the columns of `schema`, and their number where asked for.

    `answers` has the names of linked records as `known_title` and so on, and what is joined to
    them.
    """
    rows = base.select(**_cells(base, place))
    rows = rows.mutate(**_scale(rows))
    rows = rows.mutate(currency=_currency(rows), problem=_problem(rows))
    if PROBLEM not in schema.names:
        if not place.clean:
            rows = rows.filter(rows[PROBLEM].isnull())
        if place.until is not None:
            rows = rows.filter(rows.date <= ibis.literal(place.until))
    if answers is not None:
        rows = _linked(rows, place, answers)
    wanted = ibis.Schema.from_pyarrow(schema)
    found = {name: rows[name].cast(kind) for name, kind in wanted.items()}
    return rows.select(**found, **({numbered: rows[NUMBER]} if numbered else {}))


def _cells(base: Expression, place: InPlace) -> Columns:
    """Cast the cells of a row to what an observation holds."""
    text = {name: _text(base, place, name) for name in (*_NAMES, *_TEXTS, "currency")}
    files = [place.name(file) for file in place.files]
    return {
        **text,
        "file": _file(base, files),
        "line": base[LINE] + 1,
        NUMBER: base[NUMBER],
        "date": _day(base),
        "value": _number(base["value"]),
        "metric": _word(base, place, "metric"),
        "period": _word(base, place, "period"),
        "partial": _flag(base, "partial").coalesce(False),
        "comparable": _flag(base, "comparable"),
        "censored": ibis.literal(False),
        STATED: _stated(base, place),
        **{f"stated_{name}": _as_text(base, name) for name in ("metric", "period")},
    }


def _file(base: Expression, files: list[str]) -> Any:
    if len(files) == 1:
        return ibis.literal(files[0])
    return ibis.array([ibis.literal(name) for name in files])[base[FILE]]


def _as_text(base: Expression, name: str) -> Any:
    if name not in base.columns:
        return ibis.null("string")
    column = base[name]
    return column if column.type().is_string() else column.cast("string")


def _text(base: Expression, place: InPlace, name: str) -> Any:
    """Read a cell as text; an empty one is a missing one."""
    found = _as_text(base, name)
    if name in base.columns:
        found = found.strip().nullif("")
    if (constant := place.constants.get(name)) is None:
        return found
    return found.coalesce(constant) if name in base.columns else ibis.literal(constant)


def _day(base: Expression) -> Any:
    """Read a day: a date, a moment, or a text that begins with one, such as 2024-06-20."""
    day = base["date"]
    if day.type().is_date():
        return day
    return day.cast("date") if day.type().is_timestamp() else day.left(10).try_cast("date")


def _number(value: Any) -> Any:
    return value.try_cast("float64") if value.type().is_string() else value.cast("float64")


def _word(base: Expression, place: InPlace, name: str) -> Any:
    """Read a word of the vocabulary: that of all rows, or what a cell means."""
    if name not in base.columns:
        return ibis.literal(place.constants.get(name), "string")
    column, words = _as_text(base, name), place.words.get(name, {})
    if place.clean and all(stated == meant for stated, meant in words.items()):
        return column
    known = [(column == stated, meant) for stated, meant in sorted(words.items())]
    return ibis.cases(*known, else_=ibis.null("string")) if known else ibis.null("string")


def _flag(base: Expression, name: str) -> Any:
    if name not in base.columns:
        return ibis.null("boolean")
    column = base[name]
    if column.type().is_string():
        return column.lower().isin(_YES)
    return column if column.type().is_boolean() else column != 0


def _stated(base: Expression, place: InPlace) -> Any:
    """Write the cells of a row as words: `day: 2024-06-20, sneaker: Samba`."""
    found = ibis.literal("")
    for at, (name, column) in enumerate(sorted(place.columns.items())):
        before = f"{', ' if at else ''}{column}: "
        found = found + ibis.literal(before) + _as_text(base, name).coalesce("")
    return found


def _scale(rows: Expression) -> Columns:
    """Say what a value may be compared with: search interest only with its own shoe's."""
    compares = rows.comparable.coalesce(rows.metric != "searches")
    shared = rows.source + ":" + rows.metric
    own = shared + ":" + rows.title
    apart = (rows.metric == "searches") & ~rows.comparable.coalesce(False)
    return {
        "comparable": compares,
        "scale_group": rows.scale_group.coalesce(ibis.ifelse(apart, own, shared)),
    }


def _currency(rows: Expression) -> Any:
    return ibis.ifelse(rows.metric == "price", rows.currency.upper(), ibis.null("string"))


def _problem(rows: Expression) -> Any:
    """Say which column makes a row useless; null where none does."""
    # Not `isnan`: DuckDB answers it from a file's statistics, which say nothing of NaN.
    finite = (rows.value - rows.value) == 0
    enough = (rows.value > 0) | ((rows.value == 0) & ~rows.metric.isin(ABOVE_ZERO))
    return ibis.cases(
        (rows.title.isnull(), "title"),
        (rows.date.isnull() | (rows.date < ibis.literal(FIRST_DAY)), "date"),
        (rows.metric.isnull(), "metric"),
        (~(finite & enough).coalesce(False), "value"),
        (rows.period.isnull(), "period"),
        else_=ibis.null("string"),
    )


def _linked(rows: Expression, place: InPlace, answers: Expression) -> Expression:
    """Join what the names mean; a name that no column holds is none."""
    stated = [name for name in _NAMES if name in place.columns]
    for name in _NAMES:
        if name not in stated:
            answers = answers.filter(answers[f"known_{name}"].isnull())
    same = [rows[name].identical_to(answers[f"known_{name}"]) for name in stated]
    return rows.inner_join(answers, same)
