"""How probable it is that a link is right, estimated from labelled names.

The estimate is a logistic regression on the evidence of a link. Its weights lie beside this
module in `calibration.csv`; `python -m bench.calibrate_links` writes them and shows how often
links of each estimate are right. What a person decided needs no estimate.
"""

import csv
import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from .reasons import Reason

CERTAIN = 0.8
"""Probability from which a link counts without a person's look: one in five may be wrong at
worst, and most of them are far above."""

EVEN = 0.5
"""Probability of what two statements contradict, or of a name that fits a whole group."""

WORTH_A_LOOK = 0.25
"""Probability from which the nearest shoe is shown for review: of four such, one is right."""

LISTED_UNKNOWN = 0.85
"""Probability that a catalog's row is the shoe that it makes, of a model no lexicon has.

A choice, for labels are too few to estimate it (8 of 374 labelled names have such a model). The
row makes its own shoe, so that only where its name ends can be wrong. It is above `CERTAIN`, for a
catalog of unknown brands must not become a thousand questions, and below what names of known
models are estimated at, so that `review` asks about it before them.
"""

OWN_ROW = 0.98
"""Probability that a rating is of the shoe that its own row lists: wrong only where the row itself
went to a wrong shoe. What merging catalogs must reach on graded pairs (`bench/link_merges.py`)."""

_LEAST = 0.01
"""Share from which its log odds are taken, so that they stay finite."""


_NAME_AGREES = frozenset(
    {
        Reason.EXACT,
        Reason.SEVERAL_COLORWAYS,
        Reason.SHOE_AGREES,
        Reason.COLORWAY_AGREES,
        Reason.SAME_COLORWAY_NAMES,
        Reason.NO_COLORWAY,
        Reason.OTHER_COLORWAY,
        Reason.CODE_SHARED_DECIDED,
    }
)
"""Reasons that have brand, model and version in common, and differ in the colorway or in what a
code adds: they share a weight, so that what is rarely seen of one is believed as the others are."""


_SAID_IN_POST = frozenset(
    {
        Reason.SAID_ALIAS,
        Reason.SAID_VERSION,
        Reason.SAID_PART,
        Reason.SAID_INITIALS,
        Reason.SAID_IN_LIST,
        Reason.SAID_NUMBER,
        Reason.SAID_ONLY_ONE,
        Reason.SAID_MODEL,
        Reason.SAID_OTHER_VERSION,
    }
)
"""Reasons by which a post names one model; they share a weight, too."""


class LinkEvidence(NamedTuple):
    """What speaks for the shoe of a link, or for the nearest one where none is linked.

    `share`: the part (0-1) of the shoe's name, rare words counting more, that the title has.
    `left`: words of the title that neither the shoe's name nor its colorway explains.
    `known`: the lexicon knows the model that the title names.
    """

    reason: Reason
    share: float = 1.0
    left: int = 0
    known: bool = True

    def features(self) -> dict[str, float]:
        """Give the numbers that the regression weighs, by name."""
        share = min(max(self.share, _LEAST), 1 - _LEAST)
        found = {
            self.reason.value: 1.0,
            "share": math.log(share / (1 - share)) - math.log((1 - _LEAST) / _LEAST),
            "left": math.log1p(self.left),
        }
        if self.reason in _NAME_AGREES:
            found["name agrees"] = 1.0
        elif self.reason in _SAID_IN_POST:
            found["said in post"] = 1.0
        elif not self.known and self.reason != Reason.WORDS_LEFT:
            found["unknown model"] = 1.0
        return found


@lru_cache(maxsize=20_000)
def estimated(evidence: LinkEvidence) -> float:
    """Give the probability (0-1) that the shoe of this evidence is the right one."""
    weights = _weights()
    odds = sum(weights.get(name, 0.0) * value for name, value in evidence.features().items())
    return round(1 / (1 + math.exp(-odds)), 3)


@cache
def _weights() -> Mapping[str, float]:
    """Evidence -> its weight in log odds; a reason that no label shows has none: even odds."""
    text = resources.files(__package__).joinpath("calibration.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["evidence"]: float(row["weight"]) for row in csv.DictReader(lines)}
