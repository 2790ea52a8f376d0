"""Asking a snapshot: `Guide` opens one and answers; `answers/` declares what, `words/` says it.

Nothing is loaded here: the words alone need neither DuckDB nor Arrow.
"""
