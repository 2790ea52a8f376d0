"""The charts: one specification, valid Vega-Lite, readable by colour-blind eyes and terminals."""

import datetime as dt
import itertools
import json
from dataclasses import replace
from pathlib import Path

import altair
import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.publish import charts
from solecast.publish.charts import shoe_drawing
from solecast.publish.charts.drawn_lines import spread
from solecast.publish.charts.theme import DARK, LIGHT, colour_numbers

from .chart_parts import borrowing, event_rules, texts, weeks_shown

FOUR = ("acme-pace", "acme-pace-2-0", "borea-drift", "borea-drift-low")
SCHEMA = json.loads(
    (Path(altair.__file__).parent / "vegalite/v6/schema/vega-lite-schema.json").read_text()
)
VALID = jsonschema.Draft7Validator(SCHEMA)


def specs(little):
    page = little.shoe("acme-pace-2-0")
    yield "shoe", charts.trend_chart(page)
    yield "log", charts.trend_chart(page, log=True)
    yield "adjusted", charts.trend_chart(page, view="adjusted")
    yield "sources", charts.trend_chart(page, view="sources")
    small = charts.Canvas(width=340, height=280, theme=DARK, interactive=True)
    yield "phone", charts.trend_chart(page, canvas=small)
    yield "comparison", charts.comparison_chart(little.compare(*FOUR), canvas=small)
    yield "places", charts.trend_chart(borrowing(little))


def test_every_specification_is_valid_vega_lite_6(little):
    for name, spec in specs(little):
        problems = [error.message[:200] for error in VALID.iter_errors(spec)]
        assert problems == [], name


def test_a_specification_carries_all_its_data_and_fetches_nothing(little):
    for _, spec in specs(little):
        assert '"url"' not in json.dumps(spec)


def test_every_specification_can_be_drawn_as_svg(little):
    for name, spec in specs(little):
        picture = charts.svg(spec)
        assert picture.startswith("<svg"), name
        assert "<script" not in picture


def test_a_png_is_drawn_on_solid_paper(little):
    picture = charts.png(charts.trend_chart(little.shoe("acme-pace")), scale=1)
    assert picture.startswith(b"\x89PNG")


def test_history_is_solid_and_ends_before_the_week_that_is_not_over(little):
    page = little.shoe("acme-pace")
    spec = charts.trend_chart(page)
    solid = next(
        layer
        for layer in spec["layer"]
        if layer["mark"]["type"] == "line" and "strokeDash" not in layer["mark"]
    )
    assert solid["data"]["values"][-1]["week"] == page.heat[-2].week.isoformat()


def test_the_week_that_is_not_over_is_a_hollow_point(little):
    page = little.shoe("acme-pace")
    layers = charts.trend_chart(page)["layer"]
    assert weeks_shown(layers, filled=False) == [page.heat[-1].week.isoformat()]
    fills = [layer["mark"].get("fill") for layer in layers if layer["mark"].get("filled") is False]
    assert fills == [LIGHT.paper]


def test_the_forecast_is_dashed_inside_two_bands(little):
    layers = charts.trend_chart(little.shoe("acme-pace"))["layer"]
    dashed = [
        layer
        for layer in layers
        if "strokeDash" in layer["mark"] and layer["mark"]["type"] == "line"
    ]
    bands = [
        (layer["encoding"]["y"]["field"], layer["encoding"]["y2"]["field"])
        for layer in layers
        if layer["mark"]["type"] == "area"
    ]
    assert len(dashed) == 1
    assert bands == [("lo80", "hi80"), ("lo50", "hi50")]


def test_weeks_stand_on_a_true_time_axis(little):
    for _, spec in specs(little):
        for layer in spec.get("layer", []):
            if layer.get("mark", {}).get("type") == "line":
                assert layer["encoding"]["x"]["type"] == "temporal"
                assert layer["encoding"]["x"]["scale"]["type"] == "utc"


def test_lines_are_labelled_directly_and_there_is_no_legend(little):
    comparison = little.compare(*FOUR)
    spec = charts.comparison_chart(comparison)
    assert {page.name for page in comparison.shoes} <= set(texts(spec))
    assert '"legend": null' in json.dumps(
        charts.comparison_chart(comparison, canvas=charts.Canvas(interactive=True))
    )


def test_events_are_marked_with_their_label(little):
    assert "Release of Black Copper" in texts(charts.trend_chart(little.shoe("acme-pace")))


def test_events_that_crowd_each_other_lose_their_label_and_keep_their_mark(little):
    page = little.shoe("acme-pace")
    first = page.events[0]
    crowd = [
        replace(first, date=first.date + dt.timedelta(days=n), label=f"Event no. {n}")
        for n in range(12)
    ]
    spec = charts.trend_chart(replace(page, events=crowd, story=[]))
    rules = event_rules(spec)
    labels = [text for text in texts(spec) if text.startswith("Event")]
    assert len(rules) == 12
    assert 1 <= len(labels) <= 4


def test_a_gap_in_the_history_stays_a_gap(little):
    page = little.shoe("acme-pace")
    heat = [
        replace(p, heat=None, lo=None, hi=None) if 40 < n < 60 else p
        for n, p in enumerate(page.heat)
    ]
    spec = charts.trend_chart(replace(page, heat=heat))
    line = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "line")
    assert sum(row["heat"] is None for row in line["data"]["values"]) == 19


def test_a_week_that_stands_alone_is_a_point(little):
    page = little.shoe("acme-pace")
    heat = [
        replace(p, heat=None, lo=None, hi=None) if 40 < n < 60 and n != 50 else p
        for n, p in enumerate(page.heat)
    ]
    layers = charts.trend_chart(replace(page, heat=heat))["layer"]
    assert weeks_shown(layers, filled=True) == [page.heat[50].week.isoformat()]


def test_a_shoe_without_a_signal_has_no_chart(little):
    page = little.shoe("cobalt-stone")
    assert charts.trend_chart(page) is None
    assert charts.trend_chart(page, view="sources") is None
    assert "No weekly signal" in charts.terminal(page).plain


def test_sources_never_share_a_scale(little):
    spec = charts.trend_chart(little.shoe("acme-pace"), view="sources")
    assert len(spec["vconcat"]) == len(little.shoe("acme-pace").series)
    assert all("y" in panel["encoding"] for panel in spec["vconcat"])


def test_a_log_scale_ends_above_zero_and_never_meets_a_zero(little):
    page = little.shoe("acme-pace")
    zero = replace(page, heat=[replace(p, heat=0.0, lo=0.0) for p in page.heat])
    spec = charts.trend_chart(zero, log=True)
    line = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "line")
    assert line["encoding"]["y"]["scale"]["domain"][0] > 0
    assert line["encoding"]["y"]["scale"]["clamp"]
    assert charts.svg(spec).startswith("<svg")


def test_the_description_tells_the_chart_in_words(little):
    told = charts.trend_chart(little.shoe("acme-pace"))["description"]
    assert "Acme Pace" in told
    assert "highest on" in told
    assert "Most likely" in told
    assert "80% interval" not in json.dumps(charts.trend_chart(little.shoe("acme-pace")))


def test_browser_picture_and_terminal_draw_the_same_numbers(little):
    page = little.shoe("acme-pace")
    drawing = shoe_drawing(page)
    layers = charts.trend_chart(page)["layer"]
    line = next(layer for layer in layers if layer["mark"]["type"] == "line")
    drawn = [(row["week"], row["heat"]) for row in line["data"]["values"]]
    assert drawn == [(p.week.isoformat(), p.heat) for p in drawing.lines[0].full]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_line_colours_are_told_apart_by_colour_blind_eyes(theme):
    for name, vision in VISION.items():
        seen = [lab(vision @ linear(colour)) for colour in theme.lines]
        nearest = min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2))
        # One in 30,000 sees no blue: for them the look's blue and teal lie closer together.
        assert nearest > (16 if name == "tritanopia" else 20)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_lines_and_texts_stand_out_from_the_paper(theme):
    assert min(contrast(colour, theme.paper) for colour in theme.lines) >= 3
    assert min(contrast(colour, theme.paper) for colour in (theme.ink, theme.quiet)) >= 4.5


@given(st.lists(st.text("abcdef-", min_size=1, max_size=12), min_size=1, max_size=5, unique=True))
def test_up_to_five_shoes_get_five_colours_and_the_first_keeps_its_own(shoes):
    numbers = colour_numbers(shoes)
    assert len(set(numbers)) == len(shoes)
    assert numbers[0] == colour_numbers(shoes[:1])[0]


@given(
    st.lists(st.floats(0, 300), min_size=1, max_size=5),
    st.floats(1, 30),
)
def test_labels_are_spread_in_order_and_apart(places, gap):
    moved = spread(places, gap, 0, 300)
    order = sorted(range(len(places)), key=lambda i: places[i])
    for before, after in itertools.pairwise(order):
        assert moved[after] - moved[before] >= gap - 1e-6


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_chart_keeps_to_its_width(little, width):
    for answer in (little.shoe("acme-pace"), little.compare(*FOUR)):
        chart = charts.terminal(answer, width)
        grid = [line for line in chart.plain.splitlines() if "│" in line or "┤" in line]
        assert max(len(line) for line in grid) <= width
        assert "○" in chart.plain


def test_a_spark_is_a_small_picture_made_of_numbers():
    picture = charts.spark([1.0, None, 3.0, 2.0])
    assert picture.count("M") == 2
    assert "style" not in picture
    assert charts.spark([]) == charts.spark([1.0]) == ""


def test_an_end_of_zero_heat_is_drawn():
    assert charts.spark([0.0, 0.0, 0.0]).startswith("<svg")


VISION = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip
"""Linear RGB as it is seen: Machado, Oliveira and Fernandes (2009), severity 1."""


def linear(colour):
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(matrix) @ np.clip(rgb, 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one, other):
    low, high = sorted(np.array([0.2126, 0.7152, 0.0722]) @ linear(c) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_names_of_months_are_short_so_that_they_stand_apart(little):
    page = little.shoe("acme-pace")
    year = replace(page, heat=page.heat[-20:], forecast=page.forecast[:30], events=[])
    drawn = charts.svg(charts.trend_chart(year))
    assert ">Sep<" in drawn or ">Mar<" in drawn
    assert ">September<" not in drawn
    assert ">March<" not in drawn


def test_marks_without_a_label_do_not_cross_the_line(little):
    page = little.shoe("acme-pace")
    day = dt.timedelta(days=9)
    many = [replace(page.events[0], date=page.heat[0].week + n * day) for n in range(60)]
    rules = event_rules(charts.trend_chart(replace(page, events=many, story=[])))
    across = [rule for rule in rules if rule["y2"]["value"] - rule["y"]["value"] > 20]
    assert len(rules) == 60
    assert 0 < len(across) <= 8


def test_what_two_sources_tell_of_one_day_is_marked_once(little):
    page = little.shoe("acme-pace")
    one = replace(page.events[0], kind="price", label="Price 40% lower from here")
    told = [one, replace(one, label="Price 41% lower from here"), replace(one, kind="press")]
    events = shoe_drawing(replace(page, events=told, story=[])).events
    assert [event.kind for event in events].count("price") == 1
    assert len(events) == 2
