"""All products of a shop made with Shopify: its public `products.json`, page by page.

Pages wait behind a dot until the last one is there; then they become one file with the shop's
address and the currency of its prices, so that a guide never shows half a shop. A fetch that was
interrupted goes on where it stopped, if that was less than a day ago.
"""

import datetime as dt
import json
import urllib.parse
from typing import Any

from ...settings.config import Fetch
from ..errand import JSON, Errand, Gathered, Question, SourceKind, as_json, changed, shape
from ..shelf import ROWS, Json, lines, path_name
from ..web import Web, WebAnswer

_PER_PAGE = 250
_MOST_PAGES = 100
"""Shopify answers no page after the 25,000th product."""
_STALE = dt.timedelta(days=1)

Product = Json


def _names(settings: Fetch) -> tuple[str, ...]:
    return tuple(settings.shops)


def _plan(errand: Errand, name: str) -> Question:
    begun = _begun(errand, name)
    kept = sum(_is_fresh(errand, name, page, begun) for page in range(1, _MOST_PAGES + 1))
    return Question(_address(name, kept + 1), "this page and those after it")


def _fetch(errand: Errand, name: str, web: Web) -> Gathered:
    begun = _begun(errand, name)
    since = begun or dt.datetime.now(dt.UTC).replace(microsecond=0)
    errand.shelf.note(f"shops {name}", begun=since.isoformat())
    products: dict[str, Product] = {}
    pages = 0
    for page in range(1, _MOST_PAGES + 1):
        found = _page(errand, name, page, begun, web)
        fresh = {str(one.get("id") or one["handle"]): one for one in found}
        if fresh.keys() <= products.keys():
            break
        products |= fresh
        pages = page
    for page in range(pages + 1, _MOST_PAGES + 1):
        errand.shelf.drop(_page_file(name, page))
    new = _kept(errand, name, list(products.values()))
    errand.shelf.note(f"shops {name}")
    full = pages == _MOST_PAGES
    return Gathered(new, "the shop has more products than Shopify lists" if full else "")


def _begun(errand: Errand, name: str) -> dt.datetime | None:
    """Give when a fetch of a shop began that was interrupted not long ago; None without one."""
    told = errand.shelf.state(f"shops {name}").get("begun")
    begun = dt.datetime.fromisoformat(told) if told else None
    return begun if begun and dt.datetime.now(dt.UTC) - begun < _STALE else None


def _page(
    errand: Errand, name: str, page: int, begun: dt.datetime | None, web: Web
) -> list[Product]:
    """Give a page's products: kept since this fetch began, unchanged since the last, or new."""
    file = _page_file(name, page)
    if not _is_fresh(errand, name, page, begun):
        answer = web.get(_address(name, page), JSON, errand.shelf.known(file))
        if answer.body is not None:
            found = _products(as_json(answer), answer)
            errand.shelf.keep(file, answer.body, answer)
            errand.shelf.save()
            return found
        errand.shelf.confirm(file)
    return _products(errand.shelf.json(file), WebAnswer(file, None))


def _is_fresh(errand: Errand, name: str, page: int, begun: dt.datetime | None) -> bool:
    fetched = errand.shelf.fetched(_page_file(name, page))
    return bool(begun and fetched and fetched >= begun)


def _address(name: str, page: int) -> str:
    parts = urllib.parse.urlsplit(name)
    path = parts.path.rstrip("/").removesuffix("/products.json")
    asked = urllib.parse.urlencode({"limit": _PER_PAGE, "page": page})
    return f"{parts.scheme}://{parts.netloc}{path}/products.json?{asked}"


def _page_file(name: str, page: int) -> str:
    return f"shops/.{_stem(name)}/{page}.json"


def _stem(name: str) -> str:
    return path_name(_address(name, 1).partition("/products.json")[0]).replace("/", "-")


def _products(value: Any, answer: WebAnswer) -> list[Product]:
    found = value.get("products") if isinstance(value, dict) else None
    if not isinstance(found, list):
        raise changed(answer, "an object with a list 'products'", shape(value))
    wrong = [
        one for one in found if not (isinstance(one, dict) and {"handle", "title"} <= set(one))
    ]
    if wrong:
        raise changed(answer, "products with 'handle' and 'title'", shape(wrong[0]))
    return found


def _kept(errand: Errand, name: str, products: list[Product]) -> int:
    """Make one file of all products; give how many are new or changed."""
    file = f"shops/{_stem(name)}.json"
    holder = {"shop": _address(name, 1).partition("/products.json")[0]}
    holder |= {"currency": errand.settings.shops[name], "products": ROWS}
    before = errand.shelf.json(file)
    known = before.get("products", ()) if isinstance(before, dict) else ()
    seen = {json.dumps(one, sort_keys=True) for one in known}
    errand.shelf.keep(file, lines(holder, products), WebAnswer(_address(name, 1), None))
    return sum(json.dumps(one, sort_keys=True) not in seen for one in products)


KIND = SourceKind(_names, _plan, _fetch, "products")
