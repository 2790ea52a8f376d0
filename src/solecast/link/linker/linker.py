"""Titles to shoes and colorways of a catalog, each with a probability and a reason.

A style code decides alone. Else all words must agree after brand and `air` are dropped: the
same model and version, the same collaborator, the same colour words in the same order, the
same gender tag and year. A word that is left over makes a suggestion, not a link.
"""

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from .. import lexicon
from ..catalog.colorway_index import Colorways
from ..catalog.colorway_keys import ColorwayKey, colorway_key
from ..catalog.name_index import IndexEntry, read_catalog
from ..catalog.shoe_names import Identity, Shoe, colorway_label, identity, shoe_of
from ..lexicon.tokenizer import key
from ..mentions.find_mentions import mention_table
from ..mentions.name_trie import NameTrie
from ..probability import CERTAIN, LinkEvidence, estimated
from ..reason_words import words
from ..reasons import Reason, Why, why
from ..titles.title import Title, parse_title
from .candidates import Candidates

LINKS = pa.schema(
    [
        ("title", pa.string()),
        ("shoe", pa.string()),
        ("colorway", pa.string()),
        ("probability", pa.float64()),
        ("reason", pa.string()),
        ("runner_up", pa.string()),
    ]
)

_LONGEST = 40
"""Words of a title by which its nearest shoe is looked for; no name of a shoe has more."""

_LARGE = 10_000
"""Entries from which the garbage collector takes a second to walk through an index."""


class Link(NamedTuple):
    """One decision: a shoe, or the nearest one (`runner_up`), or a family (`model`).

    `probability` is that of the shoe; where none is linked, that of the nearest one.
    """

    shoe: str | None
    colorway: str | None
    probability: float
    why: Why
    runner_up: str | None = None
    model: str | None = None
    evidence: LinkEvidence | None = None

    @property
    def reason(self) -> str:
        """The reason in words."""
        return words(self.why)


class Linker:
    """Links titles to the shoes and colorways of one catalog."""

    def __init__(self, catalog: Any) -> None:
        """Index a catalog: a guide, or a table as `read_catalog` describes.

        Raises `InputError` when no column of the table names the shoe.
        """
        self._certain = CERTAIN
        self._index(read_catalog(catalog))

    @classmethod
    def of(cls, entries: Iterable[IndexEntry], certain: float = CERTAIN) -> "Linker":
        """Index entries that are already read; a link counts from the probability `certain`."""
        linker = cls.__new__(cls)
        linker._certain = certain
        linker._index(entries)
        return linker

    def _index(self, entries: Iterable[IndexEntry]) -> None:
        self._codes: dict[str, list[IndexEntry]] = {}
        self._shoes: dict[Identity, dict[str, Shoe]] = {}
        self._families: dict[Identity, dict[str, Shoe]] = {}
        self._colorways: dict[str, Colorways] = {}
        self._aliases: dict[tuple[str, ...], dict[tuple[str, str | None], None]] = {}
        self._nicknames: dict[tuple[tuple[str, ...], str], dict[str | None, None]] = {}
        self._names: dict[str, str] = {}
        self._entries: list[IndexEntry] = []
        with _uncollected():
            for entry in entries:
                self._entries.append(entry)
                self._add(entry)
            self._candidates = Candidates(self._names)
        if len(self._entries) > _LARGE:
            gc.collect()  # now, once: else the first titles to be linked pay for it

    def _add(self, entry: IndexEntry) -> None:
        shoe = entry.named
        if entry.shoe not in self._names:
            self._names[entry.shoe] = shoe.name
            self._shoes.setdefault(shoe.identity, {}).setdefault(entry.shoe, shoe)
            family = identity(shoe.brand, shoe.model)
            self._families.setdefault(family, {}).setdefault(entry.shoe, shoe)
            self._aliases.setdefault(_alias(shoe.name), {}).setdefault((entry.shoe, None))
        for code in entry.style_codes:
            self._codes.setdefault(code, []).append(entry)
        if entry.colorway:
            within = colorway_key(entry.collaborator, entry.colorway_name, entry.year, entry.gender)
            if entry.shoe not in self._colorways:
                self._colorways[entry.shoe] = Colorways()
            self._colorways[entry.shoe].add(within, entry.colorway)
        for title in entry.titles:
            answers = self._aliases.setdefault(_alias(title), {})
            answers.setdefault((entry.shoe, entry.colorway))
        for alias in entry.aliases:
            answers = self._aliases.setdefault(_alias(alias), {})
            answers.setdefault((entry.shoe, None))
            self._nicknames.setdefault((_alias(alias), entry.shoe), {}).setdefault(entry.colorway)

    def link(self, titles: Iterable[str]) -> pa.Table:
        """Link titles, in order, one row each.

        Columns: `title`, `shoe` (null below probability .8), `colorway` (null when the title
        names none that the catalog has), `probability` (0-1), `reason` in words, `runner_up`
        (the next or, without a link, the nearest shoe or colorway).
        """
        titles = ["" if title is None else str(title) for title in titles]
        known: dict[str, Link] = {}
        with _uncollected():
            for title in titles:
                if title not in known:
                    known[title] = self.link_one(title)
        links = [known[title] for title in titles]
        told = ("shoe", "colorway", "probability", "reason", "runner_up")
        columns = [[getattr(link, name) for link in links] for name in told]
        return pa.table([titles, *columns], schema=LINKS)

    @cached_property
    def _mentioned(self) -> NameTrie:
        """The names that posts may mention; only those who ask for mentions pay for them."""
        names = NameTrie()
        for entry in self._entries:
            names.add(entry.shoe, entry.named, entry.aliases)
        names.compile()
        return names

    def mentions(self, texts: Sequence[str]) -> pa.Table:
        """Find the shoes that posts mention, in order of text and place.

        Columns: `text` (the post), `start` and `end` (character offsets `[start, end)`), `shoe`
        (null when no version is named, or none that the catalog has), `model` (brand and model,
        null when several fit), `probability` (0-1, estimated), `reason` in words, `index`
        (of the post in `texts`).
        """
        return mention_table(self._mentioned, texts)

    def link_one(self, title: str, brand: str | None = None, style_code: str | None = None) -> Link:
        """Link one title; `brand` and `style_code` are what its record states beside it."""
        return self._confirmed(self._decide(title, brand, style_code))

    def _confirmed(self, link: Link) -> Link:
        if link.shoe is None or link.probability >= self._certain:
            return link
        return link._replace(shoe=None, colorway=None, runner_up=link.colorway or link.shoe)

    def _decide(self, title: str, brand: str | None, style_code: str | None) -> Link:
        if not title.strip() and not style_code:
            return Link(None, None, 0.0, why(Reason.EMPTY))
        exact = self._exact(title, brand)
        if exact and not style_code:
            return exact
        parsed = parse_title(title, brand)
        stated = [*parsed.style_codes, *([style_code] if style_code else [])]
        by_code = self._by_code(stated, parsed)
        if by_code:
            return by_code
        return exact or self._by_words(parsed, title)

    def _exact(self, title: str, brand: str | None) -> Link | None:
        answers_to = _alias(title)
        if brand and answers_to not in self._aliases:
            answers_to = _alias(f"{brand} {title}")
        answers = self._aliases.get(answers_to)
        if not answers:
            return None
        shoes = list(dict.fromkeys(shoe for shoe, _ in answers))
        if len(shoes) > 1:
            return self._several(shoes)
        colorways = [colorway for _, colorway in answers if colorway]
        if len(colorways) > 1:
            return _linked(why(Reason.SEVERAL_COLORWAYS), shoes[0], None, colorways[0])
        colorways = colorways or self._nicknamed(answers_to, shoes[0])
        colorway = colorways[0] if colorways else None
        return _linked(why(Reason.EXACT), shoes[0], colorway)

    @staticmethod
    def _several(shoes: Sequence[str]) -> Link:
        told = why(Reason.SEVERAL_SHOES, len(shoes), ", ".join(shoes[:3]))
        return _open(told, shoes[0], LinkEvidence(told.reason, share=1 / len(shoes)))

    def _nicknamed(self, alias: tuple[str, ...], shoe: str) -> list[str]:
        """Give the one colorway that an alias names where the shoe has several."""
        named = [one for one in self._nicknames.get((alias, shoe), ()) if one]
        several = len(self._colorways.get(shoe) or ()) > 1
        return named if several and len(named) == 1 else []

    def _by_code(self, stated: Sequence[str], parsed: Title) -> Link | None:
        for code in stated:
            entries = self._codes.get(code, [])
            shoes = list(dict.fromkeys(entry.shoe for entry in entries))
            if not shoes:
                continue
            named = self._named(parsed)
            if len(shoes) > 1:
                return self._shared_code(code, shoes, named)
            if named and shoes[0] not in named:
                against = why(Reason.CODE_CONTRADICTS, code, shoes[0], named[0])
                return _linked(against, shoes[0], None, named[0])
            colorways = list(dict.fromkeys(e.colorway for e in entries if e.colorway))
            colorway = colorways[0] if len(colorways) == 1 else None
            return _linked(why(Reason.CODE, code), shoes[0], colorway)
        return None

    @staticmethod
    def _shared_code(code: str, shoes: Sequence[str], named: Sequence[str]) -> Link:
        both = [shoe for shoe in shoes if shoe in named]
        told = (code, " and ".join(shoes[:3]))
        if len(both) == 1:
            other = next(shoe for shoe in shoes if shoe not in both)
            return _linked(why(Reason.CODE_SHARED_DECIDED, *told), both[0], None, other)
        shared = why(Reason.CODE_SHARED, *told)
        return _open(shared, shoes[0], LinkEvidence(shared.reason, share=1 / len(shoes)))

    def _named(self, parsed: Title) -> list[str]:
        shoe = shoe_of(parsed)
        return list(self._shoes.get(shoe.identity, ())) if shoe else []

    def _by_words(self, parsed: Title, title: str) -> Link:
        shoe = shoe_of(parsed)
        named = self._named(parsed)
        if len(named) > 1:
            return self._several(named)
        if named:
            return self._within(named[0], parsed)
        if shoe and (family := self._family(shoe)):
            return self._other_version(shoe, family)
        return self._nearest(title, parsed)

    def _family(self, shoe: Shoe) -> dict[str, Shoe]:
        return self._families.get(identity(shoe.brand, shoe.model), {})

    def _other_version(self, shoe: Shoe, family: dict[str, Shoe]) -> Link:
        latest = max(family, key=lambda slug: _age(family[slug].version))
        model = f"{shoe.brand} {shoe.model}"
        if not shoe.version:
            told = why(Reason.NO_VERSION, model)
            evidence = LinkEvidence(told.reason, share=1 / len(family))
            return _open(told, latest, evidence)._replace(model=model)
        return _open(why(Reason.OTHER_VERSION, model, shoe.version), latest)

    def _within(self, shoe: str, parsed: Title) -> Link:
        """Decide the colorway of a shoe that brand, model and version name."""
        colorways = self._colorways.get(shoe) or Colorways()
        says = parsed.colorway or parsed.collaborator
        if not says:
            return _linked(why(Reason.SHOE_AGREES), shoe)
        wanted = colorway_key(
            parsed.collaborator, colorway_label(parsed), parsed.year, parsed.gender
        )
        hits = colorways.named(wanted)
        if len(hits) == 1:
            return _linked(why(Reason.COLORWAY_AGREES), shoe, hits[0])
        if len(hits) > 1:
            return _linked(why(Reason.SAME_COLORWAY_NAMES, len(hits)), shoe, None, hits[0])
        near = colorways.nearest(wanted)
        told = why(Reason.OTHER_COLORWAY, _said(wanted)) if near else why(Reason.NO_COLORWAY)
        if not parsed.certain and not parsed.colours:
            told = why(Reason.WORDS_LEFT, repr(parsed.colorway))
        left = len(key(parsed.colorway or ""))
        evidence = LinkEvidence(told.reason, left=left, known=parsed.certain)
        return _linked(told, shoe, None, near, evidence)

    def _nearest(self, title: str, parsed: Title) -> Link:
        words = key(title)[:_LONGEST]
        near = self._candidates.nearest(words)
        if near is None:
            return Link(None, None, 0.0, why(Reason.UNKNOWN))
        shoe, share, missing = near
        name = self._names[shoe]
        left = len(set(words).difference(key(name)))
        told = why(Reason.NEAR, name, " ".join(missing)) if missing else why(Reason.CONTAINS, name)
        evidence = LinkEvidence(told.reason, round(share, 2), left, parsed.certain)
        if missing:
            return _open(told, shoe, evidence)
        return _linked(told, shoe, None, shoe, evidence)


def _linked(
    told: Why,
    shoe: str,
    colorway: str | None = None,
    runner_up: str | None = None,
    evidence: LinkEvidence | None = None,
) -> Link:
    """Give a link to a shoe, as probable as its evidence says."""
    evidence = evidence or LinkEvidence(told.reason)
    return Link(shoe, colorway, estimated(evidence), told, runner_up, None, evidence)


def _open(told: Why, nearest: str, evidence: LinkEvidence | None = None) -> Link:
    """Give a link to no shoe, and how probable the nearest one is."""
    evidence = evidence or LinkEvidence(told.reason)
    return Link(None, None, estimated(evidence), told, nearest, None, evidence)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Work without the garbage collector, that would walk through a large index again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@lru_cache(maxsize=200_000)
def _alias(name: str) -> tuple[str, ...]:
    """Give the words of a name as it is spelled, colour words in English, without `air`."""
    foreign = lexicon.foreign_colours()
    return tuple([foreign.get(word, word) for word in key(name) if word != "air"])


def _said(wanted: ColorwayKey) -> str:
    collaborator, parts, year, gender = wanted
    said = [collaborator, *parts, str(year or ""), f"({gender})" if gender else ""]
    return repr(" ".join(filter(None, said)))


def _age(version: str | None) -> tuple[float, int]:
    """Order versions: the higher number is the newer, and one without more words the plainer."""
    number = _NUMBER.search(version or "")
    return (float(number[0]) if number else 1.0, -len(version or ""))


_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?")
