"""LINKED tables from a few rows, for tests that state facts about measuring."""

from solecast import model
from solecast.engine.duckdb import DuckDBEngine

ENGINE = DuckDBEngine(workers=1)


def linked(**rows):
    return {name: model.table(schema, rows.get(name, [])) for name, schema in model.LINKED.items()}


def shoe(slug, **columns):
    brand = slug.split("-")[0].title()
    base = {"shoe": slug, "name": slug.replace("-", " ").title(), "brand": brand, "aliases": []}
    return base | {"model": slug.split("-")[1].title(), "listings": 0} | columns


def fact(slug, attribute, value, source="a catalog", **columns):
    base = {"shoe": slug, "attribute": attribute, "value": value, "source": source}
    return base | {"file": "facts.csv", "line": 1, "evidence": None, "column": attribute} | columns


def review(slug, score, source="a magazine", **columns):
    base = {"shoe": slug, "score": score, "source": source, "file": "reviews.csv", "line": 1}
    return base | columns
