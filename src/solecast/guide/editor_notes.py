"""What an editor could add or mend, by what it would gain.

The gain of a note is what its kind tells a reader (`_WORTH`), times how much the shoe matters: up
to three times as much for the hottest, a little more for one with many colorways. Names and rows
that wait count by the logarithm of how many records they hold back.
"""

import math
from collections import Counter
from collections.abc import Iterator

from ..vocabulary import Row
from . import answers as a
from .page_source import PageSource
from .words import note_words as words

_WORTH = {
    "signal": 6.0,
    "newer_signal": 5.0,
    "forecast": 3.0,
    "review": 3.0,
    "article": 2.0,
    "colorway": 2.0,
    "first_release": 1.5,
    "author": 1.0,
    "picture": 0.5,
    "link": 2.0,
    "row": 1.0,
}
"""How much each kind of note would tell a reader, beside the others."""

_BORROWED = 0.5
"""Share of the worth of a signal for a shoe that shows the line of its model or brand."""


def todo(guide: PageSource) -> list[a.Todo]:
    """Give all notes, what gains most first."""
    found = [*_shoes(guide), *_people(guide), *_links(guide), *_rows(guide)]
    return sorted(found, key=lambda one: (-one.gain, one.kind, one.name))


_LACKS = """
SELECT s.shoe, s.first_released, t.last_week, t.current, g.shoe IS NOT NULL AS grown,
       b.shoe IS NOT NULL AS borrowed
FROM shoes s LEFT JOIN trends t USING (shoe)
LEFT JOIN growth g USING (shoe)
LEFT JOIN (SELECT DISTINCT shoe FROM borrowed) b USING (shoe)
ORDER BY s.shoe
"""


def _shoes(guide: PageSource) -> Iterator[a.Todo]:
    written = {card.shoe for one in guide.articles() for card in one.shoes}
    for row, card in zip(guide.rows(_LACKS), guide.cards.values(), strict=True):
        matters = _matters(card)
        for kind, worth in _lacking(row, card, card.shoe in written):
            gain = round(worth * _WORTH[kind] * matters, 2)
            yield a.Todo(kind, card.shoe, card.name, gain, words.shoe(kind, card, row["last_week"]))


def _matters(card: a.Card) -> float:
    heat = card.heat if card.anchored and card.current else None
    return 1.0 + 2.0 * (heat or 0.0) / 100.0 + math.log10(1.0 + card.colorways) / 4.0


def _lacking(row: Row, card: a.Card, written: bool) -> Iterator[tuple[str, float]]:
    """Name what the page of a shoe lacks, each with its share of the worth of its kind."""
    if row["current"] is None:
        yield "signal", _BORROWED if row["borrowed"] else 1.0
    elif not row["current"]:
        yield "newer_signal", 1.0
    elif not row["grown"]:
        yield "forecast", 1.0
    if card.score is None:
        yield "review", 1.0
    if not written:
        yield "article", 1.0
    if not card.colorways:
        yield "colorway", 1.0
    if row["first_released"] is None:
        yield "first_release", 1.0


def _people(guide: PageSource) -> Iterator[a.Todo]:
    """Ask for a file of whoever signs articles without one, and for pictures of the others."""
    unknown = Counter(one.author for one in guide.articles() if one.author_page is None)
    for name, texts in unknown.items():
        gain = round(_WORTH["author"] * (1.0 + math.log2(texts)), 2)
        yield a.Todo("author", None, name, gain, words.author(name, texts))
    for one in guide.authors():
        if one.picture is None:
            yield a.Todo("picture", None, one.name, _WORTH["picture"], words.picture(one.name))


_WAITING = """
SELECT title, kind, status, reason, runner_up, sum(records) AS records, min(file) AS file
FROM links WHERE status NOT IN ('linked', 'rejected') AND "group" IS NULL GROUP BY ALL
ORDER BY records DESC, title, kind LIMIT 200
"""


def _links(guide: PageSource) -> Iterator[a.Todo]:
    for row in guide.rows(_WAITING):
        gain = round(_WORTH["link"] * math.log10(1.0 + row["records"]), 2)
        yield a.Todo("link", None, row["title"] or "no name", gain, words.link(row))


def _rows(guide: PageSource) -> Iterator[a.Todo]:
    query = "SELECT file, count(*) AS n, min(reason) AS reason FROM quarantine GROUP BY file"
    for row in guide.rows(f"{query} ORDER BY file"):
        gain = round(_WORTH["row"] * math.log10(1.0 + row["n"]), 2)
        yield a.Todo("row", None, row["file"], gain, words.rows(row))
