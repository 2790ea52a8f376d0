"""Google Merchant feeds (RSS, Atom, with or without `g:`) and Google review feeds in XML."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from ... import limits
from ...containers.sheet import Row, Sheet, unbroken
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date
from ...values.money import parse_number
from . import catalog_table
from .style_codes import style_code

_ENTRIES = frozenset({"item", "entry", "product"})
_PRODUCT_KEYS = frozenset({"title", "link", "price", "id", "brand", "image_link"})
_RECOGNISED = 3


class NotAFeed(Exception):
    """The XML cannot be read as a feed; the message is the sentence for the report."""


def parse(data: bytes) -> tuple[str, list[ET.Element]]:
    """Return the kind (`merchant`, `reviews`) and the records of a feed.

    Raises `NotAFeed` for broken, hostile or other XML. What a broken feed has before the
    break is not kept: a feed is whole or wrong.
    """
    entries: list[ET.Element] = []
    reviews: list[ET.Element] = []
    depth = 0
    try:
        steps = defusedxml.ElementTree.iterparse(
            io.BytesIO(data), events=("start", "end"), forbid_dtd=True
        )
        for event, element in steps:
            depth += 1 if event == "start" else -1
            if depth > limits.DEPTH:
                raise NotAFeed(f"It is nested more than {limits.DEPTH} levels deep.")
            if event == "end":
                _collect(element, entries, reviews)
    except DefusedXmlException as error:
        raise NotAFeed("It declares a document type or entities, as XML bombs do.") from error
    except (ET.ParseError, ValueError, LookupError) as error:
        raise NotAFeed(f"It starts like XML, but is not: {error}.") from error
    if reviews:
        return "reviews", reviews
    if any(len(_PRODUCT_KEYS & set(_fields(entry))) >= _RECOGNISED for entry in entries[:20]):
        return "merchant", entries
    raise NotAFeed("It is XML, but neither a Google Merchant feed nor a Google review feed.")


def _collect(element: ET.Element, entries: list[ET.Element], reviews: list[ET.Element]) -> None:
    name = _local(element)
    if name == "review" and any(_local(child) == "ratings" for child in element):
        reviews.append(element)
    elif name in _ENTRIES and len(element) >= _RECOGNISED:
        entries.append(element)


def _local(element: ET.Element) -> str:
    """Return an element's name without namespace or prefix, in snake case."""
    return wording.snake(element.tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1])


def _fields(entry: ET.Element) -> dict[str, str]:
    """Return an entry's fields as text; a repeated field becomes lines, a link its address."""
    found: dict[str, str] = {}
    for child in entry:
        name = _local(child)
        value = "".join(child.itertext()).strip() or child.get("href", "")
        if value:
            found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def read_merchant(entries: list[ET.Element], columns: Mapping[str, str], out: Findings) -> None:
    """Read each entry as a listing; rows of other goods are refused."""
    rows = [_fields(entry) for entry in entries]
    header = list(dict.fromkeys(key for row in rows for key in row))

    def cells() -> Iterator[Row]:
        for ordinal, row in enumerate(rows, 1):
            yield ordinal, [row.get(key, "") for key in header]

    catalog_table.read(Sheet(header, unbroken(cells), columns=columns), out)


def read_reviews(reviews: list[ET.Element], out: Findings) -> None:
    """Read each review of a Google review feed."""
    for ordinal, review in enumerate(reviews, 1):
        title = _text(review, "product_name") or _text(review, "name", under="products")
        out.record(ordinal, title or _text(review, "content") or "")
        brand, code = _text(review, "brand"), _text(review, "mpn")
        if title is None and code is None:
            out.refuse("the review names no product")
            continue
        out.review(
            title=title or " ".join(filter(None, (brand, code))),
            brand=brand,
            style_code=style_code(code),
            headline=_text(review, "title"),
            text=wording.plain(_text(review, "content", limit=limits.TEXT_CHARS)),
            **_score(review),
            author=_text(review, "name", under="reviewer"),
            date=parse_date(_text(review, "review_timestamp") or ""),
            url=_text(review, "review_url"),
            pros=_texts(review, "pro"),
            cons=_texts(review, "con"),
        )


def _elements(root: ET.Element, name: str, under: str | None) -> Iterator[ET.Element]:
    parents = [root] if under is None else [e for e in root.iter() if _local(e) == under]
    for parent in parents:
        yield from (element for element in parent.iter() if _local(element) == name)


def _text(
    root: ET.Element, name: str, under: str | None = None, limit: int = limits.NAME_CHARS
) -> str | None:
    found = (wording.text("".join(e.itertext()), limit) for e in _elements(root, name, under))
    return next((value for value in found if value), None)


def _texts(root: ET.Element, name: str) -> list[str] | None:
    found = (wording.line("".join(element.itertext())) for element in _elements(root, name, None))
    return [value for value in found if value][: limits.LIST_ITEMS] or None


def _score(review: ET.Element) -> dict[str, float]:
    """Return the overall rating as 0-100 of its stated maximum (else of 5), and that."""
    overall = next(_elements(review, "overall", "ratings"), None)
    if overall is None:
        return {}
    value = parse_number("".join(overall.itertext()))
    best = parse_number(overall.get("max", "5")) or 5.0
    if value is None or not 0 <= value <= best:
        return {}
    return {"score": value / best * 100, "out_of": best}
