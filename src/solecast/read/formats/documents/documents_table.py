"""Tables of documents: forum posts, whose subject is found later, and reviews of a shoe."""

from ... import limits
from ...containers.sheet import Sheet, cell, source
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date, parse_epoch
from ...values.money import parse_number
from ..catalogs.catalog_table import score_unit

_BODIES = ("selftext", "body", "text", "review_text", "review_body", "review", "content", "comment")
_DATES = ("time", "date", "created_utc", "created_at", "published", "timestamp", "review_date")
_SHOES = ("shoe", "sneaker", "shoe_name", "sneaker_name", "product_name", "product")
_SCORES = ("score", "rating", "stars")
_HEADLINES = ("headline", "title", "post_title", "summary")


def recognises_posts(sheet: Sheet) -> bool:
    """Tell whether a table has a headline, a body and a date, and names no shoe."""
    headed = sheet.has("title", "headline", "post_title") and sheet.has(*_BODIES[:3])
    return headed and sheet.has(*_DATES) and not sheet.has(*_SHOES, "brand")


def recognises_reviews(sheet: Sheet) -> bool:
    """Tell whether a table has a shoe, a text about it and a score, author or date."""
    named = sheet.has(*_SHOES) and sheet.has(*_BODIES)
    return named and sheet.has(*_SCORES, "author", *_DATES) and not sheet.has("metric", "price")


def read_posts(sheet: Sheet, out: Findings) -> None:
    """Read each post as a review without a subject: what it mentions is linked later."""
    date = sheet.column(*_DATES)
    for cells in out.records(sheet):
        out.source = source(cells, sheet.column("source", "forum", "subreddit"), out.stem)
        headline = wording.line(cell(cells, sheet.column(*_HEADLINES)))
        text = wording.text(cell(cells, sheet.column(*_BODIES)), limits.TEXT_CHARS)
        if headline is None and text is None:
            out.refuse("the post has neither a headline nor a text")
            continue
        stated = cell(cells, date)
        url = wording.line(cell(cells, sheet.column("url", "link", "permalink")))
        out.review(headline=headline, text=text, date=posted(stated), url=url)


def posted(stated: str) -> object:
    """Read a date as posts state it: as text or as seconds since 1970."""
    seconds = parse_number(stated)
    return parse_epoch(seconds) if seconds and seconds > 1e8 else parse_date(stated)


def read_reviews(sheet: Sheet, out: Findings) -> None:
    """Read each row as a review of the shoe that it names."""
    score = sheet.column(*_SCORES)
    unit = score_unit(sheet.values(score, sheet.rows())) if score is not None else None
    shoe = sheet.column(*_SHOES)
    for cells in out.records(sheet):
        out.source = source(cells, sheet.column("source"), out.stem)
        title = wording.line(cell(cells, shoe))
        if title is None:
            out.refuse("the row names no shoe")
            continue
        value = parse_number(cell(cells, score))
        out.review(
            title=title,
            brand=wording.line(cell(cells, sheet.column("brand"))),
            style_code=wording.line(cell(cells, sheet.column("style_code"))),
            headline=wording.line(cell(cells, sheet.column("headline", "title", "summary"))),
            text=wording.plain(cell(cells, sheet.column(*_BODIES))),
            score=value * 100 / unit if unit and value is not None and value >= 0 else None,
            out_of=unit,
            author=wording.line(cell(cells, sheet.column("author", "reviewer", "user"))),
            date=posted(cell(cells, sheet.column(*_DATES))),
            url=wording.line(cell(cells, sheet.column("url", "link"))),
            pros=wording.items(cell(cells, sheet.column("pros"))),
            cons=wording.items(cell(cells, sheet.column("cons"))),
        )
