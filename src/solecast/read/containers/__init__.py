"""Bytes in, rows out: text, delimited tables, workbooks, JSON."""
