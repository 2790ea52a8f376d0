"""Numbers the sources of a page in the order in which they are first leant on."""

from collections.abc import Iterable

from ....guide.answers import StatedFact
from ..rendering.prose import web_address
from .shoe_parts import Note


class Notes:
    """The sources of one page; asking for a mark gives a source its number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str | None], int] = {}

    def mark(self, source: str | None, url: str | None = None) -> list[int]:
        """Give the number of a source as a list of one; of none, an empty list."""
        if not source:
            return []
        key = (source, web_address(url))
        return [self._numbers.setdefault(key, len(self._numbers) + 1)]

    def marks(self, facts: Iterable[StatedFact]) -> list[int]:
        """Give the numbers of the sources of facts, each once, in order."""
        return sorted({number for fact in facts for number in self.mark(fact.source, fact.url)})

    def all(self) -> list[Note]:
        """List the sources by number."""
        return [Note(number, name, url) for (name, url), number in self._numbers.items()]
