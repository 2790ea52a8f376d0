"""Exports of shops with one row per variant: parents, options and pictures made one row a size.

Shopify, WooCommerce, BigCommerce, Square, Lightspeed and their like state a product once and
its variants below it. Each variant becomes a row with the product's name; a row of pictures
alone becomes none. What tells a variant is on the page `docs/inputs.md`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...columns.header import read_header
from ...columns.understanding import Understanding, understand
from ...containers.sheet import Refuse, Row, Sheet, cell
from ...findings import Findings
from ...values import wording
from ...values.money import parse_number
from ...values.sizes import is_size
from . import catalog_table
from .shared_codes import shared_code

_OPTION = re.compile(
    r"opti|optie|variant option|attribut|atribut|eigenschaft|kenmerk|merkmal|атрибут|egenskab"
)
_VALUE = re.compile(r"value|valeur|valor|wert|waarde|значени|wartos")
_NAMED = re.compile(r"name|nom|nazwa|имя|название|naam")
_KINDS = frozenset({"simple", "variable", "variation", "product", "sku", "variant", "image",
                    "grouped", "external", "rule", "subscription"})  # fmt: skip
_PARENTS = frozenset({"variable", "product", "grouped"})
_CHILDREN = frozenset({"variation", "sku", "variant"})
_PICTURES = frozenset({"image", "rule"})
_PARENT_ID = re.compile(r"id:(\d+)$")
_BRACKETED = re.compile(r"(?:\[\w+\])?([^=,|\[\]]+)=([^=,|]+)")
_GIVEN = ("title", "brand", "category", "description", "url", "gender", "release_date", "colorway",
          "picture")  # fmt: skip
_OWN = ("price", "retail_price", "style_code", "gtin", "currency", "size")
_HEADER = (*_GIVEN, *_OWN, "material")


@dataclass
class _Group:
    """A product: what its first row says, and the stock numbers and sizes of its variants."""

    given: dict[str, str] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    sizes: list[str] = field(default_factory=list)
    children: int = 0


@dataclass(frozen=True)
class _Plan:
    """Where an export says what."""

    columns: Understanding
    options: tuple[tuple[int, int], ...]
    kind: int | None
    parent: int | None
    group: int | None
    own_id: int | None


def recognises(sheet: Sheet) -> bool:
    """Tell whether a table has rows of variants under a product."""
    plan = _plan(sheet)
    named = plan.columns.has("title") or plan.group is not None
    kinds = _kinds(sheet, plan.kind)
    return named and bool(
        (plan.options and plan.columns.has("price", "retail_price")) or kinds & _CHILDREN
    )


def read(sheet: Sheet, out: Findings) -> None:
    """Read each variant, or a product without variants, as a listing."""
    plan = _plan(sheet)
    groups = _groups(sheet, plan)
    _take(sheet, plan)

    def rows(refuse: Refuse) -> Iterator[Row]:
        key = ""
        for line, cells in sheet.rows(refuse):
            key = _key(plan, cells, key)
            if row := _row(plan, groups.get(key, _Group()), cells):
                yield line, [row.get(name, "") for name in _HEADER]

    columns = {"category": "category"} | {name: name for name in _HEADER if name != "material"}
    catalog_table.read(Sheet([*_HEADER], rows, sheet.envelope, columns), out)


def _take(sheet: Sheet, plan: _Plan) -> None:
    """Note what the columns are read as."""
    for name, columns in plan.columns.fields.items():
        for at in columns if name in _HEADER else ():
            sheet.take(at, name)
    for named, stated in plan.options:
        sheet.take(named, "name of an option")
        sheet.take(stated, "option")
    joining = (plan.kind, plan.parent, plan.group, plan.own_id)
    for place in joining:
        if place is not None:
            sheet.taken.setdefault(place, "which rows belong together")


def _plan(sheet: Sheet) -> _Plan:
    options = tuple(_options(sheet))
    kind = _kind_column(sheet)
    hidden = {kind, *(at for pair in options for at in pair)}
    shown = [name if at not in hidden else "" for at, name in enumerate(sheet.header)]
    columns = understand(Sheet(shown, sheet.stream, sheet.envelope, sheet.columns))
    identities = sheet.column("id", "product_id", "item_id", "token")
    parent = _parent_column(sheet, columns, kind, identities)
    group = columns.first("slug")
    if group is None:
        group = sheet.column("reference_handle", "item_group_id", "product_id", "parent_sku")
    return _Plan(columns, options, kind, parent, group, identities)


def _options(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Give the pairs of columns that name an option and state it."""
    name: int | None = None
    for at, header in enumerate(sheet.header):
        folded = wording.fold(wording.snake(header).replace("_", " "))
        if not _OPTION.search(folded):
            continue
        if _VALUE.search(folded):
            if name is not None:
                yield name, at
            name = None
        elif _NAMED.search(folded):
            name = at


def _kind_column(sheet: Sheet) -> int | None:
    for at in range(min(len(sheet.keys), 10)):
        values = sheet.values(at)
        words = [value.split(",")[0].strip().lower() for value in values]
        if values and set(words) <= _KINDS and (set(words) & _CHILDREN or "simple" in words):
            return at
    return None


def _kinds(sheet: Sheet, at: int | None) -> set[str]:
    return {value.strip().lower() for value in sheet.values(at)} if at is not None else set()


def _parent_column(
    sheet: Sheet, columns: Understanding, kind: int | None, own: int | None
) -> int | None:
    """Find the column in which variations name their product, by number or stock number."""
    code = columns.first("style_code")
    if kind is None:
        return None
    known = {value for at in (code, own) if at is not None for value in sheet.values(at)}
    best: tuple[float, int] | None = None
    for at in range(len(sheet.header)):
        values = sheet.values(at)
        if at in {code, own, kind} or not values:
            continue
        fits = sum(1 for value in values if _PARENT_ID.match(value) or value in known)
        share = fits / len(values)
        if share > 0.5 and (best is None or share > best[0]) and not sheet.keys[at].isdigit():
            best = share, at
    return best[1] if best else None


def _key(plan: _Plan, cells: list[str], last: str) -> str:
    """Name the product that a row belongs to."""
    if plan.parent is not None and (stated := cell(cells, plan.parent)):
        found = _PARENT_ID.match(stated)
        return found[1] if found else stated
    if plan.kind is not None and plan.parent is None:
        return last if cell(cells, plan.kind).lower() in _CHILDREN | _PICTURES else _id(plan, cells)
    return cell(cells, plan.group) or cell(cells, plan.columns.first("title")) or last


def _id(plan: _Plan, cells: list[str]) -> str:
    return cell(cells, plan.own_id) or cell(cells, plan.columns.first("title"))


def _groups(sheet: Sheet, plan: _Plan) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    last = ""
    for _, cells in sheet.rows():
        last = _key(plan, cells, last)
        group = groups.setdefault(last, _Group())
        kind = cell(cells, plan.kind).split(",")[0].lower()
        if kind in _CHILDREN:
            group.children += 1
        else:
            for name in (*_GIVEN, "price", "retail_price"):
                group.given[name] = group.given.get(name) or _said(plan, name, cells)
            if kind in _PARENTS:
                _name_again(plan, groups, cells, group)
        code = cell(cells, plan.columns.first("style_code"))
        named = [cell(cells, name) for name, _ in plan.options]
        group.options = named if any(named) else group.options
        stated = _stated(plan, cells, group)
        if code and kind not in _PARENTS:
            group.codes.append(code)
            group.sizes.append(stated.get("size", ""))
    return groups


def _name_again(plan: _Plan, groups: dict[str, _Group], cells: list[str], group: _Group) -> None:
    """Let variations find their product under its stock number and under its number."""
    for at in (plan.own_id, plan.columns.first("style_code")):
        if stated := cell(cells, at):
            known = groups.get(stated)
            if known is not None and known is not group:
                group.children += known.children
                group.codes += known.codes
                group.sizes += known.sizes
            groups[stated] = group


def _said(plan: _Plan, name: str, cells: list[str]) -> str:
    columns = [*plan.columns.fields.get(name, ())]
    columns += plan.columns.list_price if name == "price" else ()
    if name == "retail_price" and not _said(plan, "sale", cells):
        columns = [at for at in columns if at not in plan.columns.list_price]
    if name == "sale":
        columns = [*plan.columns.fields.get("price", ())]
    found = (cell(cells, at) for at in columns)
    return next((value for value in found if wording.text(value) and parse_number(value) != 0), "")


def _stated(plan: _Plan, cells: list[str], group: _Group) -> dict[str, str]:
    """Read a row's options: which size and which colour it is; its product may name them once."""
    values = [cell(cells, value) for _, value in plan.options]
    pairs = list(zip(group.options or [""] * len(values), values, strict=True))
    if not pairs:
        pairs = [(a, b) for text in cells if "=" in text for a, b in _BRACKETED.findall(text)]
        pairs = _value_pairs(pairs)
    found: dict[str, str] = {}
    for place, (name, value) in enumerate(pairs):
        about = _about(name) or ("size" if is_size(value) and not name else None)
        found[about or f"option {place}"] = value
    return {name: value for name, value in found.items() if value}


def _value_pairs(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Read `Type=Rectangles|Name=Size|Value=8` as one option."""
    keys = {name.strip().lower(): value for name, value in pairs}
    return [(keys["name"], keys["value"])] if {"name", "value"} <= set(keys) else pairs


def _about(name: str) -> str | None:
    readings = read_header(name).readings
    for concept, what in (("size", "size"), ("colour", "colorway"), ("spec", "material")):
        if any(concept in reading for reading in readings):
            return what
    return None


def _row(plan: _Plan, group: _Group, cells: list[str]) -> dict[str, str] | None:
    kind = cell(cells, plan.kind).split(",")[0].lower()
    own = {name: _said(plan, name, cells) for name in _OWN}
    stated = _stated(plan, cells, group)
    if kind in _PICTURES or (kind in _PARENTS and group.children):
        return None
    if not any((own["price"], own["style_code"], stated, _said(plan, "title", cells))):
        return None
    given = {name: _said(plan, name, cells) for name in _GIVEN}
    row = own | {name: group.given.get(name) or given[name] for name in _GIVEN}
    row["colorway"] = stated.get("colorway") or group.given.get("colorway", "") or given["colorway"]
    row["size"] = stated.get("size") or own["size"]
    row["style_code"] = shared_code(group.codes, group.sizes) or ""
    if kind in _CHILDREN and not row["price"] and not row["retail_price"]:
        row |= {name: group.given.get(name, "") for name in ("price", "retail_price")}
    if not row["price"] and row["retail_price"]:
        row["price"], row["retail_price"] = row["retail_price"], ""
    return row
