"""One file -> what it says: the format is chosen by content, the name only breaks ties."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from .columns.column_report import say_unknown
from .containers import delimited, images, json_text, parquet_file, workbook
from .containers.content import Content, Text, Unreadable, decode
from .containers.sheet import Sheet
from .findings import Findings
from .formats import table_formats
from .formats.catalogs import shops, xml_feeds
from .formats.catalogs.style_codes import style_code
from .formats.documents import html_pages, markdown
from .formats.signals import timelines
from .values.picture_names import FOLDER, shoe_of

UNKNOWN = "unknown"
EMPTY = "empty"
_PROSE = (
    "It is text without columns and without front matter. Put a header line above a table, or "
    "these lines above a text about a shoe: ---, shoe: NAME, ---."
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
    because: str


_JSON = (
    _JsonFormat(
        "shopify",
        shops.recognises_shopify,
        shops.read_shopify,
        "a list of products with variants, as Shopify answers",
    ),
    _JsonFormat(
        "price-list",
        shops.recognises_price_list,
        shops.read_price_list,
        "products with their prices",
    ),
    _JsonFormat(
        "price-list", shops.recognises_size_prices, shops.read_size_prices, "prices by size"
    ),
    _JsonFormat(
        "pageviews",
        timelines.recognises_pageviews,
        timelines.read_pageviews,
        "views of articles, as Wikimedia's API answers",
    ),
    _JsonFormat(
        "gdelt",
        timelines.recognises_gdelt,
        timelines.read_gdelt,
        "a timeline of news, as GDELT answers",
    ),
    _JsonFormat(
        "posts",
        timelines.recognises_listing,
        timelines.read_listing,
        "a listing of posts, as Reddit answers",
    ),
    _JsonFormat(
        "posts", timelines.recognises_posts, timelines.read_posts, "lists of posts by sneaker"
    ),
)

NAMES = (
    *dict.fromkeys(one.name for one in table_formats.FORMATS),
    *(name for name in dict.fromkeys(one.name for one in _JSON) if name != "posts"),
    "excel",
    "google-reviews",
    "news-feed",
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
    if content.is_blank:
        out.say("The file is empty.")
        return EMPTY
    try:
        if images.is_picture(content.head):
            out.why = "the bytes of a picture"
            _picture(content.name, out)
            return "picture"
        if parquet_file.is_parquet(content.head):
            return _parquet(content, out)
        if content.is_zip:
            return _workbook(content, out)
        return _text(decode(content, out.say), content, out)
    except (Unreadable, json_text.NotJson, xml_feeds.NotAFeed, markdown.NotUsable) as reason:
        out.say(str(reason))
        return UNKNOWN


def _picture(name: str, out: Findings) -> None:
    """Take a picture of the folder `pictures` for one of the shoe that its name names."""
    path = PurePosixPath(out.file)
    if FOLDER not in path.parts[:-1]:
        return
    out.record(1, name)
    code = style_code(path.stem)
    title = shoe_of(path)
    if title is None and code is None:
        out.refuse("the file's name names no shoe: call it such as balenciaga-speed-2-0-black.jpg")
        return
    out.picture(title=None if code else title, style_code=code, picture=out.file)


def _text(text: Text, content: Content, out: Findings) -> str:
    start = text.head[:2_000].lstrip().lower()
    if markdown.begins(text.head):
        out.why = "front matter above a text"
        return markdown.read(text.whole(), out)
    if start.startswith(("{", "[")):
        return _json(json_text.parse(text.whole(), out.say), out)
    if start.startswith("<"):
        return _markup(text.whole(), start, content, out)
    if _RELATED.search(text.head[:20_000]):
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
    if sheet is None or any(name.rstrip().endswith((".", "!", "?")) for name in sheet.header):
        out.say(_PROSE)
    elif not sheet.sample:
        out.say("It is a header line without a row below it.")
    elif nearly := table_formats.almost(sheet):
        out.say(nearly)
    else:
        say_unknown(sheet, out)


def _markup(text: str, start: str, content: Content, out: Findings) -> str:
    is_page = start.startswith(_HTML_STARTS) or any(mark in start for mark in _PAGE_MARKS)
    if is_page or content.name.lower().endswith((".html", ".htm", ".html.gz")):
        out.why = "a page of a shop or a magazine"
        return html_pages.read(text, out)
    kind, records = xml_feeds.parse(
        text.encode("utf-8", "replace") if _declares(start) else content.whole()
    )
    out.why = f"a feed of {kind}"
    if kind == "reviews":
        xml_feeds.read_reviews(records, out)
        return "google-reviews"
    if kind == "news":
        xml_feeds.read_news(records, out)
        return "news-feed"
    xml_feeds.read_merchant(records, out.config.columns, out)
    return "google-merchant"


def _declares(start: str) -> bool:
    """Tell whether the decoded text can be parsed again: it declares UTF-8 or nothing."""
    declaration = start.split("?>", 1)[0] if start.startswith("<?xml") else ""
    return "encoding" not in declaration or "utf-8" in declaration


def _json(value: Any, out: Findings) -> str:
    known = next((one for one in _JSON if one.recognises(value)), None)
    if known:
        out.why = known.because
        known.read(value, out)
        return known.name
    found = json_text.objects(value)
    if found is None:
        out.say("It is JSON without a list of records: put one object for each shoe into a list.")
        return UNKNOWN
    sheet = json_text.sheet(*found, out.config.columns)
    name = table_formats.read_table(sheet, out)
    if name is None:
        _say_unknown(sheet, out)
    return name or UNKNOWN


def _parquet(content: Content, out: Findings) -> str:
    sheet = parquet_file.read_sheet(content.path, content.name, out.config.columns)
    found = table_formats.read_table(sheet, out)
    if found is None:
        _say_unknown(sheet, out)
    return found or UNKNOWN


def _workbook(content: Content, out: Findings) -> str:
    read = 0
    for title, sheet in workbook.read_sheets(content.path, out.config.columns):
        name = table_formats.read_table(sheet, out)
        if name:
            out.say(f"Sheet {title[:40]!r} was read as {name}.")
        else:
            out.say(f"Sheet {title[:40]!r} was not recognised.")
            _say_unknown(sheet, out)
        read += name is not None
    out.why = "an Excel workbook" if read else ""
    return "excel" if read else UNKNOWN
