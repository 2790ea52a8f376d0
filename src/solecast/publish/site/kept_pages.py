"""Keeps the pages that were asked for last: a guide does not change, so neither do they.

The pages of a guide go when another one is served in its place, and the ones asked for longest ago
when they take too much memory. What says `no-store` of itself, such as the editor's notes, and what
is no page (pictures, errors) is not kept.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 24_000_000
"""Memory for pages: some 800 of them."""
_OVERHEAD = 2_000
"""Bytes of Python's objects around a page: headers, key, entry."""
_KEPT_KINDS = ("text/html", "application/json")

Key = tuple[str, bytes, str, bytes]
"""Scheme, host, path and query of an address."""


@dataclass
class _Answer:
    """The messages of one answer, gathered while they are sent."""

    start: Message | None = None
    body: list[bytes] = field(default_factory=list)
    whole: bool = False

    def see(self, message: Message) -> None:
        """Note a message."""
        if message["type"] == "http.response.start":
            # Who stands before changes its headers for one reader; the kept ones stay.
            self.start = {**message, "headers": list(message.get("headers", []))}
        elif message["type"] == "http.response.body":
            self.body.append(message.get("body", b""))
            self.whole = not message.get("more_body", False)

    def is_page(self) -> bool:
        """Tell whether this is a whole page or answer of the API, and no error."""
        if self.start is None or not self.whole or self.start["status"] != 200:
            return False
        told = Headers(raw=self.start["headers"])
        if "no-store" in told.get("cache-control", ""):
            return False
        return told.get("content-type", "").startswith(_KEPT_KINDS)


class KeptPages:
    """ASGI middleware: answers an address again from memory, as long as `tag` is the same."""

    def __init__(self, app: ASGIApp, tag: Callable[[], str]) -> None:
        self.app, self.tag = app, tag
        self._lock = threading.Lock()
        self._pages: OrderedDict[Key, tuple[Message, bytes]] = OrderedDict()
        self._of = ""
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request from memory, or let it through and keep the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        tag = self.tag()
        # A page names the address under which it was asked, so that others can embed it.
        key = (scope["scheme"], _host(scope), scope["path"], scope["query_string"])
        found = self._find(tag, key)
        if found is not None:
            start, body = found
            await send({**start, "headers": list(start["headers"])})
            await send({"type": "http.response.body", "body": body})
            return
        answer = _Answer()

        async def watched(message: Message) -> None:
            answer.see(message)
            await send(message)

        await self.app(scope, receive, watched)
        if answer.start is not None and answer.is_page():
            self._keep(tag, key, answer.start, b"".join(answer.body))

    def _find(self, tag: str, key: Key) -> tuple[Message, bytes] | None:
        with self._lock:
            if tag != self._of:
                self._pages.clear()
                self._of, self._bytes = tag, 0
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def _keep(self, tag: str, key: Key, start: Message, body: bytes) -> None:
        with self._lock:
            # A guide that was swapped in meanwhile may be the one that answered.
            if key in self._pages or not tag == self._of == self.tag():
                return
            self._pages[key] = (start, body)
            self._bytes += _cost(key, body)
            while self._bytes > MOST_BYTES:
                gone, (_, oldest) = self._pages.popitem(last=False)
                self._bytes -= _cost(gone, oldest)


def _cost(key: Key, body: bytes) -> int:
    return _OVERHEAD + sum(map(len, key)) + len(body)


def _host(scope: Scope) -> bytes:
    headers: list[tuple[bytes, Any]] = scope["headers"]
    return next((bytes(value) for name, value in headers if name == b"host"), b"")
