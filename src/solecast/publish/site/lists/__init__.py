"""Pages that set shoes beside each other: browse and compare."""
