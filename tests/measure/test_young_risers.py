"""Of a shoe that rises and is young, `rising` says what becomes of launches like it."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from solecast import model
from solecast.guide.words.ranking_words import why
from solecast.measure.forecast.growth_table import growth_table
from solecast.measure.forecast.shoe_forecasts import expected_growth
from solecast.measure.rankings import rising

MONDAY = dt.date(2026, 8, 24)
TREND = {"class": "rising", "yearly": False, "turn_week": None, "turn_ratio": None}


def panel(ages):
    """Launches that keep about a third of their first month by week 26, as `history` gives them."""
    rows = [
        {"id": shoe, "week": MONDAY - dt.timedelta(weeks=age - 1 - w)}
        | {"value": float(v), "unsure": 0.05}
        for n, (shoe, age) in enumerate(ages.items())
        for w, v in enumerate(noisy(age, n))
    ]
    born = [
        {"id": s, "born": MONDAY - dt.timedelta(weeks=a - 1), "brand": "Acme", "group": None}
        | {"parent": None}
        for s, a in ages.items()
    ]
    texts = {name: pa.string() for name in ("brand", "group", "parent")}
    schema = pa.schema([("id", pa.string()), ("born", pa.date32()), *texts.items()])
    return pa.Table.from_pylist(rows), pa.Table.from_pylist(born, schema)


def noisy(age, seed):
    fading = 40 * np.exp(-np.arange(age) * np.log(3) / 24.5)
    return fading * np.exp(np.random.default_rng(seed).normal(0, 0.05, age)) + 0.5


@pytest.fixture(scope="module")
def growth():
    past, born = panel({f"old-{n}": 40 + 4 * n for n in range(8)} | {"young-run": 15})
    found = expected_growth(past, born)
    return growth_table(found, dict.fromkeys(found["id"].to_pylist(), 10.0))


def test_only_a_young_shoe_is_told_what_launches_keep(growth):
    kept = dict(zip(growth["shoe"].to_pylist(), growth["kept"].to_pylist(), strict=True))
    assert kept.pop("young-run") == pytest.approx(1 / 3, abs=0.1)
    assert set(kept.values()) == {None}


def test_rising_says_it_after_what_the_shoe_does(growth):
    rows = [row | {"p_half_more": 0.9 * (row["shoe"] == "young-run")} for row in growth.to_pylist()]
    table = model.table(model.MEASURED["growth"], rows)
    (place,) = rising(table, {"young-run": "rising"})
    assert place["kept"] == pytest.approx(1 / 3, abs=0.1)
    assert why(place | {"kept": 0.33}, TREND) == (
        "Up on the three months before. Newer than half a year; "
        "launches like it keep a third of their first month by then."
    )
    assert why(place | {"kept": None}, TREND) == "Up on the three months before."
