"""What a source needs to do its work, what it plans, and what it brings home."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..settings.config import Fetch
from .shelf import FetchedFiles
from .troubles import NotFetched, Trouble
from .web import Web, WebAnswer

JSON = "application/json"


@dataclass(frozen=True)
class Errand:
    """Settings, what was fetched before, and the day (UTC)."""

    settings: Fetch
    shelf: FetchedFiles
    today: dt.date


class Question(NamedTuple):
    """A question that would be asked: its address, and what for. No address: nothing to ask."""

    address: str
    what: str


class Gathered(NamedTuple):
    """What a subject gave: how many new days, posts, products or files, and a note."""

    new: int
    note: str = ""


class SourceKind(NamedTuple):
    """A source: what `guide.toml` names, what would be asked for one of them, and the asking."""

    names: Callable[[Fetch], tuple[str, ...]]
    plan: Callable[[Errand, str], Question]
    fetch: Callable[[Errand, str, Web], Gathered]
    unit: str


def if_changed(errand: Errand, address: str, file: str, whole: str) -> Question:
    """Say that an address is asked for its whole file, or only for what changed since."""
    known = errand.shelf.known(file)
    return Question(address, "only if it changed" if known else f"the whole {whole}")


def as_json(answer: WebAnswer) -> Any:
    """Parse an answer as JSON; raises `NotFetched` that says what came instead."""
    try:
        return json.loads(answer.body or b"")
    except (ValueError, RecursionError):
        pass
    if "json" in answer.type:
        raise changed(answer, "JSON", f'text that breaks off or is none: "{answer.start}"')
    came = f'{answer.type or "an unnamed type"}: "{answer.start}"'
    raise NotFetched(Trouble.TYPE, answer.address, got=came, wanted="JSON")


def changed(answer: WebAnswer, wanted: str, got: str) -> NotFetched:
    """Make the error for an answer that is not as the service documents it."""
    return NotFetched(Trouble.CHANGED, answer.address, got=got, wanted=wanted)


def shape(value: Any) -> str:
    """Say in a few words what a parsed value is: for an answer of another shape."""
    if isinstance(value, dict):
        keys = ", ".join(repr(str(key)[:30]) for key in list(value)[:6])
        return f"an object with {keys}" if keys else "an empty object"
    return f"a list of {len(value)}" if isinstance(value, list) else repr(value)[:60]
