"""`solecast quarantine`: rows that were not used, shown, or exported as CSV to be mended.

A mended file goes back into the guide's folder; the rows in it are read in place of the first ones.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from . import console
from .asking import AsJson, Folder, print_json
from .report_text import quarantined

if TYPE_CHECKING:
    from ..model import Row

app = typer.Typer()


@app.command()
def quarantine(
    folder: Folder,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the rows as CSV.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the rows that are not used and why, or export them to be mended.

    Mend the cells in the exported FILE, empty those of a row that is no shoe, and put FILE into the
    guide's folder: its rows are read in place of the first ones. One FILE is written for each file
    that has such rows.
    """
    from ..build import check_inputs

    rows = check_inputs(folder)["quarantine"].to_pylist()
    if csv_file:
        for said in export(rows, csv_file):
            console.say(said)
    elif as_json:
        print_json(rows)
    else:
        for line in quarantined(rows):
            console.out.print(line)


def export(rows: "Sequence[Row]", path: Path) -> list[str]:
    """Write rows of RAW `quarantine`, a table a file; give sentences on what was written."""
    by_file: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["cells"]:
            by_file[row["file"]].append(row)
    said: list[str] = []
    for file, own in by_file.items():
        target = path if len(by_file) == 1 else _beside(path, file)
        _write(own, target)
        said.append(f"Wrote {len(own):,} rows of {file} to {target}.")
    if left := len(rows) - sum(map(len, by_file.values())):
        said.append(f"{left:,} rows are no rows of a table and must be mended in their files.")
    if by_file:
        said.append("Mend them and put them into the guide's folder, then build again.")
    return said or ["No row is quarantined."]


def _beside(path: Path, file: str) -> Path:
    named = "-".join(PurePosixPath(file).with_suffix("").parts)
    return path.with_name(f"{path.stem}-{named}{path.suffix}")


def _write(rows: "Sequence[Row]", path: Path) -> None:
    from ..read.mending import ORIGIN

    header = list(dict.fromkeys(one["column"] for row in rows for one in row["cells"]))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*ORIGIN, *header])
        for row in rows:
            cells = {one["column"]: one["cell"] for one in row["cells"]}
            place = (row["file"], row["line"], row["reason"])
            writer.writerow([*place, *(cells.get(name, "") for name in header)])
