"""The names of all shoes of a snapshot, looked up there instead of held."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ...vocabulary import Row
from ..card_list import Cards
from ..lookup import Resolver

if TYPE_CHECKING:  # A name that is written as the guide writes it needs no index, and no numpy.
    from .search_index import SearchIndex

_MOST_LIKE = 200
"""Names that share most triples of letters with an unknown one: these are compared with it."""


class KnownNames(Resolver):
    """Finds the one shoe of a snapshot that a name means."""

    def __init__(
        self,
        rows: Callable[..., list[Row]],
        cards: Cards,
        index: "Callable[[], SearchIndex]",
    ) -> None:
        self._rows, self._cards, self._index = rows, cards, index

    def knows(self, slug: str) -> bool:
        """Tell whether a text is the slug of a shoe."""
        return slug in self._cards

    def called(self, folded: str, *, weak: bool) -> set[str]:
        """Give the shoes of that name or, with `weak`, of that alias or name without brand."""
        query = "SELECT shoe FROM name_keys WHERE key = ? AND weak = ?"
        return {row["shoe"] for row in self._rows(query, folded, weak)}

    def having(self, asked: set[str]) -> Mapping[str, str]:
        """Give the shoes whose names have all words."""
        found = self._named(self._index().having(asked))
        return {slug: name for slug, name in found.items() if asked <= set(name.split())}

    def like(self, folded: str) -> Mapping[str, str]:
        """Give the shoes whose names share most triples of letters."""
        return self._named(self._index().like(folded, _MOST_LIKE))

    def shown(self, slugs: Sequence[str]) -> list[str]:
        """Give the names of shoes as they are written."""
        return [card.name for card in self._cards.many(slugs)]

    def _named(self, numbers: Sequence[int]) -> Mapping[str, str]:
        index = self._index()
        return {index.slugs[number]: index.names[number] for number in sorted(numbers)}
