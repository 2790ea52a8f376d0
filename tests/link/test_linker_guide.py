"""A built guide as the linker's catalog: its own names lead back to their shoe and colorway."""

import pytest

from solecast import build_guide
from solecast.link import Linker

LISTINGS = """name,brand,colorway,gender,style code
adidas Yeezy Boost 350 V2 Beluga,adidas,Grey/Orange,men,
adidas Yeezy Boost 350 V2 Beluga (Infants),adidas,Grey/Orange,infant,
Nike Air Presto Off-White Black (2018),Nike,Black/Cone,men,AA3830-002
Nike Air Presto Off-White White (2018),Nike,White/Cone,men,AA3830-100
"""


@pytest.fixture(scope="module")
def linker(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guide")
    (folder / "guide.toml").write_text('title = "Test"\n', encoding="utf-8")
    (folder / "catalog.csv").write_text(LISTINGS, encoding="utf-8")
    guide = build_guide(folder)
    yield Linker(guide)
    guide.close()


@pytest.mark.parametrize(
    ("title", "colorway"),
    [
        ("adidas Yeezy 350 V2 Beluga", "adidas-yeezy-boost-350-v2--beluga"),
        ("adidas Yeezy 350 V2 Beluga (Infant)", "adidas-yeezy-boost-350-v2--beluga-infant"),
        ("Off-White x Nike Air Presto Black (2018)", "nike-air-presto--off-white-black-2018"),
        ("sneaker AA3830-100", "nike-air-presto--off-white-white-2018"),
    ],
)
def test_gender_and_collaborator_tell_a_guides_colorways_apart(linker, title, colorway):
    link = linker.link([title]).to_pylist()[0]
    assert link["colorway"] == colorway
    assert link["probability"] >= 0.95


def test_colorways_of_no_such_partner_or_wearer_are_not_guessed(linker):
    titles = ["adidas Yeezy Boost 350 V2 Beluga (Kids)", "Nike Air Presto Black (2018)"]
    links = linker.link(titles).to_pylist()
    assert [link["colorway"] for link in links] == [None, None]
    assert all(link["shoe"] for link in links)
