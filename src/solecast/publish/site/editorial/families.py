"""Brands and models: their lists and their pages."""

from collections import defaultdict
from collections.abc import Sequence

from ....guide.answers import Card
from ....guide.guide import Guide
from ..query import query
from ..views import BrandsView, Family


def brands(guide: Guide) -> list[Family]:
    """List the brands of a guide, those of most shoes first."""
    shoes: dict[str, list[Card]] = defaultdict(list)
    for card in guide.cards.values():
        shoes[card.brand].append(card)
    found = [
        Family(name, query("/browse", brand=name), face(cards), len(cards))
        for name, cards in shoes.items()
    ]
    return sorted(found, key=lambda family: (-family.shoes, family.name.casefold()))


def face(cards: Sequence[Card]) -> Card:
    """Choose the shoe that stands for its family: known in colour, wanted, much coloured."""
    return max(cards, key=_rank)


def _rank(card: Card) -> tuple[bool, float, int, str]:
    wanted = (card.heat or 0.0) if card.current and card.anchored else 0.0
    return card.colours is not None, wanted, card.colorways, card.shoe


def brands_view(guide: Guide) -> BrandsView:
    """Fill the list of all brands."""
    return BrandsView(guide.about(), "Brands", "brands", brands(guide))
