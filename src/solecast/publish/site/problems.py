"""Errors -> answers: a page for readers, one error body for programs."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from ...errors import AmbiguousShoe, InputError, SolecastError, UnknownPage, UnknownShoe
from .desk import PageDesk
from .gate import safety
from .views import ProblemView

_TITLES = {
    300: "Which one?",
    404: "Not in this guide",
    400: "That cannot be answered",
    500: "Something broke here",
}


def install(app: FastAPI, desk: PageDesk) -> None:
    """Answer every error of the application: JSON under /api, a page elsewhere."""

    def answer(request: Request, error: Exception) -> Response:
        return _answer(desk, request, error)

    for kind in (SolecastError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, answer)


def told(error: Exception) -> tuple[int, str, str, list[str]]:
    """Tell an error as status, kind, message and candidates."""
    match error:
        case UnknownShoe():
            return 404, "unknown-shoe", str(error), error.nearest
        case UnknownPage():
            return 404, f"unknown-{error.kind}", str(error), error.nearest
        case AmbiguousShoe():
            return 300, "ambiguous-shoe", str(error), error.candidates
        case InputError():
            return 400, "bad-input", str(error), []
        case RequestValidationError():
            return 400, "bad-input", _invalid(error), []
        case HTTPException(status_code=404):
            return 404, "not-found", "There is no page at this address.", []
        case HTTPException():
            return error.status_code, "refused", str(error.detail), []
    return 500, "internal", "This answer failed; the server's log says why.", []


def _invalid(error: RequestValidationError) -> str:
    first = error.errors()[0]
    where = " ".join(str(part) for part in first["loc"][1:])
    return f"{where}: {first['msg']}, but {str(first.get('input'))[:60]!r} was given."


def _answer(desk: PageDesk, request: Request, error: Exception) -> Response:
    response = _told(desk, request, error)
    if response.status_code == 500:
        # Starlette answers unforeseen errors outside of all middleware, so outside of the gate.
        response.headers.update(dict(safety(request.url.path)))
    return response


def _told(desk: PageDesk, request: Request, error: Exception) -> Response:
    status, kind, message, candidates = told(error)
    if request.url.path.startswith("/api/"):
        body = {"kind": kind, "message": message, "candidates": candidates}
        return JSONResponse({"ok": False, "error": body}, status)
    title = _TITLES.get(status, "That did not work")
    view = ProblemView(desk.guide().about(), title, "problem", status, message, candidates)
    return desk.page(view, status)
