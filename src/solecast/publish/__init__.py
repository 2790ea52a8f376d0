"""Numbers in, guide out: snapshot, charts, site, export."""
