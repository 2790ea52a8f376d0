"""What is dated after the build day cannot have been seen: it is quarantined.

A release date may lie ahead; a signal, a review or a post may not.
"""

import datetime as dt
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from .. import model
from .part_files import PartFiles

_SEEN = ("observations", "reviews")
_KEPT = "until"


def until(raw: model.Tables, today: dt.date) -> tuple[model.Tables, dt.date | None]:
    """Quarantine what is dated after `today`; give the tables of `model.RAW` that are left.

    The second value is the first day on which more of them would count, None without one. A part
    of which rows are left out is written anew, in the folder of its reading.
    """
    found = dict(raw)
    later: list[pa.Table] = []
    for name in _SEEN:
        parts = []
        for part in raw[name].files:
            if _last(part) <= today:
                parts.append(part)
                continue
            kept, refused = _parted(part, name, today)
            parts.append(kept)
            later.append(refused)
        found[name] = model.Parts(model.RAW[name], tuple(parts))
    refused = pa.concat_tables(later) if later else None
    if refused is None or not refused.num_rows:
        return found, None
    found["quarantine"] = pa.concat_tables([raw["quarantine"], _quarantine(refused, today)])
    found["files"] = _recounted(raw["files"], refused)
    return found, pc.min(refused["date"]).as_py()


def _last(part: Path) -> dt.date:
    """Give the last date of a part, from the ends of its file; a day far off where none is told."""
    with parquet.ParquetFile(part) as file:
        at = file.schema_arrow.get_field_index("date")
        groups = (file.metadata.row_group(group) for group in range(file.num_row_groups))
        # Rows without a date count as of no day.
        known = [group.column(at).statistics for group in groups]
    days = [one.max for one in known if one is not None and one.has_min_max]
    told = all(one is not None for one in known)
    return max(days, default=dt.date.min) if told else dt.date.max


def _parted(part: Path, name: str, today: dt.date) -> tuple[Path, pa.Table]:
    """Write what a part has until a day into a part of its own; give it and the rows after."""
    home = part.parent / _KEPT / today.isoformat()
    home.mkdir(parents=True, exist_ok=True)
    refused = []
    with tempfile.TemporaryDirectory(dir=home) as place, parquet.ParquetFile(part) as file:
        left = PartFiles(Path(place))
        for batch in file.iter_batches():
            rows = pa.Table.from_batches([batch])
            after = pc.fill_null(pc.greater(rows["date"], pa.scalar(today)), False)
            left.add(name, rows.filter(pc.invert(after)))
            refused.append(rows.filter(after).select(["file", "line", "title", "date"]))
        left.close()
        (Path(place) / f"{name}.parquet").replace(home / f"{name}.parquet")
    return home / f"{name}.parquet", pa.concat_tables(refused)


def _quarantine(refused: pa.Table, today: dt.date) -> pa.Table:
    day = refused["date"].cast(pa.string())
    said = pc.binary_join_element_wise("its date, ", day, f", is after the build day, {today}", "")
    columns = {
        "file": refused["file"],
        "line": refused["line"],
        "reason": said,
        "row": pc.fill_null(refused["title"], ""),
    }
    columns["cells"] = pa.nulls(refused.num_rows, model.RAW["quarantine"].field("cells").type)
    return pa.table(columns).cast(model.RAW["quarantine"])


def _recounted(files: pa.Table, refused: pa.Table) -> pa.Table:
    """Count the refused records of each file as quarantined, and say so in its note."""
    counts = refused.group_by("file").aggregate([("line", "count"), ("line", "count_distinct")])
    of = {row["file"]: row for row in counts.to_pylist()}
    rows = files.to_pylist()
    for row in rows:
        if own := of.get(row["file"]):
            row["quarantined"] += own["line_count"]
            row["used"] = max(0, row["used"] - own["line_count_distinct"])
            said = f"{own['line_count']} records are dated after the build day."
            row["note"] = " ".join(filter(None, (row["note"], said)))
    return model.table(model.RAW["files"], rows)
