"""Forum posts become mentions: from a CSV with a byte order mark to the heat of a shoe."""

import json

import pytest

from solecast.build import build_guide

POSTS = (
    "\ufeffid,subreddit,title,selftext,time\n"
    'a,RunTalk,Ghost 17 or 16?,"First line.\n\nThe Ghost 16, then Ghost 17s.",{day1}\n'
    "b,RunTalk,Rain today,no shoe here,{day1}\n"
    'c,RunTalk,The ghost,"My Brooks Ghost is soft, the Ghost 17 I mean",{day2}\n'
    "d,RunTalk,Brooks Ghost,how long does it last?,{day2}\n"
)
EPOCH = 1741000000
"""3 March 2025."""


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    """A guide of two versions and one forum, over ten weeks."""
    folder = tmp_path_factory.mktemp("posts")
    (folder / "guide.toml").write_text('title = "Two ghosts"\n')
    (folder / "catalog").mkdir()
    (folder / "catalog" / "shop.csv").write_text(
        "brand,model,version,retail price,release date\n"
        "Brooks,Ghost,16,140,2024-02-01\nBrooks,Ghost,17,150,2025-01-01\n"
    )
    (folder / "signals").mkdir()
    days = {"day1": "2025-03-03 07:49:13+00:00", "day2": "2025-03-12 10:00:00+00:00"}
    (folder / "signals" / "posts.csv").write_text(POSTS.format(**days), encoding="utf-8")
    titles = [
        {"Post_title": f"Week {week} in the Ghost 16", "Created_at": EPOCH + week * 604_800.0}
        for week in range(10)
    ]
    (folder / "signals" / "talk.json").write_text(json.dumps({"Brooks Ghost": titles}))
    built = build_guide(folder)
    yield built
    built.close()


def counts(guide, shoe):
    """Give the weekly counts of a shoe by source: what is not zero."""
    query = "SELECT source, week, value FROM series WHERE shoe = ? AND value > 0 ORDER BY ALL"
    found = {}
    for row in guide.rows(query, shoe):
        found.setdefault(row["source"], {})[row["week"].isoformat()] = row["value"]
    return found


def test_each_post_counts_once_for_each_shoe_in_its_week(guide):
    assert counts(guide, "brooks-ghost-16")["RunTalk"] == {"2025-03-03": 1}
    assert counts(guide, "brooks-ghost-17")["RunTalk"] == {"2025-03-03": 1, "2025-03-10": 1}


def test_a_model_without_a_version_is_a_source_that_says_it_is_estimated(guide):
    name = "RunTalk, estimated from posts without a version"
    assert counts(guide, "brooks-ghost-17")[name] == {"2025-03-10": 1}
    query = "SELECT comparable FROM series WHERE source = ?"
    assert {row["comparable"] for row in guide.rows(query, name)} == {False}


def test_json_posts_with_epoch_dates_give_a_line_of_heat(guide):
    assert len(counts(guide, "brooks-ghost-16")["talk"]) == 10
    sources = guide.rows("SELECT source FROM heat_sources WHERE shoe = 'brooks-ghost-16'")
    assert "talk" in {row["source"] for row in sources}


def test_the_links_say_how_many_posts_mention_a_shoe(guide):
    rows = guide.rows("SELECT status, records, reason FROM links WHERE kind = 'review'")
    assert [(row["status"], row["records"]) for row in rows] == [("linked", 14)]
    assert "13 of 14" in rows[0]["reason"]
