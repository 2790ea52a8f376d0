"""Lines of models and brands: each on its own scale, borrowed in order, ranking nobody."""

import datetime as dt

import pytest

from solecast.measure import run
from solecast.settings.config import Config

from .linked import ENGINE, linked, shoe

AS_OF = dt.date(2026, 6, 1)
CONFIG = Config(title="T", engine="duckdb")
SHOES = [
    shoe("acme-speed-1", model="Speed", version="1"),
    shoe("acme-speed-2", model="Speed", version="2", previous="acme-speed-1"),
    shoe("acme-stone"),
]
GROUPS = [
    {"kind": "brand", "group": "acme", "name": "Acme", "brand": "Acme"},
    {"kind": "model", "group": "acme-speed", "name": "Acme Speed", "brand": "Acme"},
]
MEMBERS = [
    *({"kind": "brand", "group": "acme", "shoe": one["shoe"]} for one in SHOES),
    {"kind": "model", "group": "acme-speed", "shoe": "acme-speed-1", "place": 1},
    {"kind": "model", "group": "acme-speed", "shoe": "acme-speed-2", "place": 2},
]


def datum(weeks_ago, value, period="week", **columns):
    base = {"file": "s.csv", "line": 2, "source": "Trends", "scale_group": "s", "comparable": True}
    base |= {"metric": "searches", "period": period, "censored": False, "partial": False}
    return base | {"date": AS_OF - dt.timedelta(weeks=weeks_ago), "value": float(value)} | columns


def weeks(count, value=50, **columns):
    return [datum(ago, value, **columns) for ago in range(count)]


def quarters(count, **columns):
    days = [dt.date(2018 + k // 4, 3 * (k % 4) + 1, 1) for k in range(count)]
    stated = {"metric": "rank", "source": "List", "scale_group": "List"} | columns
    return [datum(0, 3, "quarter", date=day, **stated) for day in days]


def model(rows, **columns):
    return [row | {"kind": "model", "group": "acme-speed"} | columns for row in rows]


def brand(rows, **columns):
    return [row | {"kind": "brand", "group": "acme"} | columns for row in rows]


def measured(own=(), lines=()):
    tables = linked(
        shoes=SHOES, groups=GROUPS, members=MEMBERS, observations=own, group_observations=lines
    )
    return run(tables, CONFIG, ENGINE, AS_OF)


def lent(tables):
    return {row["shoe"]: row["kind"] for row in tables["borrowed"].to_pylist()}


def test_a_shoe_shows_its_own_line_else_its_models_else_its_brands():
    own = [row | {"shoe": "acme-speed-1"} for row in weeks(60)]
    tables = measured(own, model(weeks(60)) + brand(weeks(60)))
    assert lent(tables) == {"acme-speed-2": "model", "acme-stone": "brand"}


def test_a_week_of_a_list_is_no_line_of_a_shoes_own():
    own = [row | {"shoe": "acme-speed-1"} for row in weeks(7)]
    assert lent(measured(own, model(weeks(60))))["acme-speed-1"] == "model"


@pytest.mark.parametrize(
    ("rows", "lends"),
    [(weeks(26), True), (weeks(25), False), (quarters(8), True), (quarters(7), False)],
)
def test_a_borrowed_line_has_at_least_26_weeks_or_8_quarters(rows, lends):
    assert bool(lent(measured(lines=brand(rows)))) is lends


def test_weeks_without_interest_and_quarters_below_a_list_do_not_make_a_line():
    assert lent(measured(lines=brand(weeks(40, value=0)))) == {}
    assert lent(measured(lines=brand(quarters(12, censored=True)))) == {}


def test_a_part_of_a_brand_is_kept_and_is_not_its_line():
    tables = measured(lines=brand(weeks(60), part="Acme Singer"))
    assert lent(tables) == {}
    assert tables["group_series"].num_rows == 60
    assert tables["group_heat"].num_rows == 0


def test_a_borrowed_line_ranks_nobody_and_enters_no_heat():
    tables = measured(lines=model(weeks(60)) + brand(weeks(60)))
    assert set(lent(tables)) == {"acme-speed-1", "acme-speed-2", "acme-stone"}
    assert all(tables[name].num_rows == 0 for name in ("heat", "trends", "rankings", "forecasts"))


def test_lines_of_models_and_brands_leave_the_heat_of_shoes_as_it_is():
    own = [row | {"shoe": "acme-stone"} for row in weeks(60)]
    alone, beside = measured(own), measured(own, brand(weeks(60, value=90)))
    for name in ("series", "heat", "trends", "rankings", "growth"):
        assert beside[name].equals(alone[name])


def test_each_model_and_brand_peaks_at_100_on_its_own_scale():
    tables = measured(lines=model(weeks(60, value=3)) + brand(weeks(60, value=90)))
    tops = {}
    for row in tables["group_heat"].to_pylist():
        tops[row["group"]] = max(tops.get(row["group"], 0), row["heat"])
    assert tops == {"acme": pytest.approx(100), "acme-speed": pytest.approx(100)}


def test_nothing_after_the_guides_today_makes_a_line():
    rows = [row | {"date": row["date"] + dt.timedelta(weeks=100)} for row in weeks(60)]
    assert lent(measured(lines=brand(rows))) == {}


def test_a_quarter_below_the_list_keeps_its_mark_and_lies_under_those_on_it():
    rows = quarters(10)
    rows[-1] |= {"value": 20.0, "censored": True}
    tables = measured(lines=brand(rows))
    last = tables["group_series"].to_pylist()[-1]
    assert (last["value"], last["censored"]) == (20.0, True)
    heat = tables["group_heat"].to_pylist()
    assert heat[-1]["heat"] < 0.5 * max(row["heat"] for row in heat)


def test_a_line_of_places_runs_through_them():
    rows = quarters(10)
    for row, place in zip(rows, (1, 3, 3, 2, 4, 1, 1, 11, 17, 16), strict=True):
        row["value"] = float(place)
    heat = {
        row["week"]: row["heat"] for row in measured(lines=brand(rows))["group_heat"].to_pylist()
    }
    at = [heat[row["date"] - dt.timedelta(days=row["date"].weekday())] for row in rows]
    assert at == pytest.approx([100 / row["value"] for row in rows])


def test_a_versions_part_of_its_models_line_goes_by_age_and_ranks_nobody():
    releases = {"acme-speed-1": dt.date(2024, 5, 1), "acme-speed-2": dt.date(2026, 1, 15)}
    shoes = [
        one | {"first_release": (day := releases.get(one["shoe"])), "first_release_end": day}
        for one in SHOES
    ]
    known = {"shoes": shoes, "groups": GROUPS, "members": MEMBERS}
    tables, alone = (
        run(linked(**known, group_observations=lines), CONFIG, ENGINE, AS_OF)
        for lines in (model(weeks(60)), [])
    )
    rows = tables["line_parts"].to_pylist()
    new, old = (
        [row for row in rows if row["shoe"] == f"acme-speed-{version}"] for version in (2, 1)
    )
    assert len(new) == len(old) == CONFIG.forecast_weeks
    assert new[0]["share"] > 0.5 > old[0]["share"] > old[-1]["share"]
    assert all(a["share"] + b["share"] <= 1 + 1e-9 for a, b in zip(new, old, strict=True))
    assert all(row["lo80"] <= row["mean"] <= row["hi80"] <= row["whole"] * 10 for row in rows)
    assert tables["forecasts"].num_rows == tables["growth"].num_rows == 0
    assert tables["rankings"].equals(alone["rankings"])


def test_without_releases_a_models_line_is_not_split():
    assert measured(lines=model(weeks(60)))["line_parts"].num_rows == 0
