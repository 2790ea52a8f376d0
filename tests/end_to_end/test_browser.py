"""The site in a real browser: with script, without, on a phone, by keyboard, in the dark."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SPEED, SAMBA = "balenciaga-speed-2-0", "adidas-samba"
PAGES = ["/", f"/shoes/{SPEED}", f"/shoes/{SAMBA}", f"/compare?shoe={SPEED}&shoe={SAMBA}",
         "/browse", "/brands/balenciaga", "/models/balenciaga-speed", "/articles/balenciaga",
         "/authors/the-guides-editors", "/rankings/rising", "/method", "/sources"]  # fmt: skip


def drawn(page):
    """Wait for the interactive chart and give it."""
    chart = page.locator("figure.chart[data-state=interactive] svg.marks")
    expect(chart).to_be_visible(timeout=20_000)
    return chart


def test_from_home_by_search_to_a_shoe_and_to_a_comparison_on_one_scale(tab):
    page = tab()
    page.goto("/")
    page.get_by_label("Find a shoe").fill("samba")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="adidas Samba", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("adidas Samba")
    drawn(page)

    page.get_by_label("Compare to another shoe").fill("gazelle")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    other = option.locator("span").first.inner_text()
    option.click()
    expect(page).to_have_url(re.compile(rf"/compare\?shoe={SAMBA}&shoe="))
    labels = " ".join(drawn(page).locator("text").all_text_contents())
    for word in f"Samba {other}".split():
        assert word in labels
    assert "interest, " in page.locator("#h-trend").inner_text().lower()
    expect(page.get_by_role("columnheader", name=other)).to_be_visible()


def test_from_home_to_article_author_brand_model_shoe_and_comparison(tab):
    page = tab()

    def follow(name, **options):
        page.get_by_role("link", name=name, **options).first.click()

    page.goto("/")
    headline = page.get_by_role("heading", level=1).inner_text()
    follow(headline)
    expect(page).to_have_url(re.compile("/articles/"))
    follow("The guide's editors")
    expect(page.get_by_role("heading", level=1)).to_have_text("The guide's editors")
    follow("How a couture house came to lead the sneaker lists")
    follow("All of Balenciaga")
    expect(page).to_have_url(re.compile("/brands/balenciaga$"))
    follow("Speed", exact=True)
    expect(page).to_have_url(re.compile("/models/balenciaga-speed$"))
    follow("Balenciaga Speed 2.0", exact=True)
    expect(page).to_have_url(re.compile(f"/shoes/{SPEED}$"))
    page.goto(f"/compare?shoe={SPEED}&shoe=balenciaga-triple-s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Speed 2.0 or Triple S?")


def test_on_a_phone_the_filter_is_a_sheet_from_below_that_counts(tab):
    page = tab(width=390, height=800, has_touch=True, is_mobile=True, java_script_enabled=False)
    page.goto("/browse?category=lifestyle")
    expect(page.locator("#filter")).to_be_hidden()
    page.locator("a.open-sheet").click()
    sheet = page.locator("#filter")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box["y"] + box["height"] == pytest.approx(800, abs=1)
    page.locator("a.close-sheet").click()
    expect(sheet).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens_without_an_error_or_a_broken_policy(tab, scheme):
    page = tab(color_scheme=scheme)
    for address in PAGES:
        assert page.goto(address).status == 200
        page.wait_for_load_state("networkidle")


def test_without_script_the_way_is_the_same_and_charts_are_pictures(tab):
    page = tab(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Find a shoe").fill("adidas samba")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="adidas Samba", exact=True).first.click()
    picture = page.locator("figure.chart img")
    expect(picture).to_be_visible()
    assert picture.bounding_box()["height"] > 200

    page.locator("#why > summary").click()
    page.get_by_role("link", name="Log scale").click()
    expect(page).to_have_url(re.compile("log=1"))
    assert "log=1" in page.locator("figure.chart img").get_attribute("src")

    page.get_by_label("Compare to another shoe").fill("speed 2.0")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(rf"/compare\?shoe={SAMBA}&shoe={SPEED}$"))
    page.get_by_role("link", name="Only differences").click()
    expect(page.locator("table.only-differences tr.differs").first).to_be_visible()
    expect(page.locator("tr.alike:visible")).to_have_count(0)


def test_a_switch_redraws_the_chart_in_place(tab):
    page = tab()
    page.goto(f"/shoes/{SAMBA}")
    drawn(page)
    page.locator("#why > summary").click()
    page.get_by_role("link", name="Log scale").click()
    expect(page.locator("a.lit", has_text="Log scale")).to_be_visible()
    assert "log=1" in page.url
    drawn(page)
    page.get_by_role("link", name="By source").click()
    expect(page.locator("a.lit", has_text="By source")).to_be_visible()
    drawn(page)


def test_the_week_under_the_pointer_is_told(tab):
    page = tab()
    page.goto(f"/shoes/{SAMBA}")
    chart = drawn(page)
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 3 + 3, box["y"] + box["height"] / 2)
    expect(page.locator("#vg-tooltip-element")).to_contain_text("Week of")


def test_suggestions_work_by_keyboard(tab):
    page = tab()
    page.goto("/")
    field = page.get_by_label("Find a shoe")
    field.press_sequentially("speed 2")
    expect(page.get_by_role("option").first).to_be_visible()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    field.press_sequentially(".0")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/shoes/"))


def test_the_first_tab_stop_skips_to_the_content(tab):
    page = tab()
    page.goto(f"/shoes/{SPEED}")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_fact_shows_its_source_with_one_click(tab):
    page = tab()
    page.goto(f"/shoes/{SPEED}")
    page.locator("#evidence > summary").click()
    expect(page.locator("#evidence blockquote, #evidence .origin").first).to_be_visible()


@pytest.mark.parametrize("address", PAGES)
def test_on_a_phone_nothing_is_wider_than_the_screen(tab, address):
    page = tab(width=390, height=800, has_touch=True, is_mobile=True)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


@pytest.mark.parametrize("address", PAGES)
def test_on_a_phone_every_control_is_large_enough_for_a_thumb(tab, address):
    page = tab(width=390, height=800, has_touch=True, is_mobile=True)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             'button, input:not([type=hidden]), summary, .site-menu a, .toggles a, .facet a, ' +
             '.chosen a, .offers a, .pages a, .more, .place a, .name a, .siblings a, ' +
             '.open-sheet, .downloads a')]
           .filter(e => e.checkVisibility() && e.getClientRects().length)
           .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
           .filter(([, box]) => box.height < 39.5)
           .map(([html, box]) => `${Math.round(box.height)} ${html}`)"""
    )
    assert small == []


def test_on_a_desk_a_ranking_has_a_line_for_each_shoe(tab):
    page = tab()
    page.goto("/rankings/hottest")
    lines = page.locator(".ranking .place")
    assert lines.count() > 5
    for line in lines.all()[:5]:
        name, box = line.locator(".name").bounding_box(), line.bounding_box()
        assert box["height"] < 130
        assert name["width"] > 120


def test_on_a_phone_two_shoes_stand_side_by_side(tab):
    page = tab(width=390, height=800, has_touch=True, is_mobile=True)
    page.goto(f"/compare?shoe={SPEED}&shoe={SAMBA}")
    boxes = [
        cell.bounding_box()
        for cell in page.locator("table.side tr:not(.group)").nth(1).locator("td").all()
    ]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert min(box["width"] for box in boxes) > 140
    assert boxes[1]["x"] + boxes[1]["width"] <= 390


def test_the_menu_lies_under_the_thumb_on_a_phone(tab):
    page = tab(width=390, height=800, has_touch=True, is_mobile=True)
    page.goto("/")
    box = page.locator(".site-menu").bounding_box()
    assert box["y"] + box["height"] == pytest.approx(800, abs=1)


def test_the_head_of_a_comparison_stays_in_sight(tab):
    page = tab(height=500)
    page.goto(f"/compare?shoe={SPEED}&shoe={SAMBA}")
    drawn(page)
    page.locator("table.side tbody tr").last.scroll_into_view_if_needed()
    expect(page.locator("table.side thead th").nth(1)).to_be_in_viewport()


def test_an_embedded_chart_runs_in_a_frame_without_script(tab, server):
    page = tab(java_script_enabled=False)
    page.goto(f"/embed/{SAMBA}")
    expect(page.locator("img")).to_be_visible()
    assert page.locator("script").count() == 0
