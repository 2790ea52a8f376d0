"""A comparison begins with what sets its shoes apart, measured by all shoes of the guide."""

from solecast.build import build_guide

HEAD = "name,brand,style code,weight (g),drop (mm),closure,source\n"
ROWS = "".join(
    f"Pace {n},Acme,AC100{n}-100,{250 + n},{4 + n % 3},laces,Shop\n" for n in range(1, 7)
)
LAST = "Heavy One,Borea,BO1111-100,400,5,zip,Shop\n"


def test_the_largest_difference_beside_the_guide_s_spread_comes_first(tmp_path):
    (tmp_path / "guide.toml").write_text('title = "T"\neditors = ["Ada"]\n')
    (tmp_path / "shop.csv").write_text(HEAD + ROWS + LAST)
    rows = build_guide(tmp_path).compare("Acme Pace 1", "Borea Heavy One").rows
    order = [row.attribute for row in rows]
    assert order[:2] == ["weight", "closure"]
    apart = {row.attribute: row.apart for row in rows}
    assert apart["weight"] > 10
    assert apart["closure"] == 1
    assert apart["drop"] == 0
