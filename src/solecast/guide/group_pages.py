"""Brands and models as answers: their shoes, their lines, their stories, and who borrows them."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter
from typing import Any

from ..errors import AmbiguousShoe, UnknownPage, UnknownShoe
from ..vocabulary import Row
from . import answers as a
from .lookup import HeldNames
from .page_source import GroupLines, PageSource
from .parts import Page
from .words import story as words
from .words.line.outlook import part


def names(guide: PageSource, kind: str) -> HeldNames:
    """Index the names of all brands or of all models."""
    rows = guide.rows('FROM "groups" WHERE kind = ?', kind)
    others = {row["group"]: row["aliases"] or [] for row in rows}
    return HeldNames({row["group"]: row["name"] for row in rows}, others)


def find(known: HeldNames, kind: str, name: str) -> str:
    """Find the slug of a brand or model by a forgiving name.

    Raises `UnknownPage` with the nearest names, or with those that the name fits.
    """
    try:
        return known.resolve(name)
    except UnknownShoe as error:
        raise UnknownPage(kind, name, error.nearest) from None
    except AmbiguousShoe as error:
        raise UnknownPage(kind, name, error.candidates) from None


def group(guide: PageSource, kind: str, slug: str) -> a.Group:
    """Tell all about one brand or model."""
    row = guide.rows('FROM "groups" WHERE kind = ? AND "group" = ?', kind, slug)[0]
    listed = guide.rows('FROM group_list WHERE kind = ? AND "group" = ?', kind, slug)
    lines = guide.lines(kind, slug)
    return a.Group(
        kind=kind,
        slug=slug,
        name=row["name"],
        brand=row["brand"],
        shoes=guide.cards.many(listed[0]["members"]) if listed else [],
        heat=lines.heat,
        series=lines.of_parts,
        story=_group_story(guide, kind, slug),
        models=_models(guide, slug) if kind == "brand" else [],
    )


def groups(guide: PageSource, kind: str, brand: str | None = None) -> list[a.Group]:
    """List all brands or models that have shoes, by name, without lines and stories.

    With `brand`, only those of the brand of that name.
    """
    query = "FROM group_list WHERE kind = ? AND (? IS NULL OR brand = ?) ORDER BY rowid"
    rows = guide.rows(query, kind, brand, brand)
    shoes = dict.fromkeys(shoe for row in rows for shoe in row["members"])
    cards = dict(zip(shoes, guide.cards.many(shoes), strict=True))
    return [
        a.Group(kind, row["group"], row["name"], row["brand"], [cards[s] for s in row["members"]])
        for row in rows
    ]


def families(guide: PageSource, kind: str, most: int | None = None) -> list[a.Family]:
    """List brands or models by how many shoes they have, each with the one that stands for it."""
    query = "FROM group_list WHERE kind = ? ORDER BY shoes DESC, lower(name), rowid LIMIT ?"
    rows = guide.rows(query, kind, most)
    faces = guide.cards.many(row["face"] for row in rows)
    return [
        a.Family(kind, row["group"], row["name"], row["shoes"], face)
        for row, face in zip(rows, faces, strict=True)
    ]


_NEWEST = """
SELECT c.shoe FROM (
    SELECT arg_max(m.shoe, m.place) AS shoe FROM members m JOIN "groups" g USING (kind, "group")
    JOIN "groups" b ON b.kind = 'brand' AND b.brand = g.brand
    WHERE m.kind = 'model' AND b."group" = ? GROUP BY m."group"
) JOIN cards c USING (shoe) ORDER BY c.by_heat
"""


def _models(guide: PageSource, brand: str) -> list[a.Card]:
    """Give the newest shoe of each model of a brand, by heat."""
    return guide.cards.many(row["shoe"] for row in guide.rows(_NEWEST, brand))


def heat_points(rows: Iterable[Row]) -> list[a.HeatPoint]:
    """Make the points of a line; a gap too long to bridge holds weeks without a value."""
    none = dict.fromkeys(("heat", "lo", "hi", "adjusted"))
    return [pick(a.HeatPoint)({**row, **none} if row["open"] else row) for row in rows]


def group_lines(page: Page) -> GroupLines:
    """Make the lines of a brand or model from rows."""
    counted = page["group_series"]
    return GroupLines(
        heat_points(page["group_heat"]), _series(counted, whole=True), _series(counted)
    )


def _series(rows: Iterable[Row], whole: bool = False) -> list[a.Series]:
    """Give the counts of a group; with `whole`, without those of its parts."""
    lines: dict[tuple[str, str, str, bool], list[a.SeriesPoint]] = defaultdict(list)
    for row in rows:
        if row["part"] and whole:
            continue
        source = f"{row['source']}: {row['part']}" if row["part"] else row["source"]
        key = (source, row["metric"], row["scale_group"], row["comparable"])
        lines[key].append(pick(a.SeriesPoint)(row))
    return [a.Series(*key, points) for key, points in lines.items()]


def borrowed(guide: PageSource, rows: list[Row], ahead: list[Row]) -> a.Borrowed | None:
    """Give the line that a shoe without its own shows, or None; `ahead`: see `line_parts`."""
    if not rows:
        return None
    kind, slug = rows[0]["kind"], rows[0]["group"]
    lines = guide.lines(kind, slug)
    recent = [point.heat for point in lines.heat if point.heat is not None][-_QUARTER:]
    why = part(rows[0]["name"], recent, ahead) if ahead else ""
    parts = [pick(a.LinePart)(row) for row in ahead]
    return a.Borrowed(kind, slug, rows[0]["name"], lines.heat, lines.counts, parts, why)


_QUARTER = 13


_STORY = """
SELECT s.*, coalesce(h.name, g.name) AS name FROM story s
LEFT JOIN shoes h ON s.about = 'shoe' AND s.slug = h.shoe
LEFT JOIN "groups" g ON s.about = g.kind AND s.slug = g."group"
WHERE {which} ORDER BY s.date, s.precision, s.kind, s.names
"""
_OF_GROUP = """
(s.about = ? AND s.slug = ?)
OR (s.about = 'shoe' AND s.kind NOT IN ('peak', 'first_release') AND s.slug IN
    (SELECT shoe FROM members WHERE kind = ? AND "group" = ?))
OR (s.about = 'shoe' AND s.kind = 'first_release' AND s.slug IN
    (SELECT shoe FROM members WHERE kind = 'model' AND kind = ? AND "group" = ?))
OR (s.about = 'model' AND s.kind <> 'peak' AND s.slug IN
    (SELECT m."group" FROM members m JOIN members b USING (shoe)
     WHERE m.kind = 'model' AND b.kind = ? AND b."group" = ?))
"""


def _group_story(guide: PageSource, kind: str, slug: str) -> list[a.StoryItem]:
    """Tell of a group, its models and its shoes; of peaks, only those of its own line."""
    return told(guide.rows(_STORY.format(which=_OF_GROUP), *[kind, slug] * 4))


def told(rows: Iterable[Row]) -> list[a.StoryItem]:
    """Tell dated facts in words."""
    return [
        a.StoryItem(
            date=row["date"],
            when=words.when(row["date"], row["precision"]),
            kind="rank" if row["kind"] == "place" else row["kind"],
            label=words.told(row["kind"], row["names"] or [], row["source"]),
            about=row["name"],
            source=row["source"],
            url=row["url"],
            confidence=row["confidence"],
        )
        for row in rows
    ]


@cache
def pick(kind: Any) -> Callable[[Row], Any]:
    """Give what makes an answer of a kind from the columns of a row that it has fields for."""
    values = itemgetter(*[field.name for field in dataclasses.fields(kind)])
    return lambda row: kind(*values(row))
