"""Which shoes are one model."""

from solecast.link.catalog.families import families


def row(shoe, model, previous=None, version=None):
    return {
        "shoe": shoe,
        "brand": "Acme",
        "model": model,
        "version": version,
        "previous": previous,
        "first_release": None,
        "earliest_colorway": None,
    }


def test_a_successor_is_of_the_same_model_where_one_name_holds_the_other():
    (one,) = families(
        [row("trainer", "Speed Trainer"), row("two", "Speed", "trainer", version="2.0")]
    )
    assert (one.model, one.shoes) == ("Speed", ("trainer", "two"))


def test_a_successor_with_a_name_of_its_own_is_another_model():
    found = families([row("max-90", "Max 90"), row("max-95", "Max 95", "max-90")])
    assert [one.shoes for one in found] == [("max-90",), ("max-95",)]
