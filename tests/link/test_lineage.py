"""Lineage: which shoe is the previous version of which, from names, brands and dates."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from solecast.link.catalog.lineage import gap, lineage

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "running-lab-457"


def previous(*names, released=None):
    found = lineage(list(names), released=released)
    return [None if before is None else names[before] for before in found]


def test_numbers_count_upward():
    assert previous("Brooks Ghost 16", "Brooks Ghost 15", "Brooks Ghost 17") == [
        "Brooks Ghost 15",
        None,
        "Brooks Ghost 16",
    ]


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("New Balance 1080 v15", "New Balance Fresh Foam X 1080 v14"),
        ("Nike Pegasus 40", "Nike Air Zoom Pegasus 39"),
        ("Nike Vaporfly 3", "Nike ZoomX Vaporfly NEXT% 2"),
        ("Xero Shoes HFS II", "Xero Shoes HFS"),
        ("HOKA Cielo X1 2.0", "HOKA Cielo X1"),
        ("adidas Adizero SL2", "adidas Adizero SL"),
        ("PUMA MagMax Nitro 2", "PUMA Mag Max Nitro"),
        ("Saucony Endorphin Elite 2", "Saucony Endorphin Elite"),
        ("adidas Yeezy Boost 350 V2", "adidas Yeezy Boost 350"),
        ("Balenciaga Speed 2.0", "Balenciaga Speed Trainer"),
        ("New Balance 990v5", "New Balance 990v4"),
        ("On Cloudmonster 3 Hyper", "On Cloudmonster Hyper"),
        ("Reebok Nano X4", "Reebok Nano X3"),
        ("New Balance FuelCell SC Elite v4", "New Balance FuelCell SuperComp Elite v3"),
        ("Nike Invincible 3", "Nike ZoomX Invincible Run Flyknit 2"),
        ("ASICS Metaspeed Sky Tokyo", "ASICS Metaspeed Sky Paris"),
        ("Hoka Speedgoat 6 GTX", "HOKA ONE ONE Speedgoat 5 Gore-Tex"),
    ],
)
def test_spellings_numerals_marks_and_resets_are_followed(name, before):
    assert previous(name, before) == [before, None]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Nike Pegasus 41 GTX", "Nike Pegasus 40"),
        ("Nike Pegasus Premium", "Nike Pegasus 40"),
        ("Brooks Ghost Max", "Brooks Ghost 15"),
        ("Altra Escalante Racer 2", "Altra Escalante"),
        ("HOKA Mach X 2", "HOKA Mach"),
        ("Nike Vomero 17", "Nike Vomero 5"),
        ("Brooks Ghost 15", "Saucony Ghost 14"),
        ("Nike Air Max 97", "Nike Air Max 95"),
        ("Dior B23", "Dior B22"),
        ("Saucony Endorphin Pro+", "Saucony Endorphin Pro"),
    ],
)
def test_side_lines_and_other_eras_are_no_predecessors(name, other):
    assert previous(name, other) == [None, None]


def test_a_missing_member_gives_the_nearest_that_exists():
    assert previous("adidas Runfalcon 5", "adidas Runfalcon 3") == ["adidas Runfalcon 3", None]
    assert gap("adidas Runfalcon 5", "adidas Runfalcon 3") == 2
    assert gap("Brooks Ghost 17", "Brooks Ghost 16") == 1


def test_a_number_that_falls_while_time_passes_starts_anew():
    names = ["adidas Ultraboost 5", "adidas Ultraboost 22"]
    assert lineage(names, None, ["2024-07", "2021-12"]) == [1, None]
    assert lineage(names, None, [dt.date(2024, 7, 1), dt.date(2021, 12, 1)]) == [1, None]


def test_dates_of_reissues_do_not_reorder_a_numbered_line():
    jordans = ["Air Jordan 3", "Air Jordan 4", "Air Jordan 5"]
    assert lineage(jordans, None, ["2018-02", "2015-02", "2021-07"]) == [None, 0, 1]
    balance = ["New Balance 990v3", "New Balance 990v4", "New Balance 990v5"]
    assert lineage(balance, None, ["2021-06", "2016-08", "2019-02"]) == [None, 0, 1]
    assert lineage(["ASICS Gel-Lyte III", "ASICS Gel-Lyte V"], None, ["2018", "2015"]) == [None, 0]


def test_a_name_without_a_number_never_follows_a_numbered_one():
    names = ["Saucony Kinvara", "Saucony Kinvara 14"]
    assert lineage(names, None, ["2025-01", "2023-01"]) == [None, None]


def test_of_two_earlier_versions_the_more_similar_name_counts():
    names = ["Nike Dunk Low 2", "Nike Dunk Low Flyknit", "Nike Dunk Low"]
    assert lineage(names) == [2, None, None]


def test_years_in_names_and_dates_of_any_form_are_read():
    assert lineage(["A 2", "A"], ["X", "X"], [None, "not a date"]) == [1, None]
    assert lineage([], [], []) == []


def test_lists_of_other_length_are_refused_in_words():
    with pytest.raises(ValueError, match="brands has 1 items; it must have 2"):
        lineage(["a", "b"], ["x"])


@pytest.mark.data
def test_known_predecessors_of_the_running_lab_are_found():
    if not DATA.is_dir():
        pytest.skip("../shared/data is absent")
    with (DATA / "shoes.csv").open(encoding="utf-8") as lines:
        shoes = list(csv.DictReader(lines))
    with (DATA / "previous-version-dev.csv").open(encoding="utf-8") as lines:
        known = {row["slug"]: row["previous_slug"] for row in csv.DictReader(lines)}
    found = lineage(
        [shoe["name"] for shoe in shoes],
        [shoe["brand"] for shoe in shoes],
        [shoe["releasedAt"] or None for shoe in shoes],
    )
    slugs = [shoe["slug"] for shoe in shoes]
    answers = {slugs[i]: slugs[p] for i, p in enumerate(found) if p is not None}
    assert [slug for slug, before in known.items() if answers.get(slug) != before] == []
