"""Reviews, pages, posts and stated facts -> reviews and facts."""
