"""A header taken apart: what it is about, in the words of many languages, and its units.

`Sale Price ($)` is {now, money} in dollars, `purchaseDate` is {bought, date}. The words are
data (`words.csv`); what a set of concepts means as a column is data, too (`fields.csv`).
"""

import csv
import itertools
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from ...vocabulary import CURRENCY_SIGNS, CURRENCY_WORDS
from ...writing.unspaced import cut_known, is_wholly_unspaced
from ..values import wording
from ..values.money import CODES

_LONGEST_PHRASE = 4
_SHORTEST_PART = 2
_MOST_READINGS = 8
_FILLER = "filler"
_SYSTEMS = frozenset({"us", "uk", "eu", "eur", "cm", "jp", "mm", "fr", "mx", "br", "kr", "cn"})
_AMOUNTS = frozenset({"money", "before", "now", "sold", "bought", "ask", "private"})

Concepts = frozenset[str]


class Header(NamedTuple):
    """What a header says: its possible readings, the best first, and its units.

    `unknown` are the words that no list has; `system` the size system (`us`, `eu`).
    """

    readings: tuple[Concepts, ...]
    unknown: tuple[str, ...]
    currency: str | None
    cents: bool
    system: str | None


def _rows(name: str) -> Iterator[list[str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    yield from csv.reader(lines[1:])


@cache
def words() -> dict[tuple[str, ...], list[Concepts]]:
    """Folded words of a header -> what they may mean, one set of concepts a language."""
    found: dict[tuple[str, ...], list[Concepts]] = {}
    for concepts, _, spelled in _rows("words.csv"):
        meaning = frozenset(concepts.split())
        for phrase in spelled.split("|"):
            meanings = found.setdefault(tuple(wording.fold(phrase).split()), [])
            if meaning not in meanings:
                meanings.append(meaning)
    return found


@cache
def fields() -> dict[Concepts, list[tuple[str, float]]]:
    """Give what a set of concepts may mean: fields with their rank, 1 for the best header."""
    found: dict[Concepts, list[tuple[str, float]]] = {}
    places: dict[str, int] = {}
    for field, concepts, *stated in _rows("fields.csv"):
        place = places[field] = places.get(field, -1) + 1
        rank = float(stated[0]) if stated else 1 - 0.01 * place
        found.setdefault(frozenset(concepts.split()), []).append((field, rank))
    return found


@lru_cache(maxsize=20_000)
def read_header(header: str) -> Header:
    """Take a header apart."""
    tokens = [wording.fold(word) for word in wording.snake(header).split("_") if word]
    currency = next((code for mark, code in CURRENCY_SIGNS.items() if mark in header.lower()), None)
    if currency is None and "$" in header:
        currency = "$"
    parts: list[list[Concepts]] = []
    unknown: list[str] = []
    system: str | None = None
    cents = False
    place = 0
    while place < len(tokens):
        width, meanings = _meanings(tokens, place)
        word = tokens[place]
        if word == "cents":
            cents = True
        elif word in _SYSTEMS and width < 2:
            system = word
        elif width:
            parts.append(meanings)
        elif code := _currency(word):
            currency = currency or code
        elif not word.isdigit():
            unknown.append(word)
        place += max(width, 1)
    if not parts and not unknown and (currency or system == "eur"):
        parts = [[frozenset({"money"})]]  # a column headed by its currency alone
    if system == "eur" and any(_AMOUNTS & meaning for part in parts for meaning in part):
        currency, system = "EUR", None
    return Header(_readings(parts), tuple(unknown), currency, cents, system)


def _currency(token: str) -> str | None:
    if token.upper() in CODES:
        return token.upper()
    return CURRENCY_WORDS.get(token)


def _readings(parts: list[list[Concepts]]) -> tuple[Concepts, ...]:
    combined = itertools.islice(itertools.product(*parts), _MOST_READINGS)
    found = (frozenset().union(*chosen) - {_FILLER} for chosen in combined)
    return tuple(dict.fromkeys(reading for reading in found if reading))


def _meanings(tokens: list[str], place: int) -> tuple[int, list[Concepts]]:
    """Give how many tokens the longest known phrase takes, and what it may mean."""
    for width in range(min(_LONGEST_PHRASE, len(tokens) - place), 0, -1):
        found = words().get(tuple(tokens[place : place + width]))
        if found:
            return width, found
    joined = _compound(tokens[place])
    return (1, [joined]) if joined else (0, [])


@cache
def _single() -> tuple[dict[str, Concepts], int]:
    """Give what each single word means, and the length of the longest."""
    found = {phrase[0]: meanings[0] for phrase, meanings in words().items() if len(phrase) == 1}
    return found, max(map(len, found))


@lru_cache(maxsize=20_000)
def _compound(token: str) -> Concepts | None:
    """Read a word that is known ones written together: `saleprice`, `Einkaufspreis`, `商品名`."""
    if is_wholly_unspaced(token):
        known, longest = _single()
        cuts = cut_known(token, known, longest)
        return frozenset().union(*(known[token[a:b]] for a, b in cuts)) if cuts else None
    for cut in range(len(token) - _SHORTEST_PART, _SHORTEST_PART, -1):
        left, right = words().get((token[:cut],)), words().get((token[cut:],))
        long_enough = cut > 3 and len(token) - cut > 1
        if left and right and long_enough:
            return frozenset().union(left[0], right[0])
    return None
