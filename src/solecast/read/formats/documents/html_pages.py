"""HTML pages -> products and reviews: by JSON-LD where a page has it, else by its main text."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ... import limits
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date
from ...values.money import parse_number
from . import page_tables, schema_org

_PROS = frozenset({"pros", "the good", "good", "what we like", "likes", "positives"})
_CONS = frozenset({"cons", "the bad", "bad", "what we don't like", "dislikes", "negatives"})
_TAIL = re.compile(r"(?:\s*[|–—]\s[^|]{1,80}$)|(?:[\s:]+reviews?(?:\s*\(\d{4}\))?$)", re.IGNORECASE)
_SHORTEST = 200
_SCRIPT_CHARS = 4 * 1024 * 1024


def read(text: str, out: Findings) -> str:
    """Read a page; return the format that it was read as (`schema-org`, `html-review`).

    `unknown` when it has neither a product nor a text of `_SHORTEST` characters.
    """
    if len(text) > limits.PAGE_BYTES:
        out.say(f"The page is longer than {limits.PAGE_BYTES:,} characters.")
        return "unknown"
    if wording.nests_too_deep(text):
        out.say(f"The page nests more than {limits.TAG_DEPTH:,} elements.")
        return "unknown"
    tree = LexborHTMLParser(text)
    scripts = [
        node.text()[:_SCRIPT_CHARS] for node in tree.css('script[type="application/ld+json" i]')
    ]
    found = schema_org.products(scripts, out.say)
    for ordinal, node in enumerate(found, 1):
        out.record(ordinal, str(node.get("name", ""))[: limits.NAME_CHARS])
        title = schema_org.read_product(node, out)
        if title and len(found) == 1:
            page_tables.read(tree, title, schema_org.brand_of(node), _canonical(tree), out)
    return "schema-org" if found else _read_review(text, tree, out)


def _read_review(text: str, tree: LexborHTMLParser, out: Findings) -> str:
    body = _main_text(text, tree)
    if body is None or len(body) < _SHORTEST:
        out.say("The page has no schema.org product and no main text of a review.")
        return "unknown"
    headline = _headline(tree)
    if headline is None:
        out.say("The page has no title; the file's name is taken as the shoe.")
    title = wording.line(subject(headline or wording.words(out.stem)))
    out.record(1, headline or "")
    out.review(
        title=title,
        headline=headline,
        text=body,
        **_score(tree),
        author=_meta(tree, 'meta[name="author"]'),
        date=parse_date(_meta(tree, 'meta[property="article:published_time"]') or ""),
        url=_canonical(tree),
        pros=_list_after(tree, _PROS),
        cons=_list_after(tree, _CONS),
    )
    page_tables.read(tree, title or "", None, _canonical(tree), out)
    return "html-review"


def subject(headline: str) -> str:
    """Return what a headline is about: without ` review` and the site's name at its end."""
    found = headline
    for _ in range(3):
        found = _TAIL.sub("", found).strip()
    return found or headline


def _main_text(text: str, tree: LexborHTMLParser) -> str | None:
    """Return the main text; a short page, which has no frame to remove, is read whole."""
    # Loading the library takes half a second, which only pages should cost.
    import trafilatura

    found = trafilatura.extract(text, include_comments=False, include_tables=True)
    whole = None
    if not found or len(found) < _SHORTEST:
        tree.strip_tags(["script", "style", "template", "nav", "header", "footer"])
        whole = tree.body.text(separator="\n") if tree.body else None
    best = found if found and len(found) >= _SHORTEST else whole
    lines = [line.strip() for line in (best or "").split("\n")]
    return wording.text("\n".join(line for line in lines if line), limits.TEXT_CHARS)


def _headline(tree: LexborHTMLParser) -> str | None:
    heading = tree.css_first("h1")
    if heading is not None and (stated := wording.line(heading.text())):
        return stated
    title = tree.css_first("title")
    return _meta(tree, 'meta[property="og:title"]') or (
        wording.line(title.text()) if title else None
    )


def _meta(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return wording.line(node.attributes.get("content")) if node else None


def _canonical(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first('link[rel="canonical"]')
    return wording.line(node.attributes.get("href")) if node else None


def _score(tree: LexborHTMLParser) -> dict[str, float]:
    """Return the score that the page marks up: itemprop, or a class named score ... value."""
    node = tree.css_first('[itemprop="ratingValue"]')
    if node is not None:
        value = parse_number(node.attributes.get("content") or node.text())
        best_node = tree.css_first('[itemprop="bestRating"]')
        stated = (best_node.attributes.get("content") or best_node.text()) if best_node else "5"
        best = parse_number(stated) or 5.0
        if value is None or not 0 < value <= best:
            return {}
        return {"score": value / best * 100, "out_of": best}
    for node in tree.css('[class*="score"][class*="value"]')[:20]:
        value = parse_number(node.text().strip())
        if value is not None and 10 < value <= 100:
            return {"score": value, "out_of": 100.0}
    return {}


def _list_after(tree: LexborHTMLParser, names: frozenset[str]) -> list[str] | None:
    """Return the items of the first list after a heading of one of `names`."""
    for heading in tree.css("h2, h3, h4, h5, strong"):
        if heading.text().strip().lower().rstrip(":") in names:
            found = _next_list(heading)
            if found:
                return found
    return None


def _next_list(heading: LexborNode) -> list[str] | None:
    node = heading.next
    for _ in range(6):
        if node is None:
            return None
        listed = node.css("li") if node.tag in {"ul", "ol", "div"} else []
        if listed:
            stated = (wording.line(item.text()) for item in listed[: limits.LIST_ITEMS])
            return [item for item in stated if item] or None
        node = node.next
    return None
