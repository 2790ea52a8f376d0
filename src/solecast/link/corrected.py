"""Corrections on shoes: which shoe each is about, and what of them stands in the table of shoes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import pyarrow as pa

from ..attributes import STORY, canonical
from ..model import LINKED, Row, table
from ..spans import span
from .corrections import EditorsValue
from .lexicon.tokenizer import key


def corrected(shoes: pa.Table, corrections: Sequence[EditorsValue]) -> tuple[pa.Table, pa.Table]:
    """Obey corrections of category and release in LINKED `shoes`; give them and `corrections`.

    A correction on no shoe of the guide is kept with its problem, and without a shoe.
    """
    if not corrections:
        return shoes, LINKED["corrections"].empty_table()
    rows = shoes.to_pylist()
    named = _names(rows)
    placed = [_placed(one, named) for one in corrections]
    by_shoe = {row["shoe"]: row for row in rows}
    for one in placed:
        if not one.problem:
            by_shoe[one.shoe].update(_columns(one))
    last = {(one.shoe, one.attribute): one for one in placed if not one.problem}
    kept = [*last.values(), *(one for one in placed if one.problem)]
    told = [asdict(one) | {"value": one.value or None} for one in kept]
    return table(LINKED["shoes"], rows), table(LINKED["corrections"], told)


def without_removed(facts: pa.Table, corrections: pa.Table) -> pa.Table:
    """Leave out what a story told of a shoe and an editor removed; `facts` are LINKED facts."""
    removed = {
        (row["shoe"], row["attribute"])
        for row in corrections.to_pylist()
        if not (row["problem"] or row["value"]) and row["attribute"] in STORY
    }
    if not removed:
        return facts
    told = zip(facts["shoe"].to_pylist(), facts["attribute"].to_pylist(), strict=True)
    kept = [(shoe, canonical(name or "")[0]) not in removed for shoe, name in told]
    return facts.filter(pa.array(kept))


def _names(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, ...], str | None]:
    """Give the shoe of each slug, name and alias; None where several shoes have it."""
    found: dict[tuple[str, ...], str | None] = {}
    for row in rows:
        for name in (row["name"], f"{row['brand']} {row['name']}", *(row["aliases"] or ())):
            words = key(name)
            found[words] = row["shoe"] if found.get(words, row["shoe"]) == row["shoe"] else None
    return found | {(row["shoe"],): row["shoe"] for row in rows}


def _placed(one: EditorsValue, named: Mapping[tuple[str, ...], str | None]) -> EditorsValue:
    if one.problem:
        return one
    shoe = named.get((one.shoe,)) or named.get(key(one.shoe))
    if shoe:
        return replace(one, shoe=shoe)
    return replace(
        one,
        problem=f"No one shoe of the guide is {one.shoe!r}; give its whole name, or the last part "
        "of its address.",
    )


def _columns(one: EditorsValue) -> Row:
    """Give the columns of a shoe that a correction states."""
    if one.attribute == "category":
        return {"category": one.value or None}
    if one.attribute != "release_date":
        return {}
    days = span(one.value) if one.value else None
    return {
        "first_released": days.first.year if days else None,
        "first_release": days.first if days else None,
        "first_release_end": days.last if days else None,
    }
