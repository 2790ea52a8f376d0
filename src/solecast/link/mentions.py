"""Shoes mentioned in posts: which shoe or model, where, how surely and why.

The longest name wins. A version is identity: a family without one is a model where the
catalog has versions of it, and a version the catalog lacks is never its neighbour.
"""

from collections.abc import Sequence

import pyarrow as pa

from .mention_names import Names
from .mention_post import Mention, Post

MENTIONS = pa.schema(
    [
        ("text", pa.int64()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("shoe", pa.string()),
        ("model", pa.string()),
        ("probability", pa.float64()),
        ("reason", pa.string()),
    ]
)


def mention_table(names: Names, texts: Sequence[str]) -> pa.Table:
    """Find the mentions of all texts; columns as `MENTIONS`, in order of text and place."""
    rows = [
        (index, *mention)
        for index, text in enumerate(texts)
        for mention in mentions_of(names, text or "")
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in MENTIONS]
    return pa.table(columns, schema=MENTIONS)


def mentions_of(names: Names, text: str) -> list[Mention]:
    """Find the mentions of one text, in order."""
    return Post(names, text).read()
