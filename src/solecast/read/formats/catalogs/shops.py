"""Answers of shops in JSON: Shopify's `products.json`, and price lists by size."""

from collections.abc import Mapping
from typing import Any

from ....settings.setting_values import currencies
from ... import limits
from ...containers.json_text import objects
from ...containers.nested_rows import scalar
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date
from ...values.money import parse_money, parse_number
from ...values.picture_names import pictures
from .shared_codes import shared_code
from .shoes_only import no_shoe
from .style_codes import style_code

_SIZES = frozenset({"size", "shoe size", "us size", "größe", "talla", "taille", "taglia"})
_COLOURS = frozenset({"color", "colour", "colorway", "farbe", "couleur"})
_CENTS_FROM = 5_000


def recognises_shopify(value: Any) -> bool:
    """Tell whether a value is a list of products with a handle and variants or options."""
    found = objects(value)
    products = found[0] if found else []
    return any("handle" in item and {"variants", "options"} & set(item) for item in products)


def read_shopify(value: Any, out: Findings) -> None:
    """Read each variant of each product as a listing.

    Shopify names neither the shop nor the currency of its prices; `solecast fetch` notes them as
    `shop` and `currency` beside the products.
    """
    found = objects(value)
    noted = value if isinstance(value, dict) else {}
    shop = scalar(noted.get("shop"))
    currency = scalar(noted.get("currency"))
    currency = currency if currency in currencies() else out.config.currency
    for ordinal, product in enumerate(found[0] if found else [], 1):
        out.record(ordinal, scalar(product.get("title")))
        title = wording.line(scalar(product.get("title")))
        kind = scalar(product.get("product_type"))
        foreign = no_shoe(title or "", [kind] if kind else [])
        if title is None or foreign:
            out.refuse(foreign or "the row names no shoe")
            continue
        _product(product, title, shop, currency, out)


def _product(
    product: Mapping[str, Any], title: str, shop: str, currency: str, out: Findings
) -> None:
    variants = [item for item in product.get("variants") or [{}] if isinstance(item, dict)]
    tags = product.get("tags")
    words = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    kept = [tag.strip() for tag in words if isinstance(tag, str) and len(tag.strip()) > 1]
    stated = "; ".join(kept)[: limits.ATTRIBUTE_CHARS]
    common = {
        "title": title,
        "brand": wording.line(scalar(product.get("vendor"))),
        "style_code": shared_code([scalar(item.get("sku")) for item in variants]),
        "category": wording.line(scalar(product.get("product_type"))),
        "description": wording.plain(scalar(product.get("body_html"))),
        "url": wording.line(scalar(product.get("url")) or _page(shop, product)),
        "currency": currency,
        "pictures": _shown(product.get("images") or [product.get("image")]),
        "attributes": [{"attribute": "tags", "value": stated}] if stated else None,
    }
    names = _option_names(product)
    for variant in variants:
        _variant(product, variant, names, common, out)


def _shown(images: Any) -> list[str] | None:
    """Give the addresses of pictures as Shopify lists them: objects with `src`, or addresses."""
    listed = images if isinstance(images, list) else [images]
    return pictures(*(scalar(one.get("src") if isinstance(one, dict) else one) for one in listed))


def _page(shop: str, product: Mapping[str, Any]) -> str:
    return f"{shop}/products/{scalar(product.get('handle'))}" if shop else ""


def _option_names(product: Mapping[str, Any]) -> list[str]:
    options = product.get("options")
    found = options if isinstance(options, list) else []
    return [
        scalar(item.get("name") if isinstance(item, dict) else item).strip().lower()
        for item in found[:3]
    ]


def _variant(
    product: Mapping[str, Any],
    variant: Mapping[str, Any],
    names: list[str],
    common: Mapping[str, Any],
    out: Findings,
) -> None:
    stated = {name: scalar(variant.get(f"option{at}")) for at, name in enumerate(names, 1)}
    size = next((value for name, value in stated.items() if name in _SIZES), None)
    colour = next((value for name, value in stated.items() if name in _COLOURS), None)
    currency = str(common["currency"])
    price = parse_money(scalar(variant.get("price", product.get("price"))), currency)
    full = parse_money(scalar(variant.get("compare_at_price")), currency)
    asked = price[0] if price and price[0] > 0 else None
    own = _shown(variant.get("featured_image")) or common["pictures"]
    out.listing(
        **{**common, "pictures": own, "currency": price[1] if price and asked else None},
        size=wording.line(size),
        colorway=wording.line(colour),
        price=asked,
        retail_price=full[0] if full and full[0] > 0 else None,
    )


def recognises_price_list(value: Any) -> bool:
    """Tell whether a value is `{site: {name, sku, variants: [{size, price}]}}`."""
    if not isinstance(value, dict) or not value:
        return False
    return all(
        isinstance(item, dict) and "name" in item and isinstance(item.get("variants"), list)
        for item in value.values()
    )


def read_price_list(value: Any, out: Findings) -> None:
    """Read each size of each site's shoe as a listing; the site is the source."""
    ordinal = 0
    for site, shoe in value.items():
        sizes = [item for item in shoe["variants"] if isinstance(item, dict)]
        prices = [parse_number(scalar(item.get("price"))) for item in sizes]
        in_cents = _are_cents([price for price in prices if price is not None])
        if in_cents:
            out.say(f"Prices of {site[:40]} are whole hundreds of 5,000 or more: read as cents.")
        for item, price in zip(sizes, prices, strict=True):
            ordinal += 1
            out.record(ordinal, f"{scalar(shoe['name'])}, {scalar(item.get('size'))}")
            out.source = wording.line(site, 80) or out.stem
            _size(shoe, item, price / 100 if price and in_cents else price, out)


def _are_cents(prices: list[float]) -> bool:
    return bool(prices) and min(prices) >= _CENTS_FROM and all(p % 100 == 0 for p in prices)


def _size(
    shoe: Mapping[str, Any], item: Mapping[str, Any], price: float | None, out: Findings
) -> None:
    title = wording.line(scalar(shoe["name"]))
    if title is None or not price or price < 0:
        out.refuse("the row names no shoe" if title is None else "the price must be above zero")
        return
    out.listing(
        title=title,
        brand=wording.line(scalar(shoe.get("brandName") or shoe.get("brand"))),
        style_code=style_code(scalar(shoe.get("sku"))),
        size=wording.line(scalar(item.get("size"))),
        url=wording.line(scalar(shoe.get("href") or shoe.get("url"))),
        price=price,
        currency=out.config.currency,
        release_date=parse_date(scalar(shoe.get("releaseDate"))),
    )


def recognises_size_prices(value: Any) -> bool:
    """Tell whether a value is GOAT's list of prices by size, which names no shoe."""
    found = objects(value)
    return found is not None and all("lowestPriceCents" in item for item in found[0])


def read_size_prices(value: Any, out: Findings) -> None:
    """Refuse every row: without the shoe's name a price says nothing."""
    for ordinal, item in enumerate(value if isinstance(value, list) else [], 1):
        out.record(ordinal, f"size {scalar(item.get('size'))}")
        out.refuse("the row names no shoe; keep the product's name with its prices")
