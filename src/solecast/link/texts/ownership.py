"""Whose each unit of a sentence is: the subject's, another version's, another shoe's, nobody's.

What follows a shoe's name is that shoe's. A shoe that is only compared with (`than`, `like`)
has the rest of its clause. What people want, and what is suggested instead, is not said of
the subject. What stands behind `without` is denied, behind `could` only thought of.
"""

from collections.abc import Sequence
from typing import NamedTuple

from .sentence_units import Unit, Units

ME, KIN, OTHER, NOBODY = "me", "kin", "other", "nobody"
_ENDS = frozenset({"comma", "semicolon", "colon", "dash", "bar", "but"})
_RESTARTS = frozenset({"det", "pro", "me", "upper", "midsole", "outsole"})
_SURELY_RESTARTS = frozenset({"me", "own"})
"""What begins anew even in a list of those whom the shoe suits: `Runners who walk, as its ...`."""
_NAMED = frozenset({"kinname", "another"})
_BREAKS_PHRASE = frozenset(
    {"det", "prep", "be", "has", "from", "rel", "but", "no", "pro", "me", "versus", "aside",
     "suggest", "released", "for_whom", "semicolon", "colon", "open", "close", "dash"}
)  # fmt: skip
_DENIES = 7
"""Units that a denial reaches over, within its clause."""
_COMPARING = frozenset({"versus", "aside", "updates", "same_year"})
_NEAR = 6
"""Units within which a comparing word comes before the name that is compared with."""
_EARLY = 8
"""Units within which a name begins a sentence as what it is about."""


class Whose(NamedTuple):
    """For each unit of a sentence: whose it is, whether denied, whether only thought of."""

    owners: list[str]
    denied: list[bool]
    maybe: list[bool]
    named: dict[int, str]
    topic: str
    """What the next sentence of the paragraph is about, as far as this one tells."""
    name: str
    """The other version that it is about, where it is about one."""


def whose(sentence: Units, topic: str, name: str = "") -> Whose:
    """Decide for each unit of a sentence, which follows one about `topic`, a version `name`."""
    found = sentence.units
    owners, named = _owners(sentence, topic, name)
    if "suggest" in sentence.classes and sentence.classes & _NAMED:
        _suggested(found, owners)
    if "for_whom" in sentence.classes:
        _wanted(found, owners, sentence.sentence.section in {"buy", "notbuy"})
    denied = _reach(found, "no", _DENIES)
    maybe = _reach(found, "maybe", len(found))
    follows = _next_topic(found, topic)
    names = [unit.values["kinname"] for unit in found if "kinname" in unit.classes]
    name = next(iter(names), name) if follows == KIN else ""
    return Whose(owners, denied, maybe, named, follows, name)


def _owners(sentence: Units, topic: str, name: str) -> tuple[list[str], dict[int, str]]:
    found, classes = sentence.units, sentence.classes
    named: dict[int, str] = {}
    if not classes & {*_NAMED, "kin", "versus"}:
        owner = ME if "me" in classes else topic
        named = dict.fromkeys(range(len(found)), name) if owner == KIN and name else named
        return [owner] * len(found), named
    base = current = topic
    owners: list[str] = []
    for i, unit in enumerate(found):
        kind = unit.classes
        if "me" in kind or ("self" in kind and _stands_for(found, i, topic)):
            base = current = ME
        elif kind & _NAMED or "kin" in kind:
            owner = KIN if "kinname" in kind else OTHER
            name = unit.values.get("kinname", "")
            current = owner
            if _takes_over(found, i, topic, ME in owners):
                base = owner
            _before(found, i, owners, owner)
        elif "versus" in kind:
            current = OTHER
        elif current == KIN and topic == ME and _was_changed(sentence, i):
            base = current = ME
        elif kind & _ENDS and current != base and _restarts(found, i):
            current = base
        owners.append(current)
        if current == KIN:
            named[i] = name
    return owners, named


def _was_changed(sentence: Units, i: int) -> bool:
    """Say whether `has been` tells what became of a part: `the 36's foam has been replaced`."""
    before = sentence.units[max(0, i - _NEAR) : i]
    owned = any(
        "kinname" in unit.classes
        and sentence.sentence.text[unit.start : unit.end].endswith(("'s", "’s"))
        for unit in before
    )
    return (
        owned and sentence.sentence.text[sentence.units[i].start : sentence.units[i].end] == "been"
    )


def _takes_over(found: Sequence[Unit], i: int, topic: str, mine_before: bool) -> bool:
    """Say whether a sentence is about the other shoe that it names, not only its clause."""
    compared = _compared(found, i) or "kin" in found[i].classes
    if not compared:
        return not _about_me(found[:i], topic)
    return not mine_before and topic == ME and not _restarts_later(found, i)


def _compared(found: Sequence[Unit], i: int) -> bool:
    """Say whether a name is compared with: a comparing word stands before it in its clause."""
    for unit in reversed(found[max(0, i - _NEAR) : i]):
        if unit.classes & _COMPARING:
            return True
        if unit.classes & _ENDS:
            return False
    return False


def _restarts(found: Sequence[Unit], i: int) -> bool:
    """Say whether a clause that ends gives the word back: not in a list of names."""
    after = found[i + 1].classes if i + 1 < len(found) else frozenset()
    return not after & _NAMED


def _restarts_later(found: Sequence[Unit], i: int) -> bool:
    """Say whether a later clause begins anew, as in `like the 36, it has ...`."""
    pairs = zip(found[i:], found[i + 1 :], strict=False)
    return any(a.classes & _ENDS and b.classes & _RESTARTS for a, b in pairs)


def _before(found: Sequence[Unit], i: int, owners: list[str], owner: str) -> None:
    """Give what stands right before a name, as its adjectives, to it."""
    at = i - 1
    while at >= 0 and not found[at].classes & _BREAKS_PHRASE:
        owners[at] = owner
        at -= 1


def _suggested(found: Sequence[Unit], owners: list[str]) -> None:
    """Give a suggestion to what is suggested, with all before it unless that names the subject."""
    at = next(i for i, unit in enumerate(found) if "suggest" in unit.classes)
    later = any(unit.classes & _NAMED for unit in found[at:])
    mine = any("me" in unit.classes for unit in found[:at])
    first = at if mine else 0
    if later or not mine:
        owners[first:] = [OTHER] * (len(found) - first)


def _wanted(found: Sequence[Unit], owners: list[str], whole: bool) -> None:
    """Mark what people want, up to a clause that begins anew."""
    wanting = False
    for i, unit in enumerate(found):
        if "for_whom" in unit.classes:
            wanting = True
        elif wanting and unit.classes & _ENDS:
            after = found[i + 1].classes if i + 1 < len(found) else frozenset()
            wanting = not after & (_SURELY_RESTARTS if whole else _RESTARTS)
        if wanting:
            owners[i] = NOBODY


def _reach(found: Sequence[Unit], name: str, most: int) -> list[bool]:
    """Mark the units that a word of the class `name` reaches over: to its clause's end."""
    marked = [False] * len(found)
    left = 0
    for i, unit in enumerate(found):
        if name in unit.classes:
            left = most
        elif unit.classes & _ENDS:
            left = 0
        elif left:
            marked[i] = True
            left -= 1
    return marked


def _stands_for(found: Sequence[Unit], i: int, topic: str) -> bool:
    """Say whether `it` or `this shoe` is the subject: where no other was named before it."""
    return topic == ME and not any(unit.classes & _NAMED for unit in found[:i])


def _about_me(before: Sequence[Unit], topic: str) -> bool:
    return topic == ME and any("self" in unit.classes for unit in before)


def _next_topic(found: Sequence[Unit], topic: str) -> str:
    if any("me" in unit.classes for unit in found):
        return ME
    for i, unit in enumerate(found[:_EARLY]):
        if unit.classes & _NAMED and not _compared(found, i) and not _about_me(found[:i], topic):
            return KIN if "kinname" in unit.classes else OTHER
    return topic
