"""What every request to the review page passes: only this computer, only who has the address.

The page writes into the guide's folder, so it answers only under a random token, only to the host
name it was started on (a foreign name that resolves to this computer is refused), and takes
decisions only from its own pages.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 16_384
"""Longest form in bytes that is read."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    # Not "no-referrer": with that, browsers send forms of the page itself with Origin "null".
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
)


class RequestGuard:
    """ASGI middleware before the review page."""

    def __init__(self, app: ASGIApp, token: str, hosts: frozenset[str]) -> None:
        """Let through what has `token` as first part of its path and a host of `hosts`."""
        self.app = app
        self._token = token
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        guarded = _guarded(send)
        refusal = self._refusal(scope, headers)
        if refusal:
            await _refuse(guarded, *refusal)
        else:
            await self.app(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
        """Say why a request is refused; None when it is not."""
        host = headers.get("host", "")
        if host not in self._hosts:
            return 403, "This page answers only at the address that the terminal shows."
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return 405, "Use GET to read and POST to decide."
        if not self._may(scope["path"]):
            return 403, "Open the whole address that the terminal shows, with its token."
        if scope["method"] == "POST":
            return _unfit(headers, host)
        return None

    def _may(self, path: str) -> bool:
        first = path.split("/")[1] if path.startswith("/") else ""
        return first == "static" or secrets.compare_digest(first.encode(), self._token.encode())


def _unfit(headers: Mapping[str, str], host: str) -> tuple[int, str] | None:
    if headers.get("origin") != f"http://{host}":
        return 403, "A decision must come from this page itself."
    size = headers.get("content-length", "")
    if not size.isdecimal() or int(size) > MOST_BODY:
        return 413, f"A form has at most {MOST_BODY} bytes."
    return None


def _guarded(send: Send) -> Send:
    encoded: list[Any] = [(name.encode(), value.encode()) for name, value in _HEADERS]

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *encoded]}
        await send(message)

    return sender


async def _refuse(send: Send, status: int, message: str) -> None:
    body = message.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
