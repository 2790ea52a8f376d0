"""When each series' life began: as stated in a table of releases, or as its zeros show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...errors import SeriesError
from ...model import Row
from ..series.panel import Panel, SeriesProblem, as_table, read_days
from .course import Flags, Floats, Integers

_KIN = ("brand", "group")
_BEFORE = 4
"""Weeks of zeros, or of absence, that show a launch; and weeks after a stated release without a
single sale that show that it came later."""
_ABSENT = 8
_WITNESSES = 3
"""Series that must have been seen while another was absent."""
_STARTED = 0.05
"""Share of the best of the next weeks from which on a life has begun."""


@dataclass(frozen=True)
class Births:
    """N series, then M shoes that have none yet. start: (N + M,) day of release since 1970-01-01,
    NaN where not known; found: (N,) whether it was read off the series; kin: codes (N + M,) of
    brand and model, -1 where not known; parent: (N + M,) position of the version before, or -1;
    coming: ids of the M; problems: what was read in another way than it was written.
    """

    start: Floats
    found: Flags
    kin: tuple[Integers, ...]
    names: tuple[tuple[str, ...], ...]
    parent: Integers
    coming: tuple[str, ...]
    problems: tuple[SeriesProblem, ...] = ()


def read_births(born: Any, panel: Panel) -> Births:
    """The births of a panel's series. born: None, or an Arrow table `id`, `born` (date) and, where
    known, `group` (model), `brand` (or collaborator) and `parent` (id of the version before).

    Of an id born twice, such as in two regions, the earliest counts. An id that has no series and
    is born after the last week of all is a shoe to come; other ids without a series are ignored. A
    series that `born` does not name, and that starts with zeros or later than others, is born
    when it starts; with a birth of null it has none.
    Where the 4 weeks from its birth on are zero, a series is born with its first sales. One that
    starts in mid-life keeps its birth: the weeks before its first count as not seen. Raises
    SeriesError for columns that are missing or cannot be read.
    """
    rows, problems, named = _read(born)
    last = int(panel.last.max())
    known = set(panel.ids)
    coming = tuple(i for i, row in rows.items() if i not in known and row["day"] > last)
    ids = [*panel.ids, *coming]
    start = np.array([rows[i]["day"] if i in rows else np.nan for i in ids], np.float64)
    shown = launches(panel)
    found = np.array([name not in named for name in panel.ids]) & ~np.isnan(shown)
    start[: len(panel.ids)][found] = shown[found]
    problems += [
        SeriesProblem(panel.ids[k], _WORDS["found"], f"taken for a launch on {_date(shown[k])}")
        for k in np.flatnonzero(found)
    ]
    problems += _late(panel, start, rows)
    kin, names = zip(*(_codes(rows, ids, name) for name in _KIN), strict=True)
    place = {name: k for k, name in enumerate(ids)}
    parent = np.array([place.get(rows[i]["parent"] if i in rows else "", -1) for i in ids])
    return Births(start, found, kin, names, parent, coming, tuple(problems))


_WORDS = {
    "found": "it starts with zeros, or later than the others, and no birth is given",
    "late": "the weeks from its birth on are zero",
    "early": "it has values before its birth",
    "middle": "it starts in mid-life",
    "coming": "its birth is after its last week",
    "twice": "it is born on several days",
}


def _date(day: float) -> str:
    return str(np.datetime64(int(day), "D"))


def _read(born: Any) -> tuple[dict[str, Row], list[SeriesProblem], set[str]]:
    """Day, kin and parent of each id with a day; what was mended; all ids that are named."""
    if born is None:
        return {}, [], set()
    table = as_table(born, ("id", "born"), "born")
    try:
        named = set(table["id"].cast(pa.string()).to_pylist())
        table = table.filter(pc.and_(pc.is_valid(table["id"]), pc.is_valid(table["born"])))
        names = [name for name in ("brand", "group", "parent") if name in table.column_names]
        columns = {name: table[name].cast(pa.string()).to_pylist() for name in ("id", *names)}
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise SeriesError(f"born cannot be read as text ({problem}); give names.") from None
    rows: dict[str, Row] = {}
    problems = []
    for k, day in enumerate(read_days(table["born"], "born").tolist()):
        row: Row = {name: columns[name][k] or "" for name in names}
        row = {"brand": "", "group": "", "parent": ""} | row | {"day": day}
        name = columns["id"][k]
        before = rows.get(name)
        if before and before["day"] != day:
            first = min(before["day"], day)
            problems.append(
                SeriesProblem(name, _WORDS["twice"], f"took the earliest, {_date(first)}")
            )
        if not before or day < before["day"]:
            rows[name] = row
    return rows, problems, named


def _codes(
    rows: dict[str, Row], ids: Sequence[str], column: str
) -> tuple[Integers, tuple[str, ...]]:
    """Code of each id's brand or group, and what the codes stand for."""
    names = sorted({rows[i][column] for i in ids if i in rows} - {""})
    place = {name: code for code, name in enumerate(names)}
    codes = [place.get(rows[i][column], -1) if i in rows else -1 for i in ids]
    return np.array(codes, np.int64), tuple(names)


def launches(panel: Panel) -> Floats:
    """(N,) the day on which each series shows that its life began, else NaN.

    That is the first week that reaches a twentieth of the best of the 13 weeks from the first
    value on, after 4 weeks of zeros or more, or after 8 in which at least 3 others were seen.
    """
    rows = len(panel.values)
    row = np.arange(rows)[:, None]
    first_seen = rows - panel.weeks
    positive = panel.values > 0
    first = np.where(positive.any(0), positive.argmax(0), rows)
    near = (row >= first) & (row < first + 13)
    best = np.where(near, panel.values, 0).max(0)
    reached = near & (panel.values >= _STARTED * best) & positive
    begun = np.where(reached.any(0), reached.argmax(0), rows)
    zeros = ((panel.seen > 0) & (row < begun) & (panel.values < _STARTED * best)).sum(0)
    entered = panel.last - 7 * (panel.weeks - 1)
    others = np.searchsorted(np.sort(entered), entered - 7 * _ABSENT, side="right")
    shown = (zeros >= _BEFORE) & (zeros >= 0.9 * (begun - first_seen))
    absent = (others >= _WITNESSES) & (begun < first_seen + _BEFORE)
    day = panel.last - 7.0 * (rows - 1 - begun)
    return np.where((shown | absent) & (begun < rows), day, np.nan)


def _late(panel: Panel, start: Floats, rows: dict[str, Row]) -> list[SeriesProblem]:
    """Move births that no sales followed, in place; also says what else does not fit."""
    age = np.floor((panel.last + 6 - start[: len(panel.ids)]) / 7)
    problems = []
    for k in np.flatnonzero(~np.isnan(age)):
        name, born = panel.ids[k], len(panel.values) - 1 - int(age[k])
        if age[k] < 0:
            text = f"taken for a shoe that is released on {_date(start[k])}"
            problems.append(SeriesProblem(name, _WORDS["coming"], text))
            continue
        if name in rows and panel.values[: max(born, 0), k].any():
            problems.append(SeriesProblem(name, _WORDS["early"], "kept, and left out of its life"))
        if (missed := len(panel.values) - int(panel.weeks[k]) - born) >= _BEFORE:
            text = f"the {missed} weeks from its birth to its first count as not seen"
            problems.append(SeriesProblem(name, _WORDS["middle"], text))
        since = panel.values[max(born, 0) :, k]
        first = int((since > 0).argmax()) if (since > 0).any() else 0
        if born >= 0 and first >= _BEFORE and panel.seen[born : born + first, k].all():
            start[k] = panel.last[k] - 7.0 * (len(since) - 1 - first)
            text = f"born with its first value, on {_date(start[k])}"
            problems.append(SeriesProblem(name, _WORDS["late"], text))
    return problems
