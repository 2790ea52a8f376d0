"""Titles are taken apart into brand, model, version, collaborator, colorway and the rest."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solecast.link import parse_title

LABELLED = Path(__file__).with_name("labelled_names.csv")


def parts(title, brand=None):
    parsed = parse_title(title, brand)
    return parsed.brand, parsed.model, parsed.version, parsed.collaborator, parsed.colorway


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Balenciaga Speed 2.0", ("Balenciaga", "Speed", "2.0", None, None)),
        ("Balenciaga Speed Trainer", ("Balenciaga", "Speed Trainer", None, None, None)),
        ("Balenciaga Track.2", ("Balenciaga", "Track", "2", None, None)),
        (
            "Adidas-Yeezy-Boost-350-V2-Core-Black-Copper",
            ("adidas", "Yeezy Boost 350", "V2", None, "Core Black Copper"),
        ),
        (
            "Adidas-Yeezy-Boost-350-Low-V2-Beluga",
            ("adidas", "Yeezy Boost 350", "V2", None, "Beluga"),
        ),
        (
            "Nike-Air-Presto-Off-White-Black-2018",
            ("Nike", "Air Presto", None, "Off-White", "Black"),
        ),
        ("Off-White x Nike Air Presto", ("Nike", "Air Presto", None, "Off-White", None)),
        ("New Balance 990v5", ("New Balance", "990", "v5", None, None)),
        ("Nike Pegasus 41 GTX", ("Nike", "Pegasus", "41 GTX", None, None)),
        ("Nike Pegasus Trail 5", ("Nike", "Pegasus Trail", "5", None, None)),
        (
            "Travis Scott x Air Jordan 1 Low",
            ("Jordan", "Air Jordan 1 Low", None, "Travis Scott", None),
        ),
        (
            "Jordan 1 Retro High OG Dark Mocha (GS)",
            ("Jordan", "Air Jordan 1 Retro High", "OG", None, "Dark Mocha"),
        ),
        ("ASICS Gel-Lyte III", ("ASICS", "Gel-Lyte III", None, None, None)),
        ("Nike Air Force 1 '07 White", ("Nike", "Air Force 1", "'07", None, "White")),
        ("Miu Miu x New Balance 530", ("New Balance", "530", None, "Miu Miu", None)),
        ("Vans ComfyCush Slip-On White", ("Vans", "ComfyCush Slip-On", None, None, "White")),
        ("Nike Air Force 1 Mid White '07", ("Nike", "Air Force 1 Mid", "'07", None, "White")),
        (
            'Nike Dunk SB Low Diamond Supply Co. "Tiffany"',
            ("Nike", "SB Dunk Low", None, "Diamond Supply Co", "Tiffany"),
        ),
        ("adidas Yeezy 1050 Hi-Res", ("adidas", "Yeezy 1050 Hi-Res", None, None, None)),
        ("Jordan 1 Flyease Royal", ("Jordan", "Air Jordan 1", "Flyease", None, "Royal")),
        ("Nike Air Force 1 Low LE Starfish", ("Nike", "Air Force 1 Low", "LE", None, "Starfish")),
        ("Converse One Star Le Fleur", ("Converse", "One Star", None, None, "Le Fleur")),
        ("Nike Dunk Low Jordan Pack", ("Nike", "Dunk Low", None, None, "Jordan Pack")),
        ("나이키 덩크 로우 화이트", ("Nike", "Dunk Low", None, None, "화이트")),
        ("ナイキ エアマックス 90 黒", ("Nike", "Air Max 90", None, None, "黒")),
        ("Кроссовки Найк Пегасус 41", ("Nike", "Pegasus", "41", None, None)),
    ],
)
def test_a_name_is_split_as_people_use_it(title, expected):
    assert parts(title) == expected


@pytest.mark.parametrize(
    ("title", "colours", "gender"),
    [
        ("Nike Damen Pegasus 41 - Schwarz/Weiß", ("black", "white"), "women"),
        ("Chaussures Nike Pegasus 41 femme noir/rose", ("black", "pink"), "women"),
        ("Scarpe Nike Pegasus 41 uomo nero/bianco", ("black", "white"), "men"),
        ("Zapatillas Nike Pegasus 41 para hombre - Azul/Amarillo", ("blue", "yellow"), "men"),
        ("Nike Pegasus 41 heren zwart/groen", ("black", "green"), "men"),
        ("Buty Nike Pegasus 41 męskie czarny/żółty", ("black", "yellow"), "men"),
        ("Sapatilhas Nike Pegasus 41 mulher preto/branco", ("black", "white"), "women"),
        ("Кроссовки Найк Pegasus 41 женские черные", ("black",), "women"),
        ("나이키 Pegasus 41 블랙", ("black",), None),
        ("ナイキ Pegasus 41 ブラック", ("black",), None),
    ],
)
def test_colours_and_gender_are_read_in_many_languages(title, colours, gender):
    parsed = parse_title(title)
    assert (parsed.brand, parsed.model, parsed.version) == ("Nike", "Pegasus", "41")
    assert parsed.colours == colours
    assert parsed.gender == gender


def test_style_code_size_year_and_noise_have_fields_of_their_own():
    parsed = parse_title("Buy Nike Dunk Low Retro White Black (2021) shoes US 9.5 DD1391-100 sale")
    assert parsed.style_codes == ("DD1391-100",)
    assert parsed.size == "US 9.5"
    assert parsed.year == 2021
    assert parsed.colorway == "White Black"
    assert {"Buy", "shoes", "sale"} <= set(parsed.noise)


@pytest.mark.parametrize(
    "code", ["831352-001", "CW2288-111", "M990GL5", "1201A906-001", "BZ0057", "U9060BPM"]
)
def test_style_codes_of_many_brands_are_found(code):
    assert parse_title(f"shoe {code} black").style_codes == (code,)


def test_spans_point_into_the_title_as_it_was_given():
    title = "<b>Nike</b> Air Max 97 Silver &amp; Gold (W)"
    parsed = parse_title(title)
    start, end = parsed.spans["brand"]
    assert title[start:end] == "Nike"
    start, end = parsed.spans["model"]
    assert title[start:end] == "Air Max 97"
    assert [title[a:b] for a, b in parsed.spans["colours"]] == ["Silver", "Gold"]
    start, end = parsed.spans["gender"]
    assert title[start:end] == "W"


def test_the_brand_column_decides_between_models_of_one_name():
    assert parse_title("Superstar", "Golden Goose").brand == "Golden Goose"
    assert parse_title("Superstar", "adidas").brand == "adidas"
    assert parse_title("Yeezy Slide Onyx", "Yeezy").brand == "adidas"


@pytest.mark.parametrize(
    ("title", "brand", "model", "version"),
    [
        ("Men's adidas Running Victriox Shoes", "Adidas CORE / NEO", "Victriox", None),
        ("MEN'S ADIDAS ORIGINALS X_PLR SHOES", "Adidas ORIGINALS", "X_PLR", None),
        ("Men's Football Nemeziz 19.3 Indoor Shoes", "adidas", "Nemeziz", "19.3 Indoor"),
        ("Unisex adidas Outdoor Terrex Daroga Water Shoes", None, "Terrex Daroga", "Water"),
    ],
)
def test_divisions_of_a_brand_name_no_model(title, brand, model, version):
    parsed = parse_title(title, brand)
    assert (parsed.brand, parsed.model, parsed.version) == ("adidas", model, version)
    assert parsed.colorway is None


def test_a_class_of_2002_is_no_year_of_release():
    parsed = parse_title("Jordan 13 Retro Carmelo Anthony Class Of 2002")
    assert (parsed.year, parsed.collaborator) == (None, "Carmelo Anthony")
    assert parse_title("Jordan 13 Retro Chicago 2017").year == 2017


def test_words_of_a_nickname_are_no_tags():
    assert parse_title("Air Jordan XXXV Bayou Boys").gender is None
    assert parse_title("Nike Dunk SB High Dinosaur Jr.").gender is None
    assert parse_title("Nike Air Max 90 white boys").gender == "kids"
    assert parse_title("Jordan 1 Low Nothing But Net (GS)").colorway == "Nothing But Net"
    assert parse_title("Nike SB Dunk Low Skate Like a Girl").gender is None
    assert parse_title("Nike Dunk SB Low Skate or Die").colours == ()


@pytest.mark.parametrize(
    "title",
    ["", " ", "🔥🔥🔥", "حذاء رياضي", "<script>alert(1)</script>", "&#0;&bogus;", "x" * 10_000,
     "(((((((", "1 2 3 4 5", "Nike " * 3_000],
)  # fmt: skip
def test_bad_titles_name_nothing_and_do_no_harm(title):
    parsed = parse_title(title)
    assert parsed.model is None or isinstance(parsed.model, str)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_spans_inside_it(title):
    spans = parse_title(title).spans
    places = [s for one in spans.values() for s in (one if isinstance(one, list) else [one])]
    assert all(0 <= start < end <= len(title) for start, end in places)


@settings(max_examples=100, deadline=None)
@given(st.permutations(["Nike", "Air", "Max", "97", "x", "Off-White", "(GS)", "2018", "/", "-"]))
def test_known_words_in_any_order_do_no_harm(words):
    assert parse_title(" ".join(words)).brand in {"Nike", "Off-White"}


def test_hand_labelled_names_are_right_in_all_fields():
    with LABELLED.open(encoding="utf-8") as lines:
        labelled = list(csv.DictReader(lines))
    wrong = [row["title"] for row in labelled if not _right(row)]
    assert len(labelled) == 200
    assert len(wrong) <= 6, wrong


def _right(row):
    parsed = parse_title(row["title"], row["brand_column"] or None)
    fields = ("brand", "model", "version", "collaborator", "colorway", "gender")
    return all((getattr(parsed, field) or "") == row[field] for field in fields)


@pytest.mark.parametrize(
    ("title", "version"),
    [("Nike Pegasus Trail 5 Trail Running Shoes", "5"), ("Salomon XT-6 trail running shoes", None)],
)
def test_the_sport_of_a_shoe_is_no_variant_of_it(title, version):
    parsed = parse_title(title)
    assert (parsed.version, parsed.colorway) == (version, None)


@pytest.mark.parametrize(
    ("title", "size", "colorway"),
    [
        ("Nike Dunk Low Panda 9.5", "9.5", "Panda"),
        ("Nike Dunk Low Panda Men's 10", "10", "Panda"),
        ("adidas Samba OG White 42 2/3", "42 2/3", "White"),
        ("adidas Samba OG White - 42", "42", "White"),
        ("Nike Dunk Low Off-White Lot 50", None, "Lot 50"),
        ("Nike Air Max 97", None, None),
        ("Air Jordan 36", None, None),
    ],
)
def test_a_bare_size_that_ends_a_title_is_a_size(title, size, colorway):
    parsed = parse_title(title)
    assert (parsed.size, parsed.colorway) == (size, colorway)


@pytest.mark.parametrize(
    ("title", "model", "collaborator"),
    [
        ("JORDAN X UNION 1 HIGH - WHITE", None, "Union"),
        ("NIKE ZOOM 004 X MMW - BLACK", "Zoom 004", "Matthew Williams"),
        ("NIKE X MMW ZOOM 004 - BLACK", "Zoom 004", "Matthew Williams"),
        ("AIR JORDAN X RETRO STEEL", "Air Jordan 10", None),
        ("Air Jordan X NYC", "Air Jordan 10", None),
        ("Jordan X Travis Scott 1 Low", None, "Travis Scott"),
    ],
)
def test_an_x_between_names_is_a_collaboration_and_no_ten(title, model, collaborator):
    parsed = parse_title(title)
    assert parsed.collaborator == collaborator
    assert parsed.model == model if model else "10" not in (parsed.model or "")


@pytest.mark.parametrize(
    ("title", "brand", "collaborator"),
    [("Gazelle Gucci", "adidas", "Gucci"), ("990v6 Grey", "New Balance", None)],
)
def test_a_model_of_one_brand_tells_it_and_a_collaborator_behind_it_does_not(
    title, brand, collaborator
):
    parsed = parse_title(title)
    assert (parsed.brand, parsed.collaborator) == (brand, collaborator)


@pytest.mark.parametrize(
    ("title", "model", "partner", "colorway"),
    [
        ("Vans Old Skool x Krink", "Old Skool", "Krink", None),
        ("Saucony Foobar x Extra Butter (Pink)", "Foobar", "Extra Butter", "Pink"),
        ("Nike Dunk Low x Verdy - Visty", "Dunk Low", "Verdy", "Visty"),
        ("Salomon X Ultra 4", "X Ultra", None, None),
        ("On Cloud X 3", "Cloud X", None, None),
    ],
)
def test_a_small_x_behind_the_name_ties_a_partner_that_no_list_knows(
    title, model, partner, colorway
):
    found = parse_title(title)
    assert (found.model, found.collaborator, found.colorway) == (model, partner, colorway)


@pytest.mark.parametrize(
    ("title", "model", "version", "colorway"),
    [
        ("adidas ZX 6000 'Dash Grey'", "ZX 6000", None, "Dash Grey"),
        ("Kyrie Low 5 Iron Grey/Sail", "Kyrie Low", "5", "Iron Grey/Sail"),
        ("adidas ZX 8000 Shock Yellow UK 5 7 8 9 10 11", "ZX 8000", None, "Shock Yellow"),
        ("Nike Air Force 1 Low '07 White'", "Air Force 1 Low", "'07", "White"),
        ("Reebok Classic Leather White Mens Shoes Size 7.5-12", "Classic Leather", None, "White"),
    ],
)
def test_nicknames_numbers_and_ranges_of_sizes_stay_what_they_are(title, model, version, colorway):
    found = parse_title(title)
    assert (found.model, found.version, found.colorway, found.size) == (
        model, version, colorway, None,
    )  # fmt: skip


def test_shop_words_without_a_brand_name_no_shoe():
    assert (
        parse_title("Men's Athletic Casual Sneakers Sports Tennis Shoes Walking Gym").model is None
    )
