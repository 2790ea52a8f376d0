"""The page of a shoe: what stands on it, in which order, with which notes."""
