"""Exports of shops: a product and its variants are one shoe, one colorway and a listing a size."""

import io

import openpyxl
import pytest

from .stated import only, reasons, rows

SHOPIFY = (
    "Handle,Title,Vendor,Type,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,"
    "Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,"
    "Image Src,Gift Card,Cost per item,Status\n"
    "dunk,Dunk Low Panda,Nike,Sneakers,true,Size,US 8,Color,White/Black,DD1391-100-8,1200,1,"
    "120,110,https://x.example/1.jpg,false,60,active\n"
    "dunk,,,,,,US 9,,White/Black,DD1391-100-9,1200,1,\"1,125.00\",110,,,60,\n"
    "dunk,,,,,,,,,,,,,,https://x.example/2.jpg,,,\n"
    "tee,Logo Tee,House,T-Shirts,true,Size,M,,,TEE-M,200,1,30,,,false,8,active\n"
)  # fmt: skip
WOOCOMMERCE = (
    "ID,Type,SKU,Name,Tax status,Stock,Weight (kg),Sale price,Regular price,Categories,Parent,"
    "Attribute 1 name,Attribute 1 value(s)\n"
    '10,variable,DD1391-100,Dunk Low Panda,taxable,,1.2,,,Sneakers,,Size,"US 8, US 9"\n'
    "11,variation,DD1391-100-8,Dunk Low Panda - US 8,taxable,3,,120,130,,DD1391-100,Size,US 8\n"
    "12,variation,DD1391-100-9,Dunk Low Panda - US 9,taxable,3,,,1125,,DD1391-100,Size,US 9\n"
)
WOOCOMMERCE_DE = (
    "ID;Typ;Artikelnummer;Name;Steuerstatus;Lager;Angebotspreis;Regulärer Preis;Kategorien;"
    "Übergeordnet;Attribut 1 Name;Attribut 1 Wert(e)\n"
    "10;variable;DD1391-100;Dunk Low Panda;taxable;;;;Sneakers;;Größe;US 8, US 9\n"
    "11;variation;DD1391-100-8;Dunk Low Panda - US 8;taxable;3;120,00;130,00;;id:10;Größe;US 8\n"
    "12;variation;DD1391-100-9;Dunk Low Panda - US 9;taxable;3;;1.125,00;;id:10;Größe;US 9\n"
)
BIGCOMMERCE = (
    "Item,ID,Name,Type,SKU,Options,Price,Cost Price,Retail Price,Sale Price,Current Stock\n"
    "Product,77,Dunk Low Panda,physical,DD1391-100,,120,60,130,0,0\n"
    "Variant,,,,DD1391-100-8,Type=Rectangles|Name=Size|Value=US 8,120,,,,3\n"
    "Variant,,,,DD1391-100-9,Type=Rectangles|Name=Size|Value=US 9,1125,,,,3\n"
    "Image,,,,,,,,,,\n"
)
SQUARE = (
    "Reference Handle,Token,Item Name,Variation Name,SKU,Price,Option Name 1,Option Value 1,"
    "Current Quantity Shop,Default Unit Cost\n"
    "#dunk,A,Dunk Low Panda,US 8,DD1391-100-8,120.00,Size,US 8,3,60\n"
    "#dunk,B,Dunk Low Panda,US 9,DD1391-100-9,1125.00,Size,US 9,3,60\n"
)
LIGHTSPEED = (
    "id,handle,sku,name,product_category,variant_option_one_name,variant_option_one_value,"
    "supply_price,retail_price,brand_name,active\n"
    "1,dunk,DD1391-100-8,Dunk Low Panda,Sneakers,Size,US 8,60,120,Nike,1\n"
    "2,dunk,DD1391-100-9,Dunk Low Panda,Sneakers,Size,US 9,60,1125,Nike,1\n"
)


@pytest.mark.parametrize(
    "content",
    [SHOPIFY, WOOCOMMERCE, WOOCOMMERCE_DE, BIGCOMMERCE, SQUARE, LIGHTSPEED],
    ids=["shopify", "woocommerce", "woocommerce-de", "bigcommerce", "square", "lightspeed"],
)
def test_each_variant_is_a_listing_of_its_product(content, read_one):
    reading = read_one("export.csv", content)
    assert reading.format == "shop-export"
    found = rows(reading, "listings")
    assert [(row["title"], row["size"], row["price"]) for row in found] == [
        ("Dunk Low Panda", "US 8", 120),
        ("Dunk Low Panda", "US 9", 1125),
    ]
    assert {row["style_code"] for row in found} == {"DD1391-100"}
    assert all("attributes" not in row for row in found)


def test_shopifys_first_row_speaks_for_all_and_pictures_are_no_listings(read_one):
    reading = read_one("export.csv", SHOPIFY)
    found = rows(reading, "listings")
    assert {(row["brand"], row["colorway"], row["retail_price"]) for row in found} == {
        ("Nike", "White/Black", 110)
    }
    assert reasons(reading) == ["not a shoe: category T-Shirts"]


@pytest.mark.parametrize(
    ("content", "price", "retail"),
    [
        ("id\ttitle\tlink\timage_link\tprice\tsale_price\n"
         "1\tDunk Low\thttps://x/1\thttps://x/1.jpg\t120.00 USD\t99.00 USD\n", 99, 120),
        ("id\ttitle\tlink\timage_link\tprice\tsale_price\n"
         "1\tDunk Low\thttps://x/1\thttps://x/1.jpg\t120.00 USD\t\n", 120, None),
        ("Product ID;Image;Name;Reference;Category;Price (tax excl.);Quantity;Status\n"
         "1;https://x/1.jpg;Dunk Low;DD1391-100;Sneakers;120,00;3;1\n", 120, None),
        ("Price ID,Product Name,Created (UTC),Amount,Currency\n"
         "price_1,Dunk Low,2024-01-02 10:00,120.00,usd\n", 120, None),
    ],
    ids=["merchant on sale", "merchant", "prestashop", "stripe"],
)  # fmt: skip
def test_feeds_and_flat_exports_give_their_prices(content, price, retail, read_one):
    listing = only(read_one("export.csv", content), "listings")
    assert (listing["title"], listing["price"]) == ("Dunk Low", price)
    assert listing.get("retail_price") == retail


REPORTS = {
    "ebay": "Sales Record Number,Order Number,Item Number,Item Title,Sold For,Total Price,"
    "Sale Date\n1,12-1,2345,Dunk Low Panda,$165.00,$175.00,Apr-02-24\n",
    "stockx": "Item,Style,Sku Size,Order Number,Sale Date (UTC),Listing Price,Seller Fee,"
    "Total Payout,Order Status\nDunk Low Panda,DD1391-100,10,123-456,2024-04-02 10:00:00+00,165,"
    "14.85,141.2,COMPLETED\n",
    "goat": "Order Number,Purchased At,Product Name,SKU,Size,Condition,Sale Price (cents),"
    "Seller Fee,Cash Out Amount,Status\n1,2024-04-02,Dunk Low Panda,DD1391 100,10,New,16500,500,"
    "14100,Completed\n",
}


@pytest.mark.parametrize("report", REPORTS)
def test_a_sellers_report_is_transactions_at_the_sale_price(report, read_one):
    sale = only(read_one(f"{report}.csv", REPORTS[report]), "observations")
    assert (sale["title"], sale["value"]) == ("Dunk Low Panda", 165)
    assert sale["date"].isoformat() == "2024-04-02"


def test_several_tables_on_a_sheet_are_read_each(read_one):
    book = openpyxl.Workbook()
    for row in (
        ["Prices of spring"], [], ["Model", "Brand", "Price"], ["Samba", "adidas", 90],
        ["Gazelle", "adidas", 95], ["Total", None, 185], [], ["Name", "Marke", "Preis"],
        ["Dunk Low", "Nike", 110],
    ):  # fmt: skip
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    reading = read_one("prices.xlsx", stream.getvalue())
    found = [(row["title"], row["price"]) for row in rows(reading, "listings")]
    assert found == [("Samba", 90), ("Gazelle", 95), ("Dunk Low", 110)]
    assert reasons(reading) == ["the row is a total"]


def test_a_quote_that_swallows_rows_takes_its_own_line_only(read_one):
    content = (
        'name,brand,price\n"Air Jordan 4,Jordan,210\nSamba,adidas,100\nGazelle,adidas,95\n'
        '"New Balance 550,New Balance,110\nForum,adidas,90\n'
    )
    reading = read_one("x.csv", content)
    assert [row["title"] for row in rows(reading, "listings")] == ["Samba", "Gazelle", "Forum"]
    assert len(reasons(reading)) == 2


def test_two_encodings_in_one_file_are_read_line_by_line(read_one):
    content = "name,brand\nCafé,Lanvin\n".encode() + "Crème,Lanvin\n".encode("cp1252")
    reading = read_one("x.csv", content)
    assert [row["title"] for row in rows(reading, "listings")] == ["Café", "Crème"]
    assert "1 lines are not UTF-8" in reading.note
