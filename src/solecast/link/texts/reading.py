"""Facts of a text: laid out, cut into units, read by the grammar, given to whom they belong."""

import re
from collections.abc import Iterator
from typing import Any

from ..reasons import Reason, why
from . import headline, pros_and_cons
from .certainty import confidence
from .fact import Fact, Facts, TextSubject, subject_of
from .grammar.layout import LONGEST, Sentence, sentences
from .grammar.patterns import grammar
from .merging import merged
from .named_shoes import names_of
from .ownership import ME, whose
from .sayings import Saying, candidates
from .sentence_units import Units, units


def read_facts(text: str, subject: Any = None) -> Facts:
    """Read what a text says of a shoe.

    `subject` is the shoe that the text is about: its name, or `brand`, `model` and `version` as
    a mapping, a tuple or an object; where it is not given, it is found in the headline or the
    text. Gives a list of `Fact` in the order of the text, with `why` where nothing or not
    all was read. Only the first 200,000 characters are read. Any text is fine; raises
    `ValueError` where `subject` is none of these.
    """
    said = str(text)
    about = subject_of(subject)
    laid = sentences(said)
    if not laid:
        return Facts([], why(Reason.EMPTY))
    about = about or headline.subject(laid)
    if about is None:
        return Facts([], why(Reason.NO_MODEL))
    found = [_fact(said, one) for one in merged(_candidates(laid, about))]
    cut = why(Reason.TEXT_CUT, LONGEST) if len(said) > LONGEST else None
    return Facts(sorted(found, key=lambda fact: (fact.start, fact.end, fact.attribute)), cut)


def _candidates(laid: list[Sentence], about: TextSubject) -> Iterator[Saying]:
    names = names_of(about)
    known = grammar().known
    topic, name, paragraph = ME, "", -1
    read: list[Units] = []
    seen: set[str] = set()
    for sentence in laid:
        if sentence.paragraph != paragraph:
            topic, name, paragraph = ME, "", sentence.paragraph
        one = units(sentence, names, known, seen)
        read.append(one)
        if sentence.section in pros_and_cons.SECTIONS and sentence.kind == "item":
            yield pros_and_cons.item(sentence)
        told = whose(one, topic, name)
        topic, name = told.topic, told.name
        if sentence.kind != "title":
            yield from candidates(one, told, names)
    yield from headline.candidates(read, names)


_GAPS = re.compile(r"\s+")


def _fact(text: str, one: Saying) -> Fact:
    return Fact(
        one.attribute,
        one.value,
        one.unit,
        text[one.start : one.end],
        one.start,
        one.end,
        confidence(one.rule),
        one.negated,
        one.kind,
        one.of,
        _GAPS.sub(" ", one.written),
        one.rule,
    )
