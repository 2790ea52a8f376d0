"""`solecast fetch`: asks public services for what `guide.toml` names, or says what it would ask."""

from typing import Annotated

import typer

from ..settings.fetched_sources import Source
from .asking import AsJson, Folder
from .progress_shown import ProgressForm

app = typer.Typer()


@app.command()
def fetch(
    folder: Folder,
    only: Annotated[
        Source | None, typer.Option(help="Ask this source alone; the others stay as they are.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be asked; ask nobody.")
    ] = False,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Propose articles and phrases for guide.toml.")
    ] = False,
    limit: Annotated[
        int, typer.Option(help="How many shoes --suggest looks at, the hottest first.", min=1)
    ] = 25,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")] = False,
    progress_as: Annotated[
        ProgressForm, typer.Option("--progress", help="How progress is shown on standard error.")
    ] = ProgressForm.BARS,
    as_json: AsJson = False,
) -> None:
    """Fetch what [fetch] in guide.toml names into the guide's folder; builds nothing.

    What is there already is not asked for again. One source that fails does not stop the others;
    the command then ends with 1.
    """
    from ..settings.config import load_config
    from . import fetched

    config = load_config(folder)
    how = ProgressForm.NONE if quiet or as_json else progress_as
    if dry_run:
        fetched.show_plan(folder, config, only, as_json=as_json)
    elif suggest:
        fetched.suggest(folder, config, limit, how, as_json=as_json)
    else:
        fetched.fetch(folder, config, only, how, quiet=quiet, as_json=as_json)
