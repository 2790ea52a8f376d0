"""The grammar: patterns over units, from `grammar.csv`.

A pattern is a row of items parted by spaces:

    <class>        a unit of the class; <a|b> of either, <a&b> of both, <a-b> of a and not b
    word           the word itself; word|other either
    ..3            up to three units that end no clause
    item? item* item+   none or one; up to six; one to six
    ( ... )        a group, which may be marked ?, * or +
    !( ... )       not followed by this
    [ ... ]        what holds the value
    ^ and $        begin and end of the sentence
    {name}         a pattern of an earlier row `define`

Counts are bounded, so a search takes time in proportion to the sentence.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from . import terms
from .data_files import rows

_MOST = 6
_STOPS = frozenset({"semicolon", "colon", "open", "close", "dash", "bar", "but"})
"""Classes of units that a gap never crosses."""
_TIMES = {"?": "?", "*": f"{{0,{_MOST}}}", "+": f"{{1,{_MOST}}}"}


class Rule(NamedTuple):
    """A row of the grammar.

    `reads` tells what is the value: a class of the terms, `written` (the words as they stand),
    `colours`, or `=text` for a fixed one. `where` limits it to kinds of lines or sections.
    """

    name: str
    attribute: str
    pattern: re.Pattern[str]
    reads: str
    where: frozenset[str]
    kind: str
    needs: tuple[int, ...]
    """Masks of classes of which a sentence must have one each, so that others are passed over."""
    example: str
    gives: str


class Grammar(NamedTuple):
    """The rules, and the lexicon with their words."""

    rules: Sequence[Rule]
    known: terms.Lexicon


@cache
def grammar() -> Grammar:
    """Read `grammar.csv`."""
    defined: dict[str, str] = {}
    stated: list[list[str]] = []
    for row in rows("grammar.csv"):
        name, attribute, pattern = row[:3]
        pattern = re.sub(r"\{(\w+)\}", lambda m: defined[m[1]], pattern)
        if attribute == "define":
            defined[name] = f"( {pattern} )"
        else:
            stated.append([name, attribute, pattern, *row[3:]])
    literals = frozenset(word for row in stated for word in _literals(row[2]))
    known = terms.load(literals)
    return Grammar([_rule(row, known) for row in stated], known)


def _literals(pattern: str) -> list[str]:
    """Give the words that a pattern names itself."""
    found: list[str] = []
    for item in _items(pattern):
        bare = item.rstrip("?*+")
        if bare and bare[0].isalnum():
            found += bare.split("|")
    return found


def _items(pattern: str) -> list[str]:
    """Cut a pattern into its items."""
    return [item for item in pattern.split() if item]


def _rule(row: Sequence[str], known: terms.Lexicon) -> Rule:
    name, attribute, pattern, reads, where, kind, example, gives = row
    try:
        built = "".join(_built(item, known.characters) for item in _items(pattern))
        compiled, needs = re.compile(built), _needs(pattern, known)
    except (re.error, ValueError) as error:
        raise ValueError(
            f"grammar.csv: the pattern of rule {name!r} is {pattern!r}: {error}. "
            "Write items as link/texts/grammar/patterns.py tells."
        ) from error
    places = frozenset(where.split()) if where else frozenset[str]()
    return Rule(
        name,
        attribute,
        compiled,
        reads,
        places,
        kind or "stated",
        needs,
        example,
        gives,
    )


_PLAIN = {"[": "(?P<v>", "]": ")", "(": "(?:", ")": ")", "!(": "(?!", "^": "^", "$": "$", "|": "|"}


def _built(item: str, characters: Mapping[frozenset[str], str]) -> str:
    if item in _PLAIN:
        return _PLAIN[item]
    if item[0] == ")":
        return ")" + _TIMES[item[1]]
    if item.startswith(".."):
        return f"{_class(lambda kind: not kind & _STOPS, characters)}{{0,{int(item[2:])}}}?"
    times = _TIMES.get(item[-1], "")
    bare = item.rstrip("?*+")
    if bare[0] == "<":
        return _class(_asked(bare[1:-1]), characters) + times
    wanted = {f"={word}" for word in bare.split("|")}
    return _class(lambda kind: bool(kind & wanted), characters) + times


def _asked(said: str) -> Callable[[frozenset[str]], bool]:
    """Read what stands in <>: alternatives of classes that must, or must not, be there."""
    choices = []
    for choice in said.split("|"):
        first, *without = choice.split("-")
        choices.append((frozenset(first.split("&")) - {"any"}, frozenset(without)))
    return lambda kind: any(must <= kind and not kind & no for must, no in choices)


def _class(
    wanted: Callable[[frozenset[str]], bool], characters: Mapping[frozenset[str], str]
) -> str:
    chosen = sorted(c for kind, c in characters.items() if wanted(kind))
    if not chosen:
        raise ValueError("no unit can be of a class that it asks for")
    return f"[{_ranges(chosen)}]"


def _ranges(chosen: Sequence[str]) -> str:
    """Write sorted characters as ranges."""
    runs: list[list[str]] = []
    for c in chosen:
        if runs and ord(c) == ord(runs[-1][1]) + 1:
            runs[-1][1] = c
        else:
            runs.append([c, c])
    return "".join(a if a == b else f"{a}-{b}" for a, b in runs)


def _needs(pattern: str, known: terms.Lexicon) -> tuple[int, ...]:
    """Give masks of the classes that the pattern cannot do without."""
    found: list[int] = []
    depth = 0
    for item in _items(pattern):
        if item in {"(", "!("}:
            depth += 1
        elif item[0] == ")":
            depth -= 1
        elif not depth and item[0] == "<" and item[-1] not in "?*":
            choices = item.rstrip("+")[1:-1].split("|")
            needed = {choice.split("-")[0].split("&")[0] for choice in choices}
            unknown = needed - {"any", *known.bits}
            if unknown:
                raise ValueError(f"no phrase is of the class {min(unknown)}")
            if "any" not in needed:
                found.append(sum(known.bits[name] for name in needed))
    return tuple(found)
