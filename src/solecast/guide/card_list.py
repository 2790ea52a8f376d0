"""Cards of a snapshot: looked up by the few that a page shows, never all of them unasked."""

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..vocabulary import Row
from . import answers as a

Rows = Callable[..., list[Row]]

FIELDS = [field.name for field in dataclasses.fields(a.Card)]
"""What the text of a card holds, in this order."""
_CHOSEN = "SELECT card FROM cards"
_DATE, _SPARK, _SHAPE = (FIELDS.index(n) for n in ("earliest_colorway", "spark", "shape"))
_MOST_KEPT = 4_000
"""Cards that stay in memory, about a kilobyte each."""
_AT_ONCE = 500
"""Cards that are looked up by name; more of them are cheaper read in one go."""


class Cards(Mapping[str, a.Card]):
    """The cards of all shoes by slug, in the order of their slugs."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._kept: dict[str, a.Card] = {}
        self._slugs: dict[str, None] | None = None

    def __getitem__(self, shoe: str) -> a.Card:
        """Give the card of a shoe; raises `KeyError` for a slug that the guide does not have."""
        return self.many([shoe])[0]

    def __contains__(self, shoe: object) -> bool:
        """Tell whether the guide has a shoe of that slug."""
        return shoe in self._all()

    def __iter__(self) -> Iterator[str]:
        """Go through the slugs in order."""
        return iter(self._all())

    def __len__(self) -> int:
        """Count the shoes."""
        return len(self._all())

    def many(self, shoes: Iterable[str]) -> list[a.Card]:
        """Give the cards of shoes in the order asked, by one query for those not yet known.

        Raises `KeyError` for a slug that the guide does not have.
        """
        asked = list(shoes)
        known = {shoe: self._kept[shoe] for shoe in set(asked) & self._kept.keys()}
        missing = [shoe for shoe in dict.fromkeys(asked) if shoe not in known]
        if missing:
            # A small guide is read whole in the time of a few lookups.
            some = len(self._all()) > _AT_ONCE
            known |= self._read(missing if some else list(self._all()))
        return [known[shoe] for shoe in asked]

    def values(self) -> Any:
        """Give all cards, read in one go and not kept."""
        return [_card(row) for row in self._rows(f"{_CHOSEN} ORDER BY shoe")]

    def items(self) -> Any:
        """Give all slugs and cards, read in one go and not kept."""
        return [(card.shoe, card) for card in self.values()]

    def _all(self) -> dict[str, None]:
        # A hundred bytes a shoe, and each page asks for one: a query takes as long as a lookup.
        if self._slugs is None:
            rows = self._rows("SELECT shoe FROM cards ORDER BY shoe")
            self._slugs = dict.fromkeys(row["shoe"] for row in rows)
        return self._slugs

    def _read(self, missing: list[str]) -> dict[str, a.Card]:
        if len(missing) > _AT_ONCE:
            rows = self._rows(f"{_CHOSEN} WHERE list_contains(?, shoe)", missing)
        else:
            marks = ", ".join("?" * len(missing))
            rows = self._rows(f"{_CHOSEN} WHERE shoe IN ({marks})", *missing)
        found = {card.shoe: card for card in map(_card, rows)}
        for shoe in list(self._kept)[: len(self._kept) + len(found) - _MOST_KEPT]:
            self._kept.pop(shoe, None)
        self._kept.update(found)
        return found


def _card(row: Row) -> a.Card:
    values = json.loads(row["card"])
    date = values[_DATE]
    values[_DATE] = None if date is None else dt.date.fromisoformat(date)
    values[_SPARK], values[_SHAPE] = values[_SPARK] or [], values[_SHAPE] or {}
    return a.Card(*values)
