"""The picture by which other sites show a link to a shoe: its drawing, its name, its line."""

from functools import lru_cache
from html import escape

import vl_convert
from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from ....guide.answers import Card, ShoePage
from ... import charts, drawings
from ...charts.theme import LIGHT
from ..desk import MOST_NAME, PageDesk
from .drawing_of import drawing_of

WIDTH, HEIGHT = 1200, 630
"""The size that the Open Graph protocol's readers crop least."""
_STAGE = "#f3f0e8"
_SERIF = "Liberation Serif, Georgia, serif"
_LETTERS, _LINES = 36, 2


def router(desk: PageDesk) -> APIRouter:
    """Serve /cards."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/cards/{name}.png")
    def card(name: str) -> Response:
        guide = desk.guide()
        slug = guide.resolve(name[:MOST_NAME])
        if slug != name:
            return RedirectResponse(f"/cards/{slug}.png", 308)
        drawn = picture(guide.cards[slug], guide.shoe(slug), guide.about().title)
        return Response(_png(drawn), media_type="image/png", headers={"Cache-Control": "no-cache"})

    return routes


@lru_cache(128)
def _png(drawn: str) -> bytes:
    made: bytes = vl_convert.svg_to_png(drawn, scale=1.0)
    return made


def picture(card: Card, page: ShoePage, guide: str) -> str:
    """Draw the picture as SVG: the shoe large; beside it, where there is one, its line."""
    drawn = charts.trend_chart(page, canvas=charts.Canvas(468, 250, LIGHT))
    lines = _wrapped(page.name)
    wide = 620 if drawn else 760
    shoe = drawings.svg(drawing_of(card), wide)
    name = "".join(
        f'<text x="60" y="{102 + 66 * n}" font-family="{_SERIF}" font-size="64" '
        f'fill="{LIGHT.ink}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_STAGE}"/>{name}'
        f"{_at(shoe, 60 if drawn else 220, 556 - wide * 0.58)}"
        f"{_line(drawn)}"
        f'<text x="60" y="596" font-family="{_SERIF}" font-size="26" fill="{LIGHT.quiet}">'
        f"{escape(guide)}</text></svg>"
    )


def _line(drawn: object) -> str:
    if not isinstance(drawn, dict):
        return ""
    paper = f'<rect x="700" y="250" width="500" height="306" fill="{LIGHT.paper}"/>'
    return paper + _at(charts.svg(drawn), 716, 268)


def _at(element: str, x: float, y: float) -> str:
    """Place an SVG element inside another."""
    return element.replace("<svg ", f'<svg x="{x:g}" y="{y:g}" ', 1)


def _wrapped(name: str) -> list[str]:
    """Break a name into lines that fit beside nothing; what does not fit is cut."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= _LETTERS:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines[:_LINES]
