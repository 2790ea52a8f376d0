"""Time of builds and of pages: `python -m bench.build`.

Each figure stands beside a limit from the same run: a build beside reading and hashing the same
files, a page beside the smallest answer that the same server can give.
"""

import hashlib
import http.client
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

from solecast.build import build_guide
from solecast.guide.guide import STORE, Guide
from solecast.publish.site import create_app

REQUESTS = 60


def main() -> None:
    """Print all figures of the starter guide."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "guide"
        with resources.as_file(resources.files("solecast") / "starter") as starter:
            shutil.copytree(starter, folder)
        read = _seconds(lambda: _read_all(folder))
        first = _seconds(lambda: _command("build", str(folder)))
        again = _seconds(lambda: _command("build", str(folder)))
        review = next((folder / "reviews").glob("*.md"))
        review.write_text(review.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        changed = _seconds(lambda: _command("build", str(folder)))
        start = _seconds(lambda: _command("--version"))
        print(f"read and hash every input (limit)    {read:8.2f} s")
        print(f"start the command line (limit)       {start:8.2f} s")
        print(f"build the starter guide              {first:8.2f} s   bound 15 s")
        print(f"build again, nothing changed         {again:8.2f} s   bound 2 s")
        print(f"build again, one review changed      {changed:8.2f} s")
        guide = build_guide(folder)
        size = sum(path.stat().st_size for path in (folder / STORE).glob("guide-*.duckdb"))
        print(f"snapshot                             {size / 1e6:8.2f} MB")
        _pages(guide)


def _pages(guide: Guide) -> None:
    app = create_app(lambda: guide)
    bare = FastAPI()
    bare.get("/")(lambda: PlainTextResponse("ok"))
    shoes = sorted(guide.cards)[:REQUESTS]
    first = _latency(app, [f"/shoes/{shoe}" for shoe in shoes])
    second = _latency(app, [f"/shoes/{shoe}" for shoe in shoes])
    api = _latency(app, [f"/api/shoes/{shoe}" for shoe in shoes])
    limit = _latency(bare, ["/"] * len(shoes))
    print(f"smallest answer of the server (limit) {limit:7.2f} ms median")
    print(f"a shoe page, first visit              {first:7.2f} ms median   bound 30 ms")
    print(f"a shoe page, visited before           {second:7.2f} ms median")
    print(f"a shoe as JSON                        {api:7.2f} ms median")


def _latency(app: FastAPI, paths: list[str]) -> float:
    """Median milliseconds over loopback, one connection, after one request to warm up."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = [_request(connection, path) for path in [paths[-1], *paths]]
    connection.close()
    server.should_exit = True
    thread.join()
    return statistics.median(times[1:])


def _request(connection: http.client.HTTPConnection, path: str) -> float:
    start = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"GET {path} answered {response.status}")
    return (time.perf_counter() - start) * 1e3


def _read_all(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            hashlib.sha256(path.read_bytes()).hexdigest()


def _command(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "solecast", *words], check=True, capture_output=True)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
