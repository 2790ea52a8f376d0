"""The pages an editor shapes: front page, rankings, brands, models, authors and articles."""
