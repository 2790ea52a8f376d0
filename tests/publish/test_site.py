"""The pages: what they show, in which order, and where their addresses lead."""

import dataclasses
import re

import pytest
from jinja2 import meta, nodes
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from solecast.publish.site.rendering import formatting
from solecast.publish.site.rendering.render import environment
from solecast.publish.site.views import VIEWS

from .page_reading import read, text

PAGES = [
    "/",
    "/rankings/rising",
    "/shoes/acme-pace-2-0",
    "/shoes/cobalt-stone",
    "/compare",
    "/compare?shoe=acme-pace",
    "/compare?shoe=acme-pace&shoe=borea-drift",
    "/browse",
    "/browse?q=zzz",
    "/brands",
    "/brands/acme",
    "/brands/cobalt",
    "/models/acme-pace",
    "/articles/acme-pace-2-0",
    "/articles/five-best",
    "/authors/ana-lima",
    "/method",
    "/sources",
    "/embed/acme-pace",
]


def names_of(template):
    """The variables that a template asks for, and the templates that it draws in."""
    source = environment().loader.get_source(environment(), template)[0]
    tree = environment().parse(source)
    drawn = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    found = meta.find_undeclared_variables(tree) - set(environment().globals)
    for part in tree.find_all(drawn):
        found |= names_of(part.template.value)
    return found - {"parts", "pieces"}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.template)
def test_a_template_asks_for_exactly_what_its_view_declares(view):
    declared = {field.name for field in dataclasses.fields(view)}
    asked = names_of(view.template)
    base = {"title", "here", "about"}
    assert asked | base == declared


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_first_heading_a_title_and_labels(site, address):
    tree = read(site, address)
    if not address.startswith("/embed"):
        assert len(tree.css("h1")) == 1
        assert tree.css_first("a.skip").attributes["href"] == "#main"
    assert tree.css_first("title").text().strip()
    for field in tree.css("input:not([type=hidden])"):
        label = tree.css_first(f"label[for={field.attributes['id']}]")
        assert label is not None
        assert label.text().strip()


@pytest.mark.parametrize("address", PAGES)
def test_ids_are_unique_and_inner_links_lead_somewhere(site, address):
    tree = read(site, address)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for link in tree.css('a[href^="#"]'):
        assert link.attributes["href"][1:] in ids


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_answers(site, address):
    tree = read(site, address)
    links = {node.attributes["href"].split("#")[0] for node in tree.css('a[href^="/"]')}
    sources = {node.attributes["src"] for node in tree.css('img[src^="/"], script[src^="/"]')}
    for link in links | sources:
        assert site.get(link).status_code == 200, link


def test_a_new_shoe_with_no_signal_is_not_called_wanted(site):
    lead = text(read(site, "/rankings/new"), ".lead")
    assert lead == "Just out or not out yet, too early for a trend."
    assert "wanted" not in lead


def test_a_forgiving_name_leads_to_the_shoe(site):
    answer = site.get("/shoes/pace%202.0?log=1")
    assert answer.status_code == 308
    assert answer.headers["location"] == "/shoes/acme-pace-2-0?log=1"


def test_an_ambiguous_name_lists_the_candidates(site):
    answer = site.get("/shoes/borea%20classic")
    assert answer.status_code == 300
    links = [node.text() for node in HTMLParser(answer.text).css(".candidates a")]
    assert links == ["Borea Drift", "Borea Drift Low"]


def test_an_unknown_name_suggests_the_nearest(site):
    answer = site.get("/shoes/acme-glide-9")
    assert answer.status_code == 404
    links = [node.text() for node in HTMLParser(answer.text).css(".candidates a")]
    assert links[0] == "Acme Pace"


def test_a_comparison_has_one_canonical_address(site):
    answer = site.get("/compare?shoe=acme-pace&shoe=pace+2.0&shoe=acme-pace&shoe=")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/compare?shoe=acme-pace&shoe=acme-pace-2-0"


def test_a_comparison_marks_differences_and_tells_unknown_from_no(site):
    tree = read(site, "/compare?shoe=acme-pace&shoe=borea-drift")
    rows = {text(row, "th"): row for row in tree.css("table.side tbody tr")}
    weight = next(row for label, row in rows.items() if label.startswith("Weight"))
    assert "differs" in weight.attributes["class"]
    plate = rows["Plate"].css("td")
    assert plate[0].css_first(".no").text() == "No"
    assert plate[1].css_first(".unknown").text() == "unknown"
    assert "100 is the highest week of Acme Pace and Borea Drift together" in text(tree)


def test_only_differences_is_a_link_that_needs_no_script(site):
    address = "/compare?shoe=acme-pace&shoe=borea-drift"
    toggle = read(site, address).css_first("#specs [data-redraw] a")
    assert "differences=1" in toggle.attributes["href"]
    tree = read(site, f"{address}&differences=1")
    assert "only-differences" in tree.css_first("table.side").attributes["class"]


def test_a_shoe_can_be_removed_from_a_comparison(site):
    tree = read(site, "/compare?shoe=acme-pace&shoe=borea-drift")
    removes = [node.attributes["href"] for node in tree.css("a.remove")]
    assert removes == ["/compare?shoe=borea-drift", "/compare?shoe=acme-pace"]


def test_a_shoe_keeps_its_colour_from_page_to_page(site):
    def colour(address):
        return read(site, address).css_first(".chosen li").attributes["class"]

    assert colour("/compare?shoe=acme-pace&shoe=borea-drift") == colour("/compare?shoe=acme-pace")


def test_a_sixth_shoe_is_left_out_and_named(site, little):
    six = "&".join(f"shoe={slug}" for slug in [*little.cards, "borea drift"])
    assert site.get(f"/compare?{six}").status_code == 302
    five = "&".join(f"shoe={slug}" for slug in little.cards)
    assert "most that one chart can keep apart" in text(read(site, f"/compare?{five}"))


def test_a_comparison_with_an_unknown_name_keeps_the_known_ones(site):
    answer = site.get("/compare?shoe=acme-pace&shoe=zzz")
    assert answer.status_code == 404
    tree = HTMLParser(answer.text)
    assert "called 'zzz'" in text(tree, ".notice")
    assert text(tree, ".chosen").startswith("Acme Pace")


def test_facets_are_links_that_set_and_clear(site):
    tree = read(site, "/browse?brand=Acme")
    lit = [node for node in tree.css(".facet a.lit") if "Acme" in node.text()]
    assert lit[0].attributes["href"] == "/browse"
    assert {node.text() for node in tree.css(".card .name")} == {"Acme Pace", "Acme Pace 2.0"}


def test_a_search_without_a_result_says_what_to_do(site):
    assert "Try fewer words" in text(read(site, "/browse?q=zzz"))


@pytest.mark.parametrize("query", ["sort=nonsense", "page=-3", "page=99999999999999", "page=x"])
def test_a_list_with_a_strange_address_is_still_a_list(site, query):
    assert read(site, f"/browse?{query}").css(".card")


def test_the_method_page_grades_earlier_forecasts(site):
    tree = read(site, "/method")
    live, tested = text(tree, "#ledger"), text(tree, "#tested")
    assert "not due yet" in live
    assert "0.82" not in live
    assert "It is no track record" in tested
    assert all(figure in tested for figure in ("0.82", "79%", "2 of 3"))


def test_only_live_calls_are_a_record_and_tests_on_the_past_are_called_so(site):
    told = text(read(site, "/rankings/rising"), ".record")
    assert "No call that this guide made has come due yet." in told
    assert "Tested on the past: the method would have made 3 calls, and 2 would" in told


def test_the_sources_page_shows_what_was_left_out_and_why(site):
    told = text(read(site, "/sources"))
    assert "line 4: no name" in told
    assert "no such brand" in told
    assert "signals/a.csv:3" in told
    assert "Perhaps about one of our shoes" in told


def test_an_embed_has_no_script(site):
    answer = site.get("/embed/acme-pace")
    assert "<script" not in answer.text
    assert "frame-ancestors *" in answer.headers["content-security-policy"]


def test_charts_come_as_svg_and_png_and_csv(site):
    assert site.get("/charts/shoes/acme-pace.svg").headers["content-type"] == "image/svg+xml"
    assert site.get("/charts/shoes/acme-pace.png?width=300").content.startswith(b"\x89PNG")
    both = site.get("/charts/compare.svg?shoe=acme-pace&shoe=borea-drift")
    assert "Borea Drift" in both.text
    csv = site.get("/shoes/acme-pace.csv").text.splitlines()
    assert csv[0].startswith("shoe,week,kind,heat")
    assert len(csv) == 1 + 130 + 52


def test_a_chart_that_cannot_be_drawn_says_why(site):
    answer = site.get("/charts/shoes/cobalt-stone.svg")
    assert answer.status_code == 400
    assert "no weekly signal to draw for Cobalt Stone" in answer.text
    assert site.get("/charts/shoes/acme-pace.gif").status_code == 400


def test_assets_with_their_version_are_kept_for_a_year(site):
    address = read(site, "/").css_first("link[rel=stylesheet]").attributes["href"]
    assert "immutable" in site.get(address).headers["cache-control"]
    assert site.get("/static/site.css").headers["cache-control"] == "no-cache"


def test_line_colours_of_page_and_chart_are_the_same(site):
    styles = site.get("/static/site.css").text
    assert re.search(r"\.line-0\{--line:#1f5aa6\}", styles)


def test_the_charting_script_is_generated_and_complete(site):
    script = site.get("/static/vega-bundle.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "window.vegaEmbed" in script.text


def test_a_rebuilt_guide_is_shown_at_once(little):
    from solecast.publish.site.desk import PageDesk

    guides = [little]
    desk = PageDesk(lambda: guides[-1])
    assert desk.guide() is little
    guides.append(object())
    assert desk.guide() is guides[-1]


@pytest.mark.parametrize(
    ("amount", "currency", "told"),
    [
        (795.0, "USD", "$795"),
        (79.5, "EUR", "€79.50"),
        (1200.0, "CHF", "1,200 CHF"),
        (None, "USD", "unknown"),
    ],
)
def test_money_is_written_with_its_currency(amount, currency, told):
    assert formatting.money(amount, currency) == told


def test_growth_that_may_be_none_is_said_to_be_so(little):
    trend = dataclasses.replace(little.shoe("acme-pace").trend, yoy_lo=-0.1)
    assert "may be no change" in formatting.yearly(trend)


def test_small_heat_keeps_a_decimal_so_that_growth_can_be_seen():
    assert [formatting.points(v) for v in (2.64, 9.96, 24.6, None)] == [
        "2.6",
        "10",
        "25",
        "unknown",
    ]


@pytest.mark.parametrize("address", ["/", "/shoes/acme-pace-2-0", "/api/shoes", "/static/site.css"])
def test_who_has_an_answer_of_this_guide_is_not_sent_it_again(site, address):
    first = site.get(address)
    again = site.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "content-security-policy" in again.headers
    assert site.get(address, headers={"If-None-Match": 'W/"older"'}).status_code == 200


def test_an_answer_that_failed_is_not_remembered(site):
    assert "etag" not in site.get("/shoes/no-such-shoe").headers
