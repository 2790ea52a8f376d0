"""The room's steps, one line each: what is measured, from what, and in which order."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pyarrow as pa

from .. import model
from ..engine import Engine
from ..memo import Memo
from ..model import Parts, Tables
from ..progress import Progress, Steps, silent
from ..settings.config import Config
from ..settings.rates import Rates
from .borrowing import borrowed
from .facts.alternatives import alternatives
from .facts.changes import changes
from .facts.editors import corrected_prices, obeyed
from .facts.prices import price_table, prices
from .facts.profiles import profiles
from .facts.retail import Retail, retail_prices
from .facts.scores import scores
from .facts.specs import Specs, spec_table, specs
from .forecast.forecaster import METHOD
from .forecast.growth_table import growth_table
from .forecast.shoe_forecasts import (
    births,
    forecast_table,
    forecasts_and_growth,
    old_enough,
    past_calls,
    to_come,
)
from .heat.estimate import heat as estimate_heat
from .heat.group_heat import group_heat
from .ledger.calls import append, calls, calls_to_come, grade, has_calls
from .ledger.grades import grades
from .line_parts import line_parts
from .method_text import version
from .rankings import heat_now, levels, rankings
from .series.gaps import since_gap
from .series.group_lines import group_series
from .series.history import YOUNGEST, appearances, history, lives
from .series.weekly import weekly
from .trend.events import events
from .trend.told_facts import story
from .trend.trends import trends as classify


def run(
    linked: Tables,
    config: Config,
    engine: Engine,
    as_of: date,
    ledger: pa.Table | None = None,
    progress: Progress = silent,
    memo: Memo | None = None,
    rates: Rates | None = None,
) -> Tables:
    """Measure; see `solecast.measure.run`."""
    begin = Steps(progress).begin
    memo, today = memo or Memo(), [version(), f"{as_of}"]
    begin("agreeing on specs")
    retail, agreed = _agreed(linked, engine, config.currency)
    begin("weighing scores")
    estimates = (judged := scores(linked, engine, config.editors))["estimates"]
    begin("summing up weeks")
    series = weekly(engine.parquet(linked["observations"]), engine, as_of)
    back = _looking_back(ledger, series, linked["shoes"], config, engine, as_of)
    begin("estimating heat")
    warm = memo.tables("heat", [*today, series], lambda: _heat(series, engine, as_of))
    heat, trends, whole = warm["heat"], warm["trends"], linked["group_observations"]
    groups = memo.tables("groups", [*today, whole], lambda: _groups(whole, engine, as_of))
    begin("forecasting")
    seen = appearances(series, engine)
    able = _forecastable(series, trends, engine)
    past, born = _past_and_births(linked["shoes"], heat, able, seen, as_of)
    ahead = _ahead(memo, past, born, config.forecast_weeks)
    begin("ranking")
    now = heat_now(heat, trends)
    grown = growth_table(ahead["growth"], {shoe: n.heat for shoe, n in now.items()})
    places = rankings(linked["shoes"], warm, grown, estimates, seen, as_of)
    cost = prices(linked, agreed, retail, engine, rates or Rates(config.currency), as_of)
    begin("finding alternatives")
    similar = alternatives(profiles(linked, agreed, cost, estimates, levels(now)), engine)
    begin("looking back")
    kept = _ledger(ledger, past, ahead["forecasts"], linked["shoes"], back, as_of)
    kept = _graded(kept, heat, linked["shoes"])
    begin("dating events")
    happened = events(linked, heat, trends, series, engine, as_of)
    measured = {
        **warm,
        **judged,
        **groups,
        **_lent(linked, series, groups["group_heat"], engine, as_of, config.forecast_weeks),
        "story": story(linked, happened, groups, engine, as_of),
        "specs": spec_table(agreed),
        "prices": price_table(cost),
        "changes": changes(linked, agreed),
        "series": series,
        "events": happened,
        "forecasts": forecast_table(ahead["forecasts"], as_of),
        "growth": grown,
        "rankings": places,
        "alternatives": similar,
        "ledger": kept,
        "grades": grades(kept),
    }
    begin("")
    return model.check(measured, model.MEASURED, "measure")


def _agreed(linked: Tables, engine: Engine, currency: str) -> tuple[dict[str, Retail], Specs]:
    told = linked["corrections"]
    retail = corrected_prices(retail_prices(linked, engine, currency), told, currency)
    return retail, obeyed(specs(linked, engine, retail), told)


def _heat(series: pa.Table, engine: Engine, as_of: date) -> Tables:
    heat, sources = estimate_heat(series, as_of)
    return {"heat": heat, "heat_sources": sources, "trends": classify(heat, engine, as_of)}


def _groups(observations: Parts | pa.Table, engine: Engine, as_of: date) -> Tables:
    series = group_series(engine.parquet(observations), engine, as_of)
    return {"group_series": series, "group_heat": group_heat(series, as_of)}


def _lent(
    linked: Tables, series: pa.Table, lines: pa.Table, engine: Engine, as_of: date, weeks: int
) -> Tables:
    """Give whose line a shoe without one shows, and which part of it the shoe is likely to be."""
    lent = borrowed(linked, series, engine, as_of)
    return {"borrowed": lent, "line_parts": line_parts(linked, lent, lines, as_of, weeks)}


def _ahead(memo: Memo, past: pa.Table, born: pa.Table, weeks: int) -> Tables:
    def make() -> Tables:
        forecasts, grown = forecasts_and_growth(past, weeks, born)
        return {"forecasts": forecasts, "growth": grown}

    return memo.tables("ahead", [version(), f"{weeks}", past, born], make)


def _forecastable(series: pa.Table, trends: pa.Table, engine: Engine) -> set[str]:
    """Name the shoes that have weekly signals which reach to the guide's today."""
    current = {row["shoe"] for row in trends.to_pylist() if row["current"]}
    return {shoe for shoe, life in lives(series, engine).items() if life.weekly and shoe in current}


def _past_and_births(
    shoes: pa.Table, heat: pa.Table, able: set[str], seen: dict[str, date], as_of: date
) -> tuple[pa.Table, pa.Table]:
    """Give the history of the shoes that can be forecast, and their births; see `births`."""
    past = history(since_gap(heat), able, least=YOUNGEST)
    born = births(shoes, past, seen, to_come(shoes, heat, past, as_of))
    return old_enough(past, born), born


def _graded(called: pa.Table, heat: pa.Table, shoes: pa.Table) -> pa.Table:
    known = history(heat, set(called["shoe"].to_pylist()), least=1)
    return grade(called, known, _parents(shoes))


def _parents(shoes: pa.Table) -> dict[str, str]:
    both = zip(shoes["shoe"].to_pylist(), shoes["previous"].to_pylist(), strict=True)
    return {shoe: before for shoe, before in both if before}


def _looking_back(
    before: pa.Table | None,
    series: pa.Table,
    shoes: pa.Table,
    config: Config,
    engine: Engine,
    as_of: date,
) -> Callable[[], pa.Table]:
    """Begin with the calls of past dates, once for each version of the method."""
    if has_calls(append(before, []), "backtest", METHOD):
        return partial(append, None, [])
    return past_calls(series, shoes, engine, as_of, config.forecast_weeks)


def _ledger(
    before: pa.Table | None,
    past: pa.Table,
    ahead: pa.Table,
    shoes: pa.Table,
    back: Callable[[], pa.Table],
    as_of: date,
) -> pa.Table:
    """Add this week's calls and those of past dates, which `back` gives."""
    whole, new = append(before, []), []
    if not has_calls(whole, "live", METHOD, as_of):
        new.append(calls(past, ahead, as_of, "live", METHOD))
        new.append(calls_to_come(past, ahead, _parents(shoes), as_of, METHOD))
    return append(whole, [*new, back()])
