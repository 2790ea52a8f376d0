"""Lists of shoes: cards, rankings, a page of a filtered list."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Card:
    """A shoe in a list: enough to recognise it and to decide to open its page."""

    shoe: str
    name: str
    brand: str
    first_released: int | None
    """The year in which the shoe first came out, where a source states it."""
    earliest_colorway: dt.date | None
    """The release of the oldest colorway that the guide lists: not the shoe's own."""
    price: float | None
    currency: str | None
    score: float | None
    heat: float | None
    trend: str | None
    current: bool
    colorways: int
    spark: list[float | None] = field(default_factory=list)
    """Heat of the last weeks; None in a gap too long to bridge."""
    anchored: bool = False
    """Whether heat now is on the guide's main scale, where shoes compare."""
    category: str | None = None
    colours: str | None = None
    """The colour words of its newest colorway: what a drawing is tinted with."""
    shape: dict[str, list[str]] = field(default_factory=dict)
    """Facts that tell its outline: cut, closure, sole_feature, outsole, upper_material."""
    worth: float | None = None
    """Its price in the guide's currency, where that is another one and a rate is known."""


@dataclass(frozen=True)
class Ranked:
    """A place in a ranking, with the reason in words."""

    rank: int
    card: Card
    value: float | None
    lo: float | None
    hi: float | None
    why: str
    moved: int | None = None
    """Places gained within four weeks, negative where it lost some; None where unknown."""


@dataclass(frozen=True)
class Heading:
    """The words around a ranking."""

    title: str
    subtitle: str
    empty: str
    """Why it is empty, where it is."""
    how: str
    """How it is ordered, for "How we know"."""


@dataclass(frozen=True)
class Facet:
    """One value of a facet and the number of shoes that have it."""

    value: str
    count: int


@dataclass(frozen=True)
class Browse:
    """One page of a filtered list, with the facets of all that matches."""

    words: str
    cards: list[Card]
    total: int
    page: int
    pages: int
    facets: dict[str, list[Facet]]
