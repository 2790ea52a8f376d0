"""Answers as files that other tools open: CSV by RFC 4180, numbers with a decimal point."""

import csv
import io
from typing import Any

from ..guide.answers import Comparison, ShoePage

TREND_COLUMNS = ("shoe", "week", "kind", "heat", "lo80", "hi80", "lo95", "hi95", "partial")
"""Columns of `trend_csv`; `kind` is heat (measured) or forecast."""


def trend_csv(answer: ShoePage | Comparison) -> str:
    """Write heat and forecast, one row a week; a comparison is on its joint scale."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(TREND_COLUMNS)
    lines = answer.lines if isinstance(answer, Comparison) else [answer]
    for line in lines:
        for h in line.heat:
            bands = (_number(h.lo), _number(h.hi), "", "")
            row = (line.shoe, h.week, "heat", _number(h.heat), *bands, str(h.partial).lower())
            writer.writerow(row)
        for f in line.forecast:
            bands = tuple(_number(value) for value in (f.lo80, f.hi80, f.lo95, f.hi95))
            writer.writerow((line.shoe, f.week, "forecast", _number(f.mean), *bands, "false"))
    return text.getvalue()


def _number(value: float | None) -> Any:
    return "" if value is None else f"{value:.4f}"
