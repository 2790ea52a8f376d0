"""`solecast.lives`: the course of a launch by weeks since its release."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from ...errors import SeriesError
from ..intervals import Z80
from ..series.panel import check_weeks, read_panel
from .births import Births, read_births
from .course import EDGES, Courses, Floats, bin_of
from .life import KNOTS, SharedLife, life_course, log_age
from .young import LearntLives, learn_lives

ALL = "all"
"""The group that holds every launch."""

_MONTH = 4
_SCHEMA = pa.schema(
    [("group", pa.string()), ("week_of_life", pa.int64())]
    + [(name, pa.float64()) for name in ("share", "lo80", "hi80")]
    + [("launches", pa.int64())]
)


def lives(series: Any, born: Any = None, horizon: int = 104) -> pa.Table:
    """The course of launches by weeks since release, relative to their first four weeks.

    series: Arrow table `id`, `week`, `value` as for `solecast.forecast`, of one week or more. born:
    `id`, `born` (date) and optionally `brand` and `group` (model); how births are read, and found
    where none is given: `births.read_births`.

    Returns `group` ("all", then each brand and group that has launches), `week_of_life` (0 to
    `horizon` - 1; the week of release is 0), `share` of a mean week of the first four, `lo80` and
    `hi80` (where four launches in five lie, counts' own noise left out) and `launches` (how many
    were seen at that age). Few launches lean on their brand's, those on all, and those on what is
    usual. Raises SeriesError as `forecast` does, and where no series has a birth by its last
    week.
    """
    horizon = check_weeks(horizon, int(EDGES[-1]))
    panel = read_panel(series, 1)
    births = read_births(born, panel)
    if not (births.start[: len(panel.ids)] < panel.last + 7).any():
        raise SeriesError(
            "No series has a birth by its last week: give `born` with the ids of the series, or "
            "series that start with weeks of zeros."
        )
    return courses_of(learn_lives(panel, births), births, horizon)


def courses_of(learnt: LearntLives, births: Births, horizon: int) -> pa.Table:
    """Give the table of `lives` from what was learnt of a panel with these births."""
    groups = _groups(learnt.courses, births, learnt.life)
    return pa.concat_tables([_rows(*group, learnt.life, horizon) for group in groups])


def _groups(
    courses: Courses, births: Births, life: SharedLife
) -> Iterator[tuple[str, Courses, Floats]]:
    """Each group's name, launches and coefficients, in order: all, brands, models."""
    seen = courses.select(np.flatnonzero(courses.weeks.sum(1)))
    yield ALL, seen, life.mean
    for depth, (names, codes) in enumerate(zip(births.names, seen.kin, strict=True)):
        wider = replace(life, kin=(life.kin[0], life.kin[1] if depth else {}))
        coefficients, order = wider.coefficients(seen), np.argsort(codes, kind="stable")
        ends = np.searchsorted(codes[order], np.arange(len(names) + 1))
        for name, (start, end) in zip(names, pairwise(ends.tolist()), strict=True):
            member = order[start:end]
            if len(member):
                yield name, seen.select(member), coefficients[member].mean(0)


def _rows(
    name: str, courses: Courses, coefficients: Floats, life: SharedLife, horizon: int
) -> pa.Table:
    """The rows of one group."""
    ages = np.arange(horizon) + 0.5
    month = np.arange(_MONTH) + 0.5
    course = life_course(np.concatenate([month, ages])) @ coefficients[: len(KNOTS)]
    base = np.log(np.exp(course[:_MONTH]).mean())
    centre = course[_MONTH:] - base
    sd = _spread(ages, life)
    reached = np.append((courses.weeks > 0).sum(0), 0)
    launches = reached[np.minimum(bin_of(ages), len(reached) - 1)]
    columns = {
        "group": [name] * horizon,
        "week_of_life": np.arange(horizon),
        "share": np.exp(centre),
        "lo80": np.exp(centre - Z80 * sd),
        "hi80": np.exp(centre + Z80 * sd),
        "launches": launches,
    }
    return pa.table(columns, _SCHEMA)


def _spread(ages: Floats, life: SharedLife) -> Floats:
    """Sd of launches' own courses, apart from how they were in their first month."""
    spread, since = life.spread, np.maximum(log_age(ages) - log_age(np.array(_MONTH / 2)), 0)
    moved = spread.slope**2 * since**2 + spread.walk**2 * since
    drifted = spread.drift**2 * np.maximum(ages - _MONTH / 2, 0) / 52
    return np.asarray(np.sqrt(moved + drifted))
