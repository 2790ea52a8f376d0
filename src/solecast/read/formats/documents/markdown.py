"""Markdown with front matter: a review, an article or an author, as its front matter tells.

Who scores or weighs a shoe (`score`, `ratings`, `pros`, `cons`) writes a review. A `name` and
no subject is an author. Anything else that has a subject or a headline is an article.
"""

from ... import limits
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date
from ...values.money import parse_number
from . import articles, authors, front_matter, stated_facts
from .front_matter import NotUsable, Stated, begins, line, lines

__all__ = ["NotUsable", "begins", "read"]

_JUDGES = ("score", "rating", "ratings", "pros", "cons")


def read(text: str, out: Findings) -> str:
    """Read a document; give its format.

    Raises `NotUsable` when the front matter is broken or tells neither subject nor headline.
    """
    front, body = front_matter.split(text)
    stated = front_matter.load(front)
    if any(key in stated for key in _JUDGES):
        _review(stated, body, out)
        return "markdown-review"
    if authors.is_author(stated, out.file):
        authors.read(stated, body, out)
        return "markdown-author"
    articles.read(stated, body, out)
    return "markdown-article"


def _review(stated: Stated, body: str, out: Findings) -> None:
    title = line(stated.get("shoe"))
    if title is None:
        raise NotUsable(
            "The front matter names no shoe; add a line such as: shoe: Balenciaga Speed 2.0"
        )
    out.record(1, title)
    out.source = line(stated.get("source"), 80) or out.stem
    score = front_matter.text(stated.get("score")) or front_matter.text(stated.get("rating"))
    count = parse_number(front_matter.text(stated.get("ratings")))
    found = _score(score)
    if score and not found:
        out.refuse(f"score is {score[:40]!r}; it must be a number from 0 to 100, or such as 8/10")
    subject = {
        "title": title,
        "brand": line(stated.get("brand")),
        "style_code": line(stated.get("style_code")),
    }
    day = parse_date(front_matter.text(stated.get("date")))
    url = line(stated.get("url"))
    out.review(
        **subject,
        headline=line(stated.get("headline")) or line(stated.get("title")),
        text=wording.text(body, limits.TEXT_CHARS),
        **found,
        ratings=int(count) if count else None,
        author=line(stated.get("author")),
        date=day,
        url=url,
        pros=lines(stated.get("pros")),
        cons=lines(stated.get("cons")),
    )
    common = {**subject, "date": day, "url": url}
    stated_facts.read(stated.get("facts"), body, out, common)


def _score(stated: str) -> dict[str, float]:
    """Read a score as 0-100 of its best value, and that: `88`, `88/100`, `8.5/10`, `4/5`."""
    head, _, best = stated.partition("/")
    value, scale = parse_number(head), parse_number(best) if best else 100.0
    if value is None or not scale or not 0 <= value <= scale:
        return {}
    return {"score": value / scale * 100, "out_of": scale}
