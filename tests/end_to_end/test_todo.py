"""Notes to the editor: what a guide lacks, what gains most first, and never on readers' pages."""

import httpx
import pytest

from solecast.build import build_guide
from solecast.faces.serve import _is_here
from solecast.publish.site import create_app

from ..serving import serving

CATALOG = "brand,model,version,colorway\nBalenciaga,Triple S,,White\nBrooks,Ghost,16,\n"
SIGNALS = "date,shoe,metric,value,source\n" + "".join(
    f"2026-0{1 + week // 4}-{1 + 7 * (week % 4):02d},Brooks Ghost 16,sales,{50 + week},Shop\n"
    for week in range(24)
)


@pytest.fixture
def guide(written):
    files = {
        "catalog/shop.csv": CATALOG,
        "signals/sales.csv": SIGNALS + "2026-06-29,Nonsense 9000,sales,5,Shop\n",
        "articles/a.md": "---\nshoe: Balenciaga Triple S\nheadline: Big\nauthor: Zoe\n---\nBig.\n",
        "authors/ana.md": "---\nname: Ana\n---\nWrites.\n",
        "facts/f.csv": "shoe,attribute,value\nBrooks Ghost 16,drop,\n",
    }
    return build_guide(written(files))


def kinds(guide, name):
    return {note.kind for note in guide.todo() if note.name == name}


def test_each_lack_is_a_note_of_its_kind(guide):
    assert kinds(guide, "Balenciaga Triple S") == {"signal", "review", "first_release"}
    assert {"review", "article", "colorway", "first_release"} <= kinds(guide, "Brooks Ghost 16")
    assert "signal" not in kinds(guide, "Brooks Ghost 16")
    assert kinds(guide, "Zoe") == {"author"}
    assert kinds(guide, "Ana") == {"picture"}
    assert kinds(guide, "Nonsense 9000") == {"link"}
    assert kinds(guide, "facts/f.csv") == {"row"}


def test_a_name_of_a_whole_brand_waits_for_nobody(written):
    whole = SIGNALS.replace("Brooks Ghost 16", "Brooks")
    guide = build_guide(written({"catalog/shop.csv": CATALOG, "signals/brand.csv": whole}))
    assert [note for note in guide.todo() if note.kind == "link"] == []


def test_what_gains_most_comes_first_and_says_what_to_do(guide):
    gains = [note.gain for note in guide.todo()]
    assert gains == sorted(gains, reverse=True)
    assert all(gain > 0 for gain in gains)
    note = next(note for note in guide.todo() if note.kind == "signal")
    assert note.shoe == "balenciaga-triple-s"
    assert note.words.startswith("No signal follows Balenciaga Triple S.")


def test_no_sentence_of_a_note_is_long(guide):
    for note in guide.todo():
        for sentence in note.words.split(". "):
            assert len(sentence.split()) <= 25, sentence


PAGES = ("/", "/shoes/balenciaga-triple-s", "/shoes/brooks-ghost-16", "/rankings/rising", "/browse")


def test_readers_never_see_notes_to_the_editor(guide):
    notes = {note.words for note in guide.todo()}
    with serving(create_app(lambda: guide)) as address:
        for path in PAGES:
            page = httpx.get(address + path, follow_redirects=True).text
            assert "/todo" not in page
            assert "signals/" not in page
            assert not any(words in page for words in notes)
        assert httpx.get(f"{address}/todo").status_code == 404


def test_the_editor_has_a_page_of_them(guide):
    with serving(create_app(lambda: guide, editor=True)) as address:
        assert 'href="/todo"' in httpx.get(f"{address}/").text
        page = httpx.get(f"{address}/todo").text
        assert "No signal follows Balenciaga Triple S." in page
        told = httpx.get(f"{address}/api/todo").json()["data"]
    assert [note["name"] for note in told] == [note.name for note in guide.todo()]


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False),  # noqa: S104
     ("192.168.1.5", False), ("guide.example", False)],
)  # fmt: skip
def test_only_whoever_sits_at_this_computer_is_the_editor(host, here):
    assert _is_here(host) is here
