"""What a build says of itself: how many records of each file were linked, what differs from the
last build, and how long each step took.

The first is part of the snapshot. The others depend on more than the inputs, so they lie beside
it, in `report.json` of the guide's store: two builds of the same inputs give equal snapshots.
"""

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from ..replacing import replace_text

FILE_NAME = "report.json"


@dataclass(frozen=True)
class Difference:
    """What is not as it was in the last build.

    `name` is that of a file, of a column of `file`, or of a shoe; counts are records used, of a
    file or its kind. Less than before is a warning.
    """

    what: Literal["file", "rows", "column", "shoe"]
    name: str
    before: int
    after: int
    file: str | None = None

    @property
    def lost(self) -> bool:
        """Tell whether something is missing that was there."""
        return self.after < self.before


@dataclass
class Report:
    """What one build took and what it changed; `snapshot` names the one it made."""

    snapshot: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    def save(self, store: Path) -> None:
        """Write the report into a guide's store, in one step."""
        replace_text(store / FILE_NAME, json.dumps(asdict(self), ensure_ascii=False))


def load_report(store: Path, snapshot: str) -> Report:
    """Read the report on a snapshot; an empty one where there is none."""
    try:
        stated = json.loads((store / FILE_NAME).read_text(encoding="utf-8"))
        found = [Difference(**one) for one in stated["differences"]]
        if stated["snapshot"] == snapshot:
            return Report(snapshot, dict(stated["seconds"]), found)
    except (OSError, ValueError, KeyError, TypeError):
        pass  # Nothing but this page of the report depends on the file.
    return Report(snapshot)


class Clock:
    """Takes the time of steps that follow each other."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def __call__(self, step: str) -> None:
        """Note that a step has ended: it took all the time since the last one."""
        now = time.perf_counter()
        self.seconds[step] = round(now - self._since, 2)
        self._since = now
