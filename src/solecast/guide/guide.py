"""Opens a snapshot read-only and answers every question that the faces of Solecast ask.

The website, the JSON API, the command line and Python all ask a `Guide`, so they cannot
disagree. What it answers is declared in `answers/`.
"""

import functools
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from .. import report
from ..errors import InputError, SnapshotError
from ..model import LINKED, MEASURED, RANKINGS, RAW
from . import assembly, bylines, card_list, group_pages, reasoned, side_by_side, todo
from .answers import (
    About,
    Article,
    Author,
    Browse,
    Card,
    Comparison,
    Grade,
    Group,
    Heading,
    Ranked,
    ShoePage,
    Sources,
    Todo,
)
from .lookup import Index, Names
from .words.scores import agreement

FORMAT = hashlib.sha256(f"{RAW['files']} {LINKED} {MEASURED}".encode()).hexdigest()[:8]
"""Names the layout of a snapshot, by the tables declared; a guide of another layout is rebuilt."""

MOST_COMPARED = 5
"""Shoes that a comparison holds: more lines cannot be told apart."""

STORE = ".solecast"
POINTER = "current.json"

_Answer = TypeVar("_Answer")


def open_guide(path: str | Path) -> "Guide":
    """Open the guide that was built in the folder `path`, or the snapshot file `path`.

    Raises `SnapshotError` when there is none, or when it is damaged or of another version.
    """
    path = Path(path)
    return Guide(path if path.is_file() else _current(path))


def _current(folder: Path) -> Path:
    pointer = folder / STORE / POINTER
    if not pointer.is_file():
        raise SnapshotError(f"{folder} has no built guide. Build it with: solecast build {folder}")
    try:
        named = json.loads(pointer.read_text(encoding="utf-8"))
        snapshot = pointer.with_name(Path(named["snapshot"]).name)
        intact = hashlib.sha256(snapshot.read_bytes()).hexdigest() == named["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        intact = False
    if not intact:
        raise SnapshotError(
            f"The snapshot of {folder} is damaged: its checksum differs from the one written "
            f"with it. Build it anew with: solecast build {folder} --force"
        )
    return snapshot


class Guide:
    """A built guide. Immutable, and safe to share between threads."""

    def __init__(self, snapshot: Path) -> None:
        """Open the snapshot file read-only."""
        try:
            # Views of the snapshot name Parquet files by their paths in the store.
            self._connection = duckdb.connect(
                str(snapshot), read_only=True, config={"file_search_path": str(snapshot.parent)}
            )
            rows = self._connection.execute("SELECT key, value FROM about").fetchall()
        except duckdb.Error as error:
            raise SnapshotError(
                f"{snapshot} is not a snapshot of a guide: {str(error).splitlines()[0]}. "
                "Build one with: solecast build FOLDER"
            ) from error
        self.facts: dict[str, Any] = {key: json.loads(value) for key, value in rows}
        if self.facts.get("format") != FORMAT:
            raise SnapshotError(
                f"{snapshot} was written by another Solecast (layout {self.facts.get('format')}, "
                f"here {FORMAT}). Build the guide anew with: solecast build FOLDER"
            )
        self.report = report.load(snapshot.parent, str(self.facts.get("snapshot")))
        self.cards = card_list.cards(self.rows)
        self._page = functools.lru_cache(maxsize=512)(lambda slug: assembly.shoe_page(self, slug))
        self._once: dict[str, Any] = {}

    def close(self) -> None:
        """Close the snapshot."""
        self._connection.close()

    def table(self, name: str) -> pa.Table:
        """Give a whole table of the snapshot as Arrow.

        Raises `InputError` for a name that no table has.
        """
        if name not in self.hashes:
            raise InputError(f"No table is called {name!r}. Tables: {', '.join(self.hashes)}.")
        return self._connection.cursor().sql(f'FROM "{name}"').to_arrow_table()

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Run a read-only query with `?` for values; one dictionary a row."""
        result = self._connection.cursor().execute(query, list(values))
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of each table's content: equal for equal inputs."""
        return dict(self.facts["hashes"])

    def about(self) -> About:
        """Say what this guide is and how much it holds."""
        return self._memo("about", lambda: assembly.about(self))

    def resolve(self, name: str) -> str:
        """Find the slug of the shoe that a forgiving `name` means.

        Raises `UnknownShoe` with the nearest names or `AmbiguousShoe` with the candidates.
        """
        return self._memo("names", self._names).resolve(name)

    def shoe(self, name: str) -> ShoePage:
        """Tell all about one shoe; raises like `resolve`."""
        return self._page(self.resolve(name))

    def brand(self, name: str) -> Group:
        """Tell all about one brand; raises `UnknownPage` with the nearest names."""
        slug = group_pages.find(self._groups("brand"), "brand", name)
        return self._memo(f"brand {slug}", lambda: group_pages.group(self, "brand", slug))

    def model(self, name: str) -> Group:
        """Tell all about one model; raises `UnknownPage` with the nearest names."""
        slug = group_pages.find(self._groups("model"), "model", name)
        return self._memo(f"model {slug}", lambda: group_pages.group(self, "model", slug))

    def brands(self) -> list[Group]:
        """List the brands that have shoes, by name, without their lines and stories."""
        return self._memo("brands", lambda: group_pages.groups(self, "brand"))

    def models(self) -> list[Group]:
        """List the models, by name, without their lines and stories."""
        return self._memo("models", lambda: group_pages.groups(self, "model"))

    def _groups(self, kind: str) -> Names:
        return self._memo(f"{kind} names", lambda: group_pages.names(self, kind))

    def compare(self, *names: str) -> Comparison:
        """Set two to five shoes side by side, trends on one joint scale; raises like `resolve`.

        Raises `InputError` for fewer than two or more than five different shoes.
        """
        slugs = list(dict.fromkeys(self.resolve(name) for name in names))
        if not 2 <= len(slugs) <= MOST_COMPARED:
            raise InputError(
                f"A comparison takes two to five different shoes; {len(slugs)} given: "
                f"{', '.join(names) or 'none'}."
            )
        return side_by_side.comparison([self._page(slug) for slug in slugs])

    def search(self, words: str, limit: int = 20) -> list[Card]:
        """Find shoes by words of their names, colorways, specs and reviews, best first."""
        found = self._memo("index", self._index).search(words)
        return [self.cards[slug] for slug in found[:limit]]

    def suggest(self, prefix: str, limit: int = 8) -> list[Card]:
        """Suggest shoes for an unfinished name."""
        return self.search(prefix, limit)

    def browse(
        self,
        words: str = "",
        brand: str | None = None,
        category: str | None = None,
        trend: str | None = None,
        sort: str = "heat",
        page: int = 1,
        per_page: int = 48,
    ) -> Browse:
        """List shoes by facets and words; `sort` is heat, score, name, released or price.

        Raises `InputError` for another sort order.
        """
        found = self.search(words, len(self.cards)) if words.strip() else None
        wanted = {"brand": brand, "category": category, "trend": trend}
        shown = list(self.cards.values()) if found is None else found
        return card_list.browse(self.categories(), words, shown, wanted, sort, page, per_page)

    def categories(self) -> dict[str, str | None]:
        """Slug -> category of every shoe."""
        return self._memo(
            "categories",
            lambda: {row["shoe"]: row["category"] for row in self.rows("FROM shoes")},
        )

    def ranking(self, name: str, limit: int = 20) -> list[Ranked]:
        """Give a ranking: hottest, rising, odds, underrated or new.

        Raises `InputError` for another name.
        """
        self._check_ranking(name)
        return reasoned.ranking(self.rows, self.cards, name, limit)

    def heading(self, name: str) -> Heading:
        """Give the words around a ranking: its title, what it holds, why it may be empty.

        Raises `InputError` for another name.
        """
        self._check_ranking(name)
        return self._memo(f"heading {name}", lambda: reasoned.heading(self.rows, name))

    def articles(self) -> list[Article]:
        """Give the editors' articles, the newest first."""
        return self._memo("articles", lambda: bylines.articles(self))

    def article(self, name: str) -> Article:
        """Give an article by slug or headline; raises `UnknownPage` with the nearest."""
        return bylines.article(name, self.articles())

    def authors(self) -> list[Author]:
        """Give the people who have a page, by name, with what they wrote."""
        return sorted(self._authors().values(), key=lambda one: (one.name.casefold(), one.author))

    def author(self, name: str) -> Author:
        """Give a person who writes, by name or slug; raises `UnknownPage` with the nearest."""
        return bylines.author(name, self._authors())

    def portrait(self, author: str) -> bytes | None:
        """Give the picture of an author (slug) as JPEG; None where there is none."""
        found = self.rows("SELECT portrait FROM authors WHERE author_page = ?", author)
        return bytes(found[0]["portrait"]) if found and found[0]["portrait"] else None

    def _authors(self) -> dict[str, Author]:
        return self._memo("authors", lambda: bylines.authors(self, self.articles()))

    def _check_ranking(self, name: str) -> None:
        if name not in RANKINGS:
            raise InputError(f"No ranking is called {name!r}. Rankings: {', '.join(RANKINGS)}.")

    def todo(self) -> list[Todo]:
        """Give the notes to the editor: what to add or mend, what gains most first."""
        return self._memo("todo", lambda: todo.todo(self))

    def sources(self) -> Sources:
        """Give the import report: files, quarantined rows, links in doubt."""
        return self._memo("sources", lambda: assembly.sources(self))

    def ledger(self) -> list[Grade]:
        """Grade the frozen forecasts that are due, newest first."""
        rows = self.rows("FROM grades ORDER BY made DESC, kind, method")
        return [Grade(**row) for row in rows]

    def method(self) -> str:
        """Give the written method of this guide's numbers as Markdown."""
        agreed = agreement(self.rows("FROM agreement ORDER BY shoes DESC, source, other"))
        return f"{self.facts['method']}\n## How far our reviewers agree\n\n{agreed}\n"

    def catalog(self) -> pa.Table:
        """Give the names that `Linker` links to: one row a colorway, and one a shoe without any.

        Columns: shoe, name, brand, model, version, aliases, colorway, colorway_name, style_code,
        collaborator, gender. `shoe` and `colorway` are slugs: what a link answers.
        """
        return (
            self._connection.cursor()
            .sql(
                "SELECT s.shoe, s.name, s.brand, s.model, s.version, s.aliases, "
                "c.colorway, c.name AS colorway_name, c.style_code, c.collaborator, c.gender "
                "FROM shoes s LEFT JOIN colorways c USING (shoe) ORDER BY s.shoe, c.colorway"
            )
            .to_arrow_table()
        )

    def _memo(self, key: str, make: Callable[[], _Answer]) -> _Answer:
        if key not in self._once:
            self._once[key] = make()
        answer: _Answer = self._once[key]
        return answer

    def _names(self) -> Names:
        shoes = self.rows("SELECT shoe, name, brand, model, version, aliases FROM shoes")
        others = {row["shoe"]: [*(row["aliases"] or []), _bare(row)] for row in shoes}
        return Names({row["shoe"]: row["name"] for row in shoes}, others)

    def _index(self) -> Index:
        index = Index()
        for query, weight in _SEARCHED:
            for row in self.rows(query):
                index.add(row["shoe"], row["text"], weight)
        return index


_SEARCHED: Sequence[tuple[str, float]] = (
    ("SELECT shoe, concat_ws(' ', name, array_to_string(aliases, ' ')) AS text FROM shoes", 10),
    ("SELECT shoe, category AS text FROM shoes", 4),
    ("SELECT shoe, concat_ws(' ', name, style_code, collaborator) AS text FROM colorways", 3),
    ("SELECT shoe, value AS text FROM specs", 2),
    ("SELECT shoe, concat_ws(' ', headline, text) AS text FROM reviews", 1),
)
"""What search looks at, and how much each counts."""


def _bare(row: dict[str, Any]) -> str:
    return " ".join(part for part in (row["model"], row["version"]) if part)
