"""Writes addresses: their queries, and names as they stand in them."""

from functools import lru_cache
from urllib.parse import quote_plus

from ....guide.lookup import words


def query(path: str, **values: str | int | list[str] | None) -> str:
    """Write an address with a query; empty values are left out."""
    pairs = [
        (key, each)
        for key, value in values.items()
        for each in (value if isinstance(value, list) else [value])
        if each not in {None, ""}
    ]
    said = "&".join(f"{_quoted(key)}={_quoted(str(each))}" for key, each in pairs)
    return f"{path}?{said}" if pairs else path


@lru_cache(4096)
def _quoted(text: str) -> str:
    """Write a key or a value as it stands in a query; a page writes the same few many times."""
    return quote_plus(text)


def address_of(name: str) -> str:
    """Write the name of a brand or model as it stands in addresses: `new-balance`."""
    return "-".join(words(name)).replace(".", "-")
