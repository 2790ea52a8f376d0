"""The columns of a dataset -> the fields of an observation, by their names or `[data.columns]`."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from .. import vocabulary
from ..errors import ConfigError
from ..in_place import InPlace
from ..settings.config import FILE_NAME, Config
from ..settings.fields import IGNORE
from .containers.content import stem
from .dataset_files import Files
from .formats.signals.long_signals import DATES, SHOES
from .values import wording
from .values.metrics import metric

_NAMES: Mapping[str, str] = {
    **dict.fromkeys(SHOES, "title"),
    **dict.fromkeys((*DATES, "quarter", "week_start", "sold_on"), "date"),
    **dict.fromkeys(("place", "country", "geo", "region", "market"), "place"),
    "is_partial": "partial",
    "amount": "value",
    **{
        name: name
        for name in (
            *("metric", "value", "source", "scale_group", "brand", "style_code", "period"),
            *("currency", "partial", "comparable", "condition", "platform"),
        )
    },
}
"""Names of columns, and fields as `guide.toml` has them -> columns of RAW `observations`."""

_NEEDS = {"title": "shoe", "date": "date"}
"""What every row needs, and how `guide.toml` calls it."""


def places_of(files: Files, config: Config) -> tuple[InPlace, ...]:
    """Say what is read of a dataset: one value a row, or one for each column that is a metric.

    Raises `ConfigError` with all that is wrong with its columns.
    """
    mapping, problems = _mapping(files, config.data.columns)
    values = list(_values(mapping))
    problems += [*_missing(files, mapping, values), *_unfit(files, mapping, values)]
    if problems:
        raise ConfigError(str(files.folder / FILE_NAME), problems)
    shared = {name: column for name, column in mapping.items() if name not in _COUNTED}
    return tuple(_place(files, shared, own, config) for own in values)


_COUNTED = (*vocabulary.METRICS, "metric", "value")


def _place(
    files: Files, shared: Mapping[str, str], own: Mapping[str, str], config: Config
) -> InPlace:
    [counts] = own.keys() - {"metric", "value"} or {""}
    columns = {**shared, **(own if not counts else {"value": own[counts]})}
    length = config.data.columns.get(columns["date"]) or wording.snake(columns["date"])
    constants = {
        "source": _source(files),
        "period": length if length in vocabulary.PERIODS else "day",
        "currency": config.currency,
        **({"metric": counts} if counts else {}),
    }
    return InPlace(files.paths, files.root, columns, constants, below=files.folder)


def _source(files: Files) -> str:
    """Name who says it: a file's name, or that of the folder above several."""
    return stem((files.paths[0] if len(files.paths) == 1 else files.root).name)


def _mapping(files: Files, stated: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Give the column of each field: what the guide says comes before what names say."""
    there, found, problems = files.schema.names, dict[str, str](), list[str]()
    for column, target in stated.items():
        field = _field(target)
        if column not in there:
            near = difflib.get_close_matches(column, there, 1)
            hint = f" Did you mean {near[0]!r}?" if near else f" It has: {_listed(there)}."
            problems.append(
                f"data.columns has {column!r}; {files.stated} has no such column.{hint}"
            )
        elif field:
            found[field] = column
        elif target != IGNORE:
            problems.append(
                f"data.columns has {column!r} = {target!r}; an observation has no such field. It "
                f"has: {_listed(_TARGETS)}."
            )
    own = {wording.snake(column): column for column in there if column not in stated}
    for name in (
        *(name for name in _NAMES if name in own),
        *(name for name in own if metric(name)),
    ):
        found.setdefault(_field(name) or name, own[name])
    return found, problems


_TARGETS = ("shoe", "date", "metric", "value", *vocabulary.METRICS, "source", "country", "currency")


def _field(name: str) -> str | None:
    return _NAMES.get(name) or metric(name)


def _values(mapping: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Give what holds values: a metric beside a value, else each column that is a metric."""
    if "metric" in mapping and "value" in mapping:
        yield {name: mapping[name] for name in ("metric", "value")}
        return
    yield from ({name: mapping[name]} for name in vocabulary.METRICS if name in mapping)


def _missing(
    files: Files, mapping: Mapping[str, str], values: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    there = f"It has: {_listed(files.schema.names)}."
    for field, target in _NEEDS.items():
        if field not in mapping:
            yield (
                f"data.observations is {files.stated!r}; none of its columns says the {target}. "
                f'{there} Write a line under [data.columns]: "column" = "{target}".'
            )
    if not values:
        yield (
            f"data.observations is {files.stated!r}; none of its columns says what is counted. "
            f'{there} Write under [data.columns] what a column of numbers counts, "column" = '
            f'"sales" (or {", ".join(vocabulary.METRICS[1:])}), or two lines: "column" = "metric" '
            'and "column" = "value".'
        )


def _unfit(
    files: Files, mapping: Mapping[str, str], values: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    """Tell of columns whose type can hold no date, and no number."""
    numbers = [column for own in values for name, column in own.items() if name != "metric"]
    needs = [(mapping["date"], "date", _is_day)] if "date" in mapping else []
    needs += [(column, "number", _is_number) for column in numbers]
    for column, what, fits in needs:
        kind = files.schema.field(column).type
        if not (fits(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind)):
            yield (
                f"data.observations is {files.stated!r}; its column {column!r} holds {kind}, which "
                f"is no {what}. Export it as a {what}, or name another column under [data.columns]."
            )


def _is_day(kind: pa.DataType) -> bool:
    return bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown


_SHOWN = 20
