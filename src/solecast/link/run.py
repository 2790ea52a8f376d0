"""The room's entry: raw tables in, linked tables out.

Each distinct way in which records name a shoe is decided once, then joined to its records.
"""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ..attributes import canonical
from ..engine import Engine
from ..memo import Memo
from ..model import LINKED, Tables, check, table
from ..progress import Progress, Steps, counted, silent
from ..settings.config import Config
from ..spans import Span
from .big_records import ARTICLE, Catalog, Place, Records, place_answers, subjects
from .catalog.distinct_names import ROW, Distinct
from .catalog.first_releases import ATTRIBUTE, first_releases
from .catalog.listing_facts import listing_facts
from .catalog.record_names import Spellings, named_listing
from .catalog.rollup import RolledUp
from .catalog.versions import same_versions
from .corrected import corrected, without_removed
from .corrections import EditorsValue
from .editorial import Editorial, authors, by_words
from .group_tables import group_tables
from .link_rows import SUBJECT, link_row, listing_links, mark_posts, subject_links
from .linker.decisions import Decision, Verdicts
from .linker.editor_rulings import RulingsInForce
from .linker.linker import Link
from .linker.named_groups import Groups, NamedGroup, by_group
from .linker.subjects import Subjects
from .own_row_ratings import of_own_rows
from .pictures_of import all_pictures
from .shoe_tables import colorways_table, shoes_table

LISTING = (
    *SUBJECT, "model", "version", "colorway", "collaborator", "gender", "category", "source",
    "retail_price", "currency", "release_date", "previous",
)  # fmt: skip
"""Columns of a listing that are looked at; rows in which they are equal are one listing."""


def run(
    raw: Tables,
    config: Config,
    engine: Engine,
    progress: Progress = silent,
    decisions: Sequence[Decision] = (),
    memo: Memo | None = None,
    corrections: Sequence[EditorsValue] = (),
) -> Tables:
    """Link every record of `raw` (tables of `model.RAW`) to a shoe.

    Gives the tables of `model.LINKED`. Records without a link are left out of `listings`,
    `reviews`, `observations` and `facts`; their subjects stay in `links`, with the reason.
    `decisions` are what editors accepted and rejected; they and `config.aliases` come first.
    `corrections` are what editors know better than all sources.
    Big tables are written to the folder of `memo`; without one they are Arrow tables.
    """
    records = Records(raw, engine, memo or Memo())
    spellings, verdicts = Spellings(config.brands), Verdicts(decisions)
    threshold = config.link_threshold
    steps = Steps(progress)
    catalog = _catalog(records, spellings, verdicts, progress)
    steps.begin("gathering names")
    distinct = records.named(catalog)
    by_kind = {kind: subjects(one) for kind, one in distinct.items()}
    steps.begin("")
    links = Subjects(catalog.roll, config, verdicts, spellings).link_all(by_kind, progress)
    steps.begin("joining records to shoes")
    facts = listing_facts(engine, records.stated(catalog))
    stated = [_answer(links["fact", one], threshold) for one in by_kind["fact"]]
    releases = _releases(records, facts, distinct["fact"], stated)
    shoes, told = corrected(shoes_table(catalog.roll, config, releases), corrections)
    groups = Groups(shoes.to_pylist(), spellings)
    rows = listing_links(catalog.names, catalog.decided, catalog.placed, catalog.roll, threshold)
    places, wholes = dict[str, list[Place]](), dict[str, list[NamedGroup | None]]()
    for kind, names in by_kind.items():
        decided, wholes[kind] = by_group(kind, names, links, groups)
        if kind == "review":
            decided = of_own_rows(distinct[kind].rows, decided)
        rows += subject_links(kind, distinct[kind], decided, wholes[kind], threshold)
        places[kind] = [_answer(link, threshold) for link in decided]
    named_in = by_words(distinct[ARTICLE].rows, [shoe for shoe, _ in places[ARTICLE]])
    editorial = Editorial(catalog.roll, spellings, named_in)
    articles = editorial.articles(raw["articles"])
    rows += [link_row(ARTICLE, row, 1, link, "unlinked") for row, link in editorial.unknown]
    tables = {
        "articles": articles,
        "authors": authors(raw["authors"]),
        "shoes": shoes,
        "corrections": told,
        "colorways": colorways_table(catalog.roll),
        **records.linked(catalog, distinct, places, wholes),
        **group_tables(groups, shoes),
    }
    tables["pictures"] = all_pictures(tables["pictures"], records.pictured(catalog))
    read = records.told(catalog, articles, tables["reviews"], shoes)
    every = pa.concat_tables([facts, tables["facts"], read])
    tables["facts"] = without_removed(every, told)
    counted = records.mentions(shoes, threshold)
    tables["observations"] = records.with_mentions(tables["observations"], counted.observations)
    mark_posts(rows, counted.mentioning, counted.posts)
    tables["links"] = table(LINKED["links"], rows)
    steps.begin("")
    return check(tables, LINKED, "link")


def _catalog(
    records: Records, spellings: Spellings, verdicts: Verdicts, progress: Progress
) -> Catalog:
    """Decide each distinct listing, and roll them up to shoes and colorways."""
    names = Distinct(records.engine, records.of("listings"), LISTING, ("file", "line", "price"))
    rows = counted(names.rows, progress, "reading titles", len(names.rows))
    named = same_versions([named_listing(row, spellings) for row in rows])
    named, said = RulingsInForce(verdicts, spellings, records.subjects).apply(names.rows, named)
    roll = RolledUp()
    placed = roll.add(names.rows, named)
    return Catalog(names, list(zip(named, said, strict=True)), placed, roll)


def _answer(link: Link, threshold: float) -> Place:
    return (link.shoe, link.colorway) if link.probability >= threshold else (None, None)


def _releases(
    records: Records, catalog: pa.Table, distinct: Distinct, answers: Sequence[Place]
) -> dict[str, Span]:
    """Say when shoes first came out: by catalogs' rows, and by facts that name no colorway."""
    whole = place_answers([(None if colorway else shoe, None) for shoe, colorway in answers])
    own = distinct.joined(records.engine, records.of("facts"), whole, "shoe").order_by(ROW)
    names = LINKED["facts"].names
    stated = records.engine.arrow(own.select(names), LINKED["facts"])
    return first_releases([*_of_releases(catalog), *_of_releases(stated)])


def _of_releases(facts: pa.Table) -> list[dict[str, object]]:
    """Give the facts that state a release: most state something else."""
    names = pc.unique(facts["attribute"]).to_pylist()
    wanted = [name for name in names if name and canonical(name)[0] == ATTRIBUTE]
    rows = facts.filter(pc.is_in(facts["attribute"], pa.array(wanted, pa.string())))
    return rows.to_pylist()  # type: ignore[no-any-return]
