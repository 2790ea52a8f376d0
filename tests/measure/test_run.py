"""The whole room: linked tables in, measured tables out."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from solecast import model
from solecast.measure import method, run
from solecast.memo import Memo
from solecast.settings.config import Config

from .linked import ENGINE, fact, linked, review, shoe

AS_OF = dt.date(2026, 8, 31)
MONDAY = dt.date(2026, 8, 24)
CONFIG = Config(title="A guide")


def counted(slug, values, source="shop", end=MONDAY, period="week", step=1, **columns):
    first = end - dt.timedelta(weeks=step * (len(values) - 1))
    return [
        {"file": "s.csv", "line": n, "source": source, "shoe": slug, "scale_group": source}
        | {"comparable": True, "date": first + dt.timedelta(weeks=step * n), "period": period}
        | {"metric": "sales", "value": float(v), "censored": False, "partial": False}
        | columns
        for n, v in enumerate(values)
    ]


def sales(level, weeks=150, growth=0.0, seed=0):
    random, t = np.random.default_rng(seed), np.arange(weeks)
    return np.round(level * np.exp(growth * t / 52 + random.normal(0, 0.1, weeks)))


def a_guide(extra=()):
    shoes = [
        shoe("a-hot", category="running"),
        shoe("b-cold", category="running", previous="c-ended"),
        shoe("c-ended", category="running"),
        shoe("d-ranks"),
        shoe("e-nothing"),
        *(shoe(f"s-{n}", category="running") for n in range(4)),
    ]
    observations = [
        *counted("a-hot", sales(300, growth=0.3)),
        *counted("b-cold", sales(20, seed=1)),
        *counted("c-ended", sales(100, 80, seed=2), "closed shop", end=dt.date(2025, 1, 6)),
        *counted("d-ranks", range(1, 9), "ranks", period="quarter", step=13, metric="rank"),
        *(row for n in range(4) for row in counted(f"s-{n}", sales(80, seed=3 + n))),
        *extra,
    ]
    facts = [fact("b-cold", "drop", "8 mm"), fact("c-ended", "drop", "10 mm")]
    reviews = [review("b-cold", 97, s) for s in ("x", "y", "z")]
    reviews += [review(s, 70, "x", ratings=50) for s in ("a-hot", "s-0", "s-1", "s-2", "s-3")]
    return linked(shoes=shoes, observations=observations, facts=facts, reviews=reviews)


@pytest.fixture(scope="module")
def guide():
    return a_guide()


@pytest.fixture(scope="module")
def measured(guide):
    return run(guide, CONFIG, ENGINE, AS_OF)


def ranked(measured, name):
    return [r["shoe"] for r in measured["rankings"].to_pylist() if r["ranking"] == name]


def test_the_room_gives_every_declared_table(measured):
    for name, schema in model.MEASURED.items():
        assert measured[name].schema.equals(schema)


def test_the_same_input_gives_the_same_tables(guide, measured):
    again = run(guide, CONFIG, ENGINE, AS_OF)
    assert all(again[name].equals(measured[name]) for name in model.MEASURED)


def test_a_rebuild_with_its_own_ledger_adds_nothing(guide, measured):
    again = run(guide, CONFIG, ENGINE, AS_OF, measured["ledger"])
    assert all(again[name].equals(measured[name]) for name in model.MEASURED)


def test_the_hottest_shoe_leads_and_an_ended_one_is_not_ranked(measured):
    assert ranked(measured, "hottest")[0] == "a-hot"
    assert "c-ended" not in {r["shoe"] for r in measured["rankings"].to_pylist()}


def test_the_best_scored_cold_shoe_is_underrated(measured):
    assert ranked(measured, "underrated") == ["b-cold"]


def test_only_shoes_with_a_weekly_line_that_reaches_today_are_forecast(measured):
    called = set(measured["forecasts"]["shoe"].to_pylist())
    assert called == {"a-hot", "b-cold", "s-0", "s-1", "s-2", "s-3"}
    assert called == set(measured["growth"]["shoe"].to_pylist())


def test_a_forecast_begins_in_the_week_after_the_line_and_continues_it(measured):
    heat = [r for r in measured["heat"].to_pylist() if r["shoe"] == "a-hot" and not r["partial"]]
    ahead = [r for r in measured["forecasts"].to_pylist() if r["shoe"] == "a-hot"]
    assert len(ahead) == CONFIG.forecast_weeks
    assert ahead[0]["week"] == heat[-1]["week"] + dt.timedelta(weeks=1)
    assert ahead[0]["mean"] == pytest.approx(heat[-1]["heat"], rel=0.35)
    assert all(r["lo95"] <= r["lo80"] <= r["mean"] <= r["hi80"] <= r["hi95"] for r in ahead)
    assert {r["frozen"] for r in ahead} == {AS_OF}


def test_the_ledger_of_a_new_guide_holds_live_calls_and_graded_backtests(measured):
    kinds = {(r["kind"], r["made"] == AS_OF) for r in measured["ledger"].to_pylist()}
    assert kinds == {("live", True), ("backtest", False)}
    graded = [r for r in measured["grades"].to_pylist() if r["kind"] == "backtest"]
    assert all(r["weeks_due"] > 0 and r["mae_vs_naive"] is not None for r in graded)


def test_calls_stay_as_they_were_made_and_are_graded_when_weeks_come(measured):
    weeks = [row for n in range(4) for row in counted(f"s-{n}", [80] * 6, end=dt.date(2026, 10, 5))]
    more = [row for row in weeks if row["date"] > MONDAY]
    hotter = counted("z-flood", [90_000] * 20, end=dt.date(2026, 10, 5))
    later = run(
        a_guide([*more, *hotter]), CONFIG, ENGINE, dt.date(2026, 10, 12), measured["ledger"]
    )
    frozen = [r for r in later["ledger"].to_pylist() if r["made"] <= AS_OF]
    before = measured["ledger"].to_pylist()
    plain = [{k: v for k, v in r.items() if k != "actual"} for r in frozen]
    assert plain == [{k: v for k, v in r.items() if k != "actual"} for r in before]
    due = [r for r in frozen if r["made"] == AS_OF and r["shoe"] == "s-1" and r["actual"]]
    assert due
    assert all(60 < r["actual"] < 160 for r in due)


def test_later_weeks_never_reach_a_backtest(guide, measured):
    made = min(r["made"] for r in measured["ledger"].to_pylist() if r["kind"] == "backtest")
    changed = {
        **guide,
        "observations": model.table(
            model.LINKED["observations"],
            [
                row | {"value": row["value"] * (3 if row["date"] > made else 1)}
                for row in guide["observations"].to_pylist()
            ],
        ),
    }
    other = run(changed, CONFIG, ENGINE, AS_OF)

    def calls(tables):
        names = ("shoe", "week", "mean", "lo80", "hi95", "naive", "momentum")
        rows = [r for r in tables["ledger"].to_pylist() if r["made"] == made]
        return [{name: r[name] for name in names} for r in rows]

    assert calls(other) == calls(measured)


def test_a_guide_without_any_record_has_empty_tables():
    measured = run(linked(), CONFIG, ENGINE, AS_OF)
    assert all(table.num_rows == 0 for table in measured.values())


def test_a_guide_without_signals_still_has_specs_changes_and_scores():
    tables = linked(
        shoes=[shoe("a-two", previous="a-one"), shoe("a-one")],
        facts=[fact("a-two", "cut", "low"), fact("a-one", "cut", "high")],
        reviews=[review("a-two", 80)],
    )
    measured = run(tables, CONFIG, ENGINE, AS_OF)
    assert measured["changes"]["change"].to_pylist() == ["changed"]
    assert measured["scores"].num_rows == 1
    assert measured["heat"].num_rows == measured["forecasts"].num_rows == 0


def test_the_method_that_a_guide_carries_is_the_page_in_the_docs():
    page = Path(__file__).resolve().parents[2] / "docs" / "method.md"
    assert method() == page.read_text(encoding="utf-8")


def test_a_rebuild_takes_the_slow_steps_from_its_memo(guide, measured, tmp_path):
    first = run(guide, CONFIG, ENGINE, AS_OF, memo=Memo(tmp_path))
    assert {path.name for path in (tmp_path / "steps").iterdir()} == {"heat", "ahead", "groups"}
    again = run(guide, CONFIG, ENGINE, AS_OF, memo=Memo(tmp_path))
    assert all(again[n].equals(first[n]) and first[n].equals(measured[n]) for n in first)


def test_progress_names_each_step_and_ends_full(guide):
    told = []
    run(guide, CONFIG, ENGINE, AS_OF, None, lambda *step: told.append(step))
    names = list(dict.fromkeys(name for name, _, _ in told))
    assert [(name, done) for name in names for done in (0, 1)] == [t[:2] for t in told]
    assert {"forecasting", "finding alternatives"} <= set(names)
