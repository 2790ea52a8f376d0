"""Guides of files like those of strangers have the shoes that `expect.md` beside them says."""

import shutil

import pytest

from solecast.build import build_guide

from ..read.conftest import DATA

pytestmark = pytest.mark.data
FIELD = DATA.parent / "field"

SHOES = {
    "01-shopify-csv-export": "Air Jordan 4; New Balance 990v6; Nike Dunk Low",
    "03-model-column-is-a-number": "Air Jordan 1 Low; Nike Air Max 90",
    "11-yeezy-350-boost-v2": "adidas Yeezy Boost 350; adidas Yeezy Boost 350 V2",
    "13-repeated-header-rows": "adidas Yeezy Boost 350 V2; Air Jordan 1 Retro High; Nike Dunk Low",
    "15-no-header": "adidas Samba; Nike Air Force 1 Low; Nike Air Huarache Ultra; Nike Air Max 95; "
    "Nike Dunk Low",
    "17-gender-in-model-column": "Air Jordan 1 Mid; ASICS GEL-Kayano 28 Lite-Show; "
    "Nike Blazer Mid 77 Jumbo",
    "19-collaboration-x-is-not-ten": "Air Jordan 1 Retro High; Nike Zoom 004",
}


@pytest.fixture
def built(tmp_path):
    """Build a guide of one folder's files."""
    if not FIELD.is_dir():
        pytest.skip("../shared/field is not beside this checkout")

    def build(case):
        shutil.copytree(FIELD / case, tmp_path / case, ignore=shutil.ignore_patterns("*.md"))
        (tmp_path / case / "guide.toml").write_text('title = "T"\n')
        return build_guide(tmp_path / case)

    return build


def names(guide):
    return {card.name for card in guide.cards.values()}


@pytest.mark.parametrize("case", SHOES)
def test_a_catalog_has_just_its_shoes(case, built):
    assert names(built(case)) == set(SHOES[case].split("; "))


def test_a_rating_belongs_to_the_shoe_of_its_row(built):
    guide = built("08-own-rating-not-linked")
    assert "Reef Fanning Low" in names(guide)
    assert guide.sources().counts.get("unlinked", 0) == 0


def test_stacked_trends_follow_the_shoes_of_the_catalog(built):
    guide = built("09-trends-of-several-countries")
    assert names(guide) == {"adidas Gazelle", "adidas Samba", "Air Jordan 4", "Nike Dunk Low"}
    assert {file.file: file.linked for file in guide.sources().files}["trends.csv"] == 6
