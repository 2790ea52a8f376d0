"""Columns are understood by their headers and their cells together, in the shops' languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solecast.read.columns.cells import shape
from solecast.read.columns.header import read_header
from solecast.read.columns.understanding import proposals

from .stated import only, rows

HEADERS = {
    "price": """Price|price(Rub)|actual price|Sale Price|Verkaufspreis|Preis (€)
        |prix de vente|Precio
        |Prezzo scontato|Preço promocional|Цена|ask|resellPrice|saleprice|lowest ask|Prijs|Amount
        |价格|販売価格|가격|成交价
        |Price incl. VAT|Angebotspreis|Precio rebajado|Market Price|price_usd""",
    "retail_price": """old price|retail|MSRP|RRP|UVP|list price|Compare At Price|Regular price
        |Prix barré|Precio anterior|Prezzo di listino|Streichpreis|старая цена|Adviesprijs
        |original_price|Preço de tabela|retailPrice|was price|Regulärer Preis|发售价|定価|발매가""",
    "sold_on": "sellDate|Sale Date|Date Sold|sold_at|order date|Transaction Date|Verkaufsdatum",
    "release_date": """Release Date|releaseDate|Erscheinungsdatum|Date de sortie
        |fecha de lanzamiento|Data di uscita|Дата релиза|launch date|released""",
    "title": """Title|Product Name|跑鞋名|商品名|상품명|Bezeichnung|shoe_name|Item|Название
        |Nombre|Nom du produit|Naam""",
    "brand": "Brand|Vendor|品牌|ブランド|브랜드|Marke|Marca|Marque|Бренд|Merk|manufacturer",
    "size": "Size|US Size|Größe|Talla|Pointure|Taglia|Размер|Tamanho|Maat|shoe_size|size (EU)",
    "colorway": "Color|Colorway|ColorWay|Farbe|Couleur|Цвет|Colore|Cor|Kleur|Colour Name",
    "style_code": "SKU|Style Code|Style Id|styleID|MPN|Artikelnummer|Артикул|product_id",
    "ratings": "num_review|Reviews|review_count|number of reviews|Anzahl Bewertungen",
    "rating": "rating|avg_rating|stars|average rating|Рейтинг",
    "gtin": "EAN|GTIN|Barcode|UPC|Variant Barcode",
    "description": "Body (HTML)|Description|Beschreibung|Описание",
}
PRIVATE = """
    Cost per item|Purchase Price|purchaseDate|Fees|Profit|Einkaufspreis|Marge|Stock|Tax|ROI
    |Variant Inventory Qty|cost_price|StockX fee|Net Profit|Visibility|Bestand
"""


@pytest.mark.parametrize(
    ("header", "field"), [(h.strip(), f) for f, hs in HEADERS.items() for h in hs.split("|")]
)
def test_a_header_means_its_field_in_many_languages(header, field):
    best = max(proposals(read_header(header)), key=lambda one: one[1], default=(None, 0))
    assert best[0] == field


@pytest.mark.parametrize("header", [one.strip() for one in PRIVATE.split("|")])
def test_private_columns_mean_no_field(header):
    assert not list(proposals(read_header(header)))


@given(st.text(max_size=60))
def test_any_header_can_be_read(header):
    assert isinstance(list(proposals(read_header(header))), list)


@given(st.lists(st.text(max_size=30), max_size=20))
def test_any_cells_have_a_shape(values):
    found = shape(values)
    assert min(found[1:-1]) >= 0
    assert max(found[1:-1]) <= 1


def test_a_currency_in_the_header_is_the_prices(read_one):
    listing = only(read_one("x.csv", "name,price(Rub)\nNike Dunk Low,14900\n"), "listings")
    assert (listing["price"], listing["currency"]) == (14900, "RUB")


def test_points_part_thousands_where_decimals_follow_a_comma(read_one):
    content = 'name,Preis\nA Shoe,"1.305,00"\nB Shoe,1.305\nC Shoe,"80,50"\n'
    found = rows(read_one("x.csv", content), "listings")
    assert [row["price"] for row in found] == [1305, 1305, 80.5]


@pytest.mark.parametrize("missing", ["0", "999999", "100 - 200", "#REF!", "sold out"])
def test_what_is_no_price_is_no_price(missing, read_one):
    found = rows(
        read_one("x.csv", f"name,price\nA Shoe,90\nB Shoe,80\nC Shoe,{missing}\n"), "listings"
    )
    assert "price" not in found[2]


def test_a_header_of_yes_and_no_is_no_price(read_one):
    listing = only(read_one("x.csv", "name,SALE,price\nNike Dunk Low,YES,90\n"), "listings")
    assert listing["price"] == 90
    assert "attributes" not in listing


def test_what_is_not_understood_is_said_with_a_line_to_paste_and_not_published(read_one):
    reading = read_one("x.csv", "name,brand,Regalplatz\nDunk Low,Nike,A7\nSamba,adidas,B2\n")
    assert all("attributes" not in row for row in rows(reading, "listings"))
    assert "not understood, so not published: Regalplatz" in reading.note
    assert '"Regalplatz" = "publish"' in reading.note


def test_the_column_that_may_be_the_price_is_the_nearest(read_one):
    reading = read_one("x.csv", "name,brand,Endgeld\nDunk Low,Nike,110\nSamba,adidas,100\n")
    assert "No column gives a price" in reading.note
    assert '"Endgeld" = "price"' in reading.note


@pytest.mark.parametrize(
    ("target", "attributes"),
    [("publish", [{"attribute": "bounce_level", "value": "high"}]), ("ignore", None),
     ("stiffness", [{"attribute": "stiffness", "value": "high"}])],
)  # fmt: skip
def test_the_guide_may_publish_ignore_or_name_a_column(target, attributes, read_one):
    content = "name,brand,Bounce Level\nDunk Low,Nike,high\n"
    reading = read_one("x.csv", content, columns={"Bounce Level": target})
    assert only(reading, "listings").get("attributes") == attributes
    assert "not understood" not in reading.note


def test_private_columns_reach_no_listing(read_one):
    content = (
        "Item,Brand,Price,Cost,Fees,Profit,Stock,Tax,Created at,Volatility\n"
        "Dunk Low,Nike,110,60,9,41,3,19%,2024-01-02 10:00,0.2\n"
    )
    reading = read_one("x.csv", content)
    assert "attributes" not in only(reading, "listings")
    assert "not understood" not in reading.note


def test_cells_alone_tell_style_codes_and_amounts_with_a_sign(read_one):
    content = "name,Kennung,Endgeld\nDunk Low,DD1391-100,$110\nSamba OG,FZ5000-001,$100\n"
    reading = read_one("x.csv", content)
    found = rows(reading, "listings")
    assert [(row["style_code"], row["price"]) for row in found] == [
        ("DD1391-100", 110),
        ("FZ5000-001", 100),
    ]
    assert "by its cells" in reading.note


def test_a_model_column_of_product_numbers_is_not_believed(read_one):
    content = (
        "name,brand,model,price\nNike Air Max 90,Nike,13823256,140\nNike Dunk,Nike,14087763,90\n"
    )
    reading = read_one("x.csv", content)
    assert all("model" not in row for row in rows(reading, "listings"))
    assert "does not hold models" in reading.note


@pytest.mark.parametrize(
    ("content", "ignored"),
    [("week,Dunk,Samba,Note\n2026-01-05,3,4,x\n2026-01-12,5,6,y\n", "Note"),
     ("week,Dunk,Samba\n2026-01-05,3,4\n2026-01-12,5,6\n", "Samba")],
)  # fmt: skip
def test_no_reader_sees_a_column_that_the_guide_ignores(content, ignored, read_one):
    reading = read_one("x.csv", content, columns={ignored: "ignore"})
    assert reading.format == "panel"
    assert reading.unused == [ignored]
    assert ignored not in {row["title"] for row in rows(reading, "observations")}


def test_how_many_were_sold_is_no_price_beside_one(read_one):
    content = "name,brand,soldAmount,price\nSamba,adidas,6,232\nGazelle,adidas,0,143\n"
    found = rows(read_one("x.csv", content), "listings")
    assert [row["price"] for row in found] == [232, 143]


def test_an_amount_alone_is_the_price(read_one):
    listing = only(read_one("x.csv", "name,brand,amount\nSamba,adidas,120\n"), "listings")
    assert listing["price"] == 120


def test_cells_that_a_scraper_took_with_their_element_say_what_it_shows(read_one):
    content = (
        "name,price\n"
        '"<h1 class=""t"">Nike Air Max 720</h1>","<div data-test=""price"">￥ 19,440</div>"\n'
        '"<h1 class=""t"">Nike Shox R4 &amp; Co</h1>","<div>￥ 15,120</div>"\n'
    )
    found = rows(read_one("x.csv", content), "listings")
    assert [row["title"] for row in found] == ["Nike Air Max 720", "Nike Shox R4 & Co"]
    assert [(row["price"], row["currency"]) for row in found] == [(19440, "JPY"), (15120, "JPY")]


def test_a_title_of_makers_beside_a_description_that_names_the_shoe_is_the_brand(read_one):
    content = (
        "titulo;descricao;preco\nVANS;Tênis Vans Old Skool Skate;R$161,9440% OFF\n"
        "VANS;Tênis Vans Knu Skool;R$199,90\n;Tênis Asics Gel-Contend;R$99,90\n"
        "FILA;Fila Recovery Masculino;R$330,2110% OFF\n"
    )
    found = rows(read_one("x.csv", content), "listings")
    assert [row.get("brand") for row in found] == ["VANS", "VANS", None, "FILA"]
    assert found[0]["title"] == "Tênis Vans Old Skool Skate"
    assert [row["price"] for row in found] == [161.94, 199.9, 99.9, 330.21]


def test_a_title_beside_a_description_of_its_own_stays_the_title(read_one):
    content = (
        "title,description\nSamba,Goes with everything\nSamba,Thin sole\nGazelle,Soft suede\n"
        "Gazelle,Runs narrow\n"
    )
    found = rows(read_one("x.csv", content), "listings")
    assert [row["title"] for row in found] == ["Samba", "Samba", "Gazelle", "Gazelle"]


def test_a_discount_that_equals_the_price_where_nothing_is_off_is_the_price_after_it(read_one):
    content = "name,price,discount\nStan Smith,1899000,1899000\nZX Flux,429000,269000\n"
    found = rows(read_one("x.csv", content), "listings")
    assert [row["price"] for row in found] == [1899000, 269000]
    saved = "name,price,discount\nStan Smith,100,0\nZX Flux,90,20\n"
    found = rows(read_one("x.csv", saved), "listings")
    assert [row["price"] for row in found] == [100, 90]
