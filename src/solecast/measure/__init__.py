"""Linked tables in, numbers out: specs, changes, scores, heat, trends, forecasts, rankings.

In: the tables of `model.LINKED`. Out: those of `model.MEASURED`. The method in words is in
data/method.md. The parts are loaded when they are first used, so that a script that only
forecasts does not wait for the rest.
"""

from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from ..memo import Memo
from ..model import Tables
from ..progress import Progress, silent

if TYPE_CHECKING:
    from ..engine import Engine
    from ..settings.config import Config
    from ..settings.rates import Rates


def run(
    linked: Tables,
    config: "Config",
    engine: "Engine",
    as_of: date,
    ledger: pa.Table | None = None,
    progress: Progress = silent,
    memo: Memo | None = None,
    rates: "Rates | None" = None,
) -> Tables:
    """Measure the linked tables as of the guide's today.

    `ledger` is that of the previous build, to which this build's calls are added; `memo` keeps
    the slow steps for the next build; without `rates`, prices in other currencies than the guide's
    are not compared. Returns the tables of `model.MEASURED`, each sorted; the same input gives the
    same tables.
    """
    from .steps import run as measure

    return measure(linked, config, engine, as_of, ledger, progress, memo, rates)


def method() -> str:
    """Give the written method of all measured numbers, as Markdown."""
    from .method_text import method as written

    return written()
