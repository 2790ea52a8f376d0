"""Articles and the people who write them."""

import datetime as dt
from dataclasses import dataclass, field

from .lists import Card
from .shoe import Review


@dataclass(frozen=True)
class Article:
    """An editor's own text about a shoe, a model, a brand or several shoes; it has no score."""

    article: str
    """Its name in addresses."""
    kind: str
    """What it is about: `shoe`, `model`, `brand` or `list` (several shoes)."""
    headline: str
    summary: str | None
    """One sentence for lists and the front page."""
    text: str
    """Markdown, never trusted HTML."""
    news: list[str]
    """What is new about the shoe, a short line each."""
    author: str
    author_page: str | None
    """The author's name in addresses; None where the guide has no page of theirs."""
    date: dt.date | None
    shoes: list[Card] = field(default_factory=list)
    brand: str | None = None
    model: str | None = None
    """Names of the brand and model that it is about."""
    url: str | None = None


@dataclass(frozen=True)
class Author:
    """A person who writes, with all that they wrote here, the newest first."""

    author: str
    """Their name in addresses."""
    name: str
    role: str | None
    bio: str
    """Markdown, never trusted HTML."""
    picture: str | None
    """The path of a local picture inside the guide's folder."""
    articles: list[Article] = field(default_factory=list)
    reviews: list[tuple[Card, Review]] = field(default_factory=list)
