"""Why a record is linked: a value with its data, and words that are made of it once."""

import pytest

from solecast.link.reason_words import words
from solecast.link.reasons import Reason, Why
from solecast.settings.config import Config

from .test_run import by, linked, listing, sale


def test_a_threshold_below_the_usual_one_links_what_is_less_sure():
    rows = {
        "listings": [
            listing("Acme Strider", brand="Acme", model="Strider"),
            *map(listing, ("Brooks Ghost 17", "Nike Dunk Low", "Nike Dunk High", "Hoka Bondi 8")),
        ],
        "observations": [sale("lovely acme strider")],
    }
    strict = by(linked(**rows)["links"], "kind")["observation"]
    assert (strict["shoe"], strict["runner_up"]) == (None, "acme-strider")
    loose = linked(Config(title="t", link_threshold=0.55), **rows)
    assert by(loose["links"], "kind")["observation"]["status"] == "linked"
    assert loose["observations"]["shoe"].to_pylist() == ["acme-strider"]


def test_a_link_says_why_as_a_value_and_in_words():
    tables = linked(
        listings=[listing("Balenciaga Triple S")],
        reviews=[{"title": "Balenciaga Triple S", "file": "r.md", "line": 1}],
        facts=[{"title": "zzz", "attribute": "a", "value": "b", "file": "f.csv", "line": 1}],
    )
    told = {row["kind"]: (row["why"], row["reason"]) for row in tables["links"].to_pylist()}
    assert told["review"] == ("exact", "all words agree")
    assert told["fact"] == ("unknown", "no shoe of the catalog has these words")
    assert told["listing"][0] == "listed"


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason):
    assert words(Why(reason, ("one", "two", "three")))
