"""What the texts of a guide say of its shoes: articles, reviews and descriptions, as facts.

A text is read as one about the shoe that it was linked to. Only what is a property of the shoe
is taken: a text may tell of one colorway's day and price. A column outranks a text: what is read
is less sure than the plainest column.
"""

from collections.abc import Iterable, Iterator

import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression

from ...engine import Engine
from ...model import LINKED, Row, table
from ...vocabulary import ADVERTISED
from .fact import Fact, TextSubject
from .reading import read_facts

TEXTS = pa.schema(
    [
        *((name, LINKED["facts"].field(name).type) for name in ("file", "line", "source", "shoe")),
        ("brand", pa.string()),
        ("model", pa.string()),
        ("version", pa.string()),
        ("kind", pa.string()),
        ("text", pa.string()),
        ("url", pa.string()),
        ("date", pa.date32()),
    ]
)
"""Texts about shoes. `kind` is `article`, `review` or `description`."""

_OF_SHOE = frozenset(
    {
        "upper_material", "upper_construction", "lining_material", "insole", "midsole", "outsole",
        "sole_feature", "closure", "cut", "fit", "weight", "drop", "stack_height", "season",
    }
)  # fmt: skip
"""What is the shoe's, whichever colorway a text is about; dates and prices are not."""
_OF_COLORWAY = frozenset({"season"})
"""What a description may say of its colorway only."""
_TOLD = 0.65
"""Share of its confidence that a text's fact has beside columns: the plainest have 0.7."""
_BATCH = 500
"""Texts that one process reads at once: one or two seconds of work."""


def facts_of(batch: pa.Table) -> pa.Table:
    """Read the facts of a batch of `TEXTS`; gives rows of LINKED facts, in order of the texts."""
    return table(LINKED["facts"], [row for text in batch.to_pylist() for row in _facts(text)])


def _facts(text: Row) -> Iterator[Row]:
    wanted = _OF_SHOE - _OF_COLORWAY if text["kind"] == "description" else _OF_SHOE
    subject = TextSubject(text["brand"], text["model"], text["version"])
    for fact in read_facts(text["text"], subject):
        if fact.attribute in wanted and not fact.negated and fact.of is None:
            yield _row(text, fact)


def _row(text: Row, fact: Fact) -> Row:
    """Give a fact of a text; what a text quotes as advertised is another voice than its own."""
    source = text["source"] or text["file"]
    return {
        "file": text["file"],
        "line": text["line"],
        "source": f"{source}{ADVERTISED}" if fact.kind == "advertised" else source,
        "shoe": text["shoe"],
        "attribute": fact.attribute,
        "value": fact.value,
        "evidence": fact.evidence,
        "url": text["url"],
        "date": text["date"],
        "date_precision": "day" if text["date"] else None,
        "confidence": round(fact.confidence * _TOLD, 3),
    }


def read_texts(engine: Engine, texts: Iterable[Expression | pa.Table]) -> pa.Table:
    """Read tables of `TEXTS`; gives LINKED facts in order of shoe, file, line and attribute."""
    found = [engine.map_batches(facts_of, rows, [], LINKED["facts"], _BATCH) for rows in texts]
    every = pa.concat_tables([LINKED["facts"].empty_table(), *found])
    return every.sort_by([(name, "ascending") for name in _ORDER])


_ORDER = ("shoe", "file", "line", "attribute", "value")


def of_articles(articles: pa.Table, shoes: pa.Table) -> pa.Table:
    """Give the articles of LINKED `articles` that are about one shoe, with their news."""
    named = {row["shoe"]: row for row in shoes.select(_NAMED).to_pylist()}
    rows = []
    for row in articles.to_pylist():
        if row["kind"] == "shoe" and len(row["shoes"] or ()) == 1 and row["shoes"][0] in named:
            parts = [row["headline"], row["summary"], row["text"], *_items(row["news"])]
            text = "\n\n".join(part for part in parts if part)
            kept = {name: row[name] for name in ("file", "line", "url", "date")}
            kept["source"] = row["author"] or row["source"]
            rows.append({**kept, **named[row["shoes"][0]], "kind": "article", "text": text})
    return table(TEXTS, rows)


def _items(news: list[str] | None) -> list[str]:
    return [f"- {item}" for item in news or ()]


def of_reviews(reviews: Expression, shoes: Expression) -> Expression:
    """Give the LINKED `reviews` that have a text, each with its shoe's name."""
    said = reviews.filter(reviews.text.coalesce("") != "")
    whole = (said.headline.coalesce("") + "\n\n" + said.text).strip()
    return _with_names(said.mutate(text=whole, kind=ibis.literal("review")), shoes)


def of_descriptions(listings: Expression, shoes: Expression) -> Expression:
    """Give the descriptions of listings, each once for a shoe and source."""
    said = listings.filter(listings.description.coalesce("") != "")
    once = said.group_by("shoe", "source", "description").agg(
        file=said["file"].min(), line=said.line.min(), url=said.url.min()
    )
    rows = once.mutate(
        text=once.description, kind=ibis.literal("description"), date=ibis.null("date")
    )
    return _with_names(rows, shoes)


_NAMED = ["shoe", "brand", "model", "version"]


def _with_names(rows: Expression, shoes: Expression) -> Expression:
    joined = rows.join(shoes.select(_NAMED), "shoe")
    return joined.select(TEXTS.names)
