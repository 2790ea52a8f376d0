"""The command line: every command asks a guide and shows what it answers.

`console.py` holds the showing; what the commands do is done by `build`, `guide` and `serve`.
"""

import signal
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from .. import __version__
from ..errors import InputError
from . import console, correcting, fetching, library, quarantine
from .asking import AsJson, Folder, GuideOption, Name, open_asked, print_answer, print_json
from .progress_shown import ProgressForm, shown

app = typer.Typer(
    name="solecast",
    help="A compiler for sneaker guides: catalogs, reviews and signals in, a guide out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(quarantine.app)
app.add_typer(library.app)
app.add_typer(correcting.app)
app.add_typer(fetching.app)


def _version(wanted: bool) -> None:
    if wanted:
        console.out.print(f"solecast {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Say what all commands share: nothing but the version."""


@app.command()
def new(
    folder: Folder,
    starter: Annotated[
        bool, typer.Option(help="Fill it with the starter guide instead of leaving it empty.")
    ] = False,
) -> None:
    """Make a folder for a new guide: guide.toml, and a folder for each kind of input."""
    from ..settings.config import FILE_NAME

    if (folder / FILE_NAME).exists():
        raise InputError(f"{folder} already holds a {FILE_NAME}; nothing was changed.")
    package = resources.files("solecast")
    template = package / "starter" if starter else package / "scaffold"
    with resources.as_file(template) as source:
        _copy(source, folder)
    console.out.print(f"Made {folder}. Put your files in it, then: solecast build {folder}")


def _copy(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.name.startswith("__"):
            continue
        if path.is_dir():
            _copy(path, target / path.name)
        elif not (target / path.name).exists():
            (target / path.name).write_bytes(path.read_bytes())


@app.command()
def build(
    folder: Folder,
    force: Annotated[bool, typer.Option(help="Build anew, whatever was kept.")] = False,
    strict: Annotated[
        bool, typer.Option(help="Refuse any loss: quarantined rows, unread files, links in doubt.")
    ] = False,
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The build day; later signals are quarantined."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    progress_as: Annotated[
        ProgressForm,
        typer.Option(
            "--progress", help="How steps are shown on standard error (json for programs)."
        ),
    ] = ProgressForm.BARS,
) -> None:
    """Build the guide of a folder; does nothing where nothing changed."""
    from ..build import build_guide

    with shown(ProgressForm.NONE if quiet else progress_as, console.err) as progress:
        guide = build_guide(
            folder, progress, force=force, strict=strict, today=today.date() if today else None
        )
    if not quiet:
        console.show_build(guide, folder)


@app.command()
def serve(
    folder: Folder,
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 0,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    watch: Annotated[bool, typer.Option(help="Build again when an input changes.")] = True,
) -> None:
    """Serve the guide's site and JSON API, built anew when an input changes."""
    from .serve import build as build_apart
    from .serve import serve_guide

    build_apart(folder)
    serve_guide(folder, host, port, watch=watch)
    # All is stopped but the threads' ends: another Ctrl-C asks for nothing that is not under way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="The guide's folder, or one file to explain.")],
    as_json: AsJson = False,
) -> None:
    """Validate the inputs and print the import report; builds nothing.

    Of one FILE: its first rows as written beside as understood, what each column became and why,
    and the lines to paste into guide.toml to change it.
    """
    if path.is_file():
        from .check_file import check_file

        check_file(path, as_json=as_json)
        return
    from ..build import check_inputs
    from ..settings.config import load_config

    config = load_config(path)
    with shown(ProgressForm.BARS, console.err) as progress:
        tables = check_inputs(path, progress)
    if as_json:
        print_json({name: table.to_pylist() for name, table in tables.items()})
    else:
        console.show_check(tables, config.model_dump(mode="json"))


@app.command()
def review(
    folder: Folder,
    only: Annotated[
        str | None, typer.Option(help="Only one state: review, conflict, unlinked or model.")
    ] = None,
    shoe: Annotated[
        str | None,
        typer.Option(help="Review the links that a shoe has, instead of those in doubt."),
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help="Print all as a table.")] = False,
    as_json: AsJson = False,
    page: Annotated[
        bool, typer.Option("--page", help="Review on a page of this computer.")
    ] = False,
    port: Annotated[
        int, typer.Option(help="Port of the page; 0 takes a free one.", min=0, max=65535)
    ] = 0,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="ID[=SHOE]", help="Accept the nearest shoe for a record, or SHOE."),
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Reject the nearest shoe for a record.")
    ] = None,
    new: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Make a record a shoe of its own.")
    ] = None,
    no_shoe: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Leave a record out: it is no shoe.")
    ] = None,
    undo: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Take the decisions on a record back.")
    ] = None,
) -> None:
    """Settle links in doubt, and correct wrong ones, for good: every later build obeys.

    Asks in the terminal, one record at a time. --list shows the ids of the records, by which
    --accept, --reject, --new, --no-shoe and --undo decide; each may be given several times.
    """
    from .review import ReviewRequest, review_guide

    wanted = (accept or (), reject or (), new or (), no_shoe or (), undo or ())
    review_guide(folder, ReviewRequest(only, shoe, *wanted, list_all, as_json, page, port))


@app.command()
def shoe(name: Name, guide: GuideOption = None, as_json: AsJson = False) -> None:
    """Show the page of a shoe."""
    page = open_asked(guide).shoe(name)
    if as_json:
        print_answer(page)
    else:
        console.show_shoe(page)


@app.command()
def compare(
    names: Annotated[list[str], typer.Argument(help="Two to five names.")],
    guide: GuideOption = None,
    as_json: AsJson = False,
) -> None:
    """Compare two to five shoes: trends on one joint scale, specs side by side."""
    comparison = open_asked(guide).compare(*names)
    if as_json:
        print_answer(comparison)
    else:
        console.show_comparison(comparison)


@app.command()
def trend(
    name: Name,
    png: Annotated[Path | None, typer.Option(help="Write the chart as PNG.")] = None,
    svg: Annotated[Path | None, typer.Option(help="Write the chart as SVG.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write heat and forecast as CSV.")] = None,
    guide: GuideOption = None,
    as_json: AsJson = False,
) -> None:
    """Show the current trend of a shoe, or write its chart to a file."""
    from ..publish import charts, export

    page = open_asked(guide).shoe(name)
    written = [path for path in (png, svg, csv) if path]
    chart = charts.trend_chart(page)
    if written and chart is None:
        raise InputError(
            f"There is nothing to draw or write: no source follows {page.name} week by week. Add "
            "one to signals/ and build again."
        )
    if png and chart:
        png.write_bytes(charts.png(chart))
    if svg and chart:
        svg.write_text(charts.svg(chart), encoding="utf-8")
    if csv:
        csv.write_text(export.trend_csv(page), encoding="utf-8", newline="")
    if as_json:
        kept = ("shoe", "name", "trend", "growth", "heat", "forecast", "heat_sources", "events")
        print_answer({key: getattr(page, key) for key in kept})
    elif written:
        console.out.print(f"Wrote {', '.join(map(str, written))}.")
    else:
        console.show_trend(page)


@app.command()
def rising(
    guide: GuideOption = None,
    limit: Annotated[int, typer.Option(help="How many shoes.", min=1)] = 10,
    ranking: Annotated[
        str, typer.Option(help="Another ranking: odds, hottest, underrated or new.")
    ] = "rising",
    as_json: AsJson = False,
) -> None:
    """Rank the shoes that rise now: the next "it" sneaker."""
    opened = open_asked(guide)
    places = opened.ranking(ranking, limit)
    if as_json:
        print_answer(places)
        return
    console.show_ranking(opened.heading(ranking), places)
    if ranking == "rising" and not places:
        console.show_ranking(opened.heading("odds"), opened.ranking("odds", limit))
    if ranking in ("rising", "odds"):
        console.show_record(opened.ledger())


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words of names, colorways, specs, reviews.")],
    guide: GuideOption = None,
    limit: Annotated[int, typer.Option(help="How many shoes.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """Find shoes by words."""
    cards = open_asked(guide).search(" ".join(words), limit)
    if as_json:
        print_answer(cards)
    else:
        console.show_cards(cards)


@app.command()
def ledger(guide: GuideOption = None, as_json: AsJson = False) -> None:
    """Grade the frozen forecasts that are due against seasonal naive and momentum."""
    grades = open_asked(guide).ledger()
    if as_json:
        print_answer(grades)
    else:
        console.show_ledger(grades)
