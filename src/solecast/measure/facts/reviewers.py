"""Reviews -> judgements: who scored a shoe, in which unit, and whose leniency it shares."""

import re
from collections import Counter
from dataclasses import dataclass

from ibis.expr.types import Table as Expression

from ...engine import Engine
from ...model import Row, Tables
from ...vocabulary import REVIEWERS

_ENOUGH = 5
"""Scored reviews from which an author, else an outlet, has a leniency of their own."""

_WORDS = {
    "lab": "lab",
    "labs": "lab",
    "laboratory": "lab",
    "audience": "audience",
    "runners": "audience",
    "users": "audience",
    "readers": "audience",
    "community": "audience",
    "buyers": "buyers",
    "customers": "buyers",
    "shoppers": "buyers",
}
"""Words of an outlet's or author's name that say what kind of reviewer stands behind it."""


@dataclass(frozen=True)
class Judgement:
    """One scored review: 0-100, with the best value of the unit that it was stated in."""

    shoe: str
    source: str
    kind: str
    score: float
    unit: float
    ratings: int
    """How many people stand behind it; 0 for one reviewer."""
    voice: str
    """Whose leniency it shares: an author's, an outlet's, or that of an outlet's users."""


def judgements(linked: Tables, engine: Engine, editors: tuple[str, ...]) -> list[Judgement]:
    """Give the scored reviews of shoes, sorted; `editors` are the guide's own."""
    authors, outlets = Counter[str](), Counter[str]()
    rows = _scored(engine.parquet(linked["reviews"]), engine)
    for row in rows:
        if not row["ratings"]:
            authors[row["author"]] += row["reviews"]
            outlets[row["source"]] += row["reviews"]
    found = [
        Judgement(
            shoe=row["shoe"],
            source=_outlet(row, outlets),
            kind=_kind(row, editors),
            score=float(row["score"]),
            unit=row["out_of"] or 100.0,
            ratings=row["ratings"],
            voice=_voice(row, authors, outlets),
        )
        for row in rows
        for _ in range(row["reviews"])
    ]
    return sorted(found, key=lambda j: (j.shoe, j.voice, j.source, j.score, j.ratings))


def _scored(reviews: Expression, engine: Engine) -> list[Row]:
    """Give what scored reviews say, each alike once, with the number of them."""
    scored = reviews.filter(reviews.shoe.notnull(), reviews.score.between(0, 100))
    alike = scored.group_by(
        "shoe",
        "author",
        "score",
        "out_of",
        source=scored.source.nullif("").coalesce(scored.author, ""),
        ratings=scored.ratings.coalesce(0),
    )
    found = engine.arrow(alike.agg(reviews=scored.count()))
    return found.to_pylist()  # type: ignore[no-any-return]


def _outlet(row: Row, outlets: Counter[str]) -> str:
    """Name who judged: a file of its own, which many a review is, is no outlet."""
    lone = not row["ratings"] and outlets[row["source"]] < 2
    return str(row["author"] or row["source"]) if lone else str(row["source"])


def _voice(row: Row, authors: Counter[str], outlets: Counter[str]) -> str:
    if row["ratings"]:
        return f"users of {row['source']}"
    if row["author"] and (authors[row["author"]] >= _ENOUGH or outlets[row["source"]] < _ENOUGH):
        return f"author {row['author']}"
    return f"outlet {row['source']}"


def _kind(row: Row, editors: tuple[str, ...]) -> str:
    if row["author"] in editors or row["source"] in editors:
        return REVIEWERS[4]
    for name in (row["source"], row["author"] or ""):
        for word in re.findall(r"[a-z]+", name.casefold()):
            if word in _WORDS:
                return _WORDS[word]
    return "buyers" if row["ratings"] else "critics"
