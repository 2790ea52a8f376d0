"""What a shoe is and does, in two sentences made from facts."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from ...vocabulary import Row
from ..answers import Card, Change, Rating, Spec, Trend
from .amounts import listed, money

_CURRENCY = re.compile(r"\b[A-Z]{3}\b")
_NOUNS = {"running": "running shoe", "basketball": "basketball shoe", "skate": "skate shoe"}
_MOVING, _STILL = ("rising", "falling", "fading", "seasonal"), ("stable", "new")
_PLAIN_WORDS = 3
"""Words of a material, at most, that fit before a noun."""

_TELLING: Mapping[str, tuple[str, str, float]] = {
    "weight": ("heavier", "lighter", 0.03),
    "heel_stack": ("taller", "lower", 0.04),
    "drop": ("steeper", "flatter", 0.15),
    "retail_price": ("dearer", "cheaper", 0.02),
}
"""Attribute -> what more and less of it are called, and the least share that is felt."""

_TOP = 0.25
"""Share of its shoes, at most, that a reviewer rates above one that is called highly rated."""


def verdict(
    card: Card,
    specs: Sequence[Spec],
    changes: Sequence[Change],
    previous: Card | None,
    trend: Trend | None,
    ratings: Sequence[Rating],
) -> str:
    """Say what kind of shoe it is, then the one thing that tells most of it.

    That is a move of its popularity, else what changed since the previous version, else its
    rating, else what its popularity does.
    """
    moves = trend.why if trend and trend.trend in _MOVING else ""
    tells = moves or _changed(changes, previous) or _rated(ratings)
    tells = tells or (trend.why if trend and trend.trend in _STILL else "")
    return f"{_what(card, specs)} {tells}".strip()


def _what(card: Card, specs: Sequence[Spec]) -> str:
    """Say `A suede sneaker at $100.`, with a special sole where one is stated."""
    known = {spec.attribute: spec.value for spec in specs if spec.status != "disputed"}
    noun = _NOUNS.get(card.category or "", "sneaker")
    material = listed(known.get("upper_material", "").split(", "))
    if material and len(material.split()) <= _PLAIN_WORDS:
        noun = f"{material} {noun}"
    sole = known.get("sole_feature", "")
    sole = known.get("sole_feature", "")
    if sole and " " not in sole:
        noun = f"{noun} with a {sole} sole"
    said = f"{_article(noun)} {noun}"
    said += f" by {card.brand}"
    said += f" at {money(card.price, card.currency)}" if card.price else ""
    return f"{said}, sole {sole}." if " " in sole else f"{said}."


def _article(noun: str) -> str:
    return "An" if noun[:1].lower() in "aeiou" else "A"


def _changed(changes: Sequence[Change], previous: Card | None) -> str:
    """Say `Heavier, taller and dearer than the Nike Pegasus 40.`"""
    if previous is None:
        return ""
    words = [word for change in changes if change.change == "changed" for word in _felt(change)]
    if not words:
        return ""
    said = listed(words[:3])
    return f"{said[0].upper()}{said[1:]} than the {previous.name}."


def _felt(change: Change) -> list[str]:
    before, after = _number(change.before), _number(change.after)
    coins = [set(_CURRENCY.findall(side or "")) for side in (change.before, change.after)]
    if change.attribute not in _TELLING or not before or not after or coins[0] != coins[1]:
        return []
    more, less, least = _TELLING[change.attribute]
    if abs(after / before - 1) < least:
        return []
    return [more if after > before else less]


def _number(stated: str | None) -> float | None:
    found = re.match(r"\d+(?:\.\d+)?", (stated or "").replace(",", ""))
    return float(found.group()) if found else None


def _rated(ratings: Sequence[Rating]) -> str:
    placed = [r for r in ratings if r.place and r.of and (r.place - 1) / r.of < _TOP]
    if not placed:
        return ""
    best = min(placed, key=lambda r: (r.place or 0) / (r.of or 1))
    return f"Rated above most by {best.source}."


def since(heat: list[Row]) -> dt.date | None:
    """Give the week from which a shoe's heat is on its present scale, None for its first.

    `heat`: its rows of the table, by week.
    """
    other = [row["week"] for row in heat if not row["open"] and row["scale"] != heat[-1]["scale"]]
    after = [row["week"] for row in heat if other and row["week"] > other[-1] and not row["open"]]
    return min(after, default=None)


def size(heat: list[Row]) -> str:
    """Say how far the size of a shoe's heat compares; `heat`: its rows of the table, by week."""
    if not heat:
        return ""
    last, start = heat[-1], since(heat)
    said = ""
    if not last["scale"]:
        said = "No source counts it beside other shoes: read the shape, not the height."
    elif not last["anchored"]:
        said = "It compares only with shoes of the same source, not with all others."
    if start:
        said += f" Before {start:%B %Y} the line is on another scale: its height says nothing now."
    return said.strip()
