"""Markdown reviews with YAML front matter -> a review, and the facts that it states."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ... import limits
from ...findings import Findings
from ...values import wording
from ...values.dates import parse_date
from ...values.money import parse_number

_FENCE = re.compile(r"---[ \t]*\r?\n")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORDS = re.compile(r"[^\W_]{3,}")
_CONFIDENCE = 1.0
_MARKS = " -*>#\t"


class NotAReview(Exception):
    """The document is no review; the message is the sentence for the import report."""


class _PlainLoader(yaml.BaseLoader):
    """Reads every value as the text it is written as; refuses aliases, which can explode."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def is_markdown(text: str) -> bool:
    """Tell whether a text begins with front matter."""
    return bool(_FENCE.match(text))


def read(text: str, out: Findings) -> None:
    """Read a review.

    Raises `NotAReview` when the front matter is broken or names no shoe.
    """
    front, body = _split(text)
    stated = _load(front)
    title = wording.line(_text(stated.get("shoe")))
    if title is None:
        raise NotAReview(
            "The front matter names no shoe; add a line such as: shoe: Balenciaga Speed 2.0"
        )
    out.record(1, title)
    out.source = wording.line(_text(stated.get("source")), 80) or out.stem
    score = _text(stated.get("score"))
    found = _score(score)
    if score and not found:
        out.refuse(f"score is {score[:40]!r}; it must be a number from 0 to 100, or such as 8/10")
    subject = {
        "title": title,
        "brand": wording.line(_text(stated.get("brand"))),
        "style_code": wording.line(_text(stated.get("style_code"))),
    }
    day = parse_date(_text(stated.get("date")))
    url = wording.line(_text(stated.get("url")))
    out.review(
        **subject,
        headline=wording.line(_text(stated.get("headline")) or _text(stated.get("title"))),
        text=wording.text(body, limits.TEXT_CHARS),
        **found,
        author=wording.line(_text(stated.get("author"))),
        date=day,
        url=url,
        pros=_list(stated.get("pros")),
        cons=_list(stated.get("cons")),
    )
    _facts(stated.get("facts"), front, body, out, {**subject, "date": day, "url": url})


def _split(text: str) -> tuple[str, str]:
    opening = _FENCE.match(text)
    start = opening.end() if opening else 0
    closing = next(
        (m for m in re.finditer(r"^(?:---|\.\.\.)[ \t]*\r?$", text[start:], re.MULTILINE)), None
    )
    if opening is None or closing is None:
        raise NotAReview("The front matter is not closed; end it with a line of three dashes.")
    front = text[start : start + closing.start()]
    if len(front) > limits.FRONT_MATTER_CHARS:
        raise NotAReview(
            f"The front matter is longer than {limits.FRONT_MATTER_CHARS:,} characters."
        )
    return front, text[start + closing.end() :]


def _load(front: str) -> dict[str, Any]:
    try:
        found = yaml.load(front, Loader=_PlainLoader)  # noqa: S506 - builds texts only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        place = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise NotAReview(f"The front matter is not valid YAML: {place}.") from error
    if not isinstance(found, dict):
        raise NotAReview("The front matter must be lines such as: shoe: Balenciaga Speed 2.0")
    return {wording.snake(str(key)): value for key, value in found.items()}


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value != "~" else ""


def _list(value: Any) -> list[str] | None:
    if isinstance(value, list):
        found = [wording.line(_text(item)) for item in value[: limits.LIST_ITEMS]]
        return [item for item in found if item] or None
    return wording.items(_text(value))


def _score(stated: str) -> dict[str, float]:
    """Read a score as 0-100 of its best value, and that: `88`, `88/100`, `8.5/10`, `4/5`."""
    head, _, best = stated.partition("/")
    value, scale = parse_number(head), parse_number(best) if best else 100.0
    if value is None or not scale or not 0 <= value <= scale:
        return {}
    return {"score": value / scale * 100, "out_of": scale}


def _facts(stated: Any, front: str, body: str, out: Findings, common: dict[str, Any]) -> None:
    for attribute, value in _pairs(stated):
        out.fact(
            **common,
            attribute=attribute,
            value=value,
            evidence=evidence(attribute, value, front, body),
            confidence=_CONFIDENCE,
        )


def _pairs(stated: Any) -> Iterator[tuple[str, str]]:
    """Yield attribute and value; a list of values gives one fact for each."""
    for key, given in list(stated.items())[: limits.ATTRIBUTES] if isinstance(stated, dict) else ():
        for item in given[: limits.LIST_ITEMS] if isinstance(given, list) else [given]:
            value = wording.line(_text(item), limits.ATTRIBUTE_CHARS)
            attribute = wording.snake(str(key))
            if attribute and value:
                yield attribute, value


def evidence(attribute: str, value: str, front: str, body: str) -> str:
    """Return the words that state a fact: a sentence of the body, else its front-matter line.

    A sentence counts when it holds the value, or all of the value's words and numbers.
    """
    sentences = [part.strip(_MARKS) for part in _SENTENCE.split(body)]
    wanted = value.casefold()
    exact = next((s for s in sentences if _holds(s.casefold(), wanted)), None)
    if exact:
        return exact
    tokens = set(_WORDS.findall(wanted)) | set(re.findall(r"\d+(?:\.\d+)?", wanted))
    loose = (s for s in sentences if tokens and tokens <= _tokens(s.casefold()))
    lines = [line.strip(_MARKS) for line in front.splitlines()]
    named = (s for s in lines if wanted in s.casefold())
    keyed = (s for s in lines if wording.snake(s.split(":", 1)[0]) == attribute)
    return next(loose, None) or next(named, None) or next(keyed, None) or value


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
