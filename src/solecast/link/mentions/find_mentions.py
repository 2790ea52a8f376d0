"""Shoes mentioned in posts: which shoe or model, where, how surely and why.

The longest name wins. A version is identity: a family without one is a model where the
catalog has versions of it, and a version the catalog lacks is never its neighbour.
"""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from .name_trie import NameTrie
from .post import Mention, Post

MENTIONS = pa.schema(
    [
        # A post stands there once for each of its mentions, but is stored once.
        ("text", pa.dictionary(pa.int32(), pa.string())),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("shoe", pa.string()),
        ("model", pa.string()),
        ("probability", pa.float64()),
        ("reason", pa.string()),
        ("index", pa.int32()),
    ]
)


def mention_table(names: NameTrie, texts: Sequence[str]) -> pa.Table:
    """Find the mentions of all texts; columns as `MENTIONS`, in order of text and place."""
    told = ["" if text is None else str(text) for text in texts]
    rows = [
        (*mention[:-1], mention.reason, index)
        for index, text in enumerate(told)
        for mention in mentions_of(names, text)
    ]
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
    columns = columns or [[] for _ in MENTIONS.names[1:]]
    index = pa.array(columns[-1], pa.int32())
    text = pa.DictionaryArray.from_arrays(index, pa.array(told, pa.string()))
    return pa.table([text, *columns], schema=MENTIONS)


def mentions_of(names: NameTrie, text: str) -> list[Mention]:
    """Find the mentions of one text, in order."""
    return Post(names, text).read()
