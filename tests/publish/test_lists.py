"""Front page, rankings, browse and compare: what is shown, in which order, for which reader."""

import dataclasses

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from solecast.guide.answers import CompareRow, HeatPoint
from solecast.guide.words.line.gains import gains, in_short
from solecast.publish.charts.editorial_charts.moment import moment_chart
from solecast.publish.site.editorial.front import home_view
from solecast.publish.site.editorial.writers import initials
from solecast.publish.site.rendering.formatting import EMPTY_WORDS
from solecast.publish.site.rendering.render import render

from .test_site import read, text


def test_the_front_page_shows_its_parts_in_order(site):
    headings = [node.text() for node in read(site, "/").css("h2")]
    parts = ["Shoe of the moment", "Rising", "Underrated", "New", "More to read", "By brand"]
    assert headings == [part for part in parts if part in headings]
    assert set(headings) >= {"Shoe of the moment", "Rising", "Underrated", "New", "By brand"}


def test_the_front_page_finds_a_shoe_and_says_of_when_its_numbers_are(site):
    tree = read(site, "/")
    assert tree.css_first("form.find").attributes["action"] == "/browse"
    assert "numbers as of 22 June 2026" in text(tree).replace("Numbers", "numbers")


def test_a_list_shows_no_more_than_one_sentence_and_a_line_from_zero(site):
    place = read(site, "/").css_first(".first-lists .place")
    assert text(place, ".why") == "Up on last year."
    assert place.css_first("svg.spark line.zero") is not None
    assert place.css_first("img").attributes["alt"].startswith("Drawing of ")


def test_places_moved_are_told_by_an_arrow_and_in_words_and_only_where_known(little):
    view = home_view(little)
    unknown = [dataclasses.replace(place, moved=None) for place in view.rising]
    assert "places moved" not in render(dataclasses.replace(view, rising=unknown))
    moved = [
        dataclasses.replace(place, moved=by)
        for place, by in zip(view.rising, (6, -3, 0, None), strict=True)
    ]
    tree = HTMLParser(render(dataclasses.replace(view, rising=moved)))
    told = [" ".join(node.text().split()) for node in tree.css(".moved")]
    assert told == ["▲up 6", "▼down 3", "=as before"]
    assert "places moved in four weeks" in text(tree)


def test_where_nothing_rises_the_page_says_so_and_shows_the_best_odds(little):
    view = home_view(little)
    empty = dataclasses.replace(view, rising=[], odds=view.rising)
    told = text(HTMLParser(render(empty)), ".first-lists")
    assert f"{EMPTY_WORDS['rising']} These have the best odds instead." in told
    none = text(HTMLParser(render(dataclasses.replace(empty, odds=[]))), ".first-lists")
    assert "best odds" not in none


def test_empty_lists_say_so_in_a_readers_words(little):
    view = home_view(little)
    bare = dataclasses.replace(
        view, article=None, art=None, also=[], moment=None, rising=[], odds=[], underrated=[],
        new=[], brands=[],
    )  # fmt: skip
    tree = HTMLParser(render(bare))
    told = text(tree)
    assert tree.css_first("h1").text() == "Little guide"
    assert EMPTY_WORDS["new"] in told
    assert "signals/" not in told


def test_the_odds_of_the_moments_shoe_are_told_as_things_to_count(site):
    assert text(read(site, "/"), ".moment-odds") == "1 in 5 chance to grow by half within a year."


def test_the_line_of_the_moment_needs_two_weeks_and_marks_where_it_was_half(little):
    heat = little.shoe("acme-pace").heat
    assert moment_chart("Acme Pace", heat[:1]) == ""
    doubled = [
        HeatPoint(p.week, 10.0 if n < 40 else 25.0, None, None, None, partial=False)
        for n, p in enumerate(heat[-52:])
    ]
    assert "half of that" in moment_chart("Acme Pace", doubled)
    assert "style=" not in moment_chart("Acme Pace", doubled)
    past = [dataclasses.replace(p, heat=9.0 if n != 30 else 30.0) for n, p in enumerate(doubled)]
    assert "highest in " in moment_chart("Acme Pace", past)


def test_each_brand_has_a_drawing_and_a_count(site):
    brands = read(site, "/brands").css(".families li")
    assert [" ".join(node.text().split()) for node in brands] == [
        "Acme 2 shoes",
        "Borea 2 shoes",
        "Cobalt 1 shoe",
    ]
    assert all(node.css_first("img") for node in brands)


def test_a_list_can_be_filtered_on_a_phone_without_script(site):
    tree = read(site, "/browse?brand=Acme")
    opener = tree.css_first("a.open-sheet")
    assert opener.attributes["href"] == "#filter"
    assert "1 chosen" in text(opener, "a")
    assert tree.css_first("#filter a.close-sheet").text() == "Show 2 shoes"
    assert text(tree, ".chosen.lit").startswith("Acme")


def test_a_comparison_tells_differences_first_then_what_one_has_then_the_same(site):
    tree = read(site, "/compare?shoe=acme-pace&shoe=borea-drift")
    heads = [" ".join(node.text().split()) for node in tree.css("table.side h3")]
    assert [head.rstrip(" 0123456789") for head in heads] == [
        "Where they differ",
        "Known of one only",
        "The same",
    ]
    weight = next(row for row in tree.css("tr.differs") if row.css_first("th").text() == "Weight")
    assert [" ".join(cell.text(separator=" ").split()) for cell in weight.css("td")] == [
        "310 g 2 g lighter",
        "312 g",
    ]
    assert tree.css_first("h1").text() == "Acme Pace or Borea Drift?"
    assert text(tree, ".verdict") == "The Acme Pace is lighter."


def test_names_of_one_brand_leave_it_out(site):
    tree = read(site, "/compare?shoe=acme-pace&shoe=acme-pace-2-0")
    assert tree.css_first("h1").text() == "Pace or Pace 2.0?"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (CompareRow("weight", "Weight", "g", ["310", "312.5"], True), ["2.5 g lighter", ""]),
        (CompareRow("heel_stack", "Heel", "mm", ["20", "23"], True), ["", "3 mm higher"]),
        (
            CompareRow("retail_price", "Price", None, ["100 USD", "90 USD", None], True),
            ["", "10 USD cheaper", ""],
        ),
        (CompareRow("retail_price", "Price", None, ["100 USD", "90 EUR"], True), ["", ""]),
        (CompareRow("drop", "Drop", "mm", ["8", "6"], True), ["", ""]),
        (CompareRow("weight", "Weight", "g", ["310", "310"], False), ["", ""]),
    ],
)
def test_a_gain_stands_under_the_better_value_only_where_one_is_better(row, told):
    assert gains(row) == told


def test_a_comparison_in_short_names_at_most_two_gains_a_shoe():
    rows = [
        CompareRow("weight", "Weight", "g", ["310", "320"], True),
        CompareRow("retail_price", "Price", None, ["90 USD", "100 USD"], True),
        CompareRow("heel_stack", "Heel", "mm", ["20", "23"], True),
    ]
    told = in_short(["Samba", "Gazelle"], rows)
    assert told == "The Samba is lighter and cheaper; the Gazelle is higher under the heel."
    assert in_short(["Samba", "Gazelle"], []) == ""


@pytest.mark.parametrize(
    ("name", "letters"), [("The guide's editors", "GE"), ("Ada", "A"), ("A. de Vries", "AV")]
)
def test_who_has_no_picture_is_shown_by_initials(name, letters):
    assert initials(name) == letters


def test_the_picture_of_a_link_is_a_drawing_with_the_name(site):
    for shoe in ("acme-pace", "cobalt-stone"):
        answer = site.get(f"/cards/{shoe}.png")
        assert answer.headers["content-type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG")
    assert site.get("/cards/pace%202.0.png").status_code == 308
    image = read(site, "/shoes/acme-pace").css_first("meta[property='og:image']")
    assert image.attributes["content"].endswith("/cards/acme-pace.png")
