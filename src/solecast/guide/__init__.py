"""Asking a snapshot: `Guide` opens one and answers; `answers/` declares what, `words/` says it."""

from .guide import FORMAT, MOST_COMPARED, POINTER, STORE, Guide, open_guide

__all__ = ["FORMAT", "MOST_COMPARED", "POINTER", "STORE", "Guide", "open_guide"]
