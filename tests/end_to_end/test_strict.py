"""`--strict` ends a build that anything is lost for, and names all losses together."""

import pytest

from solecast.build import build_guide
from solecast.errors import InputError

GOOD = "name,brand,price\nNike Dunk Low,Nike,110\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "guide.toml").write_text('title = "T"\n')
    (tmp_path / "catalog.csv").write_text(GOOD)
    return tmp_path


def test_a_guide_without_losses_is_built(folder):
    (folder / "review.md").write_text("---\nshoe: Nike Dunk Low\nscore: 8/10\n---\nGood.\n")
    assert build_guide(folder, strict=True).about().reviews == 1


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("review.md", "---\nshoe: [Nike\n---\nGood.\n", "1 file is not read (review.md: "),
        ("review.md", "---\nscore: 8/10\n---\nGood.\n", "The front matter names no shoe"),
        ("review.md", "---\nshoe: A lamp\nscore: 8/10\n---\nGood.\n", "1 names are not linked"),
        ("more.csv", "name,price\nadidas Gazelle,100\nTotal,100\n", "1 rows are quarantined"),
        ("words.csv", "left,right\na,b\n", "(words.csv: No column names a shoe"),
        ("sales.csv", "date,shoe,metric,value\n2026-13-45,Nike Dunk Low,sales,1\n",
         "1 rows are quarantined"),
    ],
)  # fmt: skip
def test_a_loss_ends_the_build(file, content, said, folder):
    (folder / file).write_text(content)
    with pytest.raises(InputError) as caught:
        build_guide(folder, strict=True)
    assert said in str(caught.value)
    assert build_guide(folder).about().shoes == 1 + ("Gazelle" in content)


def test_all_losses_are_told_together(folder):
    (folder / "review.md").write_text("---\nshoe: [Nike\n---\nGood.\n")
    (folder / "more.csv").write_text("name,price\nadidas Gazelle,100\nTotal,100\n")
    with pytest.raises(InputError, match=r"not read .*; 1 rows are quarantined\. See all with"):
        build_guide(folder, strict=True)
