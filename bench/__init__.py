"""Benchmarks and hand-run makers of committed data; nothing here ships."""
