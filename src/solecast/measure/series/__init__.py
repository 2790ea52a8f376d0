"""Observations in, weekly lines out; and what lines share: gaps, seasons, joined exports."""
