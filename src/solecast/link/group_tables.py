"""Models and brands as tables: what they are called, their shoes, and the records about them."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ..model import LINKED, Tables, table
from .catalog.distinct import Distinct
from .catalog.families import Family
from .linker.named_groups import Group, Groups

_TABLES = {"observation": ("observations", "group_observations"), "fact": ("facts", "group_facts")}


def group_tables(
    groups: Groups,
    shoes: pa.Table,
    raw: Tables,
    distinct: Mapping[str, Distinct],
    named: Mapping[str, Sequence[Group | None]],
) -> Tables:
    """Give LINKED groups, members, group_observations and group_facts.

    `named` holds, for each kind of record, the group of each distinct subject.
    """
    made = {"groups": _groups(groups), "members": _members(groups, shoes)}
    for kind, (source, target) in _TABLES.items():
        made[target] = _records(target, raw[source], distinct[kind], named[kind])
    return made


def _groups(groups: Groups) -> pa.Table:
    rows = [
        {"kind": "brand", "group": slug, "name": brand, "brand": brand, "aliases": []}
        for slug, brand in sorted(groups.brands.items())
    ]
    rows += [
        {
            "kind": "model",
            "group": slug,
            "name": one.named.name,
            "brand": one.brand,
            "model": one.model,
            "aliases": _aliases(one),
        }
        for slug, one in sorted(groups.families.items())
    ]
    return table(LINKED["groups"], rows)


def _aliases(family: Family) -> list[str]:
    """Give the other names of a model, with and without its brand."""
    whole = [family.named._replace(model=model).name for model in family.models]
    names = dict.fromkeys([*whole, *family.models])
    return [name for name in names if name != family.named.name]


def _members(groups: Groups, shoes: pa.Table) -> pa.Table:
    slugs = {brand: slug for slug, brand in groups.brands.items()}
    rows = [
        {"kind": "brand", "group": slugs[row["brand"]], "shoe": row["shoe"]}
        for row in shoes.to_pylist()
        if row["brand"]
    ]
    rows += [
        {"kind": "model", "group": slug, "shoe": shoe, "place": place}
        for slug, family in sorted(groups.families.items())
        for place, shoe in enumerate(family.shoes, 1)
    ]
    return table(LINKED["members"], rows)


def _records(
    name: str, raw: pa.Table, distinct: Distinct, named: Sequence[Group | None]
) -> pa.Table:
    """Give the records of one table that are about a group."""
    kind = distinct.spread([one and one.kind for one in named])
    records = raw.append_column("kind", kind)
    records = records.append_column("group", distinct.spread([one and one.slug for one in named]))
    if "part" in LINKED[name].names:
        records = records.append_column(
            "part", distinct.spread([one and one.part for one in named])
        )
    kept = records.select(LINKED[name].names).filter(pc.is_valid(kind))
    return kept.cast(LINKED[name]).combine_chunks()
