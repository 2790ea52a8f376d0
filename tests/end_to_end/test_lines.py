"""Brands, models, borrowed lines and stories: from files to what a guide answers."""

import datetime as dt

import pytest

from solecast.build import build_guide
from solecast.errors import UnknownPage
from solecast.guide.words.line.outlook import part

CATALOG = """title,brand,retail_price
Balenciaga Speed Trainer,Balenciaga,695
Balenciaga Speed 2.0,Balenciaga,850
Balenciaga Triple S,Balenciaga,950
Hoka Clifton 9,Hoka,145
"""
FACTS = """shoe,attribute,value,date,source,url,confidence
Balenciaga Speed Trainer,worn_by,"Kylie Jenner, Hailey Baldwin and Future",2017-11,A paper,https://a,0.6
Balenciaga Speed Trainer,rank,no. 1 of the hottest products,2017Q3,A list,https://b,0.8
Balenciaga Speed,press,the sock that started it,2017,A magazine,https://c,0.5
Balenciaga Speed 2.0,release,in stores,Summer 2020,A shop,https://d,0.8
"""


def lines(*terms, weeks=60):
    monday = dt.date(2025, 1, 6)
    rows = ["date,shoe,metric,value,source,period"]
    for term, value in terms:
        for k in range(weeks):
            day = monday + dt.timedelta(weeks=k)
            rows.append(f"{day},{term},searches,{value + k % 7},Trends {term},week")
    return "\n".join(rows) + "\n"


def build(folder, signals):
    for name, text in {
        "guide.toml": 'title = "T"\ncurrency = "USD"\neditors = ["E"]\n',
        "catalog/shoes.csv": CATALOG,
        "facts/facts.csv": FACTS,
        **signals,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return build_guide(folder)


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    named = (
        ("Balenciaga Triple S", 40),
        ("balenciaga speed", 30),
        ("balenciaga", 50),
        ("hoka", 60),
    )
    return build(tmp_path_factory.mktemp("lines"), {"signals/search.csv": lines(*named)})


def test_own_before_model_before_brand(guide):
    assert guide.shoe("Triple S").borrowed is None
    speed = guide.shoe("Speed 2.0").borrowed
    assert (speed.kind, speed.name, len(speed.heat)) == ("model", "Balenciaga Speed", 60)
    clifton = guide.shoe("Clifton 9").borrowed
    assert (clifton.kind, clifton.name, clifton.slug) == ("brand", "Hoka", "hoka")


def test_a_borrowed_line_is_in_no_ranking_and_on_no_card(guide):
    ranked = {row["shoe"] for row in guide.rows("FROM rankings")}
    assert ranked <= {"balenciaga-triple-s"}
    card = guide.cards["balenciaga-speed-2-0"]
    assert (card.heat, card.trend, card.spark, card.anchored) == (None, None, [], False)


def test_compare_shows_a_borrowed_line_as_borrowed_and_on_no_common_scale(guide):
    comparison = guide.compare("Speed 2.0", "Triple S")
    lent, own = comparison.lines
    assert (lent.borrowed.name, lent.anchored, lent.forecast) == ("Balenciaga Speed", False, [])
    assert lent.heat == guide.model("Balenciaga Speed").heat
    assert own.borrowed is None
    assert own.heat


def test_every_brand_and_model_answers_with_or_without_a_line(guide):
    speed, triple = guide.model("Balenciaga Speed"), guide.model("triple s")
    assert [card.name for card in speed.shoes] == [
        "Balenciaga Speed Trainer", "Balenciaga Speed 2.0",
    ]  # fmt: skip
    assert len(speed.heat) == 60
    # A model's line is its own signals, and never added up from its versions'.
    assert triple.heat == []
    brand = guide.brand("balenciaga")
    assert brand.shoes[0].name == "Balenciaga Triple S"
    assert {card.name for card in brand.models} == {"Balenciaga Triple S", "Balenciaga Speed 2.0"}
    assert [one.name for one in guide.brands()] == ["Balenciaga", "Hoka"]


def test_a_name_that_is_no_brand_or_model_comes_with_the_nearest(guide):
    with pytest.raises(UnknownPage, match="is not a brand of this guide"):
        guide.brand("Bale 9")
    with pytest.raises(UnknownPage, match="is not a model of this guide"):
        guide.model("Pegasus")


def test_a_shoes_story_has_its_lines_before_it_in_order_with_whom_each_is_about(guide):
    told = [(item.when, item.label, item.about) for item in guide.shoe("Speed 2.0").story]
    assert told == [
        ("2017", "The sock that started it", "Balenciaga Speed"),
        ("Q3 2017", "No. 1 of the hottest products", "Balenciaga Speed Trainer"),
        ("November 2017", "Seen on Kylie Jenner, Hailey Baldwin and Future",
         "Balenciaga Speed Trainer"),
        ("Summer 2020", "Release: in stores", "Balenciaga Speed 2.0"),
    ]  # fmt: skip
    assert guide.shoe("Speed 2.0").story[2].url == "https://a"
    assert not any(i.about.endswith("2.0") for i in guide.shoe("Speed Trainer").story)
    assert len(guide.brand("Balenciaga").story) == 4


def test_a_brand_line_only_is_used_and_nothing_of_it_is_in_doubt(tmp_path):
    guide = build(tmp_path, {"signals/search.csv": lines(("balenciaga", 50))})
    assert guide.shoe("Triple S").borrowed.kind == "brand"
    assert guide.sources().doubtful == []
    assert guide.about().as_of == dt.date(2026, 2, 23)


def test_a_version_without_a_line_is_told_its_part_of_its_models_line():
    rows = [{"whole": 60.0, "share": share} for share in (0.3, *([0.2] * 50), 0.004)]
    assert part("Speed", [60.0] * 13, rows) == (
        "In a year the Speed as a whole is expected about where it is now. Judged by the ages of "
        "its versions alone, this one is about 30% of it now and hardly any then."
    )
    assert part("Speed", [60.0] * 13, rows[:-1]).endswith("and less then.")
