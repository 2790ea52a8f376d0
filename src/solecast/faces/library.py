"""Commands about what a guide holds beside shoes: articles, people, brands, models, notes."""

from typing import TYPE_CHECKING, Annotated

import typer

from . import console
from .asking import AsJson, GuideOption, open_asked, print_answer
from .families_text import group, in_list

if TYPE_CHECKING:
    from ..guide.answers import Group

app = typer.Typer()


@app.command()
def article(
    name: Annotated[
        str | None, typer.Argument(help="A headline, or the name of its file; none lists all.")
    ] = None,
    guide: GuideOption = None,
    as_json: AsJson = False,
) -> None:
    """Show an article, or list all of them."""
    opened = open_asked(guide)
    found = opened.articles() if name is None else opened.article(name)
    if as_json:
        print_answer(found)
    elif isinstance(found, list):
        console.show_articles(found)
    else:
        console.show_article(found)


@app.command()
def author(
    name: Annotated[str | None, typer.Argument(help="A person's name; none lists all.")] = None,
    guide: GuideOption = None,
    as_json: AsJson = False,
) -> None:
    """Show a person who writes and what they wrote, or list all of them."""
    opened = open_asked(guide)
    found = opened.authors() if name is None else opened.author(name)
    if as_json:
        print_answer(found)
    elif isinstance(found, list):
        console.show_authors(found)
    else:
        console.show_author(found)


@app.command()
def brand(
    name: Annotated[str | None, typer.Argument(help="A brand's name; none lists all.")] = None,
    guide: GuideOption = None,
    as_json: AsJson = False,
) -> None:
    """Show a brand: its shoes by popularity, its own line, its story; or list all brands."""
    opened = open_asked(guide)
    _show_groups(opened.brands() if name is None else opened.brand(name), as_json)


@app.command()
def model(
    name: Annotated[str | None, typer.Argument(help="A model's name; none lists all.")] = None,
    guide: GuideOption = None,
    as_json: AsJson = False,
) -> None:
    """Show a model: its shoes by lineage, its own line, its story; or list all models."""
    opened = open_asked(guide)
    _show_groups(opened.models() if name is None else opened.model(name), as_json)


def _show_groups(found: "Group | list[Group]", as_json: bool) -> None:
    if as_json:
        print_answer(found)
    else:
        for part in map(in_list, found) if isinstance(found, list) else [group(found)]:
            console.out.print(part)


@app.command()
def todo(
    guide: GuideOption = None,
    limit: Annotated[int, typer.Option(help="How many notes.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """List what to add or mend, what gains most first: for the editor, not for readers."""
    notes = open_asked(guide).todo()
    if as_json:
        print_answer(notes[:limit])
    else:
        console.show_todo(notes, limit)
