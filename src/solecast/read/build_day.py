"""What is dated after the build day cannot have been seen: it is quarantined.

A release date may lie ahead; a signal, a review or a post may not.
"""

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc

from .. import model

_SEEN = ("observations", "reviews")


def until(raw: model.Tables, today: dt.date) -> tuple[model.Tables, dt.date | None]:
    """Quarantine what is dated after `today`; give the tables of `model.RAW` that are left.

    The second value is the first day on which more of them would count, None without one.
    """
    found = dict(raw)
    refused: list[dict[str, object]] = []
    days: list[dt.date] = []
    for name in _SEEN:
        later = pc.fill_null(pc.greater(raw[name]["date"], pa.scalar(today)), False)
        if not pc.any(later).as_py():
            continue
        for row in raw[name].filter(later).select(["file", "line", "title", "date"]).to_pylist():
            days.append(row["date"])
            reason = f"its date, {row['date']}, is after the build day, {today}"
            refused.append({**_place(row), "reason": reason, "row": row["title"] or ""})
        found[name] = raw[name].filter(pc.invert(later))
    if not refused:
        return found, None
    added = model.table(model.RAW["quarantine"], refused)
    found["quarantine"] = pa.concat_tables([raw["quarantine"], added])
    found["files"] = _recounted(raw["files"], refused)
    return found, min(days)


def _place(row: dict[str, object]) -> dict[str, object]:
    return {"file": row["file"], "line": row["line"]}


def _recounted(files: pa.Table, refused: list[dict[str, object]]) -> pa.Table:
    """Count the refused records of each file as quarantined, and say so in its note."""
    rows = files.to_pylist()
    for row in rows:
        own = [one for one in refused if one["file"] == row["file"]]
        if own:
            row["quarantined"] += len(own)
            row["used"] = max(0, row["used"] - len({one["line"] for one in own}))
            said = f"{len(own)} records are dated after the build day."
            row["note"] = " ".join(filter(None, (row["note"], said)))
    return model.table(model.RAW["files"], rows)
