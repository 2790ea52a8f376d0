"""What a chart draws: which weeks, on which scale, whose line, named how."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from solecast.guide.answers import ForecastPoint
from solecast.publish import charts
from solecast.publish.charts import comparison_drawing, shoe_drawing
from solecast.publish.charts.drawn_lines import even_odds, ordinal
from solecast.publish.charts.theme import LIGHT

from .chart_parts import QUARTERS, borrowing, texts


def test_what_lies_behind_the_last_counted_week_is_no_event_of_the_line(little):
    page = little.shoe("acme-pace")
    review = replace(page.events[0], date=page.heat[-1].week + dt.timedelta(days=60), label="Later")
    assert "Later" not in texts(charts.trend_chart(replace(page, events=[review])))


def test_a_comparison_is_drawn_on_the_scale_that_the_guide_gave(little):
    comparison = little.compare("acme-pace", "borea-drift")
    drawing = comparison_drawing(comparison)
    assert [line.full[3].heat for line in drawing.lines] == [
        line.heat[3].heat for line in comparison.lines
    ]


def test_a_comparison_without_a_forecast_reaches_as_high_as_its_lines(little):
    comparison = little.compare("acme-pace", "borea-drift")
    bare = replace(comparison, lines=[replace(line, forecast=[]) for line in comparison.lines])
    highest = max(p.heat for line in bare.lines for p in line.heat)
    assert highest <= comparison_drawing(bare).top <= highest * 1.1


def test_a_wide_band_does_not_press_the_line_flat(little):
    page = little.shoe("acme-pace")
    usual = shoe_drawing(page).top
    wide = [replace(p, hi95=p.hi95 * 50, lo95=0.0) for p in page.forecast]
    assert shoe_drawing(replace(page, forecast=wide)).top == usual
    highest = max(p.heat for p in page.heat if p.heat is not None)
    assert usual < max(p.hi80 for p in page.forecast) or usual <= highest * 1.5


def test_where_the_wide_band_leaves_the_plot_it_fades_out(little):
    page = little.shoe("acme-pace")
    bands = [
        layer["mark"]["color"]
        for layer in charts.trend_chart(page)["layer"]
        if layer["mark"]["type"] == "area"
    ]
    assert bands[0]["gradient"] == "linear"
    assert bands[0]["stops"][-1]["color"].endswith(" 0.0)")


def test_half_of_the_outcomes_lie_within_even_odds():
    week = dt.date(2026, 1, 5)
    odds = even_odds(ForecastPoint(week, 10.0, 5.0, 20.0, 3.0, 30.0))
    assert (odds.lo, odds.hi) == pytest.approx((10 / 2**0.5263, 10 * 2**0.5263), rel=1e-3)
    around_zero = even_odds(ForecastPoint(week, 10.0, 0.0, 20.0, 0.0, 30.0))
    assert (around_zero.lo, around_zero.hi) == pytest.approx((4.737, 15.263), rel=1e-3)


@pytest.mark.parametrize("weeks", [9, 20, 45, 79, 129])
def test_the_future_takes_two_fifths_of_the_width_at_most(little, weeks):
    page = little.shoe("acme-pace")
    line = shoe_drawing(replace(page, heat=page.heat[-weeks - 1 :])).lines[0]
    ahead = (line.forecast[-1].week - line.heat[-1].week).days
    assert 0 < ahead <= 0.4 * (line.forecast[-1].week - line.heat[0].week).days + 7


def test_without_a_shared_scale_the_axis_has_words(little):
    page = replace(little.shoe("acme-pace"), anchored=False)
    drawing = shoe_drawing(page)
    assert [tick.words for tick in drawing.ticks] == ["today", "half", "0"]
    assert "today" in charts.svg(charts.trend_chart(page))
    assert "against today" in drawing.title
    assert "read the shape" in drawing.subtitle


def test_what_lies_on_another_scale_is_not_drawn(little):
    page = little.shoe("acme-pace")
    start = page.heat[50].week
    assert shoe_drawing(replace(page, since=start)).lines[0].heat[0].week == start


def test_a_line_that_has_only_begun_gives_way_to_the_one_before(little):
    page = little.shoe("acme-pace")
    late = replace(page, since=page.heat[-2].week, forecast=[])
    drawing = shoe_drawing(late)
    assert drawing.lines[0].heat[-1].week == page.heat[-3].week
    assert f"until {page.heat[-3].week:%B %Y}" in drawing.title


def test_one_week_alone_is_a_figure_and_no_chart(little):
    page = little.shoe("acme-pace")
    assert charts.trend_chart(replace(page, heat=page.heat[50:51], forecast=[])) is None


def test_lines_without_a_common_scale_are_each_a_share_of_their_own_peak(little):
    comparison = little.compare("acme-pace", "borea-drift")
    apart = [replace(line, anchored=line.shoe == "acme-pace") for line in comparison.lines]
    drawing = comparison_drawing(replace(comparison, lines=apart))
    assert "own highest week" in drawing.title
    assert [max(p.heat for p in line.heat) for line in drawing.lines] == pytest.approx([100, 100])
    assert [tick.words for tick in drawing.ticks] == ["highest", "half", "0"]


def test_a_borrowed_line_is_titled_with_whose_it_is_and_drawn_lighter(little):
    page = borrowing(little)
    drawing = shoe_drawing(page)
    assert drawing.title == "Interest in Cobalt, all products"
    assert "Higher is hotter" in drawing.subtitle
    spec = charts.trend_chart(page)
    line = next(layer for layer in spec["layer"] if layer.get("mark", {}).get("type") == "line")
    assert line["mark"]["color"] == LIGHT.borrow
    assert line["mark"]["strokeWidth"] < 2


def test_a_place_is_high_when_it_is_good_and_off_the_list_is_below_the_axis(little):
    drawing = shoe_drawing(borrowing(little))
    first, third = drawing.share(-1), drawing.share(-3)
    assert first > third
    assert drawing.lines[0].absent == (QUARTERS[-1],)
    assert [tick.words for tick in drawing.ticks][-1] == "not listed"
    drawn = json.dumps(charts.trend_chart(borrowing(little)))
    assert "triangle-down" in drawn
    assert "▽" in charts.terminal(borrowing(little)).plain


def test_a_place_that_only_the_press_tells_is_hollow(little):
    assert shoe_drawing(borrowing(little)).lines[0].told == {QUARTERS[0]}
    assert "Hollow: told by the press" in shoe_drawing(borrowing(little)).note


def test_a_time_on_the_best_place_is_named(little):
    assert "first, three quarters in a row" in texts(charts.trend_chart(borrowing(little)))
    assert "17th" in texts(charts.trend_chart(borrowing(little)))


@pytest.mark.parametrize(("place", "said"), [(1, "1st"), (2, "2nd"), (13, "13th"), (21, "21st")])
def test_places_are_written_as_people_do(place, said):
    assert ordinal(place) == said


def test_a_table_stands_behind_each_chart(little):
    table = charts.data_table(shoe_drawing(little.shoe("acme-pace")))
    assert table.head == ["Month", "Height, 0–100"]
    assert table.rows[0][1].startswith("expected ")
    places = charts.data_table(shoe_drawing(borrowing(little)))
    assert places.rows[0] == ["Q4 2025", "not listed"]
    assert places.rows[-1] == ["Q1 2023", "1st"]


def test_text_is_as_large_on_a_phone_as_on_a_desk(little):
    for width in (340, 1120):
        spec = charts.trend_chart(little.shoe("acme-pace"), canvas=charts.Canvas(width=width))
        sizes = [layer["mark"].get("fontSize", 13) for layer in spec["layer"]]
        assert set(sizes) == {13}
        assert spec["config"]["axis"]["labelFontSize"] == 13
