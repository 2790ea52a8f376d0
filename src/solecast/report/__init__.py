"""What a build says of itself: `build_report` is what is kept; `build_differences` makes it."""
