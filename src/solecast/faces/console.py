"""How answers look in a terminal: texts and tables, pictures where a chart says more."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ..guide.words.chart_titles import NOBODY_COUNTS, STORY, instead
from ..guide.words.sources import origins
from .report_text import report
from .texts import byline, overview, person, reflowed, whole

if TYPE_CHECKING:
    from ..guide.answers import (
        Article,
        Author,
        Card,
        Comparison,
        Grade,
        Heading,
        Ranked,
        ShoePage,
        Todo,
    )
    from ..guide.guide import Guide
    from ..model import Tables

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

_ARROWS = {"rising": "↗", "falling": "↘", "fading": "⇣", "stable": "→", "seasonal": "∿"}


def say(message: str) -> None:
    """Print a sentence as it is: nothing in it is markup, and no line is broken."""
    out.print(message, markup=False, soft_wrap=True)


def warn(message: str) -> None:
    """Say something that went wrong without ending the command."""
    err.print(f"[yellow]Warning:[/] {escape(message)}")


def show_build(guide: Guide, folder: Path) -> None:
    """Sum up a build."""
    about = guide.about()
    counts = guide.sources().counts
    out.print(
        f"[bold]{escape(about.title)}[/]: {about.shoes} shoes of {about.brands} brands, "
        f"{about.colorways} colorways, {about.reviews} reviews, {about.observations:,} "
        f"observations, as of {about.as_of:%d %B %Y}."
    )
    waiting = sum(counts.get(status, 0) for status in ("review", "unlinked", "conflict"))
    told = (
        (counts["quarantined"], "row is", "rows are", "quarantined"),
        (waiting, "record is", "records are", "linked to no shoe with certainty"),
    )
    left = [f"{n:,} {one if n == 1 else many} {what}" for n, one, many, what in told if n]
    if left:
        settle = f" Settle links: solecast review {folder}" if waiting else ""
        out.print(f"{' and '.join(left)}: solecast check {folder}.{settle}")
    for said in guide.sources().vanished:
        warn(said)
    spent = guide.report.seconds
    if spent:
        steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in spent.items())
        out.print(f"[dim]{sum(spent.values()):.1f} seconds: {steps}.[/]")


def show_check(tables: Tables, settings: Mapping[str, object]) -> None:
    """Print the import report and every setting with its value."""
    for line in report(tables):
        out.print(line)
    out.print("\n[bold]Settings[/]")
    for key, value in settings.items():
        out.print(f"  {key} = {escape(json.dumps(value, ensure_ascii=False))}")


def show_shoe(page: ShoePage) -> None:
    """Show a shoe's page, in the order of the site."""
    out.print(f"\n[bold]{escape(page.name)}[/]", style="default")
    out.print(escape(page.verdict), style="italic")
    for part in overview(page.articles):
        out.print(part)
    _show_key_facts(page)
    _show_changes(page)
    _heading("What reviewers said")
    for line in _score(page):
        out.print(f"  {line}")
    _show_story(page)
    show_trend(page)
    _show_colorways(page)
    if page.alternatives:
        _heading("Alternatives")
        for other in page.alternatives:
            out.print(f"  {escape(other.card.name)} ({other.kind}): {escape(other.why)}")
    _show_reviews(page)


def _show_story(page: ShoePage) -> None:
    if not page.story:
        return
    _heading("How it became popular")
    table = Table.grid(padding=(0, 2))
    for item in sorted(page.story, key=lambda item: item.date):
        of = "" if item.about == page.name else f" [dim]({escape(item.about)})[/]"
        label = f"{escape(item.label)}{of}"
        table.add_row(escape(item.when), label, f"[dim]{escape(item.source or '')}[/]")
    out.print(Padding(table, (0, 0, 0, 2)))
    out.print(f"  [dim]{STORY}[/]")


def _show_key_facts(page: ShoePage) -> None:
    table = Table.grid(padding=(0, 2))
    if page.previous:
        table.add_row("Previous version", escape(page.previous.name))
    if page.next:
        table.add_row("Next version", escape(page.next.name))
    for spec in page.specs:
        value = f"{spec.value} {spec.unit or ''}".strip()
        if spec.status == "disputed":
            value += f" (sources disagree: also {', '.join(spec.other_values)})"
        value += f" (the maker says {spec.advertised})" if spec.advertised else ""
        sources = spec.corrected or origins(spec.facts)
        table.add_row(escape(spec.label), escape(value), f"[dim]{escape(sources)}[/]")
    for one in page.corrections:
        if one.value is None:
            table.add_row(escape(one.label), "removed", f"[dim]{escape(one.words)}[/]")
    out.print(Padding(table, (1, 0, 0, 2)))


def _show_changes(page: ShoePage) -> None:
    if not page.previous:
        return
    _heading(f"What’s new, against the {page.previous.name}")
    marks = {"changed": "[green]changed[/]", "same": "same", "unknown": "[dim]unknown[/]"}
    table = Table.grid(padding=(0, 2))
    for change in page.changes:
        before, after = change.before or "unknown", change.after or "unknown"
        told = after if change.change == "same" else f"{before} → {after}"
        table.add_row(marks[change.change], escape(change.label), escape(told))
    out.print(Padding(table, (0, 0, 0, 2)))


def _score(page: ShoePage) -> list[str]:
    if page.score is None:
        return ["Nobody has scored it yet."]
    told = [f"{escape(rating.source)}: {rating.words}" for rating in page.scores]
    return [f"[bold]{page.score:.0f}[/] of 100", *told]


def show_trend(page: ShoePage) -> None:
    """Show the current trend of a shoe: picture, class, figures, sources."""
    from ..publish import charts

    _heading(f"The current trend of {page.name}")
    if page.trend is None:
        borrowed = page.borrowed
        out.print(f"  {instead(borrowed.kind) if borrowed else NOBODY_COUNTS}")
        if borrowed:
            out.print(charts.terminal(page, out.width))
            if borrowed.why:
                out.print(f"  {escape(borrowed.why)}")
        return
    out.print(charts.terminal(page, out.width))
    out.print(f"  {_ARROWS.get(page.trend.trend, '')} {escape(page.trend.why)}")
    if page.growth:
        out.print(f"  {escape(page.growth.why)} {escape(page.growth.odds)}")
    for source in page.heat_sources:
        out.print(f"  [dim]{escape(source.source)}: {escape(source.note)}[/]")
    grown = f" {page.growth.how}" if page.growth else ""
    out.print(f"  [dim]How we know: {escape(page.trend.how)}{escape(grown)}[/]")


def _show_colorways(page: ShoePage) -> None:
    if not page.colorways:
        return
    _heading(f"{len(page.colorways)} colorways")
    mixed = len({c.gender for c in page.colorways}) > 1
    table = _table("Colorway", *["For"] * mixed, "Style code", "Retail price", "Release")
    for c in page.colorways[:20]:
        price = "" if c.retail_price is None else f"{c.retail_price:,.0f} {c.currency or ''}"
        released = c.release_date.isoformat() if c.release_date else ""
        gender = [c.gender or ""] * mixed
        table.add_row(escape(c.name), *gender, escape(c.style_code or ""), price, released)
    out.print(table)
    if len(page.colorways) > 20:
        out.print(f"  and {len(page.colorways) - 20} more")


def _show_reviews(page: ShoePage) -> None:
    written = [review for review in page.reviews if review.text or review.headline]
    if not written:
        return
    _heading("Reviews")
    for review in written:
        score = "" if review.score is None else f" {review.score:.0f} of 100."
        day = f", {review.date:%d %B %Y}" if review.date else ""
        out.print(f"  [bold]{escape(review.headline or page.name)}[/]{score}")
        out.print(f"  [dim]{escape(review.author or review.source)}{day}[/]")
        if review.text:
            out.print(Padding(escape(reflowed(review.text)), (0, 0, 1, 2)))


def show_article(article: Article) -> None:
    """Show an article."""
    for part in whole(article):
        out.print(part)


def show_articles(articles: Sequence[Article]) -> None:
    """List articles, the newest first."""
    if not articles:
        out.print("The guide has no article yet. Put a Markdown file into articles/.")
    for article in articles:
        out.print(f"[bold]{escape(article.headline)}[/] [dim]{escape(byline(article))}[/]")


def show_author(author: Author) -> None:
    """Show a person who writes."""
    for part in person(author):
        out.print(part)


def show_authors(authors: Sequence[Author]) -> None:
    """List the people who have a page."""
    if not authors:
        out.print("The guide describes no author yet. Put a Markdown file into authors/.")
    for one in authors:
        counts = f"{len(one.articles)} articles, {len(one.reviews)} reviews"
        out.print(f"[bold]{escape(one.name)}[/] [dim]{counts}[/]")


def show_todo(notes: Sequence[Todo], limit: int) -> None:
    """List the first notes to the editor."""
    for note in notes[:limit]:
        out.print(f"  {note.gain:>5.1f}  {escape(note.words)}")
    if not notes:
        out.print("Nothing is missing.")
    if len(notes) > limit:
        out.print(f"  [dim]and {len(notes) - limit:,} more; see them with --limit[/]")


def show_comparison(comparison: Comparison) -> None:
    """Show shoes side by side."""
    from ..publish import charts

    out.print(charts.terminal(comparison, out.width))
    out.print(f"  [dim]{escape(comparison.scale)}[/]\n")
    table = _table("", *(page.name for page in comparison.shoes))
    table.add_row("Trend", *(page.trend.trend if page.trend else "–" for page in comparison.shoes))
    scores = (page.score for page in comparison.shoes)
    table.add_row("Score", *("–" if score is None else f"{score:.0f}" for score in scores))
    for row in comparison.rows:
        unit = f" ({row.unit})" if row.unit else ""
        values = [escape(v) if v is not None else "[dim]unknown[/]" for v in row.values]
        name = f"{row.label}{unit}"
        table.add_row(f"[bold]≠ {name}[/]" if row.differs else f"  {name}", *values)
    out.print(table)


def show_ranking(heading: Heading, places: Sequence[Ranked]) -> None:
    """Show a ranking with the reason of each place."""
    out.print(f"[bold]{escape(heading.title)}[/] {escape(heading.subtitle)}")
    if not places:
        out.print(escape(heading.empty))
    for place in places:
        out.print(f"[bold]{place.rank}[/] {escape(place.card.name)}: [dim]{escape(place.why)}[/]")


def show_record(grades: Sequence[Grade]) -> None:
    """Show how earlier calls of a rise did, and apart from them the tests on the past."""
    from ..guide.words import ledger

    for said in (ledger.record(grades), ledger.tested(grades)):
        if said:
            out.print(f"[dim]{escape(said)}[/]")


def show_cards(cards: Sequence[Card]) -> None:
    """Show a list of shoes."""
    if not cards:
        out.print("No shoe has these words. Try fewer or other words.")
        return
    table = _table("Shoe", "Score", "Heat", "Trend", "Price", "Colorways")
    for card in cards:
        price = "" if card.price is None else f"{card.price:,.0f} {card.currency or ''}"
        score = "" if card.score is None else f"{card.score:.0f}"
        heat = "" if card.heat is None else f"{card.heat:.1f}"
        table.add_row(escape(card.name), score, heat, card.trend or "", price, str(card.colorways))
    out.print(table)


def show_ledger(grades: Sequence[Grade]) -> None:
    """Show how earlier forecasts did."""
    if not grades:
        out.print("No frozen forecast is due yet. Each build freezes its forecasts.")
        return
    from ..guide.words import ledger

    table = _table("Made", "Kind", "Method", "Weeks", "Naive", "Momentum", "80%", "95%", "Rising")
    for grade in grades:
        ratios = (grade.mae_vs_naive, grade.mae_vs_momentum)
        shares = (grade.coverage80, grade.coverage95)
        table.add_row(
            grade.made.isoformat(),
            ledger.KINDS.get(grade.kind, grade.kind),
            grade.method,
            str(grade.weeks_due),
            *("" if value is None else f"{value:.2f}" for value in ratios),
            *("" if value is None else f"{value:.0%}" for value in shares),
            f"{grade.rising_hits} of {grade.rising_calls}",
        )
    out.print(table)
    out.print(
        "\n[dim]Weeks: forecasts that are due, one for each shoe and week. Naive, Momentum: our "
        "error over that of last year's values, and of these times the last growth; below 1 is "
        "better. "
        "80%, 95%: how often the interval held. Rising: calls of a rise that came true.[/]"
    )


def _heading(text: str) -> None:
    out.print(f"\n[bold]{escape(text)}[/]")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(escape(column), overflow="fold")
    return table
