"""Nearest neighbours by blocks: the same as a full sort of all cosines, and bounded."""

import numpy as np

from solecast.measure.facts.nearest import nearest, unit_vectors

SHOES, FEATURES, MOST = 900, 60, 10


def drawn(shoes, seed=3):
    """Shoes with a few features each, some of which most have."""
    draw = np.random.default_rng(seed)
    chosen = (FEATURES * draw.random((shoes, 6)) ** 3).astype(int)
    return [{int(at): 1.0 for at in row} for row in chosen]


def test_neighbours_by_blocks_are_those_of_a_full_sort():
    vectors = unit_vectors(drawn(SHOES), FEATURES)
    near = nearest(vectors, 0, SHOES, MOST, 0.1)
    every = (vectors.exact @ vectors.exact.T).toarray()
    np.fill_diagonal(every, -1)
    for row in range(0, SHOES, 37):
        order = np.lexsort((np.arange(SHOES), -np.round(every[row], 9)))[:MOST]
        assert near.column[near.row == row].tolist() == order.tolist()
        assert np.allclose(near.cosine[near.row == row], every[row, order])


def test_a_stretch_of_rows_is_answered_as_within_all():
    vectors = unit_vectors(drawn(SHOES), FEATURES)
    whole, part = nearest(vectors, 0, SHOES, MOST, 0.1), nearest(vectors, 600, 700, MOST, 0.1)
    inside = (whole.row >= 600) & (whole.row < 700)
    assert part.column.tolist() == whole.column[inside].tolist()


def test_very_many_equal_shoes_have_the_first_of_them_as_neighbours():
    vectors = unit_vectors([{0: 1.0}] * 1_000, 1)
    near = nearest(vectors, 500, 502, MOST, 0.1)
    assert near.column.tolist() == list(range(MOST)) * 2
