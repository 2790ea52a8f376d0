"""The review as a page of this computer: record and shoe side by side, one decision a click.

Every control is a form, so it works without script; `review.js` only adds the keys.
"""

import contextlib
import secrets
import threading
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from ...attributes import ATTRIBUTES
from ...errors import SolecastError
from ...link.corrections import FILE_NAME, EditorsValue, load_corrections
from ...publish.site import assets
from ...publish.site.rendering.render import environment
from ..console import say
from ..correcting import keep_correction
from ..serve import listen
from . import case_words
from .cases import Case
from .docket import Docket, ShoeChoice, about
from .request_guard import RequestGuard

HOST = "127.0.0.1"
"""The page writes into a folder: it is for this computer only, and no option changes that."""

MOST_LISTED = 200
"""Cases that the list shows; more come when these are decided."""

MOST_NAMES = 2_000
"""Names of shoes that a field suggests while one is typed."""

_ASSETS = {"site.css", "review.css", "review.js", "icon.svg"}


_CORRECTED = sorted(name for name, kind in ATTRIBUTES.items() if kind.spec)
"""Attributes that a field suggests."""


class ReviewDesk:
    """The page's state: one docket, what was skipped, and what was said last."""

    def __init__(self, docket: Docket, folder: Path, token: str, only: str | None) -> None:
        self.docket = docket
        self.folder = folder
        self.root = f"/{token}/"
        self._only = only
        self._lock = threading.Lock()
        self._skipped: dict[str, None] = {}
        self._steps: list[str] = []
        self._said = ""
        shoes = sorted(card.name for card in docket.guide.cards.values())
        self._names = [case_words.plain(name, 80) for name in shoes[:MOST_NAMES]]

    def page(self, wanted: str | None) -> str:
        """Render one case: the one that is `wanted` by its id, or the next that waits."""
        waiting = self.docket.waiting(self._only)
        left = [case for case in waiting if case.id not in self._skipped]
        case = self.docket.find(wanted) if wanted else next(iter(left), None)
        candidates = self.docket.candidates(case) if case else []
        seen = len(self.docket.done) + len(self._skipped)
        return self._render(
            "review.html",
            case=case,
            candidates=candidates,
            waits=len(waiting),
            progress="" if wanted else f"{seen + 1} of {seen + len(left)}",
            skipped=len(self._skipped),
            **(_shown(self.docket, case, candidates) if case else {}),
        )

    def listing(self, shoe: str | None) -> str:
        """Render the list of all that waits, or of the links of a shoe."""
        waiting = self.docket.waiting(self._only)
        if shoe:
            slug = self.docket.shoe(shoe)
            name, cases = self.docket.guide.cards[slug].name, self.docket.links(slug)
        else:
            slug, name, cases = "", "", waiting
        return self._render(
            "review_list.html",
            waits=len(waiting),
            shoe=slug,
            name=name,
            count=len(cases),
            cases=[(case, self.docket.nearest(case)) for case in cases[:MOST_LISTED]],
            decided=[] if shoe else self.docket.decided()[-MOST_LISTED:],
            corrections=load_corrections(self.folder / FILE_NAME)[-MOST_LISTED:],
            attributes=_CORRECTED,
        )

    def problem(self, message: str) -> str:
        """Render what went wrong and the way back."""
        return self._render("review_problem.html", message=message, waits=0)

    def _render(self, template: str, waits: int, **values: Any) -> str:
        shared = {
            "root": self.root,
            "guide": self.docket.guide.about().title,
            "said": self._said,
            "names": self._names,
            "decisions": len(self.docket.done),
            "steps": len(self._steps),
            "farewell": case_words.farewell(len(self.docket.done), waits, str(self.folder)),
            "words": case_words,
        }
        self._said = ""
        return environment().get_template(template).render(**shared, **values)

    def decide(self, form: dict[str, str]) -> str:
        """Do what a form says and give the address to go on at.

        Raises `InputError` for a case that there is none of, and like `Guide.resolve`.
        """
        with self._lock:
            act, shoe = form.get("act", ""), form.get("shoe", "")
            back = self.root
            if form.get("links"):  # The form stands in the list: of a shoe's links, or of all.
                shown = form["links"].removeprefix("*")
                back = f"{self.root}list" + (f"?shoe={quote(shown, safe='')}" if shown else "")
            if act == "undo":
                return self._undo() or back
            if act == "correct":
                self._said = self._corrected(form)
                return f"{self.root}list#correct"
            case = self.docket.find(form.get("case", ""))
            if form.get("links", "") in case.shoes:
                case = about(case, form["links"])
            if act == "skip":
                self._skipped.setdefault(case.id)
            else:
                self._said = self._decided(act, shoe, case)
                self._skipped.pop(case.id, None)
            self._steps.append(case.id)
            return back

    def _corrected(self, form: dict[str, str]) -> str:
        """Keep what a form corrects."""
        name, value, note = (form.get(one, "") for one in ("attribute", "value", "note"))
        one = EditorsValue(self.docket.shoe(form.get("shoe", "")), name, value, note)
        return keep_correction(self.docket.guide, self.folder, one)

    def _undo(self) -> str | None:
        """Take the last step back, be it a decision or a skip; give the address of its case."""
        if not self._steps:
            return None
        step = self._steps.pop()
        self._skipped.pop(step, None)
        last = self.docket.done[-1:]
        if last and last[0].case.id == step:
            self.docket.undo()
            self._said = case_words.undone(last[0].case)
        return f"{self.root}?case={step}"

    def _decided(self, act: str, shoe: str, case: Case) -> str:
        docket = self.docket
        match act:
            case "accept":
                return case_words.told(docket.accept(case, docket.shoe(shoe)))
            case "reject":
                return case_words.told(docket.reject(case, docket.shoe(shoe) if shoe else ""))
            case "new":
                return case_words.told(docket.accept_own(case))
            case "none":
                return case_words.told(docket.leave_out(case))
            case "forget":
                return case_words.taken_back(docket.take_back(case), str(self.folder))
        return "Nothing was decided: the form named no decision that there is."


def _shown(docket: Docket, case: Case, candidates: list[ShoeChoice]) -> dict[str, Any]:
    best = candidates[0] if candidates else None
    own = docket.own(case)
    return {
        "left": case_words.record_name(case.record, best),
        "right": case_words.candidate_name(case.record, best) if best else [],
        "rows": case_words.sides(case, best),
        "conflicting": [case_words.side(row) for row in docket.conflicting(case)],
        "best": best,
        "own": own.name if own else "",
    }


def review_app(desk: ReviewDesk, hosts: frozenset[str]) -> ASGIApp:
    """Make the application that serves `desk` to requests for one of `hosts`."""

    async def answer(request: Request) -> Response:
        query = request.query_params
        if request.url.path.endswith("/list"):
            return HTMLResponse(await run_in_threadpool(desk.listing, query.get("shoe")))
        return HTMLResponse(await run_in_threadpool(desk.page, query.get("case")))

    async def decide(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        form = {key: values[0] for key, values in parse_qs(body, max_num_fields=20).items()}
        return RedirectResponse(await run_in_threadpool(desk.decide, form), 303)

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return Response("There is no such file.", 404)
        return Response(assets.content(name), media_type=assets.TYPES[Path(name).suffix])

    async def problem(_: Request, error: Exception) -> Response:
        return HTMLResponse(desk.problem(str(error)), 400)

    routes = [
        Route("/static/{name}", asset),
        Route(desk.root, answer),
        Route(f"{desk.root}list", answer),
        Route(f"{desk.root}decide", decide, methods=["POST"]),
    ]
    app = Starlette(routes=routes, exception_handlers={SolecastError: problem, ValueError: problem})
    return RequestGuard(app, desk.root.strip("/"), hosts)


def serve_review(
    docket: Docket, folder: Path, port: int, only: str | None, shoe: str | None
) -> None:
    """Serve the page until Ctrl-C; `port` 0 takes a free one.

    Raises `InputError` when the port is taken.
    """
    desk = ReviewDesk(docket, folder, secrets.token_urlsafe(24), only)
    with listen(HOST, port) as listening:
        place = f"{HOST}:{listening.getsockname()[1]}"
        app = review_app(desk, frozenset({place, place.replace(HOST, "localhost")}))
        start = f"list?shoe={quote(shoe, safe='')}" if shoe else ""
        say(f"Review at http://{place}{desk.root}{start} (Ctrl-C stops)")
        config = uvicorn.Config(app, log_level="warning", lifespan="off", access_log=False)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    waiting = len(docket.waiting(only))
    say(case_words.farewell(len(docket.done), waiting, str(folder)))
