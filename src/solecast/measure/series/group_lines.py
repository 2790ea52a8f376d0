"""Lines of models and brands: measured as those of shoes are, and never among them."""

import datetime as dt
from collections.abc import Iterable
from functools import reduce

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table as Expression

from ...engine import Engine
from ...model import MEASURED
from .weekly import weekly

_APART = "\x1f"
"""Parts kind, group and part in the one name that stands where a shoe's slug does."""
_NAMED = ("kind", "group", "part")


def identified(groups: pa.Table, columns: Iterable[str]) -> pa.Table:
    """Name each row's group in a column `shoe`, made from the text columns `columns`."""
    texts = [pc.coalesce(groups[column], "") for column in columns]
    named = pc.binary_join_element_wise(*texts, _APART)
    return groups.append_column("shoe", named)


def apart(name: str) -> list[str]:
    """Give the texts that `identified` joined."""
    return name.split(_APART)


def group_series(observations: Expression, engine: Engine, as_of: dt.date) -> pa.Table:
    """Sum up `LINKED["group_observations"]` to `MEASURED["group_series"]`, up to `as_of`.

    The weeks of shoes' series are made alike (`weekly`).
    """
    texts = [observations[column].coalesce("") for column in _NAMED]
    name = reduce(lambda one, other: one + _APART + other, texts)
    rows = observations.mutate(shoe=name, colorway=ibis.null("string"))
    return taken_apart(weekly(rows, engine, as_of), _NAMED, MEASURED["group_series"])


def taken_apart(lines: pa.Table, columns: tuple[str, ...], schema: pa.Schema) -> pa.Table:
    """Undo `identified`: give the columns of the group back, in the declared order."""
    parts = [apart(name) for name in lines["shoe"].to_pylist()]
    for place, column in enumerate(columns):
        texts = pa.array([said[place] or None for said in parts], pa.string())
        lines = lines.append_column(column, texts)
    return lines.select(schema.names).cast(schema).combine_chunks()
