"""How a shoe became popular, and who writes about it."""

from ....guide.answers import Card, ShoePage, StoryItem
from ....guide.guide import Guide
from ....guide.words import chart_titles
from ..rendering.formatting import count
from .keys import short
from .shoe_parts import Story, StoryRow, Writer
from .source_notes import Notes


def story(guide: Guide, page: ShoePage, card: Card, notes: Notes) -> Story | None:
    """Tell its dated facts in order; None where there is none."""
    if not page.story:
        return None
    told = sorted(page.story, key=lambda item: item.date)
    before = page.previous
    earlier = before and any(item.about == before.name for item in told)
    shown = before if before and earlier else card
    return Story(
        [_row(page, item, notes) for item in told], chart_titles.STORY, shown, short(shown)
    )


def _row(page: ShoePage, item: StoryItem, notes: Notes) -> StoryRow:
    note = "" if item.about == page.name else _of_another(page, item.about)
    marks = notes.mark(item.source, item.url)
    return StoryRow(item.when, item.label, note, marks, item.kind in {"rank", "peak"})


def _of_another(page: ShoePage, about: str) -> str:
    """Say of what a fact is told that is not told of this shoe."""
    if about == page.brand:
        return "Told of the whole brand."
    return f"Told of the {chart_titles.short_name(about, page.brand)}."


def writer(guide: Guide, page: ShoePage) -> Writer | None:
    """Tell who wrote the article; None where there is no article."""
    if not page.articles:
        return None
    article = page.articles[0]
    if article.author_page is None:
        return Writer(article.author, initials(article.author), "", None, "")
    known = guide.author(article.author_page)
    wrote = count(len(known.articles), "article")
    return Writer(
        known.name,
        initials(known.name),
        known.bio,
        f"/authors/{known.author}",
        f"All {wrote}" if len(known.articles) > 1 else "",
        f"/portraits/{known.author}.jpg" if known.picture else None,
    )


def initials(name: str) -> str:
    """Give the letters that stand for a picture: of the first and the last word that has one."""
    letters = [word[0].upper() for word in name.replace("The ", "").split() if word[0].isalpha()]
    return "".join(letters[:1] + letters[-1:]) if len(letters) > 1 else "".join(letters)
