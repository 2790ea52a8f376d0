"""Kinds of values that settings have, and the sentences for values that are none of them.

A setting's type is an ordinary pydantic type; `Must` beside it says in words what it must be.
`sentences` turns what pydantic found into one sentence for each problem. Values are shown as
the file has them, cut and with control characters written out: they go to a terminal.
"""

import datetime as dt
import difflib
import ipaddress
import json
import re
import unicodedata
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple

from annotated_types import Ge, Le
from pydantic import AfterValidator, BaseModel, Field, Strict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from .fields import FIELDS, is_target

_SHOWN_CHARS = 60
_SHOWN_ITEMS = 3
_SHOWN_PROBLEMS = 40
_TEXT_CHARS = 5_000
_KEY_CHARS = 500
_TOLD = "told"
_LINE_ENDS = "\n\t"
_BLANK = re.compile(r"\s")


class Must(NamedTuple):
    """What a setting must be, in words; `example` is a line to add where it is missing."""

    be: str
    example: str = ""


class WrongSetting(PydanticCustomError):
    """A problem whose sentence is complete but for the key and the value."""

    def __new__(cls, sentence: str) -> "WrongSetting":
        """Keep braces: pydantic would take them for places to fill in."""
        return super().__new__(cls, _TOLD, sentence.replace("{", "{{").replace("}", "}}"))


def _plain(text: str) -> str:
    """Refuse what no name or sentence holds, and a terminal would obey."""
    if any(unicodedata.category(char) == "Cc" and char not in _LINE_ENDS for char in text):
        raise WrongSetting("it holds control characters; write it without them.")
    return text


def _stated(text: str) -> str:
    if not text.strip():
        raise ValueError
    return text


def _currency(code: str) -> str:
    if not (len(code) == 3 and code.isascii() and code.isupper()):
        raise ValueError
    if code not in currencies():
        near = difflib.get_close_matches(code, sorted(currencies()), 1, cutoff=0.6)
        raise WrongSetting(f"no country pays with it.{_did_you_mean(near)}")
    return code


def _target(name: str) -> str:
    if not is_target(name):
        near = difflib.get_close_matches(name.lower(), FIELDS, 1)
        raise WrongSetting(
            f"a column cannot hold that.{_did_you_mean(near)} 'publish' shows the column on the "
            "shoe's page, 'ignore' leaves it out; docs/settings.md lists what columns can hold."
        )
    return name


def _contact(text: str) -> str:
    """Take what a header of HTTP can carry, and somebody can be reached by."""
    reaches = "@" in text.strip("@") or text.startswith(("https://", "http://"))
    if not (reaches and text.isascii() and text.isprintable() and not set(text) & set("()\\")):
        raise ValueError
    return text


def _address(text: str) -> str:
    parts = urllib.parse.urlsplit(text)
    has_port = parts.port is None or parts.port > 0  # Raises ValueError for what is no port.
    if (
        parts.scheme not in {"http", "https"}
        or not (parts.hostname and has_port)
        or _BLANK.search(text)
    ):
        raise WrongSetting("it must be an address that begins with https:// or http://.")
    if parts.username or parts.password:
        raise WrongSetting(
            "an address with a password in it would be written into files; leave it out."
        )
    return text


def _article(text: str) -> str:
    if "://" in text and not ARTICLE.fullmatch(text):
        raise WrongSetting(
            "it must be an article's title, or https://LANGUAGE.wikipedia.org/wiki/TITLE."
        )
    return text


def _dataset(text: str) -> str:
    if "://" in text:
        raise WrongSetting(
            "an address is not read; mount the storage, or copy the Parquet files to a folder, and "
            "give the folder's path."
        )
    return text


def _forum(text: str) -> str:
    if not FORUM.fullmatch(text):
        raise WrongSetting("it must be a forum's name such as 'Sneakers'.")
    return text


def _network(text: str) -> str:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise WrongSetting("it must be an IP address or a range such as 192.168.1.0/24.") from None
    return text


@cache
def currencies() -> frozenset[str]:
    """Give the ISO 4217 codes of the money that some country uses now (CLDR, by Babel)."""
    from babel.core import get_global

    used = (entry for one in get_global("territory_currencies").values() for entry in one)
    return frozenset(code for code, _, until, tender in used if until is None and tender)


Plain = Annotated[str, Field(max_length=_TEXT_CHARS), AfterValidator(_plain)]
Stated = Annotated[Plain, AfterValidator(_stated)]
Key = Annotated[Stated, Field(max_length=_KEY_CHARS)]
Texts = Annotated[tuple[Stated, ...], Strict(False), Field(min_length=1)]
TextMap = Mapping[Key, Stated]
Currency = Annotated[
    str, AfterValidator(_currency), Must("a three-letter ISO 4217 code such as 'USD' or 'EUR'")
]
ARTICLE = re.compile(r"https?://([a-z][a-z-]*)(?:\.m)?\.wikipedia\.org/wiki/([^?#]+)(?:[?#].*)?")
"""The address of an article: language and title."""

FORUM = re.compile(r"(?:/?r/)?([A-Za-z0-9_]{2,50})/?")
Names = Annotated[tuple[Stated, ...], Strict(False)]
Dataset = Annotated[Plain, AfterValidator(_dataset)]
Contact = Annotated[Plain, AfterValidator(_contact)]
Address = Annotated[Stated, AfterValidator(_address)]
Addresses = Annotated[tuple[Address, ...], Strict(False)]
Articles = Annotated[tuple[Annotated[Stated, AfterValidator(_article)], ...], Strict(False)]
Forums = Annotated[tuple[Annotated[Stated, AfterValidator(_forum)], ...], Strict(False)]
Networks = Annotated[tuple[Annotated[Stated, AfterValidator(_network)], ...], Strict(False)]
Shops = Mapping[Annotated[Key, AfterValidator(_address)], Annotated[str, AfterValidator(_currency)]]
ColumnMap = Mapping[Key, Annotated[str, AfterValidator(_target)]]
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
"""Sneakers are younger than the first; reckoning ahead of the second stays in the calendar."""

Day = Annotated[
    Annotated[dt.date, Field(ge=FIRST_DAY, le=LAST_DAY)] | None,
    Must("a date without quotes such as 2026-08-31, from 1900 to 2100"),
]


def sentences(error: ValidationError, model: type[BaseModel], raw: Mapping[str, Any]) -> list[str]:
    """Give one sentence for each problem that pydantic found in a parsed file."""
    found = dict.fromkeys(_sentence(one, model, raw) for one in _errors(error))
    said = list(found)[:_SHOWN_PROBLEMS]
    left = len(found) - len(said)
    return [*said, f"{left} more problems of the same kinds."] if left else said


def _errors(error: ValidationError) -> Iterator[ErrorDetails]:
    """Give what was found, unknown keys first: a misspelled one explains a missing one."""
    found = error.errors(include_url=False, include_context=False)
    return iter(sorted(found, key=lambda one: one["type"] != "extra_forbidden"))


def _sentence(one: ErrorDetails, model: type[BaseModel], raw: Mapping[str, Any]) -> str:
    place = one["loc"]
    setting, field, rest = _setting(model, place)
    if one["type"] == "extra_forbidden":
        return _unknown(setting, model, place)
    if one["type"] == "missing" or field is None:
        example = next((said.example for said in _musts(field)), "")
        return f"{setting} is missing.{f' Add a line such as: {example}.' if example else ''}"
    if rest and rest[-1] == "[key]":
        why = one["msg"] if one["type"] == _TOLD else "it must be a name."
        return f"{setting} has the name {shown(rest[0])}; {why}"
    value = _at(raw, place[: len(place) - len(rest)])
    if rest and isinstance(value, dict):
        return f"{setting} has {shown(rest[0])} = {shown(value.get(rest[0]))}; {_why(one, field)}"
    return f"{setting} is {shown(value)}; {_why(one, field)}"


def _why(one: ErrorDetails, field: FieldInfo) -> str:
    if one["type"] == _TOLD:
        return one["msg"]
    if one["type"] == "string_too_long":
        return f"it must be shorter than {_TEXT_CHARS:,} characters."
    return f"it must be {_expected(field)}."


def _setting(
    model: type[BaseModel], place: Sequence[int | str]
) -> tuple[str, FieldInfo | None, tuple[int | str, ...]]:
    """Walk down the tables: give the setting's dotted key, its field, and what lies within."""
    names: list[str] = []
    field: FieldInfo | None = None
    for depth, part in enumerate(place, 1):
        names.append(_key(part))
        field = model.model_fields.get(str(part))
        if field is None:
            return ".".join(names), None, tuple(place[depth:])
        inner = field.annotation
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return ".".join(names), field, tuple(place[depth:])
        model = inner
    return ".".join(names), field, ()


def _unknown(setting: str, model: type[BaseModel], place: Sequence[int | str]) -> str:
    for part in place[:-1]:
        inner = model.model_fields[str(part)].annotation
        model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model
    known = list(model.model_fields)
    near = difflib.get_close_matches(str(place[-1])[:_KEY_CHARS], known, 1)
    hint = _did_you_mean(near) if near else f" Settings: {', '.join(known)}."
    return f"{setting} is not a setting.{hint}"


def _did_you_mean(near: Sequence[str]) -> str:
    return f" Did you mean {near[0]!r}?" if near else ""


def _musts(field: FieldInfo | None) -> list[Must]:
    return [one for one in (field.metadata if field else ()) if isinstance(one, Must)]


def _expected(field: FieldInfo) -> str:
    """Say what a setting must be: its own words, else its bounds."""
    if said := _musts(field):
        return said[0].be
    low = next(one.ge for one in field.metadata if isinstance(one, Ge))
    high = next(one.le for one in field.metadata if isinstance(one, Le))
    kind = "a whole number" if field.annotation is int else "a number"
    return f"{kind} from {low} to {high}"


def _at(raw: Any, place: Sequence[int | str]) -> Any:
    for part in place:
        raw = raw[part]
    return raw


def _key(part: int | str) -> str:
    plain = str(part).replace("_", "").replace("-", "").isalnum() and str(part).isascii()
    return str(part) if plain and len(str(part)) <= _SHOWN_CHARS else shown(str(part))


def shown(value: Any, depth: int = 2) -> str:
    """Write a value as `guide.toml` has it, cut to what a sentence bears."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return _nested(value, depth)
    # Python writes no decimal digits of a number this long, but hexadecimal ones of any.
    long = isinstance(value, int) and value.bit_length() > _SHOWN_CHARS * 4
    return _cut(hex(value) if long else str(value))


def _quoted(text: str) -> str:
    short = _cut(text)
    if short.isprintable() and "'" not in short:
        return f"'{short}'"
    return json.dumps(short)


def _nested(value: dict[str, Any] | list[Any], depth: int) -> str:
    left, right = "{}" if isinstance(value, dict) else "[]"
    if depth == 0 and value:
        return f"{left}...{right}"
    if isinstance(value, dict):
        first = list(value.items())[:_SHOWN_ITEMS]
        parts = [f"{_key(name)} = {shown(part, depth - 1)}" for name, part in first]
    else:
        parts = [shown(part, depth - 1) for part in value[:_SHOWN_ITEMS]]
    more = ["..."] if len(value) > _SHOWN_ITEMS else []
    return f"{left}{', '.join(parts + more)}{right}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARS else f"{text[: _SHOWN_CHARS - 3]}..."
