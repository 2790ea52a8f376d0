"""Notes to the editor in words: what to add, where, and what it would bring."""

import datetime as dt

from ...vocabulary import Row
from ..answers import Card
from .amounts import count

_SHOE = {
    "signal": "No signal follows {name}. Put a Google Trends export with its name into signals/: "
    "its page gets a line and a forecast.",
    "newer_signal": "What follows {name} ends in {last}. Newer weeks in signals/ bring it back "
    "into the rankings.",
    "forecast": "{name} has too few weeks for a forecast. It takes eight weekly figures, the last "
    "of this half year.",
    "review": "Nobody scored {name} yet. Add a Markdown file with shoe, score, author and date to "
    "reviews/.",
    "article": "No article is about {name}. Add a Markdown file with shoe, headline and author to "
    "articles/.",
    "colorway": "No catalog lists a colorway of {name}. Add style code, colorway, price and "
    "release date to catalog/.",
    "first_release": "No source says when {name} first came out. Add a fact first_release with its "
    "source to facts/.",
}


def shoe(kind: str, card: Card, last: dt.date | None) -> str:
    """Say what the page of a shoe lacks; `last` is the last week that a signal counts."""
    return _SHOE[kind].format(name=card.name, last=f"{last:%B %Y}" if last else "the past")


def author(name: str, texts: int) -> str:
    """Say that somebody who writes has no page."""
    signed = count(texts, "article")
    return (
        f"{name} signs {signed} and has no page. Add a file to authors/ with the line: name: {name}"
    )


def picture(name: str) -> str:
    """Say that an author has no picture."""
    path = f"authors/{_file(name)}.jpg"
    return f"{name} has no picture. Name one in the author's file, such as: picture: {path}"


def _file(name: str) -> str:
    return "-".join(name.casefold().split()) or "ana"


def link(row: Row) -> str:
    """Say that records wait for a shoe; `row` has title, kind, records, reason and runner_up."""
    records = count(row["records"], f"{row['kind']} record")
    near = f" Nearest: {row['runner_up']}." if row["runner_up"] else ""
    name = row["title"] or "no name"
    return f"{records} of “{name}”: {row['reason']}.{near} Settle it with: solecast review"


def rows(row: Row) -> str:
    """Say that rows of a file cannot be used; `row` has n and one of the reasons."""
    return f"{count(row['n'], 'row')} of {row['file']} cannot be used, such as: {row['reason']}."
