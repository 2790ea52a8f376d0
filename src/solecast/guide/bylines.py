"""Articles and the people who write: who wrote what, with a page each where the guide has one."""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping

from ..errors import UnknownPage
from ..vocabulary import Row
from . import answers as a
from .lookup import nearest, words
from .page_source import PageSource

_REVIEW = [field.name for field in dataclasses.fields(a.Review)]


def review(row: Row) -> a.Review:
    """Turn a row of the reviews into an answer."""
    lists = {"pros": row["pros"] or [], "cons": row["cons"] or []}
    return a.Review(**{name: row[name] for name in _REVIEW} | lists)


def articles(guide: PageSource) -> list[a.Article]:
    """Give all articles, the newest first."""
    pages = {_key(row["name"]): row["author_page"] for row in guide.rows("FROM authors")}
    rows = guide.rows("FROM articles ORDER BY date DESC NULLS LAST, article")
    families = _families(guide, {row["model"] for row in rows if row["kind"] == "model"})
    return [_article(row, guide, pages, families) for row in rows]


_OF_MODELS = """
SELECT shoe, concat(brand, ' ', model) AS family FROM shoes
WHERE list_contains(?, concat(brand, ' ', model)) ORDER BY shoe
"""


def _families(guide: PageSource, models: set[str]) -> Mapping[str, list[str]]:
    """Name the shoes of models that articles are about."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in guide.rows(_OF_MODELS, sorted(models)) if models else ():
        found[row["family"]].append(row["shoe"])
    return found


def _article(
    row: Row, guide: PageSource, pages: Mapping[str, str], families: Mapping[str, list[str]]
) -> a.Article:
    slugs = families.get(row["model"], []) if row["kind"] == "model" else row["shoes"] or []
    author = row["author"] or " and ".join(guide.facts["editors"])
    return a.Article(
        article=row["article"],
        kind=row["kind"],
        headline=row["headline"],
        summary=row["summary"],
        text=row["text"] or "",
        news=row["news"] or [],
        author=author,
        author_page=pages.get(_key(author)),
        date=row["date"],
        shoes=guide.cards.many(slugs),
        brand=row["brand"],
        model=row["model"],
        url=row["url"],
    )


def about(slug: str, articles: list[a.Article]) -> list[a.Article]:
    """Give the articles that name a shoe: its own before those of several, each newest first."""
    naming = [one for one in articles if any(card.shoe == slug for card in one.shoes)]
    stated = [one for one in naming if one.kind in {"shoe", "list"}]
    return sorted(stated, key=lambda one: one.kind != "shoe")


_SIGNED = """
FROM reviews WHERE list_contains(?, author) ORDER BY date DESC NULLS LAST, shoe, file, line
"""


def authors(guide: PageSource, written: list[a.Article]) -> dict[str, a.Author]:
    """Give the people who have a page, by slug, each with what they wrote."""
    reviews: dict[str, list[tuple[a.Card, a.Review]]] = defaultdict(list)
    found = guide.rows("FROM authors ORDER BY author_page")
    names = {_key(row["name"]) for row in found}
    signed = guide.rows("SELECT DISTINCT author FROM reviews WHERE author IS NOT NULL")
    theirs = [row["author"] for row in signed if _key(row["author"]) in names]
    wrote = guide.rows(_SIGNED, theirs) if theirs else []
    for row, card in zip(wrote, guide.cards.many(row["shoe"] for row in wrote), strict=True):
        reviews[_key(row["author"])].append((card, review(row)))
    return {
        row["author_page"]: a.Author(
            author=row["author_page"],
            name=row["name"],
            role=row["role"],
            bio=row["bio"] or "",
            picture=row["picture"] if row["portrait"] else None,
            articles=[one for one in written if one.author_page == row["author_page"]],
            reviews=reviews[_key(row["name"])],
        )
        for row in found
    }


def author(name: str, known: Mapping[str, a.Author]) -> a.Author:
    """Find somebody by slug or name; raises `UnknownPage` with the nearest names."""
    asked = _key(name)
    for slug, one in known.items():
        if asked and asked in {_key(one.name), _key(slug.replace("-", " "))}:
            return one
    raise UnknownPage("author", name, nearest(name, [one.name for one in known.values()]))


def article(name: str, written: list[a.Article]) -> a.Article:
    """Find an article by slug or headline; raises `UnknownPage` with the nearest headlines."""
    asked = _key(name)
    for one in written:
        if asked and (name == one.article or asked == _key(one.headline)):
            return one
    raise UnknownPage("article", name, nearest(name, [one.headline for one in written]))


def _key(name: str) -> str:
    return " ".join(words(name))
