"""One fact for each thing that a text says, however often it says it."""

from collections.abc import Iterable

from ..lexicon.tokenizer import key
from .sayings import Saying


def merged(found: Iterable[Saying]) -> list[Saying]:
    """Keep the first of equal facts; of two values of which one says the other, the fuller."""
    kept: dict[tuple[str, ...], Saying] = {}
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
    said = _stated(said)
    left = [one for one in _colorways(said) if not _fuller(one, said)]
    return [*left, *_years(left)]


def _years(said: list[Saying]) -> list[Saying]:
    """Give the years of the release dates, where no year is told by itself."""
    told = {one.value for one in said if one.attribute == "release_year"}
    dates = [one for one in said if one.attribute == "release_date" and not one.of]
    years = {one.value[:4]: one for one in reversed(dates)}
    return [
        one._replace(attribute="release_year", value=year)
        for year, one in years.items()
        if year not in told
    ]


_STATED = frozenset({"category-is", "category-these"})
"""Rules that find what a text calls the shoe; what it only mentions gives way to it."""


def _stated(said: list[Saying]) -> list[Saying]:
    for attribute in {one.attribute for one in said if one.rule in _STATED}:
        said = [one for one in said if one.attribute != attribute or one.rule in _STATED]
    return said


_OWN_NICKNAMES = frozenset({"quoted-name", "headline-quoted"})
"""Rules that find a nickname right behind the shoe's name: others are other colorways then."""
_NICKNAMES = _OWN_NICKNAMES | {"nickname", "quoted-colorway"}
_FROM_NAME = frozenset({"headline", "name-colours"})
_NAMES = frozenset({*_FROM_NAME, "colours-stated"})


def _colorways(said: list[Saying]) -> list[Saying]:
    """Drop what a headline adds where a nickname is told, and colours that a name holds."""
    if any(one.rule in _OWN_NICKNAMES for one in said):
        said = [one for one in said if one.rule not in _NICKNAMES - _OWN_NICKNAMES]
    nicknamed = any(one.rule in _NICKNAMES for one in said)
    left = [one for one in said if not (nicknamed and one.rule in _FROM_NAME)]
    names = [one for one in left if one.rule in _NAMES]
    return [one for one in left if not any(_holds(name, one) for name in names)]


def _holds(name: Saying, one: Saying) -> bool:
    """Say whether a colorway's name holds all colours of another, or is the longer name."""
    if one is name or one.attribute != "colorway" or one.rule in _NICKNAMES:
        return False
    theirs, mine = key(name.value), key(one.value)
    return set(mine) <= set(theirs) and (one.rule not in _NAMES or len(theirs) > len(mine))


def _fuller(one: Saying, said: list[Saying]) -> bool:
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
