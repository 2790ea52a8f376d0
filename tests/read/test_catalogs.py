"""Catalogs of any make become listings, with what they say and nothing that they do not."""

import datetime as dt
import io
import json

import openpyxl
import pytest

from .stated import only, reasons, rows


def test_columns_are_mapped_by_common_headers(read_one):
    reading = read_one(
        "shop.csv",
        "Brand,Product Name,Colour,RRP,Sale Price,Release Date,SKU,Drop (mm),Image URL\n"
        "Nike,Pegasus 41,Volt,$140,$99,Jun 2024,FD2722-700,9.5,https://x.example/a.jpg\n",
    )
    listing = only(reading, "listings")
    assert listing["title"] == "Pegasus 41"
    assert (listing["brand"], listing["colorway"]) == ("Nike", "Volt")
    assert (listing["retail_price"], listing["price"], listing["currency"]) == (140, 99, "USD")
    assert listing["release_date"] == dt.date(2024, 6, 1)
    assert listing["style_code"] == "FD2722-700"
    assert listing["attributes"] == [
        {"attribute": "release_date", "value": "2024-06"},  # a month is no day
        {"attribute": "drop_mm", "value": "9.5"},
    ]
    assert (listing["line"], listing["source"]) == (2, "shop")


def test_headers_of_the_guide_are_mapped_too(read_one):
    reading = read_one(
        "laden.csv",
        "Bezeichnung;Verkaufspreis\nSamba OG;1.234,56 €\n",
        columns={"Bezeichnung": "title", "Verkaufspreis": "retail_price"},
    )
    listing = only(reading, "listings")
    assert (listing["title"], listing["retail_price"]) == ("Samba OG", 1234.56)
    assert listing["currency"] == "EUR"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found(encoding, delimiter, read_one):
    lines = [["name", "brand", "price"], ["Café Racer", "Lanvin", "490"], ["Curb", "Lanvin", "890"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    assert [row["title"] for row in rows(read_one("x", content), "listings")] == [
        "Café Racer",
        "Curb",
    ]


def test_a_cell_may_have_several_lines_and_the_line_is_its_first(read_one):
    content = 'name,brand,description\nSamba,adidas,"one\ntwo"\nGazelle,adidas,three\n'
    found = rows(read_one("x.csv", content), "listings")
    assert [row["line"] for row in found] == [2, 4]
    assert found[0]["description"] == "one\ntwo"


@pytest.mark.parametrize("missing", ["", "0", "undefined", "null", "n/a", "-", "0.00"])
def test_a_missing_price_and_date_are_unknown(missing, read_one):
    content = f"name,brand,retail,release\nSamba,adidas,{missing},{missing}\n"
    listing = only(read_one("x.csv", content), "listings")
    assert {"retail_price", "release_date", "currency", "attributes"} & set(listing) == set()


@pytest.mark.parametrize(
    ("stated", "attribute"), [("2016", "release_year"), ("Summer 2020", "release_date")]
)
def test_a_release_that_is_no_day_is_kept_in_words(stated, attribute, read_one):
    content = f"name,brand,release\nSpeed Trainer,Balenciaga,{stated}\n"
    listing = only(read_one("x.csv", content), "listings")
    assert "release_date" not in listing
    assert listing["attributes"] == [{"attribute": attribute, "value": stated}]


@pytest.mark.parametrize(
    ("scale", "ratings"), [(5, ["4.8", "2.5"]), (10, ["9.6", "5"]), (100, ["96", "50"])]
)
def test_buyers_ratings_become_reviews_of_0_to_100(scale, ratings, read_one):
    content = "name,brand,Rating,Reviews\n" + "".join(
        f"Shoe {at},Nike,{rating},41\n" for at, rating in enumerate(ratings)
    )
    found = rows(read_one("x.csv", content), "reviews")
    assert [(row["score"], row["ratings"]) for row in found] == [(96, 41), (50, 41)]
    assert all("text" not in row for row in found)


def test_a_rating_of_zero_reviews_is_no_review(read_one):
    content = "name,brand,Rating,Reviews\nA,Nike,0,0\nB,Nike,4,10\n"
    assert only(read_one("x.csv", content), "reviews")["title"] == "B"


def test_what_is_no_shoe_is_quarantined_with_its_category(read_one):
    content = (
        "name,brand,category\nJersey,adidas,Clothing\nSamba,adidas,Shoes\n"
        "Top,adidas,Apparel & Accessories > Shoes\n"
    )
    reading = read_one("x.csv", content)
    assert reasons(reading) == ["not a shoe: category Clothing"]
    assert (reading.read, reading.used, reading.quarantined) == (3, 2, 1)


def test_a_row_of_another_width_is_quarantined_and_the_others_count(read_one):
    content = "name,brand,price\nSamba,adidas,90\nA,B,1,surplus\nGazelle,adidas,95\n"
    reading = read_one("x.csv", content)
    assert reasons(reading) == ["the row has 4 cells, the header 3"]
    assert len(rows(reading, "listings")) == 2


def test_a_quote_that_never_closes_takes_its_own_line_only(read_one):
    content = 'name,brand,price\nSamba,adidas,90\n"Broken,Nike,3\nGazelle,adidas,95\n'
    reading = read_one("x.csv", content)
    assert reasons(reading) == ["a quote that opens on this line never closes"]
    assert [row["line"] for row in rows(reading, "listings")] == [2, 4]


def test_a_workbook_is_read_sheet_by_sheet_with_excels_row_numbers(read_one):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Spring catalog"])
    sheet.append(["Name", "Brand", "Retail", "Release Date"])
    sheet.append(["Speed 2.0", "Balenciaga", 895, dt.datetime(2020, 7, 1)])
    signals = book.create_sheet("signals")
    signals.append(["date", "shoe", "metric", "value"])
    signals.append([dt.date(2026, 8, 31), "Speed 2.0", "views", 12])
    stream = io.BytesIO()
    book.save(stream)
    reading = read_one("renamed.csv", stream.getvalue())
    assert reading.format == "excel"
    listing = only(reading, "listings")
    assert (listing["line"], listing["retail_price"]) == (3, 895)
    assert listing["release_date"] == dt.date(2020, 7, 1)
    assert only(reading, "observations")["date"] == dt.date(2026, 8, 31)


def test_shopify_options_are_mapped_by_their_names(read_one):
    product = {
        "title": "Cloud X",
        "handle": "cloud-x",
        "vendor": "On",
        "tags": None,
        "options": [{"name": "Color"}, {"name": "Size"}],
        "variants": [
            {
                "option1": "Black",
                "option2": str(size),
                "sku": f"3MD1-{size}",
                "price": "140.00",
                "compare_at_price": None,
            }
            for size in (9, 10)
        ],
    }
    found = rows(read_one("p", json.dumps({"products": [product]})), "listings")
    assert [(row["colorway"], row["size"]) for row in found] == [("Black", "9"), ("Black", "10")]
    assert {row["style_code"] for row in found} == {"3MD1"}
    assert all(row["price"] == 140 and "retail_price" not in row for row in found)


def test_goat_prices_in_cents_are_read_as_units(read_one):
    hit = {
        "product_title": "Air Jordan 4",
        "brand_name": "Air Jordan",
        "sku": "FQ8138-600",
        "retail_price_cents": 22000,
        "lowest_price_cents": 16000,
    }
    listing = only(read_one("g", json.dumps({"hits": [hit]})), "listings")
    assert (listing["retail_price"], listing["price"]) == (220, 160)


def test_best_sellers_give_sales_of_their_week(read_one):
    answer = {
        "asOf": "2026-07-22",
        "products": [
            {"name": "YS-01", "brand": "Yeezy", "styleCode": "ys-01-slug", "weeklyOrders": 94030}
        ],
    }
    reading = read_one("t", json.dumps(answer))
    sale = only(reading, "observations")
    assert (sale["metric"], sale["period"], sale["value"]) == ("sales", "week", 94030)
    assert "style_code" not in only(reading, "listings")


def test_a_merchant_feed_keeps_shoes_in_any_language(read_one):
    item = "<item><id>{0}</id><title>{1}</title><link>l</link>"
    item += "<price>$2,030</price><product_type>{2}</product_type>"
    item += "<google_product_category>{3}</google_product_category></item>"
    feed = (
        "<?xml version='1.0' encoding='UTF-8'?><channel>"
        + "".join(
            [
                item.format(1, "Платье", "Для Нее &gt; Одежда &gt; Платья", 1604),
                item.format(2, "Кроссовки Speed 2.0", "Для Нее &gt; Обувь &gt; Кроссовки", 187),
            ]
        )
        + "</channel>"
    )
    reading = read_one("feed", feed)
    assert only(reading, "listings")["price"] == 2030
    assert len(reasons(reading)) == 1
    assert reasons(reading)[0].startswith("not a shoe: category")


def test_an_atom_feed_is_a_merchant_feed_too(read_one):
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><entry>'
        '<g:id>1</g:id><title>Speed 2.0</title><link href="https://shop.example/1"/>'
        "<g:price>895.00 EUR</g:price><g:sale_price>700.00 EUR</g:sale_price></entry></feed>"
    )
    listing = only(read_one("feed", feed), "listings")
    assert listing["url"] == "https://shop.example/1"
    assert (listing["retail_price"], listing["price"], listing["currency"]) == (895, 700, "EUR")


def test_a_percent_sign_in_a_header_is_kept_as_a_word(read_one):
    content = "brand,name,Softness in cold (HA),Softness in cold (%) (%)\nAcme,Acme Pace,18.5,42\n"
    found = only(read_one("c.csv", content), "listings")["attributes"]
    assert {row["attribute"] for row in found} == {
        "softness_in_cold_ha",
        "softness_in_cold_percent",
    }


MAKERS = """,name,model,price
0,Converse,Weapon CX,"110,00€"
1,Converse,Chuck 70 Hi,"90,00€"
2,Raf Simons,Cylon-21,"450,00€"
3,Raf Simons,Cylon-21,"450,00€"
"""


def test_names_that_stand_beside_several_models_are_brands(read_one):
    reading = read_one("shop.csv", MAKERS)
    found = [(row["brand"], row["model"], row["price"]) for row in rows(reading, "listings")]
    assert found == [
        ("Converse", "Weapon CX", 110.0),
        ("Converse", "Chuck 70 Hi", 90.0),
        ("Raf Simons", "Cylon-21", 450.0),
    ]


def test_names_of_shoes_beside_product_numbers_stay_names(read_one):
    table = "name,model,price\n" + "".join(
        f"Ultra Run {number // 2},GX{1000 + number},{90 + number}\n" for number in range(20)
    )
    assert rows(read_one("shop.csv", table), "listings")[0]["title"] == "Ultra Run 0"


def test_rows_that_differ_only_by_their_number_are_one(read_one):
    assert reasons(read_one("shop.csv", MAKERS)) == ["the row repeats an earlier one"]


def test_equal_shoes_under_ids_of_a_shop_are_all_kept(read_one):
    table = "id,title,price\n4711,Nike Dunk Low,90\n4720,Nike Dunk Low,90\n"
    assert len(rows(read_one("shop.csv", table), "listings")) == 2


SHOWN = "https://s.example/1.jpg"
VARIANTS = "Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n"
PRODUCT = {"title": "Air Max 90", "handle": "am", "vendor": "Nike", "variants": [{"price": "120"}]}
DATA = {"@type": "Product", "name": "Air Max 90", "image": [{"@type": "ImageObject", "url": SHOWN}]}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f"brand,name,price,Image Src\nNike,Air Max 90,120,{SHOWN}\n"),
        ("a.json", json.dumps({"products": [{**PRODUCT, "images": [{"src": SHOWN}]}]})),
        ("a.html", f'<html><script type="application/ld+json">{json.dumps(DATA)}</script></html>'),
        ("b.csv", f"{VARIANTS}am,Air Max 90,Nike,Size,8,A-8,120,{SHOWN}\nam,,,,9,A-9,120,\n"),
    ],
)
def test_pictures_that_a_catalog_names_are_kept_with_its_listings(name, content, read_one):
    listings = rows(read_one(name, content), "listings")
    assert {tuple(row["pictures"]) for row in listings} == {(SHOWN,)}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", '[{"name": "Kobe 4", "brand": "Nike", "colorways": ["Bred", "Carpe Diem"]}]'),
        ("x.csv", "name,brand,colorways\nKobe 4,Nike,Bred | Carpe Diem\n"),
        ("x.csv", "name,brand,color\nKobe 4,Nike,\"['Bred', 'Carpe Diem']\"\n"),
    ],
)
def test_colorways_that_a_shoe_lists_are_one_each(name, content, read_one):
    found = rows(read_one(name, content), "listings")
    assert [row["colorway"] for row in found] == ["Bred", "Carpe Diem"]


def test_the_colours_of_one_style_code_are_one_colorway(read_one):
    content = '[{"name": "Samba", "sku": "B75806", "price": 90, "colors": ["White", "Black"]}]'
    assert only(read_one("x.json", content), "listings")["colorway"] == "White Black"
