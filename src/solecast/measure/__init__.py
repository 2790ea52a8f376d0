"""Linked tables in, numbers out: specs, heat, trend, forecast, rankings."""
