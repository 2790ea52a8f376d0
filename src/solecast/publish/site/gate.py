"""What every request passes.

The server only reads, every answer carries its safety headers, and who has the answer of this
very guide already is not sent it again.
"""

from collections.abc import Callable
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_QUERY = 4096
"""Longest query in bytes; five long names fit many times over."""

_SHARED = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
PAGE_POLICY = f"{_SHARED}; script-src 'self'; connect-src 'self'; frame-ancestors 'self'"
EMBED_POLICY = f"{_SHARED}; frame-ancestors *"
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For SVG files opened by themselves: no script, no request; their own style attributes work."""

_HEADERS = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)


class Gate:
    """ASGI middleware: GET and HEAD only, bounded queries, safety headers on every answer.

    `tag` gives the entity tag (RFC 9110, 8.8.3) of the guide of the moment: all that is answered
    comes from it, so one tag holds for every address.
    """

    def __init__(self, app: ASGIApp, tag: Callable[[], str]) -> None:
        self.app, self.tag = app, tag

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        tag = self.tag()
        guarded = _guarded(scope, send, tag)
        if scope["method"] not in {"GET", "HEAD"}:
            await _refuse(guarded, 405, "This site is read-only: use GET or HEAD.")
        elif len(scope["query_string"]) > MOST_QUERY:
            await _refuse(guarded, 414, f"The query is longer than {MOST_QUERY} bytes.")
        elif tag in Headers(scope=scope).get("if-none-match", ""):
            await guarded({"type": "http.response.start", "status": 304, "headers": []})
            await guarded({"type": "http.response.body", "body": b""})
        elif scope["method"] == "HEAD":
            await self.app({**scope, "method": "GET"}, receive, _bodiless(guarded))
        else:
            await self.app(scope, receive, guarded)


def policy(path: str) -> str:
    """Give the content security policy of an address."""
    if path.startswith("/embed/"):
        return EMBED_POLICY
    return PICTURE_POLICY if path.endswith(".svg") else PAGE_POLICY


def safety(path: str) -> list[tuple[str, str]]:
    """Give the safety headers of an answer at an address."""
    return [*_HEADERS, ("content-security-policy", policy(path))]


def _guarded(scope: Scope, send: Send, tag: str) -> Send:
    encoded = [(name.encode(), value.encode()) for name, value in safety(scope["path"])]
    tagged = (b"etag", tag.encode())

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = [tagged] if message["status"] in {200, 304} else []
            message = {**message, "headers": [*message.get("headers", []), *encoded, *known]}
        await send(message)

    return sender


def _bodiless(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sender


async def _refuse(send: Send, status: int, message: str) -> None:
    kind = "method-not-allowed" if status == 405 else "query-too-long"
    body = (
        f'{{"ok": false, "error": {{"kind": "{kind}", "message": "{message}", "candidates": []}}}}'
    ).encode()
    headers: list[Any] = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    if status == 405:
        headers.append((b"allow", b"GET, HEAD"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
