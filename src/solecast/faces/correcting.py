"""`solecast correct`: an editor's own value of a fact, kept in the guide's `corrections.csv`."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .asking import GuideOption, Name, asked_folder, open_asked
from .console import say

if TYPE_CHECKING:  # Every command loads this module; only this one needs the linker.
    from ..guide.guide import Guide
    from ..link.corrections import EditorsValue

app = typer.Typer()


@app.command()
def correct(
    name: Name,
    attribute: Annotated[
        str, typer.Argument(help="What is wrong: retail_price, release_date, category, weight, ...")
    ],
    value: Annotated[
        str, typer.Argument(help="What is right, with its unit; leave it out to remove the fact.")
    ] = "",
    note: Annotated[str, typer.Option(help="How you know.")] = "",
    by: Annotated[str, typer.Option(help="Who says so; by default the guide's editors.")] = "",
    guide: GuideOption = None,
) -> None:
    """Correct a fact, price, year or category of a shoe, or remove it; later builds obey."""
    from ..link.corrections import EditorsValue

    folder = asked_folder(guide)
    opened = open_asked(folder)
    one = EditorsValue(opened.resolve(name), attribute, value, note, by=by)
    say(keep_correction(opened, folder, one))


def keep_correction(guide: "Guide", folder: Path, one: "EditorsValue") -> str:
    """Keep a correction of a shoe by its slug, dated today; say what was done.

    Raises `InputError` for one that cannot be obeyed.
    """
    from ..link.corrections import FILE_NAME, save_correction

    by = one.by or next(iter(guide.about().editors), "")
    dated = replace(one, value=one.value.strip(), date=dt.date.today(), by=by)
    save_correction(folder / FILE_NAME, dated)
    done = f"is {dated.value}" if dated.value else "is removed"
    return (
        f"{one.attribute} of {guide.cards[one.shoe].name} {done}. Kept in {FILE_NAME}; "
        f"run: solecast build {folder}"
    )
