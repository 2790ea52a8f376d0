"""What holds of any table of shares: each line's add up to one, and their bands lie within 0-1."""

import numpy as np
import pyarrow as pa


def check_parts_of_a_whole(found: pa.Table, when: str) -> None:
    """Check the shares of each `line` at each `when` (a column of dates), and their 80% bands."""
    total = found.group_by(["line", when]).aggregate([("share", "sum")])["share_sum"]
    np.testing.assert_allclose(total.to_numpy(), 1)
    low, mid, high = (found[name].to_numpy() for name in ("lo80", "share", "hi80"))
    assert (low >= 0).all()
    assert (low <= mid).all()
    assert (mid <= high).all()
    assert (high <= 1).all()
