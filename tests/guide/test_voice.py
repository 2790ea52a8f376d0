"""Every sentence that the starter guide says keeps the voice of docs/voice.md."""

import dataclasses
import re
from collections.abc import Iterator

import pytest

from solecast.vocabulary import RANKINGS

MADE = {"verdict", "why", "odds", "note", "words", "title", "subtitle", "empty", "size"}
"""Fields of answers that hold made sentences; all others hold data, or what somebody wrote."""

HOW = {"how", "score_how"}
"""Fields behind "How we know": the method may be named there."""

JARGON = re.compile(
    r"interval|percentile|median|\bmean\b|sample|momentum|significan|quantile|confidence|"
    r"probabilit|standard|deviation|regress|\b(?:heat|anchored|scale group)\b|80%",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d[\d,.]*")
ODDS = re.compile(r"\b\d+ in \d+\b")


def said(answer: object, fields: set[str]) -> Iterator[tuple[str, str]]:
    """Walk an answer and give every made text with the name of its field."""
    if dataclasses.is_dataclass(answer):
        for field in dataclasses.fields(answer):
            value = getattr(answer, field.name)
            if field.name in fields and isinstance(value, str):
                yield field.name, value
            else:
                yield from said(value, fields)
    elif isinstance(answer, list | tuple):
        for each in answer:
            yield from said(each, fields)


def unwritten(page: object) -> object:
    """A page without what people wrote: articles and reviews have voices of their own."""
    return dataclasses.replace(page, articles=[], reviews=[], story=[])


@pytest.fixture(scope="module")
def answers(starter):
    pages = [unwritten(starter.shoe(slug)) for slug in starter.cards]
    lists = [starter.ranking(name, 300) for name in RANKINGS]
    return [*pages, *lists, *(starter.heading(name) for name in RANKINGS)]


@pytest.fixture(scope="module")
def sentences(answers):
    texts = {(name, text) for name, text in said(answers, MADE) if text}
    names = {name for name, _ in texts}
    assert {"verdict", "why", "odds", "note", "words", "title", "empty"} <= names
    assert len(texts) > 300
    return sorted(texts)


def split(text: str) -> list[str]:
    return re.split(r"(?<=[.!?;])\s+", text)


def test_no_sentence_has_more_than_25_words(answers, sentences):
    for name, text in [*sentences, *said(answers, HOW)]:
        for sentence in split(text):
            assert len(sentence.split()) <= 25, (name, sentence)


def test_no_method_stands_outside_of_how_we_know(sentences):
    for name, text in sentences:
        assert not JARGON.search(text), (name, text)


def without_dates(text: str) -> str:
    return re.sub(r"\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b", "", ODDS.sub("1", text))


def test_a_lists_line_has_at_most_one_number(answers):
    for name, text in said(answers, {"why", "odds"}):
        assert len(NUMBER.findall(without_dates(text))) <= 1, (name, text)


def test_one_is_one_and_many_are_many(sentences):
    for name, text in sentences:
        assert not re.search(r"\(s\)|\b1 (?!in\b|of\b)\w+s\b(?<!ss)", text), (name, text)
        found = re.findall(r"\b(?:[2-9]|\d{2,}) (shoe|week|review|score|source|call)\b", text)
        assert not found, (name, text)


def test_sentences_begin_like_sentences_and_end_like_them(sentences):
    for name, text in sentences:
        if name not in {"title", "words"}:
            assert text[0].isupper() or text[0].isdigit(), (name, text)
            assert text.endswith("."), (name, text)
        assert "  " not in text, (name, text)
        assert "None" not in text, (name, text)
        assert "nan" not in text.split(), (name, text)


def test_a_list_called_rising_holds_what_rises_now(starter):
    for place in starter.ranking("rising", 300):
        assert starter.shoe(place.card.shoe).trend.trend == "rising"


def test_now_is_one_number_on_page_card_and_list(starter):
    for place in starter.ranking("hottest", 300):
        page = starter.shoe(place.card.shoe)
        assert place.value == pytest.approx(page.trend.level, abs=0.006)
        assert page.trend.level == place.card.heat
        assert page.growth is None or page.growth.now == page.trend.level


def test_a_list_from_one_week_of_one_source_says_so_in_its_title(starter):
    weeks = starter.rows(
        "SELECT DISTINCT h.source, h.weeks FROM heat_sources h JOIN rankings r USING (shoe) "
        "WHERE r.ranking = 'hottest' AND h.comparable AND h.weight > 0.01"
    )
    if len({row["source"] for row in weeks}) == 1 and max(row["weeks"] for row in weeks) == 1:
        assert "one week" in starter.heading("hottest").title


def test_only_what_people_wrote_is_no_verdict(starter):
    verdicts = [starter.shoe(slug).verdict for slug in starter.cards]
    assert all(verdicts)
    assert len(set(verdicts)) > len(verdicts) / 2
