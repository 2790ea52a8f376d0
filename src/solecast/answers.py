"""What a guide answers: plain data that the site, the JSON API, the command line and Python share.

Every answer is a frozen dataclass of texts, numbers, dates, lists and other answers, so that
`to_data` turns any of them into JSON. A missing number is None: unknown, not zero.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

Date = dt.date | None
Number = float | None


@dataclass(frozen=True)
class Card:
    """A shoe in a list: enough to recognise it and to decide to open its page."""

    shoe: str
    name: str
    brand: str
    released: Date
    price: Number
    currency: str | None
    score: Number
    heat: Number
    trend: str | None
    current: bool
    colorways: int
    spark: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Ranked:
    """A place in a ranking, with the reason in words."""

    rank: int
    card: Card
    value: Number
    lo: Number
    hi: Number
    why: str


@dataclass(frozen=True)
class Fact:
    """One stated fact with the exact words it was read from and where they stand."""

    attribute: str
    value: str
    evidence: str
    source: str
    url: str | None
    file: str
    line: int
    date: Date
    confidence: Number


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
    confidence: Number
    other_values: list[str]
    facts: list[Fact]


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
    retail_price: Number
    currency: str | None
    release_date: Date
    market_price: Number
    sources: list[str]


@dataclass(frozen=True)
class Score:
    """0-100 with an 80% interval, and what it rests on."""

    score: float
    lo: float
    hi: float
    reviews: int
    ratings: int
    why: str


@dataclass(frozen=True)
class Review:
    """One document about the shoe; `text` is Markdown or plain text, never trusted HTML."""

    headline: str | None
    text: str | None
    score: Number
    ratings: int | None
    author: str | None
    date: Date
    url: str | None
    pros: list[str]
    cons: list[str]
    source: str


@dataclass(frozen=True)
class HeatPoint:
    """Heat of one week, 0-100, with its 80% interval; `adjusted` is without season."""

    week: dt.date
    heat: Number
    lo: Number
    hi: Number
    adjusted: Number
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
    """What the heat is doing now; growth figures are ratios minus 1."""

    trend: str
    level: Number
    momentum13: Number
    yoy: Number
    yoy_lo: Number
    yoy_hi: Number
    peak_week: Date
    season_peak: int | None
    change_weeks: list[dt.date]
    first_week: Date
    last_week: Date
    weeks: int
    current: bool
    why: str


@dataclass(frozen=True)
class Growth:
    """Heat now and expected in 26 and 52 weeks; `p_half_more`: chance of +50% and more."""

    now: Number
    in26: Number
    in26_lo: Number
    in26_hi: Number
    in52: Number
    in52_lo: Number
    in52_hi: Number
    p_half_more: Number
    why: str


@dataclass(frozen=True)
class HeatSource:
    """What one source contributes to a shoe's heat this week."""

    source: str
    metric: str
    scale_group: str
    comparable: bool
    weight: Number
    contribution: Number
    weeks: int
    last_week: Date
    note: str


@dataclass(frozen=True)
class SeriesPoint:
    """One week of one source as it was counted, in the source's own unit."""

    week: dt.date
    value: Number
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
    released: Date
    verdict: str
    price: Number
    currency: str | None
    previous: Card | None
    previous_gap: int | None
    next: Card | None
    specs: list[Spec]
    facts: list[Fact]
    changes: list[Change]
    score: Score | None
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
    gaps: list[str]
    """What is missing on this page, why, and how to add it: one sentence each."""


@dataclass(frozen=True)
class Line:
    """One shoe's heat on the joint scale of a comparison."""

    shoe: str
    name: str
    heat: list[HeatPoint]
    forecast: list[ForecastPoint]
    anchored: bool
    note: str | None


@dataclass(frozen=True)
class CompareRow:
    """One attribute side by side; None is unknown, and `differs` ignores unknowns."""

    attribute: str
    label: str
    unit: str | None
    values: list[str | None]
    differs: bool


@dataclass(frozen=True)
class Comparison:
    """Two to five shoes: trends on one joint scale, specs side by side."""

    shoes: list[ShoePage]
    lines: list[Line]
    rows: list[CompareRow]
    scale: str
    """How the lines were scaled, in words."""


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


@dataclass(frozen=True)
class FileReport:
    """The import report of one file."""

    file: str
    format: str
    read: int
    used: int
    quarantined: int
    note: str | None
    reasons: list[str]


@dataclass(frozen=True)
class LinkReport:
    """One subject that was not linked with certainty: what it said and why."""

    kind: str
    title: str | None
    records: int
    status: str
    shoe: str | None
    probability: Number
    reason: str
    runner_up: str | None
    file: str
    line: int


@dataclass(frozen=True)
class Sources:
    """The sources page: files, links in doubt, and counts."""

    files: list[FileReport]
    doubtful: list[LinkReport]
    counts: dict[str, int]


@dataclass(frozen=True)
class Grade:
    """The grade of the forecasts made on one date; ratios below 1 beat the rival."""

    made: dt.date
    kind: str
    method: str
    shoes: int
    weeks_due: int
    mae_vs_naive: Number
    mae_vs_momentum: Number
    coverage80: Number
    coverage95: Number
    rising_calls: int
    rising_hits: int


@dataclass(frozen=True)
class About:
    """The guide itself."""

    title: str
    description: str
    editors: list[str]
    currency: str
    as_of: dt.date
    version: str
    shoes: int
    colorways: int
    reviews: int
    observations: int
    brands: int
    snapshot: str


LABELS = {"msrp": "Retail price", "retail_price": "Retail price", "drop_mm": "Drop"}
"""Names of attributes that a reader would not guess from the attribute itself."""


def label(attribute: str) -> str:
    """Name an attribute for a reader: `upper_material` -> `Upper material`."""
    return LABELS.get(attribute, attribute.replace("_", " ").strip().capitalize())


def to_data(answer: Any) -> Any:
    """Turn an answer into JSON data: dates become ISO texts, tuples lists."""
    if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        return {f.name: to_data(getattr(answer, f.name)) for f in dataclasses.fields(answer)}
    if isinstance(answer, dict):
        return {key: to_data(value) for key, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [to_data(value) for value in answer]
    return answer.isoformat() if isinstance(answer, dt.date) else answer
