"""What stands above and below a chart: whose line it is, what its height says, what marks mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..answers import Borrowed, Group, ShoePage

RING = "Ring: the week that is not over."
BANDS = "Dark band: as likely inside as outside. Light band: 8 in 10."


BY_SOURCE = ("Interest, source by source", "Each on its own scale: no two share an axis.")
STORY = "In order of date: what happened, not what caused what."


NOBODY_COUNTS = "Nobody counts the interest in this shoe yet."


def instead(kind: str) -> str:
    """Say whose line a shoe without its own shows."""
    return f"No source follows this shoe alone, so this is its {kind}."


def short_name(name: str, brand: str) -> str:
    """Leave the brand out of a shoe's name: `Speed 2.0`."""
    return name.removeprefix(brand).strip() or name


def own(page: ShoePage, against: str | None, season: bool) -> tuple[str, str]:
    """Title the line of a shoe; `against` is what its axis is in, None where shoes compare."""
    shoe = short_name(page.name, page.brand)
    counted = "Weekly, all sources together" + (", without the season" if season else "")
    if against is None:
        return (
            f"Interest in the {shoe}, beside all shoes here",
            f"{counted}. 100 is the hottest week of any shoe.",
        )
    return (
        f"Interest in the {shoe}, against {_AGAINST.get(against, against)}",
        f"{counted}. No source counts it beside other shoes, so read the shape.",
    )


def past(page: ShoePage, last: dt.date) -> tuple[str, str]:
    """Title a line that ended; what was counted since is on another scale."""
    return (
        f"Interest in the {short_name(page.name, page.brand)}, until {last:%B %Y}",
        "Weekly. What was counted since is on another scale, and too little for a line.",
    )


_AGAINST = {"highest week": "its highest week"}


def lent(line: Borrowed | Group) -> str:
    """Title a line that is not of one shoe: `Interest in Balenciaga, all products`."""
    return f"Interest in {line.name}, all {'products' if line.kind == 'brand' else 'versions'}"


def counted(sources: Sequence[str], weeks: bool = True) -> str:
    """Say where a line of a model or a brand comes from."""
    often = "Weekly" if weeks else "By quarter"
    return f"{often}, from {' and '.join(sources)}. Read the shape." if sources else f"{often}."


def ranked(source: str) -> str:
    """Say what a line of places shows."""
    return f"Place on the {source}, by quarter. Higher is hotter."


def together(joint: bool, season: bool, names: Sequence[str]) -> tuple[str, str]:
    """Title the lines of a comparison."""
    bare = " Without the season." if season else ""
    if joint:
        return (
            "Interest, on one scale",
            f"Weekly. 100 is the highest week of {' and '.join(names)} together.{bare}",
        )
    return (
        "Interest, each as a share of its own highest week",
        f"No source counts them side by side: compare the shapes, not the heights.{bare}",
    )


def highest(week: dt.date, short: bool = False) -> str:
    """Name the highest week of a line."""
    return f"{week:%b %Y}" if short else f"highest, {week:%B %Y}"


def in_a_row(place: int, quarters: int) -> tuple[str, str]:
    """Name a time on one place, in full and on a phone."""
    at = "first" if place == 1 else f"no. {place}"
    return f"{at}, {_NUMBERS.get(quarters, str(quarters))} quarters in a row", at


_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def marks(ring: bool, bands: bool, weeks_ahead: int) -> str:
    """Say what the marks of a weekly chart mean."""
    said = [RING] if ring else []
    if bands:
        said.append(BANDS)
    if weeks_ahead:
        said.append(_AHEAD.get(weeks_ahead, f"The next {weeks_ahead} weeks are drawn."))
    return " ".join(said)


_AHEAD = {
    52: "A year is drawn.",
    26: "Half a year is drawn.",
    13: "A quarter of a year is drawn.",
    1: "The next week is drawn.",
}


def place_marks(told: bool, absent: bool, borrowed: str | None) -> str:
    """Say what the marks of a line of places mean; `borrowed` is the kind whose line it is."""
    said = []
    if told:
        said.append("Hollow: told by the press, not seen on the list.")
    if absent:
        said.append("Triangle: the list came out without it.")
    if borrowed:
        said.append(f"This line is drawn lighter because it is the {borrowed}’s.")
    return " ".join(said)
