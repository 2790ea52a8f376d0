"""Posts in, observations out: how many posts of a day mention each shoe.

A model named without a version says little about one shoe. Such posts count for the version
that was current on their day, but as a source of its own that says so and on its own scale, so
that no page and no heat takes the estimate for a count.
"""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression

from ...engine import Engine
from ...model import LINKED, table
from ..catalog.distinct_names import ROW
from ..catalog.shoe_names import Shoe
from .find_mentions import mentions_of
from .name_trie import NameTrie
from .post import Mention
from .post_tokens import parts
from .spellings import fused

ESTIMATED = "estimated from posts without a version"
"""What the name of a forum's source says after a comma where its counts are estimates."""


_TEXT = ("source", "date", "headline", "text")
_DAILY = ("source", "date", "shoe", "file")
_COUNTS = pa.schema(
    [
        *((name, LINKED["observations"].field(name).type) for name in _DAILY),
        ("posts", pa.int64()),
    ]
)
"""Posts by source, day and shoe; the row without a shoe counts posts that mention any."""

_BATCH = 2_000
"""Posts that one process reads at once: about a second of work."""


class Counted(NamedTuple):
    """Observations of metric `mentions` (as `LINKED`), and how many posts they rest on."""

    observations: pa.Table
    posts: int
    mentioning: int


def posts_of(reviews: Expression) -> Expression:
    """Give the posts among RAW `reviews`, numbered by `ROW`: dated ones, copies left out.

    A post is a review that names no subject.
    """
    subject = reviews.title.coalesce("") + reviews.brand.coalesce("")
    subject += reviews.style_code.coalesce("")
    said = reviews.headline.coalesce("") + reviews.text.coalesce("")
    posts = reviews.filter(subject == "", reviews.date.notnull(), said != "")
    return posts.group_by(_TEXT).agg(file=posts["file"].argmin(posts[ROW]))


_PRIMES = (2_147_483_647, 2_147_483_629)
"""The two greatest primes below 2^31: sums of remainders stay within 64 bits."""


def print_of(engine: Engine, posts: Expression) -> str:
    """Give a text that is equal for equal posts, whatever other records stand beside them."""
    said = ibis.literal("")
    for column in ("file", *_TEXT):
        said += posts[column].cast("string").coalesce("") + ibis.literal("\n")
    posts = posts.mutate(print=said.hash())
    # A sum of remainders, as the posts come in any order and Spark has no exclusive or of rows.
    prints = {f"of_{prime}": (posts.print % prime).sum().cast("int64") for prime in _PRIMES}
    seen = engine.arrow(posts.aggregate(posts=posts.count(), **prints))
    return str(seen.to_pylist())


def count_mentions(engine: Engine, posts: Expression, shoes: pa.Table, threshold: float) -> Counted:
    """Count the posts (of `posts_of`) that mention a shoe of LINKED `shoes`, day by day.

    A post counts once for each shoe that it mentions with a probability of at least
    `threshold`. Rows are in order of source, date and shoe.
    """
    total: int = engine.arrow(posts.aggregate(posts=posts.count()))["posts"][0].as_py()
    if not total or not shoes.num_rows:
        return Counted(LINKED["observations"].empty_table(), total, 0)
    kernel = partial(_count, _packed(shoes), threshold)
    found = engine.map_batches(kernel, posts.select("file", *_TEXT), [], _COUNTS, _BATCH)
    counts: Counter[tuple[str, dt.date, str, str]] = Counter()
    mentioning = 0
    for row in found.to_pylist():
        if row["shoe"] is None:
            mentioning += row["posts"]
        else:
            counts[row["source"], row["date"], row["shoe"], row["file"]] += row["posts"]
    return Counted(_observations(counts), total, mentioning)


def _count(shoes: bytes, threshold: float, posts: pa.Table) -> pa.Table:
    """Count the mentions of some posts."""
    names, current = _known(shoes)
    counts: Counter[tuple[str | None, dt.date | None, str | None, str | None]] = Counter()
    for post in posts.to_pylist():
        said = "\n".join(filter(None, (post["headline"], post["text"])))
        found = [one for one in mentions_of(names, said) if one.probability >= threshold]
        counts[None, None, None, None] += bool(found)
        source = post["source"] or post["file"]
        for shoe in {one.shoe for one in found if one.shoe}:
            counts[source, post["date"], shoe, post["file"]] += 1
        for shoe in _estimated(found, current, post["date"]):
            counts[f"{source}, {ESTIMATED}", post["date"], shoe, post["file"]] += 1
    rows = [(*key, count) for key, count in counts.items()]
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=_COUNTS)


def _packed(shoes: pa.Table) -> bytes:
    """Pack the shoes for a process that keeps what it made of them from batch to batch."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, shoes.schema) as stream:
        stream.write_table(shoes)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


@lru_cache(maxsize=1)
def _known(shoes: bytes) -> tuple[NameTrie, "_Current"]:
    rows = pa.ipc.open_stream(shoes).read_all().to_pylist()
    return _names(rows), _Current(rows)


def _names(shoes: Iterable[Mapping[str, Any]]) -> NameTrie:
    names = NameTrie()
    for row in shoes:
        shoe = Shoe(row["brand"] or "", row["model"] or row["name"], row["version"])
        names.add(row["shoe"], shoe, row["aliases"] or ())
    names.compile()
    return names


def _estimated(found: Iterable[Mention], current: "_Current", date: dt.date) -> set[str]:
    """Give the current versions of the models that a post names only without a version."""
    found = list(found)
    versioned = {one.model for one in found if one.shoe}
    bare = {one.model for one in found if one.is_bare and one.model not in versioned}
    return {shoe for model in bare if model and (shoe := current.at(model, date))}


class _Current:
    """Which version of a model was the newest on a day, as far as release dates tell."""

    def __init__(self, shoes: Iterable[Mapping[str, Any]]) -> None:
        groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        self._releases: dict[str, list[tuple[dt.date, float, str]]] = {}
        self._undated: dict[str, float] = {}
        for row in shoes:
            if row["model"]:
                groups.setdefault((row["brand"], fused(parts(row["model"]))), []).append(row)
        for rows in groups.values():
            numbered = [(_number(row["version"]), row) for row in rows]
            known = [(number, row) for number, row in numbered if number is not None]
            dated = sorted(
                (day, number, row["shoe"]) for number, row in known if (day := _dated(row))
            )
            undated = max((n for n, row in known if not _dated(row)), default=0.0)
            for row in rows:
                model = f"{row['brand']} {row['model']}".strip()
                self._releases[model], self._undated[model] = dated, undated

    def at(self, model: str, date: dt.date) -> str | None:
        """Give the shoe, None where no release is known or a newer one has no date."""
        releases = self._releases.get(model, [])
        place = bisect_right(releases, date, key=lambda release: release[0])
        if not place or self._undated[model] > releases[place - 1][1]:
            return None
        return releases[place - 1][2]


def _dated(row: Mapping[str, Any]) -> dt.date | None:
    """Give the day from which a version is known: its first release, else its oldest colorway."""
    day: dt.date | None = row["first_release"] or row["earliest_colorway"]
    return day


def _number(version: str | None) -> float | None:
    """Give a version as a number, 1 where there is none; None for variants such as `41 GTX`."""
    words = parts(version or "1")
    if len(words) != 1:
        return None
    try:
        return float(words[0])
    except ValueError:
        return None


def _observations(counts: Mapping[tuple[str, dt.date, str, str], int]) -> pa.Table:
    rows = [
        {
            "file": file,
            "source": source,
            "shoe": shoe,
            "scale_group": f"{source}:mentions",
            "comparable": not source.endswith(ESTIMATED),
            "date": date,
            "period": "day",
            "metric": "mentions",
            "value": float(count),
            "censored": False,
            "partial": False,
        }
        for (source, date, shoe, file), count in sorted(counts.items())
    ]
    return table(LINKED["observations"], rows)
