"""All sources in turn: what would be asked, and the asking.

One question at a time. The subjects of all sources take turns, so that the pause which one host
wants is spent with asking another. What fails keeps nobody waiting and stops nobody.
"""

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import ConfigError, InputError
from ..progress import Progress, counted, silent
from ..settings.config import FILE_NAME, Fetch
from ..settings.fetched_sources import Source
from .errand import Errand, SourceKind
from .shelf import FetchedFiles
from .sources import feed_entries, forum_posts, news_volume, pageviews, shop_products, web_files
from .troubles import NotFetched
from .web import Manners, Web

_KINDS: Mapping[Source, SourceKind] = {
    Source.WIKIPEDIA: pageviews.KIND,
    Source.NEWS: news_volume.KIND,
    Source.FEEDS: feed_entries.KIND,
    Source.SHOPS: shop_products.KIND,
    Source.FILES: web_files.KIND,
    Source.FORUMS: forum_posts.KIND,
}


@dataclass(frozen=True)
class Planned:
    """A question that would be asked about a subject; no address where nothing is missing."""

    source: Source
    name: str
    address: str
    what: str


@dataclass(frozen=True)
class Outcome:
    """What became of a subject: how many new `unit`s, or the problem; a note for the editor."""

    source: Source
    name: str
    unit: str
    new: int = 0
    note: str = ""
    problem: NotFetched | None = None


def plan(
    folder: Path, settings: Fetch, *, only: Source | None = None, today: dt.date | None = None
) -> list[Planned]:
    """Give what `run` would ask; asks nobody. Raises `InputError` where nothing is named."""
    errand = Errand(settings, FetchedFiles(folder), today or _today())
    return [
        Planned(source, name, *_KINDS[source].plan(errand, name))
        for source, name in _subjects(settings, only)
    ]


def run(
    folder: Path,
    settings: Fetch,
    progress: Progress = silent,
    *,
    only: Source | None = None,
    today: dt.date | None = None,
    manners: Manners | None = None,
) -> list[Outcome]:
    """Fetch what `[fetch]` names into the guide's folder; `today` is the day in UTC.

    What is there already is not asked for again. Raises `ConfigError` where nobody is named whom
    services can write to, `InputError` where nothing is named, or another fetch is under way.
    """
    subjects = _subjects(settings, only)
    needs_contact(settings, folder)
    shelf = FetchedFiles(folder)
    errand = Errand(settings, shelf, today or _today())
    outcomes = []
    asking = Web(settings.contact, settings.allow_private, manners or Manners())
    with asking as web, shelf.locked():
        for source, name in counted(subjects, progress, "fetching", len(subjects)):
            outcomes.append(_one(errand, source, name, web))
            shelf.save()
    return sorted(outcomes, key=lambda one: list(Source).index(one.source))


def needs_contact(settings: Fetch, folder: Path) -> None:
    """Raise `ConfigError` where the settings name nobody whom services can write to."""
    if not settings.contact:
        raise ConfigError(
            str(folder / FILE_NAME),
            [
                "fetch.contact is missing: Wikimedia and others want to know whom to write to. "
                'Add below [fetch] a line such as: contact = "you@example.org"'
            ],
        )


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _subjects(settings: Fetch, only: Source | None) -> list[tuple[Source, str]]:
    """Give what is named, the sources taking turns."""
    wanted = [source for source in Source if only in (None, source)]
    named = [_pairs(source, _KINDS[source].names(settings)) for source in wanted]
    turns = itertools.zip_longest(*named)
    found = list(dict.fromkeys(one for turn in turns for one in turn if one))
    if not found:
        keys = ", ".join(f"fetch.{source}" for source in wanted)
        raise InputError(
            f"{FILE_NAME} names nothing to fetch: {keys} say nothing. Find articles and phrases "
            "with: solecast fetch FOLDER --suggest"
        )
    return found


def _pairs(source: Source, names: Sequence[str]) -> Iterator[tuple[Source, str]]:
    return ((source, name) for name in names)


def _one(errand: Errand, source: Source, name: str, web: Web) -> Outcome:
    kind = _KINDS[source]
    try:
        got = kind.fetch(errand, name, web)
    except NotFetched as problem:
        return Outcome(source, name, kind.unit, problem=problem)
    return Outcome(source, name, kind.unit, got.new, got.note)
