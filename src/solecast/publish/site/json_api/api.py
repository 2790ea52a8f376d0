"""The JSON API under /api: the same answers as the pages, in one envelope."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import JSONResponse, RedirectResponse, Response

from ....guide.answers import (
    About,
    Article,
    Author,
    Browse,
    Card,
    Comparison,
    Grade,
    Group,
    Ranked,
    ShoePage,
    Sources,
    Todo,
    to_data,
)
from ....guide.guide import Guide
from ....vocabulary import ARTICLES
from ..desk import MOST_NAME, PageDesk
from ..images.pictures import Wish, compared, spec
from .api_models import Answer, ChartSpec, Failure

_FAILURES: dict[int | str, dict[str, Any]] = {
    300: {"model": Failure, "description": "The name fits several shoes; they are listed."},
    400: {"model": Failure, "description": "A parameter cannot be used; the message says why."},
    404: {"model": Failure, "description": "No shoe or page of that name; the nearest are listed."},
}

Name = Annotated[
    str,
    Path(max_length=MOST_NAME, description="A slug or any name of the shoe, as people write it."),
]
Written = Annotated[
    str, Path(max_length=MOST_NAME, description="A name in addresses, a headline or a name.")
]
Words = Annotated[str, Query(max_length=MOST_NAME)]
Facet = Annotated[str | None, Query(max_length=MOST_NAME)]
Limit = Annotated[int, Query(ge=1, le=100)]
Shoes = Annotated[list[str], Query(description="Two to five shoes, by slug or any name.")]


def _wished(
    show: Literal["heat", "adjusted", "sources"] = "heat",
    log: Annotated[bool, Query(description="Draw heat on a logarithmic scale.")] = False,
    theme: Literal["light", "dark"] = "light",
    width: Annotated[int, Query(ge=260, le=1400, description="Pixels.")] = 760,
    height: Annotated[int, Query(ge=160, le=800, description="Pixels.")] = 340,
    titled: Annotated[bool, Query(description="Whether the title stands in the picture.")] = True,
) -> Wish:
    return Wish(show, log, theme, width, height, titled)


Wished = Annotated[Wish, Depends(_wished)]


def router(desk: PageDesk) -> APIRouter:
    """Serve the API."""
    routes = APIRouter(prefix="/api", responses=_FAILURES)
    _shoes(routes, desk)
    _lists(routes, desk)
    _papers(routes, desk)
    _groups(routes, desk)
    _reports(routes, desk)
    _charts(routes, desk)
    return routes


def _answer(guide: Guide, data: Any, cache: str = "no-cache") -> Response:
    about = guide.about()
    stamp = {
        "title": about.title,
        "as_of": about.as_of.isoformat(),
        "snapshot": about.snapshot,
        "version": about.version,
    }
    return JSONResponse(
        {"ok": True, "data": to_data(data), "guide": stamp},
        headers={"Cache-Control": cache},
    )


def _shoes(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/shoes/{name:path}", response_model=Answer[ShoePage], summary="One shoe")
    def shoe(name: Name) -> Response:
        """Tell all about one shoe; names are forgiving."""
        guide = desk.guide()
        if now := guide.moved(name):
            return RedirectResponse(f"/api/shoes/{now}", 301)
        return _answer(guide, guide.shoe(name))

    @routes.get("/compare", response_model=Answer[Comparison], summary="Shoes side by side")
    def compare(shoe: Shoes) -> Response:
        """Set two to five shoes side by side, their trends on one joint scale."""
        guide = desk.guide()
        return _answer(guide, guide.compare(*compared(guide, shoe)))


def _lists(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/shoes", response_model=Answer[Browse], summary="All shoes, by facets")
    def shoes(
        q: Words = "",
        brand: Facet = None,
        category: Facet = None,
        trend: Facet = None,
        sort: Annotated[str, Query(description="heat, score, released, price or name")] = "heat",
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
        per_page: Limit = 48,
    ) -> Response:
        """List shoes, filtered and one page at a time, with the facets of all that match."""
        guide = desk.guide()
        return _answer(guide, guide.browse(q, brand, category, trend, sort, page, per_page))

    @routes.get("/search", response_model=Answer[list[Card]], summary="Search")
    def search(q: Words, limit: Limit = 20) -> Response:
        """Find shoes by words of their names, colorways, specs and reviews, best first."""
        guide = desk.guide()
        return _answer(guide, guide.search(q, limit))

    @routes.get("/suggest", response_model=Answer[list[Card]], summary="Suggest while typing")
    def suggest(q: Words, limit: Limit = 8) -> Response:
        """Suggest shoes for an unfinished name."""
        guide = desk.guide()
        return _answer(guide, guide.suggest(q, limit))

    @routes.get("/rankings/{name}", response_model=Answer[list[Ranked]], summary="A ranking")
    def ranking(name: Name, limit: Limit = 20) -> Response:
        """Give a ranking: hottest, rising, odds, underrated or new."""
        guide = desk.guide()
        return _answer(guide, guide.ranking(name, limit))


def _papers(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/articles", response_model=Answer[list[Article]], summary="All articles")
    def articles() -> Response:
        """List the editors' own texts, the newest first."""
        guide = desk.guide()
        return _answer(guide, guide.articles())

    @routes.get("/articles/{name:path}", response_model=Answer[Article], summary="One article")
    def article(name: Written) -> Response:
        """Give an article by its name in addresses, or by its headline."""
        guide = desk.guide()
        if now := guide.moved(f"{ARTICLES}{name}"):
            return RedirectResponse(f"/api/{now}", 301)
        return _answer(guide, guide.article(name))

    @routes.get("/authors", response_model=Answer[list[Author]], summary="Who writes here")
    def authors() -> Response:
        """List the people who have a page, with what they wrote."""
        guide = desk.guide()
        return _answer(guide, guide.authors())

    @routes.get("/authors/{name:path}", response_model=Answer[Author], summary="One author")
    def author(name: Written) -> Response:
        """Give a person who writes, by name or by their name in addresses."""
        guide = desk.guide()
        return _answer(guide, guide.author(name))


def _groups(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/brands", response_model=Answer[list[Group]], summary="All brands")
    def brands() -> Response:
        """List the brands that have shoes; lines and stories are on each brand's own address."""
        guide = desk.guide()
        return _answer(guide, guide.brands())

    @routes.get("/brands/{name:path}", response_model=Answer[Group], summary="One brand")
    def brand(name: Written) -> Response:
        """Tell all about a brand: its shoes by popularity, its own line, its story."""
        guide = desk.guide()
        return _answer(guide, guide.brand(name))

    @routes.get("/models", response_model=Answer[list[Group]], summary="All models")
    def models() -> Response:
        """List the models; lines and stories are on each model's own address."""
        guide = desk.guide()
        return _answer(guide, guide.models())

    @routes.get("/models/{name:path}", response_model=Answer[Group], summary="One model")
    def model(name: Written) -> Response:
        """Tell all about a model: its shoes by lineage, its own line, its story."""
        guide = desk.guide()
        return _answer(guide, guide.model(name))


def _reports(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/guide", response_model=Answer[About], summary="The guide itself")
    def about() -> Response:
        """Say what the guide is and how much it holds."""
        guide = desk.guide()
        return _answer(guide, guide.about())

    @routes.get("/sources", response_model=Answer[Sources], summary="The import report")
    def sources() -> Response:
        """Give the import report: files, quarantined rows, links in doubt."""
        guide = desk.guide()
        return _answer(guide, guide.sources())

    @routes.get("/todo", response_model=Answer[list[Todo]], summary="Notes to the editor")
    def todo() -> Response:
        """List what an editor could add or mend, what gains most first."""
        guide = desk.guide()
        return _answer(guide, guide.todo(), "no-store")

    @routes.get("/ledger", response_model=Answer[list[Grade]], summary="Graded forecasts")
    def ledger() -> Response:
        """Give the grades of the frozen forecasts that are due."""
        guide = desk.guide()
        return _answer(guide, guide.ledger())


def _charts(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/charts/shoes/{name:path}", response_model=Answer[ChartSpec], summary="A trend")
    def of_shoe(name: Name, wanted: Wished) -> Response:
        """Give the Vega-Lite chart of a shoe's trend."""
        guide = desk.guide()
        drawn = spec(guide, [guide.resolve(name)], wanted, interactive=True)
        return _answer(guide, {"vega_lite": drawn})

    @routes.get("/charts/compare", response_model=Answer[ChartSpec], summary="Trends together")
    def of_comparison(shoe: Shoes, wanted: Wished) -> Response:
        """Give the Vega-Lite chart of two to five trends on one joint scale."""
        guide = desk.guide()
        drawn = spec(guide, compared(guide, shoe), wanted, interactive=True)
        return _answer(guide, {"vega_lite": drawn})
