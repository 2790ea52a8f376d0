"""Chances told as odds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.guide.words.line.odds import half_more, odds


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (0.0, "under 1 in 20"),
        (0.1, "1 in 10"),
        (0.21, "1 in 5"),
        (0.25, "1 in 4"),
        (0.27, "1 in 4"),
        (0.34, "1 in 3"),
        (0.41, "2 in 5"),
        (0.5, "1 in 2"),
        (0.66, "2 in 3"),
        (0.74, "3 in 4"),
        (0.9, "9 in 10"),
        (1.0, "over 19 in 20"),
    ],
)
def test_a_chance_is_told_as_things_to_count(chance, told):
    assert str(odds(chance)) == told


@given(st.floats(0.06, 0.94))
def test_odds_are_near_their_chance_and_never_a_certainty(chance):
    told = odds(chance)
    assert abs(told.part / told.whole - chance) < 0.08
    assert 0 < told.part < told.whole <= 10


def test_the_chance_to_grow_by_half_is_one_short_sentence():
    assert half_more(0.27) == "1 in 4 chance to grow by half within a year."
