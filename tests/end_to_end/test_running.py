"""The running guide of real files: search lines of models are lines, not records set aside."""

import csv
import shutil

import pytest

from solecast.build import build_guide

from ..read.conftest import DATA

pytestmark = pytest.mark.data
BRANDS = ("Hoka", "On", "New Balance")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    if not DATA.is_dir():
        pytest.skip("../shared/data is not beside this checkout")
    folder = tmp_path_factory.mktemp("running")
    for name in ("catalog", "signals"):
        (folder / name).mkdir()
    (folder / "guide.toml").write_text('title = "R"\ncurrency = "USD"\neditors = ["E"]\n')
    with (DATA / "running-lab-457/shoes.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.reader(source))
    brands = tuple(brand.casefold() for brand in BRANDS)
    kept = [row for row in rows[1:] if any(c.casefold().startswith(brands) for c in row[:4])]
    with (folder / "catalog/lab.csv").open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([rows[0], *kept])
    for name in ("hoka-5y-canada-es", "on-running-5y-canada-es", "new-balance-5y-canada-es"):
        shutil.copy(DATA / f"google-trends/{name}.csv", folder / "signals")
    return build_guide(folder)


def test_search_lines_of_models_are_measured(running):
    bondi = running.model("hoka bondi")
    # The last of 262 weeks begins on the Monday after the last date, the Sunday it is written as.
    assert len(bondi.heat) == 261
    assert max(point.heat for point in bondi.heat) == pytest.approx(100)
    numbers = [int("".join(c for c in card.name if c.isdigit())) for card in bondi.shoes]
    assert numbers == sorted(numbers)


def test_versions_without_a_line_show_their_models_and_others_their_brands(running):
    kinds = {shoe: running.shoe(shoe).borrowed for shoe in running.cards}
    lent = {shoe: (line.kind, line.slug) for shoe, line in kinds.items() if line}
    bondi = next(card.shoe for card in running.model("hoka bondi").shoes)
    assert lent[bondi] == ("model", "hoka-bondi")
    on = [line for shoe, line in lent.items() if shoe.startswith("on-")]
    assert on
    assert set(on) == {("brand", "on")}
    assert running.rows("SELECT count(*) AS n FROM rankings WHERE ranking = 'hottest'")[0]["n"] == 0
