"""Reads pages as a reader sees them: trees, and the text of a part."""

from selectolax.lexbor import LexborHTMLParser as HTMLParser


def read(site, address):
    answer = site.get(address)
    assert answer.status_code == 200, answer.text[:500]
    return HTMLParser(answer.text)


def text(tree, selector="body"):
    return " ".join(tree.css_first(selector).text(separator=" ").split())
