"""What answers are made from: the cards, rows and parts of pages that an opened guide gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..report.build_report import Report
from ..vocabulary import Row
from . import answers as a
from .card_list import Cards
from .parts import Page


@dataclass(frozen=True)
class GroupLines:
    """The lines of a brand or model."""

    heat: list[a.HeatPoint]
    counts: list[a.Series]
    """What sources count of the whole group."""
    of_parts: list[a.Series]
    """The same, and what they count of its parts."""


class PageSource(Protocol):
    """What the modules that put answers together need of a guide."""

    facts: dict[str, Any]
    """What the guide says of itself, as the table `about` has it."""
    cards: Cards
    report: Report

    def rows(self, query: str, *values: Any) -> list[Row]:
        """Run a read-only query with `?` for values; one dictionary a row."""

    def parts(self, slug: str, parts: Sequence[str]) -> Page:
        """Give parts of the page of a shoe."""

    def lines(self, kind: str, slug: str) -> GroupLines:
        """Give the lines of a brand or model."""

    def articles(self) -> list[a.Article]:
        """Give all articles, the newest first."""

    def authors(self) -> list[a.Author]:
        """Give the people who have a page."""
