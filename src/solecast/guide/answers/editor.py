"""Notes to the editor: what a page lacks and what adding it would gain. Readers never see them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Todo:
    """One thing to add or mend, with the shoe it is about and what it would gain."""

    kind: str
    """signal, newer_signal, review, colorway, article, author, picture, link, ..."""
    shoe: str | None
    name: str
    gain: float
    """How much it would help: the higher, the earlier in the list."""
    words: str
    """What to do, in one or two sentences."""
