"""What is dated after the build day is quarantined; a release may lie ahead."""

import datetime as dt

from solecast import read
from solecast.settings.config import Config

from .stated import whole

TODAY = dt.date(2026, 6, 1)


def test_a_signal_from_the_future_is_quarantined_and_a_release_is_not(tmp_path):
    (tmp_path / "s.csv").write_text(
        "date,shoe,metric,value\n2026-05-01,Samba,views,3\n2062-01-01,Samba,views,9\n"
    )
    (tmp_path / "c.csv").write_text("name,brand,release date\nSamba,adidas,2027-01-01\n")
    found, later = read.until(read.run(tmp_path, Config(title="T"), tmp_path / ".store"), TODAY)
    raw = whole(found)
    assert raw["observations"]["value"].to_pylist() == [3]
    assert raw["quarantine"]["reason"].to_pylist() == [
        "its date, 2062-01-01, is after the build day, 2026-06-01"
    ]
    assert raw["listings"]["release_date"].to_pylist() == [dt.date(2027, 1, 1)]
    assert later == dt.date(2062, 1, 1)
    counts = {row["file"]: (row["used"], row["quarantined"]) for row in raw["files"].to_pylist()}
    assert counts == {"s.csv": (1, 1), "c.csv": (1, 0)}
