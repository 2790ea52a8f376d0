"""Authors and articles."""

from ....guide.answers import Article, Author, Card
from ....guide.guide import Guide
from ..views import ArticleRow, ArticleView, AuthorView

_ALSO = 4
_SMALL_WORDS = {"a", "an", "of", "the"}


def author_view(guide: Guide, author: Author) -> AuthorView:
    """Fill the page of somebody who writes: the newest article large, all others as rows."""
    rows = [ArticleRow(one, art(guide, one)) for one in author.articles]
    return AuthorView(
        about=guide.about(),
        title=author.name,
        here="author",
        author=author,
        initials=initials(author.name),
        portrait=portrait(author),
        newest=rows[0] if rows else None,
        rows=rows[1:],
    )


def article_view(guide: Guide, article: Article) -> ArticleView:
    """Fill the page of an article."""
    known = {one.author: one for one in guide.authors()}
    author = known.get(article.author_page or "")
    others = [one for one in guide.articles() if one.article != article.article]
    near = [one for one in others if _near(one, article)]
    return ArticleView(
        about=guide.about(),
        title=article.headline,
        here="article",
        article=article,
        art=art(guide, article),
        author=author,
        initials=initials(article.author),
        portrait=portrait(author) if author else None,
        also=[ArticleRow(one, art(guide, one)) for one in (near or others)[:_ALSO]],
    )


def _near(one: Article, other: Article) -> bool:
    """Tell whether two articles are about the same brand."""
    brands = {other.brand, *[card.brand for card in other.shoes]} - {None}
    return bool(brands & {one.brand, *[card.brand for card in one.shoes]})


def art(guide: Guide, article: Article) -> Card | None:
    """Choose the shoe whose drawing stands with an article: its first, else its brand's."""
    if article.shoes:
        return article.shoes[0]
    return guide.face(article.brand) if article.brand else None


def initials(name: str) -> str:
    """Give up to two letters for somebody without a picture: `GE` of The guide's editors."""
    words = [word for word in name.split() if word.casefold() not in _SMALL_WORDS] or [name]
    return "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper()


def portrait(author: Author) -> str | None:
    """Give the address of an author's picture, None where there is none."""
    return f"/portraits/{author.author}.jpg" if author.picture else None
