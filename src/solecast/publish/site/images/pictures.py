"""Pictures of charts: drawn when they are asked for, kept while their guide is served."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import QueryParams

from ....errors import InputError
from ....guide.guide import MOST_COMPARED, Guide
from ... import charts
from ...charts.theme import THEMES, VegaSpec
from ..desk import PageDesk, choose
from ..rendering.query import query
from ..views import Picture

_KINDS = {"svg": "image/svg+xml", "png": "image/png"}
_WIDTHS, _HEIGHTS = (260, 1400), (160, 800)
PHONE, TABLET, DESK = 350, 680, 1120
"""Pixels that a chart has on a page, by the width of the screen: it is drawn for each."""
_USUAL_WIDTH = 760
HEIGHTS = {PHONE: 320, TABLET: 380, DESK: 430}


@dataclass(frozen=True)
class Wish:
    """How a chart is wanted: everything about it but its shoes."""

    view: str = "heat"
    log: bool = False
    theme: str = "light"
    width: int = _USUAL_WIDTH
    height: int = 340
    titled: bool = True

    def canvas(self, interactive: bool = False) -> charts.Canvas:
        """Give what to draw on."""
        theme = THEMES[self.theme]
        return charts.Canvas(self.width, self.height, theme, interactive, self.titled)

    def values(self) -> dict[str, str | int | None]:
        """Give the query of this wish; what is usual is left out."""
        return {
            "show": None if self.view == "heat" else self.view,
            "log": 1 if self.log else None,
            "theme": None if self.theme == "light" else self.theme,
            "width": None if self.width == _USUAL_WIDTH else self.width,
            "height": None if self.height == 340 else self.height,
            "titled": None if self.titled else "false",
        }


def wish(values: QueryParams) -> Wish:
    """Read a wish from a query; what cannot be read is as usual, sizes are brought in range."""
    view = values.get("show", "heat")
    theme = values.get("theme", "light")
    return Wish(
        view if view in charts.VIEWS else "heat",
        values.get("log") == "1",
        theme if theme in THEMES else "light",
        _size(values.get("width"), _USUAL_WIDTH, _WIDTHS),
        _size(values.get("height"), 340, _HEIGHTS),
        values.get("titled") != "false",
    )


def _size(text: str | None, usual: int, bounds: tuple[int, int]) -> int:
    known = text is not None and text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text or 0), bounds[0]), bounds[1]) if known else usual


def picture(
    path: str, snapshot: str, view: str, log: bool, shoes: list[str] | None, titled: bool = False
) -> Picture:
    """Give the addresses of a chart's picture for each width of a page, light and dark."""
    address = query(path, shoe=shoes, of=snapshot)
    return Picture(*[f"{address}&{wanted}" for wanted in _wanted(view, log, titled)])


@cache
def _wanted(view: str, log: bool, titled: bool) -> list[str]:
    """Write what is wanted of a chart's picture, for each width of a page, light and dark."""
    wishes = [
        Wish(view, log, theme, width, HEIGHTS[width], titled).values()
        for width in (DESK, TABLET, PHONE)
        for theme in THEMES
    ]
    return [query("", **values).removeprefix("?") for values in wishes]


def spec(guide: Guide, slugs: list[str], wanted: Wish, interactive: bool) -> VegaSpec:
    """Write the specification of the chart of one shoe or of several.

    Raises `InputError` where there is nothing to draw.
    """
    canvas = wanted.canvas(interactive)
    if len(slugs) == 1:
        page = guide.shoe(slugs[0])
        drawn = charts.trend_chart(page, wanted.view, wanted.log, canvas)
        names = page.name
    else:
        comparison = guide.compare(*slugs)
        drawn = charts.comparison_chart(comparison, wanted.view, wanted.log, canvas)
        names = ", ".join(page.name for page in comparison.shoes)
    if drawn is None:
        raise InputError(f"There is no weekly signal to draw for {names}.")
    return drawn


def router(desk: PageDesk) -> APIRouter:
    """Serve /charts: SVG and PNG of shoes and of comparisons."""
    routes = APIRouter(include_in_schema=False)
    kept = _Kept(256)

    @routes.get("/charts/shoes/{name}.{kind}")
    def of_shoe(name: str, kind: str, request: Request) -> Response:
        guide = desk.guide()
        slug = guide.resolve(name)
        if slug != name:
            target = f"/charts/shoes/{slug}.{kind}"
            return RedirectResponse(target + _tail(request), 308)
        return _answer(kept, guide, [slug], kind, request)

    @routes.get("/charts/compare.{kind}")
    def of_comparison(kind: str, request: Request) -> Response:
        guide = desk.guide()
        slugs = compared(guide, request.query_params.getlist("shoe"))
        return _answer(kept, guide, slugs, kind, request)

    return routes


def compared(guide: Guide, names: list[str]) -> list[str]:
    """Resolve the names of a comparison to slugs.

    Raises `UnknownShoe`, `AmbiguousShoe`, or `InputError` for a number of shoes that is not 2-5.
    """
    chosen = choose(guide, names)
    if chosen.problems:
        raise chosen.problems[0]
    if not 2 <= len(chosen.slugs) <= MOST_COMPARED:
        raise InputError(
            f"A comparison takes two to five different shoes; {len(chosen.slugs)} given. "
            "Write /compare?shoe=FIRST&shoe=SECOND."
        )
    return chosen.slugs


def _tail(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


class _Kept:
    """The last pictures that were drawn; safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._pictures: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """Give the picture of `key`, drawn now when it is not kept."""
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        drawn = draw()
        with self._lock:
            self._pictures[key] = drawn
            while len(self._pictures) > self._most:
                self._pictures.popitem(last=False)
        return drawn


def _answer(kept: _Kept, guide: Guide, slugs: list[str], kind: str, request: Request) -> Response:
    if kind not in _KINDS:
        raise InputError(f"A chart comes as svg or png; {kind[:20]!r} was asked for.")
    snapshot, wanted = guide.about().snapshot, wish(request.query_params)

    def draw() -> bytes:
        drawn = spec(guide, slugs, wanted, interactive=False)
        if kind == "svg":
            return charts.svg(drawn).encode()
        return charts.png(drawn, paper=THEMES[wanted.theme].paper)

    body = kept.get((snapshot, *slugs, kind, wanted), draw)
    fresh = request.query_params.get("of") == snapshot
    age = "public, max-age=31536000, immutable" if fresh else "no-cache"
    return Response(body, media_type=_KINDS[kind], headers={"Cache-Control": age})
