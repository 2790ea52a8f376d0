"""Distinct names of a table: each once, and what was decided for it joined back in the engine."""

from collections.abc import Mapping, Sequence

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table as Expression

from ...engine import Engine
from ...model import Row

ROW = "row"
"""The column that numbers the records of a table, as `engine.parquet` gives it."""

Answers = Mapping[str, pa.Array]
"""Column -> what was decided, for each distinct name in order."""


class Distinct:
    """The distinct values of some columns of a table's records, in order of first appearance."""

    def __init__(
        self,
        engine: Engine,
        records: Expression,
        columns: Sequence[str],
        first: Sequence[str] = ("file", "line"),
    ) -> None:
        """Ask the engine for them; `first` are columns of which the first record's value is kept.

        `records` are numbered by `ROW`.
        """
        # One struct, because the first of nulls and values is a null, which engines skip.
        place = ibis.struct({name: records[name] for name in first})
        once = records.group_by(list(columns)).agg(
            rows=records.count(), first=records[ROW].min(), place=place.argmin(records[ROW])
        )
        found = engine.arrow(once.order_by("first"))
        self.names: pa.Table = found.select(list(columns)).combine_chunks()
        self.rows: list[Row] = [
            row | row.pop("place") for row in found.drop_columns(["first"]).to_pylist()
        ]
        """The columns, and those of the first record; `rows` counts the records."""

    def with_answers(self, answers: Answers) -> pa.Table:
        """Give the names and their answers: all that joined records depend on beside themselves."""
        return pa.table(
            {**dict(zip(_hidden(self.names), self.names.columns, strict=True)), **answers}
        )

    def joined(self, engine: Engine, records: Expression, answers: Answers, by: str) -> Expression:
        """Give the records whose answer `by` is known, with all answers as columns.

        An answer takes the place of a column of its name.
        """
        told = self.with_answers(answers)
        known = engine.table(told.filter(pc.is_valid(told[by])))
        replaced = [column for column in answers if column in records.columns]
        # Renamed, because a join keeps both columns of one name under names of its own.
        records = records.rename({f"stated_{column}": column for column in replaced})
        same = [
            records[f"stated_{column}" if column in replaced else column].identical_to(
                known[hidden]
            )
            for column, hidden in zip(self.names.column_names, _hidden(self.names), strict=True)
        ]
        return records.inner_join(known, same).drop(
            *_hidden(self.names), *(f"stated_{column}" for column in replaced)
        )


def _hidden(names: pa.Table) -> list[str]:
    return [f"known_{column}" for column in names.column_names]


def texts(values: Sequence[str | None]) -> pa.Array:
    """Make a column of answers that are texts."""
    return pa.array(values, pa.string())
