"""What came of fetching, what would be asked, and what could be: shown in a terminal or as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer
from rich.markup import escape
from rich.table import Table

from .. import fetch as room
from ..errors import FetchError
from ..fetch import FoundPage, Outcome, Planned, Suggestion, Sureness, Wanted
from ..guide.guide import Guide
from ..settings.config import Config
from ..settings.fetched_sources import Source
from . import console
from .asking import open_asked, print_json
from .progress_shown import ProgressForm, shown


def fetch(
    folder: Path,
    config: Config,
    only: Source | None,
    how: ProgressForm,
    *,
    quiet: bool,
    as_json: bool,
) -> None:
    """Fetch, and show what came of it. Raises `typer.Exit` with 1 where something failed."""
    with shown(how, console.err) as progress:
        outcomes = room.run(folder, config.fetch, progress, only=only)
    if as_json:
        print_json([_told(one) for one in outcomes])
    elif not quiet:
        console.out.print(summary(outcomes))
    for line in () if as_json else remarks(outcomes, with_notes=not quiet):
        console.err.print(line, soft_wrap=True)
    if any(one.new for one in outcomes) and not (quiet or as_json):
        console.say(f"Build the guide with it: solecast build {folder}")
    if any(one.problem for one in outcomes):
        raise typer.Exit(1)


def _told(one: Outcome) -> dict[str, Any]:
    why = str(one.problem) if one.problem else ""
    trouble = one.problem.trouble if one.problem else ""
    named = {"source": one.source, "name": one.name, "unit": one.unit, "new": one.new}
    return {**named, "note": one.note, "failed": trouble, "why": why}


def summary(outcomes: Sequence[Outcome]) -> Table:
    """Make a table with a row for each source: new, unchanged, failed, why."""
    table = Table("source", "new", "unchanged", "failed", "why", box=None, pad_edge=False)
    for source in dict.fromkeys(one.source for one in outcomes):
        own = [one for one in outcomes if one.source is source]
        failed = [one for one in own if one.problem]
        fresh = [one for one in own if one.new]
        new = f"{len(fresh)} ({sum(one.new for one in fresh):,} {own[0].unit})" if fresh else "0"
        troubles = dict.fromkeys(
            one.problem.trouble.replace("_", " ") for one in failed if one.problem
        )
        unchanged = str(len(own) - len(failed) - len(fresh))
        table.add_row(source, new, unchanged, str(len(failed)), ", ".join(troubles))
    return table


def remarks(outcomes: Iterable[Outcome], *, with_notes: bool) -> Iterator[str]:
    """Give a line for each subject that failed, and for what else an editor should know."""
    for one in outcomes:
        subject = escape(f"{one.source} {one.name!r}")
        if one.problem:
            yield f"[bold red]Failed:[/] {subject}: {escape(room.why(one.problem, one.name))}"
        elif one.note and with_notes:
            yield f"[yellow]Note:[/] {subject}: {escape(one.note)}."


def show_plan(folder: Path, config: Config, only: Source | None, *, as_json: bool) -> None:
    """Show what would be asked."""
    planned = room.plan(folder, config.fetch, only=only)
    if as_json:
        print_json([vars(one) for one in planned])
        return
    for one in planned:
        console.out.print(_line(one), soft_wrap=True)


def _line(one: Planned) -> str:
    if not one.address:
        return escape(f"{one.source} {one.name!r}: {one.what}, nothing to ask")
    return escape(f"{one.source} {one.name!r}: {one.what}: {one.address}")


def suggest(folder: Path, config: Config, limit: int, how: ProgressForm, *, as_json: bool) -> None:
    """Show proposals for `guide.toml`. Raises `FetchError` where the search did not answer."""
    room.needs_contact(config.fetch, folder)
    guide = open_asked(folder)
    with shown(how, console.err) as progress:
        found = room.suggest(list(subjects(guide, limit)), config.fetch, progress)
    guide.close()
    if as_json:
        print_json([_as_data(one) for one in found])
        return
    for line in pasted(found, config):
        typer.echo(line)
    problems = [one.problem for one in found if one.problem]
    if problems:
        raise FetchError(str(problems[0]))


def _as_data(one: Suggestion) -> Mapping[str, Any]:
    titles = [vars(page) for page in one.candidates]
    why = str(one.problem) if one.problem else ""
    return {
        **vars(one.subject), "article": one.kind, "candidates": titles,
        "phrase": one.phrase, "phrase_is_plain": one.is_plain, "why": why,
    }  # fmt: skip


def subjects(guide: Guide, limit: int) -> Iterator[Wanted]:
    """Give the hottest shoes of a guide, versions of a model together, then their brands."""
    rows = guide.table("shoes").to_pylist()
    order = {one.card.shoe: place for place, one in enumerate(guide.ranking("hottest", limit))}
    rows.sort(key=lambda row: (order.get(row["shoe"], len(order)), row["shoe"]))
    chosen = rows[:limit]
    groups = list(dict.fromkeys((row["brand"], row["model"]) for row in chosen))
    chosen.sort(key=lambda row: groups.index((row["brand"], row["model"])))
    for row in chosen:
        model = row["model"] or row["name"]
        yield Wanted(row["name"], row["brand"] or "", model, row["version"] or "")
    for brand in dict.fromkeys(row["brand"] for row in chosen if row["brand"]):
        yield Wanted(brand, brand)


def pasted(found: Sequence[Suggestion], config: Config) -> Iterator[str]:
    """Write suggestions as lines of `guide.toml`; what is unsure stands behind a #."""
    yield "# Paste what is right below [fetch] in guide.toml. Lines behind a # are unsure."
    yield "wikipedia = ["
    yield from dict.fromkeys(line for one in found for line in _articles(one, config))
    yield "]"
    yield "news = ["
    yield from dict.fromkeys(_phrase(one) for one in found if one.phrase not in config.fetch.news)
    yield "]"
    named = [one for one in found if one.kind is Sureness.NAMED and one.subject.model]
    other = [
        one for one in named if one.candidates[0].title.casefold() != one.subject.name.casefold()
    ]
    if other:
        yield "\n# Below [aliases]: these titles are not the names of the guide."
        for one in other:
            yield f"{_text(one.candidates[0].title)} = {_text(one.subject.name)}"


_WHY = {
    Sureness.NAMED: "its title is the name",
    Sureness.MODEL: "about the model, all versions together",
    Sureness.UNSURE: "unsure: look at it first",
}


def _articles(one: Suggestion, config: Config) -> Iterator[str]:
    name = one.subject.name
    if one.kind is Sureness.NONE:
        yield f"    # {name}: {'not looked for' if one.problem else 'no article found'}"
    for page in one.candidates:
        if page.title not in config.fetch.wikipedia:
            yield _article(name, page, one.kind, len(one.candidates))


def _article(name: str, page: FoundPage, kind: Sureness, candidates: int) -> str:
    mark = "# " if kind is Sureness.UNSURE else ""
    why = f"ambiguous: one of {candidates}" if candidates > 1 else _WHY[kind]
    said = "a page that lists others" if page.is_list else page.description or "no description"
    return f"    {mark}{_text(page.title)},  # {name}: {why} ({said})"


def _phrase(one: Suggestion) -> str:
    why = "" if one.is_plain else ": one word, so only news that speak of shoes, too"
    return f"    {_text(one.phrase)},  # {one.subject.name}{why}"


def _text(value: str) -> str:
    """Write a text of TOML: as it stands where it holds quotation marks, else as JSON does."""
    plain = value.isprintable() and "'" not in value
    return f"'{value}'" if '"' in value and plain else json.dumps(value, ensure_ascii=False)
