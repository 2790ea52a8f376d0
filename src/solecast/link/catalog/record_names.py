"""Records as they name their shoe: each distinct way of naming, taken apart once."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from .. import lexicon
from ..lexicon.tokenizer import key, words
from ..titles import codes
from ..titles.makers import brand_name
from ..titles.title import Span, Title, parse_title
from .colorway_keys import ColorwayKey, colorway_key, single
from .shoe_names import Shoe, colorway_label, shoe_of, stated_shoe

_APART = ("brand", "gender", "size", "year", "style_codes", "noise")
"""Parts of a title in which two listings of one product may differ."""


class RecordSubject(NamedTuple):
    """How a record names its shoe."""

    title: str | None
    brand: str | None
    style_code: str | None


class Named(NamedTuple):
    """A record's words taken apart.

    `words` are those that tell products apart; `column` is what a colour column says beside a
    title that names the colorway itself.
    """

    shoe: Shoe | None
    certain: bool
    label: str | None
    collaborator: str | None
    colours: tuple[str, ...]
    gender: str | None
    year: int | None
    style_codes: tuple[str, ...]
    spelled: str | None
    words: tuple[str, ...] = ()
    column: str | None = None

    @property
    def key(self) -> ColorwayKey:
        """The key of the colorway."""
        return colorway_key(self.collaborator, self.label, self.year, self.gender)


class Spellings:
    """More spellings of brands, from `guide.toml`."""

    def __init__(self, brands: Mapping[str, str]) -> None:
        """Keep `brands`: spelling -> brand."""
        self._brands = {key(spelling): brand_name(brand) for spelling, brand in brands.items()}
        spelled = sorted((re.escape(s) for s in brands), key=len, reverse=True)
        pattern = rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)" if spelled else r"(?!)"
        self._pattern = re.compile(pattern, re.IGNORECASE)

    def brand(self, stated: str | None) -> str | None:
        """Give the brand of a brand column."""
        if not stated or not stated.strip():
            return None
        return self._brands.get(key(stated)) or brand_name(stated)

    def title(self, title: str | None) -> str:
        """Write the brands in a title as the lexicon does."""
        if not self._brands:
            return title or ""
        return self._pattern.sub(lambda m: self._brands.get(key(m[0]), m[0]), title or "")


def named_listing(row: Mapping[str, Any], spellings: Spellings) -> Named:
    """Take a catalog row apart: columns where they are filled, its title for the rest."""
    title = spellings.title(row["title"])
    brand = spellings.brand(row["brand"])
    parsed = parse_title(title, brand)
    shoe, certain = shoe_of(parsed), parsed.certain
    if row["model"]:
        shoe = stated_shoe(brand or parsed.brand or "", row["model"], row["version"])
        certain = True
        if parsed.colorway and set(key(parsed.colorway)) <= set(key(shoe.name)):
            parsed = replace(parsed, colorway=None)  # words of the model are no colorway
    within = _column(row["colorway"], shoe)
    title_says = within is None or (parsed.certain and parsed.colorway is not None)
    label = colorway_label(parsed) if title_says or within is None else within.colorway
    return Named(
        shoe=shoe,
        certain=certain,
        label=label,
        collaborator=row["collaborator"] or parsed.collaborator or _partner(within),
        colours=within.colours if within else parsed.colours,
        gender=parsed.gender or gender_of(row["gender"]),
        year=parsed.year or (within.year if within and not title_says else None),
        style_codes=tuple(dict.fromkeys([*codes.stated(row["style_code"]), *parsed.style_codes])),
        spelled=_spelled(title, parsed, shoe),
        words=(*_telling(title, parsed), *(() if title_says else key(label or ""))),
        column=single(row["colorway"].strip()) if within and title_says else None,
    )


def _telling(title: str, parsed: Title) -> tuple[str, ...]:
    """Give the words of a title that can tell products apart."""
    spans: list[Span] = []
    for part in _APART:
        place = parsed.spans.get(part, [])
        spans += place if isinstance(place, list) else [place]
    kept = (w.text for w in words(title) if not any(a <= w.start < b for a, b in spans))
    return tuple(kept)


def named_subject(subject: RecordSubject, spellings: Spellings) -> Named:
    """Take the title of a signal, review or fact apart."""
    title, brand = spellings.title(subject.title), spellings.brand(subject.brand)
    parsed = parse_title(title, brand)
    return Named(
        shoe=shoe_of(parsed),
        certain=parsed.certain,
        label=colorway_label(parsed),
        collaborator=parsed.collaborator,
        colours=parsed.colours,
        gender=parsed.gender,
        year=parsed.year,
        style_codes=(*codes.stated(subject.style_code), *parsed.style_codes),
        spelled=_spelled(title, parsed, shoe_of(parsed)),
    )


def _column(column: str | None, shoe: Shoe | None) -> Title | None:
    """Take a colorway column apart: `Off-White Black (2018)`."""
    if not column or not column.strip():
        return None
    stated = single(column.strip())
    within = parse_title(f"{shoe.name if shoe else ''} {stated}", shoe.brand if shoe else None)
    read = within.colorway or within.collaborator
    return within if read and within.certain else replace(within, colorway=stated)


def _partner(within: Title | None) -> str | None:
    return within.collaborator if within else None


def _spelled(title: str, parsed: Title, shoe: Shoe | None) -> str | None:
    """Give the words of a title that name the shoe, as it spells them: an alias."""
    places = [parsed.spans[part] for part in ("model", "version") if part in parsed.spans]
    spans = [place for place in places if isinstance(place, tuple)]
    if not spans or shoe is None:
        return None
    said = " ".join(title[min(a for a, _ in spans) : max(b for _, b in spans)].split())
    return said.replace("-", " ") if " " not in title.strip() else said


@lru_cache(maxsize=10_000)
def gender_of(stated: str | None) -> str | None:
    """Read a gender column: the first word that the lexicon knows."""
    genders = lexicon.genders()
    return next((genders[word] for word in key(stated or "") if word in genders), None)
