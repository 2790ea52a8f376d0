"""The columns of a table understood together: which holds which field, and which is left.

Every column proposes fields by its header, its cells veto what they cannot be, and the best
proposals win; a field that no header names may still be told by cells alone where these are
unmistakable (style codes, GTINs, amounts with a currency sign). What is left is a property of
the shoe, set aside as private or meaningless, or not understood: then it is reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from ...attributes import ATTRIBUTES, canonical
from ...settings.fields import IGNORE, PUBLISH
from ..containers.sheet import Sheet, cell
from ..values import wording
from ..values.money import parse_money
from .cells import Shape, shape
from .fits import fits
from .header import Concepts, Header, fields, read_header

SEVERAL = frozenset({"price", "retail_price", "category", "url", "picture", "verdict"})
"""Fields that several columns may hold, the best header first."""

_WEAK = ("thing", "shoe", "name", "average", "text", "code", "other", "title", "have", "logged")
_ASIDE = frozenset(
    {"private", "bought", "market", "logged", "time", "id", "tech", "picture", "discount", "slug",
     "status", "platform", "condition", "range", "currency", "source", "url", "gtin", "verdict",
     "year", "date", "count", "sku", "have", "asked", "size", "kind", "style"}
)  # fmt: skip
_PRIVATE = frozenset({"private", "bought"})
_TOLD_BY_CELLS = frozenset(
    {"price", "retail_price", "release_date", "sold_on", "size", "sizes", "gtin", "url", "rating",
     "ratings", "reviewed_on", "style_code"}
)  # fmt: skip
"""Fields that a header with an unknown word may mean: their cells can contradict it."""
_WEAKER, _PARTLY, _EMPTY = 0.2, 0.4, 0.3
_SURE = 0.8
_FEWER, _ALMOST, _BRAND_WORDS = 0.8, 0.9, 2.5
"""Makers: fewer than models, almost every model has one of them, and they have few words."""
_TITLE_WORDS = 14
"""More words than a title has: a description is longer."""


@dataclass
class Understanding:
    """What the columns of one table say; places count from 0.

    `fields`: the columns of each field; `specs`: column -> attribute; `aside`: columns that
    are private or say nothing of a shoe; `unknown`: those that were not understood;
    `by_cells`: those told by their cells alone; `no_model`: a column of models that holds
    something else; `list_price`: what is asked for where a row states no sale price;
    `counter`: the column that only numbers the rows;
    `headers` and `shapes` run parallel to the table's columns.
    """

    headers: list[Header]
    shapes: list[Shape]
    fields: dict[str, list[int]] = field(default_factory=dict)
    specs: dict[int, str] = field(default_factory=dict)
    aside: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    by_cells: list[int] = field(default_factory=list)
    no_model: int | None = None
    list_price: tuple[int, ...] = ()
    counter: int | None = None

    def has(self, *names: str) -> bool:
        """Tell whether any column holds one of these fields."""
        return any(name in self.fields for name in names)

    def first(self, name: str) -> int | None:
        """Give the best column of a field."""
        return next(iter(self.fields.get(name, ())), None)


@lru_cache(maxsize=8)
def understand(sheet: Sheet) -> Understanding:
    """Understand the columns of a table from its header and its first rows, once a table."""
    count = len(sheet.keys)
    found = Understanding(
        headers=[read_header(sheet.spelled(at)) for at in range(count)],
        shapes=[shape(sheet.values(at)) for at in range(count)],
    )
    mapped = _mapped(sheet, found)
    _assign(found, mapped)
    _judge_model(found)
    _judge_title(sheet, found, mapped)
    _part_categories(sheet, found)
    _part_counts(found)
    _separate_list_price(found)
    _take_discounted(sheet, found)
    _guess(sheet, found, mapped)
    _name_by_address(sheet, found)
    _sort_rest(sheet, found, mapped)
    found.counter = _row_numbers(sheet, found)
    return found


def _mapped(sheet: Sheet, found: Understanding) -> set[int]:
    """Obey `[columns]` of the guide first."""
    known = {name for meanings in fields().values() for name, _ in meanings}
    mapped: set[int] = set()
    for at, target in sheet.mapped.items():
        name = wording.snake(target)
        if name == IGNORE:
            found.aside.append(at)
        elif name in known:
            found.fields.setdefault(name, []).append(at)
        elif name == PUBLISH:
            found.specs[at] = wording.snake(sheet.header[at])
        elif canonical(name)[0] in ATTRIBUTES:
            found.specs[at] = name
        else:
            continue
        mapped.add(at)
    return mapped


def _assign(found: Understanding, mapped: set[int]) -> None:
    """Give each column the best field that its header proposes, and each field its best column."""
    offers: list[tuple[float, int, str]] = []
    for at, (header, cells) in enumerate(zip(found.headers, found.shapes, strict=True)):
        if at not in mapped:
            proposed = proposals(header)
            empty = 0.0 if cells.filled else _EMPTY
            offers += [(empty - rank, at, name) for name, rank in proposed if fits(name, cells)]
    taken = set(mapped)
    best: dict[str, float] = {}
    for rank, at, name in sorted(offers):
        full = name in found.fields and (name not in SEVERAL or -rank < best[name] - _WEAKER)
        if at in taken or full:
            continue
        found.fields.setdefault(name, []).append(at)
        best.setdefault(name, -rank)
        taken.add(at)


def proposals(header: Header) -> Iterator[tuple[str, float]]:
    """Give the fields that a header may mean, each with its rank from 1 down."""
    for place, reading in enumerate(header.readings):
        for name, rank in _of(reading):
            if header.unknown and name not in _TOLD_BY_CELLS:
                continue
            yield name, rank - 0.01 * place - (_PARTLY if header.unknown else 0.0)


def _of(reading: Concepts) -> list[tuple[str, float]]:
    exact = fields().get(reading)
    if exact is not None:
        return exact
    for weak in _WEAK:
        less = fields().get(reading - {weak}) if weak in reading else None
        if less is not None:
            return [(name, rank - _WEAKER) for name, rank in less]
    return []


def _judge_title(sheet: Sheet, found: Understanding, mapped: set[int]) -> None:
    """Take a column of names for the makers where another one holds the models.

    A shop that calls its columns "name" and "model" may write the brand under "name". Then one
    name stands beside several models, hardly a model beside two names, and names are short and
    without digits: "Converse" beside "Weapon CX" and "Chuck 70 Hi". The same holds for a title
    beside a short description that says it again: "Vans" beside "Vans Old Skool, black".
    """
    title, model = found.first("title"), found.first("model")
    if title is None or found.has("brand") or title in mapped:
        return
    said = found.first("description")
    if model is not None:
        if _are_makers(sheet, found, title, model):
            found.fields["brand"] = found.fields.pop("title")
    elif said is not None and _is_said_again(sheet, found, title, said):
        found.fields["brand"] = found.fields.pop("title")
        found.fields["title"] = found.fields.pop("description")


def _are_makers(sheet: Sheet, found: Understanding, title: int, model: int) -> bool:
    """Say whether one short name without digits stands beside several models."""
    pairs = {(cell(row, title).strip(), cell(row, model).strip()) for _, row in sheet.sample}
    pairs = {(name, of) for name, of in pairs if name and of}
    names, models = {name for name, _ in pairs}, {of for _, of in pairs}
    makers = len(names) <= _FEWER * len(models) and _ALMOST * len(pairs) <= len(models)
    numbered = sum(any(map(str.isdigit, name)) for name in names) > (1 - _ALMOST) * len(names)
    return makers and not numbered and found.shapes[title].words < _BRAND_WORDS


def _is_said_again(sheet: Sheet, found: Understanding, title: int, said: int) -> bool:
    """Say whether a short description holds the maker's name that stands under the title."""
    if found.shapes[said].words > _TITLE_WORDS or not _are_makers(sheet, found, title, said):
        return False
    pairs = [(cell(row, title), cell(row, said)) for _, row in sheet.sample]
    named = [(wording.fold(name), wording.fold(text)) for name, text in pairs if name.strip()]
    return sum(name in text for name, text in named) > len(named) / 2


def _judge_model(found: Understanding) -> None:
    """Trust a column of models only where its cells can be models: several rows share one."""
    at = found.first("model")
    if at is None or not found.has("title"):
        return
    cells = found.shapes[at]
    whole_titles = cells.distinct > 0.95 and cells.filled > 20 and cells.words > 5
    if cells.long_number > 0.3 or cells.code > 0.5 or whole_titles:
        del found.fields["model"]
        found.aside.append(at)
        found.no_model = at


def _part_categories(sheet: Sheet, found: Understanding) -> None:
    """Of several columns of a category, one that is an attribute of its own is that."""
    columns = found.fields.get("category", [])
    for at in columns[1:]:
        if canonical(sheet.keys[at])[0] != "category" and _is_attribute(sheet.keys[at]):
            columns.remove(at)
            found.specs[at] = sheet.keys[at]


def _part_counts(found: Understanding) -> None:
    """An amount may be of pairs: beside another price, whole numbers without a sign are that.

    `soldAmount` of 6 beside `price` of 232 says how many were sold.
    """
    columns = found.fields.get("price", [])
    counts = [
        at
        for at in columns
        if any("count" in reading for reading in found.headers[at].readings)
        and found.shapes[at].whole == 1
    ]
    if len(counts) < len(columns):
        found.aside += counts
        found.fields["price"] = [at for at in columns if at not in counts]


def _separate_list_price(found: Understanding) -> None:
    """Beside a sale price, a column headed by the bare word for price is the list price."""
    columns = found.fields.get("price", [])
    bare = [at for at in columns if found.headers[at].readings[:1] == (frozenset({"money"}),)]
    on_sale = [at for at in columns if any("now" in one for one in found.headers[at].readings)]
    if not bare or not [at for at in on_sale if _says_sale(found.headers[at])]:
        return
    found.list_price = tuple(bare)
    found.fields["price"] = [at for at in columns if at not in bare]
    found.fields["retail_price"] = [*found.fields.get("retail_price", []), *bare]


def _says_sale(header: Header) -> bool:
    return any({"now", "money"} == reading for reading in header.readings)


def _take_discounted(sheet: Sheet, found: Understanding) -> None:
    """Take a column of discounts for the prices after them where it equals the price itself.

    Where nothing is taken off, such a column repeats the price; what is saved would be zero.
    """
    prices = found.fields.get("price", [])
    for at in _left(found) if len(prices) == 1 and not found.list_price else []:
        if found.headers[at].readings[:1] != (frozenset({"discount"}),):
            continue
        pairs = [(cell(row, prices[0]), cell(row, at)) for _, row in sheet.sample]
        stated = [(parse_money(full), parse_money(cut)) for full, cut in pairs if full and cut]
        amounts = [(full[0], cut[0]) for full, cut in stated if full and cut]
        repeated = any(full == cut for full, cut in amounts)
        if repeated and all(0 < cut <= full for full, cut in amounts):
            found.list_price = tuple(prices)
            found.fields["price"] = [at]
            found.fields["retail_price"] = [*found.fields.get("retail_price", []), *prices]


def _guess(sheet: Sheet, found: Understanding, mapped: set[int]) -> None:
    """Take a field that no header names from the one column whose cells can be nothing else."""
    signs = {"style_code": "code", "gtin": "gtin", "price": "marked", "url": "url"}
    for name, share in signs.items():
        left = [at for at in _left(found) if at not in mapped and _is_open(found.headers[at])]
        sure = [at for at in left if getattr(found.shapes[at], share) >= _SURE]
        if len(sure) == 1 and not found.has(name) and found.shapes[sure[0]].filled > 1:
            found.fields[name] = sure
            found.by_cells.append(sure[0])


def _name_by_address(sheet: Sheet, found: Understanding) -> None:
    """Take names from the addresses of product pages where nothing else names the shoes."""
    at = found.first("url")
    if at is None or found.has("title", "model", "slug"):
        return
    named = [wording.slug_of(address) is not None for address in sheet.values(at)]
    if named and sum(named) >= _SURE * len(named):
        found.fields["slug"] = [at]


def _is_open(header: Header) -> bool:
    """Tell whether a header leaves open what its column is."""
    return not any((_ASIDE | {"spec"}) & reading for reading in header.readings)


def _row_numbers(sheet: Sheet, found: Understanding) -> int | None:
    """Give the column that counts the rows from 0 or 1: rows that differ by it alone are equal."""
    for at in found.aside:
        if found.shapes[at].whole == 1 and found.shapes[at].filled > 1:
            numbers = [int(value) for value in sheet.values(at) if value.isdecimal()]
            steps = {after - before for before, after in pairwise(numbers)}
            if numbers[:1] in ([0], [1]) and steps == {1}:
                return at
    return None


def _left(found: Understanding) -> list[int]:
    used = {at for columns in found.fields.values() for at in columns}
    used.update(found.specs, found.aside, found.unknown)
    return [at for at in range(len(found.headers)) if at not in used]


def _sort_rest(sheet: Sheet, found: Understanding, mapped: set[int]) -> None:
    reviewed = found.has("score", "rating", "verdict", "pros", "cons")
    if not reviewed and (dated := found.fields.pop("reviewed_on", None)):
        found.aside += dated
    for at in _left(found):
        key, cells = sheet.keys[at], found.shapes[at]
        header = found.headers[at]
        if not key or _says_nothing(cells) or _is_aside(header, key):
            found.aside.append(at)
        elif _is_spec(key, header):
            found.specs[at] = key
        elif not cells.filled:
            found.aside.append(at)
        else:
            found.unknown.append(at)


def _is_aside(header: Header, key: str) -> bool:
    if _is_attribute(key):
        return False
    said: Concepts = header.readings[0] if header.readings else frozenset()
    if _PRIVATE & said:
        return True
    return bool(_ASIDE & said) and "spec" not in said


def _says_nothing(cells: Shape) -> bool:
    return max(cells.uuid, cells.epoch, cells.url) > 0.5


def _is_spec(key: str, header: Header) -> bool:
    return _is_attribute(key) or any("spec" in reading for reading in header.readings)


def _is_attribute(key: str) -> bool:
    name = canonical(key)[0]
    return name in ATTRIBUTES and ATTRIBUTES[name].spec
