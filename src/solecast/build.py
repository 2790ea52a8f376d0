"""The conductor: a folder of inputs becomes a guide. Read it from top to bottom.

    read  ->  link  ->  measure  ->  publish

A guide is a pure function of its folder and configuration. What a build made is kept in the
guide's store under the hash of what it was made from, so that the next build redoes only what
depends on a changed file, and nothing at all where nothing changed.
"""

import datetime as dt
import itertools
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from . import __version__, link, measure, read, slugs
from .code_hash import code_hash
from .engine import Engine, open_engine
from .errors import InputError, SnapshotError
from .guide.guide import STORE, Guide, open_guide
from .link.corrections import FILE_NAME as CORRECTIONS
from .link.corrections import led, load_corrections
from .link.linker.decisions import load_decisions
from .memo import Memo, digest
from .model import RAW, Parts, Tables, table
from .progress import Progress, silent
from .publish import snapshot
from .read.recognition import UNKNOWN
from .replacing import replacing
from .report.build_differences import difference_table, find_differences, with_linked
from .report.build_report import Clock, Difference, Report
from .settings.config import Config, load_config
from .settings.rates import FILE_NAME as RATES
from .settings.rates import load_rates

LEDGER = "ledger.parquet"
"""The frozen forecasts of all builds; kept beside the inputs because nothing can remake it."""

DECISIONS = "decisions.csv"
"""What a person decided about links in doubt."""


def build_guide(
    folder: str | Path,
    progress: Progress = silent,
    *,
    force: bool = False,
    strict: bool = False,
    today: dt.date | None = None,
) -> Guide:
    """Build the guide of a folder and open it; does nothing where nothing changed.

    `today` is the build day, by default the calendar's: what is dated after it is quarantined.
    `force` builds anew from the files; `strict` refuses a guide that loses anything: rows in
    quarantine, files that are not read, links in doubt. Raises `ConfigError`, `InputError`, or
    `SolecastError` for what `strict` refuses; the guide that was served before stays.
    """
    folder = Path(folder)
    config = load_config(folder)
    rates = load_rates(folder, config.currency)
    store = folder / STORE
    found = read.survey(folder, config)
    known = slugs.load(folder)
    identity = _identity(folder, config, found, known)
    today = max(today or dt.date.today(), config.as_of or dt.date.min)
    if not (force or strict) and (fresh := _fresh(folder, identity, today)):
        return fresh

    if force:
        _forget(store)
    clock = Clock()
    raw, later = read.until(read.run(folder, config, store / "read", progress, found), today)
    _refuse_nothing(raw, folder)
    memo = Memo(store / "memo", _code())
    with _engine(config) as engine:
        raw, later = read.look_at(folder, config, engine, today, memo).added(raw, later)
        clock("read")
        linked, known = _followed(
            known, partial(_linked, folder, raw, config, engine, memo, progress)
        )
        leads = slugs.moved(known)
        raw = {**raw, "quarantine": _quarantined(raw, linked)}
        if strict:
            _refuse_loss(raw, linked)
        files = with_linked(raw["files"], linked, engine)
        clock("link")
        as_of = config.as_of or _last_date(linked, engine, today)
        ledger = folder / LEDGER
        earlier = slugs.carried(parquet.read_table(ledger), leads) if ledger.is_file() else None
        measured = measure.run(linked, config, engine, as_of, earlier, progress, memo, rates)
        clock("measure")

    progress("writing the guide", 0, 1)
    _freeze(measured["ledger"], ledger)
    tables = {**linked, **measured, "files": files}
    tables["quarantine"] = raw["quarantine"].drop_columns(["cells"])  # They may be private.
    facts = {**_facts(config, as_of), "method": measure.method()}
    facts |= {"today": today.isoformat(), "later": later and later.isoformat()}
    facts |= {"inputs": _identity(folder, config, found, known), "moved": leads}
    differences = _differences(folder, tables, leads)
    slugs.save(folder, known)
    snapshot.write(tables, facts, store)
    progress("writing the guide", 1, 1)
    clock("publish")
    guide = open_guide(folder)
    guide.report = Report(str(guide.facts["snapshot"]), clock.seconds, differences)
    guide.report.save(store)
    return guide


def _forget(store: Path) -> None:
    """Let all be made anew; big tables stay: the guide that is served shows them until then."""
    for kept in ("read", "memo/steps"):
        shutil.rmtree(store / kept, ignore_errors=True)


def _followed(
    known: slugs.Known, linked: Callable[[Mapping[str, str]], Tables]
) -> tuple[Tables, slugs.Known]:
    """Link, and once more where shoes turn out to be renamed: decisions on them count, too."""
    leads = slugs.moved(known)
    tables = linked(leads)
    known = slugs.follow(known, tables)
    now = slugs.moved(known)
    return (tables if now == leads else linked(now)), known


def _differences(folder: Path, tables: Tables, leads: Mapping[str, str]) -> list[Difference]:
    """Compare with the guide that was built before, if there is one that can be read."""
    try:
        guide = open_guide(folder)
    except SnapshotError:
        return []
    try:
        before = {name: guide.table(name) for name in ("files", "shoes")}
        return find_differences(before, tables, leads)
    finally:
        guide.close()


def _engine(config: Config) -> AbstractContextManager[Engine]:
    if config.engine == "spark":
        return open_engine("spark", settings=config.spark)
    return open_engine(config.engine)


def _linked(
    folder: Path,
    raw: Tables,
    config: Config,
    engine: Engine,
    memo: Memo,
    progress: Progress,
    leads: Mapping[str, str],
) -> Tables:
    """Link, or give what was linked before from the same tables, settings and decisions."""
    decisions = slugs.redirected(load_decisions(folder / DECISIONS), leads)
    given = led(load_corrections(folder / CORRECTIONS), leads)
    made_from = [repr(config), repr(decisions), repr(given), *(raw[name] for name in sorted(raw))]
    return memo.tables(
        "link", made_from, lambda: link.run(raw, config, engine, progress, decisions, memo, given)
    )


def _quarantined(raw: Tables, linked: Tables) -> pa.Table:
    """Give the rows that were not used, and the corrections that cannot be obeyed."""
    rows = [
        {
            "file": CORRECTIONS,
            "line": row["line"],
            "reason": row["problem"],
            "row": ",".join(str(row[name] or "") for name in ("shoe", "attribute", "value")),
        }
        for row in linked["corrections"].to_pylist()
        if row["problem"]
    ]
    return pa.concat_tables([raw["quarantine"], table(RAW["quarantine"], rows)])


def _identity(folder: Path, config: Config, found: Sequence[read.Input], known: slugs.Known) -> str:
    """Hash what a guide is made from: inputs, settings and the version of Solecast."""
    beside = (DECISIONS, CORRECTIONS, RATES)
    files = [*found, *(read.look(folder, name) for name in beside)]
    parts = [f"{one.file} {one.sha256}" for one in files if one.sha256]
    there = read.identity(folder, config)
    return digest(_code(), repr(config), repr(sorted(slugs.moved(known).items())), *parts, there)


def _code() -> str:
    """Name this Solecast exactly: what another one made is made anew."""
    return f"{__version__} {code_hash(Path(__file__).parent, suffixes=_CODE)}"


_CODE = (".py", ".csv", ".json", ".npz", ".md")
"""Suffixes of the files of the package that a guide's numbers depend on."""


def _fresh(folder: Path, identity: str, today: dt.date) -> Guide | None:
    """Open the guide in place if it was made from the same inputs, and no more of them count."""
    try:
        guide = open_guide(folder)
    except SnapshotError:
        return None
    built, later = str(guide.facts.get("today") or ""), guide.facts.get("later")
    same_day = built <= today.isoformat() and not (later and str(later) <= today.isoformat())
    if guide.facts.get("inputs") == identity and same_day:
        return guide
    guide.close()
    return None


def _refuse_nothing(raw: Tables, folder: Path) -> None:
    if not sum(raw[name].num_rows for name in ("listings", "reviews", "articles", "facts")):
        raise InputError(
            f"{folder} holds no shoe yet: {raw['files'].num_rows} files were read, none of them a "
            "catalog, a review, an article or a table of facts. Put a CSV with a column of names "
            f"into {folder / 'catalog'}, or see what was found with: solecast check {folder}"
        )


def _refuse_loss(raw: Tables, linked: Tables) -> None:
    """Refuse a guide that something of its inputs is missing from: all losses are told."""
    losses = [*_unread(raw["files"])]
    disobeyed = linked["corrections"]["problem"].to_pylist()
    if quarantined := (pc.sum(raw["files"]["quarantined"]).as_py() or 0) + sum(
        map(bool, disobeyed)
    ):
        losses.append(f"{quarantined:,} rows are quarantined")
    links = linked["links"]
    settled = pc.is_in(links["status"], pa.array(["linked", "rejected"]))
    settled = pc.or_(settled, pc.is_valid(links["group"]))
    if doubtful := pc.sum(pc.invert(settled)).as_py() or 0:
        losses.append(f"{doubtful:,} names are not linked with certainty")
    if losses:
        raise InputError(
            f"Built with strict: {'; '.join(losses)}. See all with: solecast check FOLDER; mend "
            "them, or build without --strict."
        )


_UNREAD_SHOWN = 5


def _unread(files: pa.Table) -> Iterator[str]:
    """Name the files that give nothing: a review with broken front matter is one of them."""
    unread = [row for row in files.to_pylist() if row["format"] == UNKNOWN]
    if not unread:
        return
    count = "1 file is" if len(unread) == 1 else f"{len(unread):,} files are"
    told = [f"{row['file']}: {row['note']}".rstrip(".") for row in unread[:_UNREAD_SHOWN]]
    yield f"{count} not read ({'; '.join(told)})"


_LEAP_DAYS = 60
"""Days within which another date must lie before the last one."""


def _last_date(linked: Tables, engine: Engine, today: dt.date) -> dt.date:
    """The guide's today: the last date of any signal, or of any other dated record.

    Where nothing is dated it is the day of the build. A lone leap, with nothing else in the
    `_LEAP_DAYS` before it, is a slip and not counted.
    """
    for names in (("observations", "group_observations"), ("reviews",), ("articles",), ("facts",)):
        dates = {day for name in names for day in _dates(linked[name], engine)}
        known: list[dt.date] = sorted(dates)
        if known:
            steps = itertools.pairwise(known)
            near = [day for before, day in steps if (day - before).days <= _LEAP_DAYS]
            return near[-1] if near else known[-1]
    last = pc.max(linked["colorways"]["release_date"]).as_py()
    return dt.date.fromisoformat(str(last)) if last else today


def _dates(table: Parts | pa.Table, engine: Engine) -> list[dt.date]:
    rows = engine.parquet(table)
    found = rows.filter(rows.date.notnull()).select("date").distinct()
    return engine.arrow(found)["date"].to_pylist()  # type: ignore[no-any-return]


def _freeze(ledger: pa.Table, path: Path) -> None:
    """Write the ledger in one step, unless it is what is already there."""
    if not ledger.num_rows or (path.is_file() and parquet.read_table(path).equals(ledger)):
        return
    with replacing(path) as temporary:
        parquet.write_table(ledger, temporary)


def _facts(config: Config, as_of: dt.date) -> dict[str, object]:
    settings = config.model_dump(mode="json")
    shown = {key: settings[key] for key in ("title", "description", "editors", "currency")}
    return {**shown, "as_of": as_of.isoformat(), "version": __version__, "settings": settings}


def check_inputs(folder: str | Path, progress: Progress = silent) -> Tables:
    """Read and link a folder without building: the import report's tables.

    Returns `files`, `quarantine`, `links`, and `differences` from the last build. Raises like
    `build_guide`.
    """
    folder = Path(folder)
    config = load_config(folder)
    raw = read.run(folder, config, folder / STORE / "read", progress)
    today = max(dt.date.today(), config.as_of or dt.date.min)
    raw, later = read.until(raw, today)
    with _engine(config) as engine:
        known, memo = slugs.load(folder), Memo(folder / STORE / "memo", _code())
        raw, _ = read.look_at(folder, config, engine, today, memo).added(raw, later)
        linked = _linked(folder, raw, config, engine, memo, progress, slugs.moved(known))
        raw = {**raw, "quarantine": _quarantined(raw, linked)}
        files = with_linked(raw["files"], linked, engine)
    leads = slugs.moved(slugs.follow(known, linked))
    found = _differences(folder, {"files": files, "shoes": linked["shoes"]}, leads)
    return {
        "files": files,
        "quarantine": raw["quarantine"],
        "links": linked["links"],
        "differences": difference_table(found),
    }
