"""Items of a review's lists: what speaks for a shoe, and what against."""

from .grammar.layout import Sentence
from .sayings import Saying

SECTIONS = {"pros": "pro", "cons": "con"}


def item(sentence: Sentence) -> Saying:
    """Give an item as it stands; its value in small letters."""
    said = sentence.text.strip()
    start = sentence.start + sentence.text.find(said)
    end = start + len(said)
    return Saying(SECTIONS[sentence.section], said.lower(), None, start, end, said, "listed")
