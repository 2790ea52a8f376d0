"""Signals in, one popularity line per shoe out."""
