"""Files that strangers' files were like give what `expect.md` beside them says."""

import pytest

from .conftest import DATA
from .stated import reasons, rows

pytestmark = pytest.mark.data
FIELD = DATA.parent / "field"


@pytest.fixture
def field(read_one):
    if not FIELD.is_dir():
        pytest.skip("../shared/field is not beside this checkout")
    return lambda path, **settings: read_one(
        path.rsplit("/", 1)[-1], (FIELD / path).read_bytes(), **settings
    )


def prices(reading):
    return [row.get("price") for row in rows(reading, "listings")]


def test_shopify(field):
    reading = field("01-shopify-csv-export/products_export.csv")
    assert prices(reading) == [329, 339, 1299, 120, 125, 199.99]
    assert len(reasons(reading)) == 2
    assert all("attributes" not in row for row in rows(reading, "listings"))


def test_a_model_column_of_numbers(field):
    reading = field("03-model-column-is-a-number/catalog.csv")
    assert all("model" not in row for row in rows(reading, "listings"))
    assert [row["ratings"] for row in rows(reading, "reviews")] == [31, 12]
    assert len(reasons(reading)) == 2


@pytest.mark.parametrize("name", ["a-sell-date", "b-sales-log"])
def test_resales(name, field):
    reading = field(f"06-resales-not-recognised/{name}.csv")
    assert reading.format == "transactions"
    assert len(rows(reading, "observations")) == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a-rub", [14900, 16900, None]), ("b-eur", [1305, 80]), ("c-ask", [160])],
)
def test_price_columns(name, expected, field):
    assert prices(field(f"07-price-columns-lost/{name}.csv")) == expected


def test_stacked_trends(field):
    found = rows(field("09-trends-of-several-countries/trends.csv"), "observations")
    assert [row["place"] for row in found] == ["US"] * 9 + ["CA"] * 9
    assert [row["partial"] for row in found] == [False] * 15 + [True] * 3


@pytest.mark.parametrize(
    ("name", "expected"), [("a-wrapped", [180, 200]), ("c-sizes", [974, 1493])]
)
def test_json_shapes(name, expected, field):
    assert prices(field(f"10-json-shapes/{name}.json")) == expected


def test_repeated_headers_and_none(field):
    assert len(rows(field("13-repeated-header-rows/catalog.csv"), "listings")) == 3
    assert prices(field("15-no-header/prices.csv")) == [135, 150, 130, 130, 125]


def test_garments_of_a_raffle_list(field):
    reading = field("19-collaboration-x-is-not-ten/raffles.csv")
    assert (len(rows(reading, "listings")), len(reasons(reading))) == (4, 4)
