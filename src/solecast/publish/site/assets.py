"""The site's own files, and the charting script, which is generated and not vendored."""

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from ..charts.chart_images import browser_bundle, bundle_version
from ..charts.theme import DARK, LIGHT, Theme

if TYPE_CHECKING:
    from .desk import PageDesk

STATIC = Path(__file__).resolve().parents[1] / "static"
BUNDLE = "vega-bundle.js"
SHEETS = ("site", "drawings", "lists", "charts", "shoe", "home", "compare", "browse")
"""The sheets that make up /static/site.css, in their order: later ones may rely on earlier."""

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


def router(desk: "PageDesk") -> APIRouter:
    """Serve the assets; an address with the right version may be kept for a year."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/static/{name}")
    def static(name: str, request: Request) -> Response:
        if name != BUNDLE and name not in names():
            raise HTTPException(404, f"The site has no file {name[:80]!r}.")
        fresh = request.query_params.get("v") == version(name)
        kept = "public, max-age=31536000, immutable" if fresh else "no-cache"
        kind = TYPES[Path(name).suffix]
        return Response(content(name), media_type=kind, headers={"Cache-Control": kept})

    @routes.get("/favicon.ico")
    def icon() -> Response:
        return Response(content("icon.svg"), media_type=TYPES[".svg"])

    return routes


def names() -> set[str]:
    """Name the files of the package's static folder."""
    return {path.name for path in STATIC.iterdir() if path.suffix in TYPES}


@cache
def content(name: str) -> bytes:
    """Give the bytes of an asset. The charting script takes about a second the first time."""
    if name == BUNDLE:
        return browser_bundle().encode()
    if name == "site.css":
        sheets = [(STATIC / f"{sheet}.css").read_text(encoding="utf-8") for sheet in SHEETS]
        return "\n".join([*sheets, _line_colours()]).encode()
    return (STATIC / name).read_bytes()


@cache
def version(name: str) -> str:
    """Give a short digest of an asset; that of the charting script is its libraries' version."""
    if name == BUNDLE:
        return bundle_version()
    return hashlib.sha256(content(name)).hexdigest()[:12]


def address(name: str) -> str:
    """Give the address of an asset with its version."""
    return f"/static/{name}?v={version(name)}"


def _line_colours() -> str:
    """Write the charts' line colours as CSS, so that page and chart cannot disagree."""

    def rules(theme: Theme) -> str:
        return "".join(f".line-{n}{{--line:{c}}}" for n, c in enumerate(theme.lines))

    return f"\n{rules(LIGHT)}\n@media (prefers-color-scheme:dark){{{rules(DARK)}}}\n"
