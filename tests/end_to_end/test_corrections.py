"""What an editor corrects stands in every later build, with the source that was overruled."""

import datetime as dt

import pytest
from typer.testing import CliRunner

from solecast.build import build_guide, check_inputs
from solecast.errors import InputError
from solecast.faces.command_line import app
from solecast.link import EditorsValue, load_corrections, save_correction

SHOP = (
    "name,brand,style code,retail price,currency,category,release date,weight (g),source\n"
    "Backstep 1.0,Acme,AC1234-100,120,USD,tennis,2019-05-01,300,Shop\n"
    "Pace,Acme,AC9999-100,90,USD,running,2018-01-01,250,Shop\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "guide.toml").write_text('title = "T"\neditors = ["Ada"]\n')
    (tmp_path / "shop.csv").write_text(SHOP)
    return tmp_path


def correct(folder, attribute, value="", shoe="acme-backstep-1-0"):
    save_correction(folder / "corrections.csv", EditorsValue(shoe, attribute, value))


def spec(page, name):
    return next((spec for spec in page.specs if spec.attribute == name), None)


def test_a_fact_a_price_a_year_and_a_category_are_corrected(folder):
    build_guide(folder).close()
    correct(folder, "weight", "312 g")
    correct(folder, "MSRP", "$135")
    correct(folder, "first released", "2017")
    correct(folder, "category", "skateboarding")
    page = build_guide(folder).shoe("acme-backstep-1-0")
    weight = spec(page, "weight")
    assert (weight.value, weight.status) == ("312 g", "corrected")
    assert weight.corrected == "Corrected by the editors; Shop says 300."
    assert (page.price, page.price_lo, page.price_hi) == (135, 135, 135)
    assert (page.first_released, page.category) == (2017, "skateboarding")
    overruled = {one.attribute: [f.value for f in one.overruled] for one in page.corrections}
    assert overruled["weight"] == ["300"]
    assert overruled["category"] == ["tennis"]


def test_a_fact_without_a_value_is_removed(folder):
    correct(folder, "weight")
    correct(folder, "category")
    page = build_guide(folder).shoe("acme-backstep-1-0")
    assert spec(page, "weight") is None
    assert page.category is None
    assert [one.value for one in page.corrections] == [None, None]


def test_a_corrected_shoe_may_be_renamed(folder):
    build_guide(folder).close()
    correct(folder, "weight", "312 g")
    (folder / "shop.csv").write_text(SHOP.replace("Backstep 1.0", "Backstep One Runner"))
    guide = build_guide(folder)
    assert spec(guide.shoe("acme-backstep-1-0"), "weight").value == "312 g"
    assert guide.resolve("acme-backstep-1-0") != "acme-backstep-1-0"


def test_lines_that_cannot_be_obeyed_are_quarantined_beside_those_that_can(folder):
    (folder / "corrections.csv").write_text(
        "shoe,attribute,value,note,date,by\n"
        "Backstep 1.0,weight,312 g,,2026-01-02,Ada\n"
        "Sidestep,weight,300 g,,,\n"
        "Pace,weight,heavy,,,\n"
        "Pace,score,90,,,\n"
        "Pace,weight,240 g,,yesterday,\n"
    )
    bad = check_inputs(folder)["quarantine"].to_pylist()
    assert [row["line"] for row in bad] == [3, 4, 5, 6]
    assert "No one shoe of the guide is 'Sidestep'" in bad[0]["reason"]
    assert "weight is a number" in bad[1]["reason"]
    assert "stated in a file of reviews" in bad[2]["reason"]
    guide = build_guide(folder)
    assert spec(guide.shoe("backstep"), "weight").value == "312 g"
    assert spec(guide.shoe("pace"), "weight").status == "single"
    with pytest.raises(InputError, match="4 rows are quarantined"):
        build_guide(folder, strict=True)


def test_the_latest_correction_is_in_force_and_a_formula_is_only_text(folder):
    correct(folder, "closure", "=laces()")
    correct(folder, "weight", "312 g")
    correct(folder, "weight", "315 g")
    kept = load_corrections(folder / "corrections.csv")
    assert [(one.attribute, one.value) for one in kept] == [
        ("closure", "=laces()"),
        ("weight", "315 g"),
    ]
    assert "'=laces()" in (folder / "corrections.csv").read_text()


def test_the_command_keeps_a_correction_by_the_editors_of_today(folder):
    build_guide(folder).close()
    asked = ["correct", "backstep", "weight", "312 g", "--note", "scale", "--guide", str(folder)]
    told = CliRunner().invoke(app, asked)
    assert "Kept in corrections.csv" in told.output.replace("\n", " ")
    (kept,) = load_corrections(folder / "corrections.csv")
    assert (kept.shoe, kept.note, kept.by) == ("acme-backstep-1-0", "scale", "Ada")
    assert kept.date == dt.date.today()
    wrong = CliRunner().invoke(app, [*asked[:3], "heavy", "--guide", str(folder)])
    assert "weight is a number" in str(wrong.exception)
