"""What reviewers said of a shoe, and how far reviewers agree, in words."""

from collections.abc import Sequence

from ...vocabulary import Row
from ..answers import Rating

_PLACES = (
    (0.1, "in the top tenth"),
    (0.25, "in the top quarter"),
    (0.45, "above the middle"),
    (0.55, "in the middle"),
    (0.75, "below the middle"),
    (0.9, "in the bottom quarter"),
    (1.0, "in the bottom tenth"),
)
"""Share of the shoes before it, at most, and what its place is called."""

_FOR_PEOPLE = ("audience", "buyers")
_GRADES = (
    (0.7, "agree well"),
    (0.4, "agree by and large"),
    (0.2, "agree a little"),
    (-1.0, "hardly agree"),
)
"""Correlation from which two reviewers are said to agree so well."""


def rating(row: Row) -> str:
    """Say what one reviewer gave: `92 of 100, in the top tenth of 250 shoes.`"""
    people = f" from {row['n']:,} people" if row["kind"] in _FOR_PEOPLE and row["n"] > 1 else ""
    place = f", {_place(row['place'], row['of'])} of {row['of']:,} shoes" if row["of"] else ""
    return f"{figure(row['value'], row['unit'])} of {row['unit']:g}{people}{place}."


def figure(value: float, unit: float) -> str:
    """Write a score in its own unit: `92`, `4.4`."""
    return f"{value:.0f}" if unit > 10 or float(value).is_integer() else f"{value:.1f}"


def _place(place: int, of: int) -> str:
    share = (place - 1) / max(of - 1, 1)
    return next(words for bound, words in _PLACES if share <= bound)


def how(ratings: Sequence[Rating], score: float | None) -> str:
    """Say how the one score was made; empty where nobody scored the shoe."""
    if score is None:
        return ""
    if len(ratings) == 1 and ratings[0].n == 1:
        return f"The only score so far is that of {ratings[0].source}: a first impression."
    return (
        "The score is the mean of what its reviewers said, the surer ones counting more. What a "
        "reviewer gives every shoe too much or too little is taken off. It never leaves the range "
        "of their own scores."
    )


def agreement(rows: Sequence[Row]) -> str:
    """Say how far the reviewers of a guide agree, from its table `agreement`."""
    if not rows:
        return (
            "No two reviewers of this guide scored ten of the same shoes, so how far they agree "
            "is unknown."
        )
    return " ".join(
        f"{row['source']} and {row['other']} scored {row['shoes']} of the same shoes and "
        f"{next(words for bound, words in _GRADES if row['correlation'] >= bound)} "
        f"(correlation {row['correlation']:.2f})."
        for row in rows
    )
