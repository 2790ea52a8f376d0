"""The lexicon's files: provenance, one spelling once, and what people can count on."""

from importlib import resources

import pytest

from solecast.link import lexicon, parse_title
from solecast.link.lexicon.tokenizer import key

FILES = ("brands", "models", "colours", "genders", "noise", "collaborators", "materials",
         "variants", "prefixes", "renames", "nicknames", "common", "shades", "scripts")  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_file_states_its_provenance(name):
    text = resources.files("solecast.link.lexicon").joinpath(f"{name}.csv").read_text("utf-8")
    assert text.startswith("# Provenance: ")


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_as_many_columns_as_the_others(name):
    assert len({len(row) for row in lexicon.rows(f"{name}.csv")}) == 1


@pytest.mark.parametrize(
    ("word", "hue"),
    [("noir", "black"), ("weiß", "white"), ("rosso", "red"), ("azul", "blue"), ("groen", "green"),
     ("żółty", "yellow"), ("branco", "white"), ("черный", "black"), ("블랙", "black"),
     ("ブラック", "black"), ("crimson", "red")],
)  # fmt: skip
def test_colour_words_of_many_languages_have_one_hue(word, hue):
    assert lexicon.colours()[" ".join(key(word))] == hue


@pytest.mark.parametrize(
    ("spelling", "brand"),
    [("Найк", "Nike"), ("나이키", "Nike"), ("ナイキ", "Nike"), ("アディダス", "adidas"),
     ("Yeezy", "adidas"), ("Air Jordan", "Jordan"), ("HOKA ONE ONE", "Hoka"),
     ("NB", "New Balance")],
)  # fmt: skip
def test_brands_are_known_in_other_scripts_and_spellings(spelling, brand):
    assert lexicon.brands()[key(spelling)] == brand


def test_english_colour_words_are_not_foreign():
    assert "crimson" not in lexicon.foreign_colours()
    assert lexicon.foreign_colours()["czarny"] == "black"


def test_every_model_belongs_to_a_known_brand_and_kind():
    known = set(lexicon.brands().values())
    models = [model for owners in lexicon.models().values() for model in owners]
    assert {model.brand for model in models} <= known
    assert {model.kind for model in models} == {"retro", "sport"}


def test_renames_and_nicknames_lead_to_known_brands():
    known = set(lexicon.brands().values())
    assert {brand for brand, _ in lexicon.renames()} <= known
    assert {brand for brand, _ in lexicon.nicknames().values()} <= known


def test_no_two_models_of_a_brand_share_a_spelling_and_none_is_listed_twice():
    owners = {}
    for brand, name, _, aliases in lexicon.rows("models.csv"):
        for spelling in (name, *filter(None, aliases.split("|"))):
            words = tuple(word for word in key(spelling) if word != "air")
            # Words of other scripts are spelled in Latin letters: they may say a name again.
            mine = spelling if spelling.isascii() else name
            owner = owners.setdefault((brand, words), (name, mine))
            assert owner[0] == name, (brand, name, spelling)
            assert owner[1] is mine or not spelling.isascii(), (brand, name, spelling)


@pytest.mark.parametrize("name", ["brands", "collaborators", "variants", "materials"])
def test_no_row_hides_another(name):
    spellings = [key(row[0]) for row in lexicon.rows(f"{name}.csv")]
    assert len(set(spellings)) == len(spellings)


@pytest.mark.parametrize(
    ("title", "model", "version"),
    [("Nike Winflo 10", "Winflo", "10"), ("Nike Structure 25", "Structure", "25"),
     ("Nike Air Zoom Structure 24", "Structure", "24"), ("Nike Mars Yard", "Mars Yard", None),
     ("Nike Mars Yard 2.0", "Mars Yard 2.0", None)],
)  # fmt: skip
def test_a_running_line_is_one_model_in_all_its_years_and_a_successor_is_another(
    title, model, version
):
    parsed = parse_title(title)
    assert (parsed.model, parsed.version) == (model, version)
