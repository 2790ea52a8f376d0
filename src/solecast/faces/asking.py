"""What commands that ask a guide share: which guide, in which form, and how it is opened."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import InputError, SnapshotError
from ..guide.opening import STORE

if TYPE_CHECKING:  # A command that asks no guide, such as --help, waits for none of it.
    from ..guide.guide import Guide

Folder = Annotated[Path, typer.Argument(help="The guide's folder (holds guide.toml).")]
GuideOption = Annotated[
    Path | None,
    typer.Option(
        "--guide",
        "-g",
        envvar="SOLECAST_GUIDE",
        help="The guide's folder; by default this folder, or the one guide below it.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
Name = Annotated[str, typer.Argument(help="A shoe's name; part of it will do.")]


def open_asked(folder: Path | None) -> "Guide":
    """Open the guide that is meant: the one named, the one here, or the only one below."""
    from ..guide.guide import open_guide

    return open_guide(asked_folder(folder))


def asked_folder(folder: Path | None) -> Path:
    """Give the folder of the guide that is meant, as `open_asked` opens it."""
    if folder is not None:
        return folder
    here = Path()
    if (here / STORE).is_dir():
        return here
    below = sorted(path.parent for path in here.glob(f"*/{STORE}") if path.is_dir())
    if len(below) == 1:
        return below[0]
    if below:
        raise InputError(
            f"Several guides are below this folder: {', '.join(map(str, below))}. "
            "Name one with --guide FOLDER."
        )
    raise SnapshotError(
        "There is no built guide in this folder. Name one with --guide FOLDER, or make one: "
        "solecast new my-guide --starter, then solecast build my-guide"
    )


def print_answer(answer: Any) -> None:
    """Print what a guide answers as JSON."""
    from ..guide.answers import to_data

    print_json(to_data(answer))


def print_json(data: Any) -> None:
    """Print an answer as JSON."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
