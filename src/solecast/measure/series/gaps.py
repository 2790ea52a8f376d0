"""Heat in, the weeks since its last open gap out: what trend and forecast may look at."""

import pyarrow as pa
import pyarrow.compute as pc


def since_gap(heat: pa.Table) -> pa.Table:
    """Give the weeks of each shoe since its last open week: the line that reaches to its end.

    What lies before a gap too long to bridge says nothing of what moved since.
    """
    gaps = heat.filter(heat["open"]).group_by("shoe").aggregate([("week", "max")])
    if not gaps.num_rows:
        return heat
    gap = pc.index_in(heat["shoe"].combine_chunks(), gaps["shoe"].combine_chunks())
    ends = gaps["week_max"].combine_chunks().take(gap)
    return heat.filter(pc.fill_null(pc.greater(heat["week"], ends), True))
