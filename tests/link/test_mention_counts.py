"""Posts count as mentions of the shoes they name; a model alone counts as an estimate."""

import datetime as dt
from typing import Any

import pyarrow as pa

from solecast import model
from solecast.engine.duckdb import DuckDBEngine
from solecast.link.catalog.distinct_names import ROW
from solecast.link.mentions.daily_counts import (
    ESTIMATED,
    Counted,
    count_mentions,
    posts_of,
    print_of,
)

ENGINE = DuckDBEngine(workers=1)
DAY = dt.date(2025, 3, 3)


def shoes(*rows: tuple[str, str | None, dt.date | None]) -> pa.Table:
    """Give shoes of ASICS: model, version, release date."""
    made = [
        {
            "shoe": f"asics-{name.lower()}" + (f"-{version}" if version else ""),
            "name": f"ASICS {name} {version or ''}".strip(),
            "brand": "ASICS", "model": name, "version": version, "aliases": [],
            "first_release": date, "earliest_colorway": None,
        }
        for name, version, date in rows
    ]  # fmt: skip
    return model.table(model.LINKED["shoes"], made)


def posts(*texts: str, **columns: Any) -> pa.Table:
    """Give posts of one forum and day."""
    stated = {"file": "p.csv", "line": 2, "source": "forum", "date": DAY, **columns}
    return model.table(model.RAW["reviews"], [{"text": text, **stated} for text in texts])


CATALOG = shoes(
    ("Novablast", "4", dt.date(2023, 12, 1)),
    ("Novablast", "5", dt.date(2025, 1, 1)),
    ("Novablast", "6", dt.date(2026, 1, 1)),
)


def counted_in(reviews: pa.Table, catalog: pa.Table = CATALOG) -> Counted:
    """Count the posts among reviews."""
    numbered = ENGINE.parquet(reviews, numbered=ROW)
    return count_mentions(ENGINE, posts_of(numbered), catalog, 0.8)


def values(reviews: pa.Table, catalog: pa.Table = CATALOG) -> dict[tuple[str, str], float]:
    """Give the counts by source and shoe."""
    rows = counted_in(reviews, catalog).observations.to_pylist()
    return {(row["source"], row["shoe"]): row["value"] for row in rows}


def test_a_post_counts_once_for_each_shoe_that_it_mentions() -> None:
    reviews = posts("Novablast 5, yes, Novablast 5", "Novablast 4 or 5?", "nice weather")
    assert values(reviews) == {
        ("forum", "asics-novablast-4"): 1.0,
        ("forum", "asics-novablast-5"): 2.0,
    }


def test_a_model_without_a_version_counts_for_the_current_one_as_an_estimate_of_its_own() -> None:
    counted = counted_in(posts("my Novablast"))
    row = counted.observations.to_pylist()[0]
    assert row["source"] == f"forum, {ESTIMATED}"
    assert row["shoe"] == "asics-novablast-5"
    assert row["comparable"] is False
    assert row["scale_group"] != "forum:mentions"
    assert (counted.posts, counted.mentioning) == (1, 1)


def test_the_current_version_is_that_of_the_posts_day() -> None:
    early = posts("my Novablast", date=dt.date(2024, 6, 1))
    assert [shoe for _, shoe in values(early)] == ["asics-novablast-4"]
    assert values(posts("my Novablast", date=dt.date(2020, 1, 1))) == {}


def test_no_estimate_is_made_where_a_newer_version_has_no_date() -> None:
    undated = shoes(("Novablast", "4", dt.date(2023, 12, 1)), ("Novablast", "5", None))
    assert values(posts("my Novablast"), undated) == {}


def test_a_version_that_the_catalog_lacks_counts_for_no_other() -> None:
    assert values(posts("Novablast 2")) == {}


def test_a_post_that_names_the_version_once_is_no_estimate() -> None:
    assert list(values(posts("Novablast 5. The Novablast is soft."))) == [
        ("forum", "asics-novablast-5")
    ]


def test_copies_undated_posts_and_reviews_of_a_shoe_do_not_count() -> None:
    copies = posts("Novablast 5", "Novablast 5")
    assert values(copies) == {("forum", "asics-novablast-5"): 1.0}
    assert values(posts("Novablast 5", date=None)) == {}
    assert values(posts("Novablast 5", title="Brooks Ghost 16")) == {}


def test_counts_of_one_source_may_be_compared_and_are_dated_by_day() -> None:
    row = counted_in(posts("Novablast 5")).observations.to_pylist()[0]
    assert (row["metric"], row["period"], row["date"]) == ("mentions", "day", DAY)
    assert row["comparable"] is True
    assert row["scale_group"] == "forum:mentions"


def test_no_posts_and_no_shoes_give_no_observations() -> None:
    schema = model.LINKED["observations"]
    assert counted_in(posts()).observations.schema == schema
    assert counted_in(posts("Novablast 5"), shoes()).observations.num_rows == 0


def test_a_review_of_a_shoe_asks_for_no_new_count_of_posts() -> None:
    before = posts("Novablast 5", "my Novablast")
    after = pa.concat_tables([before, posts("Softer than I thought.", title="Brooks Ghost 16")])
    another = pa.concat_tables([before, posts("Novablast 4")])
    seen = [
        print_of(ENGINE, posts_of(ENGINE.parquet(reviews, numbered=ROW)))
        for reviews in (before, after, another)
    ]
    assert seen[0] == seen[1] != seen[2]
