"""Where a fact stands, in words: a quotation is quoted, a table's cell has its column."""

from collections.abc import Iterable

from ..answers import Fact

_MOST = 2
_LONGEST = 80


def origin(fact: Fact) -> str:
    """Say where one fact stands: `RunRepeat lab, column drop` or `“a 3D knit upper”, Vogue`."""
    if fact.evidence and len(fact.evidence) <= _LONGEST:
        return f"“{fact.evidence}”, {fact.source}"
    return f"{fact.source}, column {fact.column}" if fact.column else fact.source


def origins(facts: Iterable[Fact]) -> str:
    """Say where the facts behind one value stand; of many the first two, and how many more."""
    told = list(dict.fromkeys(origin(fact) for fact in facts))
    more = f" and {len(told) - _MOST} more" if len(told) > _MOST else ""
    return "; ".join(told[:_MOST]) + more
