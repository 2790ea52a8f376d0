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
