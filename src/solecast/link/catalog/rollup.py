"""Listings rolled up: colorways, sizes, genders and shops of one shoe become one shoe."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..lexicon.tokenizer import key
from .clusters import Cluster, Clusters, Conflict
from .name_index import IndexEntry, colorway_slug
from .record_names import Named
from .shoe_names import Identity, Shoe
from .statements import statement

_MOST_TITLES = 8
"""Titles by which a colorway is known as a whole; sizes and shops make endless ones."""


@dataclass
class ShoeDraft:
    """A shoe while its listings are gathered."""

    shoe: Shoe
    slug: str
    aliases: dict[str, None] = field(default_factory=dict)
    categories: Counter[str] = field(default_factory=Counter)
    listings: int = 0
    stated_previous: list[str] = field(default_factory=list)


@dataclass
class ColorwayDraft:
    """A colorway while its listings are gathered."""

    slug: str
    shoe: str
    name: str
    collaborator: str | None
    gender: str | None
    year: int | None
    style_codes: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    label: str | None = None
    prices: Counter[tuple[float, str | None]] = field(default_factory=Counter)
    released: dt.date | None = None
    sources: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    listings: int = 0


class RolledUp:
    """The guide's shoes and colorways, in order of slug, and where each listing went."""

    def __init__(self) -> None:
        """Start empty."""
        self.shoes: dict[str, ShoeDraft] = {}
        self.colorways: dict[str, ColorwayDraft] = {}
        self.conflicts: list[Conflict] = []
        self._by_identity: dict[Identity, ShoeDraft] = {}
        self._copies: Counter[str] = Counter()

    def shoe(self, shoe: Shoe) -> ShoeDraft:
        """Give the draft of a shoe, a new one at first sight."""
        draft = self._by_identity.get(shoe.identity)
        if draft is None:
            slug = shoe.slug
            while slug in self.shoes:
                slug += "-2"
            draft = ShoeDraft(shoe, slug)
            self.shoes[slug] = self._by_identity[shoe.identity] = draft
        return draft

    def add(
        self, rows: Sequence[Mapping[str, Any]], named: Sequence[Named]
    ) -> list[tuple[str | None, str | None]]:
        """Add distinct listings; give shoe and colorway of each."""
        named = _told_apart(rows, named)
        clusters = Clusters()
        found: dict[int, Cluster | None] = {}
        for i in sorted(range(len(rows)), key=lambda i: _order(named[i], i)):
            found[i] = clusters.add(i, named[i], statement(rows[i], named[i]))
        self.conflicts += clusters.conflicts
        slugs = self._colorways(clusters.clusters, named)
        placed: list[tuple[str | None, str | None]] = []
        for i, (row, one) in enumerate(zip(rows, named, strict=True)):
            if one.shoe is None:
                placed.append((None, None))
                continue
            draft = self.shoe(one.shoe)
            _gather_shoe(draft, row, one)
            cluster = found[i]
            colorway = slugs[id(cluster)] if cluster else None
            if colorway:
                _gather_colorway(self.colorways[colorway], row, one)
            placed.append((draft.slug, colorway))
        return placed

    def _colorways(self, clusters: Sequence[Cluster], named: Sequence[Named]) -> dict[int, str]:
        slugs: dict[int, str] = {}
        for cluster in sorted(clusters, key=lambda cluster: min(cluster.rows)):
            first = named[min(cluster.rows)]
            if first.shoe is not None:
                year = cluster.key[1][2]
                draft = self.colorway(first.shoe, first, year, tuple(cluster.style_codes))
                slugs[id(cluster)] = draft.slug
        return slugs

    def colorway(
        self, shoe: Shoe, named: Named, year: int | None, style_codes: tuple[str, ...]
    ) -> ColorwayDraft:
        """Make a colorway with a slug of its own."""
        owner = self.shoe(shoe).slug
        gender = named.gender if named.gender not in {None, "men", "unisex"} else None
        parts = [named.collaborator, named.label, str(year) if year else None, gender]
        code = style_codes[0] if style_codes else None
        name = " ".join(filter(None, (named.collaborator, named.label))) or code or "unnamed"
        slug = colorway_slug(owner, parts if any(parts[:2]) else [code])
        if slug in self.colorways and code:
            slug = colorway_slug(owner, [*parts, code])
        base = slug
        while slug in self.colorways:
            self._copies[base] += 1
            slug = f"{base}-{self._copies[base] + 1}"
        draft = ColorwayDraft(
            slug=slug,
            shoe=owner,
            name=f"{name} ({year})" if year else name,
            collaborator=named.collaborator,
            gender=named.gender,
            year=year,
            style_codes=style_codes,
            label=named.label,
        )
        self.colorways[slug] = draft
        return draft

    def entries(self) -> Iterator[IndexEntry]:
        """Give the catalog for the linker."""
        yield from self.shoe_entries()
        for one in self.colorways.values():
            yield IndexEntry(
                shoe=one.shoe,
                named=self.shoes[one.shoe].shoe,
                colorway=one.slug,
                colorway_name=one.label,
                collaborator=one.collaborator,
                gender=one.gender,
                year=one.year,
                style_codes=one.style_codes,
                titles=tuple(one.titles),
            )

    def shoe_entries(self) -> Iterator[IndexEntry]:
        """Give the shoes alone, without their colorways."""
        for draft in self.shoes.values():
            yield IndexEntry(draft.slug, draft.shoe, aliases=tuple(draft.aliases))


def _told_apart(rows: Sequence[Mapping[str, Any]], named: Sequence[Named]) -> list[Named]:
    """Add the colour column where a catalog gives one title several: the title names a model."""
    titles = [(row["source"], key(row["title"] or ""), row["gender"]) for row in rows]
    columns: dict[tuple[Any, ...], set[str]] = {}
    for title, one in zip(titles, named, strict=True):
        if one.column:
            columns.setdefault(title, set()).add(one.column)
    several = {title for title, found in columns.items() if len(found) > 1}
    return [
        one._replace(label=f"{one.label} {one.column}") if one.column and title in several else one
        for title, one in zip(titles, named, strict=True)
    ]


def _order(named: Named, row: int) -> tuple[bool, bool, int]:
    return not named.style_codes, named.year is None, row


def _gather_shoe(draft: ShoeDraft, row: Mapping[str, Any], named: Named) -> None:
    if named.spelled and named.spelled != draft.shoe.name:
        draft.aliases.setdefault(named.spelled)
    if row["category"]:
        draft.categories[row["category"]] += row["rows"]
    draft.listings += row["rows"]
    if row["previous"] and row["previous"] not in draft.stated_previous:
        draft.stated_previous.append(row["previous"])


def _gather_colorway(draft: ColorwayDraft, row: Mapping[str, Any], named: Named) -> None:
    draft.listings += row["rows"]
    if len(named.colours) > len(draft.colours):
        draft.colours = named.colours
    if row["retail_price"] is not None:
        draft.prices[row["retail_price"], row["currency"]] += row["rows"]
    draft.released = earliest([draft.released, row["release_date"]])
    draft.sources.setdefault(row["source"] or row["file"] or "")
    title = row["title"] or ""
    says = named.label is not None and set(key(named.label)) <= set(key(title))
    if says and len(draft.titles) < _MOST_TITLES:
        draft.titles.setdefault(title)


def earliest(dates: Iterable[dt.date | None]) -> dt.date | None:
    """Give the earliest of the dates that are known."""
    return min((date for date in dates if date is not None), default=None)
