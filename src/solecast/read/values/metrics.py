"""Names of metrics as sources use them -> the vocabulary's metrics; scale groups."""

import itertools

from ... import vocabulary

SYNONYMS: dict[str, str] = {
    "sale": "sales",
    "units": "sales",
    "units_sold": "sales",
    "orders": "sales",
    "weekly_orders": "sales",
    "sold": "sales",
    "avg_price": "price",
    "average_price": "price",
    "mean_price": "price",
    "sale_price": "price",
    "resale_price": "price",
    "resale_last": "price",
    "last_sale": "price",
    "lowest_ask": "price",
    "search": "searches",
    "search_interest": "searches",
    "interest": "searches",
    "interest_mean": "searches",
    "interest_over_time": "searches",
    "search_volume": "searches",
    "volume": "searches",
    "hits": "searches",
    "search_index": "searches",
    "visits": "views",
    "impressions": "views",
    "quantity_sold": "sales",
    "pairs": "sales",
    "pageviews": "views",
    "page_views": "views",
    "wiki_views": "views",
    "youtube": "views",
    "youtube_views": "views",
    "mention": "mentions",
    "posts": "mentions",
    "headlines": "mentions",
    "articles": "mentions",
    "bluesky": "mentions",
    "press": "mentions",
    "ranking": "rank",
    "position": "rank",
    "audience_rating": "rating",
}
"""Other names of the metrics, in snake case."""

_WINDOWS = ("_24h", "_7d", "_14d", "_28d", "_30d")


def metric(stated: str) -> str | None:
    """Return the metric that a name in snake case means; None when it means none.

    A window in the name (`mentions_24h`) does not change what is counted.
    """
    name = stated
    for window in _WINDOWS:
        name = name.removesuffix(window)
    if name in vocabulary.METRICS:
        return name
    return SYNONYMS.get(name)


def metric_of(words: str) -> str | None:
    """Return the metric that a file's name in words tells, such as `pageviews-2025`."""
    parts = words.lower().replace("-", "_").replace(" ", "_").split("_")
    pairs = ("_".join(pair) for pair in itertools.pairwise(parts))
    return next((found for part in (*pairs, *parts) if (found := metric(part))), None)


def scale(source: str, name: str, shoe: str | None) -> tuple[str, bool]:
    """Return the scale group of a row that states none, and whether shoes compare within it.

    Search interest is scaled for each query, so each shoe is a scale of its own; counts,
    prices and ranks of one source compare.
    """
    if name == "searches":
        return f"{source}:{name}:{shoe or ''}", False
    return f"{source}:{name}", True
