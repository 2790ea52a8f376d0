"""Forecasts frozen on their day, and graded when the weeks have come."""
