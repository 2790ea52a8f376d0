"""A popularity line in, what it does now out: class, change, events."""
