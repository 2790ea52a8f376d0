"""JSON text -> plain values, within bounds; lists of objects -> `Sheet`."""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .. import limits
from ..values import wording
from .sheet import Row, Sheet

Say = Callable[[str], None]
_LISTS = ("products", "items", "data", "results", "hits", "shoes", "sneakers", "catalog", "rows")
_NAMED = ("name", "title", "text", "value", "label", "amount")
_PLAIN_TEXT = 4_000


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
        found = _lines(text)
        if found is None:
            raise NotJson(f"It starts like JSON, but is not: {error}.") from error
    except RecursionError as error:
        raise NotJson("It is nested too deep to be read.") from error
    except ValueError as error:
        raise NotJson(f"It has a number that is too long to read: {error}.") from error
    if odd:
        say("NaN or infinity, which JSON does not have, was read as missing.")
    return found


def _lines(text: str) -> list[Any] | None:
    """Parse JSON lines: one object a line; None when they are not."""
    found: list[Any] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        try:
            found.append(json.loads(line, strict=False, parse_constant=_nothing))
        except (ValueError, RecursionError):
            return None
        if not isinstance(found[-1], dict):
            return None
    return found if len(found) > 1 else None


def _nothing(constant: str) -> None:
    """Read NaN and infinity as missing."""


def objects(value: Any) -> tuple[list[dict[str, Any]], dict[str, str]] | None:
    """Return the list of objects of an answer and what its envelope says; None: no list."""
    if isinstance(value, list):
        return (_dicts(value), {}) if _is_list(value) else None
    if not isinstance(value, dict):
        return None
    keys = {wording.snake(str(key)): key for key in value}
    name = next((n for n in _LISTS if n in keys and _is_list(value[keys[n]])), None)
    if name is None:
        return None
    said = {wording.snake(str(key)): scalar(item) for key, item in value.items()}
    return _dicts(value[keys[name]]), said


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _dicts(value: list[Any]) -> list[dict[str, Any]]:
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
    found: list[dict[str, Any]], envelope: Mapping[str, str], columns: Mapping[str, str]
) -> Sheet:
    """Return a list of objects as a table; an object inside gives columns of its own."""
    flat = [flatten(item) for item in found]
    header = list(dict.fromkeys(key for item in flat for key in item))[: limits.COLUMNS]

    def rows() -> Iterator[Row]:
        for ordinal, item in enumerate(flat, 1):
            yield ordinal, [item.get(key, "") for key in header]

    return Sheet(header=header, rows=rows, envelope=envelope, columns=columns)


def flatten(value: Mapping[str, Any], depth: int = 0) -> dict[str, str]:
    """Return an object's columns as text; lists become lines, inner objects are opened."""
    found: dict[str, str] = {}
    inner: dict[str, str] = {}
    for key, item in value.items():
        if isinstance(item, dict):
            named = _named(item)
            if named is not None:
                found[key] = named
            elif depth < 2:
                inner |= flatten(item, depth + 1)
        elif isinstance(item, list):
            found[key] = _listed(item)
        elif not key.startswith("$"):
            found[key] = scalar(item)
    return inner | found


def _named(item: Mapping[str, Any]) -> str | None:
    """Return what a small object such as `{"name": "Nike"}` stands for."""
    if len(item) > 4:
        return None
    return next((scalar(item[key]) for key in _NAMED if scalar(item.get(key))), None)


def _listed(item: list[Any]) -> str:
    parts = [
        (_named(part) or "") if isinstance(part, dict) else scalar(part)
        for part in item[: limits.LIST_ITEMS]
    ]
    return "\n".join(part for part in parts if part)[:_PLAIN_TEXT]
