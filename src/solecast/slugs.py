"""The slugs that a guide has given: a shoe keeps its address when its name is understood better.

An article keeps its address, too, when its file is renamed: it is known by headline and beginning.

`slugs.csv` in the guide's folder remembers every slug with what it was known by: style codes, and
names as files state them. When a slug is gone, most of what it was known by now belongs to another
shoe: from then on the old slug leads there, and so do decisions and frozen forecasts.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from .errors import InputError
from .link.linker.decisions import Decision
from .model import Tables
from .replacing import replace_text
from .settings.editors_csv import as_text, read_rows
from .vocabulary import ARTICLES

FILE_NAME = "slugs.csv"
_COLUMNS = ("slug", "now", "known_by")
_KEYS = 8
"""Style codes and names that a slug is remembered by; a few tell a shoe apart."""
_BETWEEN = " | "
_BEGINNING = 120
"""Characters of a text by which an article is known again."""

Known = dict[str, tuple[str, tuple[str, ...]]]
"""Slug -> the slug that its shoe has now, and what it was known by."""


def load(folder: Path) -> Known:
    """Read the remembered slugs; none where there is no file.

    Raises `InputError` for a file that is not `slug,now,known_by`.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}
    try:
        rows = [row for _, row in read_rows(path)]
        return {slug: (now, tuple(known.split(_BETWEEN))) for slug, now, known in rows[1:]}
    except (ValueError, csv.Error) as error:
        raise InputError(
            f"{path} cannot be read: it must be CSV in UTF-8 with the columns slug,now,known_by. "
            "Take it from your last copy; without it, old addresses of renamed shoes are lost."
        ) from error


def save(folder: Path, known: Known) -> None:
    """Write the remembered slugs in one step, unless they are what is already there."""
    rows = ((slug, now, _BETWEEN.join(keys)) for slug, (now, keys) in sorted(known.items()))
    text, path = as_text(_COLUMNS, rows), folder / FILE_NAME
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    replace_text(path, text)


def moved(known: Known) -> dict[str, str]:
    """Give the slugs that lead to another one."""
    return {slug: now for slug, (now, _) in known.items() if now != slug}


def follow(known: Known, linked: Tables) -> Known:
    """Remember the slugs of a build, and find where those that are gone lead now."""
    papers = {slug: told for slug, told in known.items() if slug.startswith(ARTICLES)}
    shoes = {slug: told for slug, told in known.items() if slug not in papers}
    return _followed(shoes, _keys(linked)) | _followed(papers, _of_articles(linked))


def _followed(known: Known, keys: Mapping[str, list[str]]) -> Known:
    owner = _owners(keys)
    found: Known = {slug: (slug, tuple(own[:_KEYS])) for slug, own in keys.items()}
    for slug, (now, told) in known.items():
        if slug not in found:
            found[slug] = (_successor(slug, now, told, owner, keys), told)
    return found


def _successor(
    slug: str,
    now: str,
    told: Iterable[str],
    owner: Mapping[str, str],
    alive: Mapping[str, list[str]],
) -> str:
    """Give the slug that has most of what one was known by; else what it led to, or itself."""
    votes = Counter(owner[one] for one in told if one in owner)
    if votes:
        best, count = votes.most_common(1)[0]
        if count * 2 > votes.total():
            return best
    return now if now in alive else slug


def _keys(linked: Tables) -> dict[str, list[str]]:
    """Give what each shoe is known by: its style codes, then its names, the most frequent first."""
    found: dict[str, dict[str, None]] = {slug: {} for slug in linked["shoes"]["shoe"].to_pylist()}
    for slug, key in _stated(linked):
        if slug in found and key and _BETWEEN not in key and "\n" not in key:
            found[slug][key] = None
    return {slug: list(keys) for slug, keys in found.items()}


def _of_articles(linked: Tables) -> dict[str, list[str]]:
    """Give what each article is known by: its headline, and the words that it begins with."""
    rows = linked["articles"].select(["article", "headline", "text"]).to_pylist()
    return {
        f"{ARTICLES}{row['article']}": [
            words
            for one in (row["headline"], row["text"])
            if (words := " ".join((one or "").replace(_BETWEEN.strip(), " ").split())[:_BEGINNING])
        ]
        for row in rows
    }


def _stated(linked: Tables) -> Iterator[tuple[str, str | None]]:
    ways = linked["colorways"].select(["shoe", "style_code"]).to_pylist()
    yield from ((row["shoe"], row["style_code"]) for row in ways)
    links = linked["links"]
    certain = links.filter(pc.equal(links["status"], pa.scalar("linked")))
    named = certain.sort_by([("records", "descending"), ("title", "ascending")])
    for row in named.select(["shoe", "title", "brand"]).to_pylist():
        if row["title"]:
            brand = row["brand"] or ""
            yield row["shoe"], f"{brand} {row['title']}".strip()[:200]


def _owners(keys: Mapping[str, list[str]]) -> dict[str, str]:
    """Give the shoe of each key that only one has."""
    having: dict[str, list[str]] = defaultdict(list)
    for slug, own in keys.items():
        for key in own:
            having[key].append(slug)
    return {key: slugs[0] for key, slugs in having.items() if len(slugs) == 1}


def redirected(decisions: Iterable[Decision], leads: Mapping[str, str]) -> list[Decision]:
    """Give decisions on renamed shoes their new slugs."""
    return [replace(one, shoe=leads.get(one.shoe, one.shoe)) for one in decisions]


def carried(ledger: pa.Table, leads: Mapping[str, str]) -> pa.Table:
    """Give frozen forecasts of renamed shoes their new slugs.

    Where the shoe that a slug leads to has calls of that day itself, those of the old slug go.
    """
    rows = ledger.to_pylist()
    if not leads or not any(row["shoe"] in leads for row in rows):
        return ledger
    own = {_call(row) for row in rows if row["shoe"] not in leads}
    renamed = [{**row, "shoe": leads[row["shoe"]]} for row in rows if row["shoe"] in leads]
    kept = [row for row in rows if row["shoe"] not in leads]
    kept += [row for row in renamed if _call(row) not in own]
    return pa.Table.from_pylist(kept, schema=ledger.schema)


def _call(row: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in ("made", "kind", "method", "shoe"))
