"""Files in, raw tables out: one module per real format, chosen by content."""
