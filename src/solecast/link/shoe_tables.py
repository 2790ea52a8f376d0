"""The guide's shoes and colorways as tables, with lineage."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import pyarrow as pa

from ..model import LINKED, table
from ..settings.config import Config
from ..spans import Span
from . import lexicon
from .catalog.lineage import gap, lineage
from .catalog.rollup import RolledUp, ShoeDraft, earliest
from .lexicon.tokenizer import key
from .linker.linker import Linker

_NONE = "none"
"""What the settings call the predecessor of a shoe that is no version of another."""


def shoes_table(roll: RolledUp, config: Config, releases: Mapping[str, Span]) -> pa.Table:
    """Give LINKED shoes in order of slug; `previous_gap` counts versions back.

    `releases` are the stretches of days in which shoes first came out, where somebody says so.
    """
    slugs = sorted(roll.shoes)
    linker = Linker.of(roll.shoe_entries())
    oldest = _earliest_colorways(roll)
    previous = _previous(roll, slugs, config, linker, Dates(releases, oldest))
    aliases = _aliases(roll, config, linker)
    rows = []
    for slug in slugs:
        draft = roll.shoes[slug]
        before = previous.get(slug)
        first = releases.get(slug)
        name = draft.shoe.name
        steps = gap(name, roll.shoes[before].shoe.name) if before else None
        rows.append(
            {
                "shoe": slug,
                "name": name,
                "brand": draft.shoe.brand,
                "model": draft.shoe.model,
                "version": draft.shoe.version,
                "aliases": list(dict.fromkeys([*draft.aliases, *aliases.get(slug, ())])),
                "category": max(draft.categories, key=draft.categories.__getitem__)
                if draft.categories
                else None,
                "first_released": first.first.year if first else None,
                "first_release": first.first if first else None,
                "first_release_end": first.last if first else None,
                "earliest_colorway": oldest.get(slug),
                "previous": before,
                "previous_gap": steps,
                "listings": draft.listings,
            }
        )
    return table(LINKED["shoes"], rows)


class Dates(NamedTuple):
    """What orders shoes: the first release where it is stated, else the oldest colorway."""

    releases: Mapping[str, Span]
    oldest: Mapping[str, dt.date]

    def of(self, slug: str) -> dt.date | None:
        """Give the day that orders a shoe."""
        stated = self.releases.get(slug)
        return stated.first if stated else self.oldest.get(slug)


def _earliest_colorways(roll: RolledUp) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    for draft in roll.colorways.values():
        day = earliest([found.get(draft.shoe), draft.released])
        if day:
            found[draft.shoe] = day
    return found


def _previous(
    roll: RolledUp, slugs: list[str], config: Config, linker: Linker, dates: Dates
) -> dict[str, str]:
    """Find the predecessor of each shoe: `guide.toml`, then catalogs, then names."""
    drafts = [roll.shoes[slug] for slug in slugs]
    found = lineage(
        [draft.shoe.name for draft in drafts],
        [draft.shoe.brand for draft in drafts],
        [dates.of(slug) for slug in slugs],
        [slug in dates.releases for slug in slugs],
    )
    previous = {slugs[i]: slugs[before] for i, before in enumerate(found) if before is not None}
    for draft in drafts:
        _state(previous, linker, draft)
    for name, before in config.previous.items():
        after = linker.link_one(name).shoe
        if after and before == _NONE:
            previous.pop(after, None)
            continue
        earlier = linker.link_one(before).shoe
        if after and earlier and after != earlier:
            previous[after] = earlier
    return previous


def _state(previous: dict[str, str], linker: Linker, draft: ShoeDraft) -> None:
    for name in draft.stated_previous:
        before = linker.link_one(name, draft.shoe.brand).shoe
        if before and before != draft.slug:
            previous[draft.slug] = before


def _aliases(roll: RolledUp, config: Config, linker: Linker) -> Mapping[str, list[str]]:
    """Give more names of shoes: nicknames of the lexicon and aliases of `guide.toml`."""
    found: dict[str, list[str]] = {}
    by_name = {key(draft.shoe.name): slug for slug, draft in roll.shoes.items()}
    for nickname, (brand, name) in lexicon.nicknames().items():
        slug = by_name.get(key(name)) or by_name.get(key(f"{brand} {name}"))
        if slug:
            found.setdefault(slug, []).append(" ".join(nickname))
    for alias, target in config.aliases.items():
        slug = target if target in roll.shoes else linker.link_one(target).shoe
        if slug:
            found.setdefault(slug, []).append(alias)
    return found


def colorways_table(roll: RolledUp) -> pa.Table:
    """Give LINKED colorways in order of slug; the retail price is the most common one."""
    rows = []
    for slug in sorted(roll.colorways):
        draft = roll.colorways[slug]
        price = draft.prices.most_common(1)[0][0] if draft.prices else (None, None)
        rows.append(
            {
                "colorway": slug,
                "shoe": draft.shoe,
                "name": draft.name,
                "style_code": draft.style_codes[0] if draft.style_codes else None,
                "colours": list(draft.colours),
                "collaborator": draft.collaborator,
                "gender": draft.gender,
                "retail_price": price[0],
                "currency": price[1],
                "release_date": draft.released,
                "sources": [source for source in draft.sources if source],
                "listings": draft.listings,
            }
        )
    return table(LINKED["colorways"], rows)
