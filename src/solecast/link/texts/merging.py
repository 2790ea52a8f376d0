"""One fact for each thing that a text says, however often it says it."""

from collections.abc import Iterable

from ..lexicon.folding import key
from .sayings import Candidate


def merged(found: Iterable[Candidate]) -> list[Candidate]:
    """Keep the first of equal facts; of two values of which one says the other, the fuller."""
    kept: dict[tuple[str, ...], Candidate] = {}
    for one in found:
        if not one.value:
            continue
        same = (
            one.attribute,
            " ".join(sorted(key(one.value))),
            one.kind,
            one.of or "",
            str(one.negated),
        )
        kept.setdefault(same, one)
    denied = {(one.attribute, one.value) for one in kept.values() if one.negated}
    said = [one for one in kept.values() if one.negated or (one.attribute, one.value) not in denied]
    return [one for one in _colorways(said) if not _fuller(one, said)]


_NICKNAMES = frozenset({"quoted-name", "nickname", "quoted-colorway", "headline-quoted"})
_FROM_NAME = frozenset({"headline", "name-colours"})
_NAMES = frozenset({*_FROM_NAME, "colours-stated"})


def _colorways(said: list[Candidate]) -> list[Candidate]:
    """Drop what a headline adds where a nickname is told, and colours that a name holds."""
    nicknamed = any(one.rule in _NICKNAMES for one in said)
    left = [one for one in said if not (nicknamed and one.rule in _FROM_NAME)]
    names = [one for one in left if one.rule in _NAMES]
    return [one for one in left if not any(_holds(name, one) for name in names)]


def _holds(name: Candidate, one: Candidate) -> bool:
    """Say whether a colorway's name holds all colours of another, or is the longer name."""
    if one is name or one.attribute != "colorway" or one.rule in _NICKNAMES:
        return False
    theirs, mine = key(name.value), key(one.value)
    return set(mine) <= set(theirs) and (one.rule not in _NAMES or len(theirs) > len(mine))


def _fuller(one: Candidate, said: list[Candidate]) -> bool:
    """Say whether another fact says the same thing more fully: `Zoom` and `Zoom Air`."""
    if one.attribute not in {"midsole", "outsole", "upper_material", "insole", "release_date"}:
        return False
    words = set(key(one.value))
    return any(
        other is not one
        and other.attribute == one.attribute
        and other.negated == one.negated
        and other.of == one.of
        and words < set(key(other.value))
        for other in said
    )
