"""Whose word a spec rests on: makers and laboratories, copies, and what is said twice."""

import datetime as dt

from solecast.attributes import attribute
from solecast.measure.facts.specs import agree, read_value
from solecast.measure.facts.voices import StatedValue, without_echoes


def said(name, value, source, evidence="", date=None):
    shown, unit, key = read_value(value, attribute(name))
    return StatedValue(shown, unit, source, 0.7, date, key, evidence)


def test_a_makers_figure_is_another_kind_than_a_measurement():
    told = [said("drop", "9.1 mm", "Lab"), said("drop", "6 mm", "Lab, advertised")]
    spec = agree(told, attribute("drop"))
    assert (spec.value, spec.status, spec.advertised) == ("9.1 mm", "single", "6 mm")
    assert spec.other_values == []
    alone = agree(told[1:], attribute("drop"))
    assert (alone.value, alone.advertised) == ("6 mm", None)


def test_sources_that_copy_each_other_count_once():
    words = "The shoe has an upper made of the softest leather that we have ever felt."
    copied = [said("closure", "laces", name, words) for name in ("One", "Two", "Three")]
    assert agree(copied, attribute("closure")).in_favour == 1
    own = [said("closure", "laces", name, f"laces, says {name}") for name in ("One", "Two")]
    assert agree(own, attribute("closure")).in_favour == 2
    odd = [said("drop", "9.13 mm", name) for name in ("One", "Two")]
    assert agree(odd, attribute("drop")).in_favour == 1


def test_numbers_of_several_sources_have_a_centre_and_a_spread():
    told = [said("weight", f"{grams} g", f"Lab {grams}") for grams in (240, 242, 250, 400)]
    spec = agree(told, attribute("weight"))
    assert spec.centre == 246
    assert 5 < spec.spread < 9
    assert agree(told[:1], attribute("weight")).centre is None


def test_a_value_was_last_confirmed_by_its_newest_source():
    days = [dt.date(2024, 1, 1), dt.date(2026, 1, 1), dt.date(2025, 1, 1)]
    told = [
        said("closure", value, f"S{n}", date=day)
        for n, (value, day) in enumerate(zip(("laces", "zip", "laces"), days, strict=True))
    ]
    assert agree(told[::2], attribute("drop")).confirmed == dt.date(2025, 1, 1)


def test_a_knit_upper_is_not_told_as_its_construction_again():
    stated = {
        ("s", "upper_material"): [said("upper_material", "3D knit", "A")],
        ("s", "upper_construction"): [
            said("upper_construction", "3D knit", "B"),
            said("upper_construction", "knit", "B"),
            said("upper_construction", "seamless", "B"),
        ],
    }
    left = without_echoes(stated)
    assert [s.value for s in left["s", "upper_construction"]] == ["seamless"]
