"""Debian's Chromium, driven by Playwright; its tests are skipped where it is not installed."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

GIVEN_UP = "net::ERR_ABORTED"
"""How Chromium reports requests that a page no longer wants: older suggestions, pages left."""


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests, with an empty profile."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def written(tmp_path):
    """Write files, texts or bytes by path, into a guide's folder and give that."""

    def write(files):
        folder = tmp_path / "guide"
        for name, content in {"guide.toml": 'title = "T"\n', **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


@pytest.fixture
def tab(chromium, server):
    """Open tabs on the starter guide's site; each must end without a message on its console."""
    contexts, said = [], []

    def open_tab(width=1280, height=900, **options):
        context = chromium.new_context(
            base_url=server, viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        page.on(
            "requestfailed",
            lambda request: (
                said.append(f"failed: {request.url}") if request.failure != GIVEN_UP else None
            ),
        )
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert said == []
