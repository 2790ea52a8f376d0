"""Words about a line: what it does now, how long shoes like it last, and what may come."""
