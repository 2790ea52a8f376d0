"""Pages that are kept in memory: the same to a reader, and never of a guide that is gone."""

import threading

import httpx
import pytest

from solecast.publish.site import create_app, kept_pages

from ..serving import serving
from . import little_guide


class Shelf:
    """Two guides, of which one is served; looking up a shoe waits where it is told to."""

    def __init__(self, *guides):
        self.guides = list(guides)

    def current(self):
        return self.guides[0]

    def swap(self):
        self.guides.reverse()


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    return little_guide.write(tmp_path_factory.mktemp("other"), " (second)")


@pytest.fixture
def shelf(little, other):
    return Shelf(little, other)


@pytest.fixture
def asked(shelf):
    with (
        serving(create_app(shelf.current, editor=True)) as address,
        httpx.Client(base_url=address, timeout=20) as client,
    ):
        yield client


@pytest.fixture
def looked_up(little, monkeypatch):
    """The names of shoes whose pages were made, in order."""
    names, make = [], little.shoe
    monkeypatch.setattr(little, "shoe", lambda name: (names.append(name), make(name))[1])
    return names


def test_a_page_is_made_once_and_comes_again_with_the_same_headers(asked, looked_up):
    first, again = asked.get("/shoes/acme-pace"), asked.get("/shoes/acme-pace")
    assert looked_up == ["acme-pace"]
    assert first.content == again.content
    told = [{k: v for k, v in page.headers.items() if k != "date"} for page in (first, again)]
    assert told[0] == told[1]


def test_a_kept_page_answers_head_without_its_body(asked, looked_up):
    page, head = asked.get("/shoes/acme-pace"), asked.head("/shoes/acme-pace")
    assert head.headers["content-length"] == str(len(page.content))
    assert not head.content
    assert asked.get("/shoes/acme-pace").content == page.content


def test_a_page_names_the_host_that_asked(asked):
    first = asked.get("/shoes/acme-pace").text
    other = asked.get("/shoes/acme-pace", headers={"host": "shoes.example"}).text
    assert "http://shoes.example/embed/acme-pace" in other
    assert "shoes.example" not in first


@pytest.mark.parametrize("address", ["/", "/shoes/acme-pace", "/browse", "/api/shoes/acme-pace"])
def test_after_a_rebuild_no_page_of_the_old_guide_is_shown(asked, shelf, address):
    old = asked.get(address)
    shelf.swap()
    new = asked.get(address, headers={"if-none-match": old.headers["etag"]})
    assert new.status_code == 200
    assert "(second)" in new.text
    shelf.swap()
    assert asked.get(address).text == old.text


def test_a_page_that_a_rebuild_overtook_is_not_kept(asked, shelf, little, monkeypatch):
    """The request came under the old guide's tag; whichever guide answers, it is asked anew."""
    began, swapped, make = threading.Event(), threading.Event(), little.shoe

    def slow(name):
        began.set()
        swapped.wait(10)
        return make(name)

    monkeypatch.setattr(little, "shoe", slow)
    with httpx.Client(base_url=asked.base_url, timeout=20) as client:
        reader = threading.Thread(target=client.get, args=("/shoes/acme-pace",))
        reader.start()
        assert began.wait(10)
        shelf.swap()
        swapped.set()
        reader.join(20)
    assert "(second)" in asked.get("/shoes/acme-pace").text


@pytest.mark.parametrize("address", ["/todo", "/api/todo"])
def test_notes_to_the_editor_are_kept_by_nobody(asked, little, monkeypatch, address):
    times, make = [], little.todo
    monkeypatch.setattr(little, "todo", lambda: (times.append(1), make())[1])
    assert asked.get(address).headers["cache-control"] == "no-store"
    asked.get(address)
    assert len(times) == 2


def test_what_is_no_page_is_not_kept(asked, looked_up):
    for _ in range(2):
        assert asked.get("/shoes/no-such-shoe").status_code == 404
        assert asked.post("/shoes/acme-pace").status_code == 405
    assert looked_up == ["no-such-shoe"] * 2


def test_the_oldest_pages_go_when_memory_is_short(asked, looked_up, monkeypatch):
    size = len(asked.get("/shoes/acme-pace").content)
    monkeypatch.setattr(kept_pages, "MOST_BYTES", int(2.5 * size))
    for n in range(3):
        asked.get(f"/shoes/acme-pace?n={n}")
    looked_up.clear()
    asked.get("/shoes/acme-pace?n=2")
    assert not looked_up
    asked.get("/shoes/acme-pace?n=0")
    assert looked_up == ["acme-pace"]
