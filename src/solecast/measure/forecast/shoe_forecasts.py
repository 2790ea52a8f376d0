"""Forecasts of the guide's shoes: those of today, and those that past dates would have made."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import NormalDist
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...engine import BATCH, Engine
from ...model import MEASURED
from ..heat.estimate import heat as estimate_heat
from ..intervals import Z80, Z95
from ..launches.lives import ALL, courses_of
from ..ledger.calls import calls
from ..series.gaps import since_gap
from ..series.history import MINIMUM_WEEKS, WeeksSeen, appearances, history, lives
from ..threads import begun
from .forecaster import METHOD, LearntPanel, learn_panel

_GRID_WEEKS, _GRID = 4, 130
"""Past dates that are considered: every 4 weeks, ten years back."""

_BANDS = {"80": Z80, "95": Z95}
_FLOOR, _TINY = 0.05, 1e-9
"""What is added before logs, as a share of the mean, so that ends at zero stay finite."""
_NORMAL = NormalDist()
_BACKTESTS = 2
_LEAST_BEFORE, _LEAST_AFTER, _MOST_AFTER = 26, 13, 52
"""Weeks of a shoe that a past date needs before and after it, and how many after it count."""
_APART = 26
"""Weeks between two past dates."""
_SILENT = dt.timedelta(weeks=26)
"""A shoe not seen for so long before a past date was no longer current then."""
_WEEK, _DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)
_MONTH = dt.timedelta(days=31)
_BEFORE_RELEASE = dt.timedelta(weeks=13)
"""How long before its release a shoe's line may begin: it is announced, and leaks."""
BIRTHS = pa.schema(
    [("id", pa.string()), ("born", pa.date32())]
    + [(name, pa.string()) for name in ("brand", "group", "parent")]
)
_NO_GROWTH = ("now", "in26", "in26_lo", "in26_hi", "in52", "in52_lo", "in52_hi", "p_half_more")


def to_come(shoes: pa.Table, heat: pa.Table, past: pa.Table, as_of: dt.date) -> dict[str, dt.date]:
    """Give the day of release of the shoes that are not out, not counted, and can be forecast.

    That takes a release after `as_of` that is stated to the month, and a predecessor in `past`.
    """
    counted, known = set(heat["shoe"].to_pylist()), set(past["id"].to_pylist())
    found = {}
    for row in shoes.to_pylist():
        day = released(row)
        if day and day > as_of and row["shoe"] not in counted and row["previous"] in known:
            found[row["shoe"]] = day
    return found


def births(
    shoes: pa.Table,
    past: pa.Table,
    appeared: Mapping[str, dt.date],
    coming: Mapping[str, dt.date] = MappingProxyType({}),
) -> pa.Table:
    """Give `born` of `forecast` for every shoe of `past`: when it was released, or first counted.

    A day long after a shoe's line began is a later colorway's, and a line that starts late may
    follow a gap: such a shoe has no birth. `appeared`: see `history.appearances`; `coming`: see
    `to_come`, which are given, too.
    """
    first = past.group_by("id").aggregate([("week", "min")])
    begun = dict(zip(first["id"].to_pylist(), first["week_min"].to_pylist(), strict=True))
    rows = []
    for row in shoes.to_pylist():
        if (shoe := row["shoe"]) in begun or shoe in coming:
            born = coming.get(shoe) or released(row) or appeared.get(shoe)
            late = born is not None and born > begun.get(shoe, born) + _BEFORE_RELEASE
            model = f"{row['brand']} {row['model']}" if row["model"] else None
            stated = {"brand": row["brand"], "group": model, "parent": row["previous"]}
            rows.append({"id": shoe, "born": None if late else born} | stated)
    return pa.Table.from_pylist(rows, BIRTHS)


def old_enough(past: pa.Table, born: pa.Table) -> pa.Table:
    """Keep of `past` (see `history`) what is long enough, or has its birth in `born`."""
    counts = past.group_by("id").aggregate([("week", "count")])
    long = counts.filter(pc.greater_equal(counts["week_count"], MINIMUM_WEEKS))["id"]
    known = born.filter(pc.is_valid(born["born"]))["id"]
    kept = pa.array([*long.to_pylist(), *known.to_pylist()], pa.string())
    return past.filter(pc.is_in(past["id"], kept))


def released(shoe: Mapping[str, Any]) -> dt.date | None:
    """Give the day of a shoe's release where it is stated to the month, else of its colorways."""
    first, last = shoe["first_release"], shoe["first_release_end"]
    exact = first is not None and last is not None and last - first <= _MONTH
    day: dt.date | None = first if exact else shoe["earliest_colorway"]
    return day


def forecast_heat(past: pa.Table, weeks: int, born: pa.Table) -> pa.Table:
    """Forecast every id of `past` (see `history`) `weeks` ahead, in heat; empty for no id.

    Of a shoe that is born later than all of `past`, the weeks from its release on are given.

    The forecaster takes its input for what happened, but heat is itself estimated: each band is
    widened by how unsure heat is in its last week, variances added on the log scale.
    """
    if not past.num_rows:
        empty = MEASURED["forecasts"].empty_table().drop_columns(["method", "frozen"])
        return empty.rename_columns(["id", *empty.column_names[1:]])
    return _in_heat(_learnt(past, born), past, weeks, born)


def forecasts_and_growth(past: pa.Table, weeks: int, born: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Give `forecast_heat` and `expected_growth`, learning from `past` once for both."""
    if not past.num_rows:
        return forecast_heat(past, weeks, born), expected_growth(past, born)
    learnt = _learnt(past, born)
    return _in_heat(learnt, past, weeks, born), _grown(learnt, past, born)


def _learnt(past: pa.Table, born: pa.Table) -> LearntPanel:
    return learn_panel(past.select(["id", "week", "value"]), born=born)


def _in_heat(learnt: LearntPanel, past: pa.Table, weeks: int, born: pa.Table) -> pa.Table:
    ahead = learnt.forecast(weeks)
    for band, z in _BANDS.items():
        ahead = _widen(ahead, past, "mean", {f"lo{band}": -z, f"hi{band}": z})
    return _from_release_on(ahead, past, born)


def _from_release_on(ahead: pa.Table, past: pa.Table, born: pa.Table) -> pa.Table:
    known = set(past["id"].to_pylist())
    days = zip(born["id"].to_pylist(), born["born"].to_pylist(), strict=True)
    first = {shoe: day - 6 * _DAY for shoe, day in days if day and shoe not in known}
    begins = _looked_up(ahead["id"], pa.array(first, pa.string()), pa.array(first.values(), _DATE))
    return ahead.filter(pc.fill_null(pc.greater_equal(ahead["week"], begins), True))


_DATE = pa.date32()


def _looked_up(ids: pa.ChunkedArray, keys: pa.Array, values: pa.Array) -> pa.Array:
    """Give the value of each id's key, null where it has none."""
    return values.take(pc.index_in(ids.combine_chunks(), keys))


def _widen(ahead: pa.Table, past: pa.Table, centre: str, ends: dict[str, float]) -> pa.Table:
    """Widen columns of `ahead` around `centre` by so many sds of the last week of `past`."""
    unsure, mean = _unsure(ahead, past), ahead[centre].to_numpy()
    for name, z in ends.items():
        wider = pa.array(widened(mean, ahead[name].to_numpy(), z * unsure))
        ahead = ahead.set_column(ahead.column_names.index(name), name, wider)
    return ahead


def _unsure(ahead: pa.Table, past: pa.Table) -> np.ndarray:
    ids = past["id"].combine_chunks().dictionary_encode()
    last = np.zeros(len(ids.dictionary))
    # Of several values for one place the last stays.
    last[ids.indices.to_numpy()] = past["unsure"].to_numpy()
    found = _looked_up(ahead["id"], ids.dictionary, pa.array(last))
    return np.asarray(pc.fill_null(found, 0.0).to_numpy(zero_copy_only=False))


def widened(mean: np.ndarray, end: np.ndarray, more: np.ndarray) -> np.ndarray:
    """Move one end of a band away from the mean by `more` (log, signed), in quadrature."""
    floor = _FLOOR * mean + _TINY
    distance = np.log((end + floor) / (mean + floor))
    reach = np.copysign(np.hypot(distance, more), more)
    moved: np.ndarray = np.maximum((mean + floor) * np.exp(reach) - floor, 0.0)
    return moved


def forecast_table(forecasts: pa.Table, as_of: dt.date) -> pa.Table:
    """Give forecasts (`id`, `week`, mean and bands) as the MEASURED table, frozen on `as_of`."""
    schema, rows = MEASURED["forecasts"], forecasts.num_rows
    named = forecasts.rename_columns(["shoe", *forecasts.column_names[1:]])
    named = named.append_column("method", pa.array([METHOD] * rows, pa.string()))
    named = named.append_column("frozen", pa.array([as_of] * rows, pa.date32()))
    order = [("shoe", "ascending"), ("week", "ascending")]
    return named.select(schema.names).cast(schema).sort_by(order)


def expected_growth(past: pa.Table, born: pa.Table) -> pa.Table:
    """Give `forecast.growth` of every id of `past`; empty for no id.

    Its intervals are widened like those of `forecast_heat`, and the chance of half more moves
    towards one half by as much as the interval of the coming year grew.
    """
    if not past.num_rows:
        none = {name: pa.nulls(0, pa.float64()) for name in (*_NO_GROWTH, "rank_score")}
        return pa.table({"id": pa.nulls(0, pa.string())} | none | {"kept": none["now"]})
    return _grown(_learnt(past, born), past, born)


def _grown(learnt: LearntPanel, past: pa.Table, born: pa.Table) -> pa.Table:
    found = wider = learnt.growth()
    for window in ("in26", "in52"):
        wider = _widen(wider, past, window, {f"{window}_lo": -Z80, f"{window}_hi": Z80})
    shrunk = _reach(found) / np.maximum(_reach(wider), _TINY)
    chance = [
        _NORMAL.cdf(float(s) * _NORMAL.inv_cdf(min(max(p, _TINY), 1 - _TINY))) if p > 0 else 0.0
        for p, s in zip(found["p_half_more"].to_pylist(), shrunk, strict=True)
    ]
    place = wider.column_names.index("p_half_more")
    wider = wider.set_column(place, "p_half_more", pa.array(chance, pa.float64()))
    return wider.append_column("kept", _kept(learnt, past, born))


def _kept(learnt: LearntPanel, past: pa.Table, born: pa.Table) -> pa.Array:
    """Give what launches keep of their first month at half a year, for shoes that are younger.

    Those of its model where enough are known, else of its brand, else all; null for older shoes.
    """
    last = past.group_by("id").aggregate([("week", "max")])
    ends = dict(zip(last["id"].to_pylist(), last["week_max"].to_pylist(), strict=True))
    young = {
        row["id"]: row
        for row in born.to_pylist()
        if row["born"] and row["id"] in ends and ends[row["id"]] - row["born"] < _HALF_A_YEAR
    }
    ids, lives_of_all = learnt.ids, learnt.parts.lives
    if not young or lives_of_all is None:
        return pa.nulls(len(ids), pa.float64())
    course = courses_of(lives_of_all, learnt.births, _HALF_A_YEAR.days // 7 + 1)
    rows = course.filter(pc.equal(course["week_of_life"], _HALF_A_YEAR.days // 7)).to_pylist()
    known = {row["group"]: row["share"] for row in rows if row["launches"] >= _LIKE_IT}
    groups = [[young[i]["group"], young[i]["brand"], ALL] if i in young else [] for i in ids]
    shares = [next((known[g] for g in some if g in known), None) for some in groups]
    return pa.array(shares, pa.float64())


_HALF_A_YEAR, _LIKE_IT = dt.timedelta(weeks=26), 3
"""How long a shoe is young; launches of its kind that must have come so far."""


def _reach(growths: pa.Table) -> np.ndarray:
    """How far above its centre the interval of the coming year ends, in logs."""
    centre, end = growths["in52"].to_numpy(), growths["in52_hi"].to_numpy()
    floor = _FLOOR * centre + _TINY
    reach: np.ndarray = np.log((end + floor) / (centre + floor))
    return reach


def past_calls(
    series: pa.Table, shoes: pa.Table, engine: Engine, as_of: dt.date, weeks: int
) -> Callable[[], pa.Table]:
    """Begin to make the calls of past dates again, from what was known then; give what ends it.

    That is rows of the ledger. Heat is estimated anew from the weeks before each date, so nothing
    later leaks in. What is large goes to the engine's workers, beside what is measured meanwhile.
    """
    dates = past_dates(lives(series, engine), as_of)
    if not dates:
        return partial(pa.Table.from_pylist, [], MEASURED["ledger"])
    known = [series.filter(pc.less(series["week"], pa.scalar(made))) for made in dates]
    told = {
        made: _Told(_able(part, made, engine), appearances(part, engine))
        for made, part in zip(dates, known, strict=True)
    }
    rows = pa.concat_tables(
        part.append_column("made", pa.array([made] * part.num_rows, pa.date32()))
        for made, part in zip(dates, known, strict=True)
    )
    # A date for each process, where there is enough to do.
    batch = max(BATCH, -(-rows.num_rows // len(dates)))
    kernel = partial(_calls_of, told, shoes, weeks)
    work = partial(engine.map_batches, kernel, rows, ("made",), MEASURED["ledger"], batch)
    return begun(work) if rows.num_rows > batch else work


@dataclass(frozen=True)
class _Told:
    """What was known at a past date: shoes that could be forecast, and when each appeared."""

    able: set[str]
    appeared: Mapping[str, dt.date]


def _able(known: pa.Table, made: dt.date, engine: Engine) -> set[str]:
    return {
        shoe
        for shoe, life in lives(known, engine).items()
        if life.weekly and life.weeks >= _LEAST_BEFORE and life.last >= made - _SILENT
    }


def _calls_of(
    told: Mapping[dt.date, _Told], shoes: pa.Table, weeks: int, rows: pa.Table
) -> pa.Table:
    """The kernel: calls from the series (with `made`) of one date or several."""
    found = [MEASURED["ledger"].empty_table()]
    for made in sorted(set(rows["made"].to_pylist())):
        known = rows.filter(pc.equal(rows["made"], pa.scalar(made))).drop_columns(["made"])
        heat, _ = estimate_heat(known, made)
        past = history(since_gap(heat), told[made].able)
        born = births(shoes, past, told[made].appeared)
        found.append(calls(past, forecast_heat(past, weeks, born), made, "backtest", METHOD))
    return pa.concat_tables(found)


def past_dates(found: dict[str, WeeksSeen], as_of: dt.date) -> list[dt.date]:
    """Choose up to two past Mondays at which most can be learnt: most weeks of most shoes.

    A shoe counts where it has 26 weeks before and 13 after, with at most 52 of the weeks after.
    """
    weekly = [life for life in found.values() if life.weekly]
    monday = as_of - as_of.weekday() * dt.timedelta(days=1)
    grid = [monday - k * _GRID_WEEKS * _WEEK for k in range(1, _GRID + 1)]
    chosen: list[dt.date] = []
    for date in sorted(grid, key=lambda d: (-_worth(weekly, d), -d.toordinal())):
        apart = all(abs(date - other) >= _APART * _WEEK for other in chosen)
        if apart and len(chosen) < _BACKTESTS and _worth(weekly, date):
            chosen.append(date)
    return sorted(chosen)


def _worth(found: list[WeeksSeen], date: dt.date) -> int:
    before = np.array([(date - life.first).days // 7 for life in found], dtype=np.int64)
    after = np.array([(life.last - date).days // 7 + 1 for life in found], dtype=np.int64)
    usable = (before >= _LEAST_BEFORE) & (after >= _LEAST_AFTER)
    return int(np.minimum(after, _MOST_AFTER)[usable].sum())
