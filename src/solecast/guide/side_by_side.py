"""Pages -> a comparison: trends on one joint scale, specs beside each other."""

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..attributes import attribute
from . import answers as a

SPREADS = r"""
SELECT attribute, coalesce(nullif(mad(number), 0), stddev_pop(number)) AS spread FROM (
    SELECT attribute, TRY_CAST(regexp_extract(value, '\d+(\.\d+)?') AS DOUBLE) AS number FROM specs
) WHERE number IS NOT NULL GROUP BY attribute HAVING count(*) > 4
"""
"""How far the numbers of an attribute lie apart in the whole guide; where few state it, unknown."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def comparison(shown: list[a.ShoePage], spreads: Mapping[str, float]) -> a.Comparison:
    """Set pages side by side; the trends get one joint 0-100 scale.

    `spreads` tell how far the numbers of an attribute lie apart in the guide.
    """
    rows = _compare_rows(shown, spreads)
    return a.Comparison(shoes=shown, lines=_lines(shown), rows=rows, scale=_scale_words(shown))


def _lines(shown: list[a.ShoePage]) -> list[a.Line]:
    shown = [_present(page) for page in shown]
    together = _together(shown)
    joint = _peak(together)
    lines = []
    for page in shown:
        if page.borrowed:
            lines.append(_borrowed(page, page.borrowed))
            continue
        top = joint if page in together else _peak([page])
        factor = 100.0 / top if top else 1.0
        note = None
        if not page.heat:
            note = f"{page.name} has no popularity signal."
        elif page not in together:
            note = f"{page.name} is on its own scale: read its shape, not its height."
        heat = [_times(point, factor, ("heat", "lo", "hi", "adjusted")) for point in page.heat]
        bands = ("mean", "lo80", "hi80", "lo95", "hi95")
        forecast = [_times(point, factor, bands) for point in page.forecast]
        lines.append(a.Line(page.shoe, page.name, heat, forecast, page in together, note))
    return lines


def _borrowed(page: a.ShoePage, line: a.Borrowed) -> a.Line:
    """Show the line of a shoe's model or brand as what it is, on its own scale."""
    note = f"No source follows {page.name} alone: this is {line.name}, all products."
    return a.Line(page.shoe, page.name, line.heat, [], False, note, line)


def _present(page: a.ShoePage) -> a.ShoePage:
    """Leave out what a page's line shows on another scale than its present one."""
    if page.borrowed:
        return dataclasses.replace(page, heat=[], scale=None)
    start = page.since or dt.date.min
    return dataclasses.replace(page, heat=[point for point in page.heat if point.week >= start])


def _together(shown: list[a.ShoePage]) -> list[a.ShoePage]:
    """Give the pages whose lines share a joint scale: the one that holds most of them."""
    known = [page for page in shown if page.heat and page.scale and not page.borrowed]
    most = Counter(page.scale for page in known).most_common(1)
    return [page for page in known if page.scale == most[0][0]]


def _peak(shown: list[a.ShoePage]) -> float:
    return max((point.heat or 0.0 for page in shown for point in page.heat), default=0.0)


def _times(point: Any, factor: float, names: tuple[str, ...]) -> Any:
    values = {name: getattr(point, name) for name in names}
    return dataclasses.replace(
        point, **{name: None if v is None else v * factor for name, v in values.items()}
    )


def _scale_words(shown: list[a.ShoePage]) -> str:
    together = _together(shown)
    joint = [page.name for page in together]
    own = [p.name for p in shown if p.heat and not p.borrowed and p not in together]
    lent = [page.name for page in shown if page.borrowed]
    parts = []
    if joint:
        parts.append(f"100 is the highest week of {' and '.join(joint)} together.")
    if own:
        parts.append(
            f"{', '.join(own)}: on {'its' if len(own) == 1 else 'their'} own scale, since no "
            "source compares it with the others."
        )
    if lent:
        parts.append(f"{' and '.join(lent)}: the line of the model or brand, on its own scale.")
    return " ".join(parts) or "None of these shoes has a popularity signal."


def _compare_rows(shown: list[a.ShoePage], spreads: Mapping[str, float]) -> list[a.CompareRow]:
    """Give the rows: those that most shoes have first, and of these the largest difference."""
    specs = [{spec.attribute: spec for spec in page.specs} for page in shown]
    order = Counter(name for known in specs for name in known)
    rows = []
    for name in order:
        found = [known.get(name) for known in specs]
        values = [spec.value if spec else None for spec in found]
        known_values = {value.casefold() for value in values if value is not None}
        unit = next((spec.unit for spec in found if spec and spec.unit), None)
        label = a.label(name)
        differs = len(known_values) > 1
        apart = _apart(name, [v for v in values if v is not None], spreads) if differs else 0.0
        rows.append(a.CompareRow(name, label, unit, values, differs, apart))
    return sorted(
        rows,
        key=lambda row: (
            -order[row.attribute], -row.apart, -attribute(row.attribute).telling, row.attribute,
        ),
    )  # fmt: skip


def _apart(name: str, values: Sequence[str], spreads: Mapping[str, float]) -> float:
    """Say how far values lie apart: numbers in spreads of the guide, other values one."""
    found = [_NUMBER.search(value) for value in values]
    spread = spreads.get(name)
    if attribute(name).kind != "number" or not spread or None in found:
        return 1.0
    numbers = [float(one[0]) for one in found if one]
    return round((max(numbers) - min(numbers)) / spread, 3)
