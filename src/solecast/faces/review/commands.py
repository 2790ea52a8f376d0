"""What `solecast review` does: decide, list, ask in the terminal, or serve the page."""

import contextlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from ...errors import InputError
from ...guide.answers import to_data
from ...guide.guide import open_guide
from ..console import out, say
from .case_words import farewell, taken_back, told
from .cases import STATES, Case
from .docket import Docket
from .keyboard import keyboard
from .terminal import TerminalReview, decided_rows, listed, show_list


@dataclass(frozen=True)
class ReviewRequest:
    """What the command line asked for; each text of `accept` is an id or `ID=SHOE`."""

    only: str | None = None
    shoe: str | None = None
    accept: Sequence[str] = ()
    reject: Sequence[str] = ()
    new: Sequence[str] = ()
    no_shoe: Sequence[str] = ()
    undo: Sequence[str] = ()
    list_all: bool = False
    as_json: bool = False
    page: bool = False
    port: int = 0


def review_guide(folder: Path, asked: ReviewRequest) -> None:
    """Review the links of a built guide.

    Raises `InputError` for an id or a state that there is none of, `SnapshotError` without a
    built guide, and like `Guide.resolve` for names of shoes.
    """
    if asked.only and asked.only not in STATES:
        raise InputError(f"--only is {asked.only!r}; it must be one of: {', '.join(STATES)}.")
    docket = Docket(open_guide(folder), folder)
    shoe = docket.shoe(asked.shoe) if asked.shoe else None
    if asked.accept or asked.reject or asked.new or asked.no_shoe or asked.undo:
        _decide(docket, asked, folder)
        return
    if asked.page:
        from .page import serve_review

        serve_review(docket, folder, asked.port, asked.only, shoe)
        return
    cases = docket.links(shoe) if shoe else docket.waiting(asked.only)
    _show(docket, cases, asked, folder)


def _decide(docket: Docket, asked: ReviewRequest, folder: Path) -> None:
    """Take decisions from the command line: all of them, or none where one is wrong."""
    accepted = [_choice(docket, text) for text in asked.accept]
    rest = {part: [docket.find(i) for i in getattr(asked, part)] for part in _PARTS}
    accepted += [(case, docket.own_slug(case)) for case in rest["new"]]
    for case, shoe in accepted:
        say(told(docket.accept(case, shoe)))
    for part, decide in (("reject", docket.reject), ("no_shoe", docket.leave_out)):
        for case in rest[part]:
            say(told(decide(case)))
    taken = sum(docket.take_back(case) for case in rest["undo"])
    if rest["undo"]:
        say(taken_back(taken, str(folder)))
        if not docket.done:
            return
    say(farewell(len(docket.done), len(docket.waiting()), str(folder)))


_PARTS = ("reject", "new", "no_shoe", "undo")


def _choice(docket: Docket, text: str) -> tuple[Case, str]:
    """Read `ID` or `ID=SHOE`."""
    identity, _, name = text.partition("=")
    case = docket.find(identity)
    if name.strip():
        return case, docket.shoe(name.strip())
    nearest = docket.nearest(case)
    if nearest is None:
        raise InputError(
            f"No shoe is near {case.record.name[:80]!r}. Say which one: --accept {case.id}=NAME, "
            f"or make it a shoe of its own: --new {case.id}."
        )
    return case, nearest.shoe


def _show(docket: Docket, cases: list[Case], asked: ReviewRequest, folder: Path) -> None:
    if asked.as_json:
        data = [_data(docket, case) for case in cases]
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    rows = decided_rows(docket) if asked.list_all and not asked.shoe else []
    if not cases and not rows:
        say(_empty(docket, asked, folder))
        return
    interactive = sys.stdin.isatty() and out.is_terminal and not asked.list_all
    if asked.shoe or not interactive:
        show_list(out, [*listed(docket, cases), *rows])
    if not interactive:
        return
    with contextlib.suppress(KeyboardInterrupt, EOFError):
        chosen = _picked(cases) if asked.shoe else cases
        with keyboard() as (key, line):
            TerminalReview(docket, out, key, line).run(chosen)
    say(farewell(len(docket.done), len(docket.waiting()), str(folder)))


def _picked(cases: list[Case]) -> list[Case]:
    """Let the editor pick links of a shoe by their ids; Enter picks none."""
    out.print("Ids of links that are wrong, parted by spaces (Enter: none): ", end="")
    typed = input().casefold().split()
    return [case for case in cases if any(case.id.startswith(one) for one in typed)]


def _empty(docket: Docket, asked: ReviewRequest, folder: Path) -> str:
    if asked.shoe:
        return f"No record is linked to {asked.shoe}."
    decided = len(docket.decided())
    waits = f"Nothing waits in the state {asked.only!r}." if asked.only else "No link waits."
    if not decided:
        return f"{waits} Every record that names a shoe is linked to it with certainty."
    return (
        f"{waits} {decided} decisions are in decisions.csv; see them with: solecast review "
        f"{folder} --list, and let the guide obey new ones with: solecast build {folder}"
    )


def _data(docket: Docket, case: Case) -> dict[str, object]:
    candidates = [
        {"shoe": one.card.shoe, "name": one.card.name, "colorway": one.colorway,
         "style_codes": one.style_codes, "price": one.card.price, "currency": one.card.currency}
        for one in docket.candidates(case)
    ]  # fmt: skip
    return {**to_data(case), "candidates": candidates}
