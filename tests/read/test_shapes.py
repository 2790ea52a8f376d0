"""Tables of broken and unusual shapes are read as what they are, and the report says so."""

import json

import pytest

from .stated import only, reasons, rows


def titles(reading):
    return [row["title"] for row in rows(reading, "listings")]


def test_rows_that_repeat_the_header_are_quarantined(read_one):
    content = "name,brand,price\nSamba,adidas,90\nname,brand,price\nGazelle,adidas,95\n"
    reading = read_one("x.csv", content)
    assert titles(reading) == ["Samba", "Gazelle"]
    assert reasons(reading) == ["the row repeats the header"]


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("Nike Dunk Low Panda,135\nSamba OG White,130\nAir Max 95 Pink,150\n", "title,price"),
        ("Dunk Low,https://x.example/1,9.5\nSamba OG,https://x.example/2,8\n", "title,url,size"),
        (
            "1766778671;gazelle;Sneaker;43.0;100.0\n1766778672;old skool;Skate;41.0;75.0\n",
            "-,title,-,size,price",
        ),
        ("DD1391-100;Dunk Low;110,00\nFZ5000-001;adidas Samba;99,50\n", "style code,title,price"),
    ],
)  # fmt: skip
def test_a_table_without_a_header_is_read_by_its_cells(content, columns, read_one):
    reading = read_one("x.csv", content)
    assert len(titles(reading)) == content.count("\n")
    assert f"no header line; it was read as: {columns}" in reading.note


@pytest.mark.parametrize("header", ["", "Name\n", "Sneaker\n"])
def test_a_list_of_names_is_a_catalog(header, read_one):
    reading = read_one("x.txt", f"{header}Nike Dunk Low Panda\nadidas Samba OG\nNew Balance 550\n")
    assert titles(reading) == ["Nike Dunk Low Panda", "adidas Samba OG", "New Balance 550"]


def test_prose_is_no_list_of_names(read_one):
    reading = read_one("x.txt", "We went to the shop.\nIt was closed.\nWe came home again.\n")
    assert reading.format == "unknown"


def test_a_list_of_products_may_stand_under_any_key(read_one):
    content = json.dumps({"page": {"newArrivals": [{"name": "Kobe 5", "price": 180}] * 1}})
    assert titles(read_one("x.json", content)) == ["Kobe 5"]


@pytest.mark.parametrize(
    "content",
    [
        '{"name":"Dunk Low","price":100}\n{"name":"Samba OG","price":90}\n',
        '[{"name":"Dunk Low","price":100}]\n[{"name":"Samba OG","price":90}]',
        '{"dunk":{"name":"Dunk Low","price":100},"samba":{"name":"Samba OG","price":90}}',
        '{"data":{"edges":[{"node":{"name":"Dunk Low","price":100}},'
        '{"node":{"name":"Samba OG","price":90}}]}}',
    ],
    ids=["lines", "two lists", "by key", "edges"],
)
def test_records_are_found_in_json_of_many_shapes(content, read_one):
    found = rows(read_one("x.json", content), "listings")
    assert [(row["title"], row["price"]) for row in found] == [("Dunk Low", 100), ("Samba OG", 90)]


def test_a_broken_line_of_json_takes_no_other_with_it(read_one):
    reading = read_one(
        "x.json", '{"name":"Dunk","price":1}\n{"name": oops}\n{"name":"Samba","price":2}\n'
    )
    assert titles(reading) == ["Dunk", "Samba"]
    assert "no JSON and were left out" in reading.note


@pytest.mark.parametrize(
    "sizes",
    [
        [{"size": "8.5", "price": "$974"}, {"size": "9", "price": "$1,493"}],
        {"8.5": 974, "9": 1493},
        {"stockX": {"8.5": 974, "9": 1493}},
        [{"us_size": 8.5, "lowest_ask": 974, "id": 1}, {"us_size": 9, "lowest_ask": 1493, "id": 2}],
    ],
    ids=["list", "object", "by site", "asks"],
)
def test_sizes_with_their_prices_are_listings(sizes, read_one):
    content = json.dumps(
        [{"product_name": "Air Jordan 4", "brand": "Jordan", "price_and_size": sizes}]
    )
    found = rows(read_one("x.json", content), "listings")
    assert [(row["size"], row["price"]) for row in found] == [("8.5", 974), ("9", 1493)]


def test_traits_in_json_are_columns(read_one):
    traits = [{"name": "Style", "value": "DD1391-100"}, {"name": "Retail Price", "value": "110"}]
    listing = only(
        read_one("x.json", json.dumps([{"title": "Dunk Low", "brand": "Nike", "traits": traits}])),
        "listings",
    )
    assert (listing["style_code"], listing["retail_price"]) == ("DD1391-100", 110)


@pytest.mark.parametrize(
    "title",
    ["Nike Sportswear Club Hoodie", "Jordan x Union T-Shirt - White", "Gift Card",
     "Kapuzenpullover", "Crep Protect Cleaning Kit", "Felpa con cappuccio", "Футболка Nike",
     "Sac à dos adidas",
     "Jordan Jumpman Cap", "Camiseta Nike Dri-FIT"],
)  # fmt: skip
def test_other_goods_are_known_by_their_title(title, read_one):
    reading = read_one("x.csv", f"name,price\n{title},50\nNike Dunk Low Panda,110\n")
    assert titles(reading) == ["Nike Dunk Low Panda"]
    assert reasons(reading)[0].startswith("not a shoe: it is a ")


@pytest.mark.parametrize(
    "title",
    ["Nike Sock Dart", "adidas Ultra Boost 1.0 SNS Tee Time", 'Air Jordan 1 Mid "Varsity Jacket"',
     "adidas Yeezy Slide Pure", "Men's Running Shoes", "Balenciaga Speed Knit Sock Sneaker",
     "Nike SB Dunk Low Elite Medicom Bearbrick"],
)  # fmt: skip
def test_shoes_with_words_of_other_goods_are_shoes(title, read_one):
    assert only(read_one("x.csv", f"name;price\n{title};50\n"), "listings")["title"] == title


def test_clothes_are_known_by_sizes_among_numbered_ones(read_one):
    content = "name,size,price\nNike Dunk Low,9.5,110\nNike Heritage 86,M,30\n"
    assert titles(read_one("x.csv", content)) == ["Nike Dunk Low"]


def test_an_equal_row_is_one_and_a_total_is_none(read_one):
    content = "name,brand,price\nSamba,adidas,90\nSamba,adidas,90\nTotal,,180\n"
    assert reasons(read_one("x.csv", content)) == [
        "the row repeats an earlier one",
        "the row is a total",
    ]


def test_an_inner_column_of_json_is_named_after_what_it_is_of(read_one):
    content = (
        '[{"model": "Dunk High", "brand": "Nike", "size": {"us": 11, "eur": 45}, "price": 3500},'
        ' {"model": "Campus", "brand": "adidas", "size": {"us": 9.5, "eur": 43.5}, "price": 2900}]'
    )
    found = rows(read_one("x.json", content), "listings")
    assert [(row["price"], row["size"]) for row in found] == [(3500, "11"), (2900, "9.5")]


def test_models_under_their_brands_are_shoes_each(read_one):
    content = (
        '{"version": 1, "groups": [{"id": "nike", "brand": "Nike", "models": [{"id": "dunk",'
        ' "name": "Dunk"}, {"id": "am95", "name": "Air Max 95"}]}, {"id": "nb", "brand":'
        ' "New Balance", "models": [{"id": "nb-530", "name": "530"}]}]}'
    )
    found = rows(read_one("x.json", content), "listings")
    named = [(row["brand"], row["title"]) for row in found]
    assert named == [("Nike", "Dunk"), ("Nike", "Air Max 95"), ("New Balance", "530")]


def test_lists_of_one_name_under_several_keys_are_one(read_one):
    content = (
        '{"jordan": {"models": [{"name": "Air Jordan 1", "year": 1985}]},'
        ' "kobe": {"models": [{"name": "Kobe 4", "year": 2009}]}}'
    )
    assert titles(read_one("x.json", content)) == ["Air Jordan 1", "Kobe 4"]


def test_colorways_with_prices_of_their_own_are_each_one(read_one):
    content = (
        '[{"name": "Air Jordan 1", "style_code": "BQ4422", "original_price": 65, "colorways":'
        ' [{"name": "Bred", "retail": 65, "release_date": "1985-04"}, {"name": "Off-White",'
        ' "retail": 190, "release_date": "2017-09-09", "palette": {"upper": "#c8102e"}}]}]'
    )
    found = rows(read_one("x.json", content), "listings")
    assert [(row["colorway"], row["retail_price"]) for row in found] == [
        ("Bred", 65),
        ("Off-White", 190),
    ]
    said = [one for row in found for one in row.get("attributes", ())]
    assert not any("style_code" in row for row in found)
    assert said == [{"attribute": "release_date", "value": "1985-04"}]


def test_pairs_for_sale_with_one_sold_are_a_catalog(read_one):
    content = (
        "model,brand,subtitle,price,status,soldAt\n"
        'Air Jordan 1,Nike,"""Chicago"" 2022",8500,available,\n'
        "Campus,adidas,,2900,reserved,\nDunk High,Nike,,3500,sold,2026-06-06\n"
    )
    reading = read_one("x.csv", content)
    found = rows(reading, "listings")
    assert [row["price"] for row in found] == [8500, 2900, 3500]
    assert found[0]["colorway"] == "Chicago"


def test_a_category_that_is_the_models_number_is_no_number_of_a_taxonomy(read_one):
    content = "name,category,price\nNew Balance 550,550,110\nNike Dunk Low,DUNK,110\n"
    assert titles(read_one("x.csv", content)) == ["New Balance 550", "Nike Dunk Low"]


@pytest.mark.parametrize("ends", ["", ","])
def test_a_list_of_addresses_names_the_shoes_of_its_pages(ends, read_one):
    pages = ("t/air-max-90-mens-shoes/CN8490-100", "t/dunk-low-retro/DD1391-100", "samba-og.html")
    content = "".join(f'"https://shop.example/{page}"{ends}\n' for page in pages)
    named = titles(read_one("x.csv", content))
    assert named == ["air max 90 mens shoes", "dunk low retro", "samba og"]


def test_a_category_of_other_goods_holds_though_the_title_says_it_too(read_one):
    content = (
        "name,category,price\nNike Collectibles Box,Collectibles,15\nNike Dunk Low,Shoes,110\n"
    )
    assert titles(read_one("x.csv", content)) == ["Nike Dunk Low"]
