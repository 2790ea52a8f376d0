"""The room's entry: raw tables in, linked tables out.

Each distinct way in which records name a shoe is decided once, then spread to its records.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..config import Config
from ..engine import Engine
from ..model import LINKED, Tables, check, table
from ..progress import Progress, silent
from ..spans import Span
from .catalog.distinct import Distinct
from .catalog.first_releases import first_releases
from .catalog.listing_facts import listing_facts
from .catalog.records import Named, Spellings, Subject, named_listing
from .catalog.rollup import Roll
from .catalog.versions import same_versions
from .editorial import Editorial, authors, by_words, stated_shoes
from .group_tables import group_tables
from .linker.decisions import Decision, Verdicts
from .linker.editor_rulings import Obeying, Ruling
from .linker.linker import Link
from .linker.named_groups import Group, Groups, by_group
from .linker.subjects import Subjects, status
from .mentions.daily_counts import count_mentions
from .own_rows import OWN, of_own_rows, own_shoes
from .probability import EVEN, Evidence, estimated
from .reason_words import words
from .reasons import SETTLED, Reason, why
from .shoe_tables import colorways_table, shoes_table

_SUBJECT = ("title", "brand", "style_code")
LISTING = (
    *_SUBJECT, "model", "version", "colorway", "collaborator", "gender", "category", "source",
    "retail_price", "currency", "release_date", "previous",
)  # fmt: skip
"""Columns of a listing that are looked at; rows in which they are equal are one listing."""
_DECIDED = ("shoe", "colorway", "model", "probability", "reason", "runner_up")
_STATED = ("retail_price", "price", "currency", "release_date")
_KINDS = {"observation": "observations", "review": "reviews", "fact": "facts"}
_ARTICLE = "article"


def run(
    raw: Tables,
    config: Config,
    engine: Engine,
    progress: Progress = silent,
    decisions: Sequence[Decision] = (),
) -> Tables:
    """Link every record of `raw` (tables of `model.RAW`) to a shoe.

    Gives the tables of `model.LINKED`. Records without a link are left out of `listings`,
    `reviews`, `observations` and `facts`; their subjects stay in `links`, with the reason.
    `decisions` are what editors accepted and rejected; they and `config.aliases` come first.
    """
    spellings, verdicts = Spellings(config.brands), Verdicts(decisions)
    roll = Roll()
    progress("listings", 0, 1)
    listings = _counted(raw["listings"])
    named = same_versions([named_listing(row, spellings) for row in listings.rows])
    distinct = {kind: Distinct(raw[name], _SUBJECT) for kind, name in _KINDS.items()}
    distinct[_ARTICLE] = Distinct(stated_shoes(raw["articles"]), _SUBJECT)
    by_kind = {kind: _subjects(one) for kind, one in distinct.items()}
    obeying = Obeying(verdicts, spellings, lambda: chain.from_iterable(by_kind.values()))
    named, said = obeying.apply(listings.rows, named)
    placed = roll.add(listings.rows, named)
    own_rows = own_shoes(raw["reviews"], raw["listings"], listings, placed)
    distinct["review"] = Distinct(own_rows, (*_SUBJECT, *OWN))
    by_kind["review"] = _subjects(distinct["review"])
    progress("listings", 1, 1)
    progress("subjects", 0, 1)
    links = Subjects(roll, config, verdicts, spellings).link_all(by_kind)
    progress("subjects", 1, 1)
    progress("records", 0, 1)
    decided_so = list(zip(named, said, strict=True))
    rows = _listing_links(listings, decided_so, placed, roll, config.link_threshold)
    catalog = _listing_facts(raw, listings, named, placed, roll)
    answers = [_answer(links["fact", one], config.link_threshold) for one in by_kind["fact"]]
    releases = _releases(raw, catalog, distinct["fact"], answers)
    shoes = shoes_table(roll, config, releases)
    groups = Groups(shoes.to_pylist(), spellings)
    decided, whole = dict[str, list[Link]](), dict[str, list[Group | None]]()
    for kind, subjects in by_kind.items():
        decided[kind], whole[kind] = by_group(kind, subjects, links, groups)
        if kind == "review":
            decided[kind] = of_own_rows(distinct[kind].rows, decided[kind])
        rows += _links(kind, distinct[kind], decided[kind], whole[kind], config.link_threshold)
    named_in = [_answer(link, config.link_threshold)[0] for link in decided[_ARTICLE]]
    editorial = Editorial(roll, spellings, by_words(distinct[_ARTICLE].rows, named_in))
    articles = editorial.articles(raw["articles"])
    rows += [_row(_ARTICLE, row, 1, link, "unlinked") for row, link in editorial.unknown]
    tables = {
        "articles": articles,
        "authors": authors(raw["authors"]),
        "shoes": shoes,
        "colorways": colorways_table(roll),
        "links": table(LINKED["links"], rows),
        "listings": _listed(raw, listings, named, placed),
    }
    for kind in ("observation", "review", "fact"):
        places = [_answer(link, config.link_threshold) for link in decided[kind]]
        tables[_KINDS[kind]] = _records(_KINDS[kind], raw, distinct[kind], places)
    tables["facts"] = pa.concat_tables([catalog, tables["facts"]])
    tables |= group_tables(groups, shoes, raw, distinct, whole)
    progress("records", 1, 1)
    _add_mentions(tables, raw["reviews"], config.link_threshold)
    return check(tables, LINKED, "link")


def _subjects(distinct: Distinct) -> list[Subject]:
    return [Subject(*(row[c] for c in _SUBJECT)) for row in distinct.rows]


def _counted(listings: pa.Table) -> Distinct:
    """Give the distinct listings, each with the number of its rows."""
    found = Distinct(listings, LISTING)
    for row, count in zip(found.rows, found.counts, strict=True):
        row["rows"] = int(count)
    return found


def _add_mentions(tables: Tables, reviews: pa.Table, threshold: float) -> None:
    """Add what posts mention to the observations, and say in `links` how many posts did."""
    counted = count_mentions(reviews, tables["shoes"], threshold)
    tables["observations"] = pa.concat_tables([tables["observations"], counted.observations])
    if counted.posts:
        reason = words(why(Reason.POSTS, counted.mentioning, counted.posts))
        links = tables["links"].to_pylist()
        for row in links:
            if row["kind"] == "review" and not any(row[column] for column in _SUBJECT):
                row["reason"], row["status"] = reason, "linked"
        tables["links"] = table(LINKED["links"], links)


def _answer(link: Link, threshold: float) -> tuple[str | None, str | None]:
    return (link.shoe, link.colorway) if link.probability >= threshold else (None, None)


def _records(
    name: str, raw: Tables, distinct: Distinct, answers: Sequence[tuple[str | None, str | None]]
) -> pa.Table:
    """Give the records of one table that are linked, with shoe and colorway."""
    shoe = distinct.spread([answer[0] for answer in answers])
    records = raw[name].append_column("shoe", shoe)
    if "colorway" in LINKED[name].names:
        colorway = distinct.spread([answer[1] for answer in answers])
        if "colorway" in records.column_names:
            records = records.drop_columns(["colorway"])
        records = records.append_column("colorway", colorway)
    linked = records.select(LINKED[name].names).filter(pc.is_valid(shoe))
    return linked.cast(LINKED[name]).combine_chunks()


def _listed(
    raw: Tables,
    listings: Distinct,
    named: Sequence[Named],
    placed: Sequence[tuple[str | None, str | None]],
) -> pa.Table:
    """Give the linked listings, with who wears each."""
    gender = listings.spread([one.gender for one in named])
    at = raw["listings"].column_names.index("gender")
    told = raw["listings"].set_column(at, "gender", gender)
    return _records("listings", {"listings": told}, listings, placed)


def _listing_facts(
    raw: Tables,
    listings: Distinct,
    named: Sequence[Named],
    placed: Sequence[tuple[str | None, str | None]],
    roll: Roll,
) -> pa.Table:
    """Give the facts of listings."""
    shoes = listings.spread([shoe for shoe, _ in placed]).to_pylist()
    whole = [
        None if _names_colorway(row, one) else ""
        for row, one in zip(listings.rows, named, strict=True)
    ]
    own = [said is not None for said in listings.spread(whole).to_pylist()]
    count = Counter(one.shoe for one in roll.colorways.values())
    return listing_facts(raw["listings"], shoes, own, count)


def _releases(
    raw: Tables,
    catalog: pa.Table,
    distinct: Distinct,
    answers: Sequence[tuple[str | None, str | None]],
) -> dict[str, Span]:
    """Say when shoes first came out: by catalogs' rows, and by facts that name no colorway."""
    whole = [(None if colorway else shoe, None) for shoe, colorway in answers]
    own = _records("facts", raw, distinct, whole)
    return first_releases([*catalog.to_pylist(), *own.to_pylist()])


def _names_colorway(row: dict[str, Any], named: Named) -> bool:
    return bool(row["colorway"] or named.label or named.collaborator or named.style_codes)


def _listing_links(
    listings: Distinct,
    decided: Sequence[tuple[Named, Ruling | None]],
    placed: Sequence[tuple[str | None, str | None]],
    roll: Roll,
    threshold: float,
) -> list[dict[str, Any]]:
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row, (one, said), (shoe, colorway) in zip(listings.rows, decided, placed, strict=True):
        link = Link(shoe, colorway, *said) if said else _own_link(one, shoe, colorway)
        place = (*(row[c] for c in _SUBJECT), shoe, colorway)
        if place in rows:
            rows[place]["records"] += row["rows"]
        else:
            rows[place] = _row("listing", row, row["rows"], link, status(link, threshold))
    for conflict in roll.conflicts:
        row, said = listings.rows[conflict.row], decided[conflict.row][1]
        if said and said.why.reason in SETTLED:
            continue  # An editor saw both sides of it and decided.
        shoe, colorway = placed[conflict.row]
        link = Link(shoe, colorway, EVEN, conflict.why)
        place = (*(row[c] for c in _SUBJECT), conflict.why)
        rows.setdefault(place, _row("listing", row, row["rows"], link, "conflict"))
    return list(rows.values())


def _own_link(named: Named, shoe: str | None, colorway: str | None) -> Link:
    if shoe is None:
        return Link(None, None, 0.0, why(Reason.NO_MODEL))
    if named.certain:
        return Link(shoe, colorway, estimated(Evidence(Reason.IN_LEXICON)), why(Reason.LISTED))
    return Link(shoe, colorway, 0.85, why(Reason.LISTED_UNKNOWN))


def _links(
    kind: str,
    distinct: Distinct,
    links: Sequence[Link],
    wholes: Sequence[Group | None],
    threshold: float,
) -> list[dict[str, Any]]:
    found = []
    decided = zip(distinct.rows, distinct.counts, links, wholes, strict=True)
    for row, count, link, group in decided:
        if group is None:
            found.append(_row(kind, row, int(count), link, status(link, threshold)))
            continue
        one = _row(kind, row, int(count), link, group.kind)
        found.append(one | {"group_kind": group.kind, "group": group.slug})
    return found


def _row(kind: str, row: dict[str, Any], records: int, link: Link, state: str) -> dict[str, Any]:
    return {
        "kind": kind,
        **{column: row[column] for column in _SUBJECT},
        "records": records,
        "file": row["file"],
        "line": row["line"],
        **(dict.fromkeys(_STATED) if kind != "listing" else {c: row[c] for c in _STATED}),
        **{column: getattr(link, column) for column in _DECIDED},
        "why": link.why.reason.value,
        "status": state,
    }
