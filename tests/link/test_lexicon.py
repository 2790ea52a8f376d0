"""The lexicon's files: provenance, one spelling once, and what people can count on."""

from importlib import resources

import pytest

from solecast.link import lexicon
from solecast.link.words import key

FILES = ("brands", "models", "colours", "genders", "noise", "collaborators", "materials",
         "surfaces", "variants", "prefixes", "renames", "nicknames", "common")  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_file_states_its_provenance(name):
    text = resources.files("solecast.link").joinpath("lexicon", f"{name}.csv").read_text("utf-8")
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
