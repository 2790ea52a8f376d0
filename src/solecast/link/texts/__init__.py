"""Facts in texts: what a review, an article or a shop's description says of its shoe.

A text is laid out into lines and sentences (`layout`), a sentence into units that the lexicon
knows (`sentence_units`, `terms.csv`), and the grammar (`grammar.csv`) finds what units say
together. Whose fact it is, is decided clause by clause (`ownership`). Both files are for editors.
"""
