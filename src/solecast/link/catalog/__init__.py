"""Catalog rows in, shoes and colorways out: rolled up, merged, named, put into lineage."""
