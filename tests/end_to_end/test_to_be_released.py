"""A shoe that is not out: from a catalog's release date to what a guide answers, and its grade."""

import datetime as dt

import httpx
import pytest

from solecast.build import build_guide
from solecast.publish.site import create_app

from ..serving import serving

MONDAY = dt.date(2026, 8, 24)
TODAY = dt.date(2026, 8, 30)
OUT = dt.date(2026, 10, 12)
LATER = MONDAY + dt.timedelta(weeks=12)
CATALOG = f"""title,brand,colorway,retail_price,release_date
Acme Pace 1,Acme,White,120,2025-06-02
Acme Pace 2,Acme,White,120,2025-12-01
Acme Pace 3,Acme,Black,130,{OUT}
Acme Drift 1,Acme,Green,90,2025-07-07
"""
"""Each is counted from the week of its release on."""
SIZES = {
    "Acme Pace 1": (dt.date(2025, 6, 2), 300),
    "Acme Pace 2": (dt.date(2025, 12, 1), 400),
    "Acme Pace 3": (OUT, 500),
    "Acme Drift 1": (dt.date(2025, 7, 7), 200),
}


def counted(until):
    """Weekly sales that fade from each release on, up to the week of `until`."""
    rows = ["date,shoe,metric,value,source,period"]
    for shoe, (born, size) in SIZES.items():
        for age in range((until - born).days // 7 + 1):
            sold = round(size * (1 + age / 2) ** -0.3)
            rows.append(f"{born + dt.timedelta(weeks=age)},{shoe},sales,{sold},A shop,week")
    return "\n".join(rows) + "\n"


def build(folder, until, today):
    for name, text in {
        "guide.toml": 'title = "T"\ncurrency = "USD"\neditors = ["E"]\n',
        "catalog/shoes.csv": CATALOG,
        "signals/sales.csv": counted(until),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return build_guide(folder, today=today)


def places(guide, slug):
    rows = guide.rows("FROM rankings WHERE shoe = ?", slug)
    return {row["ranking"] for row in rows}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("to-come")


@pytest.fixture(scope="module")
def guide(folder):
    # The file holds weeks after the build day, too, as an export of planned sales might.
    return build(folder, MONDAY + dt.timedelta(weeks=2), TODAY)


def test_a_release_ahead_stays_and_what_is_dated_ahead_does_not(guide):
    assert guide.about().as_of <= TODAY
    late = {row["reason"] for row in guide.rows("FROM quarantine")}
    assert any("is after the build day" in reason for reason in late)
    assert guide.rows("SELECT earliest_colorway AS day FROM shoes WHERE shoe = 'acme-pace-3'") == [
        {"day": OUT}
    ]


def test_it_is_among_the_new_as_before_release_and_in_no_other_list(guide):
    assert places(guide, "acme-pace-3") == {"new"}
    why = {place.card.shoe: place.why for place in guide.ranking("new", 10)}
    assert why["acme-pace-3"].startswith("Before release.")
    assert "October 2026" in why["acme-pace-3"]


def test_its_page_has_a_forecast_from_its_release_on_in_a_wide_band(guide):
    page = guide.shoe("Acme Pace 3")
    assert page.heat == []
    assert page.forecast[0].week == OUT
    point = page.forecast[4]
    assert point.lo80 < point.mean < point.hi80
    known = guide.shoe("Acme Pace 2").forecast[10]
    assert point.hi80 / point.lo80 > known.hi80 / known.lo80


def test_a_later_build_grades_it_and_tells_it_apart(folder, guide):
    guide.close()
    again = build(folder, LATER, LATER + dt.timedelta(days=6))
    graded = [grade for grade in again.ledger() if grade.kind == "before release"]
    assert [grade.shoes for grade in graded] == [1]
    assert graded[0].weeks_due == 2
    assert again.shoe("Acme Pace 3").growth.p_half_more is not None
    assert "hottest" in places(again, "acme-pace-3")
    with serving(create_app(lambda: again)) as address:
        told = httpx.get(f"{address}/method").text
    assert 'id="before"' in told
    assert told.index('id="ledger"') < told.index('id="before"') < told.index('id="tested"')
    again.close()
