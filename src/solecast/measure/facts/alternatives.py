"""Similar shoes, and what makes each one worth a look: cheaper, easier to get, better scored ...

Shoes are sparse TF-IDF vectors (Salton & Buckley 1988) over what is known of them: category,
words and number bands of their specs, model family, brand, collaborators, colours and price
band. Similarity is the cosine. Candidates come from blockwise matrix products, never from a
loop over pairs.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer

from ...attributes import attribute
from ...model import MEASURED, Tables, table
from .prices import Price
from .specs import Specs
from .units import Quantity, Words

MOST = 6
"""Alternatives of one shoe at most."""

_MOST_SHARED = 8
_MOST_OF_A_KIND = {"similar": 4}
"""Two of every other kind, so that there is room for a choice."""
_CANDIDATES = 40
_LEAST_SIMILARITY = 0.12
_LEAST_SIMPLY_SIMILAR = 0.2
"""From here a shoe is listed only for being similar."""

_CHEAPER = 0.85
_BLOCK = 512
_BAND, _PRICE_BAND = 0.1, 0.25
"""Widths of the bands of numbers, on the log scale."""
_EASIER_PREMIUM, _HARD_PREMIUM = 1.05, 1.2
"""What one pays over the retail price: at most this is easy, at least that is hard to get."""

_WEIGHTS = {"category": 2.0, "model": 2.0, "brand": 0.7, "price": 1.2, "colour": 0.4, "by": 1.0}
_STOP = frozenset({"a", "an", "and", "the", "of", "with", "for", "in", "on", "to", "or", "yes"})


@dataclass(frozen=True)
class Profile:
    """What alternatives are chosen by; None where the guide does not know."""

    shoe: str
    name: str
    previous: str | None
    features: dict[str, float]
    price: Price | None
    score: tuple[float, float, float] | None
    heat: tuple[float, float, float] | None


def alternatives(found: list[Profile]) -> pa.Table:
    """Give each shoe at most `MOST` similar shoes, the most similar first: the MEASURED table."""
    rows = []
    if len(found) > 1:
        for number, others, near in _neighbours(_vectors(found)):
            rows += _chosen(found, number, others, near)
    return table(MEASURED["alternatives"], rows)


def profiles(
    linked: Tables,
    agreed: Specs,
    prices: dict[str, Price],
    scored: pa.Table,
    now: dict[str, tuple[float, float, float]],
) -> list[Profile]:
    """Collect what is known of every shoe; `now`: heat, lo and hi of shoes that compare."""
    marks = {r["shoe"]: (r["quality"], r["lo"], r["hi"]) for r in scored.to_pylist()}
    colours = _colours(linked["colorways"])
    found = []
    for row in sorted(linked["shoes"].to_pylist(), key=lambda r: r["shoe"]):
        shoe = row["shoe"]
        features = _features(row, agreed, prices.get(shoe), colours.get(shoe, {}))
        found.append(
            Profile(
                shoe=shoe,
                name=row["name"] or shoe,
                previous=row["previous"],
                features=features,
                price=prices.get(shoe),
                score=marks.get(shoe),
                heat=now.get(shoe),
            )
        )
    return found


def _colours(colorways: pa.Table) -> dict[str, dict[str, float]]:
    """Count colours and collaborators of each shoe, as shares of its colorways."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for row in colorways.select(["shoe", "colours", "collaborator"]).to_pylist():
        total[row["shoe"]] += 1
        counts[row["shoe"]].update({f"colour={c.lower()}" for c in row["colours"] or []})
        if row["collaborator"]:
            counts[row["shoe"]][f"by={row['collaborator']}"] += 1
    return {shoe: {k: n / total[shoe] for k, n in c.items()} for shoe, c in counts.items()}


def _features(
    shoe: dict[str, str | None], agreed: Specs, price: Price | None, colours: dict[str, float]
) -> dict[str, float]:
    features = {name: share * _WEIGHTS[name.split("=")[0]] for name, share in colours.items()}
    for name in ("brand", "model", "category"):
        if shoe[name]:
            features[f"{name}={str(shoe[name]).lower()}"] = _WEIGHTS[name]
    if price and price.amount > 0:
        features |= _banded(
            f"price={price.currency}", math.log(price.amount) / _PRICE_BAND, "price"
        )
    for name, spec in agreed.get(str(shoe["shoe"]), {}).items():
        if attribute(name).compared and name not in {"retail_price", "release_date", "category"}:
            for found in spec.keys:
                features |= _spec_features(name, found)
    return features


def _spec_features(name: str, found: object) -> dict[str, float]:
    if isinstance(found, Quantity) and found.number > 0:
        return _banded(name, math.log(found.number) / _BAND, "spec")
    if isinstance(found, Words):
        tokens = [t for t in found.key.split() if t not in _STOP][:8]
        return {f"{name}={token}": 1.0 for token in tokens}
    return {}


def _banded(name: str, position: float, weight: str) -> dict[str, float]:
    """Put a number into its two nearest bands, so that near numbers share a feature."""
    low = math.floor(position)
    share, full = position - low, _WEIGHTS.get(weight, 1.0)
    return {f"{name}~{low}": full * (1 - share), f"{name}~{low + 1}": full * share}


def _vectors(found: list[Profile]) -> csr_matrix:
    vectoriser = DictVectorizer(sort=True)
    counts = vectoriser.fit_transform([p.features or {"nothing known": 1e-9} for p in found])
    return csr_matrix(TfidfTransformer().fit_transform(counts))


def _neighbours(vectors: csr_matrix) -> Iterator[tuple[int, list[int], list[float]]]:
    """Give each row's nearest other rows with their cosines, nearest first."""
    transposed = vectors.T.tocsr()
    for start in range(0, vectors.shape[0], _BLOCK):
        near = (vectors[start : start + _BLOCK] @ transposed).toarray()
        own = np.arange(near.shape[0])
        near[own, own + start] = -1.0
        kept = np.argsort(-np.round(near, 9), axis=1, kind="stable")[:, :_CANDIDATES]
        for row in own:
            yield start + int(row), kept[row].tolist(), near[row, kept[row]].tolist()


@dataclass(frozen=True)
class _Reason:
    """What speaks for the other shoe: its kind, the figure compared, theirs and mine."""

    kind: str
    figure: str | None = None
    theirs: float | None = None
    mine: float | None = None


def _chosen(
    found: list[Profile], number: int, others: list[int], near: list[float]
) -> list[dict[str, Any]]:
    """Choose among the candidates of one shoe, nearest first, a few of each kind."""
    mine, kinds = found[number], Counter[str]()
    rows: list[dict[str, Any]] = []
    for other, similarity in zip(others, near, strict=True):
        if similarity < _LEAST_SIMILARITY or len(rows) == MOST:
            break
        theirs = found[other]
        previous = theirs.shoe == mine.previous
        options = _reasons(mine, theirs)
        if similarity >= _LEAST_SIMPLY_SIMILAR or previous:
            options.append(_Reason("similar"))
        room = (o for o in options if kinds[o.kind] < _MOST_OF_A_KIND.get(o.kind, 2))
        reason = next(room, None)
        if reason:
            kinds[reason.kind] += 1
            row = {"shoe": mine.shoe, "other": theirs.shoe, "similarity": round(similarity, 4)}
            row |= vars(reason) | {"is_previous": previous, "shared": _shared(mine, theirs)}
            rows.append(row)
    return rows


def _reasons(mine: Profile, theirs: Profile) -> list[_Reason]:
    """List what speaks for the other shoe, the strongest kind first."""
    reasons = (
        _cheaper(mine.price, theirs.price),
        _easier(mine.price, theirs.price),
        _above("better scored", "estimate", mine.score, theirs.score),
        _above("hotter", "heat", mine.heat, theirs.heat),
    )
    return [reason for reason in reasons if reason]


def _cheaper(mine: Price | None, theirs: Price | None) -> _Reason | None:
    """Compare sales with sales, shops with shops and retail with retail, never across."""
    if not mine or not theirs or mine.currency != theirs.currency:
        return None
    for figure, a, b in (
        ("sold", mine.sold, theirs.sold),
        ("asking", mine.asking, theirs.asking),
        ("retail", mine.retail, theirs.retail),
    ):
        if a and b:
            return _Reason("cheaper", figure, b, a) if b <= _CHEAPER * a else None
    return None


def _easier(mine: Price | None, theirs: Price | None) -> _Reason | None:
    a, b = mine and mine.premium, theirs and theirs.premium
    if not a or not b or a < _HARD_PREMIUM or b > _EASIER_PREMIUM:
        return None
    return _Reason("easier to get", "premium", b, a)


def _above(
    kind: str,
    figure: str,
    mine: tuple[float, float, float] | None,
    theirs: tuple[float, float, float] | None,
) -> _Reason | None:
    """Name a higher figure, only where its 80% interval begins above the other figure."""
    if not mine or not theirs or theirs[1] <= mine[0] or mine[2] >= theirs[0]:
        return None
    return _Reason(kind, figure, theirs[0], mine[0])


def _shared(mine: Profile, theirs: Profile) -> list[dict[str, str | None]]:
    """Name what both shoes have, the most telling first."""
    both = mine.features.keys() & theirs.features.keys()
    words: dict[str, list[str]] = defaultdict(list)
    for name in sorted(both):
        what, _, value = name.partition("=")
        if value and "~" not in name:
            words[what].append(value)
    numbers = sorted({name.partition("~")[0] for name in both if "~" in name and "=" not in name})
    order = sorted(words, key=lambda what: (-_tells(what), what))
    said: list[tuple[str, str | None]] = [(what, value) for what in order for value in words[what]]
    said += [(name, None) for name in numbers]
    if any(name.startswith("price=") for name in both):
        said.append(("price", None))
    return [{"attribute": what, "value": value} for what, value in said[:_MOST_SHARED]]


def _tells(what: str) -> int:
    return {"category": 99, "model": 98, "by": 97, "brand": 30, "colour": 10}.get(
        what, attribute(what).telling
    )
