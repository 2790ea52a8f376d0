"""The parts of a shoe's page: facts, scores, lines, colorways."""

import datetime as dt
from dataclasses import dataclass

from .lists import Card


@dataclass(frozen=True)
class StatedFact:
    """One stated fact and where it stands: words that somebody wrote, or a table's cell."""

    attribute: str
    value: str
    evidence: str | None
    """The exact words that state it; None for a table's cell."""
    column: str | None
    """The column whose cell the value is; None for words."""
    source: str
    url: str | None
    file: str
    line: int
    date: dt.date | None
    confidence: float | None


@dataclass(frozen=True)
class Spec:
    """The agreed value of an attribute, with the facts for and against it."""

    attribute: str
    label: str
    value: str
    unit: str | None
    status: str
    in_favour: int
    against: int
    confidence: float | None
    other_values: list[str]
    facts: list[StatedFact]
    advertised: str | None = None
    """The maker's figure, where the value was measured."""
    confirmed: dt.date | None = None
    """When a source last said the value."""
    centre: float | None = None
    """The median of the numbers of two sources and more; `spread` is a robust deviation."""
    spread: float | None = None
    corrected: str = ""
    """Who was overruled, in words, where an editor states the value."""


@dataclass(frozen=True)
class Correction:
    """What an editor knows better than the sources; without a value it is removed."""

    attribute: str
    label: str
    value: str | None
    note: str | None
    date: dt.date | None
    by: str | None
    overruled: list[StatedFact]
    """What sources say instead."""
    words: str = ""
    """The same in words: `Corrected by the editors; StockX says 170.`"""


@dataclass(frozen=True)
class Change:
    """One attribute of a shoe beside its previous version: changed, same or unknown."""

    attribute: str
    label: str
    before: str | None
    after: str | None
    change: str


@dataclass(frozen=True)
class Colorway:
    """A variant of a shoe."""

    colorway: str
    name: str
    style_code: str | None
    colours: list[str]
    collaborator: str | None
    gender: str | None
    retail_price: float | None
    currency: str | None
    release_date: dt.date | None
    asking_price: float | None
    """The median of what shops ask now, in `asking_currency`."""
    sources: list[str]
    asking_currency: str | None = None


@dataclass(frozen=True)
class Rating:
    """What one kind of reviewer says of a shoe, in its own unit, and its place among all it rated.

    A lab's 92 of 100, or 4.4 of 5 stars from 1,210 runners.
    """

    kind: str
    """lab, critics, audience, buyers or editors."""
    source: str
    value: float
    unit: float
    """The best value that the source gives: 5, 10 or 100."""
    n: int
    """How many people or tests stand behind the value."""
    place: int | None
    """1 is the best of all that the source rated; None where it rated too few."""
    of: int | None
    words: str = ""
    """The same in words: `92 of 100, in the top tenth of 250 shoes.`"""


@dataclass(frozen=True)
class Review:
    """One document about the shoe; `text` is Markdown or plain text, never trusted HTML."""

    headline: str | None
    text: str | None
    score: float | None
    ratings: int | None
    author: str | None
    date: dt.date | None
    url: str | None
    pros: list[str]
    cons: list[str]
    source: str


@dataclass(frozen=True)
class HeatPoint:
    """Heat of one week, 0-100, with its 80% interval; `adjusted` is without season."""

    week: dt.date
    heat: float | None
    lo: float | None
    hi: float | None
    adjusted: float | None
    partial: bool


@dataclass(frozen=True)
class ForecastPoint:
    """Forecast heat of one week with its 80% and 95% intervals."""

    week: dt.date
    mean: float
    lo80: float
    hi80: float
    lo95: float
    hi95: float


@dataclass(frozen=True)
class Trend:
    """What the heat is doing now; growth figures are ratios minus 1.

    `level` is the heat of the last complete week: what "now" means everywhere.
    """

    trend: str
    level: float | None
    momentum13: float | None
    yoy: float | None
    yoy_lo: float | None
    yoy_hi: float | None
    peak_week: dt.date | None
    season_peak: int | None
    change_weeks: list[dt.date]
    first_week: dt.date | None
    last_week: dt.date | None
    weeks: int
    current: bool
    change: float | None
    """Now on the year before, or else on the quarter before, as a ratio minus 1."""
    change_lo: float | None
    change_hi: float | None
    yearly: bool
    """Whether `change` is on the year."""
    past: bool
    """Whether a line that is up has passed its peak, or one that is down its low."""
    turn_week: dt.date | None
    """The week from which it moved to where it is; `turn_ratio`: now over that week."""
    turn_ratio: float | None
    why: str
    """What it does, in one sentence."""
    how: str
    """How the class was found, for "How we know"."""


@dataclass(frozen=True)
class Growth:
    """Heat now and expected in 26 and 52 weeks; `p_half_more`: chance of +50% and more."""

    now: float | None
    quarter: float | None
    """The mean of the last 13 weeks, which growth is measured from: season against season."""
    in26: float | None
    in26_lo: float | None
    in26_hi: float | None
    in52: float | None
    in52_lo: float | None
    in52_hi: float | None
    p_half_more: float | None
    why: str
    """What may come, in one sentence."""
    odds: str
    """The chance of half more, as odds."""
    how: str
    """How both were found, for "How we know"."""


@dataclass(frozen=True)
class HeatSource:
    """What one source contributes to a shoe's heat this week."""

    source: str
    metric: str
    scale_group: str
    comparable: bool
    weight: float | None
    contribution: float | None
    weeks: int
    last_week: dt.date | None
    shows: str
    """size, untied or shape: what its line shows."""
    counts: str
    """now, hardly or ended: how far it counts this week."""
    note: str
    """What it says, in one sentence."""
    how: str
    """What it alone would give, and how its exports were joined."""


@dataclass(frozen=True)
class SeriesPoint:
    """One week of one source as it was counted, in the source's own unit."""

    week: dt.date
    value: float | None
    censored: bool
    partial: bool


@dataclass(frozen=True)
class Series:
    """One source's weekly line of a shoe."""

    source: str
    metric: str
    scale_group: str
    comparable: bool
    points: list[SeriesPoint]


@dataclass(frozen=True)
class Event:
    """Something that happened: a mark on the chart, an association and not a cause."""

    date: dt.date
    kind: str
    label: str
    source: str | None
    url: str | None


@dataclass(frozen=True)
class Alternative:
    """A similar shoe and what makes it one."""

    card: Card
    kind: str
    similarity: float
    why: str


@dataclass(frozen=True)
class Place:
    """A shoe's place in one ranking."""

    ranking: str
    rank: int
    of: int
    why: str
