"""Kinds of titles that shops and resellers write, each taken apart: one test a kind."""

import pytest

from solecast.link import parse_title
from solecast.link.lexicon import scripts
from solecast.link.lexicon.tokenizer import words


def name(title: str, brand: str | None = None) -> tuple[str | None, str | None, str | None]:
    parsed = parse_title(title, brand)
    return parsed.brand, parsed.model, parsed.version


@pytest.mark.parametrize(
    ("title", "brand", "model"),
    [
        ("ナイキ エア マックス 720", "Nike", "Air Max 720"),
        ("ナイキエアマックス90 レディース 白", "Nike", "Air Max 90"),
        ("アディダス オリジナルス サンバ OG ホワイト", "adidas", "Samba"),
        ("나이키 덩크 로우 레트로 운동화", "Nike", "Dunk Low"),
        ("에어조던 4 레트로", "Jordan", "Air Jordan 4"),
        ("耐克空军一号 男鞋 白色", "Nike", "Air Force 1"),
    ],
)
def test_names_in_scripts_without_spaces_are_spelled_in_latin_letters(title, brand, model):
    assert name(title)[:2] == (brand, model)


def test_a_version_in_another_script_is_spelled_in_latin_letters():
    assert name("コンバース オールスター ハイ ブラック")[2] == "High"


def test_a_run_that_is_not_known_as_a_whole_stays_as_it_is_written():
    assert [word.text for word in scripts.cut("ナイキ謎", 0, 4)] == ["ナイキ謎"]
    assert [word.text for word in words("エアマックス90")] == ["air", "max", "90"]


@pytest.mark.parametrize(
    ("title", "gender"),
    [
        ("Gola Quota II (Big Kid)", "kids"),
        ("Gola Quota II (Toddler/Little Kid)", "toddler"),
        ("Saucony Kids Jazz (Little Kid)", "preschool"),
        ("Reebok Club C Little Girls Pink", "preschool"),
    ],
)
def test_the_age_of_a_child_is_no_part_of_a_name(title, gender):
    parsed = parse_title(title)
    assert parsed.gender == gender
    said = f"{parsed.model} {parsed.version} {parsed.colorway}".lower()
    assert not {"kid", "little", "big", "girls"}.intersection(said.split())


@pytest.mark.parametrize(
    ("title", "model", "colorway"),
    [
        ("Zoom Vapor AJ3 Fire Red", "Zoom Vapor AJ3", "Fire Red"),
        ("Cell Endura Solid Grey", "Cell Endura", "Solid Grey"),
        ("Cell Endura Fire - Red", "Cell Endura Fire", "Red"),
    ],
)
def test_the_shade_of_a_colour_belongs_to_the_colour(title, model, colorway):
    parsed = parse_title(title, "Travel Fox")
    assert (parsed.model, parsed.colorway) == (model, colorway)


@pytest.mark.parametrize("title", ["Beetle-36678", "Beetle - 18751", "Beetle-36678-01"])
def test_a_shops_number_is_no_part_of_a_name(title):
    parsed = parse_title(title, "Skechers")
    assert (parsed.model, parsed.version, parsed.colorway) == ("Beetle", None, None)
    assert name("adidas ZX 10000 Black")[1] == "ZX 10000"


def test_a_number_that_a_dash_ties_to_a_letter_belongs_to_it():
    assert name("Joma N-10 Pro FG - White/Black") == ("Joma", "N-10", "Pro FG")


@pytest.mark.parametrize(
    "title", ["Kith x Nonnative x New Balance 992", "New Balance 992 Kith x Nonnative"]
)
def test_a_partner_that_nobody_lists_stands_beside_the_one_that_is_known(title):
    parsed = parse_title(title)
    assert (parsed.model, parsed.collaborator) == ("992", "Kith x Nonnative")


def test_a_noun_may_part_a_model_from_its_version():
    assert name("NikeCraft Mars Yard Shoe 2.0")[2] == "2.0"


def test_how_a_shoe_is_built_does_not_tell_who_made_it():
    assert name("Slip On Tennis Shoes") == (None, None, None)
    assert name("Slip-On Checkerboard", "Vans")[:2] == ("Vans", "Slip-On")


def test_a_title_may_name_its_brand_last():
    assert name("Tênis Flyer Runner Mesh Puma", "Puma") == ("Puma", "Flyer Runner Mesh", None)


def test_a_letter_before_a_code_tells_who_wears_the_shoe():
    parsed = parse_title("Adidas Stan Smith W BB5149 Women")
    assert (parsed.gender, parsed.colorway, parsed.style_codes) == ("women", None, ("BB5149",))


@pytest.mark.parametrize(
    ("title", "brand", "said"),
    [
        ("Nike Pegasus41 White", None, ("Nike", "Pegasus", "41")),
        ("Rincon2", "Hoka", ("Hoka", "Rincon", "2")),
        ("飞马39", "Nike", ("Nike", "Pegasus", "39")),
        ("GUIDE向导14", "Saucony", ("Saucony", "Guide", "14")),
    ],
)
def test_a_number_written_to_a_name_is_its_version(title, brand, said):
    assert name(title, brand) == said


@pytest.mark.parametrize(
    "title", ["adidas Yeezy 350 V2 Boost", "adidas キャンパス 00s / Campus 00s"]
)
def test_a_name_said_again_is_no_colorway(title):
    assert parse_title(title).colorway is None
