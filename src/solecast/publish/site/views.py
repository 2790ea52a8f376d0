"""What each template is given: one dataclass for each, and nothing beside it."""

from dataclasses import dataclass
from typing import ClassVar

from ...guide.answers import (
    About,
    Browse,
    Card,
    Comparison,
    Grade,
    Growth,
    Ranked,
    ShoePage,
    Sources,
    Spec,
)


@dataclass(frozen=True)
class View:
    """Shared by all pages: the guide, the page's title and which entry of the menu it is."""

    template: ClassVar[str]
    about: About
    title: str
    here: str


@dataclass(frozen=True)
class Toggle:
    """A switch of a page: a link that redraws it, lit when it is on."""

    label: str
    href: str
    lit: bool


@dataclass(frozen=True)
class Picture:
    """One drawing in its variants: `src` is the plain one, the others fit phone and dark."""

    src: str
    dark: str
    phone: str
    phone_dark: str


@dataclass(frozen=True)
class Chart:
    """A chart on a page: the picture at once, the interactive one from `spec` where it can."""

    picture: Picture
    spec: str
    words: str
    toggles: list[Toggle]
    bands: str
    png: str
    csv: str


@dataclass(frozen=True)
class Shelf:
    """One ranking of the home page."""

    ranking: str
    places: list[Ranked]


@dataclass(frozen=True)
class HomeView(View):
    """The home page."""

    template: ClassVar[str] = "home.html"
    shelves: list[Shelf]


@dataclass(frozen=True)
class RankingRow:
    """One place of a ranking with the growth that is expected of the shoe."""

    place: Ranked
    growth: Growth | None


@dataclass(frozen=True)
class RankingView(View):
    """A whole ranking. `made` and `kept`: how often "rising" was called, and came true."""

    template: ClassVar[str] = "ranking.html"
    ranking: str
    rows: list[RankingRow]
    made: int
    kept: int


@dataclass(frozen=True)
class ShoeView(View):
    """The page of a shoe. `others` are offered where a browser draws no suggestions."""

    template: ClassVar[str] = "shoe.html"
    page: ShoePage
    released: str
    chart: Chart | None
    key_specs: list[Spec]
    more_specs: list[Spec]
    others: list[Card]
    embed: str


@dataclass(frozen=True)
class Column:
    """One shoe of a comparison: its page, its colour and the address without it."""

    page: ShoePage
    colour: int
    note: str | None
    without: str


@dataclass(frozen=True)
class CompareView(View):
    """The compare page; `comparison` is None until two shoes are chosen."""

    template: ClassVar[str] = "compare.html"
    comparison: Comparison | None
    columns: list[Column]
    slugs: list[str]
    chart: Chart | None
    differences: Toggle
    problems: list[str]
    others: list[Card]
    full: bool


@dataclass(frozen=True)
class Choice:
    """One value of a facet: a link that sets it, or clears it when it is lit."""

    label: str
    count: int
    href: str
    lit: bool


@dataclass(frozen=True)
class BrowseView(View):
    """The list of shoes with its facets; `choices` by facet, `sorts` by order."""

    template: ClassVar[str] = "browse.html"
    browse: Browse
    choices: dict[str, list[Choice]]
    sorts: list[Toggle]
    kept: dict[str, str]
    clear: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class MethodView(View):
    """The method in words, and how earlier forecasts did."""

    template: ClassVar[str] = "method.html"
    text: str
    grades: list[Grade]


@dataclass(frozen=True)
class SourcesView(View):
    """The import report."""

    template: ClassVar[str] = "sources.html"
    sources: Sources


@dataclass(frozen=True)
class ProblemView(View):
    """What is shown instead of a page that there is not: why, and where to go."""

    template: ClassVar[str] = "problem.html"
    status: int
    message: str
    candidates: list[str]


@dataclass(frozen=True)
class EmbedView(View):
    """One chart for other people's pages: no script."""

    template: ClassVar[str] = "embed.html"
    page: ShoePage
    picture: Picture | None
    address: str


VIEWS: tuple[type[View], ...] = (
    HomeView,
    RankingView,
    ShoeView,
    CompareView,
    BrowseView,
    MethodView,
    SourcesView,
    ProblemView,
    EmbedView,
)
"""All of them."""
