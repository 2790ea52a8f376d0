"""The page of a shoe: its order, its parts, and what each says."""

import gzip
import itertools
import re

from .page_reading import read, text


def test_the_shoe_page_keeps_the_order_of_the_guide(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    assert tree.css_first("h1").text() == "Acme Pace 2.0"
    headings = [" ".join(node.text().split()) for node in tree.css("h2")]
    assert headings == [
        "The current trend of Acme Pace 2.0",
        "It bends",
        "What’s new",
        "How it became popular",
        "Alternatives",
        "Colorways",
        "Reviews",
        "Ana Lima",
        "Sources",
    ]


def test_headings_leave_out_no_level(site):
    for address in ("/shoes/acme-pace-2-0", "/shoes/borea-drift", "/shoes/cobalt-stone"):
        levels = [int(node.tag[1]) for node in read(site, address).css("h1, h2, h3, h4, h5")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_no_note_to_the_editor_stands_on_a_page(site):
    for address in ("/shoes/acme-pace-2-0", "/shoes/cobalt-stone", "/rankings/rising", "/"):
        told = text(read(site, address))
        assert "Add a" not in told
        assert "lacks" not in told
        assert not re.search(r"\b(signals|catalog|reviews)/(?!\w)", told)


def test_a_page_says_80_percent_interval_only_behind_how_we_know(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    for fold in tree.css("details"):
        fold.decompose()
    assert "80% interval" not in text(tree)


def test_a_shoe_is_drawn_with_its_swatches(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    label = tree.css_first("figure.pictured svg.shoe").attributes["aria-label"]
    assert label.startswith("Drawing of a ")
    chosen = read(site, "/shoes/acme-pace-2-0?colorway=acme-pace-2-0-white")
    current = chosen.css_first(".swatches [aria-current]")
    assert current.text() == "White"
    assert "white" in chosen.css_first("figure.pictured svg.shoe").attributes["aria-label"]


def test_four_keys_stand_at_the_top(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    assert [node.text() for node in tree.css(".keys dt")] == [
        "First released",
        "Retail price",
        "Follows",
        "Now",
    ]
    assert tree.css_first(".keys a").text() == "Pace"


def test_what_is_told_of_another_version_names_it(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    assert [node.text() for node in tree.css(".timeline .note")] == ["Told of the Pace."]


def test_numbers_of_sources_lead_to_the_sources(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    marks = {node.attributes["href"] for node in tree.css(".mark a")}
    notes = {f"#{node.attributes['id']}" for node in tree.css(".notes li")}
    assert marks
    assert marks <= notes
    first = tree.css_first("#source-1 a")
    assert first.text() == "Maker's notes"
    assert first.attributes["href"] == "https://example.org/notes"


def test_a_shoe_of_which_nothing_is_known_has_a_good_page(site):
    tree = read(site, "/shoes/cobalt-stone")
    assert [node.text() for node in tree.css("h2")] == ["The current trend of Cobalt Stone"]
    assert tree.css_first("figure.chart") is None
    assert tree.css_first(".pictured svg") is not None
    assert tree.css_first("form.picker") is not None
    assert tree.css(".empty") == []


def test_the_odds_are_shoes_to_count(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    told = re.match(r"(\d+) in (\d+) chance to grow by half", text(tree, ".odds p"))
    shoes = tree.css(".odds-shoes svg")
    assert len(shoes) == int(told[2])
    assert sum("#b23a1e" in shoe.html for shoe in shoes) == int(told[1])


def test_a_table_of_figures_stands_behind_the_chart(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    assert len(tree.css("#why .figures tbody tr")) > 20
    assert text(tree, "#why .downloads") == "Picture (PNG) Every week (CSV)"


def test_a_chart_is_drawn_for_phone_tablet_and_desk(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    picture = tree.css_first("#chart picture")
    sizes = [node.attributes.get("width") for node in picture.css("source, img")]
    assert sizes == ["350", "350", "680", "680", None, "1120"]
    for node in picture.css("source"):
        assert site.get(node.attributes["srcset"]).status_code == 200


def test_a_shoe_page_is_small(site):
    page = site.get("/shoes/acme-pace-2-0").content
    style = site.get("/static/site.css").content
    assert len(gzip.compress(page)) + len(gzip.compress(style)) < 60_000


def test_changes_stand_beside_the_predecessor_with_numbers_on_the_drawing(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    rows = {text(row, "th").strip("0123456789 "): row for row in tree.css(".against tbody tr")}
    assert text(rows["Sole"], "td:last-child").startswith("Five segments")
    assert rows["Insole"].css_first(".unknown").text() == "not stated"
    assert "the same" in text(rows["Lining"], "td:last-child")
    assert len(tree.css(".pins text")) == len(tree.css(".against .bullet")) == 1


def test_a_retail_price_in_another_currency_than_the_market_is_shown(site):
    told = text(read(site, "/shoes/borea-drift-low"), ".keys")
    assert "Retail price 640 GBP" in told


def test_the_change_that_tells_most_comes_first(little):
    changes = little.shoe("acme-pace-2-0").changes
    assert [change.attribute for change in changes] == ["sole", "lining", "insole"]


def test_two_versions_apart_says_that_one_lies_between(site):
    assert "with 1 version between them" in text(
        read(site, "/shoes/acme-pace-2-0"), "#changes .sub"
    )


def test_words_that_somebody_wrote_are_quoted_and_a_cell_is_named(site):
    tree = read(site, "/shoes/acme-pace-2-0")
    spec = tree.css_first("#fact-lining")
    assert spec.css_first("blockquote").text() == "it has terry cloth"
    assert "Maker's notes" in text(spec, "dd")
    assert "catalog/notes.csv:12" in text(spec, "dd")
    assert spec.css_first("dd a").attributes["href"] == "https://example.org/notes"
    said = tree.css("#fact-released_year li")
    cell = next(each for each in said if "A magazine" in each.text())
    assert cell.css_first("blockquote") is None
    assert "column released: 2025" in " ".join(cell.text().split())


def test_a_conflict_between_sources_is_shown(site):
    facts = {text(row, "dt"): text(row, "dd") for row in
             read(site, "/shoes/acme-pace-2-0").css(".fact-list > div")}  # fmt: skip
    assert facts["Released year"].startswith("2024 or 2025")
    assert facts["Released year"].endswith("Sources disagree.")


def test_compare_to_another_shoe_is_a_form_that_needs_no_script(site):
    form = read(site, "/shoes/acme-pace-2-0").css_first("form.picker")
    assert text(form, "label") == "Compare to another shoe:"
    assert form.attributes["action"] == "/compare"
    assert form.css_first("input[type=hidden]").attributes["value"] == "acme-pace-2-0"
    assert form.css("datalist option")


def test_switches_of_the_chart_are_links_to_the_same_page(site):
    tree = read(site, "/shoes/acme-pace-2-0?show=adjusted&log=1")
    links = {node.text(): node.attributes for node in tree.css("#why .toggles a")}
    assert set(links) == {"As it is", "Without its season", "By source", "Log scale"}
    assert "lit" in links["Without its season"].get("class", "")
    assert links["As it is"]["href"] == "/shoes/acme-pace-2-0?log=1#trend"
    assert "show=adjusted&log=1" in tree.css_first("#chart img").attributes["src"]
