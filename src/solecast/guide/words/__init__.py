"""Sentences: every word that pages, terminal and API say about a number is made here."""
