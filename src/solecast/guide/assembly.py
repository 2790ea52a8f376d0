"""Snapshot rows -> answers: how a shoe page, a comparison and a list are put together."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Protocol

from ..attributes import attribute, canonical
from ..model import REVIEWERS
from ..report import Report
from . import answers as a
from . import bylines, reasoned
from .group_pages import borrowed, shoe_story
from .life_lines import lives
from .words import scores as score_words
from .words.sources import vanished
from .words.verdict import since, size, verdict

Row = dict[str, Any]
Rows = Callable[..., list[Row]]


class Guide(Protocol):
    """What a page needs of a guide: its cards, what it says of itself, and queries."""

    facts: dict[str, Any]
    cards: dict[str, a.Card]
    report: Report

    def rows(self, query: str, *values: Any) -> list[Row]:
        """Run a read-only query with `?` for values; one dictionary a row."""

    def articles(self) -> list[a.Article]:
        """Give all articles, the newest first."""


def about(guide: Guide) -> a.About:
    """Say what a guide is and how much it holds."""
    counts = {
        name: guide.rows(f'SELECT count(*) AS n FROM "{name}"')[0]["n"]
        for name in ("shoes", "colorways", "reviews", "observations")
    }
    facts = guide.facts
    return a.About(
        title=facts["title"],
        description=facts["description"],
        editors=facts["editors"],
        currency=facts["currency"],
        as_of=dt.date.fromisoformat(facts["as_of"]),
        version=facts["version"],
        brands=len({card.brand for card in guide.cards.values()}),
        snapshot=facts["snapshot"],
        **counts,
    )


def shoe_page(guide: Guide, slug: str) -> a.ShoePage:
    """Put the page of one shoe together."""

    def of(table: str, order: str, make: Callable[[Row], Any]) -> list[Any]:
        query = f'SELECT * EXCLUDE (shoe) FROM "{table}" WHERE shoe = ? ORDER BY {order}'
        return [make(row) for row in guide.rows(query, slug)]

    shoe, card = guide.rows("FROM shoes WHERE shoe = ?", slug)[0], guide.cards[slug]
    facts = of("facts", "attribute, source, line, value", _pick(a.Fact))
    heat = guide.rows("FROM heat WHERE shoe = ? ORDER BY week", slug)
    last: Row = heat[-1] if heat else {"anchored": False, "scale": None}
    trend, growth = reasoned.trend(guide.rows, slug), reasoned.growth(guide.rows, slug)
    # `measure.changes` puts the most telling first: rows keep the order they were made in.
    changes = of("changes", "rowid", _change)
    colorways, (lo, hi) = _colorways(guide, slug), _range(guide, slug)
    scored = _scored(of("scores", "kind, source", _rating), card.score)
    specs, previous = _specs(guide, slug, facts), guide.cards.get(shoe["previous"] or "")
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
        previous=previous,
        previous_gap=shoe["previous_gap"],
        next=_next(guide, slug),
        specs=specs,
        facts=facts,
        changes=changes,
        **scored,
        heat=_heat(heat),
        anchored=last["anchored"],
        scale=last["scale"],
        size=size(heat),
        since=since(heat),
        heat_sources=reasoned.heat_sources(guide.rows, slug),
        series=_series(guide, slug),
        trend=trend,
        forecast=of("forecasts", "week", _pick(a.ForecastPoint)),
        forecast_method=_method(guide, slug),
        growth=growth,
        events=of("events", "date, kind, label", _pick(a.Event)),
        places=reasoned.places(guide.rows, slug),
        colorways=colorways,
        alternatives=reasoned.alternatives(guide.rows, guide.cards, slug),
        reviews=of("reviews", "date DESC NULLS LAST, file, line", bylines.review),
        articles=bylines.about(slug, guide.articles()),
        story=shoe_story(guide, slug),
        borrowed=borrowed(guide, slug),
        lives=lives(guide.rows, slug),
    )


_LATER = """
SELECT shoe FROM shoes WHERE previous = ?
ORDER BY coalesce(first_release, earliest_colorway), shoe
"""


def _next(guide: Guide, slug: str) -> a.Card | None:
    later = guide.rows(_LATER, slug)
    return guide.cards.get(later[0]["shoe"]) if later else None


def _range(guide: Guide, slug: str) -> tuple[float | None, float | None]:
    """Give the lowest and the highest retail price of a shoe's adult colorways."""
    found = guide.rows("FROM prices WHERE shoe = ?", slug)
    return (found[0]["retail_lo"], found[0]["retail_hi"]) if found else (None, None)


def _heat(rows: list[Row]) -> list[a.HeatPoint]:
    """Make the points of a line; a gap too long to bridge holds weeks without a value."""
    none = dict.fromkeys(("heat", "lo", "hi", "adjusted"))
    return [_pick(a.HeatPoint)({**row, **none} if row["open"] else row) for row in rows]


def _pick(kind: Any) -> Callable[[Row], Any]:
    names = [field.name for field in dataclasses.fields(kind)]
    return lambda row: kind(**{name: row[name] for name in names})


def _scored(ratings: list[a.Rating], score: float | None) -> dict[str, Any]:
    ratings.sort(key=lambda rating: REVIEWERS.index(rating.kind))
    how = score_words.how(ratings, score)
    return {"score": score, "scores": ratings, "score_how": how}


def _rating(row: Row) -> a.Rating:
    return _pick(a.Rating)({**row, "words": score_words.rating(row)})  # type: ignore[no-any-return]


def _change(row: Row) -> a.Change:
    return _pick(a.Change)({**row, "label": a.label(row["attribute"])})  # type: ignore[no-any-return]


def _method(guide: Guide, slug: str) -> str | None:
    found = guide.rows("SELECT any_value(method) AS method FROM forecasts WHERE shoe = ?", slug)
    return found[0]["method"] if found else None


def _specs(guide: Guide, slug: str, facts: list[a.Fact]) -> list[a.Spec]:
    behind: dict[str, list[a.Fact]] = defaultdict(list)
    for fact in facts:
        behind[canonical(fact.attribute)[0]].append(fact)
    rows = guide.rows("FROM specs WHERE shoe = ? ORDER BY ALL", slug)
    # What tells most of a shoe comes first.
    rows.sort(key=lambda row: -attribute(row["attribute"]).telling)
    return [
        _pick(a.Spec)(
            {
                **row,
                "label": a.label(row["attribute"]),
                "other_values": row["other_values"] or [],
                "facts": behind[row["attribute"]],
            }
        )
        for row in rows
    ]


_COLORWAYS = """
SELECT c.*, l.asking_price FROM colorways c LEFT JOIN (
    SELECT colorway, median(price) AS asking_price FROM listings WHERE shoe = ? GROUP BY colorway
) l USING (colorway)
WHERE c.shoe = ? ORDER BY c.release_date DESC NULLS LAST, c.name, c.colorway
"""


def _colorways(guide: Guide, slug: str) -> list[a.Colorway]:
    rows = guide.rows(_COLORWAYS, slug, slug)
    lists = [
        {**row, "colours": row["colours"] or [], "sources": row["sources"] or []} for row in rows
    ]
    return [_pick(a.Colorway)(row) for row in lists]


def _series(guide: Guide, slug: str) -> list[a.Series]:
    lines: dict[tuple[str, str, str, bool], list[a.SeriesPoint]] = defaultdict(list)
    for row in guide.rows(
        "FROM series WHERE shoe = ? ORDER BY source, metric, scale_group, week", slug
    ):
        key = (row["source"], row["metric"], row["scale_group"], row["comparable"])
        lines[key].append(_pick(a.SeriesPoint)(row))
    return [a.Series(*key, points) for key, points in lines.items()]


_DOUBTFUL = (
    "FROM links WHERE status NOT IN ('linked', 'rejected') AND \"group\" IS NULL "
    "ORDER BY records DESC, kind, title LIMIT 500"
)


def held(row: Row) -> list[a.ColumnReport]:
    """Give the columns of a file that were understood."""
    return [a.ColumnReport(**one) for one in row["understood"] or ()]


def sources(guide: Guide) -> a.Sources:
    """Put the import report together: files, quarantined rows, links in doubt."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for row in guide.rows("FROM quarantine ORDER BY file, line"):
        if len(reasons[row["file"]]) < 20:
            reasons[row["file"]].append(f"line {row['line']}: {row['reason']}")
    files = [
        _pick(a.FileReport)({**row, "understood": held(row), "reasons": reasons[row["file"]]})
        for row in guide.rows("FROM files ORDER BY file")
    ]
    statuses = guide.rows("SELECT status, sum(records) AS n FROM links GROUP BY status ORDER BY 1")
    counts = {row["status"]: int(row["n"]) for row in statuses}
    counts["quarantined"] = sum(report.quarantined for report in files)
    doubtful = [_pick(a.LinkReport)(row) for row in guide.rows(_DOUBTFUL)]
    return a.Sources(
        files, doubtful, counts, vanished(guide.report.differences), guide.report.seconds
    )
