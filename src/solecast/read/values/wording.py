"""Words as files state them -> clean text, header names, lists; what counts as missing."""

import html
import re
import unicodedata
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser

from .. import limits

ERRORS = frozenset(
    {"#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#n/a", "#error!", "#spill!"}
)
"""What spreadsheets write where a formula fails, in lower case."""

MISSING = ERRORS | {"", "undefined", "null", "none", "nan", "n/a", "na", "-", "--", "nil"}
"""Cells that say nothing, in lower case."""

_SELF_CLOSING_NAMES = """
    area base br col embed hr img input link meta source track wbr p li dt dd tr td th option
    thead tbody tfoot colgroup path circle rect line polygon use
"""
_KEYED = re.compile(r"[a-z]+(?:_[a-z]+)+")
_ANSWERS = {"true": "yes", "false": "no"}
_LABEL = re.compile(r"^[^\W\d_]{2,12}:\s+(?=\d)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b]")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GAP = re.compile(r"[\W_]+")
_PERCENT = re.compile(r"\W{0,9}%\W{0,9}")
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_SELF_CLOSING = frozenset(_SELF_CLOSING_NAMES.split())
_SPECIAL = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe"})
_ITEM_BREAKS = ("\n", "|", ";", ", ")
_LITERAL = re.compile(
    r"[\[({]\s*(?:'[^']*'|\"[^\"]*\")(?:\s*,\s*(?:'[^']*'|\"[^\"]*\"))*\s*,?\s*[\])}]"
)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def text(value: str | None, limit: int = limits.NAME_CHARS) -> str | None:
    """Return `value` without control characters and outer spaces, at most `limit` long.

    None for a cell that says nothing (`MISSING`).
    """
    if not value:
        return None
    found = value if value.isascii() and value.isprintable() else _scrubbed(value)
    found = found.strip()
    if len(found) < 10 and found.lower() in MISSING:
        return None
    return found[:limit].rstrip()


def _scrubbed(value: str) -> str:
    """Drop control characters and lone surrogates, which no UTF-8 text can hold."""
    return _CONTROL.sub("", value).encode("utf-8", "ignore").decode("utf-8")


def line(value: str | None, limit: int = limits.NAME_CHARS) -> str | None:
    """Return `value` as one line: runs of white space become one space, `&amp;` becomes `&`."""
    found = text(value, limit)
    if found and "&" in found:
        found = text(html.unescape(found), limit)
    return _SPACES.sub(" ", found) if found else None


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Give a word in lower case without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    return "".join(char for char in parts if not unicodedata.combining(char))


def snake(header: str) -> str:
    """Return a header in snake case: `Drop (mm)` -> `drop_mm`, `releasedAt` -> `released_at`.

    A percent sign is a word, said once: `Stretch (%) (%)` -> `stretch_percent`.
    """
    spaced = _HUMP.sub("_", _PERCENT.sub(" percent ", header.strip()))
    return _GAP.sub("_", spaced.lower()).strip("_")[:80]


def items(value: str | None) -> list[str] | None:
    """Split a stated list (lines, bars, semicolons, else commas) into its items."""
    whole = text(value, limits.TEXT_CHARS)
    if whole is None:
        return None
    mark = next((mark for mark in _ITEM_BREAKS if mark in whole), None)
    parts = whole.split(mark) if mark else [whole]
    found = [part for part in (line(part.strip(" -•*\t,")) for part in parts) if part]
    return found[: limits.LIST_ITEMS] or None


def several(value: str | None) -> list[str]:
    """Give the values of a cell that is written as a list: lines, or `["Bred", "Royal"]`.

    One value for a cell that is no list; none for one that says nothing.
    """
    whole = text(value, limits.TEXT_CHARS)
    if whole is None:
        return []
    if _LITERAL.fullmatch(whole):
        parts = [first or second for first, second in _QUOTED.findall(whole)]
    else:
        parts = whole.split("\n")
    found = [part for part in map(line, parts) if part]
    return list(dict.fromkeys(found))[: limits.LIST_ITEMS]


def plain(markup: str | None, limit: int = limits.TEXT_CHARS) -> str | None:
    """Return the visible text of an HTML fragment; plain text passes unchanged."""
    if not markup:
        return None
    if "<" not in markup:
        return text(html.unescape(markup), limit)
    start = markup[: limits.TEXT_CHARS * 4]
    if nests_too_deep(start):
        return None
    body = LexborHTMLParser(start)
    body.strip_tags(["script", "style", "template"])
    root = body.body
    lines = (root.text(separator="\n") if root else "").split("\n")
    return text("\n".join(part for part in map(str.strip, lines) if part), limit)


def nests_too_deep(markup: str) -> bool:
    """Tell whether HTML elements nest deeper than `limits.TAG_DEPTH`.

    Counts open tags without parsing; tags that close by themselves do not count.
    """
    depth = 0
    for match in _TAG.finditer(markup):
        if match[2].lower() in _SELF_CLOSING:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > limits.TAG_DEPTH:
            return True
    return False


def words(slug: str) -> str:
    """Return a slug or a file's stem as words: `adidas-galaxy_7` -> `adidas galaxy 7`."""
    return _SPACES.sub(" ", re.sub(r"[-_]+", " ", slug)).strip()


def value_words(value: str) -> str:
    """Return a value as a person says it: `max_cushion` -> `max cushion`, `True` -> `yes`.

    A label before a number is left out: `Men: 10.9oz`.
    """
    if _KEYED.fullmatch(value):
        return value.replace("_", " ")
    return _ANSWERS.get(value.lower()) or _LABEL.sub("", value)


def slug_of(address: str) -> str | None:
    """Return the part of an address that names a product: of its path, the one of most words.

    None where no part has two words, one of them with letters.
    """
    path = re.split(r"[?#]", address.strip(), maxsplit=1)[0].partition("://")[2].partition("/")[2]
    parts = [re.sub(r"\.(?:html?|php|aspx?)$", "", part) for part in path.split("/")]
    best = max(parts, key=lambda part: len(words(part).split()), default="")
    named = len(words(best).split()) > 1 and any(map(str.isalpha, best))
    return best if named else None
