"""What the words of a text may be: terms with their values, speech, colours, punctuation.

A unit's kind is the set of its classes. The kinds that can occur are known when the files are
read, and each gets a character, so that a sentence becomes a short string that patterns of
the grammar search with the speed of `re`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ... import lexicon
from ...lexicon.phrases import Phrases
from ...lexicon.tokenizer import key
from .data_files import rows

NAMED = {
    ",": "comma", ";": "semicolon", ":": "colon", "(": "open", ")": "close", "/": "slash",
    "&": "amp", "+": "plus", "–": "dash", "—": "dash", "|": "bar", '"': "quote", "“": "quote",
    "”": "quote",
}  # fmt: skip
"""Signs between words that patterns may ask for or stop at."""
QUANTITIES = ("price", "date", "yearnumber", "length", "mass", "stylecode", "quoted", "stated")
"""Units that `quantities` finds by their form."""
NAMES = ("me", "kinname", "another", "brand", "partner")
"""Units that `names` finds: the subject, its other versions, other shoes, brands, partners."""
_FIRST = 0xE000


class Term(NamedTuple):
    """A phrase: its classes, and its value for each class that has one."""

    classes: frozenset[str]
    values: Mapping[str, str]


class Lexicon(NamedTuple):
    """All phrases, and the character of each kind of unit."""

    phrases: Phrases[Term]
    singles: Mapping[str, Term]
    starts: frozenset[str]
    characters: Mapping[frozenset[str], str]
    bits: Mapping[str, int]
    """For each class a bit."""
    masks: Mapping[str, int]
    """For each character the bits of its classes."""


@cache
def terms() -> dict[tuple[str, ...], Term]:
    """Folded words of a phrase -> its term."""
    classes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    values: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for phrase, name, value in rows("terms.csv"):
        classes[key(phrase)].add(name)
        values[key(phrase)].setdefault(name, value)
    for phrase, name in rows("speech.csv"):
        classes[key(phrase)].add(name)
    for word in _english_colours():
        classes[key(word)].add("colour")
    return {words: Term(frozenset(found), values[words]) for words, found in classes.items()}


def _english_colours() -> Iterable[str]:
    return [word for word, _, language in lexicon.rows("colours.csv") if language == "en"]


def load(literals: frozenset[str]) -> Lexicon:
    """Give the lexicon; `literals` are the words that patterns name themselves."""
    known = terms()
    for word in literals - {words[0] for words in known if len(words) == 1}:
        known[(word,)] = Term(frozenset({"word"}), {})
    named = {
        words: term._replace(classes=term.classes | _literal(words, literals))
        for words, term in known.items()
    }
    characters = _characters(term.classes for term in named.values())
    bits = {name: 1 << n for n, name in enumerate(sorted(frozenset().union(*characters)))}
    longer = {words[0] for words in named if len(words) > 1}
    return Lexicon(
        Phrases(named.items()),
        {words[0]: term for words, term in named.items() if len(words) == 1},
        frozenset(longer),
        characters,
        bits,
        {c: sum(bits[name] for name in kind) for kind, c in characters.items()},
    )


def _literal(words: tuple[str, ...], literals: frozenset[str]) -> frozenset[str]:
    return frozenset({f"={words[0]}"}) if len(words) == 1 and words[0] in literals else frozenset()


def _characters(kinds: Iterable[frozenset[str]]) -> dict[frozenset[str], str]:
    """Give each kind a character; a capital makes it another kind."""
    plain = [frozenset({name}) for name in (*NAMED.values(), *QUANTITIES, *NAMES, "number")]
    every = [*kinds, frozenset({"word"}), *plain]
    capital = [kind | {"cap"} for kind in every]
    distinct = dict.fromkeys([*every, *capital])
    return {kind: chr(_FIRST + n) for n, kind in enumerate(distinct)}
