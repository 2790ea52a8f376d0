"""Heat in, the weeks since its last open gap out: what trend and forecast may look at."""

import pyarrow as pa


def since_gap(heat: pa.Table) -> pa.Table:
    """Give the weeks of each shoe since its last open week: the line that reaches to its end.

    What lies before a gap too long to bridge says nothing of what moved since.
    """
    gaps = heat.filter(heat["open"]).group_by("shoe").aggregate([("week", "max")])
    if not gaps.num_rows:
        return heat
    ends = dict(zip(gaps["shoe"].to_pylist(), gaps["week_max"].to_pylist(), strict=True))
    rows = zip(heat["shoe"].to_pylist(), heat["week"].to_pylist(), strict=True)
    return heat.filter(pa.array([shoe not in ends or week > ends[shoe] for shoe, week in rows]))
