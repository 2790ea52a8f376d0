"""Facts in, what a shoe is out: specs, changes, prices, scores, alternatives."""
