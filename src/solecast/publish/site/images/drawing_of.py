"""Drawings of shoes on pages: a card -> an outline inside the page, or the file of one.

One large drawing is put into its page, where it turns dark with it; the many small ones of a
list are files, which a browser fetches when they come into sight and keeps.
"""

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from ....code_hash import code_hash
from ....guide.answers import Card
from ... import drawings
from ..rendering.query import query

if TYPE_CHECKING:
    from ..desk import PageDesk

_WIDTHS = (32, 1200)
_USUAL = 420
_MOST_WORDS = 200


def drawing_of(card: Card, words: str | None = None) -> drawings.Drawing:
    """Choose the drawing of a shoe; `words` are a colorway's, by default its newest one's."""
    shape = tuple((attribute, tuple(values)) for attribute, values in card.shape.items())
    return _chosen(card.name, card.category, shape, words or card.colours)


_KEPT = 4096
"""Drawings, their versions and files that are kept: a page shows some twenty shoes, most of them
the ones that other pages show too.
"""


@lru_cache(_KEPT)
def _chosen(
    name: str,
    category: str | None,
    shape: tuple[tuple[str, tuple[str, ...]], ...],
    words: str | None,
) -> drawings.Drawing:
    return drawings.choose(name, category, dict(shape), words)


def drawing_words(card: Card, words: str | None = None) -> str:
    """Give the alt text: `Drawing of a tall sock sneaker, black`."""
    return drawings.alt(drawing_of(card, words))


def drawn(card: Card, width: int = _USUAL, words: str | None = None) -> Markup:
    """Draw a shoe as an element of the page, `width` px wide, with its alt text."""
    drawing = drawing_of(card, words)
    element = drawings.svg(drawing, width, drawings.alt(drawing), inline=True)
    return Markup(element)  # noqa: S704 - made of numbers and of its own words


def drawing_file(
    card: Card, width: int = _USUAL, dark: bool = False, words: str | None = None
) -> str:
    """Give the address of a drawing's file, with a version by which it is kept for good."""
    drawing = drawing_of(card, words)
    return query(
        f"/drawings/{card.shoe}.svg",
        w=width,
        words=words,
        theme="dark" if dark else None,
        v=_version(drawing, width, dark),
    )


def router(desk: "PageDesk") -> APIRouter:
    """Serve /drawings."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/drawings/{name}.svg")
    def drawing(name: str, request: Request) -> Response:
        guide, asked = desk.guide(), request.query_params
        slug = guide.resolve(name)
        if slug != name:
            return RedirectResponse(query(f"/drawings/{slug}.svg", **dict(asked)), 308)
        words = asked.get("words", "")[:_MOST_WORDS] or None
        width, dark = _width(asked.get("w", "")), asked.get("theme") == "dark"
        shown = drawing_of(guide.cards[slug], words)
        fresh = asked.get("v") == _version(shown, width, dark)
        kept = "public, max-age=31536000, immutable" if fresh else "no-cache"
        return Response(
            drawings.svg(shown, width, drawings.alt(shown), dark=dark),
            media_type="image/svg+xml",
            headers={"Cache-Control": kept},
        )

    return routes


def _width(text: str) -> int:
    known = text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text), _WIDTHS[0]), _WIDTHS[1]) if known else _USUAL


@lru_cache(_KEPT)
def _version(drawing: drawings.Drawing, width: int, dark: bool) -> str:
    """Name what a file is drawn from: other choices, or other code, are another version."""
    return hashlib.sha256(f"{_pens()} {drawing} {width} {dark}".encode()).hexdigest()[:8]


@cache
def _pens() -> str:
    return code_hash(Path(drawings.__file__).parent, suffixes=(".py", ".csv", ".txt"))
