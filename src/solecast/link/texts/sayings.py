"""What the grammar finds in a sentence: candidates for facts, with their owners."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import lineage_words
from .grammar.patterns import Rule, grammar
from .named_shoes import NameFinder
from .ownership import KIN, ME, Whose
from .sentence_units import Unit, Units

_PARTS = frozenset(
    {"upper_material", "lining_material", "insole", "midsole", "outsole", "sole_feature"}
)
"""Attributes that share their words: what one has read is not another's."""
_OF_KIN = frozenset({"first_release", "worn_by", "popularity_claim", "sibling", "predecessor"})
"""What is told of another version, too; the rest only of the subject."""
_DENIABLE = frozenset({"upper_material", "midsole", "outsole", "sole_feature", "closure"})
_MAY_BE_THOUGHT = frozenset({"predecessor", "retail_price", "release_date", "season"})
_BLOCKED = (
    "retail_price", "colorway", "weight", "release_date", "release_year", "drop", "stack_height"
)  # fmt: skip
"""Attributes that a rule of `nothing` keeps from what it has read."""
_NEVER_DENIED = frozenset({"retail_price", "release_date"})
"""What a denial before it does not deny: `you cannot ask more of a $70 shoe`."""
_GRAMS = range(60, 1500)
_WHO_SAYS = ("advertised", "measured")
"""Classes of words that tell a maker's number from a measured one."""


class Saying(NamedTuple):
    """A fact before it is merged with its likes; places are those of the text."""

    attribute: str
    value: str
    unit: str | None
    start: int
    end: int
    written: str
    rule: str
    negated: bool = False
    kind: str = "stated"
    of: str | None = None


def candidates(found: Units, told: Whose, names: NameFinder) -> Iterator[Saying]:
    """Give what a sentence says of the subject."""
    taken: dict[str, set[int]] = {}
    mask, kind, section = found.mask, found.sentence.kind, found.sentence.section
    for rule in grammar().rules:
        for need in rule.needs:
            if not need & mask:
                break
        else:
            if rule.where and not rule.where & {kind, section}:
                continue
            yield from _matches(rule, found, told, taken)
    yield from lineage_words.candidates(found, told, names)


def _matches(rule: Rule, found: Units, told: Whose, taken: dict[str, set[int]]) -> Iterator[Saying]:
    for match in rule.pattern.finditer(found.line):
        group = "part" if rule.attribute in _PARTS else rule.attribute
        used = taken.setdefault(group, set())
        yield from _read(rule, match, found, told, used, taken)


def _read(
    rule: Rule,
    match: re.Match[str],
    found: Units,
    told: Whose,
    used: set[int],
    taken: dict[str, set[int]],
) -> Iterator[Saying]:
    first, last = match.span("v")
    if rule.attribute == "nothing":
        for group in _BLOCKED:
            taken.setdefault(group, set()).update(range(first, last))
        return
    for at, value, unit in _values(rule, first, last, found):
        if at in used:
            continue
        whole = rule.reads.startswith("=") or rule.reads in {"written", "named", "colours"}
        span = range(at, last) if whole else [at]
        used.update(span)
        one = _owned(rule, match.span(), at, value, unit, found, told)
        if one is not None:
            yield one
    if rule.attribute in _PARTS:
        used.update(range(*match.span()))


def _values(
    rule: Rule, first: int, last: int, found: Units
) -> Iterator[tuple[int, str, str | None]]:
    """Give place, value and unit of measure of what stands in the brackets of a pattern."""
    inside = found.units[first:last]
    reads = rule.reads
    if reads.startswith("="):
        yield first, reads[1:], None
    elif reads == "quantity":
        yield first, next(iter(inside[0].values.values())), inside[0].measure
    elif reads == "colours":
        yield first, _colours(inside, found), None
    elif reads == "written":
        yield first, found.said(first, last).lower(), None
    elif reads == "person":
        before = found.units[first - 1] if first else None
        the = "the " if before and found.sentence.text[before.start : before.end] == "the" else ""
        yield first, the + found.said(first, last), None
    elif reads == "named":
        named = next((v for v in inside[0].values.values()), "") if len(inside) == 1 else ""
        yield first, named or found.said(first, last), None
    else:
        for at, unit in enumerate(inside, first):
            value = next((unit.values[c] for c in reads.split("|") if c in unit.values), None)
            if value is not None:
                yield at, value, None


def _colours(inside: Sequence[Unit], found: Units) -> str:
    """Join the colours of a phrase; colours that touch are one (`royal blue`)."""
    said: list[str] = []
    end = -2
    for unit in inside:
        if "colour" in unit.classes:
            word = found.sentence.text[unit.start : unit.end].lower()
            if unit.start - end == 1 and said:
                said[-1] += f" {word}"
            elif word not in said:
                said.append(word)
            end = unit.end
    return "/".join(said)


def _owned(
    rule: Rule,
    span: tuple[int, int],
    at: int,
    value: str,
    unit: str | None,
    found: Units,
    told: Whose,
) -> Saying | None:
    """Give the candidate where it is said of the subject, or of its other version."""
    owner = told.owners[at]
    if owner == KIN and rule.attribute in _OF_KIN and span[0] != at:
        of = next((told.named[i] for i in range(at, -1, -1) if told.named.get(i)), None)
    elif owner == ME or (rule.attribute in {"predecessor", "sibling", "first_release"}):
        of = None
    else:
        return None
    fixed = rule.reads.startswith("=") and rule.attribute == "fit"
    denied = told.denied[at] and not (fixed and span[0] == at)
    denied = denied and rule.attribute not in _NEVER_DENIED
    asked = found.sentence.text[found.units[at].end :][:1] == "?"
    thought = asked or (told.maybe[at] and rule.attribute not in _MAY_BE_THOUGHT)
    if thought or (denied and rule.attribute not in _DENIABLE):
        return None
    if rule.attribute == "weight" and int(float(value)) not in _GRAMS:
        return None
    first, last = span
    start, end = found.units[first].start, found.units[last - 1].end
    if rule.attribute == "first_release":
        of = _kin(found, first, last)
    elif rule.attribute == "predecessor":
        of = None
    offset = found.sentence.start
    written = found.said(at, at + 1)
    return Saying(
        rule.attribute, value, unit, offset + start, offset + end, written, rule.name,
        denied, _kind(rule, found, at), of,
    )  # fmt: skip


def _kin(found: Units, first: int, last: int) -> str | None:
    named = (unit.values.get("kinname") for unit in found.units[first:last])
    return next((name for name in named if name), None)


def _kind(rule: Rule, found: Units, at: int) -> str:
    """Say whether a number is the maker's or somebody measured it."""
    if rule.attribute not in {"weight", "drop", "stack_height"}:
        return rule.kind
    for unit in reversed(found.units[:at]):
        for kind in _WHO_SAYS:
            if kind in unit.classes:
                return kind
    return rule.kind
