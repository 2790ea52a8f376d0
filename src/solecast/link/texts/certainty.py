"""How sure a fact is: how often its rule was right on labelled texts.

`hit_rates.csv` is written by `python -m bench.facts --rates`. Few trials are drawn towards
the rate of all rules: (right + WEIGHT * overall) / (trials + WEIGHT).
"""

from functools import cache

from .grammar.data_files import rows

_WEIGHT = 4.0
"""Trials that the rate of all rules counts for beside a rule's own."""


@cache
def _rates() -> tuple[dict[str, float], float]:
    stated = [(rule, int(right), int(trials)) for rule, right, trials in rows("hit_rates.csv")]
    trials = sum(n for _, _, n in stated)
    overall = (sum(right for _, right, _ in stated) + 1) / (trials + 2)
    own = {r: (right + _WEIGHT * overall) / (n + _WEIGHT) for r, right, n in stated}
    return own, overall


def confidence(rule: str) -> float:
    """Give the probability (0-1) that what a rule reads is right."""
    own, overall = _rates()
    return round(own.get(rule, overall), 3)
