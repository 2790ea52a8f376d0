"""Names are forgiving, but never guessed across a tie or across a version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.errors import AmbiguousShoe, UnknownShoe
from solecast.guide.lookup import HeldNames, words
from solecast.guide.search import search_index

SHOES = {
    "balenciaga-speed-2-0": "Balenciaga Speed 2.0",
    "balenciaga-speed-trainer": "Balenciaga Speed Trainer",
    "balenciaga-triple-s": "Balenciaga Triple S",
    "adidas-yeezy-boost-350-v2": "adidas Yeezy Boost 350 V2",
    "adidas-yeezy-boost-700": "adidas Yeezy Boost 700",
    "brooks-ghost-16": "Brooks Ghost 16",
    "brooks-ghost-17": "Brooks Ghost 17",
}
NAMES = HeldNames(
    SHOES, {"balenciaga-speed-trainer": ["sock shoe"], "brooks-ghost-16": ["Ghost 16"]}
)


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("balenciaga-speed-2-0", "balenciaga-speed-2-0"),
        ("Balenciaga Speed 2.0", "balenciaga-speed-2-0"),
        ("speed 2.0", "balenciaga-speed-2-0"),
        ("SPEED  trainer!", "balenciaga-speed-trainer"),
        ("sock shoe", "balenciaga-speed-trainer"),
        ("yeezy 350", "adidas-yeezy-boost-350-v2"),
        ("Balenciaga Tripel S", "balenciaga-triple-s"),
        ("ghost 16", "brooks-ghost-16"),
    ],
)
def test_a_name_finds_its_shoe(asked, slug):
    assert NAMES.resolve(asked) == slug


def test_an_ambiguous_name_lists_the_candidates():
    with pytest.raises(AmbiguousShoe) as caught:
        NAMES.resolve("speed")
    assert caught.value.candidates == ["Balenciaga Speed 2.0", "Balenciaga Speed Trainer"]


@pytest.mark.parametrize("asked", ["Brooks Ghost 18", "Balenciaga Speed 3.0"])
def test_another_version_is_never_taken_for_the_shoe(asked):
    with pytest.raises(UnknownShoe) as caught:
        NAMES.resolve(asked)
    assert caught.value.nearest


@given(st.text(max_size=300))
def test_any_text_is_answered_with_a_shoe_or_an_explained_error(text):
    try:
        assert NAMES.resolve(text) in SHOES
    except (UnknownShoe, AmbiguousShoe) as error:
        assert str(error).endswith(".")


def test_versions_with_a_dot_stay_whole_and_accents_fold():
    assert words("Spéed 2.0 – Triple-S") == ["speed", "2.0", "triple", "s"]


def index():
    texts = [(slug, name, 10) for slug, name in SHOES.items()]
    texts += [("balenciaga-triple-s", "chunky sole", 2), ("brooks-ghost-16", "a chunky heel", 1)]
    return search_index.load(search_index.build(SHOES, texts))


def test_a_shoe_with_all_words_comes_first():
    assert index().search("chunky balenciaga") == ["balenciaga-triple-s"]


def test_the_last_word_may_be_unfinished():
    assert set(index().search("ghos")) == {"brooks-ghost-16", "brooks-ghost-17"}


def test_a_misspelt_word_counts_as_its_neighbour():
    assert index().search("balenciga triple") == ["balenciaga-triple-s"]


def test_no_word_finds_nothing():
    assert index().search("  ") == []
    assert index().search("zzzzzz") == []


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("adidas yezy bost 350v2", "adidas-yeezy-boost-350-v2"),
        ("balen ciaga tripples", "balenciaga-triple-s"),
        ("brooksghost 17", "brooks-ghost-17"),
        ("Balençiaga Speed-Trianer", "balenciaga-speed-trainer"),
    ],
)
def test_a_name_of_split_joined_and_garbled_words_comes_first(asked, slug):
    assert index().search(asked)[0] == slug


def test_an_index_of_no_shoe_finds_nothing():
    assert search_index.load(search_index.build({}, [])).search("speed") == []
