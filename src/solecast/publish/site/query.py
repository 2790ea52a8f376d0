"""Writes addresses with a query."""

from urllib.parse import urlencode


def query(path: str, **values: str | int | list[str] | None) -> str:
    """Write an address with a query; empty values are left out."""
    pairs = [
        (key, each)
        for key, value in values.items()
        for each in (value if isinstance(value, list) else [value])
        if each not in {None, ""}
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path
