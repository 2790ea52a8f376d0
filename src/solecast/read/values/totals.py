"""Rows that add other rows up, as bookkeeping sheets end with."""

_TOTALS = frozenset(
    {"total", "totals", "sum", "subtotal", "grand total", "average", "summe", "gesamt", "totale",
     "итого", "всего", "totaal", "suma", "razem", "totales", "totaux", "gesamtsumme", "averages"}
)  # fmt: skip


def is_total(title: str) -> bool:
    """Tell whether the words where a shoe is named say that the row is a total."""
    return title.lower().strip(" :=-") in _TOTALS
