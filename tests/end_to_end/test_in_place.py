"""A guide whose signals lie elsewhere is the guide that has them in its folder."""

from contextlib import closing

import pyarrow as pa
import pytest
from pyarrow import parquet

from solecast.build import build_guide
from solecast.errors import ConfigError

DAYS = 200


@pytest.fixture(scope="module")
def sold():
    """Daily sales of two shoes, of a model as a whole, and of a name that nobody knows."""
    days = pa.array([19_000 + day for day in range(DAYS)], pa.int32()).cast(pa.date32())
    names = ["Nike Dunk Low", "adidas Samba", "Jordan", "Warehouse shelf 7"]
    parts = [
        pa.table(
            {
                "date": days,
                "shoe": [name] * DAYS,
                "source": ["Warehouse"] * DAYS,
                "metric": ["sales"] * DAYS,
                "value": [float(at * 3 + day % 7 + day // 20) for day in range(DAYS)],
            }
        )
        for at, name in enumerate(names, 1)
    ]
    return pa.concat_tables(parts)


def guide_with(folder, settings):
    (folder / "catalog").mkdir(parents=True)
    (folder / "guide.toml").write_text(f'title = "T"\n{settings}')
    (folder / "catalog" / "shoes.csv").write_text(
        "brand,name,price\nNike,Nike Dunk Low,110\nadidas,adidas Samba,100\n"
        "Jordan,Air Jordan 1,180\n"
    )
    return folder


IN_PLACE = '[data]\nobservations = "../warehouse"\n[data.columns]\n"sneaker" = "shoe"\n'


@pytest.fixture(scope="module")
def home(tmp_path_factory, sold):
    """Two guides of the same signals: one has them in its folder, the other in place."""
    home = tmp_path_factory.mktemp("in place")
    (home / "warehouse").mkdir()
    names = ["sneaker" if name == "shoe" else name for name in sold.column_names]
    parquet.write_table(sold.rename_columns(names), home / "warehouse" / "sales.parquet")
    folder = guide_with(home / "copied", "")
    parquet.write_table(sold, folder / "sales.parquet")
    build_guide(folder).close()
    build_guide(guide_with(home / "guide", IN_PLACE)).close()
    return home


def test_what_is_measured_is_the_same(home):
    with (
        closing(build_guide(home / "copied")) as copied,
        closing(build_guide(home / "guide")) as guide,
    ):
        for name in ("shoes", "series", "heat", "group_series", "forecasts", "trends"):
            assert guide.hashes[name] == copied.hashes[name], name
        asked = (
            "SELECT shoe, count(*) n, sum(value) total FROM observations GROUP BY ALL ORDER BY 1"
        )
        assert guide.rows(asked) == copied.rows(asked)


def test_no_row_is_copied(home):
    stored = list((home / "guide" / ".solecast").rglob("*.parquet"))
    assert sum(parquet.read_metadata(path).num_rows for path in stored) < DAYS


def test_the_report_tells_what_was_read_and_linked(home):
    with closing(build_guide(home / "guide")) as guide:
        [row] = guide.rows("SELECT * FROM files WHERE file LIKE '%sales.parquet'")
    counts = {name: row[name] for name in ("read", "used", "linked", "quarantined")}
    assert counts == {"read": 4 * DAYS, "used": 4 * DAYS, "linked": 3 * DAYS, "quarantined": 0}


def test_a_dataset_that_grew_is_built_anew_and_one_that_is_gone_leaves_the_guide(home, sold):
    folder, more = home / "guide", home / "warehouse" / "more.parquet"
    with closing(build_guide(folder)) as before:
        same = before.facts["snapshot"]
    parquet.write_table(parquet.read_table(home / "warehouse" / "sales.parquet"), more)
    with closing(build_guide(folder)) as after:
        assert after.facts["snapshot"] != same
        assert after.rows("SELECT count(*) n FROM observations") == [{"n": 4 * DAYS}]
    moved = (home / "warehouse").rename(home / "elsewhere")
    with pytest.raises(ConfigError, match="there is no Parquet file"):
        build_guide(folder)
    moved.rename(home / "warehouse")
    more.unlink()
