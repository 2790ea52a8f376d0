"""The catalog that titles are linked to: shoes, their colorways and all their names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ...errors import InputError
from ...model import Row
from ..lexicon.tokenizer import slug
from ..titles import codes
from ..titles.title import Title, parse_title
from .shoe_names import Shoe, colorway_label, shoe_of, stated_shoe

_BATCH = 10_000
_COLUMNS = (
    "shoe", "name", "brand", "model", "version", "colorway", "colorway_name", "collaborator",
    "gender", "style_code", "aliases",
)  # fmt: skip


@dataclass(frozen=True)
class IndexEntry:
    """One shoe, or one colorway of it. `shoe` and `colorway` are what a link answers.

    `titles` name the colorway; `aliases` name the shoe, or this colorway among several.
    """

    shoe: str
    named: Shoe
    colorway: str | None = None
    colorway_name: str | None = None
    collaborator: str | None = None
    gender: str | None = None
    year: int | None = None
    style_codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def read_catalog(catalog: Any) -> Iterator[IndexEntry]:
    """Read a guide (anything with `.catalog()`), a table or any Arrow stream, row by row.

    Columns: `name`, or `brand`, `model`, `version`; optional `colorway`, `style_code`,
    `aliases` (a list, or a text parted by `|`), `collaborator`, `gender`, and `shoe` with the
    caller's own name for the shoe. Raises `InputError` when no column names the shoe.
    """
    if hasattr(catalog, "catalog"):
        catalog = catalog.catalog()
    table = catalog if isinstance(catalog, pa.Table) else pa.table(catalog)
    if not {"name", "model"} & set(table.column_names):
        raise InputError(
            f"the catalog has the columns {table.column_names}; it needs 'name', or 'brand' and "
            "'model' (and 'version'). Rename its columns."
        )
    wanted = [column for column in _COLUMNS if column in table.column_names]
    return _entries(table.select(wanted))


def _entries(table: pa.Table) -> Iterator[IndexEntry]:
    for batch in table.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            entry = _entry(row)
            if entry is not None:
                yield entry


def _entry(row: Row) -> IndexEntry | None:
    texts = {k: str(v).strip() for k, v in row.items() if v is not None and k != "aliases"}
    name, model = texts.get("name", ""), texts.get("model", "")
    if not name and not model:
        return None
    parsed = Title()
    if model:
        shoe = stated_shoe(texts.get("brand", ""), model, texts.get("version"))
    else:
        parsed = parse_title(name, texts.get("brand"))
        shoe = shoe_of(parsed) or Shoe(texts.get("brand", ""), name, None)
    label = texts.get("colorway_name") or texts.get("colorway")
    colorway = texts.get("colorway") or _label(parsed)
    within = parse_title(f"{shoe.name} {label}", shoe.brand) if label else parsed
    aliases = (*_aliases(row.get("aliases")), *([name] if name and label else []))
    return IndexEntry(
        shoe=texts.get("shoe") or shoe.slug,
        named=shoe,
        colorway=colorway,
        colorway_name=_words(parsed, within, label),
        collaborator=texts.get("collaborator") or within.collaborator or parsed.collaborator,
        gender=texts.get("gender") or parsed.gender or within.gender,
        year=parsed.year or within.year,
        style_codes=tuple(codes.stated(texts.get("style_code"))),
        aliases=tuple(dict.fromkeys(aliases)),
        titles=(name,) if name and not label else (),
    )


def _words(parsed: Title, within: Title, label: str | None) -> str | None:
    """Give the colorway's words without collaborator and year."""
    if parsed.colorway:
        return colorway_label(parsed)
    return within.colorway if within.colorway or within.collaborator else label


def _label(parsed: Title) -> str | None:
    """Name the colorway of a title: collaborator, colours or nickname, and year."""
    if not parsed.colorway and not parsed.collaborator:
        return None
    year = f"({parsed.year})" if parsed.year else None
    return " ".join(filter(None, (parsed.collaborator, colorway_label(parsed), year)))


def _aliases(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        value = value.split("|")
    return [str(alias).strip() for alias in value or () if str(alias).strip()]


def colorway_slug(shoe: str, parts: Sequence[str | None]) -> str:
    """Name a colorway in addresses: the shoe's slug, `--`, and what tells it apart."""
    return f"{shoe}--{slug(' '.join(part for part in parts if part))}"
