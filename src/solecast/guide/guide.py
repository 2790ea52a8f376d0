"""Opens a snapshot read-only and answers every question that the faces of Solecast ask.

The website, the JSON API, the command line and Python all ask a `Guide`, so they cannot
disagree. What it answers is declared in `answers/`.
"""

import functools
import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from ..errors import InputError, SnapshotError
from ..report.build_report import load_report
from ..vocabulary import ARTICLES, RANKINGS, Row
from . import assembly, bylines, editor_notes, group_pages, reasoned, side_by_side
from .answers import (
    About,
    Article,
    Author,
    Browse,
    Card,
    Colorway,
    Comparison,
    Family,
    Grade,
    Group,
    Heading,
    Ranked,
    ShoePage,
    Sources,
    Todo,
)
from .card_list import Cards
from .lookup import HeldNames
from .opening import POINTER, STORE, SnapshotLock, current, damaged
from .page_source import GroupLines
from .parts import GROUP_PARTS, Page, PageParts
from .words.score_words import agreement

if TYPE_CHECKING:
    import pyarrow as pa

    from .search.browsing import BrowseColumns
    from .search.known_names import KnownNames
    from .search.search_index import SearchIndex

__all__ = ["FORMAT", "MOST_COMPARED", "POINTER", "STORE", "Guide", "open_guide"]


def _layout() -> str:
    """Name the layout of a snapshot by the modules that declare its tables."""
    home = Path(__file__).resolve().parents[1]
    declared = ("model", "measured", "guide/parts", "guide/search/search_index", "publish/snapshot",
                "publish/page_parts", "publish/card_tables", "publish/search_tables")  # fmt: skip
    texts = [(home / f"{name}.py").read_bytes() for name in declared]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:8]


FORMAT = _layout()
"""Names the layout of a snapshot; a guide of another layout is rebuilt."""

MOST_COMPARED = 5
"""Shoes that a comparison holds: more lines cannot be told apart."""

_SETTINGS: dict[str, Any] = {
    # A lookup takes less time than waking another thread; requests run beside each other as it is.
    "threads": 1,
    "memory_limit": "512MB",
}
_PAGES_KEPT = 64
"""Pages that stay in memory as answers, a few hundred kilobytes each."""
_LINES_KEPT = 32
"""Lines of brands and models that stay in memory, some fifty kilobytes each."""
_PLACES_KEPT = 32

_Answer = TypeVar("_Answer")


def open_guide(path: str | Path) -> "Guide":
    """Open the guide that was built in the folder `path`, or the snapshot file `path`.

    Raises `SnapshotError` when there is none, or when it is damaged or of another version.
    """
    path = Path(path)
    return Guide(path if path.is_file() else current(path))


class Guide:
    """A built guide. Immutable, and safe to share between threads."""

    def __init__(self, snapshot: Path) -> None:
        """Open the snapshot file read-only."""
        self._path = snapshot
        try:
            # Views of the snapshot name Parquet files by their paths in the store.
            config = {**_SETTINGS, "file_search_path": str(snapshot.parent)}
            self._connection = duckdb.connect(str(snapshot), read_only=True, config=config)
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
        self.report = load_report(snapshot.parent, str(self.facts.get("snapshot")))
        self._hold = SnapshotLock(snapshot)
        self._local, self._cursors = threading.local(), list[Any]()
        self.cards = Cards(self.rows)
        self._parts = PageParts(self.rows, self.facts["columns"], self.facts["counts"]["shoes"])
        self._page = functools.lru_cache(_PAGES_KEPT)(lambda slug: assembly.shoe_page(self, slug))
        self._lines = functools.lru_cache(_LINES_KEPT)(self._group_lines)
        self._places = functools.lru_cache(_PLACES_KEPT)(self._ranking)
        self._once: dict[str, Any] = {}

    def _cursor(self) -> Any:
        """Give this thread's cursor: making one takes longer than a lookup."""
        cursor = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._connection.cursor()
            self._cursors.append(cursor)
        return cursor

    def close(self) -> None:
        """Close the snapshot."""
        for cursor in self._cursors:
            cursor.close()
        self._connection.close()
        self._hold.release()

    def table(self, name: str) -> "pa.Table":
        """Give a whole table of the snapshot as Arrow.

        Raises `InputError` for a name that no table has.
        """
        if name not in self.hashes:
            raise InputError(f"No table is called {name!r}. Tables: {', '.join(self.hashes)}.")
        return self._cursor().sql(f'FROM "{name}"').to_arrow_table()

    def rows(self, query: str, *values: Any) -> list[Row]:
        """Run a read-only query with `?` for values; one dictionary a row."""
        try:
            result = self._cursor().execute(query, list(values))
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        except (duckdb.IOException, duckdb.FatalException) as error:
            why = str(error).splitlines()[0].rstrip(".")
            raise damaged(
                self._path.parent.parent, f"what is read of it is not whole ({why})"
            ) from error

    def parts(self, slug: str, parts: Sequence[str]) -> Page:
        """Give parts of the page of a shoe as rows."""
        return self._parts.of("pages", slug, parts)

    def lines(self, kind: str, slug: str) -> GroupLines:
        """Give the lines of a brand or model; the shoes that borrow them ask for the same few."""
        return self._lines(kind, slug)

    def _group_lines(self, kind: str, slug: str) -> GroupLines:
        page = self._parts.of("group_lines", f"{kind}/{slug}", tuple(GROUP_PARTS))
        return group_pages.group_lines(page)

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
        return self.moved(name) or self._memo("names", self._names).resolve(name)

    def moved(self, slug: str) -> str | None:
        """Give the slug that a shoe, or an article (`ARTICLES`), has now which was once `slug`."""
        leads: dict[str, str] = self.facts.get("moved", {})
        return leads.get(slug)

    def shoe(self, name: str) -> ShoePage:
        """Tell all about one shoe; raises like `resolve`."""
        return self._page(self.resolve(name))

    def brand(self, name: str) -> Group:
        """Tell all about one brand; raises `UnknownPage` with the nearest names."""
        return self._group("brand", name)

    def model(self, name: str) -> Group:
        """Tell all about one model; raises `UnknownPage` with the nearest names."""
        return self._group("model", name)

    def brands(self) -> list[Group]:
        """List the brands that have shoes, by name, without their lines and stories."""
        return group_pages.groups(self, "brand")

    def models(self, brand: str | None = None) -> list[Group]:
        """List the models, or those of one brand, by name, without their lines and stories."""
        return group_pages.groups(self, "model", brand)

    def families(self, kind: str, most: int | None = None) -> list[Family]:
        """List the brands or the models (`kind`) with most shoes first, `most` of them."""
        return group_pages.families(self, kind, most)

    def face(self, brand: str) -> Card | None:
        """Give the shoe that stands for a brand, by its name; None for one without shoes."""
        query = "SELECT face FROM group_list WHERE kind = 'brand' AND brand = ?"
        return next((self.cards[row["face"]] for row in self.rows(query, brand)), None)

    def _group(self, kind: str, name: str) -> Group:
        """Find a brand or model: a slug is one as it is, of other names all are compared."""
        known = 'SELECT 1 FROM "groups" WHERE kind = ? AND "group" = ?'
        if not self.rows(known, kind, name):
            names: HeldNames = self._memo(f"{kind} names", lambda: group_pages.names(self, kind))
            name = group_pages.find(names, kind, name)
        return group_pages.group(self, kind, name)

    def colorways(self, shoes: Sequence[str]) -> dict[str, list[Colorway]]:
        """Give the colorways of shoes (slugs), the newest first."""
        found = self._parts.apart(shoes, "colorways") if shoes else {}
        return {shoe: assembly.colorways(rows) for shoe, rows in found.items()}

    def price_before(
        self, shoe: str
    ) -> tuple[float | None, float | None, float | None, str | None]:
        """Give the retail price of the version before: newest, lowest, highest, currency."""
        rows = self.parts(shoe, ("before",))["before"]
        names = ("retail", "retail_lo", "retail_hi", "currency")
        newest, low, high, currency = (rows[0][name] if rows else None for name in names)
        return newest, low, high, currency

    def review_texts(self, shoe: str) -> list[str]:
        """Give the texts of a shoe's reviews as harmless HTML, those without a text left out."""
        return [row["html"] for row in self.parts(shoe, ("review_texts",))["review_texts"]]

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
        spreads = {row["attribute"]: row["spread"] for row in self.rows(side_by_side.SPREADS)}
        return side_by_side.comparison([self._page(slug) for slug in slugs], spreads)

    def search(self, words: str, limit: int = 20) -> list[Card]:
        """Find shoes by words of their names, colorways, specs and reviews, best first."""
        return self.cards.many(self._index().search(words)[:limit])

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
        among = self._index().search(words) if words.strip() else None
        wanted = {"brand": brand, "category": category, "trend": trend}
        shelves: BrowseColumns = self._memo("shelves", self._shelves)
        return shelves.browse(words, among, wanted, sort, page, per_page)

    def ranking(self, name: str, limit: int = 20) -> list[Ranked]:
        """Give a ranking: hottest, rising, odds, underrated or new.

        Raises `InputError` for another name.
        """
        self._check_ranking(name)
        return list(self._places(name, limit))

    def _ranking(self, name: str, limit: int) -> list[Ranked]:
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
        now = self.moved(f"{ARTICLES}{name}")
        return bylines.article(now.removeprefix(ARTICLES) if now else name, self.articles())

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
        return self._memo("todo", lambda: editor_notes.todo(self))

    def sources(self) -> Sources:
        """Give the import report: files, quarantined rows, links in doubt."""
        return self._memo("sources", lambda: assembly.sources(self))

    def ledger(self) -> list[Grade]:
        """Grade the frozen forecasts that are due, newest first."""
        return list(self._memo("ledger", self._grades))

    def _grades(self) -> list[Grade]:
        return [Grade(**row) for row in self.rows("FROM grades ORDER BY made DESC, kind, method")]

    def method(self) -> str:
        """Give the written method of this guide's numbers as Markdown."""
        agreed = agreement(self.rows("FROM agreement ORDER BY shoes DESC, source, other"))
        return f"{self.facts['method']}\n## How far our reviewers agree\n\n{agreed}\n"

    def catalog(self) -> "pa.Table":
        """Give the names that `Linker` links to: one row a colorway, and one a shoe without any.

        Columns: shoe, name, brand, model, version, aliases, colorway, colorway_name, style_code,
        collaborator, gender. `shoe` and `colorway` are slugs: what a link answers.
        """
        return (
            self._cursor()
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

    def _names(self) -> "KnownNames":
        from .search.known_names import KnownNames

        return KnownNames(self.rows, self.cards, self._index)

    def _index(self) -> "SearchIndex":
        from .search.search_index import load

        def read() -> "SearchIndex":
            return load({row["name"]: row["bytes"] for row in self.rows("FROM search_arrays")})

        return self._memo("index", read)

    def _shelves(self) -> "BrowseColumns":
        from .search.browsing import BrowseColumns

        return BrowseColumns(self.cards, self.rows, lambda q: self._cursor().sql(q).fetchnumpy())
