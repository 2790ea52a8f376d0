"""Names in, shoes out: each with a probability and a reason; editors decide first."""
