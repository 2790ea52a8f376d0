"""`guide.toml` -> `Config`: every setting of a guide, documented in place.

Three lines make a complete guide: `title`, `currency`, `editors`. Everything else has the
default given here. All problems of a file are reported together, each as a sentence.
"""

import datetime as dt
import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from .errors import ConfigError, InputError

FILE_NAME = "guide.toml"


@dataclass(frozen=True)
class Config:
    """The settings of a guide."""

    title: str
    """The guide's name, shown on every page."""

    currency: str = "USD"
    """ISO 4217 code in which prices without a currency are read."""

    editors: tuple[str, ...] = ("The guide's editors",)
    """Byline of the guide and of reviews without an author."""

    description: str = ""
    """One sentence under the title on the home page."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other names of shoes: `"aj1" = "Air Jordan 1"`. Overrides every automatic link."""

    previous: Mapping[str, str] = field(default_factory=dict)
    """Lineage that names do not tell: `"Triple S 2" = "Triple S"` (shoe = its previous version);
    `"Space Hippie 03" = "none"` for a shoe that is no version of another."""

    brands: Mapping[str, str] = field(default_factory=dict)
    """More brands for the lexicon: `"other spelling" = "Brand"`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """More headers for table readers: `"Verkaufspreis" = "retail_price"`."""

    as_of: dt.date | None = None
    """The guide's today; the default is the last date in the inputs, else the day of the build."""

    engine: str = "duckdb"
    """Where tables are computed: `duckdb` (this machine) or `spark` (extra `spark`)."""

    link_threshold: float = 0.8
    """Probability from which a link counts without review, 0.5-1."""

    forecast_weeks: int = 52
    """Weeks that a forecast looks ahead, 4-104."""


_RANGES: dict[str, tuple[float, float]] = {"link_threshold": (0.5, 1.0), "forecast_weeks": (4, 104)}
_ENGINES = ("duckdb", "spark")


def load_config(folder: Path) -> Config:
    """Read `guide.toml` of a guide's folder.

    Raises `InputError` when the folder or the file is missing and `ConfigError` with all
    problems of the file together.
    """
    path = folder / FILE_NAME
    if not folder.is_dir():
        raise InputError(
            f"{folder} is not an existing folder. Make a guide with: solecast new {folder}"
        )
    if not path.is_file():
        raise InputError(f"{folder} has no {FILE_NAME}. Make one with: solecast new {folder}")
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), [f"it is not valid TOML: {error}."]) from error
    return parse_config(raw, str(path))


def parse_config(raw: Mapping[str, Any], path: str = FILE_NAME) -> Config:
    """Check the keys and values of a parsed `guide.toml`.

    Raises `ConfigError` with one sentence for each problem.
    """
    known = [f.name for f in fields(Config)]
    problems = [_unknown_key(key, known) for key in raw if key not in known]
    values = {key: value for key, value in raw.items() if key in known}
    if "title" not in values:
        problems.append('title is missing. Add a line such as: title = "My sneaker guide".')
    for key, value in values.items():
        problem = _problem(key, value)
        if problem:
            problems.append(problem)
    if problems:
        raise ConfigError(path, problems)
    if "editors" in values:
        values["editors"] = tuple(values["editors"])
    return Config(**values)


def _unknown_key(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, 1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"{key} is not a setting.{hint} Settings: {', '.join(known)}."


def _problem(key: str, value: Any) -> str | None:
    checks = {
        "title": _text,
        "description": _text,
        "currency": _currency,
        "editors": _texts,
        "as_of": _date,
        "engine": _engine,
    }
    if key in _RANGES:
        return _number(key, value)
    if key in checks:
        return checks[key](key, value)
    return _text_map(key, value)


def _text(key: str, value: Any) -> str | None:
    if isinstance(value, str) and (value.strip() or key != "title"):
        return None
    return f"{key} is {value!r}; it must be a text in quotes."


def _currency(key: str, value: Any) -> str | None:
    if isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper():
        return None
    return f"{key} is {value!r}; it must be a three-letter ISO 4217 code such as 'USD' or 'EUR'."


def _texts(key: str, value: Any) -> str | None:
    if isinstance(value, list) and value and all(isinstance(v, str) and v for v in value):
        return None
    return f'{key} is {value!r}; it must be a list of names such as ["The guide\'s editors"].'


def _date(key: str, value: Any) -> str | None:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return None
    return f"{key} is {value!r}; it must be a date without quotes such as 2026-08-31."


def _engine(key: str, value: Any) -> str | None:
    if value in _ENGINES:
        return None
    return f"{key} is {value!r}; it must be one of: {', '.join(_ENGINES)}."


def _number(key: str, value: Any) -> str | None:
    low, high = _RANGES[key]
    whole = isinstance(low, int)
    fits = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
    if fits and low <= value <= high:
        return None
    kind = "a whole number" if whole else "a number"
    return f"{key} is {value!r}; it must be {kind} from {low} to {high}."


def _text_map(key: str, value: Any) -> str | None:
    if isinstance(value, dict) and all(isinstance(v, str) and v for v in value.values()):
        return None
    return f'{key} is {value!r}; it must be a table of texts: [{key}] and lines "name" = "text".'
