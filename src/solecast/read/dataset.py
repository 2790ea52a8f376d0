"""`[data] observations` of `guide.toml`: a Parquet dataset that is read where it lies.

Its rows never come to this process. The engine is asked which words its columns hold, how many
rows of each file can be used, why the others cannot, and for a few of those as examples.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from .. import model, vocabulary
from ..engine import Engine
from ..engine.observations import PROBLEM, STATED
from ..in_place import InPlace
from ..memo import Memo, in_place_digest
from ..settings.config import Config
from .dataset_columns import places_of
from .dataset_files import files_of
from .values import wording
from .values.metrics import metric

_EXAMPLES = 5
"""Useless rows that are shown for each reason."""

_TEXT = pa.string()
_WORDS = pa.schema([("stated_metric", _TEXT), ("stated_period", _TEXT), (PROBLEM, _TEXT)])
_LOOKED_AT = pa.schema(
    [*model.RAW["observations"], pa.field(PROBLEM, _TEXT), pa.field(STATED, _TEXT)]
)
_ROW = "row"


@dataclass(frozen=True)
class Looked:
    """What a look at a dataset gave: tables to add to RAW ones, and when more of it will count."""

    tables: model.Tables
    later: dt.date | None = None

    def added(
        self, raw: model.Tables, later: dt.date | None
    ) -> tuple[model.Tables, dt.date | None]:
        """Give the tables of `model.RAW` with the dataset, and the first day on which any counts.

        `later` is that day for the other tables.
        """
        if not self.tables:
            return raw, later
        both = {
            name: pa.concat_tables([raw[name], self.tables[name]])
            for name in ("quarantine", "files")
        }
        there = self.tables["observations"].elsewhere
        observations = replace(raw["observations"], elsewhere=there)
        days = [day for day in (later, self.later) if day]
        return {**raw, **both, "observations": observations}, min(days, default=None)


def identity(folder: Path, config: Config) -> str:
    """Name the dataset of a guide as it is now, without reading it; empty where there is none.

    Raises `ConfigError` where `[data]` names no dataset of observations.
    """
    return " ".join(in_place_digest(place) for place in _places(folder, config))


def _places(folder: Path, config: Config) -> tuple[InPlace, ...]:
    if not config.data.observations:
        return ()
    return places_of(files_of(folder, config.data.observations), config)


def look_at(
    folder: Path, config: Config, engine: Engine, today: dt.date, memo: Memo | None = None
) -> Looked:
    """Look at the dataset of a guide once, unless that was done and neither it nor the day changed.

    Rows after `today` do not count. Raises `ConfigError` as `identity` does.
    """
    places = _places(folder, config)
    if not places:
        return Looked({})
    looks = [_Look(engine, place, today) for place in places]

    def tables() -> model.Tables:
        return _tables(looks, folder)

    made_from = [*(in_place_digest(place) for place in places), config.currency, str(today)]
    found = (memo or Memo()).tables("dataset", made_from, tables)
    return Looked(found, found["later"]["later"][0].as_py())


def _tables(looks: list["_Look"], folder: Path) -> model.Tables:
    for look in looks:
        look.run()
    days = [look.later for look in looks if look.later]
    places = tuple(look.place for look in looks)
    shown = [row for look in looks for row in look.quarantine()]
    return {
        "observations": model.Parts(model.RAW["observations"], elsewhere=places),
        "quarantine": model.table(model.RAW["quarantine"], shown),
        "files": model.table(model.RAW["files"], list(_report(looks))),
        "later": pa.table({"later": pa.array([min(days, default=None)], pa.date32())}),
    }


class _Look:
    """One look at one value of the rows of a dataset."""

    def __init__(self, engine: Engine, place: InPlace, today: dt.date) -> None:
        self.place = place
        self.later: dt.date | None = None
        self.counts: dict[str, Counter[str]] = {}
        self._engine, self._today = engine, today

    def run(self) -> None:
        """Ask the engine; afterwards `place` says what is to be read."""
        self.place = replace(self.place, words=self._words())
        late = self._counted()
        clean = all(set(counts) <= {"", _LATE} for counts in self.counts.values())
        self.place = replace(self.place, clean=clean, until=self._today if late else None)

    def _open(self, schema: pa.Schema) -> Any:
        return self._engine.parquet(model.Parts(schema, elsewhere=(self.place,)), _ROW)

    def _words(self) -> Mapping[str, Mapping[str, str]]:
        """Say what each cell of metrics and periods means: there are few different ones."""
        found: dict[str, dict[str, str]] = {}
        for name, meaning in (("metric", _metric), ("period", _period)):
            if name in self.place.columns:
                stated = self._open(_WORDS).select(f"stated_{name}").distinct()
                cells = self._engine.arrow(stated)[f"stated_{name}"].to_pylist()
                found[name] = {cell: meant for cell in cells if cell and (meant := meaning(cell))}
        return found

    def _counted(self) -> bool:
        """Count the rows of each file by what makes them useless; tell if any are of later days."""
        rows = self._open(_LOOKED_AT)
        late = rows.problem.isnull() & (rows.date > self._today)
        why = rows.mutate(problem=late.ifelse(_LATE, rows.problem.coalesce("")))
        once = why.group_by("file", PROBLEM).agg(n=why.count(), first=why.date.min())
        days = []
        for row in self._engine.arrow(once).to_pylist():
            self.counts.setdefault(row["file"], Counter())[row[PROBLEM]] = row["n"]
            days += [row["first"]] if row[PROBLEM] == _LATE else []
        self.later = min(days, default=None)
        return bool(days)

    def reasons(self) -> Counter[str]:
        """Count the useless rows by what makes them so."""
        found = Counter[str]()
        for counts in self.counts.values():
            found.update({why: n for why, n in counts.items() if why})
        return found

    def quarantine(self) -> Iterator[dict[str, object]]:
        """Give the first rows of each reason; the reason says how many there are."""
        for why, count in sorted(self.reasons().items()):
            rows = self._open(_LOOKED_AT)
            late = rows.problem.isnull() & (rows.date > self._today)
            chosen = rows.filter(late if why == _LATE else rows.problem == why)
            chosen = chosen.order_by(_ROW).limit(_EXAMPLES).select("file", "line", STATED)
            for row in self._engine.arrow(chosen).to_pylist():
                told = (
                    f"{self.words(why)} (one of {count:,} rows)" if count > 1 else self.words(why)
                )
                yield {
                    "file": row["file"],
                    "line": row["line"],
                    "reason": told,
                    "row": row[STATED],
                    "cells": [],
                }

    def words(self, why: str) -> str:
        """Say what makes rows useless."""
        column = self.place.columns.get(why, why)
        if why == "value":
            return f"{column} must be a finite number of zero or more, prices and ranks above zero"
        words = {
            _LATE: f"its date is after the build day, {self._today}",
            "title": f"the row names no shoe: {column} is empty",
            "date": f"{column} is no date such as 2024-06-20",
            "metric": f"{column} must be one of: {', '.join(vocabulary.METRICS)}",
            "period": f"{column} must be one of: {', '.join(vocabulary.PERIODS)}",
        }
        return words[why]


_LATE = "late"


def _metric(stated: str) -> str | None:
    return metric(wording.snake(stated))


def _period(stated: str) -> str | None:
    return stated.strip().lower() if stated.strip().lower() in vocabulary.PERIODS else None


def _report(looks: list[_Look]) -> Iterator[dict[str, object]]:
    """Give the rows of the import report: one for each file."""
    first = looks[0].place
    understood = [
        {"column": column, "field": name, "by": "guide"}
        for look in looks
        for name, column in look.place.columns.items()
    ]
    once = [one for at, one in enumerate(understood) if one not in understood[:at]]
    for file in first.files:
        counts = [look.counts.get(first.name(file), Counter[str]()) for look in looks]
        whole = Counter[str]()
        for one in counts:
            whole.update(one)
        read, used = max(map(Counter.total, counts)), max(one[""] for one in counts)
        refused = [
            f"{n:,} rows: {look.words(why)}."
            for look, one in zip(looks, counts, strict=True)
            for why, n in sorted(one.items())
            if why
        ]
        yield {
            "file": first.name(file),
            "sha256": "",
            "bytes": file.stat().st_size,
            "format": "signals",
            "why": "guide.toml names it under [data]; it is read in place.",
            "read": read,
            "used": used,
            "quarantined": sum(whole.values()) - whole[""],
            "understood": once,
            "unused": [],
            "unknown": [],
            "note": " ".join(refused),
        }
