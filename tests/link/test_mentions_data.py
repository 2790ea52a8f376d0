"""On the labelled posts of two forums, few mentions are wrong and few are missed."""

import pytest

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def forums():
    """The labelled forums; what is known of the check half stands in `bench/data/README.md`."""
    from bench.link_mentions import DATA, read_forums

    if not DATA.exists():
        pytest.skip("the shared data is not beside the checkout")
    return {forum.name: forum for forum in read_forums()}


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("running, dev", 0.97, 0.95), ("running, check", 0.95, 0.93), ("sneakers, dev", 0.95, 0.95)],
)
def test_mentions_are_right_and_complete(forums, name, precision, recall):
    from bench.link_mentions import catalog_of, ours, read_speller, score

    from solecast import Linker

    forum = forums[name]
    found = ours(Linker(catalog_of(forum.names)), [post.text for post in forum.posts])
    got = score(forum.posts, found, read_speller())
    assert got.precision >= precision
    assert got.recall >= recall
