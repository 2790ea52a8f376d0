"""Facts from listings: what catalogs state of a shoe in their columns, word by word.

Values that belong to a colorway must not become conflicts between a shoe and itself: for each
shoe and source the retail price is the median over its listings, any other attribute its most
common value; colours are stated only for a shoe with one colorway. A release date is the shoe's
own only in a row that names no colorway and no size; of several the earliest counts.
"""

import re
from collections import Counter
from collections.abc import Callable

import pyarrow as pa
from ibis.expr.types import Table as Expression

from ...attributes import canonical
from ...engine import Engine
from ...model import LINKED, Row
from .distinct_names import ROW
from .first_releases import ATTRIBUTE

_CONFIDENCE = 0.9
_RELEASE_CONFIDENCE = 0.35
"""A catalog dates what it lists, often a re-issue: whoever states a first release knows better."""
_OF_COLORWAY = frozenset({"colour", "color", "colorway", "colours", "colors", "main_color"})
_ADDRESS = re.compile(r"https?://|^[0-9a-f]{8}-[0-9a-f]{4}-|\.(?:jpe?g|png|webp|gif)\b", re.I)
_NOT_OF_SHOE = frozenset(
    {"id", "uuid", "slug", "sku", "image", "image_url", "thumbnail", "url", "link", "gtin", "ean",
     "handle", "product_id", "ticker", "size", "stock", "availability"}
)  # fmt: skip


_READ = (
    "file", "line", "source", "url", "size", "category", "colorway", "retail_price", "currency",
    "release_date", "previous", "attributes",
)  # fmt: skip
_BATCH = 20_000
"""Listings that one process takes at once: a few seconds of work."""


def listing_facts(engine: Engine, listings: Expression) -> pa.Table:
    """Give the facts of raw listings, in their order, with the schema of LINKED facts.

    Beside the columns of RAW, `listings` have `shoe` (the slug); `whole` (whether the row is
    about the whole shoe and no colorway); and `single` (whether the shoe has one colorway at most).
    """
    read = listings.select(*_READ, "shoe", "whole", "single", ROW)
    found = engine.map_batches(_facts, read, ["shoe"], _NUMBERED, _BATCH)
    return found.sort_by(ROW).select(LINKED["facts"].names).combine_chunks()


def _facts(listings: pa.Table) -> pa.Table:
    """Give the facts of some shoes' listings, each with the number of the row that states it."""
    stated: dict[tuple[str, str, str], list[tuple[str, Row]]] = {}
    for row in listings.sort_by(ROW).to_pylist():
        source = row["source"] or row["file"] or ""
        for attribute, value in _attributes(row):
            if canonical(attribute)[0] == ATTRIBUTE and (row["size"] or not row["whole"]):
                continue
            if attribute not in _OF_COLORWAY or row["single"]:
                stated.setdefault((row["shoe"], source, attribute), []).append((value, row))
    facts = [
        _fact(shoe, attribute, *_CHOICE.get(attribute, _most_common)(values))
        for (shoe, _, attribute), values in stated.items()
    ]
    return pa.Table.from_pylist(facts, schema=_NUMBERED)


_NUMBERED = LINKED["facts"].append(pa.field(ROW, pa.int64()))


def _attributes(row: Row) -> list[tuple[str, str]]:
    found = [(one["attribute"], one["value"]) for one in row["attributes"] or ()]
    kept = [
        (attribute, value)
        for attribute, value in found
        if attribute and value and attribute not in _NOT_OF_SHOE and not _ADDRESS.search(value)
    ]
    for attribute, column in (("category", "category"), ("colorway", "colorway")):
        if row[column]:
            kept.append((attribute, row[column]))
    if row["retail_price"] is not None:
        money = f"{row['retail_price']:.2f}".removesuffix(".00")
        kept.append(("retail_price", f"{money} {row['currency'] or ''}".strip()))
    dated = any(attribute == ATTRIBUTE for attribute, _ in kept)  # a month, in words
    if row["release_date"] is not None and not dated:
        kept.append(("release_date", row["release_date"].isoformat()))
    if row["previous"]:
        kept.append(("predecessor", row["previous"]))
    return list(dict.fromkeys(kept))


def _fact(shoe: str, attribute: str, value: str, row: Row) -> Row:
    is_release = canonical(attribute)[0] == ATTRIBUTE
    return {
        "file": row["file"],
        "line": row["line"],
        "source": row["source"],
        "shoe": shoe,
        "attribute": attribute,
        "value": value,
        "column": attribute,
        "url": row["url"],
        "confidence": _RELEASE_CONFIDENCE if is_release else _CONFIDENCE,
        ROW: row[ROW],
    }


def _most_common(values: list[tuple[str, Row]]) -> tuple[str, Row]:
    best = Counter(value for value, _ in values).most_common(1)[0][0]
    return next(one for one in values if one[0] == best)


def _median(values: list[tuple[str, Row]]) -> tuple[str, Row]:
    ordered = sorted(values, key=lambda one: float(one[0].split()[0]))
    return ordered[(len(ordered) - 1) // 2]


def _earliest(values: list[tuple[str, Row]]) -> tuple[str, Row]:
    return min(values, key=lambda one: one[0])


_CHOICE: dict[str, Callable[[list[tuple[str, Row]]], tuple[str, Row]]] = {
    "retail_price": _median,
    "release_date": _earliest,
}
