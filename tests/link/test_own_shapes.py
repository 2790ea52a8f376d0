"""One shoe never splits and different shoes never merge, as shops write their names."""

import pytest

from .test_merging import linked, listing


def shoes(*listings):
    found = linked(*listings)
    names = dict(
        zip(found["shoes"]["shoe"].to_pylist(), found["shoes"]["name"].to_pylist(), strict=True)
    )
    return [names[slug] for slug in found["listings"]["shoe"].to_pylist()]


@pytest.mark.parametrize(
    ("brand", "one", "other"),
    [
        ("ASICS", "GEL-Kayano 28 Lite-Show", "Women's GEL-Kayano 28 Lite-Show"),
        ("Nike", "Blazer Mid 77 Jumbo", "Blazer Mid 77 Jumbo (Women's)"),
        ("New Balance", "860 v12", "860V 12"),
        ("New Balance", "860v12", "860V12"),
        ("Skechers", "Max Cushioning Elite 2.0", "Max Cushioning Elite 2 0"),
        ("Nike", "Free Run 5.0", "Free Run 50"),
        ("Jordan", "Air Jordan 1 Mid", '1 Mid SE (PS) "Elephant Print"'),
        ("adidas", "Yeezy Boost 350 V2", "Yeezy 350 Boost V2"),
        ("Jordan", "Air Jordan 1 Retro High", "Air Jordan 1 Retro Hi"),
    ],
)
def test_two_ways_to_write_a_model_are_one_shoe(brand, one, other):
    rows = [listing(text, brand=brand, model=text, line=at) for at, text in enumerate((one, other))]
    assert len(set(shoes(*rows))) == 1
    titles = [listing(f"{brand} {text}", line=at) for at, text in enumerate((one, other))]
    assert len(set(shoes(*titles))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('Yeezy 350 Boost "Pirate Black"', 'Yeezy 350 Boost V2 "Onyx"'),
        ("Hoka Clifton 10", "Hoka Clifton 1"),
        ("Nike Free Run 5.0", "Nike Free Run 3.0"),
    ],
)
def test_two_versions_are_two_shoes(one, other):
    assert len(set(shoes(listing(one), listing(other)))) == 2


@pytest.mark.parametrize(
    ("stated", "brand"),
    [("Reebok Lifestyle", "Reebok"), ("adidas Originals", "adidas"), ("Puma Golf", "Puma")],
)
def test_a_makers_division_is_the_maker(stated, brand):
    row = listing("Classic Leather", brand=stated, model="Classic Leather")
    assert linked(row)["shoes"]["brand"].to_pylist() == [brand]


def test_the_rating_of_a_row_belongs_to_the_shoe_of_that_row():
    names = ("Fanning Low", "Leather Fanning Low", "Classic Leather x Wonder Woman 1984")
    rows = [
        {"file": "r.csv", "line": at, "source": "r", "title": name, "brand": "Reef"}
        for at, name in enumerate(names, 2)
    ]
    found = linked(
        *({**row, "model": row["title"]} for row in rows),
        reviews=[{**row, "score": 80.0, "ratings": 5} for row in rows],
    )
    assert found["reviews"]["shoe"].to_pylist() == found["listings"]["shoe"].to_pylist()
    states = [row["status"] for row in found["links"].to_pylist() if row["kind"] == "review"]
    assert states == ["linked"] * 3
