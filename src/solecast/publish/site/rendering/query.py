"""Writes addresses: their queries, and names as they stand in them."""

from urllib.parse import urlencode

from ....guide.lookup import words


def query(path: str, **values: str | int | list[str] | None) -> str:
    """Write an address with a query; empty values are left out."""
    pairs = [
        (key, each)
        for key, value in values.items()
        for each in (value if isinstance(value, list) else [value])
        if each not in {None, ""}
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def address_of(name: str) -> str:
    """Write the name of a brand or model as it stands in addresses: `new-balance`."""
    return "-".join(words(name)).replace(".", "-")
