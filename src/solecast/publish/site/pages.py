"""The HTML pages: each asks the guide, fills its view and renders it."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...guide.answers import ShoePage
from ...guide.guide import Guide
from .. import charts, export
from .desk import MOST_NAME, PageDesk, choose, sent_on
from .images.pictures import picture
from .lists.compare import compare_view, status
from .lists.listing import browse_view
from .rendering.query import query
from .shoe.page_of_shoe import shoe_view
from .views import EmbedView, MethodView, SourcesView, TodoView

_NOTES = 200
"""Notes to the editor that their page shows."""


def router(desk: PageDesk) -> APIRouter:
    """Serve the pages."""
    routes = APIRouter(include_in_schema=False)
    _shoes(routes, desk)
    _lists(routes, desk)
    return routes


def _lists(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/browse")
    def browse(request: Request) -> Response:
        return desk.page(browse_view(desk.guide(), request.query_params))

    @routes.get("/method")
    def method() -> Response:
        guide = desk.guide()
        grades = guide.ledger()
        kinds = ("live", "before release", "backtest")
        apart = ([grade for grade in grades if grade.kind == kind] for kind in kinds)
        return desk.page(MethodView(guide.about(), "Method", "method", guide.method(), *apart))

    if desk.editor:

        @routes.get("/todo")
        def todo() -> Response:
            guide = desk.guide()
            notes = guide.todo()
            more = max(0, len(notes) - _NOTES)
            shown = TodoView(guide.about(), "To do", "todo", notes[:_NOTES], more)
            return desk.page(shown)

    @routes.get("/sources")
    def sources() -> Response:
        guide = desk.guide()
        return desk.page(SourcesView(guide.about(), "Sources", "sources", guide.sources()))


def _shoes(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/compare")
    def compare(request: Request) -> Response:
        guide = desk.guide()
        chosen = choose(guide, request.query_params.getlist("shoe"))
        if not chosen.problems and not chosen.canonical:
            kept = {key: request.query_params.get(key) for key in ("differences", "show", "log")}
            return RedirectResponse(query("/compare", shoe=chosen.slugs, **kept), 302)
        return desk.page(compare_view(guide, chosen, request.query_params), status(chosen))

    @routes.get("/compare.csv")
    def compare_csv(request: Request) -> Response:
        guide = desk.guide()
        slugs = choose(guide, request.query_params.getlist("shoe")).slugs
        return _csv(export.trend_csv(guide.compare(*slugs)), "comparison")

    @routes.get("/embed/{name:path}")
    def embed(name: str) -> Response:
        guide = desk.guide()
        page = guide.shoe(name[:MOST_NAME])
        return sent_on(name, page.shoe, "/embed/") or desk.page(embed_view(guide, page))

    @routes.get("/shoes")
    @routes.get("/shoes/")
    def all_shoes() -> Response:
        return RedirectResponse("/browse", 308)

    @routes.get("/shoes/{name:path}")
    def shoe(name: str, request: Request) -> Response:
        guide = desk.guide()
        as_csv = name.endswith(".csv")
        page = guide.shoe(name.removesuffix(".csv")[:MOST_NAME])
        address = f"{page.shoe}.csv" if as_csv else page.shoe
        tail = f"?{request.url.query}" if request.url.query else ""
        moved = guide.moved(name.removesuffix(".csv")) is not None
        if away := sent_on(name, address, "/shoes/", tail, moved=moved):
            return away
        if as_csv:
            return _csv(export.trend_csv(page), page.shoe)
        return desk.page(shoe_view(guide, page, request))


def _csv(text: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


def embed_view(guide: Guide, page: ShoePage) -> EmbedView:
    """Fill the page that other sites show in a frame."""
    about = guide.about()
    drawn = f"/charts/shoes/{page.shoe}.svg"
    empty = charts.shoe_drawing(page).empty
    shown = None if empty else picture(drawn, about.snapshot, "heat", False, None, titled=True)
    card = guide.cards[page.shoe]
    return EmbedView(about, page.name, "embed", page, card, shown, f"/shoes/{page.shoe}")
