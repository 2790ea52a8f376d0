"""Scored reviews -> how good each shoe is, with its error, and how lenient each reviewer is.

Model: a stated score is  guide's mean + shoe's quality + reviewer's leniency + noise, the first
two varying normally between shoes and between reviewers. Their best linear unbiased prediction
(Henderson 1975, "Best linear unbiased estimation and prediction under a selection model")
shrinks a shoe with little evidence smoothly to the guide's mean. How much shoes and reviewers
differ, and how noisy a score is, are re-estimated from the reviews (EM), each with a prior.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

PRIOR_MEAN, PRIOR_SHOES = 80.0, 5.0
"""What a guide with few scores expects, and for how many shoes this counts: the middle of the
means of four public collections of sneaker scores, which lie between 71 and 92."""

SHOE_SD, SOURCE_SD = 4.0, 5.0
"""Points by which shoes and reviewers differ, before the guide's own reviews are asked.

Two public collections that both score 229 running shoes have means of 86 and 79 and a
covariance of 12.6, the square of 3.6: what both see of a shoe."""

CRITIC_SD, PANEL_SD, RATING_SD = 5.0, 3.0, 22.0
"""Noise in points: one critic's score, a panel of ratings however large, one user's rating.

What the same two collections do not have in common is 5.2 for the lab, 2.4 for the panel."""

_WORTH_SHOES, _WORTH_SOURCES, _WORTH_REVIEWS = 20.0, 5.0, 30.0
"""For how many shoes, reviewers and reviews the assumed spreads count."""

_ROUNDS, _SETTLED = 25, 0.005


@dataclass(frozen=True)
class Ratings:
    """Scored reviews as columns: shoe and reviewer as numbers, score, assumed noise variance."""

    shoe: np.ndarray
    source: np.ndarray
    score: np.ndarray
    noise: np.ndarray
    shoes: int
    sources: int


@dataclass(frozen=True)
class ScoreFit:
    """The guide's mean, each shoe's estimate with its standard deviation, and leniencies."""

    mean: float
    score: np.ndarray
    sd: np.ndarray
    leniency: np.ndarray


@dataclass(frozen=True)
class _Spread:
    """Variances between shoes and reviewers, and a factor on the assumed noise."""

    shoe: float = SHOE_SD**2
    source: float = SOURCE_SD**2
    noise: float = 1.0

    def settled(self, before: "_Spread") -> bool:
        pairs = ((self.shoe, before.shoe), (self.source, before.source), (self.noise, before.noise))
        return all(abs(now / then - 1) < _SETTLED for now, then in pairs)


@dataclass(frozen=True)
class _Solved:
    """Qualities and leniencies with their variances, and that of each review's sum of the two."""

    quality: np.ndarray
    quality_variance: np.ndarray
    leniency: np.ndarray
    leniency_variance: np.ndarray
    sum_variance: np.ndarray


def fit(ratings: Ratings) -> ScoreFit:
    """Estimate all shoes and reviewers together, with exact variances.

    The leniency of a reviewer of one score cannot be told from noise, so it is added to that.
    """
    alone = np.bincount(ratings.source, minlength=ratings.sources)[ratings.source] < 2
    spread, leniency = _Spread(), np.zeros(ratings.sources)
    for _ in range(_ROUNDS):
        weight = 1.0 / (spread.noise * ratings.noise + np.where(alone, spread.source, 0.0))
        mean = _mean(ratings, ratings.score - leniency[ratings.source], weight, spread.shoe)
        solved = _solve(ratings, ratings.score - mean, weight, alone, spread)
        leniency = solved.leniency
        before, spread = spread, _respread(ratings, solved, mean, alone)
        if spread.settled(before):
            break
    score = np.clip(mean + solved.quality, 0, 100)
    return ScoreFit(mean, score, np.sqrt(solved.quality_variance), leniency)


def _mean(ratings: Ratings, score: np.ndarray, weight: np.ndarray, shoe_variance: float) -> float:
    """Mean over shoes, not over ratings, with the prior worth a few shoes."""
    evidence = np.bincount(ratings.shoe, weight, ratings.shoes)
    mean = np.bincount(ratings.shoe, weight * score, ratings.shoes) / evidence
    shoe_weight = shoe_variance / (shoe_variance + 1.0 / evidence)
    total = float(shoe_weight @ mean) + PRIOR_SHOES * PRIOR_MEAN
    return total / (float(shoe_weight.sum()) + PRIOR_SHOES)


def _solve(
    ratings: Ratings, rest: np.ndarray, weight: np.ndarray, alone: np.ndarray, spread: _Spread
) -> _Solved:
    """Solve the mixed model's equations; the longer of the two lists is eliminated first."""
    lenient = np.where(alone, 0.0, weight)
    pairs = csr_matrix(
        (lenient, (ratings.shoe, ratings.source)), shape=(ratings.shoes, ratings.sources)
    )
    shoes = np.bincount(ratings.shoe, weight, ratings.shoes) + 1.0 / spread.shoe
    sources = np.bincount(ratings.source, lenient, ratings.sources) + 1.0 / spread.source
    by_shoe = np.bincount(ratings.shoe, weight * rest, ratings.shoes)
    by_source = np.bincount(ratings.source, lenient * rest, ratings.sources)
    if ratings.shoes < ratings.sources:
        first, second, crossed = _eliminate(pairs, shoes, sources, by_shoe, by_source)
        crossed = crossed.T
    else:
        second, first, crossed = _eliminate(pairs.T.tocsr(), sources, shoes, by_source, by_shoe)
    variance = first[1][ratings.shoe] + np.where(alone, 0.0, second[1][ratings.source])
    variance += np.where(alone, 0.0, 2 * crossed[ratings.source, ratings.shoe])
    return _Solved(*first, *second, variance)


def _eliminate(
    pairs: csr_matrix,
    short: np.ndarray,
    long: np.ndarray,
    to_short: np.ndarray,
    to_long: np.ndarray,
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray], np.ndarray]:
    """Solve for the short list by the Schur complement of the long one, whose block is diagonal.

    Gives (solution, variances) of both lists, and their covariances (short, long).
    """
    scaled = pairs.multiply(1.0 / long[None, :]).tocsr()
    inverse = np.linalg.inv(np.diag(short) - (scaled @ pairs.T).toarray())
    solution = inverse @ (to_short - scaled @ to_long)
    crossed = -(scaled.T @ inverse).T
    rest = (to_long - pairs.T @ solution) / long
    variance = 1.0 / long - np.asarray(scaled.multiply(crossed).sum(axis=0)).ravel()
    return (solution, np.diag(inverse).copy()), (rest, variance), crossed


def _respread(ratings: Ratings, solved: _Solved, mean: float, alone: np.ndarray) -> _Spread:
    """Re-estimate the spreads: the expected squares, and what was assumed for some more."""
    shared = ~alone
    shoes = solved.quality**2 + solved.quality_variance
    known = np.bincount(ratings.source[shared], minlength=ratings.sources) > 0
    sources = (solved.leniency**2 + solved.leniency_variance)[known]
    left = ratings.score - mean - solved.quality[ratings.shoe] - solved.leniency[ratings.source]
    noise = ((left**2 + solved.sum_variance) / ratings.noise)[shared]
    return _Spread(
        _averaged(shoes, _WORTH_SHOES, SHOE_SD**2),
        _averaged(sources, _WORTH_SOURCES, SOURCE_SD**2),
        _averaged(noise, _WORTH_REVIEWS, 1.0),
    )


def _averaged(found: np.ndarray, worth: float, assumed: float) -> float:
    return float((found.sum() + worth * assumed) / (len(found) + worth))
