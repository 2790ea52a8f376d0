"""Texts in a terminal: articles, authors, and paragraphs that flow to the terminal's width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.markup import escape
from rich.padding import Padding

if TYPE_CHECKING:
    from ..guide.answers import Article, Author

_OVERVIEW = 700
"""Characters of an article that a shoe's page shows at most, cut between paragraphs."""


def reflowed(text: str) -> str:
    """Join the lines of each paragraph: Markdown's line breaks are not the terminal's."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def overview(articles: Sequence[Article]) -> Iterator[RenderableType]:
    """Show the newest article of a shoe: headline, byline, beginning and what is new."""
    if not articles:
        return
    newest, *others = articles
    yield f"\n[bold]{escape(newest.headline)}[/]"
    yield f"[dim]{escape(byline(newest))}[/]"
    yield from _paragraphs(_beginning(newest))
    yield from _news(newest)
    for other in others:
        yield f"  [dim]Also: {escape(other.headline)}, {escape(byline(other))}[/]"


def whole(article: Article) -> Iterator[RenderableType]:
    """Show an article."""
    yield f"\n[bold]{escape(article.headline)}[/]"
    yield f"[dim]{escape(byline(article))}[/]"
    if article.summary:
        yield Padding(f"[italic]{escape(article.summary)}[/]", (1, 0, 0, 2))
    yield from _paragraphs(article.text)
    yield from _news(article)
    about = [card.name for card in article.shoes] or [article.model or article.brand or ""]
    if any(about):
        yield f"\n[dim]About {escape(', '.join(about))}[/]"


def person(author: Author) -> Iterator[RenderableType]:
    """Show a person who writes, and what they wrote."""
    yield f"\n[bold]{escape(author.name)}[/]"
    if author.role:
        yield f"[dim]{escape(author.role)}[/]"
    yield from _paragraphs(author.bio)
    if author.articles:
        yield "\n[bold]Articles[/]"
    for article in author.articles:
        yield f"  {escape(article.headline)} [dim]{_day(article.date)}[/]"
    if author.reviews:
        yield "\n[bold]Reviews[/]"
    for card, review in author.reviews:
        score = "" if review.score is None else f": {review.score:.0f} of 100"
        yield f"  {escape(card.name)}{score} [dim]{_day(review.date)}[/]"


def byline(article: Article) -> str:
    """Say who wrote an article and when."""
    return " · ".join(part for part in (f"By {article.author}", _day(article.date)) if part)


def _day(date: object) -> str:
    return f"{date:%-d %B %Y}" if date else ""


def _beginning(article: Article) -> str:
    """Give the paragraphs with which an article begins; one without text gives its summary."""
    kept: list[str] = []
    for paragraph in reflowed(article.text).split("\n\n"):
        if kept and len("\n\n".join([*kept, paragraph])) > _OVERVIEW:
            break
        kept.append(paragraph)
    return "\n\n".join(kept) or article.summary or ""


def _paragraphs(text: str) -> Iterator[RenderableType]:
    if text.strip():
        yield Padding(escape(reflowed(text)), (1, 0, 0, 2))


def _news(article: Article) -> Iterator[RenderableType]:
    if article.news:
        yield "\n[bold]What is new[/]"
        yield from (f"  • {escape(item)}" for item in article.news)
