"""What may become of a shoe's popularity: odds as shoes to count, and what else is dated."""

from dataclasses import replace

from markupsafe import Markup

from ....guide.answers import Card, ShoePage
from ....guide.guide import Guide
from ....guide.words import chart_titles
from ....guide.words.line.odds import Odds, half_more, odds
from ... import drawings
from ...charts.theme import LIGHT
from ..images.drawing_of import drawing_of
from ..rendering.formatting import day, month
from .shoe_parts import Chances, LabelledValue
from .source_notes import Notes

_MOST_COUNTED, _WIDTH, _MOST_DATED = 10, 104, 4


def trend_words(page: ShoePage) -> str:
    """Say what the line does, or whose line it is."""
    if page.trend and page.heat:
        return f"{page.trend.why} {page.growth.why if page.growth else ''}".strip()
    if not page.borrowed:
        return chart_titles.NOBODY_COUNTS
    return f"{chart_titles.instead(page.borrowed.kind)} {page.borrowed.why}".strip()


def chances(page: ShoePage, card: Card) -> Chances | None:
    """Picture the chance to grow by half; None without a forecast."""
    if page.growth is None or page.growth.p_half_more is None:
        return None
    told = odds(page.growth.p_half_more)
    words = str(told)
    meaning = half_more(page.growth.p_half_more).removeprefix(words).strip()
    return Chances(words[:1].upper() + words[1:], meaning, _counted(told, card))


def _counted(told: Odds, card: Card) -> list[Markup]:
    if told.whole > _MOST_COUNTED:
        return []
    blank = replace(drawing_of(card), upper=None, overlay=None, sole=None)
    filled = replace(blank, upper=LIGHT.accent, overlay=LIGHT.accent)
    return [
        Markup(  # noqa: S704 - made of numbers
            drawings.svg(filled if n < told.part else blank, _WIDTH, inline=True, place=f"odds{n}")
        )
        for n in range(told.whole)
    ]


def dated(guide: Guide, page: ShoePage, notes: Notes) -> list[LabelledValue]:
    """List what else is true and dated: the last events, who counts it, when we forecast."""
    as_of = guide.about().as_of
    past = [event for event in page.events if event.date <= as_of]
    rows = [
        LabelledValue(day(event.date), event.label, notes.mark(event.source, event.url))
        for event in past[-2:]
    ]
    if page.trend and page.trend.first_week and page.heat_sources:
        source = page.heat_sources[0].source
        since = f"From {month(page.trend.first_week)}"
        rows.append(LabelledValue(since, f"Followed by {source}", notes.mark(source)))
    if page.forecast:
        rows.append(
            LabelledValue(day(as_of), "This forecast was frozen, to be graded week by week.")
        )
    return rows[:_MOST_DATED]
