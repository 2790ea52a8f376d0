"""JSON text -> plain values, within bounds; lists of objects -> `Sheet`."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .. import limits
from ..values import wording
from . import nested_rows
from .nested_rows import JsonObject, scalar
from .sheet import Row, Sheet, unbroken

Say = Callable[[str], None]
_LISTS = ("products", "items", "data", "results", "hits", "shoes", "sneakers", "catalog", "rows")
_NAMED = ("name", "title", "text", "value", "label", "amount")
_PLAIN_TEXT = 4_000
_START = re.compile(r"[\[{]")
_MOST_BROKEN = 1_000
_DEEPEST_LIST = 6
_NAMING = ("title", "name", "slug", "shoe", "sneaker", "product", "keyword", "term", "query")
_OF_SOMETHING = frozenset(
    {"us", "uk", "eu", "eur", "cm", "mm", "jp", "fr", "kr", "men", "women", "usd", "gbp", "cny",
     "jpy", "low", "high", "min", "max", "avg", "average", "current", "new", "used", "from", "to",
     "first", "last", "total", "sale", "regular", "original"}
)  # fmt: skip
_KEYED = ("name", "trait", "label", "key", "property", "title")


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

    The list may stand under any key at any depth: a usual name first, else the longest. Lists of
    one name under several keys (`{"jordan": {"models": []}, "kobe": {"models": []}}`) are one.
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
    by_name: dict[str, list[Any]] = {}
    for key, items in _lists(value, 0):
        by_name.setdefault(key, []).extend(items)
    found = max(by_name.values(), key=len, default=None) or _by_key(value)
    return (_dicts(found), said) if found else None


def _lists(value: JsonObject, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Give the lists of objects under any key; those within their objects are parts of them."""
    for key, item in value.items():
        if _is_list(item):
            yield wording.snake(str(key)), _nodes(item)
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


def sheet(
    found: list[JsonObject], envelope: Mapping[str, str], columns: Mapping[str, str]
) -> Sheet:
    """Return a list of objects as a table; an object inside gives columns of its own."""
    named = {key: envelope[key] for key in _NAMING if envelope.get(key)}
    if any(set(_NAMING) & {wording.snake(key) for key in item} for item in found):
        named = {}
    flat = [named | flatten(item) for whole in found for item in nested_rows.opened(whole)]
    header = list(dict.fromkeys(key for item in flat for key in item))[: limits.COLUMNS]

    def rows() -> Iterator[Row]:
        for ordinal, item in enumerate(flat, 1):
            yield ordinal, [item.get(key, "") for key in header]

    return Sheet(header, unbroken(rows), envelope=envelope, columns=columns)


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
                opened = flatten(item, depth + 1)
                inner |= {_whole_name(key, name): said for name, said in opened.items()}
        elif isinstance(item, list):
            pairs = _pairs(item)
            inner |= pairs
            if not pairs:
                found[key] = _listed(item)
        elif not key.startswith("$"):
            found[key] = scalar(item)
    return inner | found


def _whole_name(outer: str, name: str) -> str:
    """Name an inner column: `us` of a size, `low` of a price say nothing without what they are of.

    `title` of a product says it alone.
    """
    return f"{outer}_{name}" if wording.snake(name) in _OF_SOMETHING else name


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
