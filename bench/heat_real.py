"""Heat beside simple averages on real signals, scored on a signal that neither has seen."""

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.heat_panels import Floats, smoothed, z_mean
from solecast import model
from solecast.measure.heat import heat

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
_LATER = dt.date(2100, 1, 1)
_HIDDEN = 5
_DENSE = 30

Values = dict[dt.date, float]
Signal = tuple[str, str, str, bool, Values]
"""Shoe, source, metric, comparable, values by Monday."""


def real() -> Iterator[str]:
    """Give the lines to print; one that says so where the data is absent."""
    if not DATA.is_dir():
        yield f"real signals: left out, {DATA} is absent"
        return
    yield ""
    yield "correlation of logs with a signal that was held out; smooth: nine-week mean"
    yield f"{'':44}{'ours':>8}{'simple':>8}{'smooth':>8}"
    yield _printed("Yeezy: sales + one search export -> another", *_yeezy())
    raw, net = _lifestyle()
    yield _printed("lifestyle: hidden weeks of search", *raw)
    yield _printed("  less what all shoes share in a week", *net)


def _printed(name: str, ours: float, simple: float, smooth: float) -> str:
    return f"{name:44}{ours:8.3f}{simple:8.3f}{smooth:8.3f}"


def _monday(day: dt.date) -> dt.date:
    middle = day + dt.timedelta(days=3)
    return middle - dt.timedelta(days=middle.weekday())


def _lines(signals: list[Signal]) -> dict[str, Values]:
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
        for shoe, source, metric, comparable, values in signals
        for week, value in values.items()
    ]
    table, _ = heat(model.table(model.MEASURED["series"], rows), _LATER)
    lines: dict[str, Values] = defaultdict(dict)
    for row in table.select(["shoe", "week", "level"]).to_pylist():
        lines[row["shoe"]][row["week"]] = row["level"]
    return lines


def _simple(signals: list[Signal], shoe: str, weeks: list[dt.date]) -> tuple[Floats, Floats]:
    """Give the mean of z-scores of a shoe's logs, and its nine-week mean; gaps by lines."""
    mine = [values for name, _, _, _, values in signals if name == shoe]
    logs = np.array([[[np.log(v[w] + 0.5) if w in v else np.nan for w in weeks]] for v in mine])
    mean = z_mean(logs)
    known = np.isfinite(mean[0])
    filled = np.interp(np.arange(len(weeks)), np.flatnonzero(known), mean[0, known])
    return filled, smoothed(mean)[0]


def _yeezy() -> tuple[float, float, float]:
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
    signals: list[Signal] = [
        (shoe, "StockX", "sales", True, {w: v for w, v in values.items() if w not in ends})
        for shoe, values in sales.items()
    ]
    inside = {w: v for w, v in seen.items() if ends[0] < w < ends[1]}
    signals.append(("yeezy", "Google", "searches", False, inside))
    weeks = sorted(w for w in hidden if ends[0] < w < ends[1])
    line = _lines(signals)["yeezy"]
    ours = np.array([line[w] for w in weeks])
    target = np.log([hidden[w] + 0.5 for w in weeks])
    simple, smooth = _simple(signals, "yeezy", weeks)
    return _alike(ours, target), _alike(simple, target), _alike(smooth, target)


def _export(name: str, term: str, form: str) -> Values:
    text = (DATA / "google-trends" / name).read_text(encoding="utf-8-sig").splitlines()
    start = next(k for k, line in enumerate(text) if line.startswith("Week"))
    rows = list(csv.reader(text[start:]))
    at = next(k for k, header in enumerate(rows[0]) if header.startswith(f"{term}:"))
    days = (dt.datetime.strptime(row[0], form).date() for row in rows[1:])
    return {_monday(day): float(row[at]) for day, row in zip(days, rows[1:], strict=True)}


Alike = tuple[float, float, float]


def _lifestyle() -> tuple[Alike, Alike]:
    """Hide every fifth week of search; give the scores raw, and net of each week's mean.

    Heat leaves out what all shoes of a source share in a week, which raw search holds.
    """
    searches = _table("search-weekly.csv", "week", "interest_mean")
    dense = {s: v for s, v in searches.items() if sum(x > 0 for x in v.values()) >= _DENSE}
    signals: list[Signal] = []
    hidden: dict[str, Values] = {}
    for shoe, values in dense.items():
        places = sorted(values)
        out = set(places[_HIDDEN // 2 : -1 : _HIDDEN])
        hidden[shoe] = {w: values[w] for w in out}
        rest = {w: v for w, v in values.items() if w not in out}
        signals.append((shoe, "search", "searches", False, rest))
    for metric, table in (
        ("mentions", _table("press-headlines.csv", "published", None)),
        ("views", _table("nightly-signals.csv", "snapshot_date", "wiki_views")),
    ):
        signals += [(s, metric, metric, True, v) for s, v in table.items() if s in dense]
    return _score_hidden(signals, hidden, searches)


def _score_hidden(
    signals: list[Signal], hidden: dict[str, Values], searches: dict[str, Values]
) -> tuple[Alike, Alike]:
    lines = _lines(signals)
    calendar = sorted({week for values in hidden.values() for week in values})
    found = np.full((4, len(hidden), len(calendar)), np.nan)
    for row, (shoe, values) in enumerate(hidden.items()):
        weeks = sorted(searches[shoe])
        at = [weeks.index(w) for w in sorted(values)]
        simple, smooth = _simple(signals, shoe, weeks)
        ours = np.array([lines[shoe][weeks[k]] for k in at])
        target = np.log([searches[shoe][weeks[k]] + 0.5 for k in at])
        columns = [calendar.index(weeks[k]) for k in at]
        for part, x in enumerate((ours, simple[at], smooth[at], target)):
            found[part, row, columns] = x - x.mean()
    net = found - np.nanmean(found, axis=1, keepdims=True)
    return _against_last(found), _against_last(net)


def _against_last(found: Floats) -> Alike:
    known = np.isfinite(found[3])
    ours, simple, smooth = (_alike(part[known], found[3][known]) for part in found[:3])
    return ours, simple, smooth


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


def _alike(a: Floats, b: Floats) -> float:
    return float(np.corrcoef(a, b)[0, 1])
