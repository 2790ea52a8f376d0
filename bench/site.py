# ruff: noqa: A005 - nothing here imports the module `site` of Python.
"""Pages a second of the real server beside Datasette's: `python -m bench.site [GUIDE ...]`.

Each guide (by default the starter, and one of 20,000 shoes and a million observations) is built,
then served by `solecast serve` as a process; so is `datasette` with the guide's own tables, indexed
by shoe, where it is installed (`pip install datasette`; DATASETTE names another's command). Kept
connections on loopback ask distinct addresses, each once, so that no page is answered from memory;
then a few pages many times, which ours keeps. The client's work is in both servers' figures by the
clock alike; the processor's figures are the servers' alone, and hold on a machine that others use.
"""

import contextlib
import http.client
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from solecast.guide.answers import Card
from solecast.guide.guide import Guide, open_guide

from .site_search import search

CONNECTIONS, PAGES, REPEATED = 8, 100, 50
DATASETTE = os.environ.get("DATASETTE", shutil.which("datasette") or "")
TABLES = ("shoes", "colorways", "specs", "facts", "heat", "series", "alternatives", "reviews")


def main() -> None:
    """Print the figures of the guides named on the command line, or of both usual ones."""
    folders = [Path(name) for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as home:
        for folder in folders or _usual(Path(home)):
            _measure(folder)


def _usual(home: Path) -> Iterator[Path]:
    from .scale_guides import Plan, write_guide

    starter = home / "starter"
    with resources.as_file(resources.files("solecast") / "starter") as source:
        shutil.copytree(source, starter)
    yield starter
    write_guide(home / "large", Plan(20_000, 40_000, 1_000_000, 300))
    yield home / "large"


def _measure(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "solecast", "build", str(folder), "--quiet"], check=True)
    with contextlib.closing(open_guide(folder)) as guide:
        print(f"\n{guide.about().shoes:,} shoes, {guide.about().observations:,} observations")
        cards = guide.cards.values()
        spread = cards[:: max(1, len(cards) // PAGES)][:PAGES]
        brands = sorted({card.brand for card in cards})
        search(guide)
        peers = _peers(guide, _peers_addresses(spread, brands)) if DATASETTE else {}
    command = [sys.executable, "-m", "solecast", "serve", str(folder), "--no-watch", "--port", "0"]
    ours = _addresses(spread, brands)
    with _serving(command, dict(os.environ)) as (process, port):
        first = {kind: _latency(port, paths[0]) for kind, paths in ours.items()}
        rates = {kind: _rate(process.pid, port, paths[1:]) for kind, paths in ours.items()}
        again = {kind: _again(process.pid, port, paths) for kind, paths in ours.items()}
        memory = _memory(process.pid)
    print("pages a second: by the clock / of the server's processor, each page for the first time")
    print(f"{'page':9}{'first ms':>9}{'ours':>16}{'Datasette':>16}{'ratio':>14}{'asked again':>16}")
    for kind, rate in rates.items():
        beside = f"{'':16}{'':14}"
        if kind in peers:
            ratio = Rate(rate.clock / peers[kind].clock, rate.processor / peers[kind].processor)
            beside = f"{peers[kind]:>16}{ratio:>14.1f}"
        print(f"{kind:9}{first[kind]:9.1f}{rate:>16}{beside}{again[kind]:>16}")
    print(f"server memory {memory:.0f} MB")


@dataclass(frozen=True)
class Rate:
    """Pages a second by the clock, and a second of the server's processor time."""

    clock: float
    processor: float

    def __format__(self, form: str) -> str:
        """Write both: `>14.1f` gives one decimal each, right-aligned in 14 columns."""
        width, _, digits = form.removeprefix(">").partition(".")
        one = f".{digits or '0f'}"
        return f"{self.clock:{one}} / {self.processor:{one}}".rjust(int(width))


def _addresses(spread: Sequence[Card], brands: Sequence[str]) -> dict[str, list[str]]:
    """Give distinct addresses of each kind of page, spread over the guide."""
    sorts = ("heat", "score", "name", "released", "price")
    return {
        "shoe": [f"/shoes/{card.shoe}" for card in spread],
        "browse": [f"/browse?brand={quote(b)}&sort={s}" for b in brands for s in sorts][:PAGES],
        "search": [f"/browse?q={quote(card.name)}" for card in spread],
        "compare": [f"/compare?shoe={a.shoe}&shoe={b.shoe}" for a, b in pairwise(spread)],
        "ranking": [f"/rankings/hottest?n={n}" for n in range(PAGES // 4)],
    }


def _peers_addresses(spread: Sequence[Card], brands: Sequence[str]) -> dict[str, list[str]]:
    """Give the nearest that Datasette has: a row with its children, lists with counts, two rows."""
    lists = "_facet=brand&_facet=category&_size=24"
    sorts = ("name", "first_released", "brand", "model", "category")
    return {
        "shoe": [f"/guide/shoes/{card.shoe}" for card in spread],
        "browse": [
            f"/guide/shoes?brand={quote(b)}&_sort={s}&{lists}" for b in brands for s in sorts
        ][:PAGES],
        "search": [f"/guide/shoes?name__contains={quote(card.name)}&{lists}" for card in spread],
        "compare": [f"/guide/specs?shoe__in={a.shoe},{b.shoe}" for a, b in pairwise(spread)],
        "ranking": [f"/guide/rankings?ranking=hottest&_size=50&n={n}" for n in range(PAGES // 4)],
    }


def _peers(guide: Guide, addresses: dict[str, list[str]]) -> dict[str, Rate]:
    with tempfile.TemporaryDirectory() as home:
        database = Path(home) / "guide.db"
        _copy(guide, database)
        command = [DATASETTE, "serve", str(database), "-p", "0"]
        with _serving(command, {"PATH": "/usr/bin"}) as (process, port):
            for paths in addresses.values():
                _ask(port, paths[:1])
            return {k: _rate(process.pid, port, paths[1:]) for k, paths in addresses.items()}


def _copy(guide: Guide, path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as database:
        for name in (*TABLES, "rankings"):
            rows = guide.table(name)
            kept = [field.name for field in rows.schema if not pa.types.is_nested(field.type)]
            key = " PRIMARY KEY" if name == "shoes" else " REFERENCES shoes(shoe)"
            declared = ", ".join(f'"{c}"{key if c == "shoe" else ""}' for c in kept)
            database.execute(f'CREATE TABLE "{name}" ({declared})')
            marks = ", ".join("?" * len(kept))
            for batch in rows.select(kept).to_batches(10_000):
                values = zip(*(_told(batch[column]) for column in kept), strict=True)
                database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)
            database.execute(f'CREATE INDEX "of_{name}" ON "{name}" (shoe)')
        database.execute("CREATE INDEX brands ON shoes (brand)")
        database.commit()


def _told(column: pa.Array) -> list[Any]:
    shown = column.cast(pa.string()) if pa.types.is_temporal(column.type) else column
    values: list[Any] = shown.to_pylist()
    return values


@contextlib.contextmanager
def _serving(
    command: Sequence[str], environment: dict[str, str]
) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """Start a server and give it with the port that it says it has."""
    # What it says goes to a file: a pipe that nobody empties would stop it.
    with tempfile.NamedTemporaryFile() as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, text=True,
            env={**environment, "PYTHONUNBUFFERED": "1", "COLUMNS": "200"},
        )  # fmt: skip
        try:
            while not (found := re.search(r"http://127\.0\.0\.1:(\d+)", _all(said.name))):
                if process.poll() is not None:
                    raise SystemExit(f"{command[0]} did not start:\n{_all(said.name)}")
                time.sleep(0.1)
            yield process, int(found[1])
        finally:
            process.terminate()
            process.wait()


def _all(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")


def _rate(server: int, port: int, paths: list[str]) -> Rate:
    """Ask over kept connections, each its share of the addresses."""
    shares = [paths[n::CONNECTIONS] for n in range(CONNECTIONS)]
    workers = [threading.Thread(target=_ask, args=(port, share)) for share in shares if share]
    start, busy = time.perf_counter(), _processor(server)
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    took, busy = time.perf_counter() - start, _processor(server) - busy
    return Rate(len(paths) / took, len(paths) / max(busy, 0.01))


def _again(server: int, port: int, paths: list[str]) -> Rate:
    """Ask for a few pages that were just asked for, many times."""
    few = paths[:REPEATED]
    _ask(port, few)
    return _rate(server, port, few * (4 * PAGES // len(few)))


def _processor(process: int) -> float:
    """Seconds of processor time that a process has taken."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _ask(port: int, paths: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for path in paths:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"GET {path} answered {answer.status}")
    connection.close()


def _latency(port: int, path: str) -> float:
    """Milliseconds of the first visit of a page: nothing of its kind was asked before."""
    start = time.perf_counter()
    _ask(port, [path])
    return (time.perf_counter() - start) * 1e3


def _memory(process: int) -> float:
    """Megabytes that a process has in memory."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    main()
