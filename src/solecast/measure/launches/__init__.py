"""Launches: the lives of shoes since their release, and how versions share a model.

Weekly series with release dates come in, or counts by version; courses by weeks since release,
forecasts of young shoes and shares of versions go out.
"""
