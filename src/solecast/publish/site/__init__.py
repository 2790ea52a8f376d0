"""The guide's website and its JSON API: a read-only server over one guide.

In: a function that gives the guide to answer from. Out: a FastAPI application. Nothing here
computes a number; pages show what a `Guide` answers.
"""

from .app import create_app

__all__ = ["create_app"]
