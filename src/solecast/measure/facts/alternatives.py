"""Similar shoes, and what makes each one worth a look: cheaper, easier to get, better scored ...

Candidates are the nearest shoes by what is known of them (`profiles`, `nearest`). What speaks for
each is found for all of a batch at once, and batches of shoes are chosen for on all cores.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...attributes import attribute
from ...engine import Engine
from ...model import MEASURED
from ..smoother import Floats
from .nearest import Ints, Near, Vectors, nearest, place_in_row, unit_vectors
from .prices import Amount
from .profiles import Profile

MOST = 6
"""Alternatives of one shoe at most."""

_MOST_SHARED = 8
_MOST_OF_A_KIND = {"similar": 4}
"""Two of every other kind, so that there is room for a choice."""
_CANDIDATES = 100
_LEAST_SIMILARITY = 0.12
_LIKED = 0.1
"""Cosine that one standard deviation of rating is worth; `bench/alternatives.py` tells why."""
_LEAST_SIMPLY_SIMILAR = 0.2
"""From here a shoe is listed only for being similar."""

_CHEAPER = 0.85
_EASIER_PREMIUM, _HARD_PREMIUM = 1.05, 1.2
"""What one pays over the retail price: at most this is easy, at least that is hard to get."""


_BATCH = 2_048
"""Shoes that a kernel chooses for at once."""
_SPEAKING = ("cheaper", "easier to get", "better scored", "hotter", "similar")
"""What can speak for another shoe, the strongest first."""
_KINDS_OF_PRICE = ("sold", "asking", "retail")
"""Kinds of prices, what is really paid first."""

_UNKNOWN = (np.nan, np.nan, np.nan)

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class _Prices:
    """Prices of one kind: numbers in their currencies, and what they are worth in the guide's."""

    number: Floats
    currency: Ints
    worth: Floats


@dataclass(frozen=True)
class _Shelf:
    """All shoes, in columns; what is not known is NaN. said: what each feature says."""

    shoes: Sequence[str]
    family: Ints
    previous: Ints
    currencies: Sequence[str]
    prices: Sequence["_Prices"]
    premium: Floats
    score: Floats
    heat: Floats
    vectors: Vectors
    said: Sequence[tuple[str, str | None] | None]


def alternatives(found: Sequence[Profile], engine: Engine) -> pa.Table:
    """Give each shoe at most `MOST` similar shoes, the most similar first: the MEASURED table."""
    schema = MEASURED["alternatives"]
    if len(found) < 2:
        return schema.empty_table()
    # Workers get numbers of shoes, and the shelf with the kernel.
    numbers = pa.table({"shoe": np.arange(len(found))})
    kernel = partial(_choose, _shelf(found))
    chosen = engine.map_batches(kernel, numbers, (), _WITH_NUMBER, _BATCH)
    return chosen.sort_by("number").select(schema.names)


_WITH_NUMBER = MEASURED["alternatives"].append(pa.field("number", pa.int64()))


def _shelf(found: Sequence[Profile]) -> _Shelf:
    known = {name for one in found for name in one.features}
    names = sorted(known, key=_order)
    number = {name: at for at, name in enumerate(names)}
    # A shoe of which nothing is known is like others of which nothing is known.
    features = [
        {number[name]: share for name, share in one.features.items()} or {len(names): 1e-9}
        for one in found
    ]
    place = {one.shoe: at for at, one in enumerate(found)}
    stated: list[list[Amount | None]] = [
        [getattr(one.price, kind) if one.price else None for one in found]
        for kind in _KINDS_OF_PRICE
    ]
    currencies = sorted({amount.currency for own in stated for amount in own if amount})
    return _Shelf(
        shoes=[one.shoe for one in found],
        family=np.unique([one.family for one in found], return_inverse=True)[1],
        previous=np.array([place.get(one.previous or "", -1) for one in found], np.int64),
        currencies=currencies,
        prices=[_prices(own, currencies) for own in stated],
        premium=_columns([[(one.price and one.price.premium) or np.nan] for one in found])[0],
        score=_columns([one.score or _UNKNOWN for one in found]),
        heat=_columns([one.heat or _UNKNOWN for one in found]),
        vectors=unit_vectors(features, len(names) + 1),
        said=[*map(_said, names), None],
    )


def _prices(stated: Sequence[Amount | None], currencies: Sequence[str]) -> _Prices:
    """Put amounts into columns; NaN, and the currency -1, where there is none."""
    return _Prices(
        np.array([one.number if one else np.nan for one in stated], np.float64),
        np.array([currencies.index(one.currency) if one else -1 for one in stated], np.int64),
        np.array([(one and one.worth) or np.nan for one in stated], np.float64),
    )


def _columns(rows: Sequence[Sequence[float | None]]) -> Floats:
    """Give a row of numbers for each column."""
    return np.array(rows, np.float64).T


def _order(feature: str) -> tuple[int, int, str, str]:
    """Sort features by how much they tell: words, then numbers, then the price."""
    what, _, value = feature.partition("=")
    if "~" in feature:
        return (1 + feature.startswith("price="), 0, feature, "")
    return (0, -_tells(what), what, value)


def _said(feature: str) -> tuple[str, str | None] | None:
    """Say what a feature is: an attribute and its value; a number only as its attribute."""
    what, _, value = feature.partition("=")
    if feature.startswith("released~"):
        return None  # Out in the same years: true of most, and nothing to tell.
    if "~" in feature:
        return (what.partition("~")[0], None)
    return (what, value) if value else None


def _tells(what: str) -> int:
    return {"category": 99, "by": 97, "brand": 30, "colour": 10}.get(what, attribute(what).telling)


def _choose(shelf: _Shelf, numbers: pa.Table) -> pa.Table:
    """The kernel: rows of the table for these shoes, with their number."""
    mine = numbers["shoe"].to_numpy()
    near = nearest(shelf.vectors, int(mine[0]), int(mine[-1]) + 1, _CANDIDATES, _LEAST_SIMILARITY)
    near = preferred(near, shelf.family, shelf.score[0])
    kinds, figures = _kinds(shelf, near)
    kept = np.flatnonzero(kinds >= 0)
    row, column, kind = near.row[kept], near.column[kept], kinds[kept]
    names = [_SPEAKING[k] for k in kind]
    theirs, ours, figure = (part[kept] for part in figures)
    columns = {
        "shoe": [shelf.shoes[at] for at in row],
        "other": [shelf.shoes[at] for at in column],
        "similarity": np.round(near.cosine[kept], 4),
        "kind": names,
        "figure": pa.array(figure.tolist(), pa.string()),
        "theirs": pa.array(theirs, mask=np.isnan(theirs)),
        "mine": pa.array(ours, mask=np.isnan(ours)),
        **_paid(shelf, figure.tolist(), column),
        "is_previous": shelf.previous[row] == column,
        "shared": list(_shared(shelf, row, column)),
        "number": row,
    }
    return pa.table(columns, _WITH_NUMBER)


def preferred(near: Near, family: Ints, score: Floats) -> Near:
    """Order the pairs of each row by nearness and by how well the other shoe is rated.

    A shoe of the same family, another version, is no alternative. `score` is NaN where unknown,
    which counts as the mean: who is asked for something else names what is good.
    """
    rated = np.isfinite(score)
    scale = float(np.std(score[rated])) if rated.any() else 0.0
    above = np.zeros(len(score))
    if scale > 0:
        above[rated] = (score[rated] - score[rated].mean()) / scale
    other = np.flatnonzero(family[near.row] != family[near.column])
    row, column, cosine = near.row[other], near.column[other], near.cosine[other]
    order = np.lexsort((-(cosine + _LIKED * above[column]), row))
    return Near(row[order], column[order], cosine[order])


def _kinds(shelf: _Shelf, near: Near) -> tuple[Ints, tuple[Floats, Floats, NDArray[np.object_]]]:
    """Say what each pair is chosen for, -1 for not at all, and the figures that speak for it.

    Of each shoe's pairs the nearest is looked at first; a kind is taken while there is room.
    """
    found = np.full(len(near.row), -1)
    theirs, mine = np.full((2, len(near.row)), np.nan)
    figure = np.full(len(near.row), None, dtype=object)
    options, places = _options(shelf, near), place_in_row(near.row)
    at = near.row - (near.row[0] if len(near.row) else 0)
    used = np.zeros((len(_SPEAKING), int(at.max(initial=0)) + 1), np.int64)
    for place in range(_CANDIDATES):
        left = np.flatnonzero(places == place)
        for k, option in enumerate(options):
            room = used[k] < _MOST_OF_A_KIND.get(_SPEAKING[k], 2)
            taken = option.speaks[left] & room[at[left]] & (used.sum(0) < MOST)[at[left]]
            some, left = left[taken], left[~taken]
            used[k, at[some]] += 1
            found[some], theirs[some], mine[some] = k, option.theirs[some], option.mine[some]
            figure[some] = option.figure[some]
    return found, (theirs, mine, figure)


@dataclass(frozen=True)
class _Option:
    """Which pairs a kind speaks for, and its figures; NaN and None where it has none."""

    speaks: Bools
    theirs: Floats
    mine: Floats
    figure: NDArray[np.object_]


def _options(shelf: _Shelf, near: Near) -> tuple[_Option, ...]:
    """List what can speak for the other shoe of each pair, in the order of `_SPEAKING`."""
    mine, theirs = near.row, near.column
    alike = (near.cosine >= _LEAST_SIMPLY_SIMILAR) | (shelf.previous[mine] == theirs)
    nothing = np.full(len(mine), np.nan)
    return (
        _cheaper(shelf, mine, theirs),
        _easier(shelf.premium[mine], shelf.premium[theirs]),
        _above("estimate", shelf.score[:, mine], shelf.score[:, theirs]),
        _above("heat", shelf.heat[:, mine], shelf.heat[:, theirs]),
        _Option(alike, nothing, nothing, _named(None, alike)),
    )


def _cheaper(shelf: _Shelf, mine: Ints, theirs: Ints) -> _Option:
    """Compare the first price that is known of both: in one currency, or by what both are worth.

    Sales are compared with sales, shops with shops and retail with retail, never across.
    """
    a, b, ratio = np.full((3, len(mine)), np.nan)
    figure = np.full(len(mine), None, dtype=object)
    for kind, prices in zip(_KINDS_OF_PRICE, shelf.prices, strict=True):
        same = prices.currency[mine] == prices.currency[theirs]
        measure = np.where(same, prices.number[theirs] / prices.number[mine],
                           prices.worth[theirs] / prices.worth[mine])  # fmt: skip
        first = np.isnan(a) & ~np.isnan(prices.number[mine]) & ~np.isnan(prices.number[theirs])
        a, b = np.where(first, prices.number[mine], a), np.where(first, prices.number[theirs], b)
        ratio = np.where(first, measure, ratio)
        figure[first] = kind
    return _Option(ratio <= _CHEAPER, b, a, figure)


def _paid(shelf: _Shelf, figures: Sequence[str | None], theirs: Ints) -> dict[str, list[Any]]:
    """Give the currency of each figure that is a price, and what it is worth in the guide's."""
    currencies: list[str | None] = []
    worths: list[float | None] = []
    for figure, at in zip(figures, theirs.tolist(), strict=True):
        prices = shelf.prices[_KINDS_OF_PRICE.index(figure)] if figure in _KINDS_OF_PRICE else None
        worth = prices.worth[at] if prices else np.nan
        # Where the number itself is in the guide's currency there is nothing to add.
        is_other = prices is not None and worth != prices.number[at] and not np.isnan(worth)
        currencies.append(shelf.currencies[prices.currency[at]] if prices else None)
        worths.append(float(worth) if is_other else None)
    return {"currency": currencies, "worth": worths}


def _easier(mine: Floats, theirs: Floats) -> _Option:
    easier = (mine >= _HARD_PREMIUM) & (theirs <= _EASIER_PREMIUM)
    return _Option(easier, theirs, mine, _named("premium", easier))


def _above(figure: str, mine: Floats, theirs: Floats) -> _Option:
    """Name a higher figure, only where its 80% interval begins above the other figure."""
    above = (theirs[1] > mine[0]) & (mine[2] < theirs[0])
    return _Option(above, theirs[0], mine[0], _named(figure, above))


def _named(figure: str | None, pairs: Bools) -> NDArray[np.object_]:
    return np.full(len(pairs), figure, dtype=object)


def _shared(shelf: _Shelf, row: Ints, column: Ints) -> Iterator[list[dict[str, str | None]]]:
    """Name what both shoes of each pair have, the most telling first."""
    exact = shelf.vectors.exact
    ends, features = exact.indptr.tolist(), exact.indices
    own: dict[int, set[int]] = {}
    for at in {*row.tolist(), *column.tolist()}:
        own[at] = set(features[ends[at] : ends[at + 1]].tolist())
    for mine, theirs in zip(row.tolist(), column.tolist(), strict=True):
        said = (shelf.said[feature] for feature in sorted(own[mine] & own[theirs]))
        # Both bands of a number say the same.
        told = list(dict.fromkeys(one for one in said if one))[:_MOST_SHARED]
        yield [{"attribute": what, "value": value} for what, value in told]
