"""Serves a guide's site and builds it anew when an input changes, as `mkdocs serve` does.

Guides are built by a process of its own: the server needs no memory for it, and answers meanwhile.
"""

import asyncio
import contextlib
import gc
import ipaddress
import itertools
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI
from watchfiles import DefaultFilter, awatch

from ..errors import InputError, SolecastError
from ..guide.guide import STORE, Guide, open_guide
from ..publish.site import create_app
from . import console

_OBJECTS_BETWEEN = 10_000
"""Objects made between two searches for garbage, about a page of them: Python's usual few
hundred search ten times a page, and what a page makes is mostly gone with its last name.
"""
_WAITING = 2048
"""Connections that may wait to be accepted; as many as uvicorn lets wait."""


class ServedGuide:
    """Holds the guide that is served; a rebuilt one replaces it between two requests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guide = open_guide(folder)
        self._lock = threading.Lock()

    def current(self) -> Guide:
        """Give the guide to answer from."""
        return self._guide

    def rebuild(self) -> None:
        """Build the folder anew; on an error the old guide goes on serving."""
        with self._lock:
            try:
                build(self._folder, quiet=True)
                guide = open_guide(self._folder)
            except SolecastError as error:
                console.warn(f"Not rebuilt, the guide from before is still served. {error}")
                return
            if guide.facts["snapshot"] == self._guide.facts["snapshot"]:
                guide.close()
                return
            # The old guide is left to the garbage collector: requests may still be reading it.
            self._guide = guide
            console.out.print(f"Rebuilt: {guide.about().shoes} shoes.")


def build(folder: Path, *, quiet: bool = False) -> None:
    """Build a guide in a process of its own, which shows its progress unless it is to be `quiet`.

    Raises `SolecastError` with what that process said where it failed.
    """
    command = [sys.executable, "-m", "solecast", "build", str(folder)]
    heard = subprocess.PIPE if quiet else None
    done = subprocess.run(  # noqa: S603 - this Python, and a folder as one argument
        command, stdout=subprocess.DEVNULL, stderr=heard, text=True, check=False
    )
    if done.returncode and not quiet:
        sys.exit(done.returncode)
    if done.returncode:
        raise SolecastError(done.stderr.strip().removeprefix("Error: "))


def serve_guide(folder: Path, host: str, port: int, *, watch: bool = True) -> None:
    """Serve until Ctrl-C; `port` 0 takes a free one.

    Raises `InputError` when the port is taken.
    """
    shelf = ServedGuide(folder)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await _visit(app, shelf.current())
        gc.set_threshold(_OBJECTS_BETWEEN)
        console.out.print(f"Serving {shelf.current().about().title} at {address} (Ctrl-C stops)")
        tasks = [asyncio.create_task(_watch(shelf, folder))] if watch else []
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    app = create_app(shelf.current, lifespan=lifespan, editor=_is_here(host))
    with listen(host, port) as listening:
        address = f"http://{host}:{listening.getsockname()[1]}/"
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    console.out.print("Stopped.")


def _is_here(host: str) -> bool:
    """Tell whether only this computer can reach an address: whoever asks is the editor."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """Open a socket to serve at; raises `InputError` when the port cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once (TCP_NODELAY) only where the protocol is named.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # Who asks before all is ready waits instead of being refused.
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        raise InputError(
            f"Port {port} of {host} cannot be used: {error.strerror}. "
            "Choose another with --port, or let one be found with --port 0."
        ) from error
    return listening


async def _visit(app: FastAPI, guide: Guide) -> None:
    """Ask for a page of each kind: what the first visit reads and compiles is there for readers."""
    shoes = list(itertools.islice(guide.cards, 2))
    compared = "&".join(f"shoe={shoe}" for shoe in shoes)
    brands = [f"/brands/{one.slug}" for one in guide.families("brand", 1)]
    pages = ("/", "/browse?q=a", "/rankings/hottest", f"/compare?{compared}", "/brands", *brands)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as reader:
        for page in (*pages, *(f"/shoes/{shoe}" for shoe in shoes)):
            await reader.get(page)


async def _watch(shelf: ServedGuide, folder: Path) -> None:
    # What a build writes itself calls for none; a change that is no input ends in a fresh guide.
    inputs = DefaultFilter(ignore_dirs=(*DefaultFilter.ignore_dirs, STORE))
    async for _ in awatch(folder, watch_filter=inputs, debounce=400):
        await asyncio.to_thread(shelf.rebuild)
