"""Reviews and ratings -> one score a shoe, 0-100, with an 80% interval.

Model: a stated score is  guide's mean + shoe's quality + source's leniency + noise, the first
two varying normally between shoes and between sources. Their best linear unbiased prediction
(Henderson 1975, "Best linear unbiased estimation and prediction under a selection model")
shrinks a shoe with little evidence smoothly to the guide's mean; a rule of steps by the number
of ratings would jump instead. Noise: one critic's score has the variance CRITIC_SD^2; the mean
of n user ratings has PANEL_SD^2 + RATING_SD^2 / n, so that no crowd outweighs every critic.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix

from ...model import MEASURED, Tables, table
from ..intervals import Z80

PRIOR_MEAN, PRIOR_SHOES = 80.0, 5.0
"""What a guide with few scores expects, and for how many shoes this counts: the middle of the
means of four public collections of sneaker scores, which lie between 71 and 92."""

SHOE_SD, SOURCE_SD = 4.0, 5.0
"""Points by which shoes and sources differ; the first is re-estimated.

Two public collections that both score 229 running shoes have means of 86 and 79 and a
covariance of 12.6, the square of 3.6: what both see of a shoe."""

CRITIC_SD, PANEL_SD, RATING_SD = 5.0, 3.0, 22.0
"""Noise in points: one critic's score, a panel of ratings however large, one user's rating.

What the same two collections do not have in common is 5.2 for the lab, 2.4 for the panel."""

_SD_SHOES = 100.0
"""How many shoes the starting spread is worth: the shoes of a guide are chosen, often alike."""

_ROUNDS = 15
_ENOUGH = 5
"""Scored reviews from which a critic's own leniency is estimated."""


@dataclass(frozen=True)
class Ratings:
    """Scored reviews as columns: shoe and source as numbers, score, noise variance."""

    shoe: np.ndarray
    source: np.ndarray
    score: np.ndarray
    noise: np.ndarray
    shoes: int
    sources: int


@dataclass(frozen=True)
class Fit:
    """The guide's mean, each shoe's score with its standard deviation, each source's leniency."""

    mean: float
    score: np.ndarray
    sd: np.ndarray
    leniency: np.ndarray


def scores(linked: Tables) -> pa.Table:
    """Score every shoe: the MEASURED table; a shoe without a scored review has no row."""
    columns = ["shoe", "source", "author", "score", "ratings"]
    reviews = linked["reviews"].select(columns).to_pylist()
    usable = [r for r in reviews if r["shoe"] and r["score"] is not None and 0 <= r["score"] <= 100]
    if not usable:
        return table(MEASURED["scores"], [])
    _name_voices(usable)
    usable.sort(key=lambda r: (r["shoe"], r["voice"], r["score"], r["ratings"] or 0))
    names, voices = sorted({r["shoe"] for r in usable}), sorted({r["voice"] for r in usable})
    fitted = fit(_columns(usable, names, voices))
    return table(MEASURED["scores"], _rows(usable, names, voices, fitted))


def _name_voices(reviews: Sequence[dict[str, Any]]) -> None:
    """Set `voice`, whose leniency is estimated: a busy critic, otherwise the source."""
    busy = Counter((r["source"], r["author"]) for r in reviews if not r["ratings"])
    for r in reviews:
        own = r["author"] and not r["ratings"] and busy[r["source"], r["author"]] >= _ENOUGH
        crowd = " (users)" if r["ratings"] else ""
        r["voice"] = f"{r['source'] or ''}{crowd}" + (f", {r['author']}" if own else "")


def _columns(reviews: Sequence[dict[str, Any]], names: list[str], voices: list[str]) -> Ratings:
    shoe_of, voice_of = _numbers(names), _numbers(voices)
    counts = np.array([float(r["ratings"] or 0) for r in reviews])
    crowd = PANEL_SD**2 + RATING_SD**2 / np.maximum(counts, 1.0)
    return Ratings(
        shoe=np.array([shoe_of[r["shoe"]] for r in reviews]),
        source=np.array([voice_of[r["voice"]] for r in reviews]),
        score=np.array([float(r["score"]) for r in reviews]),
        noise=np.where(counts > 0, crowd, CRITIC_SD**2),
        shoes=len(names),
        sources=len(voices),
    )


def _numbers(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def fit(ratings: Ratings) -> Fit:
    """Solve the model's equations for shoes and sources together, with exact variances.

    The guide's mean and the variance between shoes are re-estimated in each round (EM).
    """
    weight = 1.0 / ratings.noise
    evidence = np.bincount(ratings.shoe, weight, ratings.shoes)
    pairs = csr_matrix(
        (weight, (ratings.shoe, ratings.source)), shape=(ratings.shoes, ratings.sources)
    )
    leniency, shoe_variance = np.zeros(ratings.sources), SHOE_SD**2
    for _ in range(_ROUNDS):
        mean = _mean(ratings, ratings.score - leniency[ratings.source], weight, shoe_variance)
        of_shoe = 1.0 / (evidence + 1.0 / shoe_variance)
        scaled = pairs.multiply(of_shoe[:, None]).tocsr()
        sources = np.bincount(ratings.source, weight, ratings.sources) + 1.0 / SOURCE_SD**2
        schur = np.linalg.inv(np.diag(sources) - (pairs.T @ scaled).toarray())
        rest = weight * (ratings.score - mean)
        by_shoe = np.bincount(ratings.shoe, rest, ratings.shoes)
        by_source = np.bincount(ratings.source, rest, ratings.sources)
        leniency = schur @ (by_source - scaled.T @ by_shoe)
        quality = of_shoe * (by_shoe - pairs @ leniency)
        variance = of_shoe + np.asarray(scaled.multiply(scaled @ schur).sum(axis=1)).ravel()
        shoe_variance = _shoe_variance(quality, variance)
    return Fit(mean, np.clip(mean + quality, 0, 100), np.sqrt(variance), leniency)


def _mean(ratings: Ratings, score: np.ndarray, weight: np.ndarray, shoe_variance: float) -> float:
    """Mean over shoes, not over ratings, with the prior worth a few shoes."""
    evidence = np.bincount(ratings.shoe, weight, ratings.shoes)
    mean = np.bincount(ratings.shoe, weight * score, ratings.shoes) / evidence
    shoe_weight = shoe_variance / (shoe_variance + 1.0 / evidence)
    total = float(shoe_weight @ mean) + PRIOR_SHOES * PRIOR_MEAN
    return total / (float(shoe_weight.sum()) + PRIOR_SHOES)


def _shoe_variance(quality: np.ndarray, variance: np.ndarray) -> float:
    """Re-estimate how much shoes differ, the starting value worth a few shoes."""
    total = float((quality**2 + variance).sum()) + _SD_SHOES * SHOE_SD**2
    return total / (len(quality) + _SD_SHOES)


def _rows(
    reviews: Sequence[dict[str, Any]], names: list[str], voices: list[str], fitted: Fit
) -> list[dict[str, Any]]:
    voice_of = _numbers(voices)
    by_shoe: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for review in reviews:
        by_shoe[review["shoe"]].append(review)
    rows = []
    for number, (name, its) in enumerate(by_shoe.items()):
        score, sd = float(fitted.score[number]), float(fitted.sd[number])
        lo, hi = max(score - Z80 * sd, 0.0), min(score + Z80 * sd, 100.0)
        lenient = fitted.leniency[[voice_of[r["voice"]] for r in its]]
        critics = sum(1 for r in its if not r["ratings"])
        ratings = sum(int(r["ratings"] or 0) for r in its)
        rows.append(
            {
                "shoe": name,
                "score": round(score, 1),
                "lo": round(lo, 1),
                "hi": round(hi, 1),
                "reviews": critics,
                "ratings": ratings,
                "why": _why(its, fitted.mean, lo, hi, float(lenient.mean())),
            }
        )
    return rows


def _why(its: Sequence[dict[str, Any]], mean: float, lo: float, hi: float, lenient: float) -> str:
    critics = [float(r["score"]) for r in its if not r["ratings"]]
    crowds = [(float(r["score"]), int(r["ratings"])) for r in its if r["ratings"]]
    evidence = []
    if critics:
        ends = f"{min(critics):.0f} to {max(critics):.0f}"
        stated = ends if round(min(critics)) < round(max(critics)) else f"{critics[0]:.0f}"
        evidence.append(f"{_count(len(critics), 'review')} ({stated} of 100)")
    if crowds:
        total = sum(count for _, count in crowds)
        average = sum(score * count for score, count in crowds) / total
        evidence.append(f"{_count(total, 'user rating')} (mean {average:.0f} of 100)")
    way = "above" if lenient > 0 else "below"
    usual = (
        f" Their sources score {abs(lenient):.0f} points {way} the others, which is taken off."
        if abs(lenient) >= 1
        else ""
    )
    return (
        f"From {' and '.join(evidence)}.{usual} The less evidence, the closer the score stays "
        f"to the guide's mean of {mean:.0f}. With 80% probability it lies between "
        f"{lo:.0f} and {hi:.0f}."
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' if number != 1 else ''}"
