"""The review in a terminal: one case at a time, or all of them as a table."""

from collections import deque
from collections.abc import Sequence

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from ...errors import SolecastError
from .case_words import (
    STATE_WORDS,
    Piece,
    accepting,
    amount,
    candidate_name,
    certainty,
    plain,
    record_name,
    rejecting,
    side,
    sides,
    told,
    undone,
    verdict,
)
from .cases import Case
from .docket import Docket, ShoeChoice
from .keyboard import Ask


class TerminalReview:
    """An editor going through cases with single keys.

    `key` gives the next key that is pressed, `line` a line that is typed.
    """

    def __init__(self, docket: Docket, out: Console, key: Ask, line: Ask) -> None:
        self._docket = docket
        self._out = out
        self._key = key
        self._line = line
        self._queue: deque[Case] = deque()
        self._seen: list[Case] = []

    def run(self, asked: Sequence[Case]) -> None:
        """Ask about every case in turn, until all are told or the editor quits."""
        self._queue = deque(asked)
        while self._queue:
            case = self._queue.popleft()
            place = len(self._seen) + 1
            candidates = self._docket.candidates(case)
            self._show(case, candidates, f"{place} of {place + len(self._queue)}")
            if not self._decide(case, candidates):
                return

    def _decide(self, case: Case, candidates: Sequence[ShoeChoice]) -> bool:
        """Take keys until one decides; False when the editor quits."""
        while True:
            key = self._key().casefold()
            if key in {"q", "\x1b", "\x04", ""}:
                return False
            if key == "s":
                self._seen.append(case)
                return True
            if key == "u":
                if self._undo(case):
                    return True
                continue
            try:
                done = self._pressed(key, case, candidates)
            except SolecastError as error:
                self._out.print(f"[red]{escape(str(error))}[/]")
                continue
            if done:
                self._seen.append(case)
                return True

    def _pressed(self, key: str, case: Case, candidates: Sequence[ShoeChoice]) -> bool:
        docket = self._docket
        if key.isdecimal() and 1 <= int(key) <= len(candidates):
            done = docket.accept(case, candidates[int(key) - 1].card.shoe)
        elif key == "a" and candidates:
            done = docket.accept(case, candidates[0].card.shoe)
        elif key == "r":
            done = docket.reject(case, candidates[0].card.shoe if candidates else "")
        elif key == "n":
            done = docket.accept_own(case)
        elif key == "x":
            done = docket.leave_out(case)
        elif key == "o":
            self._out.print("Name of the shoe: ", end="")
            name = self._line().strip()
            if not name:
                return False
            done = docket.accept(case, docket.shoe(name))
        else:
            self._out.print(f"[dim]{key!r} is no choice here.[/] {_keys(case, candidates)}")
            return False
        self._out.print(f"[green]{escape(told(done))}[/]")
        return True

    def _undo(self, case: Case) -> bool:
        """Go one step back: take its decision back if it has one, and ask about it again."""
        if not self._seen:
            self._out.print("[dim]There is nothing to undo.[/]")
            return False
        before = self._seen.pop()
        last = self._docket.done[-1:]
        if last and last[0].case.id == before.id:
            self._docket.undo()
            self._out.print(f"[yellow]{escape(undone(before))}[/]")
        self._queue.extendleft([case, before])
        return True

    def _show(self, case: Case, candidates: Sequence[ShoeChoice], progress: str) -> None:
        out = self._out
        best = candidates[0] if candidates else None
        out.rule(style="dim")
        state = STATE_WORDS[case.state]
        out.print(f"[bold]{progress}[/] · {state} · {amount(case.record)} [dim]· {case.id}[/]")
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(style="dim", no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        right = marked(candidate_name(case.record, best)) if best else Text("no shoe is near")
        table.add_row("", Text("In your files", "dim"), Text("In the guide", "dim"))
        table.add_row("Name", marked(record_name(case.record, best)), right)
        for label, left, beside in sides(case, best):
            table.add_row(label, Text(left), Text(beside))
        out.print(table)
        for row in self._docket.conflicting(case):
            out.print(Text("  ".join(("  ", *side(row)))))
        out.print(Text(verdict(case), "italic"))
        for number, other in enumerate(candidates[1:], 2):
            out.print(Text(f"  {number}  {other.card.name}"))
        out.print(_keys(case, candidates))


def marked(pieces: Sequence[Piece]) -> Text:
    """Write a name with its differing words set off."""
    text = Text(style="bold")
    for piece, differs in pieces:
        text.append(piece, "bold reverse yellow" if differs else None)
    return text


def _keys(case: Case, candidates: Sequence[ShoeChoice]) -> str:
    best = candidates[0] if candidates else None
    others = " ".join(str(n) for n in range(2, len(candidates) + 1))
    number = f"  [bold]{others}[/] another" if others else ""
    yes = f"[bold]a[/] {accepting(case)}{number}  " if best else ""
    return (
        f"{yes}[bold]r[/] {rejecting(case, best)}  [bold]n[/] new shoe  [bold]x[/] no shoe  "
        "[bold]o[/] other name  [bold]s[/] skip  [bold]u[/] undo  [bold]q[/] quit"
    )


HEADERS = ("id", "state", "records", "name in the files", "nearest shoe", "certainty", "why")


def listed(docket: Docket, asked: Sequence[Case]) -> list[tuple[str, ...]]:
    """Give the rows of the list, one for each case."""
    return [_row(docket, case) for case in asked]


def _row(docket: Docket, case: Case) -> tuple[str, ...]:
    nearest = docket.nearest(case)
    return (
        case.id,
        case.state,
        f"{case.record.records:,}",
        plain(case.record.name, 100),
        nearest.name if nearest else "",
        certainty(case),
        "; ".join(plain(reason) for reason in case.reasons),
    )


def decided_rows(docket: Docket) -> list[tuple[str, ...]]:
    """Give the rows of the list for the decisions in the file, with the ids to take back."""
    return [
        (identity or "", f"{one.verdict}ed", "", plain(one.title, 100), one.shoe or "none", "", "")
        for identity, one in docket.decided()
    ]


def show_list(out: Console, rows: Sequence[tuple[str, ...]]) -> None:
    """Print the list: a table for a reader, parted by tabs for another program."""
    if not out.is_terminal:
        for row in (HEADERS, *rows):
            typer.echo("\t".join(row))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for header in HEADERS:
        table.add_column(header, overflow="fold", no_wrap=header in {"id", "state"})
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out.print(table)
