"""Snapshot rows -> answers: how a shoe page, a comparison and a list are put together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..attributes import attribute, canonical
from ..vocabulary import REVIEWERS, Row
from . import answers as a
from . import bylines, reasoned
from .corrected_facts import corrections
from .group_pages import borrowed, heat_points, pick, told
from .life_lines import lives
from .page_source import PageSource
from .parts import PARTS, Page, day
from .words import score_words
from .words.sources import vanished
from .words.verdict import since, size, verdict


def about(guide: PageSource) -> a.About:
    """Say what a guide is and how much it holds."""
    facts = guide.facts
    return a.About(
        title=facts["title"],
        description=facts["description"],
        editors=facts["editors"],
        currency=facts["currency"],
        as_of=dt.date.fromisoformat(facts["as_of"]),
        version=facts["version"],
        snapshot=facts["snapshot"],
        **facts["counts"],
    )


_PARTS = tuple(part for part in PARTS if part not in {"before", "review_texts"})


def shoe_page(guide: PageSource, slug: str) -> a.ShoePage:
    """Put the page of one shoe together."""
    page = guide.parts(slug, _PARTS)
    shoe = {"shoe": slug, **page["shoes"][0]}
    kin = [shoe["previous"], _next(page), *(row["other"] for row in page["alternatives"])]
    cards = {card.shoe: card for card in guide.cards.many([slug, *filter(None, kin)])}
    card, previous = cards[slug], cards.get(shoe["previous"] or "")
    facts, heat = _made(a.StatedFact, page["facts"]), page["heat"]
    last: Row = heat[-1] if heat else {"anchored": False, "scale": None}
    trend, growth = reasoned.trend(page["trends"]), reasoned.growth(page["growth"])
    changes = [_change(row) for row in page["changes"]]
    scored = _scored([_rating(row) for row in page["scores"]], card.score)
    corrected = corrections(page["corrections"], facts)
    specs = _specs(page["specs"], facts, {one.attribute: one.words for one in corrected})
    lo, hi = _range(page["prices"])
    return a.ShoePage(
        shoe=slug,
        name=card.name,
        brand=card.brand,
        model=shoe["model"],
        version=shoe["version"],
        aliases=shoe["aliases"] or [],
        category=shoe["category"],
        verdict=verdict(card, specs, changes, previous, trend, scored["scores"]),
        price=card.price,
        currency=card.currency,
        first_released=card.first_released,
        earliest_colorway=card.earliest_colorway,
        price_lo=lo,
        price_hi=hi,
        worth=card.worth,
        worth_currency=guide.facts["currency"] if card.worth else None,
        previous=previous,
        previous_gap=shoe["previous_gap"],
        next=cards.get(_next(page) or ""),
        specs=specs,
        facts=facts,
        corrections=corrected,
        changes=changes,
        **scored,
        heat=heat_points(heat),
        anchored=last["anchored"],
        scale=last["scale"],
        size=size(heat),
        since=since(heat),
        heat_sources=reasoned.heat_sources(page["heat_sources"]),
        series=_series(page["series"]),
        trend=trend,
        forecast=_forecast(page["forecasts"]),
        forecast_method=next((row["method"] for row in page["forecasts"]), None),
        growth=growth,
        events=_made(a.Event, page["events"]),
        places=reasoned.places(page["places"], page["trends"]),
        colorways=colorways(page["colorways"]),
        alternatives=reasoned.alternatives(page["alternatives"], cards, guide.facts["currency"]),
        reviews=[bylines.review(row) for row in page["reviews"]],
        articles=bylines.about(slug, guide.articles()),
        story=told(page["story"]),
        borrowed=borrowed(guide, page["borrowed"], page["line_parts"]),
        lives=lives(guide, shoe, heat),
    )


def _next(page: Page) -> str | None:
    """Name the first of the shoes that say they follow this one."""
    return next((row["later"] for row in page["later"]), None)


def _range(prices: list[Row]) -> tuple[float | None, float | None]:
    """Give the lowest and the highest retail price of a shoe's adult colorways."""
    return (prices[0]["retail_lo"], prices[0]["retail_hi"]) if prices else (None, None)


def _made(kind: Any, rows: list[Row]) -> list[Any]:
    return [pick(kind)(row) for row in rows]


def _scored(ratings: list[a.Rating], score: float | None) -> Row:
    ratings.sort(key=lambda rating: REVIEWERS.index(rating.kind))
    how = score_words.how(ratings, score)
    return {"score": score, "scores": ratings, "score_how": how}


def _rating(row: Row) -> a.Rating:
    return pick(a.Rating)({**row, "words": score_words.rating(row)})  # type: ignore[no-any-return]


def _change(row: Row) -> a.Change:
    return pick(a.Change)({**row, "label": a.label(row["attribute"])})  # type: ignore[no-any-return]


def _specs(
    rows: list[Row], facts: list[a.StatedFact], corrected: Mapping[str, str]
) -> list[a.Spec]:
    behind: dict[str, list[a.StatedFact]] = defaultdict(list)
    for fact in facts:
        behind[canonical(fact.attribute)[0]].append(fact)
    # What tells most of a shoe comes first.
    rows = sorted(rows, key=lambda row: -attribute(row["attribute"]).telling)
    return [
        pick(a.Spec)(
            {
                **row,
                "label": a.label(row["attribute"]),
                "other_values": row["other_values"] or [],
                "facts": behind[row["attribute"]],
                "corrected": corrected.get(row["attribute"], ""),
            }
        )
        for row in rows
    ]


def colorways(rows: list[Row]) -> list[a.Colorway]:
    """Make the colorways of a shoe from rows."""
    lists = [
        {**row, "colours": row["colours"] or [], "sources": row["sources"] or []} for row in rows
    ]
    return _made(a.Colorway, lists)


def _series(rows: list[Row]) -> list[a.Series]:
    return [
        a.Series(
            row["source"],
            row["metric"],
            row["scale_group"],
            row["comparable"],
            [a.SeriesPoint(day(week), *counted) for week, *counted in row["points"]],
        )
        for row in rows
    ]


def _forecast(rows: list[Row]) -> list[a.ForecastPoint]:
    return [a.ForecastPoint(day(week), *told) for row in rows for week, *told in row["points"]]


_DOUBTFUL = (
    "FROM links WHERE status NOT IN ('linked', 'rejected') AND \"group\" IS NULL "
    "ORDER BY records DESC, kind, title LIMIT 500"
)


def held(row: Row) -> list[a.ColumnReport]:
    """Give the columns of a file that were understood."""
    return [a.ColumnReport(**one) for one in row["understood"] or ()]


def sources(guide: PageSource) -> a.Sources:
    """Put the import report together: files, quarantined rows, links in doubt."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for row in guide.rows("FROM quarantine ORDER BY file, line"):
        if len(reasons[row["file"]]) < 20:
            reasons[row["file"]].append(f"line {row['line']}: {row['reason']}")
    files = [
        pick(a.FileReport)({**row, "understood": held(row), "reasons": reasons[row["file"]]})
        for row in guide.rows("FROM files ORDER BY file")
    ]
    statuses = guide.rows("SELECT status, sum(records) AS n FROM links GROUP BY status ORDER BY 1")
    counts = {row["status"]: int(row["n"]) for row in statuses}
    counts["quarantined"] = sum(report.quarantined for report in files)
    doubtful = [pick(a.LinkReport)(row) for row in guide.rows(_DOUBTFUL)]
    return a.Sources(
        files, doubtful, counts, vanished(guide.report.differences), guide.report.seconds
    )
