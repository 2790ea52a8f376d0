"""Markdown with YAML front matter -> what the front matter states, as text, and the body."""

import re
from typing import Any

import yaml

from ... import limits
from ...values import wording

_FENCE = re.compile(r"---[ \t]*\r?\n")

Stated = dict[str, Any]
"""What a front matter states: key -> text, list or mapping, as its author wrote it."""


class NotUsable(Exception):
    """The document says nothing of a shoe; the message is the sentence for the import report."""


class _PlainLoader(yaml.BaseLoader):
    """Reads every value as the text it is written as; refuses aliases, which can explode."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def begins(text: str) -> bool:
    """Tell whether a text begins with front matter."""
    return bool(_FENCE.match(text))


def split(text: str) -> tuple[str, str]:
    """Part a text into front matter and body; raises `NotUsable` where it is not closed."""
    opening = _FENCE.match(text)
    start = opening.end() if opening else 0
    closing = next(
        (m for m in re.finditer(r"^(?:---|\.\.\.)[ \t]*\r?$", text[start:], re.MULTILINE)), None
    )
    if opening is None or closing is None:
        raise NotUsable("The front matter is not closed; end it with a line of three dashes.")
    front = text[start : start + closing.start()]
    if len(front) > limits.FRONT_MATTER_CHARS:
        raise NotUsable(
            f"The front matter is longer than {limits.FRONT_MATTER_CHARS:,} characters."
        )
    return front, text[start + closing.end() :]


def load(front: str) -> Stated:
    """Give keys in snake case and values as written; raises `NotUsable` for no valid YAML."""
    try:
        found = yaml.load(front, Loader=_PlainLoader)  # noqa: S506 - builds texts only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        place = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise NotUsable(f"The front matter is not valid YAML: {place}.") from error
    if not isinstance(found, dict):
        raise NotUsable("The front matter must be lines such as: shoe: Balenciaga Speed 2.0")
    return {wording.snake(str(key)): value for key, value in found.items()}


def text(value: Any) -> str:
    """Give a value that is a text; nothing for lists, maps and `~`."""
    return value if isinstance(value, str) and value != "~" else ""


def line(value: Any, limit: int = limits.NAME_CHARS) -> str | None:
    """Give a value as one line; None where it says nothing."""
    return wording.line(text(value), limit)


def lines(value: Any) -> list[str] | None:
    """Give a list: of YAML, or of a text whose items are parted by marks."""
    if isinstance(value, list):
        found = [line(item) for item in value[: limits.LIST_ITEMS]]
        return [item for item in found if item] or None
    return wording.items(text(value))
