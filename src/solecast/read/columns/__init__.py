"""Which column of a table says what: told by its header and by its cells together."""
