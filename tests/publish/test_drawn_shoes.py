"""Drawings on pages: each shoe has one, as a file and in the page, for light and for dark."""

import re

from solecast.publish.site.images import drawing_of

from .little_guide import SLUGS


def test_every_shoe_has_a_drawing_with_words_for_who_does_not_see_it(little):
    for slug in SLUGS:
        card = little.cards[slug]
        assert drawing_of.drawing_words(card).startswith("Drawing of a ")
        drawn = drawing_of.drawn(card)
        assert f'aria-label="{drawing_of.drawing_words(card)}"' in drawn
        assert "style=" not in drawn


def test_a_drawing_is_tinted_by_the_newest_colorway_or_by_the_words_asked_for(little):
    card = little.cards["acme-pace"]
    assert card.colours == "Core Black"
    assert "black" in drawing_of.drawing_words(card)
    assert "red" in drawing_of.drawing_words(card, "University Red")


def test_a_drawings_file_is_kept_for_good_under_the_address_that_pages_write(site, little):
    for dark in (False, True):
        address = drawing_of.drawing_file(little.cards["acme-pace"], 96, dark)
        answer = site.get(address)
        assert answer.headers["content-type"] == "image/svg+xml"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.text.startswith("<svg ")
        assert 'width="96"' in answer.text
    stale = site.get(re.sub("v=.*", "v=old", address))
    assert stale.headers["cache-control"] == "no-cache"


def test_a_drawing_of_odd_wishes_is_still_a_drawing(site):
    for odd in ("w=99999999", "w=%C2%B2", "w=-1", "theme=<b>", "words=" + "x" * 500):
        answer = site.get(f"/drawings/acme-pace.svg?{odd}")
        assert answer.status_code == 200
        assert len(answer.content) < 6_500
    assert site.get("/drawings/nobody-knows.svg").status_code == 404
