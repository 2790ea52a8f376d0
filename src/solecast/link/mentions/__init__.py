"""Posts in, mentions out: which shoes a post speaks of."""
