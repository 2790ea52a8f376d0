"""All that a guide knows of one shoe, and shoes side by side."""

import datetime as dt
from dataclasses import dataclass, field

from .groups import Borrowed, StoryItem
from .launch_lives import Lives
from .lists import Card
from .people import Article
from .shoe import (
    Alternative,
    Change,
    Colorway,
    Correction,
    Event,
    ForecastPoint,
    Growth,
    HeatPoint,
    HeatSource,
    Place,
    Rating,
    Review,
    Series,
    Spec,
    StatedFact,
    Trend,
)


@dataclass(frozen=True)
class ShoePage:
    """All that a guide knows of one shoe, in the order of its page."""

    shoe: str
    name: str
    brand: str
    model: str
    version: str | None
    aliases: list[str]
    category: str | None
    verdict: str
    price: float | None
    currency: str | None
    previous: Card | None
    previous_gap: int | None
    next: Card | None
    specs: list[Spec]
    facts: list[StatedFact]
    changes: list[Change]
    score: float | None
    """0-100, within what its reviews say; None where nobody scored it."""
    heat: list[HeatPoint]
    anchored: bool
    heat_sources: list[HeatSource]
    series: list[Series]
    trend: Trend | None
    forecast: list[ForecastPoint]
    forecast_method: str | None
    growth: Growth | None
    events: list[Event]
    places: list[Place]
    colorways: list[Colorway]
    alternatives: list[Alternative]
    reviews: list[Review]
    scale: str | None = None
    """The joint scale that heat is on now; None where no source compares the shoe with others."""
    size: str = ""
    """In words, how far the size of heat compares; empty where it does throughout."""
    since: dt.date | None = None
    """The week from which heat is on `scale`; None where it always was."""
    first_released: int | None = None
    """The year in which the shoe first came out, where a source states it."""
    earliest_colorway: dt.date | None = None
    """The release of the oldest colorway that the guide lists: not the shoe's own."""
    price_lo: float | None = None
    price_hi: float | None = None
    """The range of retail prices of its adult colorways; `price` is that of the newest."""
    worth: float | None = None
    worth_currency: str | None = None
    """Its price in the guide's currency, where that is another one and a rate is known."""
    scores: list[Rating] = field(default_factory=list)
    """What each kind of reviewer said."""
    score_how: str = ""
    """How the one score was made, for "How we know"."""
    articles: list[Article] = field(default_factory=list)
    """The editors' own texts about it, the newest first."""
    story: list[StoryItem] = field(default_factory=list)
    """How it became popular: dated facts of the shoe, or of its model where it has none."""
    borrowed: Borrowed | None = None
    """The line of its model or brand, where no source follows the shoe alone."""
    corrections: list[Correction] = field(default_factory=list)
    """What the editors corrected, with what it overruled."""
    lives: Lives | None = None
    """Its life beside those of the versions before it, where two or more are known."""


@dataclass(frozen=True)
class Line:
    """One shoe's heat on the joint scale of a comparison."""

    shoe: str
    name: str
    heat: list[HeatPoint]
    forecast: list[ForecastPoint]
    anchored: bool
    note: str | None
    borrowed: Borrowed | None = None
    """Whose line this is, where the shoe has none of its own: then `heat` is that line's."""


@dataclass(frozen=True)
class CompareRow:
    """One attribute side by side; None is unknown, and `differs` ignores unknowns."""

    attribute: str
    label: str
    unit: str | None
    values: list[str | None]
    differs: bool
    apart: float = 0.0
    """How far the values lie apart: numbers in the guide's spread of them, other values 1."""


@dataclass(frozen=True)
class Comparison:
    """Two to five shoes: trends on one joint scale, specs side by side."""

    shoes: list[ShoePage]
    lines: list[Line]
    rows: list[CompareRow]
    scale: str
    """How the lines were scaled, in words."""
