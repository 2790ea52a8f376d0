"""The records of RAW tables, in the engine: distinct names out, answers in.

The engine gives the distinct ways in which records name a shoe; the answers are joined back to
the records there, and what is linked is written to Parquet. Records never come to this process.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table as Expression
from pyarrow import parquet

from ..engine import Engine
from ..memo import Memo
from ..model import BIG, LINKED, Parts, Tables
from .catalog.distinct_names import ROW, Answers, Distinct, texts
from .catalog.record_names import Named, RecordSubject
from .catalog.rollup import RolledUp
from .editorial import stated_shoes
from .group_tables import group_answers
from .link_rows import SUBJECT
from .linker.editor_rulings import Ruling
from .linker.named_groups import NamedGroup
from .mentions.daily_counts import Counted, count_mentions, posts_of, print_of
from .own_row_ratings import OWN, own_shoes
from .texts.facts_of_texts import of_articles, of_descriptions, of_reviews, read_texts

KINDS = {"observation": "observations", "review": "reviews", "fact": "facts",
         "picture": "pictures"}  # fmt: skip
"""Kinds of records that name a shoe, beside listings and articles, and their tables."""

ARTICLE = "article"

_PICTURES = 8
"""Pictures of one colorway: many shops show the same sides of it."""

Place = tuple[str | None, str | None]
"""Shoe and colorway of a name."""


@dataclass(frozen=True)
class Catalog:
    """What the listings say: the guide's shoes, and where each distinct listing went."""

    names: Distinct
    decided: list[tuple[Named, Ruling | None]]
    placed: list[Place]
    roll: RolledUp

    @cached_property
    def answers(self) -> Answers:
        """What is joined to listings: shoe, colorway, who wears it, what the row is about.

        `whole` tells rows about the whole shoe, `single` shoes with one colorway at most.
        """
        count = Counter(one.shoe for one in self.roll.colorways.values())
        whole = [
            not (row["colorway"] or one.label or one.collaborator or one.style_codes)
            for row, (one, _) in zip(self.names.rows, self.decided, strict=True)
        ]
        return {
            **place_answers(self.placed),
            "gender": texts([one.gender for one, _ in self.decided]),
            "whole": pa.array(whole, pa.bool_()),
            "single": pa.array([count[shoe or ""] <= 1 for shoe, _ in self.placed], pa.bool_()),
        }


def place_answers(places: Sequence[Place]) -> Answers:
    """Give what is joined to records: `places` are those of each distinct name."""
    return {
        "shoe": texts([shoe for shoe, _ in places]),
        "colorway": texts([colorway for _, colorway in places]),
    }


def subjects(distinct: Distinct) -> list[RecordSubject]:
    """Give the distinct names as the linker takes them."""
    return [RecordSubject(*(row[column] for column in SUBJECT)) for row in distinct.rows]


class Records:
    """The records of one guide."""

    def __init__(self, raw: Tables, engine: Engine, memo: Memo) -> None:
        """Take RAW tables; what is written is kept in the folder of `memo`."""
        self.engine = engine
        self._raw = raw
        self._memo = memo
        self._opened: dict[str, Expression] = {}

    def of(self, name: str) -> Expression:
        """Give the numbered records of a table."""
        if name not in self._opened:
            self._opened[name] = self.engine.parquet(self._raw[name], ROW)
        return self._opened[name]

    def subjects(self) -> Iterator[RecordSubject]:
        """Give what all records but listings are about; asked for only where editors decided."""
        for name in KINDS.values():
            yield from subjects(Distinct(self.engine, self.of(name), SUBJECT))
        yield from subjects(self._articles)

    @cached_property
    def _articles(self) -> Distinct:
        stated = self.engine.parquet(stated_shoes(self._raw["articles"]), ROW)
        return Distinct(self.engine, stated, SUBJECT)

    def listed(self, catalog: Catalog) -> Expression:
        """Give the listings that went to a shoe."""
        return catalog.names.joined(self.engine, self.of("listings"), catalog.answers, "shoe")

    def stated(self, catalog: Catalog) -> Expression:
        """Give the listings that went to a shoe as they state themselves, for their facts."""
        answers = {name: catalog.answers[name] for name in ("shoe", "whole", "single")}
        return catalog.names.joined(self.engine, self.of("listings"), answers, "shoe")

    def named(self, catalog: Catalog) -> dict[str, Distinct]:
        """Give the distinct names of each kind of record."""
        found = {}
        for kind, name in KINDS.items():
            own = kind == "review"
            rows = self._reviews(catalog) if own else self.of(name)
            found[kind] = Distinct(self.engine, rows, (*SUBJECT, *OWN) if own else SUBJECT)
        return {**found, ARTICLE: self._articles}

    def _reviews(self, catalog: Catalog) -> Expression:
        """Give the reviews, with the shoe of the listing that a review's own row is."""
        return own_shoes(self.of("reviews"), self.listed(catalog))

    def linked(
        self,
        catalog: Catalog,
        distinct: Mapping[str, Distinct],
        places: Mapping[str, Sequence[Place]],
        wholes: Mapping[str, Sequence[NamedGroup | None]],
    ) -> Tables:
        """Give the records that went to a shoe, and those that went to a model or brand."""
        listed = catalog.names.with_answers(catalog.answers)
        tables = {"listings": self._kept("listings", self.listed(catalog), ["listings"], listed)}
        for kind, name in KINDS.items():
            own = kind == "review"
            names, answers = distinct[kind], place_answers(places[kind])
            rows = self._reviews(catalog) if own else self._stored(name)
            told = names.with_answers(answers)
            rows = names.joined(self.engine, rows, answers, "shoe")
            sources, more = ([name, "listings"], [listed]) if own else ([name], [])
            kept = self._kept(name, rows, sources, told, *more)
            tables[name] = self._with_elsewhere(name, name, kept, told, "shoe")
            if f"group_{name}" in LINKED:
                grouped = group_answers(wholes[kind])
                rows = names.joined(self.engine, self._stored(name), grouped, "group")
                told, group = names.with_answers(grouped), f"group_{name}"
                kept = self._kept(group, rows, [name], told)
                tables[group] = self._with_elsewhere(group, name, kept, told, "group")
        return tables

    def pictured(self, catalog: Catalog) -> pa.Table:
        """Give the pictures of listings that went to a shoe, each once a colorway: a LINKED table.

        Of a colorway the first `_PICTURES` are kept, in the order of the listings.
        """
        rows = self.listed(catalog)
        rows = rows.filter(rows.pictures.notnull()).mutate(picture=lambda t: t.pictures.unnest())
        place = ["shoe", "colorway", "picture"]
        once = rows.group_by(place).agg(
            first=rows[ROW].min(),
            file=rows["file"].argmin(rows[ROW]),
            line=rows["line"].argmin(rows[ROW]),
            source=rows["source"].argmin(rows[ROW]),
        )
        own = ibis.window(group_by=["shoe", "colorway"], order_by=["first", "picture"])
        kept = once.mutate(place=ibis.row_number().over(own)).filter(lambda t: t.place < _PICTURES)
        none = ibis.null("string")
        kept = kept.mutate(credit=none, licence=none).order_by(["first", "picture"])
        schema = LINKED["pictures"]
        return self.engine.arrow(kept.select(schema.names), schema)

    def _stored(self, name: str) -> Expression:
        """Give the records of a table that lie in the guide's store."""
        raw = self._raw[name]
        if not (isinstance(raw, Parts) and raw.elsewhere):
            return self.of(name)
        return self.engine.parquet(replace(raw, elsewhere=()), ROW)

    def _with_elsewhere(
        self, name: str, source: str, kept: Parts | pa.Table, told: pa.Table, by: str
    ) -> Parts | pa.Table:
        """Add the records of RAW `source` that lie elsewhere: they stay there, linked by `told`."""
        raw = self._raw[source]
        known = told.filter(pc.is_valid(told[by]))
        if not (isinstance(raw, Parts) and raw.elsewhere and known.num_rows):
            return kept
        if not isinstance(kept, Parts):
            raise ValueError(
                "Records that lie elsewhere are linked by a file. Give a memo a folder."
            )

        def write(folder: Path) -> Parts:
            folder.mkdir(parents=True, exist_ok=True)
            parquet.write_table(known, folder / "names.parquet")
            return Parts(known.schema, (folder / "names.parquet",))

        [answers] = self._memo.parts(f"names of {name}", [known], known.schema, write).files
        places = tuple(replace(place, answers=answers) for place in raw.elsewhere)
        return replace(kept, elsewhere=places)

    def _kept(
        self, name: str, rows: Expression, sources: Sequence[str], *answers: pa.Table
    ) -> Parts | pa.Table:
        """Run linked records, made from RAW `sources`, to where a table of their size belongs."""
        schema = LINKED[name]
        if name not in BIG or not self._memo.keeps:
            return self.engine.arrow(rows.order_by(ROW).select(schema.names), schema)
        made_from = [self._raw[source] for source in sources]
        return self._memo.parts(
            name,
            [*made_from, *answers],
            schema,
            lambda folder: self.engine.write(rows.select(schema.names), folder, schema),
        )

    def told(
        self, catalog: Catalog, articles: pa.Table, reviews: Parts | pa.Table, shoes: pa.Table
    ) -> pa.Table:
        """Read the facts of all texts about a shoe, unless they were read before."""
        listings = catalog.names.with_answers(catalog.answers)
        made_from = [articles, reviews, shoes, self._raw["listings"], listings]

        def read() -> Tables:
            named = self.engine.table(shoes)
            said = of_reviews(self.engine.parquet(reviews), named)
            described = of_descriptions(self.stated(catalog), named)
            texts = [of_articles(articles, shoes), said, described]
            return {"facts": read_texts(self.engine, texts)}

        return self._memo.tables("texts", made_from, read)["facts"]

    def mentions(self, shoes: pa.Table, threshold: float) -> Counted:
        """Count the posts that mention shoes, unless they were counted before."""
        posts = posts_of(self.of("reviews"))

        def count() -> Tables:
            found = count_mentions(self.engine, posts, shoes, threshold)
            return {
                "observations": found.observations,
                "posts": pa.table({"posts": [found.posts], "mentioning": [found.mentioning]}),
            }

        made_from = [print_of(self.engine, posts), shoes, str(threshold)]
        kept = self._memo.tables("mentions", made_from, count)
        [said] = kept["posts"].to_pylist()
        return Counted(kept["observations"], said["posts"], said["mentioning"])

    def with_mentions(self, observations: Parts | pa.Table, counted: pa.Table) -> Parts | pa.Table:
        """Add the observations that posts are to the others."""
        if isinstance(observations, pa.Table):
            return pa.concat_tables([observations, counted])
        schema = LINKED["observations"]
        added = self._memo.parts(
            "observations of posts",
            [counted],
            schema,
            lambda folder: self.engine.write(self.engine.table(counted), folder, schema),
        )
        return replace(observations, files=observations.files + added.files)
