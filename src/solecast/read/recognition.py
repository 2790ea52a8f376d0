"""One file -> what it says: the format is chosen by content, the name only breaks ties."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from .containers import delimited, images, json_text, workbook
from .containers.content import Content, Unreadable, decode
from .containers.sheet import Sheet
from .findings import Findings
from .formats import table_formats
from .formats.catalogs import shops, xml_feeds
from .formats.documents import html_pages, markdown
from .formats.signals import timelines

UNKNOWN = "unknown"
EMPTY = "empty"
_LOOKED_FOR = (
    "Looked for: a table with a header (catalog, signals, transactions, Google Trends export, "
    "ranks, facts, reviews), JSON of a shop or an API, a product or review feed in XML, "
    "a page with schema.org data, a Markdown review, article or author with front matter, an Excel "
    "workbook."
)
_RELATED = re.compile(
    r"^\s*\"?(?:TOP|RISING)\"?,?\s*$(?:\s*^[^\n]{1,200}[,\t]\"?(?:\d{1,3}|Breakout|\+?[\d.,]+\s?%)\"?\s*$)"
    r"|,(?:Breakout|\+[\d.,]+\s?%)\s*$",
    re.MULTILINE,
)
_HTML_STARTS = ("<!doctype html", "<html", "<head", "<body", "<!--", "<div", "<section", "<article")
_PAGE_MARKS = ("<html", "<body", "<head", "<!doctype html")


class _JsonFormat(NamedTuple):
    name: str
    recognises: Callable[[Any], bool]
    read: Callable[[Any, Findings], None]


_JSON = (
    _JsonFormat("shopify", shops.recognises_shopify, shops.read_shopify),
    _JsonFormat("price-list", shops.recognises_price_list, shops.read_price_list),
    _JsonFormat("price-list", shops.recognises_size_prices, shops.read_size_prices),
    _JsonFormat("pageviews", timelines.recognises_pageviews, timelines.read_pageviews),
    _JsonFormat("gdelt", timelines.recognises_gdelt, timelines.read_gdelt),
    _JsonFormat("posts", timelines.recognises_posts, timelines.read_posts),
)

NAMES = (
    *dict.fromkeys(one.name for one in table_formats.FORMATS),
    *(name for name in dict.fromkeys(one.name for one in _JSON) if name != "posts"),
    "excel",
    "google-reviews",
    "schema-org",
    "html-review",
    "markdown-review",
    "markdown-article",
    "markdown-author",
    "picture",
    EMPTY,
    UNKNOWN,
)
"""Every name that the column `format` of the import report can have."""


def read_content(content: Content, out: Findings) -> str:
    """Read a file into `out`; return its format, one of `NAMES`.

    A file that no format recognises gives `unknown` and a note, never an error.
    """
    if not content.data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        out.say("The file is empty.")
        return EMPTY
    try:
        if images.is_picture(content.data):
            return "picture"
        if content.is_zip:
            return _workbook(content, out)
        return _text(decode(content.data, out.say), content, out)
    except (Unreadable, json_text.NotJson, xml_feeds.NotAFeed, markdown.NotUsable) as reason:
        out.say(str(reason))
        return UNKNOWN


def _text(text: str, content: Content, out: Findings) -> str:
    start = text[:2_000].lstrip().lower()
    if markdown.begins(text):
        return markdown.read(text, out)
    if start.startswith(("{", "[")):
        return _json(json_text.parse(text, out.say), out)
    if start.startswith("<"):
        return _markup(text, start, content, out)
    if _RELATED.search(text[:20_000]):
        out.say(
            "It is Google Trends' list of related queries, which has no dates and is no series. "
            "Download 'Interest over time' instead."
        )
        return UNKNOWN
    sheet = delimited.read_sheet(text, out.config.columns)
    found = table_formats.read_table(sheet, out) if sheet else None
    if found is None:
        _say_unknown(sheet, out)
    return found or UNKNOWN


def _say_unknown(sheet: Sheet | None, out: Findings) -> None:
    nearly = table_formats.almost(sheet) if sheet else None
    out.say(nearly or _LOOKED_FOR)
    if sheet and sheet.header and not nearly:
        shown = ", ".join(name[:30] for name in sheet.header[:8])
        out.say(f"The first line reads as the header: {shown}. Map headers under [columns].")


def _markup(text: str, start: str, content: Content, out: Findings) -> str:
    is_page = start.startswith(_HTML_STARTS) or any(mark in start for mark in _PAGE_MARKS)
    if is_page or content.name.lower().endswith((".html", ".htm", ".html.gz")):
        return html_pages.read(text, out)
    kind, records = xml_feeds.parse(
        text.encode("utf-8", "replace") if _declares(start) else content.data
    )
    if kind == "reviews":
        xml_feeds.read_reviews(records, out)
        return "google-reviews"
    xml_feeds.read_merchant(records, out.config.columns, out)
    return "google-merchant"


def _declares(start: str) -> bool:
    """Tell whether the decoded text can be parsed again: it declares UTF-8 or nothing."""
    declaration = start.split("?>", 1)[0] if start.startswith("<?xml") else ""
    return "encoding" not in declaration or "utf-8" in declaration


def _json(value: Any, out: Findings) -> str:
    known = next((one for one in _JSON if one.recognises(value)), None)
    if known:
        known.read(value, out)
        return known.name
    found = json_text.objects(value)
    if found is None:
        out.say("It is JSON, but not a list of products, posts, signals or a known answer.")
        return UNKNOWN
    sheet = json_text.sheet(*found, out.config.columns)
    name = table_formats.read_table(sheet, out)
    if name is None:
        _say_unknown(sheet, out)
    return name or UNKNOWN


def _workbook(content: Content, out: Findings) -> str:
    read = 0
    for title, sheet in workbook.read_sheets(content.data, out.config.columns):
        name = table_formats.read_table(sheet, out)
        out.say(
            f"Sheet {title[:40]!r} was read as {name}."
            if name
            else f"Sheet {title[:40]!r} was not recognised."
        )
        read += name is not None
    if not read:
        out.say(_LOOKED_FOR)
    return "excel" if read else UNKNOWN
