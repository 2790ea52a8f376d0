"""The review page in a real browser: keys, buttons without script, a phone."""

import pytest
from playwright.sync_api import expect

from solecast.faces.review.docket import Docket
from solecast.faces.review.page import ReviewDesk, review_app
from solecast.guide.guide import open_guide
from solecast.link import load_decisions

from ..review.folder import PEGASUS, build
from ..review.test_page import Hosts
from ..serving import serving

pytestmark = pytest.mark.browser
ROOT = "/token/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(tmp_path_factory.mktemp("browser") / "guide")


@pytest.fixture
def server(folder):
    """The address of the review page, in place of the site's."""
    (folder / "decisions.csv").unlink(missing_ok=True)
    hosts = Hosts()
    desk = ReviewDesk(Docket(open_guide(folder), folder), folder, ROOT.strip("/"), None)
    with serving(review_app(desk, hosts)) as address:
        hosts.names = {address.removeprefix("http://")}
        yield address


def test_keys_decide_skip_and_undo(tab, folder):
    page = tab()
    page.goto(ROOT)
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_contain_text(f"Accepted: {PEGASUS}")
    assert load_decisions(folder / "decisions.csv")[0].shoe == "nike-pegasus-41"
    page.keyboard.press("s")
    expect(page.locator(".eyebrow")).to_contain_text("3 of 4")
    page.keyboard.press("u")
    expect(page.locator(".eyebrow")).to_contain_text("conflict")
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("waits again")
    assert load_decisions(folder / "decisions.csv") == []


def test_a_key_in_a_field_is_a_letter(tab, folder):
    page = tab()
    page.goto(ROOT)
    page.get_by_label("Name of another shoe").press_sequentially("ghost 16 a")
    expect(page.get_by_label("Name of another shoe")).to_have_value("ghost 16 a")
    assert load_decisions(folder / "decisions.csv") == []


def test_buttons_work_without_script(tab, folder):
    page = tab(java_script_enabled=False)
    page.goto(ROOT)
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("status")).to_contain_text(f"Rejected: {PEGASUS}")
    page.get_by_role("button", name="Undo").click()
    assert load_decisions(folder / "decisions.csv") == []
    page.get_by_label("Name of another shoe").fill("ghost 16")
    page.get_by_role("button", name="Accept it").click()
    expect(page.get_by_role("status")).to_contain_text("is brooks-ghost-16")


@pytest.mark.parametrize("address", ["", "list", "list?shoe=dunk+low"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_and_every_button_fits_a_thumb(tab, address, scheme):
    page = tab(width=390, height=800, has_touch=True, is_mobile=True, color_scheme=scheme)
    page.goto(ROOT + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heights = [box.bounding_box()["height"] for box in page.locator("button:visible").all()]
    assert min(heights) >= 40
