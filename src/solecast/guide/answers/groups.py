"""Brands and models: their shoes, their own popularity lines, and how they became popular."""

import datetime as dt
from dataclasses import dataclass, field

from .lists import Card
from .shoe import HeatPoint, Series


@dataclass(frozen=True)
class StoryItem:
    """One dated fact of how a shoe became popular: told in order, never as a cause."""

    date: dt.date
    """The first day of the stretch of time that the source states."""
    when: str
    """The stretch in words: `November 2017`, `Q3 2017`, `Summer 2020`, `2016`."""
    kind: str
    """worn_by, song, rank, collaboration, release, press or peak."""
    label: str
    """What happened, in a few words: `Seen on Kylie Jenner, Hailey Baldwin and Future`."""
    about: str
    """The shoe, model or brand that it is about, by name."""
    source: str | None
    url: str | None
    confidence: float | None


@dataclass(frozen=True)
class LinePart:
    """One week ahead of a model's line, and the part of it that one version is likely to be.

    Told from the releases of the model's versions: nobody counts this version alone.
    """

    week: dt.date
    whole: float
    """The model's line, on its own scale."""
    share: float
    share_lo80: float
    share_hi80: float
    mean: float
    """The version's part on the scale of the model's line."""
    lo80: float
    hi80: float
    versions: int
    """Versions of known release that share the line."""


@dataclass(frozen=True)
class Borrowed:
    """The line that a shoe without its own shows: that of its model, else of its brand."""

    kind: str
    """`model` or `brand`."""
    slug: str
    name: str
    heat: list[HeatPoint]
    """0-100 with one maximum over this line: its height says nothing beside another line's."""
    series: list[Series]
    """The counts behind it, in each source's own unit."""
    parts: list[LinePart] = field(default_factory=list)
    """Where the line goes, and this shoe's part of it by age; empty where that cannot be told."""
    why: str = ""
    """The same in one sentence."""


@dataclass(frozen=True)
class Group:
    """All that a guide knows of one brand or one model."""

    kind: str
    """`model` or `brand`."""
    slug: str
    """Its name in addresses: `balenciaga`, `balenciaga-speed`."""
    name: str
    brand: str
    shoes: list[Card]
    """A model's in order of lineage, a brand's by popularity."""
    heat: list[HeatPoint] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    story: list[StoryItem] = field(default_factory=list)
    models: list[Card] = field(default_factory=list)
    """For a brand: the newest shoe of each of its models."""


@dataclass(frozen=True)
class Family:
    """A brand or model in a list: how many shoes it has, and the one that stands for it."""

    kind: str
    slug: str
    name: str
    shoes: int
    face: Card
