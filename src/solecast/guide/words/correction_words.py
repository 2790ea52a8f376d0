"""That an editor corrected something, and who was overruled, in words."""

from collections.abc import Sequence

from ..answers import StatedFact

_MOST = 2
_LONGEST = 60


def overruling(facts: Sequence[StatedFact]) -> str:
    """Say it: `Corrected by the editors; StockX says 170.`"""
    said = dict.fromkeys(f"{fact.source} says {_short(fact.value)}" for fact in facts)
    told = [*said][:_MOST]
    more = [f"{len(said) - _MOST} more disagree"] if len(said) > _MOST else []
    return "; ".join(["Corrected by the editors", *told, *more]) + "."


def _short(value: str) -> str:
    said = " ".join(value.split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
