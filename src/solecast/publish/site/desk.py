"""What all routes share: the guide of the moment, the templates, and names made slugs."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ...errors import AmbiguousShoe, UnknownShoe
from ...guide.guide import Guide
from .rendering.render import render
from .views import Shown, TodoView, View

MOST_NAME = 200
"""Longest name of a shoe that is looked up; the rest is cut."""


@dataclass(frozen=True)
class Chosen:
    """The shoes of an address: slugs in order, and the sentences about names that failed."""

    slugs: list[str]
    problems: list[UnknownShoe | AmbiguousShoe]
    canonical: bool
    """Whether the address already names just these slugs."""


class PageDesk:
    """Answers for one application: `guide()` is asked anew for each request."""

    def __init__(self, current: Callable[[], Guide], *, editor: bool = False) -> None:
        self.guide, self.editor = current, editor

    def page(self, view: Shown, status: int = 200) -> HTMLResponse:
        """Render a view; a browser asks again each time, since a rebuild may have changed it."""
        if isinstance(view, View):
            view = dataclasses.replace(view, editor=self.editor)
        # Notes to the editor are for nobody's store, neither a proxy's nor the server's own.
        cache = "no-store" if isinstance(view, TodoView) else "no-cache"
        return HTMLResponse(render(view), status, headers={"Cache-Control": cache})


def sent_on(
    asked: str, slug: str, folder: str, tail: str = "", *, moved: bool = False
) -> Response | None:
    """Send who asked for a page by another name to its own address; None for who is there.

    `moved`: that name was its slug once, and links to it may be rewritten for good.
    """
    if asked == slug:
        return None
    return RedirectResponse(f"{folder}{slug}{tail}", 301 if moved else 308)


def choose(guide: Guide, names: list[str]) -> Chosen:
    """Resolve the names of an address to slugs; double ones count once, empty ones do not."""
    given = [name.strip()[:MOST_NAME] for name in names]
    slugs: list[str] = []
    problems: list[UnknownShoe | AmbiguousShoe] = []
    for name in filter(None, given):
        try:
            slug = guide.resolve(name)
        except (UnknownShoe, AmbiguousShoe) as problem:
            problems.append(problem)
            continue
        if slug not in slugs:
            slugs.append(slug)
    return Chosen(slugs, problems, canonical=slugs == names)
