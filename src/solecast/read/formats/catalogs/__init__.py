"""Catalogs, shop exports and product feeds -> listings."""
