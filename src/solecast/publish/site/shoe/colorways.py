"""Colorways on a shoe's page: the one that is drawn large, the swatches, and the strip."""

from markupsafe import Markup

from ....guide.answers import Card, Colorway, ShoePage
from ... import drawings
from ..images.drawing_of import drawing_of
from ..rendering.formatting import money
from ..rendering.query import query
from .shoe_parts import Lead, Shade, Tile

_SWATCHES, _WIDTH = 5, 560
_FOR = {"men": "men’s", "women": "women’s", "kids": "kids’", "unisex": "men’s and women’s"}


def words(colorway: Colorway) -> str | None:
    """Give the words that tint a colorway: its name where that says a colour, else its colours."""
    named = colorway.name if drawings.swatch(colorway.name) else "/".join(colorway.colours)
    return named or None


def lead(page: ShoePage, card: Card, chosen: str) -> Lead:
    """Draw the shoe in the colorway that was chosen, else as its card is drawn."""
    tinted = [c for c in _once(page.colorways) if drawings.swatch(words(c))]
    picked = next((c for c in tinted if c.colorway == chosen), None)
    shown = drawing_of(card, words(picked) if picked else None)
    usual = next((c for c in tinted if drawing_of(card, words(c)) == shown), None)
    current = picked or usual
    order = sorted(tinted, key=lambda c: c is not current)[:_SWATCHES]
    order.sort(key=tinted.index)
    shades = [
        Shade(
            c.name,
            drawings.swatch(words(c)),
            query(f"/shoes/{page.shoe}", colorway=c.colorway),
            c is current,
        )
        for c in order
    ]
    element = drawings.svg(shown, _WIDTH, drawings.alt(shown), inline=True)
    return Lead(
        Markup(element),  # noqa: S704 - made of numbers and of its own words
        shades if len(shades) > 1 else [],
        _caption(page, shown.upper is not None),
        page.articles[0] if page.articles else None,
    )


def _caption(page: ShoePage, tinted: bool) -> str:
    if tinted:
        return ""
    if page.colorways:
        return "Drawn without color: no colorway’s name says one."
    return "Drawn without color: no catalog of ours names a colorway."


def tiles(page: ShoePage) -> list[Tile]:
    """Give each colorway once, with its price and for whom it is."""
    return [Tile(c, words(c), _about(c, page.colorways)) for c in _once(page.colorways)]


def _once(colorways: list[Colorway]) -> list[Colorway]:
    """Keep the first of those with one name and one partner: men's and women's are told beside."""
    kept: dict[tuple[str, str | None], Colorway] = {}
    for colorway in colorways:
        kept.setdefault((colorway.name, colorway.collaborator), colorway)
    return list(kept.values())


def _about(shown: Colorway, colorways: list[Colorway]) -> str:
    alike = [c for c in colorways if c.name == shown.name and c.collaborator == shown.collaborator]
    priced = next((c for c in alike if c.retail_price is not None), None)
    genders = sorted({_FOR[c.gender] for c in alike if c.gender in _FOR})
    year = max((c.release_date.year for c in alike if c.release_date), default=None)
    parts = [
        money(priced.retail_price, priced.currency) if priced else "",
        f"with {shown.collaborator}" if shown.collaborator else " and ".join(genders),
        str(year) if year else "",
    ]
    return ", ".join(part for part in parts if part)
