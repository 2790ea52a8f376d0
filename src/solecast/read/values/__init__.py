"""Cells in, values out: dates, money, wording, metrics."""
