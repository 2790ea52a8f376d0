"""Which article and which phrase a shoe or a brand may have: candidates, and how sure they are.

Asks the documented search of MediaWiki (https://www.mediawiki.org/wiki/API:Search) once for each
model and brand. A candidate is judged by its title, which must hold the words of the name and no
others, and by the short description that tells a shoe from an animal of its name.
"""

import re
import urllib.parse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from ..progress import Progress, counted, silent
from ..settings.config import Fetch
from .errand import JSON, as_json, changed, shape
from .troubles import NotFetched
from .web import Manners, Web, WebAnswer

_RESULTS = 8
_WORD = re.compile(r"[^\W_]+(?:\.\d+)*")
_QUALIFIER = re.compile(r"\s*\(([^)]*)\)$")
_TRADE_WORDS = """
    brand brands clothing companies company fashion footwear line manufacturer model retailer shoe
    shoemaker shoes sneaker sneakers sportswear trainer trainers
"""
_TRADE = frozenset(_TRADE_WORDS.split())
"""Words of a short description that say that a page is about the trade."""

_CONTEXT = "(shoes OR sneakers)"


@dataclass(frozen=True)
class Wanted:
    """A shoe (brand, model, version) or a brand (`model` is empty) and the name it goes by."""

    name: str
    brand: str
    model: str = ""
    version: str = ""


class Sureness(StrEnum):
    """How sure an article is."""

    NAMED = "named"
    """Its title is the name."""
    MODEL = "model"
    """Its title is the model's: its views count for all versions."""
    UNSURE = "unsure"
    """Several pages fit, or what fits says nothing of shoes."""
    NONE = "none"
    """No page fits."""


@dataclass(frozen=True)
class FoundPage:
    """A page: its title, its short description, and whether it only lists other pages."""

    title: str
    description: str = ""
    is_list: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether the title has no addition in brackets: what most people mean by the name."""
        return _QUALIFIER.search(self.title) is None

    @property
    def is_of_trade(self) -> bool:
        """Whether title or description say that it is about shoes or a maker of them."""
        qualifier = _QUALIFIER.search(self.title)
        said = f"{self.description} {qualifier[1] if qualifier else ''}"
        return bool(_TRADE & set(_words(said)))


@dataclass(frozen=True)
class Suggestion:
    """What may be asked for a subject: candidates for the article, the best first, and a phrase.

    `is_plain` says that the phrase has no other meaning that is known; `problem` why nobody knows.
    """

    subject: Wanted
    kind: Sureness
    candidates: tuple[FoundPage, ...]
    phrase: str
    is_plain: bool
    problem: NotFetched | None = None


def suggest(
    subjects: Sequence[Wanted],
    settings: Fetch,
    progress: Progress = silent,
    manners: Manners | None = None,
) -> list[Suggestion]:
    """Propose an article and a phrase for each subject, in their order."""
    topics = [list(own) for _, own in groupby(subjects, key=_topic)]
    found: list[Suggestion] = []
    with Web(settings.contact, settings.allow_private, manners or Manners()) as web:
        for own in counted(topics, progress, "looking for articles", len(topics)):
            found += _of_topic(own, settings, web)
    return found


def _topic(subject: Wanted) -> str:
    """Give the words to search for: versions share the page of their model."""
    named = f"{subject.brand} {subject.model}" if subject.model else f"{subject.brand} shoes"
    return " ".join(dict.fromkeys(named.split()))


def _of_topic(subjects: Sequence[Wanted], settings: Fetch, web: Web) -> Iterator[Suggestion]:
    try:
        pages = _search(_topic(subjects[0]), settings, web)
    except NotFetched as problem:
        for one in subjects:
            yield Suggestion(one, Sureness.NONE, (), *_phrase(one, ()), problem)
        return
    for one in subjects:
        yield judged(one, pages)


def _search(words: str, settings: Fetch, web: Web) -> list[FoundPage]:
    asked = {
        "action": "query",
        "generator": "search",
        "gsrsearch": words,
        "gsrlimit": str(_RESULTS),
        "prop": "description|pageprops",
        "ppprop": "disambiguation",
        "format": "json",
        "formatversion": "2",
    }
    answer = web.get(f"{settings.services.articles}?{urllib.parse.urlencode(asked)}", JSON)
    return _candidates(as_json(answer), answer)


def _candidates(value: Any, answer: WebAnswer) -> list[FoundPage]:
    """Give the pages of an answer, the best first; without any it has no `query`."""
    query = value.get("query", {"pages": []}) if isinstance(value, dict) else None
    pages = query.get("pages") if isinstance(query, dict) else None
    if not isinstance(pages, list) or "error" in value:
        raise changed(answer, "an object with 'query' and 'pages'", shape(value))
    usable = [one for one in pages if isinstance(one, dict) and isinstance(one.get("title"), str)]
    return [
        FoundPage(one["title"], str(one.get("description", "")), bool(one.get("pageprops")))
        for one in sorted(usable, key=lambda one: one.get("index", 0))
    ]


def judged(subject: Wanted, pages: Sequence[FoundPage]) -> Suggestion:
    """Judge which of the pages is the subject's own, or its model's."""
    own = [one for one in pages if _is_called(one, _names(subject))]
    family = [one for one in pages if _is_called(one, [f"{subject.brand} {subject.model}"])]
    phrase, plain = _phrase(subject, own)
    for fitting, kind in ((own, Sureness.NAMED), (family if subject.model else [], Sureness.MODEL)):
        good = [one for one in fitting if one.is_of_trade and not one.is_list]
        if len(good) == 1:
            return Suggestion(subject, kind, (good[0],), phrase, plain)
        if fitting:
            return Suggestion(subject, Sureness.UNSURE, tuple(good or fitting), phrase, plain)
    near = [one for one in pages if one.is_of_trade and _shares(one, subject)]
    kind = Sureness.UNSURE if near else Sureness.NONE
    return Suggestion(subject, kind, tuple(near[:3]), phrase, plain)


def _names(subject: Wanted) -> list[str]:
    """Give the names by which a page may be called: for a shoe also without its brand."""
    if not subject.model:
        return [subject.name, subject.brand]
    bare = f"{subject.model} {subject.version}".strip()
    return [subject.name, f"{subject.brand} {bare}", bare]


def _is_called(page: FoundPage, names: Iterable[str]) -> bool:
    return _words(_QUALIFIER.sub("", page.title)) in [_words(name) for name in names]


def _shares(page: FoundPage, subject: Wanted) -> bool:
    """Tell whether a title holds the model's words, or the brand's where there is no model."""
    return set(_words(subject.model or subject.brand)) <= set(_words(page.title))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _phrase(subject: Wanted, pages: Sequence[FoundPage]) -> tuple[str, bool]:
    """Give a phrase of news; a name of one word that others bear, too, is asked with shoes."""
    alone = len(_words(subject.name)) == 1
    others = [one for one in pages if one.is_bare and not one.is_of_trade]
    plain = not (alone and (others or not pages))
    return (subject.name, True) if plain else (f'"{subject.name}" {_CONTEXT}', False)
