"""A server on this machine that answers as the public documentation of the services says.

Shapes: Wikimedia's pageviews (items by day, days without views left out, 404 in JSON), GDELT's
`timelinevol` (steps of a day, errors in plain text with status 200), Reddit's listings (`after`),
Shopify's `products.json` (pages until an empty one), MediaWiki's search as a generator.
"""

import datetime as dt
import json
import threading
import time
import urllib.parse
from collections import defaultdict, deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DAY = dt.timedelta(days=1)


@dataclass
class Reply:
    """One answer; `delay` in seconds before it, `promised` more bytes than really come."""

    body: bytes = b""
    status: int = 200
    type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    promised: int = 0


def as_json(value, status=200, **headers):
    return Reply(json.dumps(value).encode(), status, headers=headers)


class Services:
    """What the services know, what was asked, and what goes wrong first."""

    def __init__(self):
        self.views: dict[str, dict[dt.date, int]] = {}
        self.news: dict[str, dict[dt.date, float]] = {}
        self.posts: dict[str, list[dict]] = {}
        self.products: list[dict] = []
        self.pages: dict[str, list[dict]] = {}
        self.files: dict[str, Reply] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        self.first: dict[str, deque[Reply]] = defaultdict(deque)
        self.always: dict[str, Reply] = {}
        self.address = ""

    def answer(self, target, headers):
        self.asked.append((target, headers))
        self.times.append(time.monotonic())
        parts = urllib.parse.urlsplit(target)
        query = dict(urllib.parse.parse_qsl(parts.query))
        for start, waiting in self.first.items():
            if target.startswith(start) and waiting:
                return waiting.popleft()
        for start, reply in self.always.items():
            if target.startswith(start):
                return reply
        reply = self.routed(parts.path, query)
        tag = reply.headers.get("ETag")
        if tag and headers.get("if-none-match") == tag:
            return Reply(status=304)
        return reply

    def routed(self, path, query):
        if path.startswith("/rest/metrics/pageviews/per-article/"):
            return self.pageviews(path.split("/")[5:])
        if path == "/gdelt":
            return self.timeline(query)
        if path.startswith("/r/"):
            return self.listing(path.split("/")[2], query)
        if path == "/products.json":
            return self.shop(query)
        if path == "/w/api.php":
            return self.search(query)
        return self.files.get(path, Reply(b"nothing here", 404, "text/plain"))

    def pageviews(self, parts):
        project, access, agent, article, granularity, start, end = parts
        assert (access, agent, granularity) == ("all-access", "user", "daily")
        views = self.views.get(urllib.parse.unquote(article), {})
        first, last = (dt.datetime.strptime(one, "%Y%m%d00").date() for one in (start, end))
        same = {"project": project, "article": urllib.parse.unquote(article)}
        items = [
            {
                **same,
                "granularity": "daily",
                "timestamp": f"{day:%Y%m%d}00",
                "access": "all-access",
                "agent": "user",
                "views": count,
            }
            for day, count in sorted(views.items())
            if first <= day <= last
        ]
        if items:
            return as_json({"items": items})
        detail = "The date(s) you used are valid, but we either do not have data for those date(s)"
        return as_json({"type": "about:blank", "title": "Not found", "detail": detail}, 404)

    def timeline(self, query):
        assert (query["mode"], query["format"]) == ("timelinevol", "json")
        if len(query["query"].strip('"')) < 3:
            return Reply(b"The specified phrase is too short.\n", type="text/html")
        first, last = (
            dt.datetime.strptime(query[one][:8], "%Y%m%d").date()
            for one in ("startdatetime", "enddatetime")
        )
        if query["query"] not in self.news:
            return Reply(b"{}")
        known = self.news[query["query"]]
        days = [first + number * DAY for number in range((last - first).days + 1)]
        hours = range(24) if len(days) <= 7 else (0,)
        data = [
            {"date": f"{day:%Y%m%d}T{hour:02}0000Z", "value": known.get(day, 0)}
            for day in days
            for hour in hours
            if day in known or day >= min(known)
        ]
        details = {"title": query["query"], "date_resolution": "day"}
        series = [{"series": "Volume Intensity", "data": data}]
        return as_json({"query_details": details, "timeline": series})

    def listing(self, forum, query):
        posts = sorted(self.posts.get(forum, []), key=lambda one: -one["created_utc"])
        names = [one["name"] for one in posts]
        start = names.index(query["after"]) + 1 if "after" in query else 0
        page = posts[start : start + int(query["limit"])]
        more = start + len(page) < len(posts)
        data = {"after": page[-1]["name"] if more else None, "dist": len(page), "before": None}
        children = [{"kind": "t3", "data": {**one, "subreddit": forum}} for one in page]
        return as_json({"kind": "Listing", "data": {**data, "children": children}})

    def shop(self, query):
        limit, page = int(query["limit"]), int(query["page"])
        found = self.products[(page - 1) * limit : page * limit]
        tag = f'"{hash(json.dumps(found))}"'
        return as_json({"products": found}, ETag=tag)

    def search(self, query):
        assert (query["action"], query["generator"]) == ("query", "search")
        found = self.pages.get(query["gsrsearch"])
        if not found:
            return as_json({"batchcomplete": True})
        pages = [{"pageid": n, "ns": 0, "index": n, **one} for n, one in enumerate(found, 1)]
        return as_json({"batchcomplete": True, "query": {"pages": pages}})

    def paths(self):
        """What was asked, without the words behind the question mark."""
        return [target.partition("?")[0] for target, _ in self.asked]


@contextmanager
def served(services, tls=None):
    """Serve on a free port of this machine, over TLS where given a context; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = services.answer(self.path, headers)
            time.sleep(reply.delay)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.type)
            if reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body) + reply.promised))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(reply.body)
            except OSError:
                self.close_connection = True
            if reply.promised:
                self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
