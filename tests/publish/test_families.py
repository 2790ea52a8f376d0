"""Brands, models, authors and articles: pages that lead from one to the next."""

import datetime as dt

import pytest
from selectolax.lexbor import LexborHTMLParser

from solecast.guide.answers import Colorway
from solecast.publish.charts.editorial_charts.prices_over_time import prices, prices_chart
from solecast.publish.site.editorial import family_pages
from solecast.publish.site.rendering.formatting import money
from solecast.publish.site.rendering.render import render

from .test_site import read, text


def test_a_brand_shows_its_models_in_order_of_lineage(site):
    tree = read(site, "/brands/acme")
    assert tree.css_first("h1").text() == "Acme"
    assert [node.text() for node in tree.css(".chain h4")] == ["Acme Pace", "Acme Pace 2.0"]
    assert tree.css_first(".lineage h3 a").attributes["href"] == "/models/acme-pace"
    assert text(tree, ".verdict") == "2 shoes in this guide, 2 of them called Pace."


def test_a_brands_line_is_its_place_on_a_list_and_called_so(site):
    tree = read(site, "/brands/acme")
    told = text(tree, "#interest")
    assert "Interest in Acme, all products" in told
    assert "Place on A list, by quarter. Higher is hotter." in told
    assert "unlisted" in told
    assert "9th" in told
    assert "11" in text(tree, "#interest table")


def test_a_brand_without_a_line_shows_none_and_makes_no_excuse(site):
    tree = read(site, "/brands/borea")
    assert tree.css_first("#interest") is None
    assert [node.text() for node in tree.css(".beside .name")] == ["Borea Drift", "Borea Drift Low"]


def test_a_brand_of_more_shoes_than_a_page_draws_leads_to_the_list(little, monkeypatch):
    monkeypatch.setattr(family_pages, "_MOST_DRAWN", 1)
    shown = family_pages.brand_view(little, little.brand("borea"))
    assert (len(shown.alone), shown.more) == (1, 1)
    tree = LexborHTMLParser(render(shown))
    assert text(tree, '#shoes p > a[href="/browse?brand=Borea"]') == "And 1 more shoe"


def test_the_story_is_told_with_its_sources_as_no_cause(site):
    told = text(read(site, "/models/acme-pace"), "#story")
    assert "November 2024" in told
    assert "Seen on A. Singer and B. Actor" in told
    assert "need not be cause and effect" in told


def test_from_article_to_author_to_brand_to_model_to_shoe(site):
    article = read(site, "/articles/acme-pace-2-0")
    assert article.css_first(".byline a").attributes["href"] == "/authors/ana-lima"
    assert "a segmented sole" in text(article)
    author = read(site, "/authors/ana-lima")
    assert author.css_first("h1").text() == "Ana Lima"
    links = {node.attributes["href"] for node in author.css("main a")}
    assert "/articles/acme-pace-2-0" in links
    model = read(site, "/models/acme-pace")
    assert model.css_first(".eyebrow a").attributes["href"] == "/brands/acme"
    shoes = {node.attributes["href"] for node in model.css(".chain a")}
    assert shoes == {"/shoes/acme-pace", "/shoes/acme-pace-2-0"}


def test_an_article_of_several_shoes_lists_them_with_drawings(site, little):
    rows = read(site, "/articles/five-best").css("aside .rows li")
    assert len(rows) == len(little.article("five-best").shoes)
    assert all(row.css_first("img") for row in rows)


@pytest.mark.parametrize(
    "address",
    ["/brands/Acme", "/models/Acme%20Pace", "/articles/It%20bends", "/authors/Ana%20Lima"],
)
def test_a_forgiving_name_leads_to_the_page(site, address):
    assert site.get(address).status_code == 308


@pytest.mark.parametrize("kind", ["brands", "models", "articles", "authors"])
def test_an_unknown_name_is_a_page_that_says_so(site, kind):
    answer = site.get(f"/{kind}/zzzz-nobody")
    assert answer.status_code == 404
    assert "<h1" in answer.text


def _colorway(day: dt.date | None, price: float | None, name: str = "Black/Red") -> Colorway:
    return Colorway("x", name, None, [], None, None, price, "USD", day, None, [])


def test_prices_over_time_draw_what_has_a_date_and_a_price_and_count_the_rest():
    days = [dt.date(2020, 5, 1), dt.date(2021, 5, 1), dt.date(2022, 5, 1)]
    shown = [_colorway(day, 500.0 + 100 * n) for n, day in enumerate(days)]
    found = prices([("Pace", [*shown, _colorway(None, 700.0), _colorway(days[0], None)])])
    assert (len(found.drawn), found.undated) == (3, 2)
    drawn = prices_chart(found, "Prices", money)
    assert drawn.count("fluid-swatch") == 3
    assert "$700" in drawn
    assert "style=" not in drawn
    assert prices_chart(prices([("Pace", shown[:2])]), "Prices", money) == ""
