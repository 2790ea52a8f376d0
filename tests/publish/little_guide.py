"""A guide of five shoes held in memory: the seam between the guide and its faces.

It answers like `solecast.guide.Guide`, at the speed that tests of pages need. Its shoes and
figures are invented for the tests; they stand in no guide.
"""

import datetime as dt
import math
from dataclasses import replace

from solecast.answers import (
    About,
    Alternative,
    Browse,
    Card,
    Change,
    Colorway,
    CompareRow,
    Comparison,
    Event,
    Facet,
    Fact,
    FileReport,
    ForecastPoint,
    Grade,
    Growth,
    HeatPoint,
    HeatSource,
    Line,
    LinkReport,
    Place,
    Ranked,
    Review,
    Score,
    Series,
    SeriesPoint,
    ShoePage,
    Sources,
    Spec,
    Trend,
)
from solecast.errors import AmbiguousShoe, UnknownShoe

MONDAY = dt.date(2024, 1, 1)
WEEKS = 130


def heat_line(base: float, growth: float, weeks: int = WEEKS) -> list[HeatPoint]:
    points = []
    for number in range(weeks):
        season = 1 + 0.25 * math.sin(number / 52 * 2 * math.pi)
        value = min(base * (1 + growth * number / 52) * season, 100.0)
        points.append(
            HeatPoint(
                MONDAY + dt.timedelta(weeks=number),
                value,
                value * 0.9,
                value * 1.1,
                value / season,
                number == weeks - 1,
            )
        )
    return points


def forecast_line(heat: list[HeatPoint], weeks: int = 52) -> list[ForecastPoint]:
    last, level = heat[-1].week, heat[-1].heat or 0.0
    return [
        ForecastPoint(
            last + dt.timedelta(weeks=n),
            level * (1 + n / 200),
            level * (1 - n / 160),
            level * (1 + n / 70),
            level * (1 - n / 110),
            level * (1 + n / 40),
        )
        for n in range(1, weeks + 1)
    ]


def fact(attribute: str, value: str, evidence: str, source: str = "Maker's notes") -> Fact:
    return Fact(
        attribute,
        value,
        evidence,
        source,
        "https://example.org/notes",
        "catalog/notes.csv",
        12,
        dt.date(2024, 3, 1),
        0.9,
    )


def spec(attribute: str, label: str, value: str, *others: str, unit: str | None = None) -> Spec:
    facts = [fact(attribute, value, f"it has {value}")]
    facts += [fact(attribute, other, f"we saw {other}", "A magazine") for other in others]
    status = "disputed" if others else "single"
    return Spec(attribute, label, value, unit, status, 1, len(others), 0.8, list(others), facts)


def shoe_page(
    slug: str, name: str, heat: list[HeatPoint] | None = None, released: int = 2024
) -> ShoePage:
    """One full page; without `heat` it is a page without any signal."""
    specs = [
        spec("lining", "Lining", "terry cloth"),
        spec("released_year", "Released", str(released), str(released + 1)),
        spec("weight", "Weight", "310", unit="g"),
    ]
    brand = name.split(maxsplit=1)[0]
    return ShoePage(
        shoe=slug,
        name=name,
        brand=brand,
        model=name.split()[1],
        version=None,
        aliases=[name.lower()],
        category="lifestyle",
        released=dt.date(released, 6, 1),
        verdict=f"{name} is a calm shoe that sells on its sole.",
        price=795.0,
        currency="USD",
        previous=None,
        previous_gap=None,
        next=None,
        specs=specs,
        facts=[one for each in specs for one in each.facts],
        changes=[],
        score=Score(84.0, 78.0, 90.0, 3, 120, "Three reviews agree within eight points."),
        heat=heat or [],
        anchored=True,
        heat_sources=_heat_sources() if heat else [],
        series=_series() if heat else [],
        trend=_trend() if heat else None,
        forecast=forecast_line(heat) if heat else [],
        forecast_method="PL 1" if heat else None,
        growth=Growth(40, 44, 30, 60, 48, 28, 80, 0.22, "Growth of 20% in a year.")
        if heat
        else None,
        events=_events() if heat else [],
        places=[Place("hottest", 2, 40, "Second most wanted this week.")] if heat else [],
        colorways=_colorways(slug),
        alternatives=[],
        reviews=[_review()],
        gaps=["No lab weight is known. Add a column `weight` to a file in catalog/."],
    )  # fmt: skip


def _heat_sources() -> list[HeatSource]:
    return [
        HeatSource("Shop sales", "sales", "shop", True, 0.7, 0.6, WEEKS, MONDAY, "anchors"),
        HeatSource("Searches", "searches", "trends", False, 0.3, 0.4, 52, MONDAY, "shape only"),
    ]


def _events() -> list[Event]:
    return [
        Event(dt.date(2024, 9, 2), "release", "Release of Black Copper", "Maker's notes", None),
        Event(dt.date(2025, 5, 5), "press", "Worn on a red carpet", "A magazine", None),
    ]


def _colorways(slug: str) -> list[Colorway]:
    return [
        Colorway(
            f"{slug}-black",
            "Core Black",
            "BB1234",
            ["black", "copper"],
            None,
            "men",
            220.0,
            "USD",
            dt.date(2024, 9, 1),
            310.5,
            ["Maker's notes"],
        ),
        Colorway(
            f"{slug}-white", "White", None, [], "A. Designer", None, None, None, None, None, []
        ),
    ]


def _review() -> Review:
    return Review(
        "Soft and loud",
        "Walks **well**.\n\n- soft\n- loud",
        85.0,
        None,
        "The editors",
        dt.date(2024, 7, 1),
        "https://example.org/review",
        ["soft"],
        ["loud"],
        "Our reviews",
    )


def _series() -> list[Series]:
    points = [
        SeriesPoint(MONDAY + dt.timedelta(weeks=n), float(n % 17), n == 3, n == WEEKS - 1)
        for n in range(WEEKS)
    ]
    return [
        Series("Shop sales", "sales", "shop", True, points),
        Series("Searches", "searches", "trends", False, points[40:]),
    ]


def _trend() -> Trend:
    return Trend(
        "rising", 3.2, 0.12, 0.24, 0.1, 0.4, dt.date(2025, 9, 1), 9, [dt.date(2025, 3, 3)],
        MONDAY, MONDAY + dt.timedelta(weeks=WEEKS - 1), WEEKS, True,
        "The lower end of its yearly growth is above zero.",
    )  # fmt: skip


class LittleGuide:
    """Answers the questions of a guide from five pages."""

    def __init__(self) -> None:
        first = shoe_page("acme-pace", "Acme Pace", heat_line(40, 0.1), 2022)
        second = shoe_page("acme-pace-2-0", "Acme Pace 2.0", heat_line(25, 0.4))
        third = shoe_page("borea-drift", "Borea Drift", heat_line(12, 0.9))
        fourth = shoe_page("borea-drift-low", "Borea Drift Low", heat_line(60, -0.2))
        plain = replace(
            shoe_page("cobalt-stone", "Cobalt Stone"),
            score=None,
            reviews=[],
            colorways=[],
            specs=[],
            facts=[],
            released=None,
            price=None,
            gaps=["No signal names this shoe. Put a file with its weekly sales into signals/."],
        )
        second = replace(
            second,
            previous=card(first),
            previous_gap=2,
            changes=[
                Change("sole", "Sole", "one piece", "five segments", "changed"),
                Change("lining", "Lining", "terry cloth", "terry cloth", "same"),
                Change("insole", "Insole", None, "cushy", "unknown"),
            ],
            alternatives=[Alternative(card(third), "cheaper", 0.8, "Same sole, 200 USD less.")],
        )
        first = replace(first, next=card(second))
        self.pages = {p.shoe: p for p in (first, second, third, fourth, plain)}

    def about(self) -> About:
        return About("Little guide", "Five shoes for tests.", ["The editors"], "USD",
                     dt.date(2026, 6, 22), "0.1.0", 5, 8, 4, 800, 3, "little-1")  # fmt: skip

    def resolve(self, name: str) -> str:
        if name in self.pages:
            return name
        found = [p for p in self.pages.values() if name.lower() in p.name.lower()]
        exact = [p for p in found if p.name.lower() == name.lower()]
        found = exact or found
        if not found:
            raise UnknownShoe(name[:80], ["Acme Pace"])
        if len(found) > 1:
            raise AmbiguousShoe(name, [p.name for p in found])
        return found[0].shoe

    def shoe(self, name: str) -> ShoePage:
        return self.pages[self.resolve(name)]

    def compare(self, *names: str) -> Comparison:
        shoes = [self.shoe(name) for name in names]
        lines = [
            Line(p.shoe, p.name, p.heat, p.forecast, p.anchored, None if p.heat else "No signal.")
            for p in shoes
        ]
        rows = [
            CompareRow("lining", "Lining", None, ["terry cloth"] * len(shoes), False),
            CompareRow("weight", "Weight", "g", [str(300 + n) for n in range(len(shoes))], True),
            CompareRow("plate", "Plate", None, ["no", *[None] * (len(shoes) - 1)], False),
        ]
        return Comparison(shoes, lines, rows, "One maximum over all shoes and weeks shown.")

    def search(self, words: str, limit: int = 20) -> list[Card]:
        return [card(p) for p in self.pages.values() if words.lower() in p.name.lower()][:limit]

    def suggest(self, prefix: str, limit: int = 8) -> list[Card]:
        return self.search(prefix, limit)

    def browse(
        self,
        words: str = "",
        brand: str | None = None,
        category: str | None = None,
        trend: str | None = None,
        sort: str = "heat",
        page: int = 1,
        per_page: int = 48,
    ) -> Browse:
        cards = [c for c in self.search(words, 99) if brand in {None, c.brand}]
        cards = [c for c in cards if trend in {None, c.trend}]
        facets = {
            "brand": [Facet("Acme", 2), Facet("Borea", 2), Facet("Cobalt", 1)],
            "category": [Facet("lifestyle", 5)],
            "trend": [Facet("rising", 4)],
        }
        pages = max(1, -(-len(cards) // per_page))
        shown = cards[(page - 1) * per_page : page * per_page]
        return Browse(words, shown, len(cards), page, pages, facets)

    def ranking(self, name: str, limit: int = 20) -> list[Ranked]:
        cards = [card(p) for p in self.pages.values() if p.heat]
        return [
            Ranked(n, c, 90.0 - n, 80.0 - n, 99.0 - n, f"Reason of place {n}.")
            for n, c in enumerate(cards[:limit], start=1)
        ]

    def sources(self) -> Sources:
        return Sources(
            [
                FileReport("catalog/notes.csv", "table", 10, 9, 1, None, ["line 4: no name"]),
                FileReport("signals/odd.bin", "unknown", 0, 0, 0, "left out: not a text", []),
            ],
            [
                LinkReport("observation", "Pace", 12, "doubtful", "acme-pace", 0.61,
                           "two shoes of that name", "acme-pace-2-0", "signals/a.csv", 3),
                LinkReport("review", "Zoomer", 1, "unlinked", None, None, "no such brand", None,
                           "reviews/z.md", 1),
            ],
            {"shoes": 5, "colorways": 8, "observations": 800},
        )  # fmt: skip

    def ledger(self) -> list[Grade]:
        return [
            Grade(dt.date(2025, 1, 6), "backtest", "PL 1", 4, 208, 0.82, 0.77, 0.79, 0.94, 3, 2),
            Grade(dt.date(2026, 6, 22), "live", "PL 1", 4, 0, None, None, None, None, 1, 0),
        ]

    def method(self) -> str:
        return "Heat is **one** line.\n\n## Trend\n\n| class | means |\n|---|---|\n"


def card(page: ShoePage) -> Card:
    return Card(
        page.shoe, page.name, page.brand, page.released, page.price, page.currency,
        page.score.score if page.score else None,
        page.heat[-1].heat if page.heat else None,
        page.trend.trend if page.trend else None,
        bool(page.heat), len(page.colorways),
        [p.heat or 0.0 for p in page.heat[-52:]],
    )  # fmt: skip
