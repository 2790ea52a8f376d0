"""The JSON API under /api, and the shapes it answers with."""
