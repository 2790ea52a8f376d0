"""A shoe's life stands beside those of the versions before it, by weeks since release."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from solecast.guide.answers import to_data
from solecast.guide.life_lines import lives
from solecast.guide.words.line.life_words import beside, shape
from solecast.publish.site.shoe.lives_drawn import lives_drawn

BORN = {"run-2": dt.date(2025, 6, 2), "run-1": dt.date(2024, 6, 3)}
BEFORE = {"run-2": "run-1", "run-1": None}


def rows(decay, scale="joint", born=BORN, first=0):
    """A stand-in for a guide's queries: weekly heat of two versions from week `first` on."""

    def query(sql, slug):
        if "FROM shoes" in sql:
            day = born[slug]
            release = {"first_release": day, "first_release_end": day, "earliest_colorway": None}
            return [{"shoe": slug, "name": f"Acme {slug}", "brand": "Acme"} | release
                    | {"previous": BEFORE[slug]}]  # fmt: skip
        size, kept, weeks = decay[slug]
        line = {"open": False, "scale": scale, "anchored": scale is not None}
        return [
            line | {"week": BORN[slug] + dt.timedelta(weeks=w), "heat": size * kept ** (w / 20)}
            for w in range(first, weeks)
        ]

    return query


class Told:
    """A guide that tells only of shoes and their heat."""

    def __init__(self, query):
        self.query = query

    def parts(self, slug, parts):
        assert parts == ("shoes", "heat")
        heat = [{"partial": False, **row} for row in self.query("FROM heat", slug)]
        return {"shoes": self.query("FROM shoes", slug), "heat": heat}


def of(query, slug):
    guide = Told(query)
    page = guide.parts(slug, ("shoes", "heat"))
    return lives(guide, page["shoes"][0], page["heat"])


def test_on_one_scale_heights_compare():
    found = of(rows({"run-2": (40, 0.5, 21), "run-1": (20, 0.5, 60)}), "run-2")
    assert found.joint
    assert found.words == "In week 20 it draws twice what the run-1 did in its week 20."
    assert [(life.shoe, len(life.points)) for life in found.lives] == [("run-2", 21), ("run-1", 60)]
    assert to_data(found)["lives"][0]["points"][0] == {"week": 0, "value": 40.0}


def test_on_scales_of_their_own_shapes_compare():
    found = of(rows({"run-2": (40, 0.3, 21), "run-1": (20, 0.5, 60)}, None), "run-2")
    assert not found.joint
    assert found.words == "By week 20 it kept a third of its first month; the run-1 kept half."
    assert sum(p.value for p in found.lives[1].points[:4]) == pytest.approx(4)


def test_behind_a_gap_that_nothing_bridges_sizes_do_not_compare():
    plain = rows({"run-2": (40, 0.5, 21), "run-1": (20, 0.5, 60)}, None)

    def parted(sql, slug):
        found = plain(sql, slug)
        for row in found if "FROM heat" in sql and slug == "run-2" else ():
            week = (row["week"] - BORN[slug]).days // 7
            row |= {"open": 12 <= week < 16, "heat": row["heat"] / (5 if week >= 16 else 1)}
        return found

    found = of(parted, "run-2")
    assert len(found.lives[0].points) == 12
    assert found.words.startswith("By week 11 it kept three quarters of its first month")


@pytest.mark.parametrize(
    ("guide", "slug"),
    [
        (rows({"run-2": (40, 0.5, 21), "run-1": (20, 0.5, 60)}), "run-1"),
        (rows({"run-2": (40, 0.5, 21), "run-1": (20, 0.5, 60)}, first=10), "run-2"),
        (rows({"run-2": (40, 0.5, 21), "run-1": (20, 0.5, 60)}, born=BORN | {"run-1": None}),
         "run-2"),
        (rows({"run-2": (40, 0.5, 3), "run-1": (20, 0.5, 60)}), "run-2"),
    ],
)  # fmt: skip
def test_a_life_without_an_earlier_one_or_a_first_month_is_not_shown(guide, slug):
    assert of(guide, slug) is None
    assert lives_drawn(None) is None


def test_the_chart_names_each_life_and_says_what_it_shows():
    found = of(rows({"run-2": (40, 0.5, 21), "run-1": (20, 0.5, 60)}, None), "run-2")
    drawn = lives_drawn(found)
    assert drawn.title == "Its life beside earlier ones"
    assert all(f">{name}<" in drawn.chart for name in ("run-2", "run-1", "week 0", "week 59"))
    assert "nan" not in drawn.chart


def test_shares_are_drawn_as_ratios_so_that_one_that_grew_leaves_the_others_a_shape():
    found = of(rows({"run-2": (40, 0.5, 21), "run-1": (20, 0.5, 60)}, None), "run-2")
    points = [replace(p, value=p.value and p.value * 20) for p in found.lives[1].points]
    grown = replace(found, lives=[found.lives[0], replace(found.lives[1], points=points)])
    drawn = lives_drawn(grown).chart
    assert all(f">{words}<" in drawn for words in ("first month", "half", "10 times"))
    own = [float(y) for _, y in re.findall(r"([\d.]+) ([\d.]+)", drawn.split("<path")[2])]
    assert max(own) - min(own) > 20


@pytest.mark.parametrize("mine", [0.0, 0.1, 0.3, 0.6, 0.9, 1.0, 1.2, 1.5, 2.0, 5.0])
def test_the_words_are_whole_sentences_at_any_size(mine):
    for made in (beside(20, mine, 1.0, "8"), shape(20, mine, 0.5, "8")):
        assert made.endswith(".")
        assert len(made.split()) <= 25
        assert "  " not in made
