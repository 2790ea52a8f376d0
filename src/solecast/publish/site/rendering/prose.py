"""Markdown from strangers -> HTML that is safe to show."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

MOST_TEXT = 50_000
"""Longest text that is rendered, in characters; the rest is cut."""

_KEPT = 64
"""Texts that stay rendered: who writes is told on each page of what they wrote."""

_READER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_SCHEMES = {"http", "https"}


@lru_cache(_KEPT)
def prose(markdown: str | None, down: int = 1) -> str:
    """Render Markdown and keep only harmless tags and http(s) links.

    HTML in the text is shown as it is written. Headings go `down` levels, since the page has
    its own first ones. Links get rel="nofollow noopener".
    """
    tokens = _READER.parse((markdown or "")[:MOST_TEXT])
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + down, 6)}"
    html = _READER.renderer.render(tokens, _READER.options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener",
    )


def web_address(url: str | None) -> str | None:
    """Give `url` back when it is an http or https address, else None."""
    address = (url or "").strip()
    return address if address.lower().startswith(("http://", "https://")) else None
