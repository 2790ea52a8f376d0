"""Which shoes a picker offers where a browser draws no suggestions."""

from ....guide.answers import Card, ShoePage
from ....guide.guide import Guide

_MOST = 12


def others(guide: Guide, pages: list[ShoePage]) -> list[Card]:
    """Offer shoes to compare with: versions and alternatives first, then the hottest."""
    cards = [
        card
        for page in pages
        for card in (page.previous, page.next, *[other.card for other in page.alternatives])
        if card is not None
    ]
    cards += [place.card for place in guide.ranking("hottest", _MOST + len(pages))]
    taken = {page.shoe for page in pages}
    unique = {card.shoe: card for card in cards if card.shoe not in taken}
    return list(unique.values())[:_MOST]
