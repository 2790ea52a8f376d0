"""What is new about a shoe, beside its previous version."""

from dataclasses import replace

from markupsafe import Markup

from ....guide.answers import Card, Change, ShoePage
from ....guide.guide import Guide
from ... import drawings
from ..images.drawing_of import drawing_of
from ..rendering.formatting import opened
from .callouts import pin
from .keys import price, price_range, year
from .shoe_parts import Against, News
from .source_notes import Notes

_MOST, _WIDTH = 6, 561
_NOT_ITS_BODY = {"retail_price", "release_date", "collection", "category", "type", "use"}
_ORDER = {"changed": 0, "unknown": 1, "same": 2}


def news(guide: Guide, page: ShoePage, card: Card, notes: Notes) -> News | None:
    """Tell what is new; None where neither a predecessor nor an article says anything."""
    lines = page.articles[0].news if page.articles else []
    before = page.previous
    changes = [c for c in page.changes if c.after is not None and c.attribute not in _NOT_ITS_BODY]
    changes = sorted(changes, key=lambda c: _ORDER[c.change])[:_MOST] if before else []
    drawn = replace(drawing_of(card), upper=None, overlay=None, sole=None)
    pins = {c.attribute: pin(c.attribute, drawn) for c in changes if c.change != "same"}
    numbers = {a: n for n, a in enumerate((a for a, p in pins.items() if p), start=1)}
    rows = [_row(page, change, numbers.get(change.attribute), notes) for change in changes]
    rows += _prices(guide, page, notes)
    if not rows and not lines:
        return None
    element = drawings.svg(drawn, _WIDTH, drawings.alt(drawn), inline=True)
    return News(
        before if rows else None,
        _sub(page),
        rows,
        [] if rows else lines,
        Markup(element),  # noqa: S704 - made of numbers and of its own words
        [
            (numbers[a], p.x, p.y, p.at_x, p.at_y)
            for a, p in pins.items()
            if p is not None and a in numbers
        ],
    )


def _sub(page: ShoePage) -> str:
    if page.previous is None:
        return ""
    out = year(page.previous)
    said = f" of {out}" if out else ""
    between = (page.previous_gap or 1) - 1
    if between:
        said += f", with {between} version{'s' * (between > 1)} between them"
    return said


def _row(page: ShoePage, change: Change, number: int | None, notes: Notes) -> Against:
    facts = [fact for fact in page.facts if fact.attribute == change.attribute]
    spec = next((s for s in page.specs if s.attribute == change.attribute), None)
    marks = notes.marks(spec.facts if spec else facts)
    alike = change.change == "same"
    before = None if change.before is None else opened(change.before)
    after = None if change.after is None else opened(change.after)
    return Against(change.label, before, after, marks, number, alike)


def _prices(guide: Guide, page: ShoePage, notes: Notes) -> list[Against]:
    """Set the retail prices side by side, if both are known."""
    if page.previous is None:
        return []
    before, after = price_range(*guide.price_before(page.shoe)), price(page)
    if before is None or after is None:
        return []
    stated = next((s for s in page.specs if s.attribute == "retail_price"), None)
    marks = notes.marks(stated.facts) if stated else []
    return [Against("Retail price", before, after, marks, None, before == after)]
