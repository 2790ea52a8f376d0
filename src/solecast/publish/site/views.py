"""What each template is given: one dataclass for each, and nothing beside it."""

from dataclasses import dataclass, field
from typing import ClassVar

from markupsafe import Markup

from ...guide.answers import (
    About,
    Article,
    Author,
    Browse,
    Card,
    Colorway,
    Comparison,
    Grade,
    Group,
    Heading,
    Ranked,
    ShoePage,
    Sources,
    Todo,
)
from ..charts import DataTable
from .shoe.shoe_parts import (
    Chances,
    FactSources,
    LabelledValue,
    Lead,
    News,
    Note,
    ShownReview,
    Story,
    Tile,
    Writer,
)


@dataclass(frozen=True)
class Shown:
    """Shared by all that templates show: the guide, the title and which entry of the menu it is."""

    template: ClassVar[str]
    about: About
    title: str
    here: str


@dataclass(frozen=True)
class View(Shown):
    """Shared by all pages of the site, which have its menu."""

    editor: bool = field(default=False, kw_only=True)
    """Whether the editor looks, who is shown the way to the notes."""


@dataclass(frozen=True)
class Toggle:
    """A switch of a page: a link that redraws it, lit when it is on."""

    label: str
    href: str
    lit: bool


@dataclass(frozen=True)
class Picture:
    """One chart in its variants: `src` is the widest, the others fit narrower screens and dark."""

    src: str
    dark: str
    tablet: str
    tablet_dark: str
    phone: str
    phone_dark: str


@dataclass(frozen=True)
class Chart:
    """A chart on a page: the picture at once, the interactive one from `spec` where it can."""

    title: str
    subtitle: str
    note: str
    picture: Picture
    spec: str
    words: str
    toggles: list[Toggle]
    png: str
    csv: str
    table: DataTable


@dataclass(frozen=True)
class Moment:
    """The shoe of the moment: its line in words and as a chart, and its odds."""

    card: Card
    line: str
    chart: Markup
    colour: int
    odds: str
    """`1 in 4`; empty where there is no forecast."""


@dataclass(frozen=True)
class FamilyCard:
    """A brand or model in a list: its name, its page, a drawing and how many shoes it has."""

    name: str
    href: str
    card: Card
    shoes: int


@dataclass(frozen=True)
class ArticleRow:
    """An article in a list, with the shoe whose drawing stands beside it."""

    article: Article
    card: Card | None


@dataclass(frozen=True)
class HomeView(View):
    """The front page. `article` is the newest; `odds` stands in where nothing rises."""

    template: ClassVar[str] = "home.html"
    article: Article | None
    art: Card | None
    also: list[ArticleRow]
    moment: Moment | None
    rising: list[Ranked]
    odds: list[Ranked]
    underrated: list[Ranked]
    new: list[Ranked]
    brands: list[FamilyCard]


@dataclass(frozen=True)
class TrackRecord:
    """What became of calls that a shoe would rise: how many were due, how many came true."""

    made: int
    kept: int


@dataclass(frozen=True)
class RankingView(View):
    """A whole ranking; `stand_in` holds the best odds where nothing rises."""

    template: ClassVar[str] = "ranking.html"
    ranking: str
    heading: Heading
    places: list[Ranked]
    stand_in: list[Ranked]
    names: list[str]
    live: TrackRecord
    tested: TrackRecord


@dataclass(frozen=True)
class ShoeView(View):
    """The page of a shoe. `others` are offered where a browser draws no suggestions."""

    template: ClassVar[str] = "shoe.html"
    page: ShoePage
    card: Card
    lead: Lead
    keys: list[LabelledValue]
    facts: list[LabelledValue]
    evidence: list[FactSources]
    news: News | None
    story: Story | None
    chart: Chart | None
    lives: "Drawn | None"
    trend_words: str
    chances: Chances | None
    dated: list[LabelledValue]
    tiles: list[Tile]
    writer: Writer | None
    others: list[Card]
    notes: list[Note]
    reviews: list[ShownReview]
    embed: str


@dataclass(frozen=True)
class Column:
    """One shoe of a comparison: its page, its colour and the address without it."""

    page: ShoePage
    card: Card
    short: str
    """Its name, without the brand where all have the same."""
    colour: int
    note: str | None
    without: str


@dataclass(frozen=True)
class Cell:
    """What one shoe has in a row: its value, None where no source says, and what it gains."""

    value: str | None
    note: str = ""
    no: bool = False
    """Whether a source says no."""


@dataclass(frozen=True)
class Section:
    """Rows of a comparison that are alike in kind: `differs`, `one` or `alike`."""

    title: str
    kind: str
    rows: list[tuple[str, list[Cell]]]


@dataclass(frozen=True)
class CompareView(View):
    """The compare page; `comparison` is None until two shoes are chosen."""

    template: ClassVar[str] = "compare.html"
    comparison: Comparison | None
    columns: list[Column]
    line: str
    sections: list[Section]
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
    lit: list[Choice]
    kept: dict[str, str]
    clear: str
    per_page: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class MethodView(View):
    """The method in words, and how forecasts did: live ones, those of shoes that were not out, and
    those tested on the past.
    """

    template: ClassVar[str] = "method.html"
    text: str
    live: list[Grade]
    before: list[Grade]
    tested: list[Grade]


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
class EmbedView(Shown):
    """One chart for other people's pages: no script."""

    template: ClassVar[str] = "embed.html"
    page: ShoePage
    card: Card
    picture: Picture | None
    address: str


@dataclass(frozen=True)
class BrandsView(View):
    """All brands."""

    template: ClassVar[str] = "brands.html"
    brands: list[FamilyCard]


@dataclass(frozen=True)
class Lineage:
    """The shoes of one model in order, and the years that they span, where known."""

    name: str
    href: str
    years: str
    shoes: list[Card]


@dataclass(frozen=True)
class Drawn:
    """A chart that is an element of the page; empty where there is too little to draw."""

    chart: Markup
    title: str
    note: str


@dataclass(frozen=True)
class GroupView(View):
    """The page of a brand or of a model. `alone` are the brand's shoes of one-shoe models, `more`
    counts those that are not drawn.
    """

    template: ClassVar[str] = "group.html"
    group: Group
    line: str
    faces: list[Card]
    lineages: list[Lineage]
    alone: list[Card]
    more: int
    prices: Drawn
    priced: list[Colorway]
    interest: Drawn
    articles: list[ArticleRow]


@dataclass(frozen=True)
class AuthorView(View):
    """The page of somebody who writes. `portrait` is the address of their picture."""

    template: ClassVar[str] = "author.html"
    author: Author
    initials: str
    portrait: str | None
    newest: ArticleRow | None
    rows: list[ArticleRow]


@dataclass(frozen=True)
class ArticleView(View):
    """The page of an article."""

    template: ClassVar[str] = "article.html"
    article: Article
    art: Card | None
    author: Author | None
    initials: str
    portrait: str | None
    also: list[ArticleRow]


VIEWS: tuple[type[Shown], ...] = (
    BrandsView,
    GroupView,
    AuthorView,
    ArticleView,
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


@dataclass(frozen=True)
class TodoView(View):
    """Notes to the editor; `more` counts those that are left out."""

    template: ClassVar[str] = "todo.html"
    notes: list[Todo]
    more: int
