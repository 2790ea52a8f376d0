"""The review page over real HTTP: who may decide, what is shown, what a form does."""

import html
import re
import secrets

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from solecast.faces.review.page import ReviewDesk, review_app
from solecast.faces.review.request_guard import MOST_BODY
from solecast.link import load_corrections, load_decisions

from ..serving import serving
from .folder import ATTACK, DUNK, MYSTERY, PANDA, PEGASUS


class Hosts:
    """The host names of a server whose port is known only once it runs."""

    def __init__(self):
        self.names = set()

    def __contains__(self, host):
        return host in self.names


@pytest.fixture
def page(docket, folder):
    """A client of the running page; `page.root` is the path below which it answers."""
    desk = ReviewDesk(docket, folder, secrets.token_urlsafe(24), None)
    hosts = Hosts()
    with serving(review_app(desk, hosts)) as address:
        hosts.names = {address.removeprefix("http://")}
        with httpx.Client(base_url=address, headers={"origin": address}) as client:
            client.root = desk.root
            yield client


def case_id(page, name):
    listed = HTMLParser(page.get(f"{page.root}list").text)
    link = next(a for a in listed.css("a[href*='case=']") if a.text() == name)
    return link.attributes["href"].partition("case=")[2]


def decide(page, **form):
    return page.post(f"{page.root}decide", data=form)


def test_without_the_token_nothing_is_shown_or_decided(page, docket):
    case = docket.waiting()[0].id
    for root in ("/", "/wrong/", f"{page.root[:-2]}/"):
        assert page.get(root).status_code == 403
        answer = page.post(f"{root}decide", data={"case": case, "act": "reject"})
        assert answer.status_code == 403
    assert not docket.path.exists()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_a_foreign_page_cannot_decide(page, docket, origin):
    form = {"case": docket.waiting()[0].id, "act": "reject"}
    answer = page.post(f"{page.root}decide", data=form, headers={"origin": origin})
    assert answer.status_code == 403
    assert not docket.path.exists()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:80"])
def test_a_foreign_name_for_this_computer_is_refused(page, host):
    assert page.get(page.root, headers={"host": host}).status_code == 403


def test_other_methods_and_endless_forms_are_refused(page, docket):
    assert page.put(page.root).status_code == 405
    assert page.delete(f"{page.root}decide").status_code == 405
    assert decide(page, case="x" * MOST_BODY, act="reject").status_code == 413
    assert page.get(f"{page.root}decide").status_code == 405
    assert page.get("/static/../site.py").status_code in {403, 404}
    assert page.get("/static/nothing.css").status_code == 404


def test_every_answer_has_a_strict_policy_and_is_not_kept(page):
    for address in (
        page.root,
        f"{page.root}list",
        f"{page.root}?case=zz",
        "/wrong/",
        "/static/site.css",
    ):
        headers = page.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'none';")
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"


def test_what_strangers_wrote_stays_text(page):
    case = case_id(page, f"{ATTACK} speed")
    for address in (
        f"{page.root}list",
        f"{page.root}?case={case}",
        f"{page.root}list?shoe={ATTACK}",
    ):
        answer = page.get(address)
        tree = HTMLParser(answer.text)
        assert [node.attributes["src"] for node in tree.css("script")] != []
        assert all(node.attributes["src"].startswith("/static/") for node in tree.css("script"))
        assert tree.css("[onclick], [onerror], [style], style, iframe") == []
        assert html.escape("<script>alert") in answer.text or "<mark>alert</mark>" in answer.text


def test_record_and_shoe_stand_side_by_side_with_the_difference_marked(page):
    tree = HTMLParser(page.get(page.root).text)
    left, right = tree.css("tr.names td")
    assert left.text().strip() == PEGASUS
    assert right.text().strip() == "Nike Pegasus 41"
    assert [mark.text() for mark in left.css("mark")] == ["Zoom", "Foo"]
    assert "1 of 4" in tree.css_first(".eyebrow").text()
    assert "70%, perhaps" in tree.css_first("main").text()


def test_a_form_decides_and_the_next_case_comes(page, docket):
    form = {
        node.attributes["name"]: node.attributes["value"]
        for node in HTMLParser(page.get(page.root).text).css("form.verdicts input")
    }
    answer = decide(page, **form, act="accept")
    assert answer.status_code == 303
    after = page.get(answer.headers["location"]).text
    assert f"Accepted: {PEGASUS} is nike-pegasus-41." in html.unescape(after)
    assert "2 of 4" in after
    assert "1 decision saved to decisions.csv" in after
    assert [one.verdict for one in load_decisions(docket.path)] == ["accept"]


def test_a_form_corrects_a_fact(page, folder):
    form = {"shoe": "brooks ghost 16", "attribute": "retail_price", "value": "135 USD"}
    after = page.get(decide(page, **form, act="correct").headers["location"]).text
    assert "retail_price of Brooks Ghost 16 is 135 USD." in html.unescape(after)
    (kept,) = load_corrections(folder / "corrections.csv")
    assert (kept.shoe, kept.value) == ("brooks-ghost-16", "135 USD")
    answer = decide(page, **{**form, "value": "cheap"}, act="correct")
    assert answer.status_code == 400
    assert "retail_price is a number" in answer.text


def test_undo_goes_back_over_skips_and_decisions(page, docket):
    first, second = (case.id for case in docket.waiting()[:2])
    decide(page, case=first, act="reject")
    decide(page, case=second, act="skip")
    assert "3 of 4" in page.get(page.root).text
    assert decide(page, act="undo").headers["location"].endswith(second)
    assert load_decisions(docket.path) != []
    assert decide(page, act="undo").headers["location"].endswith(first)
    assert load_decisions(docket.path) == []


def test_a_record_can_be_another_shoe_a_new_one_or_none(page, docket):
    mystery, dunk = case_id(page, MYSTERY), case_id(page, DUNK)
    decide(page, case=mystery, act="accept", shoe="ghost 16")
    decide(page, case=dunk, act="none")
    assert {one.shoe for one in load_decisions(docket.path)} == {"brooks-ghost-16", ""}
    decide(page, case=mystery, act="new")
    assert "mystery-sock" in {one.shoe for one in load_decisions(docket.path)}


def test_mistakes_are_told_and_change_nothing(page, docket):
    mystery = case_id(page, MYSTERY)
    assert decide(page, case="zz", act="reject").status_code == 400
    answer = decide(page, case=mystery, act="accept", shoe="no such shoe")
    assert answer.status_code == 400
    assert "No shoe in this guide is called" in answer.text
    decide(page, case=mystery, act="burn")
    assert "named no decision" in page.get(page.root).text
    assert not docket.path.exists()


def test_a_damaged_file_of_decisions_is_told_and_not_overwritten(page, docket):
    mystery = case_id(page, MYSTERY)
    docket.path.write_text("what, is, this\n")
    for answer in (page.get(page.root), decide(page, case=mystery, act="reject")):
        assert answer.status_code == 400
        assert "line 1" in answer.text
    assert docket.path.read_text() == "what, is, this\n"


def test_a_conflict_shows_what_contradicts(page):
    text = HTMLParser(page.get(f"{page.root}?case={case_id(page, DUNK)}").text).css_first("main")
    told = [item.text() for item in text.css(".sides li")]
    assert [line.split()[0] for line in told] == ["AA1111-001", "BB2222-002"]
    assert "90 USD, catalog/other.csv:2" in told[0]


def test_a_made_link_is_rejected_from_the_links_of_its_shoe(page, docket):
    tree = HTMLParser(page.get(f"{page.root}list?shoe=dunk+low").text)
    row = next(row for row in tree.css("tbody tr") if PANDA in row.text())
    form = {i.attributes["name"]: i.attributes["value"] for i in row.css("input")}
    answer = decide(page, **form, act="reject")
    assert answer.headers["location"].endswith("list?shoe=nike-dunk-low")
    after = page.get(answer.headers["location"]).text
    assert f"Rejected: {PANDA} is not nike-dunk-low." in after
    assert PANDA not in HTMLParser(after).css_first("table").text()


def test_a_decision_is_taken_back_from_the_list(page, docket):
    decide(page, case=case_id(page, MYSTERY), act="none")
    tree = HTMLParser(page.get(f"{page.root}list").text)
    form = tree.css_first("section form")
    fields = {i.attributes["name"]: i.attributes["value"] for i in form.css("input")}
    decide(page, **fields, act="forget")
    assert load_decisions(docket.path) == []


def test_the_end_says_what_comes_next(page, docket):
    for case in docket.waiting():
        decide(page, case=case.id, act="none")
    told = re.sub(r"\s+", " ", HTMLParser(page.get(page.root).text).css_first("main").text())
    assert "All decided" in told
    assert "4 decisions saved to decisions.csv; run: solecast build" in told


def test_reject_speaks_of_the_shoe_that_is_shown(page, docket):
    case = docket.find(case_id(page, PEGASUS))
    other = next(slug for slug in docket.guide.cards if slug != docket.nearest(case).shoe)
    decide(page, case=case.id, act="reject", shoe=other)
    assert [(one.shoe, one.verdict) for one in load_decisions(docket.path)] == [(other, "reject")]
