"""Every real file beside the checkout is recognised, and every record of it is accounted for."""

import time

import pytest

from solecast import read
from solecast.settings.config import Config

from .stated import rows

pytestmark = pytest.mark.data

# Rows that are equal in every cell are one: 88 of adidas-nike, 221 of jordan-by-size, 40 of
# the-sneaker-database are copies.
# path: format, read, used, quarantined, then rows of listings, reviews, observations
EXPECTED = {
    "balenciaga/facts.csv": ("facts", 36, 36, 0, 0, 0, 0),
    "catalogs/adidas-nike.csv.gz": ("catalog", 3268, 3180, 88, 3180, 2890, 0),
    "catalogs/adidas-usa.csv.gz": ("catalog", 845, 426, 419, 426, 426, 0),
    "catalogs/allbirds_shopify_subset.json": ("shopify", 8, 8, 0, 8, 0, 0),
    "catalogs/farfetch_google_merchant_feed.xml": ("google-merchant", 120, 0, 120, 0, 0, 0),
    "catalogs/footwear-886.csv.gz": ("catalog", 886, 886, 0, 886, 1763, 0),
    "catalogs/jordan-by-size-2022.csv.gz": ("catalog", 5605, 5384, 221, 5384, 0, 0),
    "catalogs/one-shoe-per-site/dataStockX.json": ("catalog", 2, 2, 0, 2, 0, 0),
    "catalogs/one-shoe-per-site/flightClub.json": ("price-list", 19, 19, 0, 19, 0, 0),
    "catalogs/one-shoe-per-site/goat.json": ("price-list", 29, 0, 29, 0, 0, 0),
    "catalogs/one-shoe-per-site/klekt.json": ("price-list", 21, 21, 0, 21, 0, 0),
    "catalogs/one-shoe-per-site/sneakersHeat.json": ("price-list", 17, 17, 0, 17, 0, 0),
    "catalogs/one-shoe-per-site/weTheNew.json": ("price-list", 13, 13, 0, 13, 0, 0),
    "catalogs/shopify_products_json_shape.json": ("shopify", 1, 1, 0, 1, 0, 0),
    "catalogs/stockx-2021-mit.csv": ("catalog", 2206, 2206, 0, 2206, 0, 0),
    "catalogs/stockx-2023.csv": ("catalog", 2000, 1993, 7, 1993, 0, 0),
    "catalogs/stockx-names-4087.json": ("catalog", 4087, 4087, 0, 4087, 0, 0),
    "catalogs/the-sneaker-database.json": ("catalog", 128, 88, 40, 88, 0, 0),
    "catalogs/top-sellers-2026.json": ("catalog", 102, 102, 0, 102, 0, 102),
    "google-trends-5-sneakers/captures.csv": ("google-trends", 5000, 5000, 0, 0, 0, 25000),
    "google-trends-5-sneakers/weekly-chained.csv": ("panel", 102, 102, 0, 0, 0, 510),
    "google-trends/birkenstock-crocs-date-ranges.csv": ("google-trends", 52, 52, 0, 0, 0, 104),
    "google-trends/hoka-5y-canada-es.csv": ("google-trends", 262, 262, 0, 0, 0, 1310),
    "google-trends/hoka-5y-us-ko.csv": ("google-trends", 262, 262, 0, 0, 0, 262),
    "google-trends/multiTimeline.csv": ("google-trends", 205, 205, 0, 0, 0, 205),
    "google-trends/new-balance-5y-canada-es.csv": ("google-trends", 262, 262, 0, 0, 0, 1310),
    "google-trends/on-5y-canada-es.csv": ("google-trends", 262, 262, 0, 0, 0, 1310),
    "google-trends/on-running-5y-canada-es.csv": ("google-trends", 262, 262, 0, 0, 0, 262),
    "google-trends/yeezy-off-white-78w-us-no-preamble.csv": ("google-trends", 78, 78, 0, 0, 0, 312),
    "lifestyle-108/catalog.json": ("catalog", 108, 108, 0, 108, 0, 0),
    "lifestyle-108/nightly-signals.csv": ("measures", 3109, 3109, 0, 0, 0, 20924),
    "lifestyle-108/press-headlines.csv": ("headlines", 997, 997, 0, 0, 0, 997),
    "lifestyle-108/search-weekly.csv": ("measures", 4782, 4782, 0, 0, 0, 4782),
    "lifestyle-108/shop-pages.csv": ("catalog", 756, 756, 0, 756, 0, 0),
    # 619 places, and 1,128 brands that the 32 quarters known whole leave out.
    "lyst-brand-ranks/brand-ranks-tidy.csv": ("ranks", 619, 619, 0, 0, 0, 1747),
    "lyst-brand-ranks/balenciaga-quarterly.csv": ("ranks", 35, 35, 0, 0, 0, 35),
    "lyst-ranks.csv": ("ranks", 111, 16, 95, 0, 0, 16),
    "mentions/askrunningshoegeeks-posts.csv.gz": ("posts", 2117, 2117, 0, 0, 2117, 0),
    "mentions/sneaker-posts.json": ("posts", 357, 357, 0, 0, 357, 0),
    "review-pages/altra-lone-peak-9.html": ("html-review", 1, 1, 0, 0, 1, 0),
    "review-pages/brooks-launch-10.html": ("html-review", 1, 1, 0, 0, 1, 0),
    "review-pages/full-page-2026.html.gz": ("schema-org", 1, 1, 0, 1, 1, 0),
    "review-pages/on-cloudmonster-3.html": ("html-review", 1, 1, 0, 0, 1, 0),
    "running-lab-457/pages.json.gz": ("catalog", 477, 477, 0, 477, 477, 0),
    "running-lab-457/previous-version-dev.csv": ("catalog", 58, 58, 0, 58, 0, 0),
    "running-lab-457/shoes.csv": ("catalog", 457, 457, 0, 457, 457, 0),
    "sales/stockx-contest-2019-weekly.csv": ("measures", 2297, 2297, 0, 50, 0, 4594),
    "sales/stockx-contest-2019.csv.gz": ("transactions", 99956, 99956, 0, 50, 0, 99956),
    "sales/stockx-scrape-2017-dirty.csv.gz": ("transactions", 9270, 9253, 17, 30, 0, 9253),
    "signal-formats/gdelt_timelinevolraw_15m.json": ("gdelt", 28, 28, 0, 0, 0, 28),
    "signal-formats/gdelt_timelinevolraw_day_head.json": ("gdelt", 7, 7, 0, 0, 0, 7),
    "signal-formats/gta6_google_trends.csv": ("google-trends", 204, 204, 0, 0, 0, 204),
    "signal-formats/gta6_mentions.csv": ("signals", 14, 14, 0, 0, 0, 14),
    "signal-formats/gta6_wikipedia_pageviews.csv": ("panel", 1420, 1420, 0, 0, 0, 1420),
    "signal-formats/wikimedia_pageviews_daily.json": ("pageviews", 3, 3, 0, 0, 0, 3),
    "signal-formats/wikimedia_pageviews_monthly.json": ("pageviews", 9, 9, 0, 0, 0, 9),
    "title-pairs/train_small.csv.gz": ("unknown", 0, 0, 0, 0, 0, 0),
    "trend-panels/us-female-sneakers-2015-2022.csv": ("panel", 386, 386, 0, 0, 0, 38600),
    # Runners at fifteen races: no dates of a trend, and counts of a race are no signal of a week.
    "version-lives/races.csv": ("unknown", 0, 0, 0, 0, 0, 0),
    "version-lives/versions.csv": ("unknown", 0, 0, 0, 0, 0, 0),
}


@pytest.fixture
def read_real(data):
    return lambda path: read.read_file(data / path, Config(title="T"), path)


@pytest.mark.parametrize("path", EXPECTED)
def test_a_real_file_is_recognised_and_accounted_for(path, read_real):
    reading = read_real(path)
    counts = [reading.tables[name].num_rows for name in ("listings", "reviews", "observations")]
    found = (reading.format, reading.read, reading.used, reading.quarantined, *counts)
    assert found == EXPECTED[path]


def test_no_real_table_is_left_out_of_this_list(data):
    endings = (".csv", ".gz", ".json", ".xml", ".html")
    files = {
        path.relative_to(data).as_posix() for path in data.rglob("*") if path.suffix in endings
    }
    assert {file for file in files if not file.startswith("title-pairs/")} <= set(EXPECTED)


def test_lab_prices_are_in_pounds(read_real):
    listings = rows(read_real("running-lab-457/shoes.csv"), "listings")
    assert {row["currency"] for row in listings if "retail_price" in row} == {"GBP"}


def test_no_identifier_link_or_market_figure_is_an_attribute(read_real):
    for path in (path for path, expected in EXPECTED.items() if expected[0] == "catalog"):
        for row in rows(read_real(path), "listings"):
            for pair in row.get("attributes", []):
                assert "://" not in pair["value"], (path, pair)
                assert not pair["attribute"].endswith(("_id", "uuid", "image")), (path, pair)
                assert pair["attribute"] not in {"volatility", "lowest_ask", "slug", "index"}


def test_a_hundred_thousand_rows_take_about_a_second(read_real):
    # The figure on an idle core is 0.9 s; the bound allows for a busy one.
    began = time.process_time()
    read_real("sales/stockx-contest-2019.csv.gz")
    assert time.process_time() - began < 4


def test_a_fact_of_a_page_keeps_its_address_and_how_exactly_it_is_dated(read_real):
    facts = rows(read_real("balenciaga/facts.csv"), "facts")
    assert all("://" in row["url"] for row in facts)
    assert not any("://" in row["source"] for row in facts)
    said = {(row["value"], row.get("date_precision"), str(row.get("date"))) for row in facts}
    assert ("Kylie Jenner", "day", "2017-11-01") in said
    assert ("Cardi B - I Like It", "year", "2018-01-01") in said
    assert ("1 of all products", "quarter", "2017-07-01") in said
    assert ("Joe Jonas", None, "None") in said


def test_a_quarter_below_the_list_is_censored_at_its_length(read_real):
    last = rows(read_real("lyst-brand-ranks/balenciaga-quarterly.csv"), "observations")[-1]
    assert (str(last["date"]), last["value"], last["censored"]) == ("2026-01-01", 20.0, True)
    assert last["title"] == "balenciaga"


def test_a_brand_that_a_whole_list_leaves_out_stood_below_it(read_real):
    found = rows(read_real("lyst-brand-ranks/brand-ranks-tidy.csv"), "observations")
    ours = {str(row["date"]): row for row in found if row["brand"] == "Balenciaga"}
    assert len(ours) == 33
    last = ours["2026-01-01"]
    assert (last["censored"], last["value"]) == (True, 20.0)
    # One place of 2023Q3 is not known, so that its list says nothing of the brands it lacks.
    lacking = [row for row in found if str(row["date"]) == "2023-07-01" and row["censored"]]
    assert lacking == []


def test_searches_compare_within_one_capture_and_country(read_real):
    found = rows(read_real("google-trends-5-sneakers/captures.csv"), "observations")
    groups = {(row["scale_group"], row["place"]) for row in found}
    assert len({group for group, _ in groups}) == len(groups) == 54
    assert {row["period"] for row in found} == {"day"}
    chained = rows(read_real("google-trends-5-sneakers/weekly-chained.csv"), "observations")
    assert {row["metric"] for row in chained} == {"searches"}
