"""What reading costs: rows a second and memory beside DuckDB, pandas and openpyxl, same files.

    python -m bench.read [million rows, 1 by default]

Every figure is that of a process of its own, which reads one file once; imports are not counted.
"""

import csv
import datetime as dt
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import openpyxl

SHOES, SOURCES = 300, ("Google", "StockX", "GOAT", "Wikipedia", "Reddit")
METRICS = ("views", "sales", "mentions", "views", "mentions")
SHEET_ROWS = 100_000
HEADER = ("date", "shoe", "source", "metric", "value")

_FRAME = """
import re, sys, time
path, cpu = sys.argv[1], time.process_time
{imports}
began, wall = cpu(), time.perf_counter()
rows = {work}
said = cpu() - began, time.perf_counter() - wall
with open("/proc/self/status") as status:  # Not ru_maxrss, which begins with the parent's.
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1]) / 1024
print(f"{{rows:>11,}} rows {{said[0]:7.2f}} s CPU {{said[1]:7.2f}} s {{peak:6.0f}} MB"
      f" {{rows / max(said[0], 1e-9):>12,.0f}} rows a CPU second")
"""
READERS = {
    "solecast": (
        "from pathlib import Path; from solecast.read import read_file; import pandas\n"
        "from solecast.config import Config",
        "read_file(Path(path), Config(title='T')).used",
    ),
    "DuckDB read_csv": (
        "import duckdb; asked = duckdb.connect().execute\nasked('set enable_progress_bar = false')",
        "asked('create table t as from read_csv(?)', [path]).fetchall()[0][0]",
    ),
    "pandas": ("import pandas", "len(pandas.read_csv(path))"),
    "openpyxl": (
        "import openpyxl",
        "sum(1 for _ in openpyxl.load_workbook(path, read_only=True).active.rows) - 1",
    ),
}


def _days(rows: int) -> list[list[object]]:
    """Give the rows of one day: every shoe at every source."""
    random = np.random.default_rng(rows)
    values = random.gamma(2, 50, (SHOES, len(SOURCES))).round(2).tolist()
    return [
        [f"Brand{shoe % 20} Runner {shoe}", name, metric, values[shoe][place]]
        for shoe in range(SHOES)
        for place, (name, metric) in enumerate(zip(SOURCES, METRICS, strict=True))
    ]


def _rows(count: int) -> "list[list[object]]":
    found: list[list[object]] = []
    day = 0
    while len(found) < count:
        stated = (dt.date(2015, 1, 1) + dt.timedelta(day % 4_000)).isoformat()
        found += [[stated, *row] for row in _days(day)]
        day += 1
    return found[:count]


def _measure(name: str, path: Path) -> None:
    imports, work = READERS[name]
    code = _FRAME.format(imports=imports, work=work)
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    print(f"{name:<16} {path.name:<12} {(done.stdout or done.stderr[-300:]).rstrip()}", flush=True)


def main() -> None:
    """Write the files, and let each reader read them."""
    million = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "long.csv"
        with table.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(HEADER)
            for _ in range(max(1, round(million))):
                writer.writerows(_rows(round(min(million, 1.0) * 1_000_000)))
        for name in ("solecast", "DuckDB read_csv", "pandas"):
            _measure(name, table)
        if million > 1:
            return
        sheet = Path(folder) / "long.xlsx"
        book = openpyxl.Workbook(write_only=True)
        page = book.create_sheet()
        page.append(HEADER)
        for row in _rows(round(SHEET_ROWS * million)):
            page.append(row)
        book.save(sheet)
        for name in ("solecast", "openpyxl"):
            _measure(name, sheet)


if __name__ == "__main__":
    main()
