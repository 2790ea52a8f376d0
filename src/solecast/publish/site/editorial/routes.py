"""The addresses of the editorial pages."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from ....vocabulary import ARTICLES
from ..desk import MOST_NAME, PageDesk, sent_on
from .family_pages import brand_view, brands_view, model_view
from .front import home_view
from .ranking_pages import ranking_view
from .writers import article_view, author_view


def router(desk: PageDesk) -> APIRouter:
    """Serve the pages."""
    routes = APIRouter(include_in_schema=False)
    _lists(routes, desk)
    _families(routes, desk)
    _papers(routes, desk)
    return routes


def _lists(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/")
    def home() -> Response:
        return desk.page(home_view(desk.guide()))

    @routes.get("/rankings/{name}")
    def ranking(name: str) -> Response:
        return desk.page(ranking_view(desk.guide(), name))


def _families(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/brands")
    def all_brands() -> Response:
        return desk.page(brands_view(desk.guide()))

    @routes.get("/brands/{name}")
    def brand(name: str) -> Response:
        guide = desk.guide()
        group = guide.brand(name[:MOST_NAME])
        return sent_on(name, group.slug, "/brands/") or desk.page(brand_view(guide, group))

    @routes.get("/models/{name}")
    def model(name: str) -> Response:
        guide = desk.guide()
        group = guide.model(name[:MOST_NAME])
        return sent_on(name, group.slug, "/models/") or desk.page(model_view(guide, group))


def _papers(routes: APIRouter, desk: PageDesk) -> None:
    @routes.get("/articles/{name}")
    def article(name: str) -> Response:
        guide = desk.guide()
        found = guide.article(name[:MOST_NAME])
        moved = guide.moved(f"{ARTICLES}{name}") is not None
        away = sent_on(name, found.article, f"/{ARTICLES}", moved=moved)
        return away or desk.page(article_view(guide, found))

    @routes.get("/authors/{name}")
    def author(name: str) -> Response:
        guide = desk.guide()
        found = guide.author(name[:MOST_NAME])
        return sent_on(name, found.author, "/authors/") or desk.page(author_view(guide, found))

    @routes.get("/portraits/{author}.jpg")
    def portrait(author: str) -> Response:
        picture = desk.guide().portrait(author[:MOST_NAME])
        if picture is None:
            raise HTTPException(404, f"There is no picture of {author[:80]!r}.")
        return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "no-cache"})
