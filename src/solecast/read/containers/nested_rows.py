"""What one JSON object holds several of: colorways, models of a brand, sizes, days -> one each."""

import math
from collections.abc import Iterator
from typing import Any

from ..values import wording
from ..values.dates import parse_date
from ..values.sizes import is_size

JsonObject = dict[str, Any]
"""An object of JSON that others wrote: nothing is known of its values yet."""

_PRICED = ("price", "ask", "amount", "value")
_DAYS = ("date", "day", "timestamp", "week", "month", "time", "captured_at", "at", "t", "x")
_OF_SIZE = frozenset({"id", "uuid", "title", "name", "position", "product_id", "sku_uuid"})
_NAMES = ("name", "title", "model", "model_name", "colorway", "color", "colour")
_COLORWAYS = frozenset({"colorways", "colourways", "colors", "colours", "color_ways"})
_SHOES = frozenset(
    {"models", "shoes", "sneakers", "products", "items", "silhouettes", "releases", "versions"}
)
_DATED = frozenset({"release", "released", "date", "year"})
_OWN = _DATED | {"price", "retail", "msrp", "style", "sku"}
"""Words of keys that make one of a list a product of its own, not a swatch of colours."""
_OF_PRODUCT = frozenset({"style", "sku", "price", "retail", "msrp", "ask", "bid"})
"""Words of keys that are said of one colorway: its shoe's own never stand for it."""


def opened(item: JsonObject) -> Iterator[JsonObject]:
    """Give what an object holds several of as objects of their own, with what it says of all.

    Colorways with prices, dates or codes of their own; the models that a brand's object lists;
    then sizes with prices, or days.
    """
    for one in _children(item):
        yield from _by_size(one)


def _children(item: JsonObject) -> list[JsonObject]:
    for key, inner in item.items():
        kind = wording.snake(str(key))
        if kind in _COLORWAYS and (parts := _objects(inner)) and all(map(_has_own, parts)):
            return [_colorway(_without(item, key), part) for part in parts]
        if kind in _SHOES and (parts := _objects(inner)) and _are_models(item, parts):
            return [{**_of_all(_without(item, key)), **part} for part in parts]
    return [item]


def _are_models(group: JsonObject, parts: list[JsonObject]) -> bool:
    """Say whether a list names shoes in an object that names none itself."""
    return _name(group) is None and all(map(_name, parts))


def _without(item: JsonObject, key: str) -> JsonObject:
    return {name: value for name, value in item.items() if name != key}


def _objects(inner: Any) -> list[JsonObject]:
    """Give the objects of a list that holds nothing else."""
    found = inner if isinstance(inner, list) else []
    return found if found and all(isinstance(one, dict) for one in found) else []


def _name(item: JsonObject) -> str | None:
    keys = {wording.snake(str(key)): value for key, value in item.items()}
    return next((scalar(keys[key]) for key in _NAMES if scalar(keys.get(key))), None)


def _words(key: object) -> set[str]:
    return set(wording.snake(str(key)).split("_"))


def _has_own(part: JsonObject) -> bool:
    return _name(part) is not None and any(_OWN & _words(key) for key in part)


def _colorway(shoe: JsonObject, part: JsonObject) -> JsonObject:
    """Say of a colorway what its shoe says of all, but for codes and prices, and what it says."""
    of_all = {key: value for key, value in shoe.items() if not _OF_PRODUCT & _words(key)}
    if any(_DATED & _words(key) for key in part):
        of_all = {key: value for key, value in of_all.items() if "year" not in _words(key)}
    own = {key: value for key, value in part.items() if wording.snake(str(key)) not in _NAMES}
    return {**of_all, **own, "colorway": _name(part)}


def _of_all(group: JsonObject) -> JsonObject:
    """Give what a group says of each of its models: all but its numbers and addresses."""
    said = {key: value for key, value in group.items() if not {"id", "slug"} & _words(key)}
    return {key: value for key, value in said.items() if not isinstance(value, list)}


def scalar(value: Any) -> str:
    """Return one plain value as text: an empty text for null, lists and objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return repr(value)
    return ""


def _by_size(item: JsonObject) -> Iterator[JsonObject]:
    """Give one object a size, or a day, where an object lists them with their prices."""
    for key, inner in item.items():
        sizes = _sizes(inner) or _days(inner)
        if sizes:
            rest = _without(item, key)
            yield from ({**rest, **one} for one in sizes)
            return
    yield item


def _sizes(inner: Any) -> list[JsonObject]:
    if isinstance(inner, list):
        dicts = [one for one in inner if isinstance(one, dict)]
        return [_size(one) for one in dicts] if dicts and all(map(_is_sized, dicts)) else []
    if not isinstance(inner, dict) or not inner:
        return []
    if all(is_size(str(key)) and scalar(value) for key, value in inner.items()):
        return [{"size": str(size), "price": price} for size, price in inner.items()]
    if all(isinstance(prices, dict) and _sizes(prices) for prices in inner.values()):
        return [{**one, "source": site} for site, prices in inner.items() for one in _sizes(prices)]
    return []


def _days(inner: Any) -> list[JsonObject]:
    """Read a history: a list of objects, each with its date and what was measured then."""
    if isinstance(inner, dict) and len(inner) > 1 and all(map(parse_date, map(str, inner))):
        return [{"date": day, "value": value} for day, value in inner.items()]
    dicts = [one for one in inner if isinstance(one, dict)] if isinstance(inner, list) else []
    return dicts if dicts and all(_is_dated(one) for one in dicts) else []


def _is_dated(one: JsonObject) -> bool:
    keys = {wording.snake(str(key)): value for key, value in one.items()}
    day = next((scalar(keys[key]) for key in _DAYS if key in keys), "")
    return 1 < len(one) <= 6 and parse_date(day) is not None


def _is_sized(one: JsonObject) -> bool:
    keys = [wording.snake(str(key)) for key in one]
    priced = any(word in key.split("_") for key in keys for word in _PRICED)
    return priced and any("size" in key.split("_") for key in keys)


def _size(one: JsonObject) -> JsonObject:
    """Keep what a size says of itself: its size and what it costs, no numbers of its own."""
    return {key: value for key, value in one.items() if wording.snake(str(key)) not in _OF_SIZE}
