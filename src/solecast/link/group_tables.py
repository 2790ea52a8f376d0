"""Models and brands as tables: what they are called, their shoes, and the records about them."""

from collections.abc import Sequence

import pyarrow as pa

from ..model import LINKED, Tables, table
from .catalog.distinct_names import Answers, texts
from .catalog.families import ModelFamily
from .linker.named_groups import Groups, NamedGroup


def group_tables(groups: Groups, shoes: pa.Table) -> Tables:
    """Give LINKED groups and members."""
    return {"groups": _groups(groups), "members": _members(groups, shoes)}


def group_answers(named: Sequence[NamedGroup | None]) -> Answers:
    """Give what is joined to the records about a group: `named` is that of each distinct name."""
    return {
        "kind": texts([one and one.kind for one in named]),
        "group": texts([one and one.slug for one in named]),
        "part": texts([one and one.part for one in named]),
    }


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


def _aliases(family: ModelFamily) -> list[str]:
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
