"""The filtered list of shoes: facets and orders as numbers, counted and cut without reading a card.

Each shoe has a number, its place among the slugs. A facet is a number a shoe, an order is the
shoes' numbers in it; both were made when the snapshot was written.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...errors import InputError
from ...vocabulary import Row
from .. import answers as a
from ..card_list import Cards

SORTS = ("heat", "score", "name", "released", "price")
FACETS = ("brand", "category", "trend")

_ORDERS = "SELECT {} FROM cards ORDER BY shoe".format(", ".join(f"by_{name}" for name in SORTS))

_CODED = """
SELECT CAST(CASE WHEN coalesce({0}, '') = '' THEN -1
    ELSE dense_rank() OVER (ORDER BY nullif({0}, '') NULLS LAST) - 1 END AS SMALLINT) AS code
FROM cards ORDER BY shoe
"""
"""The number of a shoe's value among the values in order; -1 for none."""


class BrowseColumns:
    """All shoes by facet and order."""

    def __init__(self, cards: Cards, rows: Callable[..., list[Row]], columns: Any) -> None:
        """Read the facets and orders: `columns` runs a query and gives its columns as arrays."""
        self._cards = cards
        self._slugs: list[str] = list(cards)
        self._numbers = {slug: number for number, slug in enumerate(self._slugs)}
        places = columns(_ORDERS)
        self._orders: dict[str, Any] = {
            name: np.argsort(places[f"by_{name}"]).astype(np.int32) for name in SORTS
        }
        self._codes: dict[str, Any] = {}
        self._names: dict[str, list[str]] = {}
        for facet in FACETS:
            named = rows(f"SELECT DISTINCT {facet} AS name FROM cards WHERE {facet} <> ''")
            self._names[facet] = sorted(row["name"] for row in named)
            self._codes[facet] = columns(_CODED.format(facet))["code"]

    def browse(
        self,
        words: str,
        among: Sequence[str] | None,
        wanted: Mapping[str, str | None],
        sort: str,
        page: int,
        per_page: int,
    ) -> a.Browse:
        """Filter, sort and cut the list; facets count what the other facets leave.

        `among` are the slugs that a search found, best first; None is all shoes. Raises
        `InputError` for another order.
        """
        if sort not in SORTS and sort != "relevance":
            raise InputError(f"sort is {sort!r}; it must be one of: {', '.join(SORTS)}.")
        shown = None if among is None else np.array([self._numbers[s] for s in among], np.int32)
        inside = np.ones(len(self._slugs), bool)
        if shown is not None:
            inside[:] = False
            inside[shown] = True
        fits = {facet: self._fits(facet, value) for facet, value in wanted.items()}
        facets = {facet: self._counted(facet, inside, fits) for facet in wanted}
        for one in fits.values():
            inside &= one
        order = shown if sort == "relevance" and shown is not None else None
        if order is None:
            order = self._orders.get(sort, np.arange(len(self._slugs)))
        found = order[inside[order]]
        count = max(1, -(-len(found) // per_page))
        page = min(max(page, 1), count)
        cut = found[(page - 1) * per_page : page * per_page]
        cards = self._cards.many([self._slugs[number] for number in cut])
        return a.Browse(words, cards, len(found), page, count, facets)

    def _fits(self, facet: str, value: str | None) -> Any:
        codes = self._codes[facet]
        if value is None:
            return np.ones(len(codes), bool)
        names = self._names[facet]
        return codes == names.index(value) if value in names else np.zeros(len(codes), bool)

    def _counted(self, facet: str, inside: Any, fits: Mapping[str, Any]) -> list[a.Facet]:
        left = inside.copy()
        for other, one in fits.items():
            if other != facet:
                left &= one
        names, codes = self._names[facet], self._codes[facet][left]
        counts = np.bincount(codes[codes >= 0], minlength=len(names))
        ordered = sorted((-int(n), name) for n, name in zip(counts, names, strict=True) if n)
        return [a.Facet(name, -n) for n, name in ordered]
