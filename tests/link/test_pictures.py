"""Pictures stay with their colorway, and with who made them; no address is ever loaded."""

import socket

import pytest

from solecast import link, read
from solecast.engine import open_engine
from solecast.settings.config import Config

# The smallest bytes that begin as a picture does: nothing decodes them.
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
CATALOG = """brand,name,colorway,style_code,retail_price,image_url
Nike,Nike Air Max 90,Black,DH0001-001,120,https://shop.example/black.jpg
Nike,Nike Air Max 90,White,DH0001-100,120,"https://shop.example/w1.jpg, https://shop.example/w2.jpg"
Puma,Puma Speedcat,Red,398846-02,100,img/speedcat.jpg
"""
CREDITS = """file,credit,licence,shoe
speedcat-side.jpg,Ana Lee,CC BY 4.0,Puma Speedcat
../elsewhere/x.jpg,Ben,,Puma Speedcat
https://shop.example/black.jpg,The shop,by permission,Nike Air Max 90
../../out.jpg,Nobody,,Puma Speedcat
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """LINKED pictures of a small guide, and its reading."""
    home = tmp_path_factory.mktemp("pictures")
    files = home / "pictures"
    (files / "puma-speedcat").mkdir(parents=True)
    (home / "catalog.csv").write_text(CATALOG)
    (files / "credits.csv").write_text(CREDITS)
    for name in ("DH0001-100.jpg", "nike-air-max-90-front.jpg", "puma-speedcat/1.jpg", "12.jpg",
                 "speedcat-side.jpg"):  # fmt: skip
        (files / name).write_bytes(JPEG)
    (home / "logo.png").write_bytes(JPEG)
    config = Config(title="Test")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", None)
        raw = read.run(home, config, home / ".store")
        with open_engine("duckdb") as engine:
            linked = link.run(raw, config, engine)
    return raw, linked["pictures"].to_pylist()


def of(rows, shoe):
    return {row["picture"]: (row["colorway"], row["credit"], row["licence"]) for row in rows
            if row["shoe"] == shoe}  # fmt: skip


def test_a_colorway_keeps_what_its_listings_show_and_what_is_called_as_it(found):
    nike = of(found[1], "nike-air-max-90")
    white = "nike-air-max-90--white"
    assert nike["https://shop.example/w1.jpg"] == (white, None, None)
    assert nike["https://shop.example/w2.jpg"] == (white, None, None)
    assert nike["pictures/DH0001-100.jpg"] == (white, None, None)
    assert nike["pictures/nike-air-max-90-front.jpg"][0] is None


def test_credit_and_licence_are_those_that_a_table_states(found):
    puma = of(found[1], "puma-speedcat")
    assert puma["pictures/speedcat-side.jpg"][1:] == ("Ana Lee", "CC BY 4.0")
    assert puma["elsewhere/x.jpg"][1:] == ("Ben", None)
    assert puma["img/speedcat.jpg"][1:] == (None, None)
    assert set(puma) >= {"pictures/puma-speedcat/1.jpg"}
    assert len([row for row in found[1] if row["picture"] == "pictures/speedcat-side.jpg"]) == 1


def test_what_names_no_shoe_or_leaves_the_folder_is_quarantined(found):
    quarantined = found[0]["quarantine"].to_pylist()
    told = {(row["file"], row["reason"].split(":")[0]) for row in quarantined}
    assert told == {
        ("pictures/12.jpg", "the file's name names no shoe"),
        ("pictures/credits.csv", "the row names no picture"),
    }
    files = {row["file"]: row for row in found[0]["files"].to_pylist()}
    assert (files["logo.png"]["format"], files["logo.png"]["read"]) == ("picture", 0)
