"""Benchmarks: each prints our figure beside a peer's or the limit's from the same run."""
