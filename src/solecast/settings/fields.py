"""What a column of a table can hold: the words after `=` under `[columns]` of `guide.toml`.

The readers know many headers for each; a guide may name the field of any other header. Beside
these, a column can hold an attribute of a shoe (`attributes.py`), be published under its own
name, or be ignored.
"""

import re
from collections.abc import Mapping

from ..attributes import ATTRIBUTES, canonical

IGNORE, PUBLISH = "ignore", "publish"
"""What `[columns]` says of a column that is left out, or shown as a property of the shoe."""

FIELDS: Mapping[str, str] = {
    # Which shoe.
    "title": "name of the shoe or the product",
    "shoe": "name of the shoe, in a table of signals, facts or reviews",
    "brand": "brand",
    "model": "model, without brand and version",
    "version": "version",
    "previous": "the version before",
    "nickname": "nickname of a colorway",
    "slug": "name as in an address",
    "style_code": "maker's code of a colorway",
    "gtin": "number below a bar code (EAN, UPC)",
    "id": "number of the product in a shop",
    "group": "number that the variants of one product share",
    "source": "who says it",
    # A listing.
    "colorway": "colours",
    "colorways": "list of colorways",
    "collaborator": "partner of a collaboration",
    "gender": "who wears it",
    "category": "kind of product",
    "subtitle": "second line of the title",
    "size": "one size",
    "sizes": "list of sizes",
    "description": "description",
    "url": "address of a page",
    "picture": "address or file of a picture",
    "credit": "who made a picture",
    "licence": "under which licence a picture may be shown",
    "price": "what the shop asks, or a buyer paid",
    "retail_price": "price at release, or before a sale",
    "currency": "currency of the prices",
    "release_date": "day, season or year of release",
    # A sale.
    "sold_on": "day of a sale",
    "condition": "state of a pair",
    "platform": "marketplace",
    "status": "state of an order: sold or not",
    # A review, an article, a post.
    "score": "score that the editors give",
    "rating": "mean rating of buyers",
    "ratings": "number of ratings",
    "verdict": "judgement in words",
    "pros": "what is good",
    "cons": "what is not",
    "author": "who wrote it",
    "reviewed_on": "day of the review",
    "headline": "headline",
    "text": "text",
    "published": "day of publication",
    # A signal.
    "date": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "period": "stretch of time",
    "term": "words searched for",
    "country": "place of a signal",
    "metric": "what the value counts",
    "value": "value of a signal or a fact",
    "sales": "number of sales",
    "searches": "search interest",
    "views": "number of views",
    "mentions": "number of mentions",
    "rank": "place in a list",
    "list": "name of the list",
    "list_size": "length of the list",
    "is_partial": "whether the stretch is not over",
    # A fact.
    "attribute": "what the fact is about",
    "evidence": "the words that say it",
}
"""Field -> what it says, in a few words."""


def is_target(name: str) -> bool:
    """Tell whether `[columns]` can map a column to `name`."""
    plain = "_".join(re.findall(r"[a-z0-9]+", name.lower()))
    return plain in FIELDS or plain in {IGNORE, PUBLISH} or canonical(plain)[0] in ATTRIBUTES
