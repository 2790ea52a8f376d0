"""Who makes a shoe and with whom: brands, their houses and collaborators in words."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from .. import lexicon
from ..lexicon.phrases import FoundPhrase, Phrases
from ..lexicon.tokenizer import Word, key

_FAMILIES = {"Nike": {"Nike", "Jordan"}, "Jordan": {"Nike", "Jordan"}}


@cache
def brands() -> Phrases[str]:
    """Give the spellings of brands as phrases."""
    return Phrases(lexicon.brands().items())


@cache
def collaborators() -> Phrases[str]:
    """Give the names of collaborators as phrases."""
    return Phrases(lexicon.collaborators().items())


@cache
def wearers() -> Phrases[str]:
    """Give the words for who wears a shoe as phrases: `big kid`."""
    return Phrases((tuple(words.split()), gender) for words, gender in lexicon.genders().items())


def names_partner(texts: Sequence[str]) -> bool:
    """Say whether words begin with a collaborator or a brand."""
    return bool(collaborators().at(texts, 0) or brands().at(texts, 0))


@lru_cache(maxsize=10_000)
def brand_name(stated: str) -> str:
    """Give the lexicon's name for a brand as stated; an unknown brand stays as it is.

    A maker's name with words for a division (`Reebok Lifestyle`, `Puma Golf`) is the maker.
    """
    words = key(stated)
    known = lexicon.brands().get(words)
    if known:
        return known
    divisions = lexicon.noise_kinds()
    for cut in range(len(words) - 1, 0, -1):
        maker = lexicon.brands().get(words[:cut])
        if maker and all(word in divisions or word in lexicon.genders() for word in words[cut:]):
            return maker
    return stated.strip()


def is_brand(found: FoundPhrase[str], texts: Sequence[str]) -> bool:
    """Say whether a found name is a brand here: `On` is a word, too."""
    if found.value != "On" or found.last - found.first > 1:
        return True
    following = texts[found.last] if found.last < len(texts) else ""
    return found.first == 0 or following.startswith("cloud")


def same_house(stated: str, owner: str) -> bool:
    """Say whether a brand as stated may own a model: Nike and Jordan are one house."""
    return owner in _FAMILIES.get(stated, {stated})


def permitted_brands(brand: str | None, named: Sequence[FoundPhrase[str]]) -> set[str]:
    """Give the brands whose models a title may name."""
    permitted: set[str] = set()
    for stated in [*([brand] if brand else []), *(found.value for found in named)]:
        permitted |= _FAMILIES.get(stated, {stated})
    return permitted


def may_name(text: str) -> bool:
    """Say whether a word can be part of a name: no shop word, colour or tag of gender."""
    return (
        text not in lexicon.noise()
        and text not in lexicon.colours()
        and (text not in lexicon.genders() or len(text) < 3)
    )


def may_begin(text: str) -> bool:
    """Say whether a name can begin with a word."""
    return may_name(text) and text not in lexicon.noise_kinds()


def with_joins(said: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """Read an X as joining where a collaborator or another brand follows: `Jordan X Union`."""
    at = next(
        (i for i, w in enumerate(said) if text[w.start : w.end] == "X" and w.text == "10"), -1
    )
    if at < 0:
        return said
    after = [word.text for word in said[at + 1 :]]
    if not after or not names_partner(after):
        return said
    return (*said[:at], said[at]._replace(text="x"), *said[at + 1 :])


def joins_partner(words: Sequence[Word], title: str, place: int) -> bool:
    """Say whether a small x ties a name to the shoe before it: `Old Skool x Krink`.

    A large X may be part of a name (`Cloud X`), and in titles without capitals every x is small.
    """
    after = words[place + 1].text if place + 1 < len(words) else ""
    small = title[words[place].start : words[place].end] in {"x", "×"} and title != title.lower()
    return bool(place) and small and after.isalpha() and may_begin(after)


_PART = re.compile(r"[\"“”„(\[|/,;:]|\s[-–]\s")
_NICKNAME = re.compile(r"(?<!\w)'(?=\w)(?!\d\d\b)[^']*\w'(?!\w)|[\"“„][^\"“”„]+[\"”“]|‘[^‘’]+’")


def partners(words: Sequence[Word], title: str) -> Iterator[tuple[int, int]]:
    """Give the places of the words behind each `x`, up to a colour, a quote, a bracket or an x."""
    for join, word in enumerate(words):
        if word.text != "x" or not joins_partner(words, title, join):
            continue
        last = join + 1
        while last < len(words) and may_name(words[last].text) and words[last].text != "x":
            gap = title[words[last - 1].end : words[last].start]
            if last > join + 1 and _PART.search(gap):
                break
            last += 1
        yield join + 1, last


def nicknamed(words: Sequence[Word], title: str) -> set[int]:
    """Give the places of words in quotes behind a name: `ZX6000 'Dash Grey'` is no Dash."""
    found: set[int] = set()
    for quoted in _NICKNAME.finditer(title):
        start, end = quoted.span()
        before = [word.text for word in words if word.start < start]
        named = sum(may_begin(text) for text in before)
        if named > sum(hit.last - hit.first for hit in brands().find(before)):
            found.update(i for i, word in enumerate(words) if start < word.start < end)
    return found
