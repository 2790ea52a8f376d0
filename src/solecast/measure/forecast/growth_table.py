"""What `rising` rests on: heat now and expected, with the reason in plain words."""

from typing import Any

import pyarrow as pa

from ...model import MEASURED, table

_COLUMNS = MEASURED["growth"].names[:-1]


def growth_table(growth: pa.Table, trends: pa.Table) -> pa.Table:
    """Give the MEASURED growth of the shoes of `growth` (see `forecast.growth`, `id` = shoe)."""
    trend_of = {row["shoe"]: row for row in trends.to_pylist()}
    rows = []
    for row in sorted(growth.to_pylist(), key=lambda row: row["id"]):
        row["shoe"] = row["id"]
        kept = {name: row[name] for name in _COLUMNS}
        rows.append(kept | {"why": why(row, trend_of.get(row["shoe"], {}))})
    return table(MEASURED["growth"], rows)


def why(row: dict[str, Any], trend: dict[str, Any]) -> str:
    """Say in words what is expected of a shoe and what speaks for it."""
    return (
        f"Heat {_heat(row['now'])} in the last 13 weeks; expected {_heat(row['in26'])} in 26 weeks "
        f"(80% interval {_heat(row['in26_lo'])} to {_heat(row['in26_hi'])}) and "
        f"{_heat(row['in52'])} in 52 weeks ({_heat(row['in52_lo'])} to "
        f"{_heat(row['in52_hi'])}). The chance of at least half more within a year is "
        f"{row['p_half_more']:.0%}.{_momentum(trend.get('momentum13'))}"
    )


def _momentum(growth: float | None) -> str:
    if growth is None:
        return ""
    way = "above" if growth >= 0 else "below"
    return f" Its last 13 weeks are {abs(growth):.0%} {way} the same weeks a year before."


def _heat(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
