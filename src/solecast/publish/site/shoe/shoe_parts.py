"""What the templates of a shoe's page are given, part by part."""

from dataclasses import dataclass, field

from markupsafe import Markup

from ....guide.answers import Article, Card, Colorway, Review, StatedFact


@dataclass(frozen=True)
class Note:
    """A numbered source at the foot of the page."""

    number: int
    name: str
    url: str | None


@dataclass(frozen=True)
class LabelledValue:
    """A label, what is told under it, and the numbers of its sources."""

    label: str
    value: str
    marks: list[int] = field(default_factory=list)
    also: str = ""
    """What else is said of it, in small."""
    href: str | None = None
    tone: str = ""
    """`good` for what is on the rise."""
    attribute: str = ""


@dataclass(frozen=True)
class Against:
    """A row beside the previous version; None is what no source states."""

    label: str
    before: str | None
    after: str | None
    marks: list[int]
    number: int | None
    """Its number on the drawing, where the drawing has a place for it."""
    alike: bool


@dataclass(frozen=True)
class News:
    """What is new: rows beside the previous version, or an article's short lines."""

    previous: Card | None
    sub: str
    rows: list[Against]
    lines: list[str]
    drawing: Markup
    pins: list[tuple[int, float, float, float, float]]
    """Number, the place that it points at, and where it stands."""


@dataclass(frozen=True)
class StoryRow:
    """One dated fact of how a shoe became popular."""

    when: str
    what: str
    note: str
    marks: list[int]
    peak: bool


@dataclass(frozen=True)
class Story:
    """How it became popular, in order of date, beside a drawing of whom it is about."""

    rows: list[StoryRow]
    sub: str
    card: Card
    caption: str


@dataclass(frozen=True)
class Shade:
    """A colorway as a round swatch: up to three tints, and the address that shows it."""

    name: str
    tints: list[str]
    href: str
    chosen: bool


@dataclass(frozen=True)
class Tile:
    """A colorway in the strip: drawn, named, priced."""

    colorway: Colorway
    words: str | None
    about: str


@dataclass(frozen=True)
class Chances:
    """The chance to grow, as shoes to count: `1 in 4`."""

    words: str
    meaning: str
    shoes: list[Markup]


@dataclass(frozen=True)
class Writer:
    """Who wrote the page's article."""

    name: str
    initials: str
    bio: str
    href: str | None
    wrote: str
    picture: str | None = None


@dataclass(frozen=True)
class ShownReview:
    """A review and its text as HTML."""

    review: Review
    text: Markup


@dataclass(frozen=True)
class FactSources:
    """What stands behind a fact: the value, and each source with its words or its cell."""

    told: LabelledValue
    facts: list[StatedFact]


@dataclass(frozen=True)
class Lead:
    """The top of the page: the colorway that is drawn, and its swatches."""

    drawing: Markup
    shades: list[Shade]
    caption: str
    article: Article | None
