"""Heat beside simple averages on real signals, scored on a signal that neither has seen."""

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.heat_panels import Floats, smoothed, z_mean
from solecast import model
from solecast.measure.heat.additive_model import HeatFit, Index, fit, index
from solecast.measure.heat.signal_arrays import Signals, signals

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
_HIDDEN = 5
_DENSE = 30

Values = dict[dt.date, float]
Signal = tuple[str, str, str, bool, Values]
"""Shoe, source, metric, comparable, values by Monday."""
Alike = tuple[float, ...]
"""Correlations of heat, of the model's prediction, of a simple mean and of its smoothed line."""


def real() -> Iterator[str]:
    """Give the lines to print; one that says so where the data is absent."""
    if not DATA.is_dir():
        yield f"real signals: left out, {DATA} is absent"
        return
    yield ""
    yield "correlation of logs with searches that were held out; predicted: heat and the effect of"
    yield "the week on search, which is what the model says of them; smooth: nine-week mean"
    yield f"{'':44}{'heat':>8}{'predict':>8}{'simple':>8}{'smooth':>8}"
    yield _printed("Yeezy: sales + one search export -> another", *_yeezy())
    raw, net = _lifestyle()
    yield _printed("lifestyle: hidden weeks of search", *raw)
    yield _printed("  less what all shoes share in a week", *net)


def _printed(name: str, *scores: float) -> str:
    return f"{name:44}" + "".join(f"{score:8.3f}" for score in scores)


def _monday(day: dt.date) -> dt.date:
    middle = day + dt.timedelta(days=3)
    return middle - dt.timedelta(days=middle.weekday())


def _lines(given: list[Signal]) -> dict[str, dict[dt.date, tuple[float, float]]]:
    """Give each shoe's heat and the model's prediction of its searches, both logs, by week."""
    rows = [
        {
            "shoe": shoe,
            "source": source,
            "scale_group": source if comparable else f"{source}:{shoe}",
            "metric": metric,
            "comparable": comparable,
            "week": week,
            "value": value,
            "censored": False,
            "partial": False,
            "observations": 1,
        }
        for shoe, source, metric, comparable, values in given
        for week, value in values.items()
    ]
    panel = signals(model.table(model.MEASURED["series"], rows))
    at = index(panel)
    state = fit(panel, at)
    effect = _search_effect(panel, state)
    weeks = [week.item() for week in panel.weeks]
    return {
        shoe: dict(zip(weeks, zip(line, line + effect, strict=True), strict=True))
        for shoe, line in zip(panel.shoes, _fitted(at, state, len(weeks)), strict=True)
    }


def _fitted(at: Index, state: HeatFit, weeks: int) -> Iterator[Floats]:
    """Give each shoe's line over all weeks: flat before its first and after its last."""
    start = at.cells.start
    for shoe, first in enumerate(at.cells.first):
        line = state.heat.mean[start[shoe] : start[shoe + 1]]
        yield np.interp(np.arange(weeks), first + np.arange(len(line)), line)


def _search_effect(panel: Signals, state: HeatFit) -> Floats:
    """Give what all shoes share in a week of search; a week hidden for all lies between two."""
    searched = next(j for j, line in enumerate(panel.lines) if line.metric == "searches")
    effect: Floats = state.effect[panel.platform_of[searched]]
    told = np.flatnonzero(effect)
    if not len(told):
        return effect
    return np.asarray(np.interp(np.arange(len(effect)), told, effect[told]), dtype=np.float64)


def _simple(given: list[Signal], shoe: str, weeks: list[dt.date]) -> tuple[Floats, Floats]:
    """Give the mean of z-scores of a shoe's logs, and its nine-week mean; gaps by lines."""
    mine = [values for name, _, _, _, values in given if name == shoe]
    logs = np.array([[[np.log(v[w] + 0.5) if w in v else np.nan for w in weeks]] for v in mine])
    mean = z_mean(logs)
    known = np.isfinite(mean[0])
    filled = np.interp(np.arange(len(weeks)), np.flatnonzero(known), mean[0, known])
    return filled, smoothed(mean)[0]


def _yeezy() -> Alike:
    sales: dict[str, Values] = defaultdict(lambda: defaultdict(float))
    with (DATA / "sales/stockx-contest-2019-weekly.csv").open() as file:
        for row in csv.DictReader(file):
            name = row["Sneaker Name"]
            yeezy = "Yeezy" in name and "V2" in name
            sales["yeezy" if yeezy else "-".join(name.split("-")[:4])][
                dt.date.fromisoformat(row["week"])
            ] += float(row["sales"])
    seen = _export("multiTimeline.csv", "yeezy", "%Y-%m-%d")
    hidden = _export("yeezy-off-white-78w-us-no-preamble.csv", "Adidas Yeezy", "%m/%d/%Y")
    ends = (min(sales["yeezy"]), max(sales["yeezy"]))
    given: list[Signal] = [
        (shoe, "StockX", "sales", True, {w: v for w, v in values.items() if w not in ends})
        for shoe, values in sales.items()
    ]
    inside = {w: v for w, v in seen.items() if ends[0] < w < ends[1]}
    given.append(("yeezy", "Google", "searches", False, inside))
    weeks = sorted(w for w in hidden if ends[0] < w < ends[1])
    line = _lines(given)["yeezy"]
    ours = np.array([line[w] for w in weeks]).T
    target = np.log([hidden[w] + 0.5 for w in weeks])
    return _alike([*ours, *_simple(given, "yeezy", weeks)], target)


def _export(name: str, term: str, form: str) -> Values:
    text = (DATA / "google-trends" / name).read_text(encoding="utf-8-sig").splitlines()
    start = next(k for k, line in enumerate(text) if line.startswith("Week"))
    rows = list(csv.reader(text[start:]))
    at = next(k for k, header in enumerate(rows[0]) if header.startswith(f"{term}:"))
    days = (dt.datetime.strptime(row[0], form).date() for row in rows[1:])
    return {_monday(day): float(row[at]) for day, row in zip(days, rows[1:], strict=True)}


def _lifestyle() -> tuple[Alike, Alike]:
    """Hide every fifth week of search; give the scores raw, and net of each week's mean.

    Heat leaves out what all shoes of a source share in a week, which raw search holds; the
    prediction has it.
    """
    searches = _table("search-weekly.csv", "week", "interest_mean")
    dense = {s: v for s, v in searches.items() if sum(x > 0 for x in v.values()) >= _DENSE}
    given: list[Signal] = []
    hidden: dict[str, Values] = {}
    for shoe, values in dense.items():
        places = sorted(values)
        out = set(places[_HIDDEN // 2 : -1 : _HIDDEN])
        hidden[shoe] = {w: values[w] for w in out}
        rest = {w: v for w, v in values.items() if w not in out}
        given.append((shoe, "search", "searches", False, rest))
    for metric, table in (
        ("mentions", _table("press-headlines.csv", "published", None)),
        ("views", _table("nightly-signals.csv", "snapshot_date", "wiki_views")),
    ):
        given += [(s, metric, metric, True, v) for s, v in table.items() if s in dense]
    return _score_hidden(given, hidden, searches)


def _score_hidden(
    given: list[Signal], hidden: dict[str, Values], searches: dict[str, Values]
) -> tuple[Alike, Alike]:
    lines = _lines(given)
    calendar = sorted({week for values in hidden.values() for week in values})
    found = np.full((5, len(hidden), len(calendar)), np.nan)
    for row, (shoe, values) in enumerate(hidden.items()):
        weeks = sorted(searches[shoe])
        at = [weeks.index(w) for w in sorted(values)]
        simple, smooth = _simple(given, shoe, weeks)
        ours = np.array([lines[shoe][weeks[k]] for k in at]).T
        target = np.log([searches[shoe][weeks[k]] + 0.5 for k in at])
        columns = [calendar.index(weeks[k]) for k in at]
        for part, x in enumerate((*ours, simple[at], smooth[at], target)):
            found[part, row, columns] = x - x.mean()
    net = found - np.nanmean(found, axis=1, keepdims=True)
    return _against_last(found), _against_last(net)


def _against_last(found: Floats) -> Alike:
    known = np.isfinite(found[-1])
    return _alike([part[known] for part in found[:-1]], found[-1][known])


def _table(name: str, day: str, value: str | None) -> dict[str, Values]:
    """Sum a column (or count rows) by slug and Monday week; an empty cell is missing."""
    found: dict[str, Values] = defaultdict(lambda: defaultdict(float))
    with (DATA / "lifestyle-108" / name).open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row[day] and (value is None or row[value]):
                date = dt.date.fromisoformat(row[day][:10])
                monday = date - dt.timedelta(days=date.weekday())
                found[row["slug"]][monday] += 1.0 if value is None else float(row[value])
    return found


def _alike(lines: list[Floats], target: Floats) -> Alike:
    return tuple(float(np.corrcoef(line, target)[0, 1]) for line in lines)
