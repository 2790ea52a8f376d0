"""same_product: what it says of pairs, and what it never says."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solecast.errors import InputError
from solecast.link.pairs.confirmed_pairs import empty_memory, recall, remember
from solecast.link.pairs.pair_tokens import parse_pair_title
from solecast.link.pairs.same_product import MODES, Mode, same_product
from solecast.link.pairs.trained_model import shipped_model
from solecast.link.pairs.trees import Trees, score_trees

HOSTILE = [
    "",
    " ",
    '"',
    '"@en',
    '""@en ""@en',
    "x" * 10_000,
    '"' * 10_000,
    "<" * 10_000,
    "1" * 10_000,
    "a1" * 5_000,
    "- " * 5_000,
    "👟🔥👟",
    "נעלי נייק אייר מקס 90",
    "حذاء نايك اير ماكس",
    "<b>Nike</b> <script>alert(1)</script> Air Max 90",
    "Nike &amp; &#x41;ir &bogus; Max",
    "\x00\ufffd\u202e",
    "나이키 에어 포스 1",
]

TITLES = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            ["Nike", "Air", "Max", "90", "II", "FG", "- Noir/", "Blanc", '"', '"@fr', "831352-001",
             "mens", "(GS)", "Puma", "evoSPEED", "1.4", "H621N-4950", "v2"]
        ),
        max_size=14,
    ).map(" ".join),
)  # fmt: skip


def one(left: str, right: str, model: Mode = "trained") -> float:
    return same_product([left], [right], model=model)[0]


@pytest.mark.parametrize("model", MODES)
def test_hostile_titles_get_a_probability(model: Mode) -> None:
    left, right = zip(*product(HOSTILE, HOSTILE), strict=True)
    answers = same_product(left, right, model=model)
    assert len(answers) == len(left)
    assert all(type(p) is float and 0 <= p <= 1 for p in answers)


@pytest.mark.parametrize("model", MODES)
@settings(max_examples=60, deadline=None)
@given(left=TITLES, right=TITLES)
def test_the_order_within_a_pair_does_not_matter(model: Mode, left: str, right: str) -> None:
    assert one(left, right, model) == one(right, left, model)


@settings(max_examples=40, deadline=None)
@given(pairs=st.lists(st.tuples(TITLES, TITLES), min_size=1, max_size=8))
def test_the_other_pairs_of_a_call_do_not_matter(pairs: list[tuple[str, str]]) -> None:
    together = same_product([a for a, _ in pairs], [b for _, b in pairs])
    assert together == pytest.approx([one(a, b) for a, b in pairs], abs=1e-6)


@pytest.mark.parametrize("model", MODES)
@pytest.mark.parametrize(
    "title",
    ["Nike Dunk Low Panda", '"Nike Air Max 1 - Noir/Blanc"@fr " Nike chaussures "@fr', "Speed 2.0"],
)
def test_a_title_is_the_same_as_itself(model: Mode, title: str) -> None:
    assert one(title, title, model) > 0.99


def test_a_title_without_words_names_nothing() -> None:
    assert same_product(["", "", "👟"], ["", "Nike Air Max 90", "👟"]) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("model", MODES)
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Brooks Ghost 16", "Brooks Ghost 17"),
        ("Balenciaga Speed", "Balenciaga Speed 2.0"),
        ("New Balance 990v5 Grey", "New Balance 990v6 Grey"),
        ("Nike Mercurial Victory V FG - White", "Nike Mercurial Victory VI FG - White"),
        ("Nike Mercurial Victory V FG - White", "Nike Mercurial Victory V SG - White"),
        ("Nike Air Force 1 Low White", "Nike Air Force 1 Low Black"),
        ("Nike Roshe One 511881-010", "Nike Roshe One 511881-023"),
    ],
)
def test_versions_soles_colours_and_codes_part_colorways(
    model: Mode, left: str, right: str
) -> None:
    assert one(left, right, model) < 0.5


@pytest.mark.parametrize("model", MODES)
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("adidas Yeezy Boost 350 V2 Zebra", "Adidas-Yeezy-Boost-350-V2-Zebra"),
        ("Nike Tiempo Legend VI FG - Black/White", '"Nike Tiempo Legend 6 FG - Nero/Bianco"@it'),
        ("Puma evoSPEED 1.4 FG Black/Yellow", '"Buty Puma evoSPEED 1.4 FG - Czarny/Żółty"@pl'),
        ("Nike Air Zoom Pegasus 33 831352-001", '"Air Zoom Pegasus 33" "Nike 831352 001 | shop"'),
        ("Air Jordan XI Retro Black Red", "Air Jordan 11 Retro Schwarz Rot"),
    ],
)
def test_spelling_language_and_numerals_do_not(model: Mode, left: str, right: str) -> None:
    assert one(left, right, model) >= 0.5


def test_mistakes_of_the_caller_are_said_in_a_sentence() -> None:
    with pytest.raises(InputError, match="got 2 left and 1 right titles"):
        same_product(["a", "b"], ["a"])
    with pytest.raises(InputError, match="no model 'best'. Choose one of: trained, cold, rules"):
        same_product(["a"], ["a"], model="best")  # type: ignore[arg-type]
    assert same_product([], []) == []


def test_memory_joins_what_decisions_join_and_knows_what_they_part() -> None:
    a, b, c, d, e = (parse_pair_title(t) for t in ("Speed", "Speed Knit", "Tess", "Run", "Fly"))
    memory = remember([a, b, a], [b, c, d], [True, True, False])
    told = recall(memory, [a, c, d, a, e], [c, d, b, e, e])
    assert told["joined"].tolist() == [3, 0, 0, 0, 0]
    assert told["apart"].tolist() == [0, 1, 1, 0, 0]
    assert recall(empty_memory(), [a], [b])["joined"].tolist() == [0]


def test_trees_answer_by_the_leaf_that_the_tests_leave() -> None:
    # One tree: x <= 1 -> 10; else y <= 5 -> 20, else 30.
    trees = Trees(
        np.array([0, 1], np.uint8),
        np.array([1, 5], np.float32),
        np.array([0, 0], np.uint16),
        np.array([0b001, 0b010], np.uint16),
        np.array([[10, 20, 30] + [0] * 13], np.float32),
    )
    rows = np.array([[1, 9], [2, 5], [2, 6]], np.float32)
    assert score_trees(trees, rows).tolist() == [10, 20, 30]
    assert score_trees(trees, rows[:0]).tolist() == []


def test_the_shipped_model_is_small_and_holds_no_title() -> None:
    model = shipped_model()
    arrays = [*model.first, *model.last, *model.memory, model.differences, *model.vocabulary[:2]]
    assert all(array.dtype.kind in "fu" for array in arrays)
    assert sum(array.nbytes for array in arrays) < 2_000_000
