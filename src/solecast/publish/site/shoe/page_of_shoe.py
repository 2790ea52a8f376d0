"""A shoe's page -> its view: which facts stand where, and which source stands behind each."""

from dataclasses import replace

from fastapi import Request
from markupsafe import Markup

from ....guide.answers import ShoePage, Spec, StatedFact
from ....guide.guide import Guide
from ....guide.words import chart_titles
from ... import charts
from ..images.chart_view import chart_view
from ..images.pictures import wish
from ..lists.offers import others
from ..rendering.formatting import opened, spec_value
from ..rendering.query import query
from ..views import Chart, ShoeView, Toggle
from .beside_before import news
from .colorways import lead, tiles
from .keys import keys, price
from .lives_drawn import lives_drawn
from .shoe_parts import FactSources, LabelledValue, ShownReview
from .source_notes import Notes
from .what_next import chances, dated, trend_words
from .who_and_when import story, writer

_FACTS = 9
_SAID_ABOVE = {"category", "collection"}


def shoe_view(guide: Guide, page: ShoePage, request: Request) -> ShoeView:
    """Fill the page of a shoe. Sources get their numbers in the order of the page."""
    notes = Notes()
    card = guide.cards[page.shoe]
    kept = request.query_params.get("colorway", "")
    key_facts = keys(page, notes)
    told = [FactSources(_told(page, spec, notes), spec.facts) for spec in page.specs]
    told += [
        FactSources(
            LabelledValue(one.label, "Not known", notes.marks(one.overruled), one.words),
            one.overruled,
        )
        for one in page.corrections
        if one.value is None
    ]
    shown = [each.told for each in told if each.told.attribute not in _SAID_ABOVE]
    return ShoeView(
        about=guide.about(),
        title=page.name,
        here="shoe",
        page=page,
        card=card,
        lead=lead(page, card, kept),
        keys=key_facts,
        facts=shown[:_FACTS],
        evidence=told,
        news=news(guide, page, card, notes),
        story=story(guide, page, card, notes),
        chart=_chart(guide, page, request),
        lives=lives_drawn(page.lives),
        trend_words=trend_words(page),
        chances=chances(page, card),
        dated=dated(guide, page, notes),
        tiles=tiles(page),
        writer=writer(guide, page),
        others=others(guide, [page]),
        notes=notes.all(),
        reviews=_reviews(guide, page),
        embed=f"{request.base_url}embed/{page.shoe}",
    )


def _reviews(guide: Guide, page: ShoePage) -> list[ShownReview]:
    """Give the reviews that have a text, which was made HTML when the guide was built."""
    written = [review for review in page.reviews if review.text]
    texts = guide.review_texts(page.shoe) if written else []
    return [
        ShownReview(review, Markup(text))  # noqa: S704 - cleaned when it was made
        for review, text in zip(written, texts, strict=True)
    ]


def _told(page: ShoePage, spec: Spec, notes: Notes) -> LabelledValue:
    """Tell a spec with the sources that agree; those that do not are told beside it."""
    against = [fact for fact in spec.facts if fact.value in spec.other_values]
    agreeing = [fact for fact in spec.facts if fact not in against] or spec.facts
    agreeing = spec.facts if spec.corrected else agreeing
    value = opened(spec_value(spec))
    if spec.attribute == "retail_price":
        value = price(page) or value
    also = _maker_says(spec) or (_also(spec, against) if spec.status != "single" else "")
    return LabelledValue(spec.label, value, notes.marks(agreeing), also, attribute=spec.attribute)


def _maker_says(spec: Spec) -> str:
    """Tell who was overruled, or the maker's figure beside a measured one."""
    return spec.corrected or (f"The maker says {spec.advertised}." if spec.advertised else "")


def _also(spec: Spec, against: list[StatedFact]) -> str:
    if spec.status == "disputed":
        return "Sources disagree."
    sources = sorted({fact.source for fact in against})
    return f"{spec.other_values[0]}, says {sources[0]}." if sources and spec.other_values else ""


def _chart(guide: Guide, page: ShoePage, request: Request) -> Chart | None:
    """Draw its own line, else the one it borrows; a shoe with neither has no chart."""
    wanted = wish(request.query_params)
    drawing = charts.shoe_drawing(page, wanted.view == "adjusted", wanted.log)
    if drawing.empty:
        return None
    if wanted.view == "sources":
        title, subtitle = chart_titles.BY_SOURCE
        drawing = replace(drawing, title=title, subtitle=subtitle, note="")
    here, log = f"/shoes/{page.shoe}", 1 if wanted.log else None
    shown = [("heat", "As it is"), ("adjusted", "Without its season"), ("sources", "By source")]
    toggles = [
        Toggle(
            label,
            query(here, show=None if view == "heat" else view, log=log) + "#trend",
            wanted.view == view,
        )
        for view, label in shown
    ]
    if wanted.view != "sources":
        view = None if wanted.view == "heat" else wanted.view
        address = query(here, show=view, log=None if wanted.log else 1) + "#trend"
        toggles.append(Toggle("Log scale", address, wanted.log))
    snapshot = guide.about().snapshot
    own = bool(page.heat)
    path, csv = f"shoes/{page.shoe}", f"{here}.csv"
    return chart_view(drawing, path, snapshot, wanted, csv, toggles if own else [])
