"""`solecast.inspect_series`: what a forecast would mend or refuse, of series and of births."""

from typing import Any

import numpy as np
import pyarrow as pa

from ..series.panel import MINIMUM_WEEKS, Panel, SeriesProblem, examine
from .births import Births, read_births


def inspect_series(series: Any, born: Any = None) -> pa.Table:
    """Everything `forecast` would mend or refuse in `series`, and how it would read `born`.

    series: `id`, `week`, `value`; born: `id`, `born` and what else `forecast` takes, or None.
    Returns a table `id`, `problem`, `repair`; `repair` is null where the series is refused. Births
    of refused series are not looked at. Raises SeriesError where `series` or `born` is not a table
    with its columns, or where they cannot be read.
    """
    panel, problems = examine(series)
    if panel is not None:
        births = read_births(born, panel)
        problems = [*problems, *births.problems, *too_short(panel, births, born)]
    return pa.table(
        {
            "id": pa.array([p.id for p in problems], pa.string()),
            "problem": pa.array([p.problem for p in problems], pa.string()),
            "repair": pa.array([p.repair or None for p in problems], pa.string()),
        }
    )


def too_short(panel: Panel, births: Births, born: Any) -> list[SeriesProblem]:
    """The series that have not enough weeks, nor a birth; without `born` none has."""
    short = (panel.weeks < MINIMUM_WEEKS) | (panel.seen.sum(0) < MINIMUM_WEEKS // 2)
    found = []
    ageless = np.isnan(births.start[: len(panel.ids)]) | (born is None)
    for k in np.flatnonzero(short & ageless):
        weeks = int(min(panel.weeks[k], panel.seen[:, k].sum()))
        text = (
            f"it has {weeks} weeks with a value; a forecast needs at least {MINIMUM_WEEKS}, or the "
            "day of its release in `born`"
        )
        found.append(SeriesProblem(panel.ids[k], text))
    return found
