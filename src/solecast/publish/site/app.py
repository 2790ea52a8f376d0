"""Puts the application together: pages, pictures, JSON, assets, and the gate before them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from ...code_hash import code_hash
from ...guide.guide import Guide
from . import assets, pages, problems
from .desk import PageDesk
from .editorial import routes as editorial
from .gate import Gate
from .images import drawing_of, open_graph, pictures
from .json_api import api
from .kept_pages import KeptPages

Current = Callable[[], Guide]


def create_app(current: Current, lifespan: Any = None, *, editor: bool = False) -> FastAPI:
    """Make the site of the guide that `current` gives, asked anew for each request.

    So a rebuilt guide can take the place of the old one between two requests. `lifespan` is
    FastAPI's: an asynchronous context manager around the server's life. The OpenAPI document
    is at /api/openapi.json. With `editor` the site has a page of notes to the editor, which
    readers must not see.
    """
    app = FastAPI(
        title="Solecast",
        description="The JSON API of a sneaker guide. Every answer is also a page of the site.",
        version=current().about().version,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    desk = PageDesk(current, editor=editor)
    # The addresses are tried in this order: what readers ask for most comes first.
    for room in (pages, pictures, drawing_of, assets, editorial, open_graph, api):
        app.include_router(room.router(desk))
    problems.install(app, desk)
    shown = (".py", ".html", ".css", ".js", ".csv", ".txt")
    code = code_hash(Path(__file__).resolve().parents[1], suffixes=shown)

    def tag() -> str:
        return f'W/"{current().about().snapshot[:16]}-{code[:12]}"'

    # The last one added is met first.
    app.add_middleware(KeptPages, tag=tag)
    app.add_middleware(Gate, tag=tag)
    return app
