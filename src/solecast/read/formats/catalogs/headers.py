"""Which column of a catalog holds which field: the aliases of common headers."""

from dataclasses import dataclass

from ...containers.sheet import Sheet

ALIASES: dict[str, tuple[str, ...]] = {
    "title": (
        "title",
        "product_name",
        "product_title",
        "sneaker_name",
        "shoe_name",
        "item_name",
        "name",
        "item",
        "sneaker",
        "shoe",
        "product",
        "produkt",
        "producto",
        "produit",
    ),
    "brand": ("brand", "brand_name", "manufacturer", "vendor", "make", "marke", "marca", "marque"),
    "model": ("model", "model_name", "silhouette", "shoe", "modell", "modelo", "modèle"),
    "version": ("version",),
    "colorway": (
        "colorway",
        "colourway",
        "colorway_name",
        "color",
        "colour",
        "color_name",
        "colors",
        "farbe",
        "couleur",
    ),
    "collaborator": ("collaborator", "collaboration", "collab"),
    "style_code": (
        "style_code",
        "style_id",
        "sku",
        "mpn",
        "article_number",
        "model_number",
        "manufacturer_sku",
        "product_code",
        "product_id",
        "artikelnummer",
    ),
    "gender": ("gender", "sex", "target_gender", "geschlecht"),
    "size": ("size", "shoe_size", "us_size", "größe", "talla", "pointure", "taille"),
    "category": (
        "product_type",
        "category",
        "product_category",
        "google_product_category",
        "category_slug",
        "kategorie",
        "categoría",
        "catégorie",
    ),
    "description": (
        "description",
        "body_html",
        "story",
        "story_html",
        "product_description",
        "beschreibung",
        "descripción",
    ),
    "url": (
        "url",
        "link",
        "product_url",
        "product_link",
        "href",
        "stockx_url",
        "runrepeat_url",
    ),
    "retail_price": (
        "retail_price",
        "retail",
        "msrp",
        "rrp",
        "uvp",
        "original_price",
        "list_price",
        "listing_price",
        "compare_at_price",
        "price_retail",
    ),
    "price": (
        "sale_price",
        "selling_price",
        "price",
        "current_price",
        "market_price",
        "lowest_ask",
        "lowest_price",
        "last_sale",
        "preis",
        "precio",
        "prix",
    ),
    "currency": ("currency", "price_currency", "currency_code", "währung", "moneda", "devise"),
    "release_date": (
        "release_date",
        "released_at",
        "released",
        "release",
        "launch_date",
        "released_on",
        "erscheinungsdatum",
        "release_time",
    ),
    "previous": ("previous", "previous_name", "previous_version", "predecessor"),
    "source": ("source", "store", "shop", "retailer", "seller", "merchant"),
}
"""Fields of a listing and the headers that state them, the best first, in snake case."""

REVIEWS: dict[str, tuple[str, ...]] = {
    "score": ("score", "our_score", "review_score", "corescore", "core_score"),
    "rating": ("audience_rating", "average_rating", "rating", "rating_value", "user_rating"),
    "ratings": (
        "reviews_count",
        "review_count",
        "ratings_count",
        "rating_count",
        "reviews",
        "num_reviews",
        "ratings",
    ),
    "pros": ("pros", "the_good"),
    "cons": ("cons", "the_bad"),
    "author": ("author", "reviewer"),
    "date": ("review_date", "original_review_date", "date_published"),
}
"""Fields of a review in a catalog: `score` is the editors', `rating` the buyers'."""

TEXTS = (
    "rr_verdict",
    "verdict",
    "intro",
    "review",
    "review_text",
    "review_body",
    "who_should_buy",
    "who_should_not_buy",
)
"""Headers of review text in a catalog; several are read one after the other."""

_COALESCED = frozenset({"price", "retail_price", "category"})
_JUNK_NAMES = """
    sale_price_effective_date adult multipack is_bundle identifier_exists expiration_date
    availability_date promotion_id destination included_destination excluded_destination
    tax_category custom_label_0 custom_label_1 custom_label_2 custom_label_3 custom_label_4
    id ids oid index slug previous_slug ticker ticker_symbol url_key handle uuid object_id
    language country breadcrumbs availability available gtin gtin8 gtin12 gtin13 gtin14 ean
    upc barcode featured live is_live source_website image images media gallery picture
    photo fallback_image image_link additional_image_link imgix hidden number_of_asks
    has_asks sales_this_period sales_last_period highest_bid highest_bid_size number_of_bids
    has_bids annual_high annual_low deadstock_range_low deadstock_range_high volatility
    deadstock_sold price_premium average_deadstock_price last_sale last_sale_size
    last_sale_date lowest_ask lowest_ask_size parent_lowest_ask sales_last72_hours
    sales_last72hours sales_last_72_hours change_value change_percentage change_percent
    abs_change_percentage total_dollars deadstock_sold_rank price_premium_rank
    average_deadstock_price_rank lowest_ask_float highest_bid_float last_lowest_ask_time
    last_highest_bid_time release_time rank discount weekly_orders condition data_type
    listing_type minimum_bid charity_condition child_id lock_selling selling_countries
    buying_countries doppelgangers type_id below_retail shoe_condition box_condition
    short_description product_category traits tags_internal avail_sizes total_sizes
    item_group_id shipping tax query has_plate_section precise_release_date
    release_date_source currency price msrp_gbp
"""
_JUNK = frozenset(_JUNK_NAMES.split())
_JUNK_ENDINGS = ("_id", "_uuid", "_url", "_image", "_link", "_at", "_snapshot", "_time", "_rank")
_CURRENCIES = ("usd", "eur", "gbp", "cad", "aud", "jpy", "chf", "cny")


@dataclass(frozen=True)
class Places:
    """Places of the columns: one or more for each field found, and the attributes left."""

    fields: dict[str, list[int]]
    texts: list[int]
    attributes: dict[int, str]
    price_currency: str | None
    cents: frozenset[int]
    slug: int | None


def places(sheet: Sheet) -> Places:
    """Find the columns of a catalog; each column serves one field at most."""
    keys = [_money_key(key) for key in sheet.keys]
    taken: set[int] = set()
    found = {
        field: _columns(keys, field, aliases, taken)
        for field, aliases in {**ALIASES, **REVIEWS}.items()
    }
    _separate_list_price(keys, found)
    texts = [at for name in TEXTS for at, key in enumerate(keys) if key == name]
    taken.update(texts)
    left = {at: key for at, key in enumerate(sheet.keys) if at not in taken and _keeps(key)}
    cents = frozenset(at for at, key in enumerate(sheet.keys) if "cents" in key.split("_"))
    return Places(
        {field: columns for field, columns in found.items() if columns},
        texts,
        left,
        _stated_currency(sheet.keys),
        cents,
        sheet.column("slug", "handle", "url_key"),
    )


def _columns(keys: list[str], field: str, aliases: tuple[str, ...], taken: set[int]) -> list[int]:
    found: list[int] = []
    for alias in aliases:
        found += [at for at, key in enumerate(keys) if key == alias and at not in taken]
        if found and field not in _COALESCED:
            break
    kept = found if field in _COALESCED else found[:1]
    taken.update(kept)
    return kept


def _separate_list_price(keys: list[str], found: dict[str, list[int]]) -> None:
    """Beside a sale price, the column `price` is the list price."""
    columns = [keys[at] for at in found["price"]]
    if "price" in columns and {"sale_price", "selling_price"} & set(columns):
        at = found["price"].pop(columns.index("price"))
        found["retail_price"].append(at)


def _money_key(key: str) -> str:
    """Return a price header without its unit: `msrp_gbp`, `retail_price_cents`."""
    parts = key.split("_")
    kept = [part for part in parts if part not in _CURRENCIES and part != "cents"]
    return "_".join(kept) if kept and len(kept) < len(parts) else key


def _stated_currency(keys: list[str]) -> str | None:
    codes = {part for key in keys for part in key.split("_") if part in _CURRENCIES}
    return codes.pop().upper() if len(codes) == 1 else None


def _keeps(key: str) -> bool:
    return bool(key) and key not in _JUNK and not key.endswith(_JUNK_ENDINGS)


def is_catalog(sheet: Sheet) -> bool:
    """Tell whether a table names shoes and says something else about them."""
    found = places(sheet)
    named = bool({"title", "model"} & set(found.fields)) or found.slug is not None
    telling = set(found.fields) - {"title", "source", "currency"}
    return named and bool(telling or sheet.has("id", "oid"))
