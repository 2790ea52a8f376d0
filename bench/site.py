# ruff: noqa: A005 - nothing here imports the module `site` of Python.
"""Pages a second of the real server beside Datasette's: `python -m bench.site [GUIDE ...]`.

Each guide (by default the starter, and one of 20,000 shoes and a million observations) is built,
then served by `solecast serve` as a process; so is `datasette` with the guide's own tables, indexed
by shoe, where it is installed (`pip install datasette`; DATASETTE names another's command). Kept
connections on loopback ask distinct addresses, so that no page is answered from memory, and then
the same ones again. The client's work is in both servers' figures alike.
"""

import contextlib
import http.client
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from importlib import resources
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import numpy as np

from solecast.guide.guide import Guide, open_guide

CONNECTIONS, PAGES = 8, 400
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
    subprocess.run([sys.executable, "-m", "solecast", "build", str(folder)], check=True)
    guide = open_guide(folder)
    print(f"\n{guide.about().shoes:,} shoes, {guide.about().observations:,} observations")
    ours = _addresses(guide)
    command = [sys.executable, "-m", "solecast", "serve", str(folder), "--no-watch"]
    with _serving(command, dict(os.environ)) as (process, port):
        first = {kind: _latency(port, paths[0]) for kind, paths in ours.items()}
        rates = {kind: _rate(port, paths) for kind, paths in ours.items()}
        again = {kind: _rate(port, paths) for kind, paths in ours.items()}
        memory = _memory(process.pid)
    peers = _peers(guide) if DATASETTE else {}
    print(f"{'page':10} {'first ms':>9} {'pages/s':>9} {'again':>9} {'Datasette':>10} {'ratio':>6}")
    for kind, rate in rates.items():
        peer = peers.get(kind)
        beside = f"{peer:10.0f} {rate / peer:6.2f}" if peer else ""
        print(f"{kind:10} {first[kind]:9.1f} {rate:9.0f} {again[kind]:9.0f} {beside}")
    print(f"server memory {memory:.0f} MB")
    _search(guide)
    guide.close()


def _addresses(guide: Guide) -> dict[str, list[str]]:
    """Give distinct addresses of each kind of page, spread over the guide."""
    cards = guide.cards.values()
    spread = cards[:: max(1, len(cards) // PAGES)][:PAGES]
    brands = sorted({card.brand for card in cards})
    sorts = ("heat", "score", "name", "released", "price")
    return {
        "shoe": [f"/shoes/{card.shoe}" for card in spread],
        "browse": [f"/browse?brand={quote(b)}&sort={s}" for b in brands for s in sorts][:PAGES],
        "search": [f"/browse?q={quote(card.name)}" for card in spread],
        "compare": [f"/compare?shoe={a.shoe}&shoe={b.shoe}" for a, b in pairwise(spread)],
        "ranking": [f"/rankings/hottest?n={n}" for n in range(PAGES // 4)],
    }


def _peers(guide: Guide) -> dict[str, float]:
    """Ask Datasette for the nearest it has: a row with its children, a filtered list, two rows."""
    cards = guide.cards.values()
    spread = cards[:: max(1, len(cards) // PAGES)][:PAGES]
    brands = sorted({card.brand for card in cards})
    lists = "&_facet=brand&_facet=category&_size=24"
    with tempfile.TemporaryDirectory() as home:
        database = Path(home) / "guide.db"
        _copy(guide, database)
        command = [DATASETTE, "serve", str(database), "-p", "0"]
        with _serving(command, {"PATH": "/usr/bin"}) as (_, port):
            ask = partial(_rate, port)
            return {
                "shoe": ask([f"/guide/shoes/{card.shoe}" for card in spread]),
                "browse": ask([f"/guide/shoes?brand={quote(b)}{lists}" for b in brands][:PAGES]),
                "search": ask(
                    [f"/guide/shoes?name__contains={quote(c.name)}{lists}" for c in spread]
                ),
                "compare": ask(
                    [f"/guide/specs?shoe__in={a.shoe},{b.shoe}" for a, b in pairwise(spread)]
                ),
                "ranking": ask([f"/guide/rankings?ranking=hottest&_size=50&n={n}"
                                for n in range(PAGES // 4)]),
            }  # fmt: skip


def _copy(guide: Guide, path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as database:
        for name in (*TABLES, "rankings"):
            columns = guide.rows(f'DESCRIBE "{name}"')
            kept = [c["column_name"] for c in columns if not c["column_type"].endswith("]")]
            chosen = ", ".join(f'CAST("{c}" AS VARCHAR)' for c in kept)
            rows = [tuple(r.values()) for r in guide.rows(f'SELECT {chosen} FROM "{name}"')]
            key = " PRIMARY KEY" if name == "shoes" else " REFERENCES shoes(shoe)"
            declared = ", ".join(f'"{c}" TEXT{key if c == "shoe" else ""}' for c in kept)
            database.execute(f'CREATE TABLE "{name}" ({declared})')
            marks = ", ".join("?" * len(kept))
            database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
            database.execute(f'CREATE INDEX "of_{name}" ON "{name}" (shoe)')
        database.execute("CREATE INDEX brands ON shoes (brand)")
        database.commit()


@contextlib.contextmanager
def _serving(
    command: Sequence[str], environment: dict[str, str]
) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """Start a server and give it with the port that it says it has."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**environment, "PYTHONUNBUFFERED": "1", "COLUMNS": "200"},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                break
        else:
            raise SystemExit(f"{command[0]} did not start.")
        yield process, int(found[1])
    finally:
        process.terminate()
        process.wait()


def _rate(port: int, paths: list[str]) -> float:
    """Pages a second over kept connections, each asking its share of the addresses."""
    shares = [paths[n::CONNECTIONS] for n in range(CONNECTIONS)]
    workers = [threading.Thread(target=_ask, args=(port, share)) for share in shares if share]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(paths) / (time.perf_counter() - start)


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


def _search(guide: Guide) -> None:
    """Print how many misspelt names are found among the first five, and how long it takes."""
    draw = np.random.default_rng(11)
    cards = guide.cards.values()
    asked = [cards[at] for at in draw.permutation(len(cards))[:500]]
    guide.search("any")
    times, found = [], 0
    for card in asked:
        words = misspelt(card.name, draw)
        start = time.perf_counter()
        slugs = [one.shoe for one in guide.search(words, 5)]
        times.append((time.perf_counter() - start) * 1e3)
        found += card.shoe in slugs
    median = statistics.median(times)
    share = found / len(asked)
    print(f"{len(asked)} misspelt names: recall at 5 {share:.3f}, median {median:.1f} ms")


def misspelt(name: str, draw: np.random.Generator) -> str:
    """Garble one or two letters of a name: one left out, doubled, changed, or two swapped."""
    letters = list(name.casefold())
    for _ in range(draw.integers(1, 3)):
        at = int(draw.choice([n for n, letter in enumerate(letters) if letter.isalpha()]))
        match draw.integers(4):
            case 0:
                del letters[at]
            case 1:
                letters.insert(at, str(draw.choice(list("abcdefghijklmnopqrstuvwxyz"))))
            case 2:
                letters[at] = str(draw.choice(list("abcdefghijklmnopqrstuvwxyz")))
            case _:
                letters[at : at + 2] = reversed(letters[at : at + 2])
    return "".join(letters)


if __name__ == "__main__":
    main()
