"""Popularity signals of every shape -> observations."""
