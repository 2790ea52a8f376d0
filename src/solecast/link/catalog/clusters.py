"""Listings of several catalogs merged into colorways.

Listings are one colorway when they share a style code, or when shoe, collaborator, words in
order, year and gender agree. Two style codes, two versions or two genders are never joined:
where names ask for it and codes forbid it, the cluster splits and a conflict is reported.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from ..reasons import Reason, Why, why
from .colorway_keys import ColorwayKey
from .record_names import Named
from .shoe_names import Identity
from .statements import ListingStatement, agree

_MOST_COMPARED = 50
"""Listings of a colorway, and colorways of a name, that a listing is compared with."""

Key = tuple[Identity, ColorwayKey]


class Conflict(NamedTuple):
    """Two statements that cannot both be true, and the row of the listing that shows them."""

    row: int
    why: Why


@dataclass
class Cluster:
    """The listings of one colorway; `rows` number the distinct listings."""

    key: Key
    style_codes: dict[str, None] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    said: dict[ListingStatement, None] = field(default_factory=dict)

    @property
    def released(self) -> set[dt.date | None]:
        """The release dates that are stated."""
        return {known.released for known in self.said}

    def fits(self, said: ListingStatement) -> bool:
        """Say whether a listing can be of this colorway: it contradicts none that is."""
        return all(agree(said, known) for known in islice(self.said, _MOST_COMPARED))


class Clusters:
    """All colorways of the catalogs, and to which each listing belongs."""

    def __init__(self) -> None:
        """Start without listings."""
        self.clusters: list[Cluster] = []
        self.conflicts: list[Conflict] = []
        self._by_code: dict[str, Cluster] = {}
        self._by_key: dict[Key, list[Cluster]] = {}

    def add(self, row: int, named: Named, said: ListingStatement) -> Cluster | None:
        """Put a listing into its colorway; None when it names no colorway.

        A listing without a year in its name joins the colorway of the year in which it was
        released. Add listings with style codes first, then those with years.
        """
        if named.shoe is None:
            return None
        key = named.shoe.identity, named.key
        if not (named.label or named.collaborator or named.style_codes):
            return None
        year = said.released.year if said.released else None
        reissue = key[0], (*key[1][:2], year, key[1][3])
        if named.year is None and reissue in self._by_key:
            key = reissue
        cluster = self._with_code(row, key, named.style_codes)
        cluster = cluster or self._with_key(row, key, named.style_codes, said)
        if cluster is None:
            cluster = Cluster(key)
            self.clusters.append(cluster)
            self._by_key.setdefault(key, []).append(cluster)
        cluster.rows.append(row)
        cluster.said.setdefault(said)
        for code in named.style_codes:
            if self._by_code.setdefault(code, cluster) is cluster:
                cluster.style_codes.setdefault(code)
        return cluster

    def _with_code(self, row: int, key: Key, style_codes: Iterable[str]) -> Cluster | None:
        for code in style_codes:
            cluster = self._by_code.get(code)
            if cluster is None:
                continue
            if cluster.key[0] != key[0]:
                names = [" ".join((k[0], *k[1])) for k in (cluster.key[0], key[0])]
                self.conflicts.append(Conflict(row, why(Reason.CODE_OF_TWO, code, *names)))
            elif cluster.key[1][3] != key[1][3]:
                genders = [of[1][3] or "adults" for of in (cluster.key, key)]
                self.conflicts.append(Conflict(row, why(Reason.CODE_OF_GENDERS, code, *genders)))
            else:
                return cluster
        return None

    def _with_key(
        self, row: int, key: Key, style_codes: tuple[str, ...], said: ListingStatement
    ) -> Cluster | None:
        if not (key[1][0] or key[1][1]):
            return None
        named = self._by_key.get(key, [])[:_MOST_COMPARED]
        same = [cluster for cluster in named if cluster.fits(said)]
        if said.released:
            same = [one for one in same if said.released in one.released] or same
        if not style_codes:
            return same[0] if len(same) == 1 else self._without_code(same)
        if same:
            codes = (next(iter(same[0].style_codes), "none"), style_codes[0])
            self.conflicts.append(Conflict(row, why(Reason.NAME_OF_TWO_CODES, *codes)))
        return None

    @staticmethod
    def _without_code(same: list[Cluster]) -> Cluster | None:
        return next((cluster for cluster in same if not cluster.style_codes), None)
