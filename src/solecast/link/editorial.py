"""Articles and authors: what a text is about, as slugs and names of the guide.

The shoes that an article names are linked as the subjects of reviews are. A model or a brand
counts when the guide has a shoe of it; an article keeps its own words for what it has not.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from ..model import LINKED, Row, table
from .catalog.record_names import Spellings
from .catalog.rollup import RolledUp
from .lexicon.tokenizer import key, slug
from .linker.linker import Link, Linker
from .reasons import Reason, Why, why

_KEPT = ("file", "line", "source", "headline", "summary", "text", "news", "author", "date", "url")
_ABOUT = pa.schema(
    [
        ("file", pa.string()),
        ("line", pa.int64()),
        ("title", pa.string()),
        ("brand", pa.string()),
        ("style_code", pa.string()),
    ]
)

Subjects = Mapping[tuple[str | None, str | None], str | None]
"""Title and brand, as stated -> the slug of the shoe."""


def stated_shoes(articles: pa.Table) -> pa.Table:
    """Give a row for each shoe that an article names, with the columns of a subject."""
    rows = [
        {"file": row["file"], "line": row["line"], "title": title, "brand": row["brand"]}
        for row in articles.to_pylist()
        for title in row["shoes"] or ()
    ]
    return table(_ABOUT, rows)


class Editorial:
    """The editors' articles and authors of one guide."""

    def __init__(self, roll: RolledUp, spellings: Spellings, subjects: Subjects) -> None:
        """Know the guide's shoes, and which of them the subjects of articles are."""
        self._subjects, self._spellings = subjects, spellings
        self._linker = Linker.of(roll.shoe_entries())
        shoes = {one.slug: one.shoe for one in roll.shoes.values()}
        self._models = {name: f"{shoe.brand} {shoe.model}" for name, shoe in shoes.items()}
        self._named = {key(name): name for name in self._models.values()}
        self._brands = {key(shoe.brand): shoe.brand for shoe in shoes.values()}
        self.unknown: list[tuple[Row, Link]] = []
        """Models and brands of articles of which the guide has no shoe, and why."""

    def articles(self, raw: pa.Table) -> pa.Table:
        """Give LINKED articles, the slugs from the names of their files."""
        taken: set[str] = set()
        rows = []
        for row in raw.to_pylist():
            kind = _kind(row)
            shoes = (self._subjects.get((title, row["brand"])) for title in row["shoes"] or ())
            made = {name: row[name] for name in _KEPT}
            made["article"] = _free(slug(_stem(row["file"])) or slug(row["headline"]), taken)
            made["kind"] = kind
            made["shoes"] = list(dict.fromkeys(shoe for shoe in shoes if shoe))
            made["brand"] = self._brand(row) if row["brand"] else None
            made["model"] = self._model(row) if row["model"] and kind == "model" else None
            rows.append(made)
        return table(LINKED["articles"], rows)

    def _brand(self, row: Mapping[str, Any]) -> str:
        stated = self._spellings.brand(row["brand"]) or str(row["brand"])
        found = self._brands.get(key(stated))
        if found is None and _kind(row) == "brand":
            self._refuse(row, row["brand"], why(Reason.NO_BRAND, stated))
        return found or stated

    def _model(self, row: Mapping[str, Any]) -> str:
        stated = self._spellings.title(row["model"])
        owner = self._spellings.brand(row["brand"]) or ""
        by_name = (self._named.get(key(name)) for name in (stated, f"{owner} {stated}"))
        found = next((name for name in by_name if name), None)
        if found is None:
            link = self._linker.link_one(stated, row["brand"])
            found = link.model or self._models.get(link.shoe or "")
        if found is None:
            self._refuse(row, row["model"], why(Reason.NO_SUCH_MODEL, row["model"]))
        return found or str(row["model"])

    def _refuse(self, row: Mapping[str, Any], title: str, told: Why) -> None:
        said = {"file": row["file"], "line": row["line"], "title": title, "brand": row["brand"]}
        self.unknown.append(({**said, "style_code": None}, Link(None, None, 0.0, told)))


def authors(raw: pa.Table) -> pa.Table:
    """Give LINKED authors, in order of slug."""
    taken: set[str] = set()
    rows = [{**row, "author_page": _free(slug(row["name"]), taken)} for row in raw.to_pylist()]
    return table(LINKED["authors"], sorted(rows, key=lambda row: str(row["author_page"])))


def by_words(rows: Iterable[Mapping[str, Any]], shoes: Iterable[str | None]) -> Subjects:
    """Give the shoes of subjects; `rows` and `shoes` run parallel."""
    return {(row["title"], row["brand"]): shoe for row, shoe in zip(rows, shoes, strict=True)}


def _kind(row: Mapping[str, Any]) -> str:
    if len(row["shoes"] or ()) == 1:
        return "shoe"
    if not row["shoes"] and row["model"]:
        return "model"
    return "brand" if not row["shoes"] and row["brand"] else "list"


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].partition(".")[0]


def _free(wanted: str, taken: set[str]) -> str:
    """Give a slug that none before has: `speed`, then `speed-2`."""
    wanted = wanted or "text"
    numbered = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
    found = wanted if wanted not in taken else next(s for s in numbered if s not in taken)
    taken.add(found)
    return found
