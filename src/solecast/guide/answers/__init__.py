"""What a guide answers: plain data that the site, the JSON API, the command line and Python share.

Every answer is a frozen dataclass of texts, numbers, dates, lists and other answers, so that
`to_data` turns any of them into JSON. A missing number is None: unknown, not zero.
"""

from .data import label, to_data
from .editor import Todo
from .groups import Borrowed, Family, Group, LinePart, StoryItem
from .launch_lives import Life, LifePoint, Lives
from .lists import Browse, Card, Facet, Heading, Ranked
from .people import Article, Author
from .reports import About, ColumnReport, FileReport, Grade, LinkReport, Sources, track_record
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
    SeriesPoint,
    Spec,
    StatedFact,
    Trend,
)
from .shoe_page import CompareRow, Comparison, Line, ShoePage

__all__ = [
    "About",
    "Alternative",
    "Article",
    "Author",
    "Borrowed",
    "Browse",
    "Card",
    "Change",
    "Colorway",
    "ColumnReport",
    "CompareRow",
    "Comparison",
    "Correction",
    "Event",
    "Facet",
    "Family",
    "FileReport",
    "ForecastPoint",
    "Grade",
    "Group",
    "Growth",
    "Heading",
    "HeatPoint",
    "HeatSource",
    "Life",
    "LifePoint",
    "Line",
    "LinePart",
    "LinkReport",
    "Lives",
    "Place",
    "Ranked",
    "Rating",
    "Review",
    "Series",
    "SeriesPoint",
    "ShoePage",
    "Sources",
    "Spec",
    "StatedFact",
    "StoryItem",
    "Todo",
    "Trend",
    "label",
    "to_data",
    "track_record",
]
