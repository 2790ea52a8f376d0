"""On the starter guide, sizes of heat are set side by side only where sources compare them."""

import datetime as dt

import pytest


@pytest.fixture(scope="module")
def latest(starter):
    return starter.rows("SELECT max(week) AS week FROM heat WHERE NOT partial")[0]["week"]


def pages(starter, slugs):
    return [starter.shoe(slug) for slug in slugs]


def test_the_hottest_are_on_one_scale_and_were_seen_lately(starter, latest):
    shown = pages(starter, [row.card.shoe for row in starter.ranking("hottest")])
    assert len({page.scale for page in shown}) == 1
    for page in shown:
        assert page.anchored
        weeks = [point.week for point in page.heat if not point.partial]
        assert weeks[-1] >= latest - dt.timedelta(weeks=4)


def test_a_shoe_that_one_search_export_alone_counts_is_not_ranked_by_its_size(starter):
    (page,) = pages(starter, ["on-cloudmonster-2"])
    assert not page.anchored
    assert page.size
    assert "hottest" not in {place.ranking for place in page.places}


def test_a_shoe_that_is_counted_again_after_a_gap_is_not_called_new(starter):
    (page,) = pages(starter, ["on-cloudmonster-2"])
    assert page.trend.trend == "sparse"
    assert page.trend.why.startswith("Counted again since")


def test_shoes_of_one_lesser_scale_still_compare_with_each_other(starter):
    found = starter.compare("nike-blazer-mid", "nike-zoom-fly", "air-jordan-4")
    assert [line.anchored for line in found.lines] == [True, True, False]
    tops = [max(point.heat for point in line.heat if point.heat) for line in found.lines]
    assert max(tops[:2]) == pytest.approx(100)
    assert tops[1] < tops[0]


def test_a_comparison_shows_no_week_on_another_scale(starter):
    found = starter.compare("adidas-samba", "new-balance-9060")
    first = found.lines[0].heat[0].week
    assert first == found.shoes[0].since
    assert found.shoes[0].heat[0].week < first
    assert "Before March 2025 the line is on another scale" in found.shoes[0].size


def test_the_points_of_all_sources_sum_to_the_last_weeks_heat(starter):
    slugs = [row["shoe"] for row in starter.rows("SELECT DISTINCT shoe FROM heat ORDER BY shoe")]
    for page in pages(starter, slugs[::6]):
        total = sum(source.contribution for source in page.heat_sources)
        assert total == pytest.approx(page.heat[-1].heat, rel=1e-6)


def test_every_underrated_shoe_states_its_evidence(starter):
    found = starter.ranking("underrated")
    assert found
    for row in found:
        assert "ated" in row.why
        assert starter.shoe(row.card.shoe).scores


def test_a_gap_is_a_gap_on_page_and_card(starter):
    (page,) = pages(starter, ["adidas-samba"])
    gaps = [point for point in page.heat if point.heat is None]
    assert gaps
    assert all(point.lo is None and point.adjusted is None for point in gaps)
    assert "on another scale" in page.size
    assert None not in starter.cards["adidas-samba"].spark[-20:]
