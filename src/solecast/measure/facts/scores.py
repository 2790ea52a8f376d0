"""Judgements -> what each kind of reviewer says of a shoe, one score of it, and an estimate.

What a page shows are the reviewers' own figures, each with its place among all that the same
reviewer scored, and one score that lies within them. The estimate, which thin evidence pulls to
the guide's mean, is no score: rankings are made from it, since they must not follow luck.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from ...engine import Engine
from ...model import MEASURED, Row, Tables, table
from ..intervals import Z80
from .quality import CRITIC_SD, PANEL_SD, RATING_SD, Ratings, ScoreFit, fit
from .reviewers import Judgement, judgements

_FEW = 5
"""Shoes that a reviewer must have scored for a place among them to mean anything."""

_COMMON, _BUSIEST = 10, 12
"""Shoes that two reviewers must both have scored for their agreement to be measured, and how
many of the busiest are asked."""


def scores(linked: Tables, engine: Engine, editors: tuple[str, ...] = ()) -> Tables:
    """Give the MEASURED tables `scores`, `estimates` and `agreement`.

    A shoe that nobody scored is in none of them. `editors` are the guide's own.
    """
    found = judgements(linked, engine, editors)
    told = _told(found)
    return {
        "scores": table(MEASURED["scores"], told),
        "estimates": table(MEASURED["estimates"], _estimates(found) if found else []),
        "agreement": table(MEASURED["agreement"], _agreement(told)),
    }


def _told(found: Sequence[Judgement]) -> list[Row]:
    """Sum up what each reviewer says of each shoe, in the reviewer's own unit."""
    groups: dict[tuple[str, str, str], list[Judgement]] = defaultdict(list)
    for one in found:
        groups[one.shoe, one.kind, one.source].append(one)
    rows = []
    for (shoe, kind, source), some in sorted(groups.items()):
        unit = max(one.unit for one in some)
        counts = [max(one.ratings, 1) for one in some]
        value = float(np.average([one.score for one in some], weights=counts)) * unit / 100
        row = {"shoe": shoe, "kind": kind, "source": source, "value": round(value, 2)}
        rows.append(row | {"unit": unit, "n": sum(counts)})
    return _placed(rows)


def _placed(rows: list[Row]) -> list[Row]:
    """Add the place of each value among all that its reviewer scored; equals share a place."""
    shares: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows:
        shares[row["kind"], row["source"]].append(row["value"] / row["unit"])
    for row in rows:
        all_ = shares[row["kind"], row["source"]]
        if len(all_) >= _FEW:
            better = sum(share > row["value"] / row["unit"] + 1e-9 for share in all_)
            row |= {"place": better + 1, "of": len(all_)}
    return rows


def _estimates(found: Sequence[Judgement]) -> list[Row]:
    names, voices = sorted({one.shoe for one in found}), sorted({one.voice for one in found})
    ratings = _columns(found, names, voices)
    fitted = fit(ratings)
    shown, lo, hi = _shown(ratings, fitted), _end(fitted, -Z80), _end(fitted, Z80)
    critics = np.bincount(ratings.shoe, [not one.ratings for one in found], len(names))
    crowds = np.bincount(ratings.shoe, [one.ratings for one in found], len(names))
    return [
        {
            "shoe": name,
            "score": float(shown[k]),
            "quality": round(float(fitted.score[k]), 1),
            "lo": round(float(lo[k]), 1),
            "hi": round(float(hi[k]), 1),
            "reviews": int(critics[k]),
            "ratings": int(crowds[k]),
        }
        for k, name in enumerate(names)
    ]


def _columns(found: Sequence[Judgement], names: list[str], voices: list[str]) -> Ratings:
    shoe_of, voice_of = _numbers(names), _numbers(voices)
    counts = np.array([float(one.ratings) for one in found])
    crowd = PANEL_SD**2 + RATING_SD**2 / np.maximum(counts, 1.0)
    return Ratings(
        shoe=np.array([shoe_of[one.shoe] for one in found]),
        source=np.array([voice_of[one.voice] for one in found]),
        score=np.array([one.score for one in found]),
        noise=np.where(counts > 0, crowd, CRITIC_SD**2),
        shoes=len(names),
        sources=len(voices),
    )


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _shown(ratings: Ratings, fitted: ScoreFit) -> np.ndarray:
    """Give each shoe's mean score, leniency taken off, within what its reviews say.

    Nothing is pulled to the guide's mean, so shown scores differ as the reviews do.
    """
    weight = 1.0 / ratings.noise
    fair = ratings.score - fitted.leniency[ratings.source]
    mean = np.bincount(ratings.shoe, weight * fair) / np.bincount(ratings.shoe, weight)
    lowest, highest = np.full(ratings.shoes, np.inf), np.full(ratings.shoes, -np.inf)
    np.minimum.at(lowest, ratings.shoe, ratings.score)
    np.maximum.at(highest, ratings.shoe, ratings.score)
    return np.clip(np.round(mean, 1), lowest, highest)


def _end(fitted: ScoreFit, z: float) -> np.ndarray:
    return np.clip(fitted.score + z * fitted.sd, 0, 100)


def _agreement(told: Sequence[Row]) -> list[Row]:
    """Correlate each two reviewers over the shoes that both scored."""
    by_source: dict[str, dict[str, float]] = defaultdict(dict)
    for row in told:
        by_source[row["source"]][row["shoe"]] = row["value"] / row["unit"]
    rows = []
    busiest = sorted(by_source, key=lambda source: (-len(by_source[source]), source))[:_BUSIEST]
    for one, other in itertools.combinations(sorted(busiest), 2):
        common = sorted(by_source[one].keys() & by_source[other].keys())
        values = np.array([[by_source[s][shoe] for shoe in common] for s in (one, other)])
        if len(common) >= _COMMON and (np.ptp(values, axis=1) > 0).all():
            found = float(np.corrcoef(values)[0, 1])
            rows.append({"source": one, "other": other, "shoes": len(common)})
            rows[-1]["correlation"] = round(found, 2)
    return rows
