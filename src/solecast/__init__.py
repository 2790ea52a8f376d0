"""Solecast: a compiler for sneaker guides."""

__version__ = "0.1.0"
