"""Specifications -> pictures: SVG and PNG files, and the tiny line beside a name in a list."""

from collections.abc import Sequence
from functools import lru_cache

import vl_convert

from .theme import LIGHT, VegaSpec

VEGA_LITE = "6.4"
"""The Vega-Lite that draws the pictures and is bundled for the browser."""

_BUNDLE = "window.vegaEmbed = vegaEmbed;"
_SPARKS = 1024
"""Tiny lines that are kept, a kilobyte each: lists show the same shoes again and again."""


def svg(spec: VegaSpec) -> str:
    """Draw a Vega-Lite specification as an SVG image. Nothing is fetched while drawing."""
    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return drawn


def png(spec: VegaSpec, scale: float = 2.0, paper: str = LIGHT.paper) -> bytes:
    """Draw a Vega-Lite specification as a PNG image on solid `paper`."""
    solid = {**spec, "background": paper}
    drawn: bytes = vl_convert.vegalite_to_png(
        solid, vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[]
    )
    return drawn


def browser_bundle() -> str:
    """Give the script that draws the same specifications in a browser, without a network."""
    bundle: str = vl_convert.javascript_bundle(_BUNDLE, vl_version=VEGA_LITE)
    return bundle


def bundle_version() -> str:
    """Name what the bundle holds, without making it."""
    parts = (VEGA_LITE, vl_convert.get_vega_version(), vl_convert.get_vega_embed_version())
    return "-".join(parts)


def spark(values: Sequence[float | None], width: int = 96, height: int = 24) -> str:
    """Draw values as a tiny inline SVG line over zero, coloured by the page.

    Empty for less than two. A gap stays a gap. The size is given in pixels.
    """
    return _spark(tuple(values), width, height)


@lru_cache(_SPARKS)
def _spark(values: tuple[float | None, ...], width: int, height: int) -> str:
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    top = max(*known, 1e-9)
    step = (width - 6) / (len(values) - 1)
    paths, pen = [], "M"
    for number, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        y = height - 3 - max(value, 0.0) / top * (height - 6)
        paths.append(f"{pen}{2 + number * step:.1f} {y:.1f}")
        pen = "L"
    last = known[-1]
    y = height - 3 - max(last, 0.0) / top * (height - 6)
    at = max(number for number, value in enumerate(values) if value is not None)
    return (
        f'<svg class="spark" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true" focusable="false">'
        f'<line class="zero" x2="{width}" y1="{height - 1}" y2="{height - 1}"/>'
        f'<path d="{"".join(paths)}"/>'
        f'<circle cx="{2 + at * step:.1f}" cy="{y:.1f}" r="2.5"/></svg>'
    )
