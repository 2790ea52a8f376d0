"""What changed since the previous version."""

from hypothesis import given
from hypothesis import strategies as st

from solecast.measure.facts.changes import changes, compare
from solecast.measure.facts.specs import specs

from .linked import ENGINE, fact, linked, shoe


def found(before, after):
    facts = [fact("b-speed-trainer", *f) for f in before] + [fact("b-speed-2", *f) for f in after]
    shoes = [shoe("b-speed-trainer"), shoe("b-speed-2", previous="b-speed-trainer")]
    tables = linked(shoes=shoes, facts=facts)
    return changes(tables, specs(tables, ENGINE)).to_pylist()


def by_attribute(before, after):
    return {row["attribute"]: row for row in found(before, after)}


def test_what_only_one_version_states_is_unknown_and_never_removed():
    rows = by_attribute([("closure", "slip-on")], [("lining", "terry cloth")])
    assert rows["closure"]["change"] == rows["lining"]["change"] == "unknown"
    assert rows["closure"]["after"] is None
    assert rows["lining"]["before"] is None


def test_a_difference_of_numbers_is_said_in_words():
    rows = by_attribute(
        [("weight", "10 oz"), ("drop", "10mm"), ("retail_price", "$595")],
        [("weight", "250 g"), ("drop", "8 mm"), ("retail_price", "$625")],
    )
    assert rows["weight"]["after"] == "250 g (33.5 g lighter)"
    assert rows["drop"]["after"] == "8 mm (2 mm lower)"
    assert rows["retail_price"]["after"] == "$625 (USD 30 dearer)"


def test_one_value_in_two_units_is_the_same():
    assert by_attribute([("weight", "10 oz")], [("weight", "283 g")])["weight"]["change"] == "same"


def test_prices_in_two_currencies_cannot_be_compared():
    rows = by_attribute([("retail_price", "$595")], [("retail_price", "£595")])
    assert rows["retail_price"]["change"] == "unknown"


def test_where_sources_dispute_the_very_value_nobody_knows():
    rows = by_attribute(
        [("cut", "mid", "shop"), ("cut", "mid", "lab"), ("cut", "low", "press")],
        [("cut", "low"), ("cut", "low", "shop")],
    )
    assert rows["cut"]["change"] == "unknown"


def test_changes_come_first_and_the_sole_before_the_release_date():
    order = [
        (row["attribute"], row["change"])
        for row in found(
            [("release_date", "2016"), ("sole_feature", "one piece"), ("cut", "high")],
            [
                ("release_date", "Summer 2020"),
                ("sole_feature", "five segments"),
                ("cut", "High"),
                ("lining", "terry cloth"),
            ],
        )
    ]
    assert order == [
        ("sole_feature", "changed"),
        ("release_date", "changed"),
        ("cut", "same"),
        ("lining", "unknown"),
    ]


def test_a_shoe_without_a_previous_version_has_no_changes():
    tables = linked(shoes=[shoe("b-speed")], facts=[fact("b-speed", "cut", "low")])
    assert changes(tables, specs(tables, ENGINE)).num_rows == 0


NAMES = st.sampled_from(["cut", "weight", "lining", "retail_price", "stiffness"])
FACTS = st.lists(st.tuples(NAMES, st.sampled_from(["1", "2 g", "$3", "low", "mesh"])), max_size=6)


@given(FACTS, FACTS)
def test_every_attribute_of_either_version_has_one_row(before, after):
    rows = [fact("a-old", *f) for f in before] + [fact("a-new", *f) for f in after]
    agreed = specs(linked(facts=rows), ENGINE)
    compared = compare(agreed.get("a-old", {}), agreed.get("a-new", {}))
    names = [row["attribute"] for row in compared]
    assert sorted(names) == sorted({name for name, _ in before + after})
    for row in compared:
        one_sided = row["before"] is None or row["after"] is None
        assert (row["change"] == "unknown") or not one_sided
