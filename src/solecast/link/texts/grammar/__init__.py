"""How texts speak of shoes: layout, quantities, terms and patterns, in files for editors.

`terms.csv` has what may be a value, `speech.csv` what words do in a sentence, `grammar.csv`
the rules, `sections.csv` headings and labels. Nothing here knows which shoe a text is about.
"""
