"""The `facts` of a document's front matter, each with the words of the document that state it."""

import re
from collections.abc import Iterator
from typing import Any

from ....model import Row
from ... import limits
from ...findings import Findings
from ...values import wording
from . import front_matter

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORDS = re.compile(r"[^\W_]{3,}")
_CONFIDENCE = 1.0
_MARKS = " -*>#\t"


def read(stated: Any, body: str, out: Findings, common: Row) -> None:
    """Add the facts of a document; `common` holds its subject, date and address.

    A fact that no sentence of the text states is a cell of the front matter.
    """
    for attribute, value in _pairs(stated):
        said = evidence(value, body)
        out.fact(
            **common,
            attribute=attribute,
            value=value,
            evidence=said,
            column=None if said else attribute,
            confidence=_CONFIDENCE,
        )


def _pairs(stated: Any) -> Iterator[tuple[str, str]]:
    """Yield attribute and value; a list of values gives one fact for each."""
    for key, given in list(stated.items())[: limits.ATTRIBUTES] if isinstance(stated, dict) else ():
        for item in given[: limits.LIST_ITEMS] if isinstance(given, list) else [given]:
            value = front_matter.line(item, limits.ATTRIBUTE_CHARS)
            attribute = wording.snake(str(key))
            if attribute and value:
                yield attribute, value


def evidence(value: str, body: str) -> str | None:
    """Return the sentence of a text that states a fact; None where no sentence does.

    A sentence counts when it holds the value, or all of the value's words and numbers.
    """
    sentences = [part.strip(_MARKS) for part in _SENTENCE.split(body)]
    wanted = value.casefold()
    exact = next((s for s in sentences if _holds(s.casefold(), wanted)), None)
    if exact:
        return exact
    tokens = set(_WORDS.findall(wanted)) | set(re.findall(r"\d+(?:\.\d+)?", wanted))
    return next((s for s in sentences if tokens and tokens <= _tokens(s.casefold())), None)


def _tokens(sentence: str) -> set[str]:
    return set(_WORDS.findall(sentence)) | set(re.findall(r"\d+(?:\.\d+)?", sentence))


def _holds(sentence: str, value: str) -> bool:
    """Tell whether a sentence holds a value as whole words."""
    at = sentence.find(value)
    while at >= 0:
        end = at + len(value)
        open_left = at == 0 or not sentence[at - 1].isalnum()
        if open_left and (end == len(sentence) or not sentence[end].isalnum()):
            return True
        at = sentence.find(value, at + 1)
    return False
