"""schema.org JSON-LD of HTML pages -> listings and reviews."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ... import limits
from ...containers.nested_rows import scalar
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date
from ...values.money import parse_money, parse_number
from ...values.picture_names import pictures
from ..catalogs.shoes_only import foreign_category
from ..catalogs.style_codes import style_code

_PRODUCTS = frozenset({"Product", "ProductGroup", "ProductModel", "IndividualProduct"})
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.?)*+"?|,(?=\s*[}\]])', re.DOTALL)
"""A string without its end goes on to the end of the text, so that it is read through once."""
_BEST = 5.0
_PROPERTIES = ("material", "pattern", "category_path", "audience")

Node = Mapping[str, Any]


def products(scripts: list[str], say: Any) -> list[Node]:
    """Return the products that the JSON-LD scripts of a page describe.

    A script that is broken beyond repair is left out with a note; the others still count.
    """
    found: list[Node] = []
    for script in scripts:
        value = _load(script)
        if value is None:
            say("One JSON-LD block of the page is broken and was left out.")
            continue
        found += [node for node in _nodes(value, 0) if _types(node) & _PRODUCTS]
    return found


def _load(script: str) -> Any:
    """Parse a script; control characters and trailing commas are forgiven."""
    stripped = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    for candidate in (stripped, None):
        text = _without_trailing_commas(stripped) if candidate is None else candidate
        try:
            return json.loads(text, strict=False, parse_constant=lambda _: None)
        except (ValueError, RecursionError):
            continue
    return None


def _without_trailing_commas(text: str) -> str:
    return _STRING_OR_COMMA.sub(lambda match: "" if match[0] == "," else match[0], text)


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    """Yield products and what may hold them: lists, @graph, mainEntity, ItemList."""
    if depth > 8:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "itemListElement", "item", "itemReviewed"):
            yield from _nodes(value.get(key), depth + 1)


def _types(node: Node) -> set[str]:
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return {scalar(name).rsplit("/", 1)[-1] for name in names}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _name(value: Any) -> str | None:
    """Return the name of a text, an object with a name or value, or the first of a list."""
    one = _first(value)
    if isinstance(one, dict):
        one = one.get("name") or one.get("value") or one.get("@id")
    return wording.line(scalar(one))


def brand_of(node: Node) -> str | None:
    """Give the brand that a product states."""
    return _name(node.get("brand")) or _name(node.get("manufacturer"))


def read_product(node: Node, out: Findings) -> str | None:
    """Read one product (or each variant of a group) as listings, and its reviews; give its name.

    None where it is refused.
    """
    title = _name(node.get("name"))
    if title is None:
        out.refuse("the product has no name")
        return None
    category = _name(node.get("category"))
    foreign = foreign_category([category]) if category else None
    if foreign:
        out.refuse(f"not a shoe: category {foreign[:120]}")
        return None
    variants = node.get("hasVariant")
    listed = variants if isinstance(variants, list) else [variants]
    offered = [item for item in listed[:1000] if isinstance(item, dict)]
    for variant in offered or [dict(node)]:
        _listing(node, variant, title, out)
    _reviews(node, title, out)
    return title


def _pictures(stated: Any) -> list[str] | None:
    """Give the addresses of images: texts, or ImageObjects with `url` or `contentUrl`."""
    listed = stated if isinstance(stated, list) else [stated]
    found = (
        one.get("contentUrl") or one.get("url") if isinstance(one, dict) else one for one in listed
    )
    return pictures(*(scalar(one) for one in found))


def _listing(node: Node, variant: Node, title: str, out: Findings) -> None:
    price, retail, currency = _offer(variant.get("offers") or node.get("offers"), out)

    def stated(name: str) -> str | None:
        return _name(variant.get(name)) or _name(node.get(name))

    kept = ((name, stated(name)) for name in _PROPERTIES)
    pairs = [{"attribute": name, "value": value} for name, value in kept if value]
    out.listing(
        title=title,
        brand=stated("brand") or stated("manufacturer"),
        style_code=style_code(stated("mpn")) or style_code(stated("sku")),
        model=stated("model") if isinstance(node.get("model"), str) else None,
        colorway=stated("color"),
        size=stated("size"),
        category=stated("category"),
        description=wording.plain(scalar(node.get("description"))),
        url=stated("url"),
        retail_price=retail,
        price=price,
        currency=currency,
        release_date=parse_date(stated("releaseDate") or ""),
        previous=_name(node.get("successorOf")),
        pictures=_pictures(variant.get("image") or node.get("image")),
        attributes=pairs + _additional(node) or None,
    )


def _additional(node: Node) -> list[dict[str, str]]:
    stated = node.get("additionalProperty")
    found = []
    for item in stated if isinstance(stated, list) else []:
        name, value = (scalar(item.get(k)) for k in ("name", "value")) if _is(item) else ("", "")
        if wording.snake(name) and wording.line(value):
            kept = str(wording.line(value, limits.ATTRIBUTE_CHARS))
            found.append({"attribute": wording.snake(name), "value": kept})
    return found[: limits.ATTRIBUTES]


def _is(item: Any) -> bool:
    return isinstance(item, dict)


def _offer(value: Any, out: Findings) -> tuple[float | None, float | None, str | None]:
    """Return the lowest price of the offers, the list price where stated, and the currency."""
    offers = [item for item in (value if isinstance(value, list) else [value]) if _is(item)]
    prices: list[tuple[float, str]] = []
    retail: float | None = None
    for offer in offers[:1000]:
        inner = offer.get("priceSpecification")
        spec: Node = next((part for part in _as_list(inner) if _is(part)), {})
        stated = offer.get("price") or offer.get("lowPrice") or spec.get("price")
        code = scalar(offer.get("priceCurrency") or spec.get("priceCurrency")).upper()
        found = parse_money(scalar(stated), code or out.config.currency)
        if found and found[0] > 0 and "ListPrice" in scalar(spec.get("priceType")):
            retail = found[0]
        elif found and found[0] > 0:
            prices.append(found)
    best = min(prices, default=None)
    return (best[0] if best else None), retail, (best[1] if best else None)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _reviews(node: Node, title: str, out: Findings) -> None:
    brand = _name(node.get("brand"))
    code = style_code(_name(node.get("mpn"))) or style_code(_name(node.get("sku")))
    subject = {"title": title, "brand": brand, "style_code": code}
    stated = [*_as_list(node.get("review")), *_as_list(node.get("reviews"))]
    for review in stated[:1000]:
        if isinstance(review, dict):
            _review(review, node, subject, out)
    total = _first(node.get("aggregateRating"))
    if isinstance(total, dict):
        score = _score(total)
        count = parse_number(scalar(total.get("ratingCount") or total.get("reviewCount")))
        if score:
            out.review(**subject, **score, ratings=int(count) if count else None)


def _review(review: Node, node: Node, subject: Mapping[str, str | None], out: Findings) -> None:
    text = wording.plain(scalar(review.get("reviewBody") or review.get("description")))
    score = _score(_first(review.get("reviewRating")))
    if text is None and not score:
        return
    out.review(
        **subject,
        headline=wording.line(scalar(review.get("headline") or review.get("name"))),
        text=text,
        **score,
        author=_name(review.get("author")),
        date=parse_date(scalar(review.get("datePublished"))),
        url=wording.line(scalar(review.get("url"))),
        pros=_notes(review.get("positiveNotes") or node.get("positiveNotes")),
        cons=_notes(review.get("negativeNotes") or node.get("negativeNotes")),
    )


def _score(rating: Any) -> dict[str, float]:
    """Return a rating as 0-100 of `bestRating`, which is 5 where it is not stated, and that."""
    if not isinstance(rating, dict):
        return {}
    value = parse_number(scalar(rating.get("ratingValue")))
    best = parse_number(scalar(rating.get("bestRating"))) or _BEST
    if value is None or not 0 < value <= best:
        return {}
    return {"score": value / best * 100, "out_of": best}


def _notes(value: Any) -> list[str] | None:
    """Return notes: a text, a list of texts, or an ItemList of ListItems."""
    inner = value.get("itemListElement") if isinstance(value, dict) else value
    found = [_name(item) for item in _as_list(inner)]
    return [note for note in found if note][: limits.LIST_ITEMS] or None
