"""The four keys at the top of a shoe's page: the first of these that the guide knows."""

from collections.abc import Iterator

from ....guide.answers import Card, ShoePage, Spec
from ....guide.words.amounts import about
from ..rendering.formatting import TREND_WORDS, day, money, opened, spec_value
from .shoe_parts import LabelledValue
from .source_notes import Notes

_MOST = 4
_MATERIALS = ("upper_material", "outsole", "sole_feature", "closure", "weight")
_SAYING = {"rising", "falling", "fading", "stable", "seasonal"}


def keys(page: ShoePage, notes: Notes) -> list[LabelledValue]:
    """Give the four keys, with sources where a source states them."""
    made = []
    for key in _candidates(page, notes):
        made.append(key)
        if len(made) == _MOST:
            break
    return made


def _candidates(page: ShoePage, notes: Notes) -> Iterator[LabelledValue]:
    yield from _out(page, notes)
    yield from _price(page, notes)
    yield from _kin(page)
    yield from _now(page)
    specs = {spec.attribute: spec for spec in page.specs}
    for name in _MATERIALS:
        if name in specs:
            spec = specs[name]
            shown = opened(spec_value(spec))
            yield LabelledValue(spec.label, shown, notes.marks(spec.facts), _corrected(spec))
    if page.colorways:
        yield LabelledValue("Colorways we list", str(len(page.colorways)))


def _out(page: ShoePage, notes: Notes) -> Iterator[LabelledValue]:
    """When it came out: its own year, else what a source says, else what the guide lists."""
    stated = next((s for s in page.specs if s.attribute == "release_date"), None)
    if page.first_released:
        facts = stated.facts if stated else []
        year = str(page.first_released)
        yield LabelledValue("First released", year, notes.marks(facts), _corrected(stated))
    elif stated:
        label = "Released" if stated.value[:1].isdigit() else "Season"
        yield LabelledValue(label, spec_value(stated), notes.marks(stated.facts))
    elif page.earliest_colorway:
        yield LabelledValue("Earliest colorway we list", day(page.earliest_colorway))


def _price(page: ShoePage, notes: Notes) -> Iterator[LabelledValue]:
    stated = next((s for s in page.specs if s.attribute == "retail_price"), None)
    marks = notes.marks(stated.facts) if stated else []
    shown = price(page)
    shown = about(shown, page.worth, page.worth_currency) if shown else shown
    if shown is None and stated:
        shown = spec_value(stated)
    if shown:
        yield LabelledValue("Retail price", shown, marks, _corrected(stated))


def _corrected(spec: Spec | None) -> str:
    """Mark what an editor states; who was overruled stands with the facts below."""
    return "corrected by the editors" if spec and spec.corrected else ""


def price(page: ShoePage) -> str | None:
    """Write the retail price of a shoe: that of its colorways, or their range."""
    return price_range(page.price, page.price_lo, page.price_hi, page.currency)


def price_range(
    newest: float | None, low: float | None, high: float | None, currency: str | None
) -> str | None:
    """Write the price of the newest colorway, or the range of all where there is one."""
    if low is not None and high is not None and low != high:
        return f"{money(low, currency)}–{money(high, currency)}"
    known = newest if newest is not None else low
    return None if known is None else money(known, currency)


def _kin(page: ShoePage) -> Iterator[LabelledValue]:
    for label, card in (("Follows", page.previous), ("Followed by", page.next)):
        if card:
            yield LabelledValue(
                label,
                short(card),
                also=year(card),
                href=f"/shoes/{card.shoe}",
            )
            return


def short(card: Card) -> str:
    """Write a shoe's name without its brand, which stands on the page already."""
    return card.name.removeprefix(card.brand).strip() or card.name


def year(card: Card) -> str:
    """Write the year in which another shoe came out; empty where nobody states it."""
    return str(card.first_released) if card.first_released else ""


def _now(page: ShoePage) -> Iterator[LabelledValue]:
    trend = page.trend
    if trend and trend.current and trend.trend in _SAYING:
        tone = "good" if trend.trend == "rising" else ""
        yield LabelledValue("Now", TREND_WORDS[trend.trend][0], href="#trend", tone=tone)
