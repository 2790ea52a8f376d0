"""Feeds in XML: Google Merchant's (RSS, Atom, with or without `g:`), Google's of reviews, news."""

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
_OF_GOODS = frozenset({"price", "brand", "image_link", "availability", "gtin", "mpn"})
_RECOGNISED = 3
_DATES = ("pub_date", "published", "date", "updated")
_TEXTS = ("description", "summary", "encoded", "content")


class NotAFeed(Exception):
    """The XML cannot be read as a feed; the message is the sentence for the report."""


def parse(data: bytes) -> tuple[str, list[ET.Element]]:
    """Return the kind (`products`, `reviews`, `news`) and the records of a feed.

    Raises `NotAFeed` for broken, hostile or other XML. What a broken feed has before the
    break is not kept: a feed is whole or wrong.
    """
    entries: list[ET.Element] = []
    reviews: list[ET.Element] = []
    depth, root = 0, ET.Element("none")
    try:
        steps = defusedxml.ElementTree.iterparse(
            io.BytesIO(data), events=("start", "end"), forbid_dtd=True
        )
        for event, element in steps:
            root = root if depth else element
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
    keys = [set(_fields(entry)) for entry in entries[:20]]
    if any(len(_PRODUCT_KEYS & own) >= _RECOGNISED and _OF_GOODS & own for own in keys):
        return "products", entries
    if any("title" in own and own & {*_DATES} for own in keys):
        return "news", [root, *entries]
    raise NotAFeed("It is XML, but no feed of products, of reviews or of news.")


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


def read_news(records: list[ET.Element], out: Findings) -> None:
    """Read each entry as a post without a subject; the feed's title is the source.

    The first record is the feed's outermost element.
    """
    feed, *entries = records
    channel = next((one for one in feed if _local(one) == "channel"), feed)
    title = next(
        (wording.line("".join(one.itertext())) for one in channel if _local(one) == "title"), None
    )
    for ordinal, entry in enumerate(entries, 1):
        fields = _fields(entry)
        headline = wording.line(wording.plain(fields.get("title", "")) or "")
        out.record(ordinal, headline or "")
        out.source = title or out.stem
        day = next((day for name in _DATES if (day := parse_date(fields.get(name, "")))), None)
        if headline is None or day is None:
            out.refuse("the entry needs a title and the day when it was published")
            continue
        text = next((fields[name] for name in _TEXTS if name in fields), "")
        link = wording.line(fields.get("link", "").partition("\n")[0])
        out.review(headline=headline, text=wording.plain(text), date=day, url=link)


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
