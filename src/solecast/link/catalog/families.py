"""Which shoes are one model: those of one name, and those that follow each other.

`Speed Trainer` and `Speed 2.0` are two model names to a lexicon and one model to people: the
second follows the first. So lineage joins what names part, where one name holds the words of the
other. The Air Max 95 follows the 90 and is another model all the same.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..lexicon.tokenizer import key
from .shoe_names import Shoe, identity

Row = Mapping[str, Any]


class ModelFamily(NamedTuple):
    """One model: its brand, its name without the brand, all its names, its shoes by lineage."""

    brand: str
    model: str
    models: tuple[str, ...]
    shoes: tuple[str, ...]

    @property
    def named(self) -> Shoe:
        """The model as a shoe without a version: what gives it a name and a slug."""
        return Shoe(self.brand, self.model, None)


def families(shoes: Iterable[Row]) -> list[ModelFamily]:
    """Group the rows of LINKED shoes into models, in order of brand and name.

    A shoe whose model is unknown is in none.
    """
    rows = {row["shoe"]: row for row in shoes if row["model"]}
    found: dict[str, list[Row]] = defaultdict(list)
    tops = _joined(rows)
    for slug, row in rows.items():
        found[tops[slug]].append(row)
    made = [_family(members) for members in found.values()]
    return sorted(made, key=lambda one: (one.brand, one.model))


def _joined(rows: Mapping[str, Row]) -> dict[str, str]:
    """Give each shoe the first one of its family."""
    top = {slug: slug for slug in rows}

    def find(slug: str) -> str:
        while top[slug] != slug:
            top[slug] = top[top[slug]]
            slug = top[slug]
        return slug

    first: dict[object, str] = {}
    for slug, row in rows.items():
        top[find(slug)] = find(first.setdefault(identity(row["brand"], row["model"]), slug))
        before = rows.get(row["previous"])
        if before and _holds_name(before, row):
            top[find(slug)] = find(before["shoe"])
    return {slug: find(slug) for slug in rows}


def _holds_name(one: Row, other: Row) -> bool:
    """Tell whether one model's name holds all words of the other's: `Speed`, `Speed Trainer`."""
    words, others = set(key(one["model"])), set(key(other["model"]))
    return one["brand"] == other["brand"] and (words <= others or others <= words)


def _family(rows: Sequence[Row]) -> ModelFamily:
    counts = Counter(row["model"] for row in rows)
    return ModelFamily(
        brand=rows[0]["brand"],
        model=min(counts, key=lambda name: _rank(name, counts)),
        models=tuple(sorted(counts)),
        shoes=tuple(_by_lineage(rows)),
    )


def _rank(name: str, counts: Mapping[str, int]) -> tuple[int, int, int, str]:
    """Put first the name whose words most of the others hold, then that of most shoes."""
    own = set(key(name))
    holders = sum(own <= set(key(other)) for other in counts)
    return -holders, -counts[name], len(name), name


def _by_lineage(rows: Sequence[Row]) -> list[str]:
    """Order shoes so that each stands behind its predecessor, the oldest line first."""
    after: dict[str | None, list[Row]] = defaultdict(list)
    known = {row["shoe"] for row in rows}
    for row in sorted(rows, key=_age):
        after[row["previous"] if row["previous"] in known else None].append(row)
    ordered: dict[str, None] = {}
    waiting = list(reversed(after[None]))
    while waiting:
        row = waiting.pop()
        ordered[row["shoe"]] = None
        waiting += reversed(after[row["shoe"]])
    # Predecessors that go round in a circle have no first; they come last, by age.
    return [
        *ordered,
        *(row["shoe"] for row in sorted(rows, key=_age) if row["shoe"] not in ordered),
    ]


def _age(row: Row) -> tuple[dt.date, tuple[str, ...], str]:
    day = row["first_release"] or row["earliest_colorway"] or dt.date.max
    return day, key(row["version"] or ""), row["shoe"]
