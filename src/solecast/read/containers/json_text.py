"""JSON text -> plain values, within bounds; lists of objects -> `Sheet`."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .. import limits
from ..values import wording
from ..values.dates import parse_date
from ..values.sizes import is_size
from .sheet import Row, Sheet, unbroken

Say = Callable[[str], None]
_LISTS = ("products", "items", "data", "results", "hits", "shoes", "sneakers", "catalog", "rows")
_NAMED = ("name", "title", "text", "value", "label", "amount")
_PLAIN_TEXT = 4_000
_START = re.compile(r"[\[{]")
_MOST_BROKEN = 1_000
_DEEPEST_LIST = 6
_PRICED = ("price", "ask", "amount", "value")
_DAYS = ("date", "day", "timestamp", "week", "month", "time", "captured_at", "at", "t", "x")
_NAMING = ("title", "name", "slug", "shoe", "sneaker", "product", "keyword", "term", "query")
_OF_SIZE = frozenset({"id", "uuid", "title", "name", "position", "product_id", "sku_uuid"})
_KEYED = ("name", "trait", "label", "key", "property", "title")

JsonObject = dict[str, Any]
"""An object of JSON that others wrote: nothing is known of its values yet."""


class NotJson(Exception):
    """The text is no JSON; the message says where and why."""


def parse(text: str, say: Say) -> Any:
    """Parse JSON, or JSON lines.

    Raises `NotJson` with a sentence. NaN and infinity, which JSON does not have, become null.
    """
    odd: list[str] = []
    try:
        found = json.loads(text, strict=False, parse_constant=odd.append)
    except json.JSONDecodeError as error:
        found = _several(text, say)
        if found is None:
            raise NotJson(f"It starts like JSON, but is not: {error}.") from error
    except RecursionError as error:
        raise NotJson("It is nested too deep to be read.") from error
    except ValueError as error:
        raise NotJson(f"It has a number that is too long to read: {error}.") from error
    if odd:
        say("NaN or infinity, which JSON does not have, was read as missing.")
    return found


def _several(text: str, say: Say) -> list[Any] | None:
    """Parse JSON lines, or several values in one text; None when the text is none of them.

    Lists are joined. What is broken is skipped to the next line, and said.
    """
    decoder = json.JSONDecoder(strict=False, parse_constant=_nothing)
    found: list[Any] = []
    place, values, broken = 0, 0, 0
    while (start := _START.search(text, place)) is not None:
        broken += bool(text[place : start.start()].strip(" ,\r\n\t"))
        try:
            value, place = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            broken += 1
            line_end = text.find("\n", start.start())
            if line_end < 0 or broken > _MOST_BROKEN:
                break
            place = line_end
            continue
        values += 1
        found += value if isinstance(value, list) else [value]
    broken += bool(text[place:].strip(" ,\r\n\t]"))
    if values < 1 or values + len(found) < 3 or broken > values:
        return None
    if broken:
        say(f"{broken} lines are no JSON and were left out.")
    elif values > 1 and not text.lstrip().startswith("{"):
        say(f"The file holds {values} JSON values; they were read as one list.")
    return found


def _nothing(constant: str) -> None:
    """Read NaN and infinity as missing."""


def objects(value: Any) -> tuple[list[JsonObject], dict[str, str]] | None:
    """Return the list of objects of an answer and what its envelope says; None: no list.

    The list may stand under any key at any depth: a usual name first, else the longest.
    """
    if isinstance(value, list):
        return (_dicts(value), {}) if _is_list(value) else None
    if not isinstance(value, dict):
        return None
    keys = {wording.snake(str(key)): key for key in value}
    name = next((n for n in _LISTS if n in keys and _is_list(value[keys[n]])), None)
    said = {wording.snake(str(key)): scalar(item) for key, item in value.items()}
    if name is not None:
        return _dicts(value[keys[name]]), said
    found = max(_lists(value, 0), key=len, default=None) or _by_key(value)
    return (_dicts(found), said) if found else None


def _lists(value: JsonObject, depth: int) -> Iterator[list[Any]]:
    """Give the lists of objects under any key; those within their objects are parts of them."""
    for item in value.values():
        if _is_list(item):
            yield _nodes(item)
        elif isinstance(item, dict) and depth < _DEEPEST_LIST:
            yield from _lists(item, depth + 1)


def _nodes(items: list[Any]) -> list[Any]:
    """Open the edges of a graph's answer: `[{"node": {...}}]`."""
    inner = [item["node"] for item in items if isinstance(item, dict) and "node" in item]
    return inner if len(inner) == len(items) else items


def _by_key(value: JsonObject) -> list[Any] | None:
    """Read `{"dunk-low": {...}, "samba": {...}}`: objects of one kind under their names."""
    items = [item for item in value.values() if isinstance(item, dict)]
    if len(items) < 2 or len(items) < len(value):
        return None
    shared = set.intersection(*(set(item) for item in items))
    if len(shared) < 2:
        return None
    return [{"name": key, **item} for key, item in value.items()]


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _dicts(value: list[Any]) -> list[JsonObject]:
    return [item if isinstance(item, dict) else {} for item in value]


def scalar(value: Any) -> str:
    """Return one plain value as text: an empty text for null, lists and objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return repr(value)
    return ""


def sheet(
    found: list[JsonObject], envelope: Mapping[str, str], columns: Mapping[str, str]
) -> Sheet:
    """Return a list of objects as a table; an object inside gives columns of its own."""
    named = {key: envelope[key] for key in _NAMING if envelope.get(key)}
    if any(set(_NAMING) & {wording.snake(key) for key in item} for item in found):
        named = {}
    flat = [named | flatten(item) for whole in found for item in _by_size(whole)]
    header = list(dict.fromkeys(key for item in flat for key in item))[: limits.COLUMNS]

    def rows() -> Iterator[Row]:
        for ordinal, item in enumerate(flat, 1):
            yield ordinal, [item.get(key, "") for key in header]

    return Sheet(header, unbroken(rows), envelope=envelope, columns=columns)


def _by_size(item: JsonObject) -> Iterator[JsonObject]:
    """Give one object a size, or a day, where an object lists them with their prices."""
    for key, inner in item.items():
        sizes = _sizes(inner) or _days(inner)
        if sizes:
            rest = {name: value for name, value in item.items() if name != key}
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


def flatten(value: Mapping[str, Any], depth: int = 0) -> dict[str, str]:
    """Return an object's columns as text; lists become lines, inner objects are opened."""
    found: dict[str, str] = {}
    inner: dict[str, str] = {}
    for key, item in value.items():
        if isinstance(item, dict):
            named = _named(item)
            if named is not None:
                found[key] = named
            elif depth < 4:
                inner |= flatten(item, depth + 1)
        elif isinstance(item, list):
            pairs = _pairs(item)
            inner |= pairs
            if not pairs:
                found[key] = _listed(item)
        elif not key.startswith("$"):
            found[key] = scalar(item)
    return inner | found


def _named(item: Mapping[str, Any]) -> str | None:
    """Return what a small object such as `{"name": "Nike"}` stands for."""
    if len(item) > 4:
        return None
    return next((scalar(item[key]) for key in _NAMED if scalar(item.get(key))), None)


def _pairs(items: list[Any]) -> dict[str, str]:
    """Read a list of names and values (`[{"name": "Style", "value": "CW2288"}]`) as columns."""
    found: dict[str, str] = {}
    for item in items:
        name = next((scalar(item[k]) for k in _KEYED if k in item), "") if _is_pair(item) else ""
        if not name:
            return {}
        found[name] = scalar(item["value"])
    return found


def _is_pair(item: Any) -> bool:
    return isinstance(item, dict) and "value" in item and len(item) <= 5


def _listed(item: list[Any]) -> str:
    parts = [
        (_named(part) or "") if isinstance(part, dict) else scalar(part)
        for part in item[: limits.LIST_ITEMS]
    ]
    return "\n".join(part for part in parts if part)[:_PLAIN_TEXT]
