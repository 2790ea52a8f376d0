"""What a guide answers: plain data that the site, the JSON API, the command line and Python share.

Every answer is a frozen dataclass of texts, numbers, dates, lists and other answers, so that
`to_data` turns any of them into JSON. A missing number is None: unknown, not zero.
"""

from .data import label, to_data
from .lists import Browse, Card, Facet, Ranked
from .reports import About, FileReport, Grade, LinkReport, Sources, track_record
from .shoe import (
    Alternative,
    Change,
    Colorway,
    CompareRow,
    Comparison,
    Event,
    Fact,
    ForecastPoint,
    Growth,
    HeatPoint,
    HeatSource,
    Line,
    Place,
    Review,
    Score,
    Series,
    SeriesPoint,
    ShoePage,
    Spec,
    Trend,
)

__all__ = [
    "About",
    "Alternative",
    "Browse",
    "Card",
    "Change",
    "Colorway",
    "CompareRow",
    "Comparison",
    "Event",
    "Facet",
    "Fact",
    "FileReport",
    "ForecastPoint",
    "Grade",
    "Growth",
    "HeatPoint",
    "HeatSource",
    "Line",
    "LinkReport",
    "Place",
    "Ranked",
    "Review",
    "Score",
    "Series",
    "SeriesPoint",
    "ShoePage",
    "Sources",
    "Spec",
    "Trend",
    "label",
    "to_data",
    "track_record",
]
