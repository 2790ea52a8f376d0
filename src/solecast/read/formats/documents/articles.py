"""Articles: an editor's text about a shoe, a model, a brand or several shoes; no score."""

import re
from typing import Any

from ... import limits
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date
from . import front_matter, stated_facts
from .front_matter import NotUsable, Stated, line, lines

_HEADING = re.compile(r"\s*#{1,6}[ \t]+(\S[^\n]*?)[ \t#]*\r?(?:\n|$)")
FOLDER = "articles/"


def read(stated: Stated, body: str, out: Findings) -> None:
    """Read an article.

    Raises `NotUsable` for a document that tells neither what it is about nor a headline.
    """
    shoes = _shoes(stated)
    model, brand = line(stated.get("model")), line(stated.get("brand"))
    headline = line(stated.get("headline")) or line(stated.get("title"))
    if not (shoes or model or brand or headline or out.file.startswith(FOLDER)):
        raise NotUsable(
            "The front matter names no shoe and no headline; add a line such as: "
            "shoe: Balenciaga Speed 2.0"
        )
    if headline is None:
        headline, body = _own_headline(body, out.stem)
    out.record(1, headline)
    out.source = line(stated.get("source"), 80) or out.stem
    if not (shoes or model or brand):
        out.say(
            "The article names no shoe, model or brand, so it stands on no shoe's page. Add a line "
            "such as: shoe: Balenciaga Speed 2.0"
        )
    day = _date(stated, out)
    url = line(stated.get("url"))
    out.article(
        shoes=shoes or None,
        model=model,
        brand=brand,
        headline=headline,
        summary=line(stated.get("summary"), limits.ATTRIBUTE_CHARS),
        text=wording.text(body, limits.TEXT_CHARS),
        news=lines(stated.get("news")),
        author=line(stated.get("author")),
        date=day,
        url=url,
    )
    if stated.get("facts"):
        _facts(stated, body, out, {"date": day, "url": url})


def _shoes(stated: Stated) -> list[str]:
    """Give the shoes that `shoe` and `shoes` name, each once; a shoe's name may hold a comma."""
    found: list[Any] = []
    for key in ("shoe", "shoes"):
        given = stated.get(key)
        found += given[: limits.LIST_ITEMS] if isinstance(given, list) else [given]
    return list(dict.fromkeys(name for name in map(line, found) if name))


def _own_headline(body: str, stem: str) -> tuple[str, str]:
    """Give the headline of a text that states none: its first heading, else its file's name."""
    heading = _HEADING.match(body)
    if heading:
        return heading[1][: limits.NAME_CHARS], body[heading.end() :]
    return wording.words(stem).capitalize() or "Untitled", body


def _date(stated: Stated, out: Findings) -> Any:
    said = front_matter.text(stated.get("date"))
    day = parse_date(said)
    if said and day is None:
        out.say(
            f"date is {said[:40]!r}, which is no date, so the article has none. Write it as: "
            "2026-11-24"
        )
    return day


def _facts(stated: Stated, body: str, out: Findings, common: Stated) -> None:
    shoes, brand = _shoes(stated), line(stated.get("brand"))
    subject = shoes[0] if len(shoes) == 1 else None if shoes else line(stated.get("model"))
    if subject is None and (shoes or brand is None):
        out.refuse(
            f"facts are stated of {len(shoes) or 'no'} shoes, so it is unknown of which; state "
            "them in an article of one shoe, or in a table of facts"
        )
        return
    about = {"title": subject or brand, "brand": brand}
    stated_facts.read(stated["facts"], body, out, {**about, **common})
